"""What the lines of a meeting say, as values."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Any, Final, Literal, cast

from docgen.account.actions import Said, action_item, action_row
from docgen.account.actions.persons import forms, is_personal
from docgen.account.actions.shadow import shadow
from docgen.account.byhand.builder import Builder
from docgen.account.byhand.company import company
from docgen.account.byhand.lines import Grid, Line
from docgen.account.byhand.naming import naming
from docgen.account.byhand.nesting import Read, is_person, nested
from docgen.account.byhand.parts import Part, Row, Run
from docgen.account.byhand.people import People, bare
from docgen.account.byhand.shapes import may_be_task, tasks
from docgen.account.byhand.tables import read_table
from docgen.account.dates import parse_time_span, resolve
from docgen.account.labels import labels
from docgen.account.model import ActionItem, AgendaItem, Entry, Present, Span, Status
from docgen.account.moments import iso
from docgen.account.words import READ_BOX, box_at
from docgen.document.nodes import Run as Text
from docgen.document.walk import Cursor
from docgen.document.wire.lines import Marked, agreed
from docgen.document.wire.styles import heading_id, is_struck

ANSWERED: Final = ("views", "decisions", "action_items")
_ENTRIES: Final = ("views", "decisions", "open_points", "to_ask")
_DIGIT: Final = re.compile(r"[0-9０-９]")
_OF_DAYS: Final = re.compile(
    r"[\W\d_年月日時分火水木金土曜令和午前後]|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|am|pm|utc", re.IGNORECASE
)
_BESIDE: Final = 12
"""Characters beside a day that are no more than its month or zone; a line with more is a note, too."""
_NEXT_LABEL: Final = re.compile(
    r"\s*(?:日\s*時|日程|開催日時?|日付|予定日?|date(?: and time)?|when|time)\s*[:：]\s*", re.IGNORECASE
)
_MARKED: Final = re.compile(r"\s*(?:[■◆▼▶►★◇◎□●○▲△▽◼❏❖➤]\s*|(?:→|⇒|->|=>)\s*)")
_NOBODY: Final = frozenset({"we", "i", "all", "全員", "各自", "we'll"})
"""Owners that a sentence may name without being about something to do: we will use Slack."""
LONGEST: Final = 60
"""Characters in which a tag in front of a line ends."""
_HASHED: Final = re.compile(r"(?:#action|\bACTION|\bTODO|\bAI)\b:?\s+([a-z][\w-]*) to [a-z]")
"""As people in chats write it: ACTION: fen to order the disk."""
_ID: Final = re.compile(
    r"(?:AD|DEC|D|ACT|AI|AP|A|TODO|TD|T)(?:-[0-9]{1,4}[:：.)）]?|[0-9]{1,4}[:：.)）])[ \u3000]\s*(?=\S)"
)
"""The name of an entry in a register: AD-14: …"""
_BOXES: Final = frozenset("".join(READ_BOX))
_EMPTY: Final = re.compile(r"[\s\-‐–—―ー_＿.…・*/／|｜]*\Z")
_LINK: Final = Marked("")


@dataclass(slots=True)
class ByHand:
    """The lines of one meeting, given to their fields."""

    tab: str
    builder: Builder
    reference: date | None
    people: People
    start: str = ""
    end: str = ""
    next_meeting: str = ""
    next_text: str = ""
    known: frozenset[str] | None = None
    """How the people in it may be called."""
    answers: dict[int, dict[str, Any]] = field(default_factory=dict)
    """Of each part, by its ``id()``."""

    @classmethod
    def of(
        cls,
        lines: Sequence[Line | Grid],
        *,
        tab: str,
        reference: date | None,
        customer: Sequence[str] = (),
        attendees: str = "",
        heading: Cursor | None = None,
        titles: frozenset[int] = frozenset(),
        colleagues: bool = False,
    ) -> ByHand:
        """What ``lines`` say, in a meeting on ``reference``. ``customer``: its names; ``attendees``: those known
        besides; ``heading``: the paragraph that names the meeting, if that is among them."""
        theirs = frozenset(filter(None, map(_folded, customer)))
        builder = Builder(naming(), theirs, titles=titles, table=read_table)
        named, lines = _without_heading(lines, heading)
        builder.in_tables += named
        builder.read(lines)
        read = cls(tab, builder, reference, People(theirs, colleagues=colleagues))
        if attendees:
            read.people.take(attendees, "others", Marked(attendees))
        for part in (builder.meeting, *builder.items):
            read.answers[id(part)] = {
                "views": [], "decisions": [], "action_items": [], "open_points": [], "notes": [], "answered_none": [],
                "stance": [], "because": [], "ask": [], "materials": [], "goal": [], "to_ask": [],
            }  # fmt: skip
        read._head()
        for run in builder.runs:
            read._take(run)
        return read

    # -- about the meeting -------------------------------------------------------------------------------------------

    def _head(self) -> None:
        """Day, people and the next meeting first: the lines of the items refer to them."""
        runs = self.builder.runs
        for run in runs:
            if {"date", "when"} & set(run.names):
                run.lines = [line for line in run.lines if not self._when(line, run)]
        for run in runs:
            if run.names[:1] == ("attendees",):
                self.people.read(run.lines, cast("Literal['ours', 'theirs', 'others']", run.side or "others"))
        self.answers[id(self.builder.meeting)]["notes"] += [
            self._entry(line, whole=True) for line in self.people.unread
        ]
        for run in runs:
            if "attendees" in run.names[1:]:
                left = [line for line in run.lines if not _DIGIT.search(line.text)]
                self.people.read(left)
                run.lines = [line for line in run.lines if line not in left]
        if not any(self.people.found.values()):
            for run in runs:
                if run.names == ("roles",):
                    for line in run.lines:
                        self.people.take(line.text, "others", line.marked)
        for run in runs:
            if run.names[:1] == ("next",) and not self.next_meeting:
                self._next(run)

    def _when(self, line: Line, run: Run) -> bool:
        """Whether a line tells when the meeting is, the first to do so."""
        text = line.leaf.marked.exact(line.text)
        if not _DIGIT.search(text):
            return False
        span = parse_time_span(text, self.reference)
        if span is None:
            return False
        start, end = iso(span.start), iso(span.end)
        if self.reference is None:
            self.reference = date.fromisoformat(start[:10])
        if self.start and ("T" in self.start or start[:10] != self.start[:10]):
            return False
        self.start, self.end = start, end
        beside = _OF_DAYS.sub("", text)
        return len(beside) <= (_BESIDE if beside.isascii() else 2)

    def _next(self, run: Run) -> None:
        for line in run.lines:
            text = _NEXT_LABEL.sub("", line.leaf.marked.exact(line.text), count=1)
            if when := self._moment(text):
                self.next_meeting, self.next_text = when, _NEXT_LABEL.sub("", line.shown(), count=1).strip()
                run.lines = [each for each in run.lines if each is not line]
                return
        filled = [line for line in run.lines if not _EMPTY.match(line.text)]
        if filled and not self.next_text:
            self.next_text = _NEXT_LABEL.sub("", filled[0].shown(), count=1).strip()
            run.lines = [each for each in run.lines if each is not filled[0]]

    def _moment(self, text: str) -> str:
        """The day, or day and time, that ``text`` says something is on; empty for none."""
        span = parse_time_span(text, self.reference) if _DIGIT.search(text) else None
        if span and (self.reference is None or iso(span.start)[:10] != self.reference.isoformat()):
            return iso(span.start)
        day = resolve(text, self.reference) if self.reference else None
        return day.isoformat() if day else ""

    @property
    def present(self) -> Present:
        """Those who took part."""
        return self.people.present()

    @property
    def title(self) -> str:
        """What a line 会議名 says; empty without one."""
        lines = (line for run in self.builder.runs if run.names == ("title",) for line in run.lines)
        return next((line.shown() for line in lines), "")

    # -- fields ------------------------------------------------------------------------------------------------------

    def _take(self, run: Run) -> None:
        name = run.names[0] if run.names else ""
        said = self.answers[id(run.part)]
        if name in ("agenda", "attendees"):
            return
        if name in ("stance", "because", "ask", "materials"):
            self._texts(run, name)
        elif name == "goal":
            said["goal"] += [line.shown() for line in run.lines]
        elif name == "carried":
            said.setdefault("carried", []).extend(self._read(run, said))
        elif name in (*_ENTRIES, "action_items") or "action_items" in run.names:
            self._entries(run, said)
        else:
            self._notes(run, said)

    def _notes(self, run: Run, said: dict[str, Any]) -> None:
        """Lines of which no label tells what they are: notes, but for lists that are action items by their shape."""
        found: list[Line] = []
        if any(map(may_be_task, run.lines)):
            is_section = run.part is not self.builder.meeting and self._is_somebody(run.part.title)
            whose = run.part.title if is_section else ""
            found = list(tasks(run.lines, lambda line: self._said(Read(line)), self.reference, whose=whose))
        if found:
            ids = set(map(id, found))
            mine = Run(run.part, ("action_items",), found, who=whose)
            said["action_items"] += [item for item, _ in self._read(mine, said)]
            run = Run(run.part, run.names, [line for line in run.lines if id(line) not in ids])
        said["notes"] += [self._entry(line, whole=True) for line in run.lines]

    def _is_somebody(self, text: str) -> bool:
        return text in self.people or (len(text) <= 20 and (is_person(text) or is_personal(shadow(text))))

    def _texts(self, run: Run, name: str) -> None:
        """A field that is text as a whole: that of an item."""
        part = run.part
        if part is self.builder.meeting:
            if len(self.builder.items) != 1 or name == "materials":
                self.answers[id(part)]["notes"] += [self._entry(line, whole=True) for line in run.lines]
                return
            part = self.builder.items[0]
        self.answers[id(part)][name] += [line.shown() for line in run.lines]

    def _read(self, run: Run, said: dict[str, Any]) -> Iterator[tuple[ActionItem, Cursor]]:
        """The action items in a run, each with its paragraph."""
        rows = {id(row.line): row for row in run.rows}
        lines = [line for line in run.lines if not _EMPTY.match(line.text)]
        by_leaf = {(id(row.line.leaf), row.line.text): row for row in run.rows}
        topics: list[Line] = []
        for read in nested(lines, topics, people=self._is_somebody):
            row = by_leaf.get((id(read.line.leaf), read.line.text)) if rows else None
            if row is not None:
                topics += read.under
                yield self._action(row.line, self._row(row), run, read.who), row.line.leaf
            elif self._is_none(read.line):
                self._answer_none(run, said)
                topics += read.under
            else:
                yield self._action(read.line, self._due_with(read), run, read.who), read.line.leaf
        said["notes"] += [self._entry(line, whole=True) for line in topics]

    def _entries(self, run: Run, said: dict[str, Any]) -> None:
        if run.names[0] == "action_items" and len(run.names) == 1:
            said["action_items"] += [item for item, _ in self._read(run, said)]
            return
        name = run.names[0]
        if name not in (*_ENTRIES, "action_items"):
            name = next((each for each in run.names if each in (*_ENTRIES, "action_items")), "notes")
        compound = "action_items" in run.names
        rows = {(id(row.line.leaf), row.line.text): row for row in run.rows}
        lines = [line for line in run.lines if not _EMPTY.match(line.text)]
        topics: list[Line] = []
        for read in nested(lines, topics, people=self._is_somebody if compound else None):
            line = read.line
            if row := rows.get((id(line.leaf), line.text)):
                topics += read.under
                said["action_items"].append(self._action(row.line, self._row(row), run, read.who))
            elif self._is_none(line):
                self._answer_none(run, said)
                topics += read.under
            elif compound and self._acts(action := self._said(read), line, read.who):
                said["action_items"].append(self._action(line, action, run, read.who))
            elif name == "action_items":
                said[name].append(self._action(line, self._said(read), run, read.who))
            elif name == "to_ask":
                self.answers[id(self.builder.meeting)]["to_ask"].append(self._entry(line, read.under))
            else:
                said[name].append(self._entry(line, read.under))
        said["notes"] += [self._entry(line, whole=True) for line in topics]

    def _acts(self, said: Said, line: Line, who: str) -> bool:
        """Whether a line under a compound label is an action item: it has a box, an owner or a due date."""
        people = [owner for owner in said.owners if _folded(owner) not in _NOBODY]
        return bool(people or said.due_text or box_at(line.text) or who)

    def _answer_none(self, run: Run, said: dict[str, Any]) -> None:
        said["answered_none"] += [name for name in run.names if name in ANSWERED]

    def _is_none(self, line: Line) -> bool:
        return len(line.text) <= 24 and labels().is_none(_unmarked(line))

    def _entry(self, line: Line, under: Sequence[Line] = (), *, whole: bool = False) -> Entry:
        text = line.leaf.marked.shown(line.text if whole else _unmarked(line))
        if whole and line.whole:
            text = line.leaf.marked.shown(line.whole)
        details = tuple(each.shown() for each in under)
        return Entry(text=text, details=details, span=self._span(line.leaf))

    # -- action items ------------------------------------------------------------------------------------------------

    def _said(self, read: Read) -> Said:
        line = read.line
        text = line.text if line.text[:1] in _BOXES and box_at(line.text) else _unmarked(line)
        return action_item(
            line.leaf.marked,
            text,
            self.reference,
            under=[each.marked for each in read.under],
            next_meeting=self._next_day(),
            known=self._known() | {hashed[1]} if (hashed := _HASHED.search(line.whole[:LONGEST])) else self._known(),
        )

    def _due_with(self, read: Read) -> Said:
        """What a line says, due with the others below a line that names a day."""
        said = self._said(read)
        if not read.when or said.due_text or self.reference is None:
            return said
        return said._replace(due_text=read.when, due=resolve(read.when, self.reference))

    def _row(self, row: Row) -> Said:
        task = Marked(_unmarked(row.line), row.line.leaf.marked.chips)
        return action_row(
            cast("Mapping[Any, Marked]", {**row.cells, "task": task}),
            self.reference,
            under=[each.marked for each in row.under],
            next_meeting=self._next_day(),
            known=self._known(),
        )

    def _known(self) -> frozenset[str]:
        if self.known is None:
            known = forms(name for names in self.people.found.values() for name in names)
            runs = (run for run in self.builder.runs if {"action_items", "carried"}.intersection(run.names))
            self.known = known | company((run.lines for run in runs), known)
        return self.known

    def _next_day(self) -> date | None:
        return date.fromisoformat(self.next_meeting[:10]) if self.next_meeting else None

    def _action(self, line: Line, said: Said, run: Run, who: str) -> ActionItem:
        owners, side = said.owners, said.side
        named = who or run.who
        if not owners and named:
            plain = bare(named) or named
            owners = (named,) if run.side or _is_side(named) else (plain,)
        if side == "unknown":
            side = cast("Literal['ours', 'theirs', 'unknown']", run.side or "unknown")
        status = Status.DONE if _struck(line.leaf) else said.status
        return ActionItem(
            text=said.text,
            owners=owners,
            due=said.due.isoformat() if said.due else None,
            due_text=said.due_text,
            side=side,
            status=Status.OPEN if status is Status.UNKNOWN else status,
            details=said.details,
            span=self._span(line.leaf),
        )

    def _span(self, leaf: Cursor) -> Span:
        return (self.tab, leaf.start, leaf.end - 1)

    # -- values ------------------------------------------------------------------------------------------------------

    def of_part(self, part: Part) -> dict[str, Any]:
        """What was answered in a part, as the fields of ``Answers``."""
        said = self.answers[id(part)]
        lists = {name: tuple(said[name]) for name in ("views", "decisions", "action_items", "open_points", "notes")}
        none = tuple(name for name in ANSWERED if name in said["answered_none"])
        return {**lists, "answered_none": none}

    def items(self) -> Iterator[AgendaItem]:
        """The items in the order in which they come, each with the number that it is known by."""
        parts = self.builder.items
        for part, number in zip(parts, numbers(parts), strict=True):
            said, heading = self.answers[id(part)], part.heading
            assert heading is not None  # noqa: S101 - every item begins with a line
            last = part.last.leaf if part.last else heading.leaf
            yield AgendaItem(
                number=number,
                title=part.title,
                kind=part.kind,
                minutes=part.minutes,
                stance="\n".join(said["stance"]),
                because="\n".join(said["because"]),
                ask="\n".join(said["ask"]),
                materials=tuple(said["materials"]),
                heading_id=heading_id(heading.leaf.paragraph.style),
                span=(self.tab, heading.leaf.start, max(last.end, heading.leaf.end)),
                **self.of_part(part),
            )

    def in_tables(self) -> tuple[Entry, ...]:
        """The headings that stand in a table's cell."""
        return tuple(self._entry(line, whole=True) for line in self.builder.in_tables)


