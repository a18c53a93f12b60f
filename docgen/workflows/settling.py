"""What was asked of a document and is not in it yet, done in the order asked."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

import msgspec

from docgen import clock
from docgen.account.model import Account
from docgen.connect.outbox import Intent
from docgen.connect.writer import Plan, Planner, asked_at
from docgen.document.tabs import Document
from docgen.errors import InputError, Text
from docgen.workflows.amend import Reworded, TakenBack, Ticked, amend_planner
from docgen.workflows.asked import Asked, planner
from docgen.workflows.base import Workspace

Wish = Asked | Ticked | Reworded | TakenBack


def settle(workspace: Workspace, account: Account) -> None:
    """Write what waits for the account's document: what a crash has left open, and what was typed while it could not
    be reached."""
    workspace.writer.settle(workspace.document_id(account), partial(redo, workspace))


def redo(workspace: Workspace, intent: Intent) -> Planner[Any]:
    """What was asked then, in the meeting that was meant then; without chips, which a service may refuse."""

    def told(document: Document) -> Plan[Any]:
        text = intent.what.decode(errors="replace")
        try:
            wish = wish_of(intent)
            text = wish.text
            account = workspace.roster.find(wish.account)
            moment = datetime.fromtimestamp(asked_at(intent), clock.zone(account.time_zone))
            if isinstance(wish, Asked):
                return planner(workspace, account, wish, moment)(document)
            return amend_planner(workspace, account, wish, moment)(document)
        except InputError as error:  # it is set aside then, and who typed it may believe that it is there
            workspace.tell(
                Text(
                    f"前に入力された「{text}」が文書にあるか確かめてください（{error.message.ja}）",
                    f"look whether “{text}”, which was typed before, is in the document ({error.message.en})",
                )
            )
            raise

    return told


def wish_of(intent: Intent) -> Wish:
    """What the outbox keeps. Raises ``InputError`` where it cannot be read: another version may have noted it."""
    try:
        tagged = Ticked | Reworded | TakenBack if b'"do":' in intent.what[:16] else Asked
        wish: Wish = msgspec.json.decode(intent.what, type=tagged)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError(
            Text("別の版の docgen の控えで、読み取れません", "another version of docgen noted it in another form"),
            hint=Text("なければ、もう一度入力してください", "if it is not there, type it again"),
        ) from error
    return wish
