"""What the lines of a meeting say, as values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any, Final, Literal, cast

from docgen.account.byhand.builder import Builder
from docgen.account.byhand.fields import ANSWERED, EMPTY, folded
from docgen.account.byhand.frames import CONTAINERS
from docgen.account.byhand.lines import Grid, Line
from docgen.account.byhand.naming import naming
from docgen.account.byhand.parts import Part, Run
from docgen.account.byhand.people import People
from docgen.account.byhand.prose import Prose
from docgen.account.byhand.resolved import sentences
from docgen.account.byhand.tables import read_table
from docgen.account.dates import parse_time_span, resolve
from docgen.account.model import AgendaItem, Entry, Present
from docgen.account.moments import iso
from docgen.document.walk import Cursor
from docgen.document.wire.lines import Marked
from docgen.document.wire.styles import heading_id

_DIGIT: Final = re.compile(r"[0-9０-９]")
_OF_DAYS: Final = re.compile(
    r"[\W\d_年月日時分火水木金土曜令和午前後]|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|am|pm|utc", re.IGNORECASE
)
_BESIDE: Final = 12
"""Characters beside a day that are no more than its month or zone; a line with more is a note, too."""
_NEXT_LABEL: Final = re.compile(
    r"\s*(?:日\s*時|日程|開催日時?|日付|予定日?|date(?: and time)?|when|time)\s*[:：]\s*", re.IGNORECASE
)


@dataclass(slots=True)
class ByHand(Prose):
    """The lines of one meeting, given to their fields."""

    start: str = ""
    end: str = ""
    next_text: str = ""

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
        theirs = frozenset(filter(None, map(folded, customer)))
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
            read.take(run)
        read.take_prose()
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
        self.answers[id(self.builder.meeting)]["notes"] += [self.entry(line, whole=True) for line in self.people.unread]
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
        if not self.next_meeting:
            self._next_in_prose()

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
        filled = [line for line in run.lines if not EMPTY.match(line.text)]
        if filled and not self.next_text:
            self.next_text = _NEXT_LABEL.sub("", filled[0].shown(), count=1).strip()
            run.lines = [each for each in run.lines if each is not filled[0]]

    def _next_in_prose(self) -> None:
        """The next meeting where a sentence says when: …とのことです。次回は3月19日（木）10時です。"""
        for run in self.builder.runs:
            for line in run.lines if not run.names or run.names[0] in CONTAINERS else ():
                if "次回" not in line.text and "Next " not in line.text:
                    continue
                for start, stop in sentences(line.text):
                    said = line.text[start:stop].strip()
                    found = naming().valued(said)
                    if found and found.named.names == ("next",) and (when := self._moment(said[found.start :])):
                        self.next_meeting, self.next_text = when, said[found.start :].strip()
                        return

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
        return tuple(self.entry(line, whole=True) for line in self.builder.in_tables)


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
