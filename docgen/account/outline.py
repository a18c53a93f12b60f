"""The shape of an account's document: which paragraphs are a meeting, an item, a field.

Two kinds of block are read. One that docgen wrote is anchored (a named range on its heading) and read by structure:
a label is a line set in bold that is one of the known words; the same word in plain text is something a person wrote,
unless the bold label is gone and a plain one stands in for it. Elsewhere headings and labels are all there is, and any
line that is a label counts; so too where people wrote a block that docgen has anchored since, which a fact tells.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count, pairwise

from docgen.account.dates import meeting_heading, parse_time_span
from docgen.account.groups import Group, grouped
from docgen.account.labels import LANGUAGES, labels
from docgen.account.model import Kind
from docgen.account.moments import iso
from docgen.account.words import ItemHeading, parse_item_heading
from docgen.document.tabs import NamedRange, Tab
from docgen.document.walk import Cursor, cursors
from docgen.document.wire.styles import heading_level

MEETING = "docgen:meeting:"
"""The name of the named range on a meeting's heading: this, then the meeting's id."""
FACT = "docgen:fact:"
"""Machine facts about a meeting: this, its id, then ``:key=value;key=value``."""

ADOPTED = "adopted"
"""The fact about a meeting that people wrote and docgen anchored."""

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
        return tuple(grouped(self.body, self.known, self.plain))

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
    end: int
    """Index after its last unit (UTF-16 code units)."""
    facts: Mapping[str, str] = field(default_factory=dict)

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


def meeting_blocks(tab: Tab) -> tuple[Block, ...]:
    """The meetings of a tab, in the order written."""
    leaves = list(cursors(node for _, node in tab.positioned()))
    anchors = _anchors(leaves, [one for one in tab.ranges if one.name.startswith(MEETING)])
    facts = facts_of(tab.ranges)
    written = {i for i, meeting in anchors.items() if ADOPTED not in facts.get(meeting, {})}
    starts = [i for i, leaf in enumerate(leaves) if i in anchors or _is_meeting(leaf)]
    ends = [_end(leaves, start, following, start in written) for start, following in pairwise([*starts, len(leaves)])]
    taken = set(anchors.values())
    blocks: list[Block] = []
    for start, stop in zip(starts, ends, strict=True):
        date, title = _heading(leaves[start].exact)
        anchored = start in anchors
        meeting = anchors[start] if anchored else _free_id(date, taken)
        taken.add(meeting)
        blocks.append(block_of(leaves[start:stop], meeting, date, title, anchored, facts.get(meeting, {})))
    return tuple(blocks)


def _heading(text: str) -> tuple[str, str]:
    found = meeting_heading(text)
    return (found[0].isoformat(), found[1]) if found else ("", text)


def _is_meeting(leaf: Cursor) -> bool:
    return (
        leaf.cell is None and 1 <= heading_level(leaf.paragraph.style) <= 2 and meeting_heading(leaf.exact) is not None
    )


def _end(leaves: Sequence[Cursor], start: int, following: int, anchored: bool) -> int:
    """Where the block of the heading ``start`` ends: at the next meeting, or heading of its level or above. In an
    anchored block, that is any of level 2 or above but docgen's own, restyled; elsewhere a label ends nothing."""
    level = 2 if anchored else heading_level(leaves[start].paragraph.style)
    for i in range(start + 1, following):
        leaf = leaves[i]
        ends = 1 <= heading_level(leaf.paragraph.style) <= level and leaf.cell is None and leaf.text.strip()
        if ends and not (_is_written(leaf.text) if anchored else _is_beside(leaf, level)):
            return i
    return following


def _is_beside(leaf: Cursor, level: int) -> bool:
    """Whether a heading of its meeting's own level is a part of it: minutes are often written in one level."""
    return heading_level(leaf.paragraph.style) == level and labels().fields.name(leaf.text) is not None


