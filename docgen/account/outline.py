"""The shape of an account's document: which paragraphs are a meeting, an item, a field.

Two kinds of block are read. One that docgen wrote is anchored (a named range on its heading), or told by its head
日時・参加者 where people have lost the anchor, and read by structure: a label is a line set in bold that is one of the
known words; the same word in plain text is something a person wrote, unless the bold label is gone and a plain one
stands in for it. That holds in tables and, in the layout ``columns``, where text flows. Elsewhere headings and labels
are all there is, and any line that is a label counts; so too where people wrote a block that docgen has anchored since,
which a fact tells.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise, takewhile

from docgen.account.anchors import Start, Starts, heads, is_head_label, is_parted
from docgen.account.blocks import (
    ADOPTED,
    ANSWERS,
    CLOSED,
    FACT,
    HEADER_LABELS,
    ITEM_LABELS,
    KARTE_TAB,
    MEETING,
    MINUTES_TAB,
    OPEN,
    POSTED,
    SECTIONS,
    TEMPLATE,
    WAS,
    Block,
    Section,
    is_below_heading,
)
from docgen.account.byhand.hints import Hints
from docgen.account.byhand.naming import naming
from docgen.account.byhand.sections import section_name
from docgen.account.byhand.starts import Found, found_starts
from docgen.account.called_off import without_mark
from docgen.account.dates import meeting_heading, parse_time_span
from docgen.account.labels import fold, labels
from docgen.account.model import Flaw
from docgen.account.moments import iso
from docgen.account.words import parse_item_heading
from docgen.document.nodes import Run
from docgen.document.tabs import NamedRange, Tab
from docgen.document.walk import Cursor, cursors
from docgen.document.wire.styles import linked_heading

__all__ = [
    "ADOPTED",
    "ANSWERS",
    "CLOSED",
    "FACT",
    "HEADER_LABELS",
    "ITEM_LABELS",
    "KARTE_TAB",
    "MEETING",
    "MINUTES_TAB",
    "NO_HINTS",
    "OPEN",
    "POSTED",
    "SECTIONS",
    "TEMPLATE",
    "WAS",
    "Block",
    "Section",
    "block_of",
    "facts_of",
    "meeting_blocks",
]

NO_HINTS = Hints()

_DANGLING = re.compile(r"(?i)\s+(?:held(?: on)?|on|of|for|from|dated)\Z")
"""What is left in front of a date that stood at the end of a title."""


def meeting_blocks(tab: Tab, *, prepared: bool = False, hints: Hints = NO_HINTS) -> tuple[Block, ...]:
    """The meetings of a tab, in the order written. ``prepared``: docgen has been at work in the document. ``hints``:
    what else is known of one that it has not."""
    leaves = list(cursors(node for _, node in tab.positioned()))
    facts, claims = facts_of(tab.ranges), _claims(tab.ranges)
    if not prepared and not claims and not heads(leaves, prepared=False):
        found = found_starts(leaves, hints)
        if not hints.is_file:
            found = [one for one in found if not is_below_heading(leaves[one.at])]
        return tuple(_free_blocks(leaves, found, alone=hints.is_file and len(found) == 1))
    starts = list(Starts(leaves, claims, prepared, _is_written))
    days = [_heading(leaves[start.at])[0] or start.day for start in starts]
    owners = _owners(starts, days)
    taken = {starts[i].claims for i in owners}
    blocks: list[Block] = []
    following = [*(start.at for start in starts[1:]), len(leaves)]
    for i, start in enumerate(starts):
        anchored = i in owners
        meeting = start.claims if anchored else _free_id(days[i], taken)
        taken.add(meeting)
        said = facts.get(meeting, {})
        written = ADOPTED not in said if anchored else start.shaped
        stop = _end(leaves, start.at, following[i], written)
        date, title = _heading(leaves[start.at])
        first = _first_unit(leaves, start.at)
        block = block_of(leaves[start.at : stop], meeting, date, title, anchored, written, said, start=first)
        blocks.append(replace(block, claims=start.claims))
    return tuple(replace(block, flaw=_flaw(block, blocks)) for block in blocks) if prepared else tuple(blocks)


def _free_blocks(leaves: Sequence[Cursor], found: Sequence[Found], *, alone: bool) -> Iterator[Block]:
    """The meetings of a document that docgen never saw. ``alone``: it is a file of one."""
    taken: set[str] = set()
    for one, following in zip(found, [*(each.at for each in found[1:]), len(leaves)], strict=False):
        meeting = _free_id(one.day, taken)
        taken.add(meeting)
        stop = following if one.whole else _free_end(leaves, one.at, following, alone=alone)
        exact = leaves[one.at].exact
        heading = meeting_heading(exact, date.fromisoformat(one.day) if one.day else None)
        said = "" if naming().valued(exact) else heading.title if heading else exact
        said = _DANGLING.sub("", said) if heading else said
        title = without_mark(one.title if one.title and one.whole else said if heading or one.title is None else "")
        first = _first_unit(leaves, one.at)
        yield block_of(leaves[one.at : stop], meeting, one.day, title, False, False, {}, start=first)


def _first_unit(leaves: Sequence[Cursor], at: int) -> int:
    """Where the block starts whose first line has the number ``at``."""
    leaf = leaves[at]
    if leaf.cell is not None:
        return leaf.cell[0]
    lost = at > 0 and is_parted(leaves[at - 1], leaf) and is_head_label(leaf)
    return leaf.start - 1 if lost else leaf.start


def _claims(ranges: Iterable[NamedRange]) -> list[tuple[str, int, int]]:
    anchors = (one for one in ranges if one.name.startswith(MEETING) and not one.segment)
    return [(one.name.removeprefix(MEETING), start, end) for one in anchors for start, end in one.spans]


def _owners(starts: Sequence[Start], days: Sequence[str]) -> set[int]:
    """Which of the starts are the meetings that they claim to be: of copies, the one whose day its id names, else the
    last, since people put a copy on top."""
    claiming: dict[str, list[int]] = {}
    for i, start in enumerate(starts):
        if start.claims:
            claiming.setdefault(start.claims, []).append(i)
    return {
        ([i for i in found if days[i] and meeting.startswith(days[i])] or found)[-1]
        for meeting, found in claiming.items()
    }


def _flaw(block: Block, blocks: Sequence[Block]) -> Flaw | None:
    """What of the place of a block only people can mend."""
    if block.headless or (block.written and not block.heading.text.strip()):
        return Flaw.HEADING
    if block.anchored or not (block.written or block.claims):
        return None
    if any(_is_copy(block, other) for other in blocks if other is not block):
        return Flaw.COPY
    return None if block.date else Flaw.ANCHOR


def _is_copy(block: Block, other: Block) -> bool:
    """Whether a block without an anchor of its own shows the meeting of another: which is meant, nobody can tell."""
    if block.claims and block.claims == other.id:
        return other.date == block.date or not other.id.startswith(other.date or " ")
    same = (other.date, fold(other.title)) == (block.date, fold(block.title))
    return same and (other.anchored or (other.written and other.heading.start < block.heading.start))


def _heading(leaf: Cursor) -> tuple[str, str]:
    """The date in a meeting's heading and what it is called, called off or not; neither where the heading is gone."""
    if is_below_heading(leaf):
        return "", ""
    found = meeting_heading(leaf.exact)
    return (found[0].isoformat(), without_mark(found[1])) if found else ("", without_mark(leaf.exact))


