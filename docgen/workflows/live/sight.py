"""What the document of a meeting that goes on says now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from docgen.account.choice import chosen_meeting
from docgen.account.dates import Language
from docgen.account.model import Account, AccountDocument, Meeting
from docgen.connect.outbox import Outbox
from docgen.errors import InputError, Text
from docgen.workflows.amend import Reworded
from docgen.workflows.base import Workspace
from docgen.workflows.live.board import Waiting, board_of
from docgen.workflows.live.values import Board, StuckLine
from docgen.workflows.settling import wish_of


@dataclass(frozen=True)
class Seen:
    """What was last read."""

    revision: str | None
    """None for one who may only read."""
    board: Board
    meeting: Meeting
    document: AccountDocument


def seen(workspace: Workspace, account: Account, meeting: str) -> Seen:
    """The document of ``account`` and its ``meeting`` (id or date; empty: the current one).

    Raises ``InputError`` where there is no such meeting, and as ``Reader.read``.
    """
    document = workspace.reader.read(workspace.document_id(account))
    now = workspace.now(account)
    minutes = workspace.minutes(document, now)
    chosen = chosen_meeting(minutes.meetings, meeting, now)
    said = workspace.said(document, account)
    own = next((one for one in said.meetings if one.id == chosen.id and one.span == chosen.span), chosen)
    url = workspace.url(document.id, heading=chosen.heading_id)
    return Seen(document.revision, board_of(account, minutes, own, url), own, said)


def waiting_in(outbox: Outbox, document_id: str) -> Iterator[tuple[str, Waiting]]:
    """What an earlier run has accepted and not written, by operation; nobody's in this run."""
    for intent in outbox.open(document_id):
        try:
            yield intent.operation, Waiting(intent.operation, "", wish_of(intent))
        except InputError:
            continue  # the writer sets it aside


GONE: Final = Text(
    "文書のこの行や見出しは、もうないか、書き換えられています",
    "this line or its heading is gone from the document, or reads otherwise",
)
"""Why, for who reads Japanese: the outbox remembers it in English."""


def stuck_in(outbox: Outbox, document_id: str, language: Language) -> Iterator[StuckLine]:
    """What finds no place in the document any more: the words that somebody typed last."""
    for one in outbox.stuck(document_id):
        why = one.why
        try:
            wish = wish_of(one.intent)
        except InputError:
            text = one.intent.what.decode(errors="replace")
        else:
            text = wish.new if isinstance(wish, Reworded) else wish.text
            why = why if language == "en" else GONE.ja
        yield StuckLine(id=one.intent.operation, text=text, why=why)