def _is_written(text: str) -> bool:
    """Whether a line is a heading within a meeting as docgen writes it, whatever its style."""
    return _is_item(text) or _is_section(text)


def _is_item(text: str) -> bool:
    parsed = parse_item_heading(text)
    return parsed.number is not None and parsed.kind is not None


def _is_section(text: str) -> bool:
    fields = labels().fields
    name = fields.name(text)
    return name in SECTIONS and any(text.strip() == fields.write(name, language) for language in LANGUAGES)


def _is_head(leaf: Cursor, following: Cursor | None, anchored: bool) -> bool:
    """Whether a paragraph begins a section of a meeting. In an anchored block one of docgen's own does that without the
    style of a heading too; that of an item only right before its table, since people list such lines elsewhere."""
    if leaf.cell is not None or not leaf.text.strip():
        return False
    if heading_level(leaf.paragraph.style):
        return True
    before_table = following is not None and following.cell is not None
    return anchored and (_is_section(leaf.text) or (before_table and _is_item(leaf.text)))


def _anchors(leaves: Sequence[Cursor], ranges: Sequence[NamedRange]) -> dict[int, str]:
    """Number of a heading → meeting id. A range that has grown over several headings means the last of them: text put
    in at its start may have become part of it."""
    starts = [leaf.start for leaf in leaves]
    found: dict[int, str] = {}
    for one in sorted(ranges, key=lambda r: r.end - r.start):
        first, stop = bisect_right(starts, one.start) - 1, bisect_left(starts, one.end)
        touched = [i for i in range(max(first, 0), stop) if leaves[i].cell is None]
        headings = [i for i in touched if heading_level(leaves[i].paragraph.style)] or touched
        if free := [i for i in headings if i not in found]:
            found[free[-1]] = one.name.removeprefix(MEETING)
    return found


def facts_of(ranges: Iterable[NamedRange]) -> dict[str, dict[str, str]]:
    """What the names of ``ranges`` say about meetings, by meeting and key."""
    facts: dict[str, dict[str, str]] = {}
    for one in ranges:
        if one.name.startswith(FACT):
            meeting, _, pairs = one.name.removeprefix(FACT).partition(":")
            facts.setdefault(meeting, {}).update(
                {key: value for key, _, value in (pair.partition("=") for pair in pairs.split(";"))}
            )
    return facts


def _free_id(date: str, taken: Container[str]) -> str:
    candidate, n = date or "undated", 1
    while candidate in taken:
        n += 1
        candidate = f"{date or 'undated'}-{n}"
    return candidate


def block_of(
    leaves: Sequence[Cursor], meeting: str, date: str, title: str, anchored: bool, facts: Mapping[str, str]
) -> Block:
    """The block of the paragraphs ``leaves``, its heading first."""
    written = anchored and ADOPTED not in facts
    heads = [
        i
        for i, (leaf, following) in enumerate(zip(leaves, [*leaves[1:], None], strict=True))
        if i and _is_head(leaf, following, written)
    ]
    cuts = [*heads, len(leaves)]
    top = Section(None, tuple(leaves[1 : cuts[0]]), written)
    sections = tuple(_section(leaves[start], leaves[start + 1 : stop], written) for start, stop in pairwise(cuts))
    date = date or (_written_day(top) if anchored else "")
    return Block(meeting, leaves[0], date, title, top, sections, anchored, leaves[-1].end, facts)


def _written_day(top: Section) -> str:
    """The day under 日時, for a heading that has lost its own; empty for none."""
    lines = (leaf.exact for group in top.groups() if group.name == "when" for leaf in group.lines)
    return next((iso(span.start)[:10] for line in lines if (span := parse_time_span(line))), "")


def _section(heading: Cursor, body: Sequence[Cursor], anchored: bool) -> Section:
    parsed = parse_item_heading(heading.text)
    title = heading.text if parsed.number is None else "" if anchored or parsed.kind else parsed.title
    name = labels().fields.name(title)
    return Section(heading, tuple(body), anchored, name, None if name else parsed)