def _end(leaves: Sequence[Cursor], start: int, following: int, written: bool) -> int:
    """Where the block that begins at ``start`` ends: at the next meeting, or heading of its level or above. In a block
    that docgen wrote, that is any of level 2 or above below its table but docgen's own, restyled."""
    if not written:
        return _free_end(leaves, start, following)
    for i in range(start + 1 + _head_size(leaves[start:following]), following):
        leaf = leaves[i]
        ends = 1 <= leaf.level <= 2 and leaf.cell is None and leaf.text.strip()
        if ends and not _is_written(leaf.text):
            return i
    return following


def _free_end(leaves: Sequence[Cursor], start: int, following: int, *, alone: bool = False) -> int:
    """The same of a block that people wrote, often with all headings of one level: a label ends nothing, nor does what
    stands above one. ``alone``: it is the only one of its document, and labels of any level are its own."""
    level, ending = leaves[start].level, following
    for i in range(start + 1, following):
        leaf = leaves[i]
        at = leaf.level
        if not 1 <= at <= level or leaf.cell is not None or not leaf.text.strip():
            continue
        if (at == level or alone) and section_name(leaf.text) is not None:
            ending = following
        elif at < level and not alone:
            return min(ending, i)
        else:
            ending = min(ending, i)
    return ending


def _head_size(leaves: Sequence[Cursor]) -> int:
    """How many lines of a block that docgen wrote stand between its first and its head 日時・参加者; 0 without one."""
    head = list(takewhile(lambda leaf: leaf.cell is not None or not _is_written(leaf.text), leaves))
    return max(0, next(iter(heads(head, prepared=True)), 0) - 1)


