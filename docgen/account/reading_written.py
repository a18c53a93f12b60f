"""A block that docgen wrote, read by its structure: labels, the cells of tables, and what people put into them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from docgen.account import chips
from docgen.account.actions import action_item
from docgen.account.byhand.naming import Labelled, naming
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

_TEXTS: Final = frozenset({"stance", "because", "ask", "materials", "lead"})
"""The fields of an item that are text; ``lead``: what stands before any label is a stance too."""
_READ: Final = frozenset({*ANSWERS, "open_points", "goal", "carried", "to_ask", "other"})
"""The fields that a section may have in a block that docgen wrote."""
_TAG: Final = re.compile(r"\s*(?:[・•‣*-]\s*)?(?:[【\[［#＃]|[A-Z-]{5,14}[:：])")
"""How a tag begins that says what its line is, in whatever cell."""


class Written:
    """Reads one block."""

    def __init__(self, tab: str, block: Block, births: Mapping[str, str]) -> None:
        self.tab = tab
        self.block = block
        self.births = births
        self.used: set[int] = set()
        """Where the lines start that tell when and with whom it is."""
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
            **self._answers(loose, self._of_sections(named), frozenset({"goal"})),
        }

    def _of_sections(self, named: Mapping[str, Sequence[Cursor]]) -> dict[str, Sequence[Cursor]]:
        """The lines of sections by field: those of a section that people added with another label are notes."""
        rest = [leaf for name, body in named.items() if name not in _READ for leaf in body]
        return {**{name: body for name, body in named.items() if name in _READ}, "notes": rest}

    def _when(self) -> tuple[str, str, Present]:
        """Start, end and attendees from the lines under 日時・参加者."""
        words, start, end = labels().lines, "", ""
        people: dict[str, list[str]] = {"ours": [], "theirs": []}
        for group in self.block.top.groups():
            if group.name not in ("when", None):
                continue
            leaves = [group.label, *group.lines] if group.inline and group.label else group.lines
            for leaf in leaves:
                line = leaf.marked
                front, value = split_label(line.text)
                name = words.name(line.shown(front))
                said = line.exact(value if name == "time" else line.text)
                if name in people:
                    self.used.add(leaf.start)
                    people[name] += chips.attendees(line, value)
                elif not start and (span := parse_time_span(said, self.reference)):
                    self.used.add(leaf.start)
                    start, end = iso(span.start), iso(span.end)
                elif group.name:
                    # A line 参加者 of chips alone says nothing of sides: whoever has a chip is usually a colleague.
                    people["ours"] += map(line.shown, line.of(PERSON))
                    if line.of(PERSON):
                        self.used.add(leaf.start)
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
            **self._answers(groups, {}, _TEXTS | {"flowing"} if _leads(groups, section) else _TEXTS),
        )

    def _answers(
        self, groups: Sequence[Group], more: Mapping[str, Sequence[Cursor]], taken: frozenset[str] = frozenset()
    ) -> dict[str, Any]:
        """What was answered in a part; ``more``: lines of sections; ``taken``: groups that are read besides."""
        found: dict[str, list[tuple[str, Cursor]]] = {name: [] for name in (*ANSWERS, "open_points", "notes")}
        for group in groups:
            name = _field(group, taken)
            if name is None:
                continue
            if group.inline and group.label:
                found[name].append((group.inline, group.label))
            for leaf in group.lines:
                if _filled(leaf) and leaf.start not in self.used:
                    found[_tagged(leaf.text) or name].append((_untagged(leaf.text), leaf))
        for name, leaves in more.items():
            if name in found:
                found[name] += [(leaf.text, leaf) for leaf in leaves if _filled(leaf)]
        none = {name: [labels().is_none(unbulleted(text)) for text, _ in lines] for name, lines in found.items()}
        entries = {
            name: tuple(
                Entry(text=unbulleted(text), span=self._span(leaf))
                for (text, leaf), is_none in zip(lines, none[name], strict=True)
                if not is_none
            )
            for name, lines in found.items()
            if name != "action_items"
        }
        items = zip(found["action_items"], none["action_items"], strict=True)
        return {
            **entries,
            "action_items": tuple(
                self._action_item(*_marked(text, leaf), leaf) for (text, leaf), is_none in items if not is_none
            ),
            "answered_none": tuple(name for name in ANSWERS if any(none[name])),
        }

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
            status=Status.OPEN if status is Status.UNKNOWN else status,
            details=said.details,
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
                details=item.details,
                span=item.span,
                born=born,
                origin=origins[0] if origins else "",
            )

    def _span(self, leaf: Cursor) -> Span:
        return (self.tab, leaf.start, leaf.end - 1)


def _leads(groups: Sequence[Group], section: Section) -> bool:
    """Whether lines in text that flows are the stance although its label is gone."""
    return section.flowing and any(group.label for group in groups) and all(group.name != "stance" for group in groups)


def _field(group: Group, taken: frozenset[str]) -> str | None:
    """The field that a group's lines belong to; None for one that is read besides."""
    if group.name in (*ANSWERS, "open_points"):
        return group.name
    if group.name is not None:
        return None if group.name in taken else "notes"
    cell = group.lines[0].cell if group.lines else None
    if cell is not None and cell[2] > 0:
        return "views"
    return None if "lead" in taken and (cell is not None or "flowing" in taken) else "notes"


def _tag(text: str) -> Labelled | None:
    if not _TAG.match(text):
        return None
    found = naming().tag(unbulleted(text).lstrip())
    return found if found and found.stop is None and found.named.names[0] in (*ANSWERS, "open_points") else None


def _tagged(text: str) -> str | None:
    """The field that a tag in front of a line names (【決定】…), whatever cell it was typed in."""
    found = _tag(text)
    return found.named.names[0] if found else None


def _untagged(text: str) -> str:
    found = _tag(text)
    return unbulleted(text).lstrip()[found.start :] if found else text


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
