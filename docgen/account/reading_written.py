"""A block that docgen wrote, read by its structure: its labels, the cells of its tables, and what people put into them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from docgen.account import chips
from docgen.account.actions import action_item
from docgen.account.candidates import parted
from docgen.account.dates import parse_time_span
from docgen.account.groups import Group
from docgen.account.labels import labels, split_label
from docgen.account.model import ActionItem, AgendaItem, CarriedItem, Entry, Present, Span, Status
from docgen.account.moments import iso
from docgen.account.outline import ANSWERS, Block, Section
from docgen.account.words import ItemHeading, unbulleted
from docgen.document.nodes import Run
from docgen.document.walk import Cursor
from docgen.document.wire.chips import PERSON
from docgen.document.wire.lines import Marked, agreed, marked
from docgen.document.wire.styles import heading_id, is_struck, linked_heading


class Written:
    """Reads one block."""

    def __init__(self, tab: str, block: Block, births: Mapping[str, str]) -> None:
        self.tab = tab
        self.block = block
        self.births = births
        self.reference = date.fromisoformat(block.date) if block.date else None

    def fields(self) -> dict[str, Any]:
        """What it says, as fields of ``Meeting``."""
        block = self.block
        start, end, attendees = self._when()
        top = block.top.groups()
        other = block.named("other")
        loose = [*top, *(other.groups() if other else ())]
        named: dict[str, tuple[Cursor, ...]] = {}
        for section in block.sections:
            if section.name:
                named[section.name] = (*named.get(section.name, ()), *section.body)
        items, candidates = parted(self._item(*found) for found in block.items())
        return {
            "date": block.date,
            "title": block.title,
            "start": start,
            "end": end,
            "goal": _value(top, "goal") or "\n".join(leaf.text for leaf in named.get("goal", ()) if _filled(leaf)),
            "attendees": attendees,
            "items": items,
            "candidates": candidates,
            "carried": tuple(self._carried()),
            "to_ask": tuple(self._section_entries("to_ask")),
            **self._answers(loose, named),
        }

    def _when(self) -> tuple[str, str, Present]:
        """Start, end and attendees from the lines under 日時・参加者."""
        words, start, end = labels().lines, "", ""
        people: dict[str, list[str]] = {"ours": [], "theirs": []}
        for group in self.block.top.groups():
            if group.name not in ("when", None):
                continue
            lines = [leaf.marked for leaf in group.lines]
            if group.inline and group.label:
                lines.insert(0, group.label.marked)
            for line in lines:
                front, value = split_label(line.text)
                name = words.name(line.shown(front))
                said = line.exact(value if name == "time" else line.text)
                if name in people:
                    people[name] += chips.attendees(line, value)
                elif not start and (span := parse_time_span(said, self.reference)):
                    start, end = iso(span.start), iso(span.end)
                elif group.name:
                    # A line 参加者 of chips alone says nothing of sides: whoever has a chip is usually a colleague.
                    people["ours"] += map(line.shown, line.of(PERSON))
        return start, end, Present(ours=tuple(people["ours"]), theirs=tuple(people["theirs"]))

    def _item(self, number: int, section: Section, heading: Cursor, says: ItemHeading) -> AgendaItem:
        groups = section.groups()
        last = section.last()
        return AgendaItem(
            number=number,
            title=says.title,
            kind=says.kind,
            minutes=says.minutes,
            stance=_value(groups, "stance", leading=True, flowing=section.flowing),
            because=_value(groups, "because"),
            ask=_value(groups, "ask"),
            materials=tuple(filter(None, _value(groups, "materials").split("\n"))),
            heading_id=heading_id(heading.paragraph.style),
            span=(self.tab, heading.start, last.end if last else heading.end),
            **self._answers(groups, {}),
        )

    def _answers(self, groups: Sequence[Group], more: dict[str, tuple[Cursor, ...]]) -> dict[str, Any]:
        none = tuple(
            name
            for name in ANSWERS
            if any(labels().is_none(unbulleted(text)) for text, _ in self._lines(groups, name, more))
        )
        return {
            "views": tuple(self._entries(groups, "views", more)),
            "decisions": tuple(self._entries(groups, "decisions", more)),
            "action_items": tuple(
                self._action_item(*_marked(text, leaf), leaf)
                for text, leaf in self._lines(groups, "action_items", more)
                if not labels().is_none(unbulleted(text))
            ),
            "open_points": tuple(self._entries(groups, "open_points", more)),
            "answered_none": none,
        }

    def _lines(
        self, groups: Sequence[Group], name: str, more: dict[str, tuple[Cursor, ...]] | None = None
    ) -> Iterator[tuple[str, Cursor]]:
        for group in groups:
            if group.name == name:
                if group.inline and group.label:
                    yield group.inline, group.label
                yield from ((leaf.text, leaf) for leaf in group.lines if _filled(leaf))
            elif (
                group.name is None
                and name == "views"
                and group.lines
                and group.lines[0].cell
                and group.lines[0].cell[2] > 0
            ):
                yield from ((leaf.text, leaf) for leaf in group.lines if _filled(leaf))
        yield from ((leaf.text, leaf) for leaf in (more or {}).get(name, ()) if _filled(leaf))

    def _entries(
        self, groups: Sequence[Group], name: str, more: dict[str, tuple[Cursor, ...]] | None = None
    ) -> Iterator[Entry]:
        for text, leaf in self._lines(groups, name, more):
            if not labels().is_none(unbulleted(text)):
                yield Entry(text=unbulleted(text), span=self._span(leaf))

    def _section_entries(self, name: str) -> Iterator[Entry]:
        if section := self.block.named(name):
            for leaf in section.body:
                if _filled(leaf) and not labels().is_none(unbulleted(leaf.text)):
                    yield Entry(text=unbulleted(leaf.text), span=self._span(leaf))

    def _action_item(self, line: Marked, text: str, leaf: Cursor) -> ActionItem:
        """The action item in ``text``, a part of the ``line`` of ``leaf``."""
        said = action_item(line, text, self.reference)
        status = Status.DONE if _struck(leaf) else said.status
        return ActionItem(
            text=said.text,
            owners=said.owners,
            due=said.due.isoformat() if said.due else None,
            due_text=said.due_text,
            side=said.side,
            details=said.details,
            status=Status.OPEN if status is Status.UNKNOWN else status,
            span=self._span(leaf),
        )

    def _carried(self) -> Iterator[CarriedItem]:
        section = self.block.named("carried")
        for leaf in section.body if section else ():
            if not _filled(leaf) or labels().is_none(unbulleted(leaf.text)):
                continue
            elements = leaf.paragraph.elements
            origins = [one for e in elements if isinstance(e, Run) and (one := linked_heading(e.style))]
            line = marked(e for e in elements if not (isinstance(e, Run) and linked_heading(e.style)))
            item = self._action_item(line, line.text.rstrip(" 　"), leaf)
            born = self.births.get(origins[0]) if origins else None
            yield CarriedItem(
                text=item.text,
                owners=item.owners,
                due=item.due,
                due_text=item.due_text,
                side=item.side,
                status=item.status,
                span=item.span,
                born=born,
                origin=origins[0] if origins else "",
            )

    def _span(self, leaf: Cursor) -> Span:
        return (self.tab, leaf.start, leaf.end - 1)


def _marked(text: str, leaf: Cursor) -> tuple[Marked, str]:
    """The line of ``leaf``, and the part of it that reads as ``text``: all of it, or what stands behind its label."""
    line = leaf.marked
    return line, text if not line.chips else line.text if text == leaf.text else split_label(line.text)[1].strip()


def _filled(leaf: Cursor) -> bool:
    return bool(unbulleted(leaf.text).strip())


def _struck(leaf: Cursor) -> bool:
    runs = [e for e in agreed(leaf.paragraph.elements) if isinstance(e, Run) and e.text.strip()]
    return bool(runs) and all(is_struck(run.style) for run in runs)


def _value(groups: Sequence[Group], name: str, *, leading: bool = False, flowing: bool = False) -> str:
    """The lines of a field as one text. ``leading``: also those of the first column that stand before any label; in
    text that flows, if its own label is gone."""
    unlabelled = all(group.name != name for group in groups) and any(group.label for group in groups)
    parts: list[str] = []
    for group in groups:
        mine = group.name == name
        if leading and group.name is None and group.lines:
            cell = group.lines[0].cell
            mine = cell[2] == 0 if cell else flowing and unlabelled
        if mine:
            parts += [group.inline] if group.inline else []
            parts += [leaf.text.replace("\x0b", "\n") for leaf in group.lines]
    return "\n".join(parts)
