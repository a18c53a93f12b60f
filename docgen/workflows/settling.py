"""What was asked of a document and is not in it yet, done in the order asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Any

import msgspec

from docgen import clock
from docgen.account.model import Account
from docgen.connect.outbox import Intent
from docgen.connect.writer import Plan, Step, asked_at
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


def redo(workspace: Workspace, intents: Sequence[Intent]) -> Iterator[Step]:
    """What was asked then, in the meetings that were meant then; without chips, which a service may refuse.

    Lines for the same list are put in at once, as long as nothing between them may be about one of them.
    """
    lists: list[list[tuple[Intent, Asked]]] = []
    for intent in intents:
        wish = _known(intent)
        if not isinstance(wish, Asked):
            yield from _steps(workspace, lists)
            lists = []
            yield Step((intent,), partial(_amended, workspace, intent))
        elif those := next((each for each in lists if each[0][1].goes_with(wish)), None):
            those.append((intent, wish))
        else:
            lists.append([(intent, wish)])
    yield from _steps(workspace, lists)


def _steps(workspace: Workspace, lists: Sequence[Sequence[tuple[Intent, Asked]]]) -> Iterator[Step]:
    for those in lists:
        yield Step([intent for intent, _ in those], partial(_asked, workspace, those))


def _asked(workspace: Workspace, those: Sequence[tuple[Intent, Asked]], document: Document) -> Plan[Any]:
    intent, asked = those[0]
    try:
        account, moment = _when(workspace, intent, asked)
        return planner(workspace, account, asked, moment, more=[one for _, one in those[1:]])(document)
    except InputError as error:
        for _, one in those:
            _tell(workspace, one.text, error)
        raise


def _amended(workspace: Workspace, intent: Intent, document: Document) -> Plan[Any]:
    text = intent.what.decode(errors="replace")
    try:
        wish = wish_of(intent)
        text = wish.text
        account, moment = _when(workspace, intent, wish)
        if isinstance(wish, Asked):
            return planner(workspace, account, wish, moment)(document)
        return amend_planner(workspace, account, wish, moment)(document)
    except InputError as error:
        _tell(workspace, text, error)
        raise


def _when(workspace: Workspace, intent: Intent, wish: Wish) -> tuple[Account, datetime]:
    account = workspace.roster.find(wish.account)
    return account, datetime.fromtimestamp(asked_at(intent), clock.zone(account.time_zone))


def _tell(workspace: Workspace, text: str, error: InputError) -> None:
    """It is set aside then, and who typed it may believe that it is there."""
    workspace.tell(
        Text(
            f"前に入力された「{text}」が文書にあるか確かめてください（{error.message.ja}）",
            f"look whether “{text}”, which was typed before, is in the document ({error.message.en})",
        )
    )


def _known(intent: Intent) -> Wish | None:
    try:
        return wish_of(intent)
    except InputError:
        return None  # told once it is its turn


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