def _is_written(text: str) -> bool:
    """Whether a line is a heading within a meeting as docgen writes it, whatever its style."""
    return _is_item(text) or _is_section(text)


def _is_item(text: str) -> bool:
    parsed = parse_item_heading(text)
    return parsed.number is not None and parsed.kind is not None


def _is_section(text: str) -> bool:
    fields = labels().fields
    name = fields.name(text)
    return name in SECTIONS and fields.is_written(name, text.strip())


def _heads(leaves: Sequence[Cursor], first: int, written: bool) -> list[int]:
    """Numbers of the paragraphs from ``first`` on that begin a section of a meeting.

    In a block that docgen wrote, one of its own headings does that without the style of one too, if there is none of
    its name that has it, no item comes after it, and it stands right before what it stands before when written: since
    people type such lines elsewhere, and in flowing text that is all that tells.
    """
    outside = [i for i in range(first, len(leaves)) if leaves[i].cell is None and leaves[i].text.strip()]
    found = [i for i in outside if leaves[i].level]
    if not written:
        return found
    name = labels().fields.name
    styled, last = {name(leaves[i].text) for i in found}, max((i for i in found if _is_item(leaves[i].text)), default=0)
    restyled: dict[str, int] = {}
    for i in outside:
        leaf, following = leaves[i], leaves[i + 1] if i + 1 < len(leaves) else None
        if leaf.level:
            continue
        if _is_item(leaf.text) and _begins_item(following):
            found.append(i)
            continue
        called = name(leaf.text) if i > last and _is_section(leaf.text) else None
        if called and called not in styled and _begins_section(called, following):
            restyled[called] = i
    return sorted([*found, *restyled.values()])


def _begins_item(leaf: Cursor | None) -> bool:
    """Whether a paragraph is the first below the heading of an item, as docgen writes it."""
    return leaf is not None and (leaf.cell is not None or _is_label(leaf, ("stance",)))


def _begins_section(name: str, leaf: Cursor | None) -> bool:
    """Whether a paragraph may be the first below the heading of the section ``name``, as docgen writes it."""
    if name == "other":
        return leaf is not None and (leaf.cell is not None or _is_label(leaf, ANSWERS))
    if name == "carried":
        runs = (e for e in leaf.paragraph.elements if isinstance(e, Run)) if leaf else ()
        return any(linked_heading(run.style) for run in runs)
    return True


def _is_label(leaf: Cursor, names: Container[str]) -> bool:
    name = labels().fields.name(leaf.text) if leaf.cell is None and leaf.is_bold else None
    return name is not None and name in names


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
    leaves: Sequence[Cursor],
    meeting: str,
    date: str,
    title: str,
    anchored: bool,
    written: bool,
    facts: Mapping[str, str],
    *,
    start: int,
) -> Block:
    """The block of the paragraphs ``leaves`` that begins at ``start``, its heading first; where that is gone, what
    docgen writes below it."""
    end = leaves[-1].end
    leaves = leaves[: _foot(leaves)] if written else leaves
    headless = is_below_heading(leaves[0])
    first = 1 + (_head_size(leaves) if written else 0)
    cuts = [*_heads(leaves, first, written), len(leaves)]
    top = Section(None, tuple(leaves[0 if headless else 1 : cuts[0]]), written)
    sections = tuple(_section(leaves[start], leaves[start + 1 : stop], written) for start, stop in pairwise(cuts))
    date = date or (_written_day(top) if anchored or written else "")
    return Block(meeting, leaves[0], date, title, top, sections, anchored, written, start, end, facts)


def _foot(leaves: Sequence[Cursor]) -> int:
    """How many of the lines are left without the empty ones behind the last page section, in which nothing belongs."""
    number = len(leaves)
    while number > 1 and not leaves[number - 1].text.strip():
        number -= 1
        if is_parted(leaves[number - 1], leaves[number]):
            return number
    return len(leaves)


def _written_day(top: Section) -> str:
    """The day under 日時, for a heading that has lost its own; empty for none."""
    lines = (leaf.exact for group in top.groups() if group.name == "when" for leaf in group.lines)
    return next((iso(span.start)[:10] for line in lines if (span := parse_time_span(line))), "")


def _section(heading: Cursor, body: Sequence[Cursor], anchored: bool) -> Section:
    parsed = parse_item_heading(heading.text)
    if not anchored:
        named = section_name(heading.text)
        return Section(heading, tuple(body), anchored, named.names[0] if named else None, None if named else parsed)
    title = heading.text if parsed.number is None else ""
    name = labels().fields.name(title)
    return Section(heading, tuple(body), anchored, name, None if name else parsed)
