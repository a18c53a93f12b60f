"""A block brought up to its agenda: what docgen wrote is replaced, what people wrote stays.

Requests are made from the end of the block to its start, in each place what goes in before what goes out: so every
index is one of the document as it was read, and none has to be moved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from docgen.account.labels import fold
from docgen.account.outline import CLOSED, FACT, MEETING, OPEN, Block
from docgen.account.written import GROUPS, ITEM, ITEMS, NONE, WROTE, Field, Key, facts, fields, hash_of, wrote
from docgen.document.nodes import Node, Paragraph, SectionBreak
from docgen.document.tabs import NamedRange, Tab
from docgen.document.walk import Cursor
from docgen.document.wire import requests as wire
from docgen.document.wire.requests import Request
from docgen.render.anchors import heading_span, names_on
from docgen.render.meeting import rendered_block
from docgen.render.removal import Step, in_order
from docgen.render.requests import Place, after, before, chips_in, insertion, looks


class Reason(StrEnum):
    """Why a field stays as it is, though the agenda says something else."""

    EDITED = "edited"
    """People have changed it."""
    SUGGESTED = "suggested"
    """Somebody has suggested a change in it."""
    COMMENTED = "commented"
    """An open comment stands at its words, and would lose its place with them."""
    UNKNOWN = "unknown"
    """docgen did not note what it wrote there."""
    GONE = "gone"
    """The item is in the agenda file no more."""
    DELETED = "deleted"
    """People have deleted the item."""


@dataclass(frozen=True)
class Refreshed:
    """What brings a block up to date, what it replaces, and what stays though it differs."""

    requests: Sequence[Request] = ()
    replaced: Mapping[Key, tuple[Field, Field]] = field(default_factory=dict)
    """Fields as they were and as they are to be."""
    kept: Mapping[Key, Reason] = field(default_factory=dict)
    added: tuple[int, ...] = ()
    """Numbers of the items put in."""


def refreshed(tab: Tab, block: Block, meeting: str, nodes: Sequence[Node], comments: Sequence[str] = ()) -> Refreshed:
    """What makes ``block`` say what ``nodes`` do, as far as it still says what docgen wrote into it.

    ``comments``: the words that open comments stand at; they stay.
    """
    new = rendered_block(nodes)
    numbers = {number for number, *_ in new.items()}
    mine, theirs = fields(block), fields(new)
    written = wrote(block.facts) if block.anchored and block.written else None
    kept: dict[Key, Reason] = {}
    replaced: dict[Key, tuple[Field, Field]] = {}
    for key, wanted in theirs.items():
        if key.item and Key(key.item, "heading") not in mine:
            continue
        there = mine.get(key, Field())
        if there.said == wanted.said or (there.whole and hash_of(key, there) == hash_of(key, wanted)):
            continue  # the latter where a chip shows its person by another name
        if reason := _reason(key, there, wanted, written, mine):
            kept[key] = reason
        elif any(_stands_in(there, wanted, words) for words in comments):
            kept[key] = Reason.COMMENTED
        else:
            replaced[key] = (there, wanted)
    missing = sorted(number for number in numbers if Key(number, "heading") not in mine)
    last = written[1] if written else 0
    added = tuple(number for number in missing if written and number > last)
    for number in missing:
        if number not in added:
            kept[Key(number, "heading")] = Reason.DELETED if written else Reason.UNKNOWN
    kept.update({key: Reason.GONE for key in mine if key.item not in {0, *numbers} and key.field == "heading"})
    if not written or not (replaced or added):
        return Refreshed(kept=kept)
    hashes = dict(written[0])
    hashes.update({key: hash_of(key, wanted) for key, (_, wanted) in replaced.items()})
    hashes.update({key: hash_of(key, theirs[key]) for number in added for key in (Key(number, n) for n in ITEM)})
    steps = [*_group_steps(tab, block, mine, replaced), *_line_steps(tab, replaced)]
    if added:
        steps.append(items_below(tab, block, new, nodes, added))
    heading = replaced.get(Key(0, "heading"))
    told = facts(_told(block, meeting), hashes, max([last, *added]))
    renamed = list(_renamed(tab, block, meeting, heading[1].lines[0] if heading else None, told))
    freed = [wire.delete_named_range(tab.id, one.id) for one, _ in renamed if one]
    names = [request for _, requests in renamed for request in requests]
    return Refreshed([*freed, *in_order(steps), *names], replaced, kept, added)


def _reason(
    key: Key, there: Field, wanted: Field, written: tuple[Mapping[Key, str], int] | None, mine: Mapping[Key, Field]
) -> Reason | None:
    """Why a field must stay; None for one that still says what docgen wrote."""
    if there.suggested:
        return Reason.SUGGESTED
    if written is None:
        return Reason.UNKNOWN
    if not there.whole or hash_of(key, there) != written[0].get(key, NONE):
        return Reason.EDITED
    if key.field not in GROUPS and not (there.there and wanted.there):
        return Reason.EDITED
    if not there.there and field_above(key, mine) is None:
        return Reason.EDITED
    return None


def _stands_in(there: Field, wanted: Field, words: str) -> bool:
    """Whether a comment on ``words`` may stand in what goes of a field: in a line, or from one to others."""
    first, *more = [fold(line) for line in words.replace("\t", "\n").splitlines()] or [""]
    for leaf in there.lines if there.label and wanted.there else there.leaves:
        line = fold(leaf.text)
        if not more and first and first in line:
            return True
        if more and line and ((first and line.endswith(first)) or line in more[:-1]):
            return True
        if more and more[-1] and line.startswith(more[-1]):
            return True
    return False


def field_above(key: Key, mine: Mapping[Key, Field]) -> Cursor | None:
    """The line of the block below which a field goes that is not there yet: the last of the field before it."""
    earlier = reversed(ITEM[: ITEM.index(key.field)] if key.item else ())
    found = (mine.get(Key(key.item, name), Field()) for name in earlier if name in GROUPS)
    return next((one.leaves[-1] for one in found if one.there and one.whole), None)


def _group_steps(
    tab: Tab, block: Block, mine: Mapping[Key, Field], replaced: Mapping[Key, tuple[Field, Field]]
) -> Iterator[Step]:
    """What puts in and takes out fields with their labels; of those that go to one place, the last first."""
    ends = {leaf.end: leaf for leaf in _leaves(block)}
    for key, (there, wanted) in reversed(list(replaced.items())):
        if not there.there and (above := field_above(key, mine)):
            yield Step(above.end - 1, lines_below(tab.id, above, wanted.leaves))
        elif not wanted.there:
            first, last = there.leaves[0], there.leaves[-1]
            before_it = ends.get(first.start)
            joined = before_it is not None and before_it.cell == first.cell
            start = first.start - 1 if joined else first.start
            yield Step(start, [wire.delete_content_range(tab.id, start, last.end - 1)] if start < last.end - 1 else [])


def _line_steps(tab: Tab, replaced: Mapping[Key, tuple[Field, Field]]) -> Iterator[Step]:
    """What puts new lines in the place of old ones, and a label where that is to be another."""
    for there, wanted in replaced.values():
        if there.there and wanted.there:
            same = (there.label is None) == (wanted.label is None) and there.said[:1] == wanted.said[:1]
            old, new = (there.lines, wanted.lines) if there.label and same else (there.leaves, wanted.leaves)
            start, end = old[0].start, old[-1].end - 1
            gone = [wire.delete_content_range(tab.id, start, end)] if start < end else []
            yield Step(start, [*_words(tab.id, end, new), *gone, *_looks(tab.id, start, new, old[0])])


def lines_below(tab: str, line: Cursor, new: Sequence[Cursor]) -> list[Request]:
    """The requests that put lines in below another."""
    placed = _placed(new, line.end, line)
    return [wire.insert_text(tab, line.end - 1, "\n" + _plain(new)), *chips_in(placed, tab), *looks(placed, tab)]


def _words(tab: str, index: int, new: Sequence[Cursor]) -> list[Request]:
    text = _plain(new)
    return [wire.insert_text(tab, index, text)] if text else []


def _looks(tab: str, start: int, new: Sequence[Cursor], beside: Cursor) -> Iterator[Request]:
    """Chips and styles of lines that stand at ``start`` now; a heading keeps the look that it has."""
    placed = _placed(new, start, beside)
    yield from chips_in(placed, tab)
    if not new[0].level:
        yield from looks(placed, tab)


def _plain(lines: Iterable[Cursor]) -> str:
    return "\n".join(leaf.paragraph.text for leaf in lines)


def _placed(lines: Iterable[Cursor], start: int, beside: Cursor) -> list[Cursor]:
    """``lines`` where they stand in the document, in the cell of the line ``beside`` them."""
    made: list[Cursor] = []
    for leaf in lines:
        made.append(Cursor(leaf.paragraph, start, beside.cell))
        start = made[-1].end
    return made


def _leaves(block: Block) -> Iterator[Cursor]:
    for section in (block.top, *block.sections):
        yield from section.body


def items_below(tab: Tab, block: Block, new: Block, nodes: Sequence[Node], added: Sequence[int]) -> Step:
    """What puts new items in below the last one."""
    headings = {head.start for number, _, head, _ in new.items() if number in added}
    others = {section.heading.start for section in new.sections if section.heading} - headings
    taken: list[Node] = []
    inside, at = False, 0
    for node in nodes:
        inside = at in headings or (inside and at not in others and not isinstance(node, SectionBreak))
        taken += [node] if inside else []
        at += node.size
    place, neighbour = _below_items(tab, block)
    return Step(place.index, insertion(taken, place, bullets_around=neighbour.paragraph.bullet is not None))


def _below_items(tab: Tab, block: Block) -> tuple[Place, Cursor]:
    """Right before what follows the last item, so that no empty line is left over; and the paragraph there."""
    last = max((i for i, section in enumerate(block.sections) if section.item), default=-1)
    following = [section.heading for section in block.sections[last + 1 :] if section.heading]
    if following:
        return before(following[0], tab.id), following[0]
    line = (block.sections[last] if block.sections else block.top).last() or block.heading
    if line.cell is None:
        return after(line, tab.id), line
    number, start = tab.body.find(line.cell[0])
    below = Cursor(_paragraph(tab.body[number + 1].node), start + tab.body[number].size)
    return before(below, tab.id), below


def _paragraph(node: Node) -> Paragraph:
    assert isinstance(node, Paragraph)  # noqa: S101 - one follows every table
    return node


def _told(block: Block, meeting: str) -> str:
    """The name of the range with the facts of this meeting, but for what docgen wrote and when it was closed."""
    others = {key: value for key, value in block.facts.items() if key not in (ITEMS, WROTE, CLOSED, OPEN)}
    return f"{FACT}{meeting}:" + ";".join(f"{key}={value}" for key, value in others.items())


def _renamed(
    tab: Tab, block: Block, meeting: str, heading: Cursor | None, told: str
) -> Iterator[tuple[NamedRange | None, list[Request]]]:
    """The ranges of a meeting that are to be made anew, each with what makes it again once all else is done: the facts,
    and all of them where the ``heading`` is another, since they go with its words."""
    start, end = heading_span(block.heading)
    span = (start, max(start + heading.paragraph.size - 1, start + 1)) if heading else (start, end)
    closed = f"{FACT}{meeting}:{CLOSED}="
    for one in names_on(tab, block.heading):
        is_told = one.name.startswith(f"{FACT}{meeting}:") and not one.name.startswith(closed)
        if is_told:
            yield one, []
        elif heading and (one.name == MEETING + meeting or one.name.startswith(closed)):
            yield one, [wire.create_named_range(tab.id, *span, one.name)]
    yield None, [wire.create_named_range(tab.id, *span, told)]
