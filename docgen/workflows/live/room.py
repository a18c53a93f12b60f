"""A meeting that goes on: its document followed, what people type taken at once and written in order.

Whatever is accepted is in the outbox, on disk, before anybody is told so. One thread reads and writes the document; it
owns the workspace. All else may be called from any thread.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Final, Literal, TypeVar

import msgspec

from docgen.account.labels import labels
from docgen.account.model import Account, Status
from docgen.connect.outbox import Intent, Outbox
from docgen.connect.writer import new_operation
from docgen.document.tabs import Document
from docgen.errors import DocgenError, InputError, Text
from docgen.inputs.bilingual import Bilingual
from docgen.workflows.amend import Amendment, Reworded, TakenBack, Ticked
from docgen.workflows.asked import Asked
from docgen.workflows.base import Workspace
from docgen.workflows.live.agenda import add_item, remove_item, set_field
from docgen.workflows.live.beside import Beside
from docgen.workflows.live.board import Mine, Waiting, line_of, remembered, signed, with_waiting
from docgen.workflows.live.finish import finish
from docgen.workflows.live.form import AddItem, Agenda, RemoveItem, SetField
from docgen.workflows.live.hints import shown
from docgen.workflows.live.screen import Listener, Screen
from docgen.workflows.live.sight import Seen, seen, waiting_in
from docgen.workflows.live.sitting import Sitting
from docgen.workflows.live.turns import Turns
from docgen.workflows.live.typed import KINDS, reworded, typed
from docgen.workflows.live.values import (
    OTHER,
    Aside,
    Board,
    Finished,
    Line,
    Listed,
    Reword,
    Said,
    Saving,
    Tick,
    Typed,
)
from docgen.workflows.live.whole import Whole, whole_of
from docgen.workflows.settling import redo

LOCAL_LOOK: Final = 0.25
LOCAL_BATCH: Final = 1.0
GOOGLE_LOOK: Final = 2.0
GOOGLE_BATCH: Final = 2.0
"""Seconds between two questions for the revision, and between two batches."""
LONGEST_PAUSE: Final = 16.0
"""Seconds to the next try, where nothing can be reached."""

Asking = TypeVar("Asking", SetField, AddItem, RemoveItem)


class Room:
    """One meeting of an account while it goes on."""

    _seen: Seen
    _sitting: Sitting
    _beside: Beside

    def __init__(self, workspace: Workspace, account: Account, meeting: str = "") -> None:
        """``meeting``: id or date; the current one without. Raises ``InputError`` where there is none."""
        self._workspace = workspace
        self._account = account
        self._asked_for = meeting
        self._document_id = workspace.document_id(account)
        self._outbox = Outbox(workspace.settings.state / "outbox.sqlite")
        self._roster = workspace.roster
        self.language: Literal["ja", "en"] = account.language
        self.local = workspace.settings.backend == "local"
        self._screen = Screen(lambda: self._now().isoformat(timespec="seconds"))
        self._lock = self._screen.lock
        self._accepting = threading.Lock()
        self._waiting: dict[str, Waiting] = {}
        self._mine: list[Mine] = []
        self._whole: tuple[str | None, Whole] | None = None
        """What was last shown of all of the document, and of which revision."""
        self._may_write = self._may_look = 0.0
        self._failures = 0
        self._ready = False
        self._turns = Turns(f"live {account.id}", self._turn, self._pause, self._last_write)
        try:
            self._turns.ask(self._first)
        except DocgenError:
            self.close()
            raise

    # What the pages ask for.

    def board(self) -> Board:
        """What everybody sees now."""
        return self._screen.shown()

    def aside(self) -> Aside:
        """What only we see."""
        return self._beside.aside

    def saving(self) -> Saving:
        """How far the document is behind."""
        return self._screen.saving

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Tell ``listener`` of everything that happens from now on, from any thread; returns what ends that."""
        return self._screen.subscribe(listener)

    def typed(self, text: str, kind: str) -> Typed:
        """How a line would be understood. Raises ``InputError`` for one that cannot be written."""
        chosen = next((one for one in KINDS if one == kind), None)
        return typed(text, chosen, self._seen.meeting, self._roster, self.language)

    def capture(self, said: Said) -> Line | None:
        """Take a line that somebody typed; the same id again is the same line. None for one that says なし.

        Raises ``InputError`` as ``typed``, and for なし where there is something.
        """
        parsed = self.typed(said.text, said.kind)
        nothing = labels().is_none(parsed.text)
        if nothing and any(place[:2] == (said.item, parsed.kind) for place in self._lines()):
            raise InputError(
                Text("この欄にはもう行があるので、「なし」は書けません", "there are lines here, so it cannot be “none”")
            )
        heading, number = self._part(said.item)
        asked = Asked(
            self._account.id,
            parsed.kind,
            parsed.text,
            number,
            self._seen.meeting.id,
            parsed.owners,
            parsed.due_text,
            False,
            heading=heading,
        )
        self._accept(asked, said.id, said.by)
        if nothing:
            return None
        line = line_of(asked, Waiting(said.id, said.by, asked), self.language)
        return msgspec.structs.replace(line, key=said.id, due=parsed.due)

    def tick(self, tick: Tick) -> None:
        """Mark an action item."""
        where: Listed = "action_items" if tick.item else "carried"
        self._amend(tick.id, tick.by, partial(Ticked, status=Status(tick.status)), tick.item, where, tick.line)

    def reword(self, wanted: Reword) -> None:
        """Give a line other words. Raises ``InputError`` for none."""
        new = reworded(wanted.line, wanted.text, wanted.list, self._seen.meeting, self._roster, self.language)
        if new != wanted.line:
            self._amend(wanted.id, wanted.by, partial(Reworded, new=new), wanted.item, wanted.list, wanted.line)

    def take_back(self, id: str, by: str) -> None:
        """Take a line back that this browser typed. Raises ``InputError`` for one that is not there or another's."""
        with self._accepting:
            operation = next((op for op, one in self._waiting.items() if (one.id, one.by) == (id, by)), "")
            if operation and self._outbox.withdraw(operation):
                with self._lock:
                    self._waiting.pop(operation, None)
                    self._compose()
                return
        place = next((one for one in self._lines() if (one[2].id, one[2].by) == (id, by)), None)
        if place is None:
            raise InputError(
                Text("この画面で入力した行ではないか、もうありません", "this was not typed here, or is gone already")
            )
        self._amend(f"{id}/back", by, TakenBack, *place[:2], place[2].line)

    def focus(self, item: str) -> None:
        """What the room looks at now."""
        with self._lock:
            if item != OTHER and all(one.key != item for one in self._screen.board.items):
                raise InputError(Text("この論点はありません", "there is no such item"))
            self._sitting = self._sitting.moved(item, self._now())
            self._compose()
            self._sitting.keep(self._kept)

    def note(self, id: str, text: str) -> None:
        """Take a note to oneself, which the customer never sees. Raises ``InputError`` for an empty one."""
        self._beside.note(self._seen.meeting, id, text)
        self._turns.wake()

    def discard(self, id: str) -> None:
        """Forget something that could not be written (``StuckLine.id``); nothing where it is not there."""
        if any(one.id == id for one in self._beside.aside.stuck):
            self._beside.discard(id)
            self._turns.wake()

    def agenda(self, meeting: str) -> Agenda:
        """The form of the agenda of ``meeting`` (id; empty: this one's). Raises ``InputError`` where there is none."""
        return self._turns.ask(lambda: self._agenda(meeting))

    def set_field(self, wanted: SetField) -> Agenda:
        """Write one field of an agenda; the form as it is then. Raises as ``agenda.set_field``."""
        return self._turns.ask(lambda: self._written_in_form(set_field, wanted))

    def add_item(self, wanted: AddItem) -> Agenda:
        """Put an item in, once; the form as it is then. Raises as ``agenda.add_item``."""
        return self._turns.ask(lambda: self._written_in_form(add_item, wanted))

    def remove_item(self, wanted: RemoveItem) -> Agenda:
        """Take an empty item out; the form as it is then. Raises as ``agenda.remove_item``."""
        return self._turns.ask(lambda: self._written_in_form(remove_item, wanted))

    def whole(self) -> Whole:
        """All of the customer's document, as anybody may see it."""
        known = self._whole
        revision, document = self._turns.ask(lambda: self._all_of_it(known))
        if document is not None:
            known = self._whole = (
                revision,
                whole_of(document, self.language, self._workspace.settings.template_directories),
            )
        assert known is not None  # noqa: S101 - read where it was not known
        return known[1]

    def catch_up(self) -> None:
        """Write what waits and look at the document now. Raises as ``Writer.settle``."""
        self._turns.ask(self._caught_up)

    def finish(self) -> Finished:
        """Write what waits, and close the meeting. Raises as ``close``."""
        return self._turns.ask(self._finish)

    def close(self) -> None:
        """Stop; what waits is written if that can be done at once, and stays in the outbox if not."""
        self._turns.end()

    # Taking what people type.

    def _part(self, key: str) -> tuple[str, int | None]:
        """Id of the heading of an item, or its number where it has no heading's id."""
        with self._lock:
            item = next((one for one in self._screen.board.items if one.key == key), None)
        if item is None:
            return ("" if key == OTHER else key), None
        return ("", item.number) if key.startswith("#") else (key, None)

    def _amend(self, id: str, by: str, make: Callable[..., Amendment], item: str, where: Listed, line: str) -> None:
        heading = "" if item in ("", OTHER) else item
        wish = make(account=self._account.id, meeting=self._seen.meeting.id, heading=heading, where=where, line=line)
        self._accept(wish, id, by)

    def _accept(self, wish: Any, id: str, by: str) -> None:
        with self._accepting:
            operation = new_operation(self._now().timestamp())
            intent = Intent(operation, self._document_id, msgspec.json.encode(wish))
            if self._outbox.accept(intent, id) != operation:
                return
            with self._lock:
                waiting = self._waiting[operation] = Waiting(id, by, wish)
                self._screen.show(self._sitting.on(with_waiting(self._screen.board, [waiting])))
                self._count(None if not self._failures else self._screen.saving.trouble)
        self._turns.wake()

    def _lines(self) -> list[tuple[str, Listed, Line]]:
        with self._lock:
            board = self._screen.board
        parts = [*((item.key, item) for item in board.items), (OTHER, board.other)]
        names: tuple[Listed, ...] = ("views", "decisions", "action_items")
        return [(key, name, line) for key, part in parts for name in names for line in getattr(part, name)]

    # Telling.

    def _compose(self) -> None:
        """The board from what was read and what waits. With the lock."""
        board = with_waiting(signed(self._seen.board, self._mine), self._waiting.values())
        self._screen.show(self._sitting.on(board))

    def _count(self, trouble: Bilingual | None) -> None:
        self._screen.say(Saving(saving=len(self._waiting), trouble=trouble))

    def _now(self) -> datetime:
        return self._workspace.now(self._account)

    # The thread that owns the workspace.

    def _pause(self) -> float:
        """Seconds until there is something to do, if nobody asks."""
        look = LOCAL_LOOK if self.local else GOOGLE_LOOK
        if self._failures:
            return min(look * float(2**self._failures), LONGEST_PAUSE)
        if self._waiting:
            return max(0.0, min(look, self._may_write - time.monotonic()))
        return look

    def _turn(self) -> None:
        """Write what waits, where that may be done by now, and look at the document."""
        if not self._ready:
            return
        try:
            if self._waiting and time.monotonic() >= self._may_write:
                self._write()
                self._look()
            elif time.monotonic() >= self._may_look:
                self._look()
            else:
                return
        except DocgenError as error:
            self._failures += 1
            with self._lock:
                self._count(Bilingual(error.line("ja"), error.line("en")))
        else:
            self._failures = 0
            with self._lock:
                self._count(None)
            self._beside.write()
            self._beside.look(self._seen)

    def _caught_up(self) -> None:
        self._write()
        self._look()
        self._beside.write()
        self._beside.look(self._seen, at_once=True)

    def _write(self) -> None:
        self._may_write = time.monotonic() + (LOCAL_BATCH if self.local else GOOGLE_BATCH)
        self._workspace.writer.settle(self._document_id, partial(redo, self._workspace))

    def _first(self) -> None:
        self._waiting.update(waiting_in(self._outbox, self._document_id))
        self._seen = first = seen(self._workspace, self._account, self._asked_for)
        self._sitting = Sitting.found(self._kept, first.board, self._now())
        self._screen.board = self._sitting.on(with_waiting(first.board, self._waiting.values()))
        self._beside = Beside(self._workspace, self._account, self._outbox, self._screen.whisper)
        self._ready = True

    def _look(self) -> None:
        """Read the document where it has changed, and see what of what waits is in it."""
        self._may_look = time.monotonic() + (LOCAL_LOOK if self.local else GOOGLE_LOOK)
        waiting = {intent.operation for intent in self._outbox.open(self._document_id)}
        written = [operation for operation in self._waiting if operation not in waiting]
        found = self._seen
        revision = self._workspace.reader.current(self._document_id).revision
        if revision is None or revision != found.revision:
            found = seen(self._workspace, self._account, found.meeting.id)
        elif not written:
            return
        with self._lock:
            self._seen = found
            for operation in written:
                self._mine = remembered(self._mine, self._waiting.pop(operation), self.language)
            self._compose()
            self._count(self._screen.saving.trouble)

    def _agenda(self, meeting: str) -> Agenda:
        return shown(self._workspace, self._account, meeting or self._seen.meeting.id, self._beside.rules)

    def _written_in_form(self, write: Callable[[Workspace, Account, Asking], object], wanted: Asking) -> Agenda:
        write(self._workspace, self._account, wanted)
        return self._agenda(wanted.meeting)

    def _all_of_it(self, known: tuple[str | None, Whole] | None) -> tuple[str | None, Document | None]:
        revision = self._workspace.reader.current(self._document_id).revision
        if known and revision and known[0] == revision:
            return revision, None
        document = self._workspace.service.get(self._document_id)
        return document.revision, document

    def _finish(self) -> Finished:
        self._caught_up()
        done = finish(self._workspace, self._account, self._seen.meeting.id)
        self._look()
        self._beside.report(done.problems)
        return msgspec.structs.replace(done, problems=())  # whoever reads this may be on the big screen

    def _last_write(self) -> None:
        try:
            if self._waiting:
                self._workspace.writer.settle(self._document_id, partial(redo, self._workspace))
            if self._ready:
                self._beside.write()
        except DocgenError:
            pass  # it is in the outbox, and the next command that writes there writes it

    @property
    def _kept(self) -> Path:
        """Where it is kept what the room looks at, and for how long."""
        return self._workspace.settings.state / "live" / f"{self._account.id}.json"
