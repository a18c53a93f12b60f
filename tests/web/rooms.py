"""A meeting held in memory: what the pages ask for, without a document."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, Literal

import msgspec

from docgen.account.model import Kind, Present
from docgen.errors import InputError, Text
from docgen.inputs.bilingual import Bilingual
from docgen.workflows.live.form import AddItem, Agenda, FieldChangedError, FormItem, FormMeeting, RemoveItem, SetField
from docgen.workflows.live.values import (
    OTHER,
    Aside,
    Board,
    BoardItem,
    BoardMeeting,
    Customer,
    Event,
    Finished,
    Line,
    Note,
    Patch,
    Question,
    Reword,
    Said,
    Saving,
    Splice,
    Tick,
    Typed,
)
from docgen.workflows.live.whole import Whole, WholeHeading, WholeTab

NOW = "2026-12-01T10:12:03+09:00"


def board(items: int = 2, *, language: Literal["ja", "en"] = "ja") -> Board:
    """A meeting with ``items`` agenda items, the first in focus."""
    return Board(
        version=1,
        language=language,
        now=NOW,
        account=Customer("株式会社サンプル"),
        meeting=BoardMeeting(
            id="2026-12-01",
            title="12月定例",
            date="2026-12-01",
            heading="2026-12-01（火）12月定例",
            start="2026-12-01T10:00",
            end="2026-12-01T11:00",
            attendees=Present(ours=("佐藤",), theirs=("森様",)),
        ),
        items=tuple(
            BoardItem(key=f"h.{n}", number=n, title=f"論点{n}", kind=Kind.DECIDE, minutes=15)
            for n in range(1, items + 1)
        ),
        focus="h.1" if items else OTHER,
        since=NOW,
    )


class MemoryRoom:
    """The room's interface over a board in memory; every line is ``waiting`` for good."""

    def __init__(self, shown: Board | None = None, *, aside: Aside | None = None) -> None:
        self._board = shown or board()
        self._aside = aside or Aside(questions=(Question(text="論点1、決まったことはありますか？", item="h.1"),))
        self._taken: dict[str, Line] = {}
        self._listeners: list[Callable[[Event], None]] = []
        self._lock = threading.RLock()
        self.closed = False
        self.local = True
        self.goal = "始める日を決める"
        self.called: list[tuple[Any, ...]] = []
        """What was asked for, besides looking."""

    @property
    def language(self) -> Literal["ja", "en"]:
        return self._board.language

    def board(self) -> Board:
        return self._board

    def aside(self) -> Aside:
        return self._aside

    def saving(self) -> Saving:
        return Saving(saving=len(self._taken))

    def subscribe(self, listener: Callable[[Event], None]) -> Callable[[], None]:
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def typed(self, text: str, kind: str) -> Typed:
        if not text.strip():
            raise InputError(Text("書き込む内容がありません", "there is nothing to write"))
        if kind == "action_items" or "@" in text:
            words, _, owner = text.partition("@")
            owners = (owner.split()[0],) if owner.split() else ()
            shown = f"☐ {words.strip()}" + (f"（担当：{owners[0]}、期限：12/4（金））" if owners else "")
            return Typed(
                kind="action_items",
                text=words.strip(),
                owners=owners,
                due_text="12/4（金）" * bool(owners),
                shown=shown,
            )
        return Typed(kind="decisions" if kind == "decisions" else "views", text=text, shown=text)

    def capture(self, said: Said) -> Line:
        with self._lock:
            if said.id in self._taken:
                return self._taken[said.id]
            understood = self.typed(said.text, said.kind)
            line = Line(
                key=said.id,
                line=understood.shown,
                text=understood.text,
                owners=understood.owners,
                due_text=understood.due_text,
                status="open" if understood.kind == "action_items" else "",
                state="waiting",
                id=said.id,
                by=said.by,
            )
            self._taken[said.id] = line
            at = len(getattr(self._part(said.item), understood.kind))
            self.splice(Splice(item=said.item, list=understood.kind, at=at, remove=0, add=(line,)))
            return line

    def tick(self, ticked: Tick) -> None:
        self.called.append(("tick", ticked))
        self._swap(ticked.item, "action_items" if ticked.item else "carried", ticked.line, {"status": ticked.status})

    def reword(self, reworded: Reword) -> None:
        self.called.append(("reword", reworded))
        self._swap(reworded.item, reworded.list, reworded.line, {"text": reworded.text, "line": reworded.text})

    def take_back(self, id: str, by: str) -> None:
        self.called.append(("take_back", id, by))
        for key in (*(item.key for item in self._board.items), OTHER):
            for name in ("views", "decisions", "action_items"):
                for at, line in enumerate(getattr(self._part(key), name)):
                    if (line.id, line.by) == (id, by):
                        self.splice(Splice(item=key, list=name, at=at, remove=1))
                        return
        raise InputError(Text("もうありません", "it is gone already"))

    def focus(self, item: str) -> None:
        self._part(item)
        with self._lock:
            self._board = msgspec.structs.replace(self._board, focus=item, version=self._board.version + 1)
            self.tell("patch", Patch(version=self._board.version, focus=item, since=NOW))

    def note(self, id: str, text: str) -> None:
        with self._lock:
            self._aside = msgspec.structs.replace(
                self._aside, notes=(*self._aside.notes, Note(id=id, at=NOW, text=text))
            )
            self.tell("aside", self._aside)

    def discard(self, id: str) -> None:
        with self._lock:
            stuck = tuple(one for one in self._aside.stuck if one.id != id)
            self._aside = msgspec.structs.replace(self._aside, stuck=stuck)
            self.tell("aside", self._aside)

    def whole(self) -> Whole:
        heading = self._board.meeting.heading
        block = ("h2", {"id": "h.0"}, [heading])
        tab = WholeTab("t.0", "議事録", "tab1", (block,), (WholeHeading(2, "h.0", heading),))
        return Whole(f"v{self._board.version}", self.language, self._board.account.name, "", (tab,))

    def agenda(self, meeting: str) -> Agenda:
        one = self._board.meeting
        if meeting not in ("", one.id):
            raise InputError(Text("この会議はありません", "there is no such meeting"))
        return Agenda(
            language=self.language,
            name=self._board.account.name,
            meetings=(FormMeeting(one.id, one.heading),),
            meeting=one.id,
            heading=one.heading,
            goal=self.goal,
            items=tuple(FormItem(key=item.key, number=item.number, title=item.title) for item in self._board.items),
        )

    def set_field(self, wanted: SetField) -> Agenda:
        self.called.append(("set_field", wanted))
        if wanted.field == "goal":
            if wanted.old != self.goal:
                raise FieldChangedError(self.goal)
            self.goal = wanted.text
        return self.agenda(wanted.meeting)

    def add_item(self, wanted: AddItem) -> Agenda:
        self.called.append(("add_item", wanted))
        return self.agenda(wanted.meeting)

    def remove_item(self, wanted: RemoveItem) -> Agenda:
        self.called.append(("remove_item", wanted))
        return self.agenda(wanted.meeting)

    def finish(self) -> Finished:
        return Finished(
            summary="12月定例\n・来月から始める",
            mail="森様\n本日はありがとうございました。",
            posted=Bilingual("Slack に送りました", "sent to Slack"),
        )

    def close(self) -> None:
        self.closed = True

    # What tests have happen.

    def tell(self, name: Literal["board", "patch", "state", "aside"], data: Any) -> None:
        """Tell everybody who listens, or our side where it is theirs."""
        event = Event(audience="private" if name == "aside" else "all", name=name, data=data)
        for listener in tuple(self._listeners):
            listener(event)

    def splice(self, splice: Splice) -> None:
        """Change a list, and tell."""
        with self._lock:
            part: Any = self._board if not splice.item else self._part(splice.item)
            old = getattr(part, splice.list)
            new = (*old[: splice.at], *splice.add, *old[splice.at + splice.remove :])
            part = msgspec.structs.replace(part, **{splice.list: new})
            version = self._board.version + 1
            if not splice.item:
                self._board = msgspec.structs.replace(part, version=version)
            elif splice.item == OTHER:
                self._board = msgspec.structs.replace(self._board, other=part, version=version)
            else:
                items = tuple(part if one.key == splice.item else one for one in self._board.items)
                self._board = msgspec.structs.replace(self._board, items=items, version=version)
            self.tell("patch", Patch(version=version, splices=(splice,)))

    def _part(self, key: str) -> Any:
        if key == OTHER:
            return self._board.other
        found = next((one for one in self._board.items if one.key == key), None)
        if found is None:
            raise InputError(Text("この論点はありません", "there is no such item"))
        return found

    def _swap(self, item: str, name: Any, line: str, changes: dict[str, Any]) -> None:
        lines = getattr(self._part(item) if item else self._board, name)
        at = next((n for n, one in enumerate(lines) if one.line == line), None)
        if at is None:
            raise InputError(Text("この行はもうありません", "this line is gone"))
        new = msgspec.structs.replace(lines[at], **changes)
        self.splice(Splice(item=item, list=name, at=at, remove=1, add=(new,)))
