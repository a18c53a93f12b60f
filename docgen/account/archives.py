"""Which meetings of a document are found, equal in words and looks, in an archive of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import NamedTuple

from docgen.account.labels import fold
from docgen.account.minutes import Minutes
from docgen.account.model import Meeting
from docgen.account.outline import FACT, MEETING
from docgen.document.nodes import Node, Paragraph, SectionBreak, Table
from docgen.document.tabs import Document, Tab
from docgen.document.walk import cursors
from docgen.document.wire.sameness import digests, find_run, has_suggestions, is_blank
from docgen.document.wire.sections import columns_around, is_whole
from docgen.document.wire.styles import heading_id
from docgen.inputs.bilingual import Bilingual


@dataclass(frozen=True, slots=True)
class Wanted:
    """A meeting as it stands in the document."""

    meeting: Meeting
    blocks: range
    """The numbers of its blocks in the tab of meetings."""
    nodes: tuple[Node, ...]
    """These blocks, without the blank ones at its end; the heading stays."""
    digests: tuple[bytes, ...]
    """Of ``nodes``."""
    names: tuple[str, ...]
    """Of docgen's named ranges on it."""
    whole: bool
    """Whether all page sections that begin in it end in it, as they do in the layout ``columns``."""


class Spot(NamedTuple):
    """Where an archive holds a meeting."""

    tab: Tab
    first: int
    """The number of its first block."""


def wanted_of(minutes: Minutes, meetings: Sequence[Meeting]) -> tuple[Wanted, ...]:
    """``meetings`` as they stand in the tab of ``minutes``, which was read with all its looks; in the order written."""
    tab = minutes.tab
    values, columns = digests(tab), columns_around(block.node for block in tab.body)
    named: dict[str, list[str]] = {}
    for one in tab.ranges:
        for prefix in (MEETING, FACT):
            if one.name.startswith(prefix):
                named.setdefault(one.name.removeprefix(prefix).partition(":")[0], []).append(one.name)
    found = []
    for meeting in sorted(meetings, key=lambda each: each.span[1]):
        _, start, end = meeting.span
        blocks = range(tab.body.find(start)[0], tab.body.find(end - 1)[0] + 1)
        nodes = [block.node for block in tab.body[blocks.start : blocks.stop]]
        while len(nodes) > 1 and is_blank(nodes[-1]):
            nodes.pop()
        said = tuple(values[blocks.start : blocks.start + len(nodes)])
        names, around = tuple(named.get(meeting.id, ())), columns[blocks.start : blocks.stop + 1]
        found.append(Wanted(meeting, blocks, tuple(nodes), said, names, is_whole(nodes, around)))
    return tuple(found)


def spots(archive: Document, wanted: Sequence[Wanted]) -> Mapping[str, Spot]:
    """Where ``archive`` holds ``wanted``, each at a place of its own, by meeting id."""
    return max((_spots(tab, wanted) for tab in archive.all_tabs()), key=len)


def _spots(tab: Tab, wanted: Sequence[Wanted]) -> dict[str, Spot]:
    values, at = digests(tab), 0
    found: dict[str, Spot] = {}
    for each in wanted:
        first = find_run(each.digests, values, at)
        if first is not None:
            found[each.meeting.id] = Spot(tab, first)
            at = first + len(each.digests)
    return found


def foreign(copy: Document, original: Document) -> dict[str, frozenset[int]]:
    """The blocks of each tab of a copy, by number, that the original does not have in any of its tabs."""
    known = {value for tab in original.all_tabs() for value in digests(tab)}
    return {
        tab.id: frozenset(
            number
            for number, (value, block) in enumerate(zip(digests(tab), tab.body, strict=True))
            if value not in known and not is_blank(block.node)
        )
        for tab in copy.all_tabs()
    }


def fingerprint(document: Document) -> str:
    """64 hexadecimal digits that change with the words and looks of a document, and stay whatever ids it gets."""
    whole = blake2b(digest_size=32)
    for tab in document.all_tabs():
        for value in digests(tab):
            whole.update(value)
        edges = (block.node for segment in (*tab.headers, *tab.footers) for block in segment.blocks)
        whole.update("\n".join(leaf.text for leaf in cursors(edges)).encode())
    return whole.hexdigest()


def headings(wanted: Wanted, spot: Spot) -> Iterator[tuple[str, str]]:
    """Each heading id of a meeting, and what it is in the archive."""
    there = [block.node for block in spot.tab.body[spot.first : spot.first + len(wanted.nodes)]]
    for here, elsewhere in zip(cursors(wanted.nodes), cursors(there), strict=True):
        ids = heading_id(here.paragraph.style), heading_id(elsewhere.paragraph.style)
        if all(ids):
            yield ids


def hindrances(wanted: Sequence[Wanted], comments: Sequence[str]) -> Iterator[Bilingual]:
    """What stands in the meetings that no copy takes along. ``comments``: the words that open comments stand at."""
    for each in wanted:
        meeting = f"{each.meeting.date} {each.meeting.title}"
        if any(map(has_suggestions, each.nodes)):
            yield Bilingual(
                f"{meeting} に、承認も却下もされていない提案があります",
                f"there are suggestions in {meeting} that nobody has accepted or rejected",
            )
        known = Paragraph | Table | SectionBreak if each.whole else Paragraph | Table
        if not all(isinstance(node, known) for node in each.nodes):
            yield Bilingual(
                f"{meeting} に、セクション区切りか目次があります",
                f"there is a section break or a table of contents in {meeting}",
            )
        said = fold("".join(leaf.text for leaf in cursors(each.nodes)))
        if any(fold(words) and fold(words) in said for words in comments):
            yield Bilingual(f"{meeting} に、未解決のコメントがあります", f"there are open comments on {meeting}")
