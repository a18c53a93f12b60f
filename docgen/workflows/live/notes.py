"""Notes to oneself, taken in a meeting and kept in the account's internal document.

A note is in the outbox from the moment it is accepted until it is in the document. There its id, in the name of a named
range on its line, tells that it is: so it is written once however often that is tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby
from typing import Final

import msgspec

from docgen import clock
from docgen.account.internal import Jotting, jottings, noted, notes_in
from docgen.account.model import Account, Meeting
from docgen.connect.outbox import Intent, Outbox
from docgen.connect.writer import new_operation
from docgen.document.tabs import Tab
from docgen.document.text import normalise
from docgen.document.wire.requests import Request
from docgen.errors import InputError, Text
from docgen.render.internal import note_requests
from docgen.workflows.base import Workspace
from docgen.workflows.internal import change_internal, in_tab, internal_tab, known_internal
from docgen.workflows.live.values import Note

ID: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")


class _Waiting(msgspec.Struct, frozen=True):
    """A note as the outbox keeps it."""

    meeting: Meeting
    """Without what it says: which one it is."""
    id: str
    at: datetime
    text: str

    @property
    def note(self) -> Note:
        return Note(id=self.id, at=_shown(self.at), text=self.text, state="waiting")


def notes(workspace: Workspace, account: Account, meeting: Meeting) -> tuple[Note, ...]:
    """What was noted about ``meeting``, in the order written, and last what waits to be written.

    Raises as ``Reader.read``; ``InputError`` where the document is in the bin.
    """
    waiting, document_id = waiting_notes(workspace, account, meeting), known_internal(workspace, account)
    if not document_id:
        return waiting
    tab = internal_tab(workspace.reader.read(document_id), alone=not in_tab(workspace))
    found = jottings(notes_in(tab), meeting, clock.zone(account.time_zone)) if tab else ()
    written = tuple(Note(id=one.id, at=_shown(one.at), text=one.text) for one in found)
    ids = noted(tab) if tab else frozenset()
    return (*written, *(one for one in waiting if one.id not in ids))


def waiting_notes(workspace: Workspace, account: Account, meeting: Meeting) -> tuple[Note, ...]:
    """The notes about ``meeting`` that are not in the document yet; nothing but this machine is asked."""
    ids = {meeting.id, meeting.was} - {""}
    return tuple(one.note for _, one in _waiting(workspace, account) if {one.meeting.id, one.meeting.was} & ids)


def write_note(workspace: Workspace, account: Account, meeting: Meeting, id: str, text: str) -> None:
    """Accept a note, and write it with all that wait. Raises as both."""
    accept_note(workspace, account, meeting, id, text)
    write_notes(workspace, account)


def accept_note(workspace: Workspace, account: Account, meeting: Meeting, id: str, text: str) -> bool:
    """Keep a note so that it is not lost any more; False where one with this ``id`` was accepted before.

    Raises ``InputError`` for an empty one, and for an ``id`` that a document could not hold.
    """
    said = normalise(text).strip("\n")
    if not said.strip():
        raise InputError(
            Text("メモが空です", "the note is empty"),
            hint=Text("一言でも書いてください", "a word will do"),
        )
    if not ID.fullmatch(id):
        raise InputError(
            Text(f"{id[:80]!r} はメモの id にできません", f"{id[:80]!r} cannot be the id of a note"),
            hint=Text("英数字と - _ で64字までにしてください", "use at most 64 letters, digits, - and _"),
        )
    now = workspace.now(account)
    which = Meeting(**{name: getattr(meeting, name) for name in ("id", "was", "date", "title", "span")})
    what = msgspec.json.encode(_Waiting(which, id, now.replace(microsecond=0), said))
    operation = new_operation(now.timestamp())
    intent = Intent(operation, _box(account), what, operation)
    return _outbox(workspace).accept(intent, f"note:{account.id}:{id}") == operation


def write_notes(workspace: Workspace, account: Account) -> int:
    """Write the notes that wait, those of one meeting as one batch; how many there were.

    The document is made where there is none. What could not be written goes on waiting. Raises as ``Writer.change``.
    """
    waiting = sorted(_waiting(workspace, account), key=lambda pair: pair[1].meeting.id)
    for _, group in groupby(waiting, key=lambda pair: pair[1].meeting.id):
        intents, those = zip(*group, strict=True)
        _write(workspace, account, those)
        for intent in intents:
            _outbox(workspace).settle(intent.batch, intent.document, marked=False)
    return len(waiting)


def _write(workspace: Workspace, account: Account, those: Iterable[_Waiting]) -> None:
    def plan(tab: Tab) -> list[Request]:
        there = noted(tab)
        missing = [one for one in those if one.id not in there]
        if not missing:
            return []
        zone = clock.zone(account.time_zone)
        found = [Jotting(one.id, one.at.astimezone(zone), one.text) for one in missing]
        return note_requests(tab, account.name, missing[-1].meeting, found, account.language)

    change_internal(workspace, account, plan)


def _waiting(workspace: Workspace, account: Account) -> Iterator[tuple[Intent, _Waiting]]:
    for intent in _outbox(workspace).open(_box(account)):
        try:
            yield intent, msgspec.json.decode(intent.what, type=_Waiting)
        except (msgspec.DecodeError, UnicodeDecodeError):  # another version noted it
            _outbox(workspace).set_aside(intent.operation, "not readable by this version")


def _box(account: Account) -> str:
    """Under which the outbox keeps the notes on ``account``: the document may not be there yet."""
    return f"internal:{account.id}"


def _outbox(workspace: Workspace) -> Outbox:
    return Outbox(workspace.settings.state / "outbox.sqlite")


def _shown(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