def numbers(parts: Sequence[Part]) -> list[int]:
    """The numbers of items: each its own, if no other has that, else the lowest that is free."""
    own: set[int] = set()
    found: list[int | None] = []
    for part in parts:
        number = part.number if part.number and part.number not in own else None
        own |= {number} if number else set()
        found.append(number)
    free = (number for number in count(1) if number not in own)
    return [number or next(free) for number in found]


def _without_heading(lines: Sequence[Line | Grid], heading: Cursor | None) -> tuple[list[Line], Sequence[Line | Grid]]:
    """``lines`` without the one that names the meeting, and that, where it stands in a table. It stays where it says
    more: 日時：2026-12-01."""
    if heading is None or not lines:
        return [], lines
    first = lines[0]
    if isinstance(first, Line):
        says_more = naming().valued(first.text) or naming().bare(first.text)
        return [], lines if first.leaf is not heading or says_more else lines[1:]
    if heading.cell is not None:
        _, row, column = heading.cell
        cell = first.rows[row][column]
        found = [line for line in cell if line.leaf is heading and line.level]
        first.rows[row][column] = [line for line in cell if line not in found]
        return found, lines
    return [], lines


def _unmarked(line: Line) -> str:
    """A line without the number or mark that it is set off by."""
    text = line.text
    if text[:1] in "ADT" and (found_id := _ID.match(text)):
        return text[found_id.end() :]
    if line.number is not None and line.form != "A." and line.rest < len(text):
        return text[line.rest :].lstrip()
    if text[:1] in _BOXES and (found := box_at(text)):
        return text[found[1] :].lstrip()
    match = _MARKED.match(text) if line.form or text[:1] in "→⇒-=" else None
    return text[match.end() :] if match and match.end() < len(text) else text


def _is_side(text: str) -> bool:
    return is_person(text) and bare(text) == text


def _struck(leaf: Cursor) -> bool:
    runs = [e for e in agreed(leaf.paragraph.elements) if isinstance(e, Text) and any(map(str.isalnum, e.text))]
    return bool(runs) and all(is_struck(run.style) for run in runs)


def _folded(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())
