"""A meeting's block in a document: its sections, and the names of the ranges that docgen lays on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

from docgen.account.anchors import is_head_label
from docgen.account.groups import Group, grouped
from docgen.account.model import Flaw, Kind
from docgen.account.words import ItemHeading
from docgen.document.walk import Cursor

MEETING = "docgen:meeting:"
"""The name of the named range on a meeting's heading: this, then the meeting's id."""
FACT = "docgen:fact:"
"""Machine facts about a meeting: this, its id, then ``:key=value;key=value``."""

ADOPTED = "adopted"
"""The fact about a meeting that people wrote and docgen anchored."""
WAS = "was"
"""The fact that tells by which id it was known before it was linked to a calendar's event."""
CLOSED = "closed"
"""The fact when a meeting was closed, in a range of its own."""
OPEN = "open"
"""Beside it, when docgen last saw something missing after the meeting's end."""
POSTED = "posted"
"""The fact when its minutes were posted."""
TEMPLATE = "template"
"""The fact by which version of its template docgen wrote it."""

MINUTES_TAB = "docgen:tab:minutes"
KARTE_TAB = "docgen:tab:karte"
"""The names of the named ranges on the titles of the two tabs."""

ANSWERS = ("views", "decisions", "action_items")
ITEM_LABELS = frozenset({"stance", "because", "ask", "materials", *ANSWERS, "open_points"})
SECTIONS = frozenset({"other", "carried", "to_ask"})
"""The fields that have a section of their own in what docgen writes."""
HEADER_LABELS = frozenset({"when", "goal"})


@dataclass(frozen=True, slots=True)
class Section:
    """A heading below a meeting's, with what stands under it."""

    heading: Cursor | None
    body: tuple[Cursor, ...]
    anchored: bool
    name: str | None = None
    """``carried``, ``to_ask``, ``other`` or another field's name; None for an agenda item and for a meeting's top."""
    item: ItemHeading | None = None

    def groups(self) -> tuple[Group, ...]:
        """Its lines by label."""
        return tuple(grouped(self.body, self.known, self.plain, flowing=self.flowing))

    @property
    def flowing(self) -> bool:
        """Whether docgen's own text stands in it outside tables, and with it what people typed."""
        return self.anchored and all(leaf.cell is None for leaf in self.body)

    @property
    def known(self) -> frozenset[str]:
        """The labels that may stand in it."""
        return ITEM_LABELS if self.heading else ITEM_LABELS | HEADER_LABELS

    @property
    def plain(self) -> frozenset[str]:
        """Those that count even when not set in bold: in an anchored block, the ones that docgen always writes."""
        if not self.anchored:
            return self.known
        if self.item is None:
            return frozenset(ANSWERS) if self.heading else HEADER_LABELS
        asks = self.item.kind is not Kind.SHARE
        return frozenset({"stance", "because", *ANSWERS, *(["ask"] if asks else [])})

    def last(self) -> Cursor | None:
        """Its last paragraph, the heading if there is no other."""
        return self.body[-1] if self.body else self.heading


@dataclass(frozen=True, slots=True)
class Block:
    """One meeting: its heading, what stands right under it, and its sections."""

    id: str
    heading: Cursor
    date: str
    title: str
    top: Section
    sections: tuple[Section, ...]
    anchored: bool
    """Whether docgen's anchor lies on its heading."""
    written: bool
    """Whether docgen wrote it: then its parts are told by structure."""
    start: int
    """Index of its first unit (UTF-16 code units): where its heading is gone, of its table or section break."""
    end: int
    """Index after its last unit."""
    facts: Mapping[str, str] = field(default_factory=dict)
    claims: str = ""
    """The meeting whose anchor lies on it, where another block has that too."""
    flaw: Flaw | None = None

    @property
    def headless(self) -> bool:
        """Whether its heading is gone: then ``heading`` is the first line below it."""
        return is_below_heading(self.heading)

    def leaves(self) -> tuple[Cursor, ...]:
        """All its paragraphs, the heading first."""
        parts = ((section.heading, *section.body) if section.heading else section.body for section in self.sections)
        own = () if self.headless else (self.heading,)
        return (*own, *self.top.body, *(leaf for part in parts for leaf in part))

    @property
    def flowing(self) -> bool:
        """Whether docgen wrote it with its labels in no table: layout ``columns``."""
        groups = (group for section in (self.top, *self.sections) for group in section.groups())
        return self.written and all(group.label is None or group.label.cell is None for group in groups)

    def items(self) -> Iterator[tuple[int, Section, Cursor, ItemHeading]]:
        """The sections that are agenda items, each with its number, its heading and what the heading says.

        The number is the one that readers see; an item without one, or with that of another, counts behind the last.
        """
        found = [(s, s.heading, s.item) for s in self.sections if s.heading is not None and s.item is not None]
        taken: set[int] = set()
        free = count(max((says.number or 0 for _, _, says in found), default=0) + 1)
        for section, heading, says in found:
            number = says.number if says.number and says.number not in taken else next(free)
            taken.add(number)
            yield number, section, heading, says

    def named(self, name: str) -> Section | None:
        """The section of a field such as ``carried``, or None."""
        return next((section for section in self.sections if section.name == name), None)


def is_below_heading(leaf: Cursor) -> bool:
    """Whether the first line of a block is no heading, since that is gone."""
    return leaf.cell is not None or is_head_label(leaf)
