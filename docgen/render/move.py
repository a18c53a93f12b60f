"""A whole block to another place of its tab: an exact copy goes in there, and the old one out, in one batch.

Only where the copy would be the same to every reader. What the requests can make is made of the nodes as values and
compared with what is there, ids aside; a block with anything more stays where it is. So does one that people have
commented on, suggested a change in, or linked to: a copy's headings have other ids.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Final

from docgen.account.labels import fold
from docgen.account.minutes import Minutes
from docgen.account.model import Meeting
from docgen.account.state import begins
from docgen.document.blocks import Block as TabBlock
from docgen.document.blocks import Blocks
from docgen.document.nodes import (
    NOTHING,
    Cell,
    Contents,
    Element,
    Inline,
    Node,
    Paragraph,
    Row,
    Run,
    SectionBreak,
    Style,
    Table,
)
from docgen.document.tabs import Document, NamedRange, Tab
from docgen.document.text import LONE_SURROGATES, STRIPPED
from docgen.document.walk import Cursor, cursors
from docgen.document.wire import requests as wire
from docgen.document.wire.chips import style_of
from docgen.document.wire.links import link_of
from docgen.document.wire.lists import GLYPHS, SYMBOLS, bullet_place, list_level
from docgen.document.wire.requests import Request
from docgen.document.wire.sameness import digests, has_suggestions, is_blank
from docgen.document.wire.sections import columns_around, is_whole, made_of, style_around, to_make
from docgen.document.wire.styles import heading_id, linked_heading, points
from docgen.inputs.bilingual import Bilingual
from docgen.render.placing import place_for
from docgen.render.removal import Step, in_order, placed, removals
from docgen.render.requests import OUTSIDE_TABLES, PLAIN, PLAIN_PARAGRAPH, Place, insertion

REST: Final = (
    "direction",
    "spacingMode",
    "avoidWidowAndOrphan",
    *(f"border{side}" for side in ("Between", "Top", "Bottom", "Left", "Right")),
)
"""What of a paragraph's style ``insertion`` leaves as it comes."""
PARAGRAPH: Final = frozenset({*PLAIN_PARAGRAPH.split(","), *OUTSIDE_TABLES.split(","), *REST, "headingId"})
TEXT: Final = frozenset(PLAIN.split(","))
NO_BORDER: Final[Style] = {"color": {}, "width": points(0), "padding": points(0), "dashStyle": "SOLID"}
IN_NEW_CELL: Final[Style] = {
    "direction": "LEFT_TO_RIGHT",
    "spacingMode": "COLLAPSE_LISTS",
    "avoidWidowAndOrphan": False,
    **{name: NO_BORDER for name in REST if name.startswith("border")},
}
"""What of ``REST`` the paragraph in a cell of a new table has (recorded)."""
NEW_CELL: Final[Style] = {
    "rowSpan": 1,
    "columnSpan": 1,
    "backgroundColor": {},
    **{f"padding{side}": points(5) for side in ("Left", "Right", "Top", "Bottom")},
    "contentAlignment": "TOP",
}
"""The style of a cell of a new table (recorded)."""
CELL: Final = frozenset({*NEW_CELL, *(f"border{side}" for side in ("Left", "Right", "Top", "Bottom"))})
SPANS: Final = ("rowSpan", "columnSpan")

SUGGESTIONS: Final = Bilingual("承認も却下もされていない提案があります", "somebody has suggested changes in it")
COMMENTS: Final = Bilingual("未解決のコメントがあります", "there are open comments on it")
LINKS: Final = Bilingual("ほかの箇所から見出しにリンクされています", "its headings are linked to")
NAMES: Final = Bilingual("ほかの名前付き範囲が重なっています", "a named range reaches beyond it")
SECTIONS: Final = Bilingual(
    "始まりと終わりの段組みがそろっていません", "the page has other columns where it begins than where it ends"
)
MORE: Final = Bilingual(
    "そのまま写せないもの（画像・チップ・書式など）があります",
    "it holds what cannot be copied exactly (an image, a chip, a style)",
)


@dataclass(frozen=True, slots=True)
class Shift:
    """A block's way to its new place. ``names``: the named ranges that go with the text, to be made again there."""

    requests: Sequence[Request]
    by: int
    """How many units further down it stands then; below 0 where it goes up."""
    names: Sequence[NamedRange]


def is_in_order(meetings: Sequence[Meeting], meeting: Meeting, start: str) -> bool:
    """Whether ``meeting``, one of ``meetings`` in the order written, stands between a later and an earlier one if it
    begins at ``start`` (ISO)."""
    at = next(number for number, one in enumerate(meetings) if one.span == meeting.span)
    above = next((one for one in reversed(meetings[:at]) if one.date), None)
    below = next((one for one in meetings[at + 1 :] if one.date), None)
    return (above is None or begins(above) >= start) and (below is None or begins(below) <= start)


def shift(
    document: Document, minutes: Minutes, meeting: Meeting, start: str, comments: Sequence[str], *, chips: bool
) -> Shift | tuple[Bilingual, ...]:
    """The way of ``meeting`` to where one that begins at ``start`` stands, or what keeps it where it is.

    ``document`` was read with all its looks; ``comments``: the words that open comments stand at; ``chips``: whether
    chips may be written.
    """
    tab, (_, begin, end) = minutes.tab, meeting.span
    first, at = tab.body.find(begin)
    last, last_at = tab.body.find(end - 1)
    taken = tab.body[first : last + 1]
    nodes = [block.node for block in taken]
    whole = at == begin and last_at + taken[-1].size == end
    why = tuple(_hindrances(document, tab, range(first, last + 1), nodes, (begin, end), comments, chips=chips))
    if not (whole and isinstance(nodes[0], Paragraph)) and MORE not in why:
        why = (*why, MORE)
    if why:
        return why
    others = Minutes(tab, [one for one in minutes.meetings if one.span != meeting.span])
    place, neighbour = place_for(others, start)
    if any(isinstance(node, SectionBreak) for node in nodes) and _section(tab, place.index) != _section(tab, begin):
        return (SECTIONS,)
    removal, removed = _removal(tab, first, last, begin, end)
    by = place.start - begin - (removed if place.start > begin else 0)
    plain = [_stated(node, _section(tab, begin)) for node in nodes]
    put = Step(place.index, _copy(nodes, plain, place, neighbour, tab.resources))
    names = [one for one in tab.ranges if _touches(one, begin, end)]
    return Shift(in_order([put, *removal]), by, names)


def _hindrances(
    document: Document,
    tab: Tab,
    numbers: range,
    nodes: Sequence[Node],
    span: tuple[int, int],
    comments: Sequence[str],
    *,
    chips: bool,
) -> Iterator[Bilingual]:
    suggested = any(map(has_suggestions, nodes))
    if suggested:
        yield SUGGESTIONS
    if is_commented(document, tab, numbers, nodes, span, comments):
        yield COMMENTS
    ids = {heading_id(leaf.paragraph.style) for leaf in cursors(nodes)} - {""}
    if any(linked in ids or linked == BOOKMARK for linked in linked_ids(document)):
        yield LINKS
    if any(_touches(one, *span) and not _lies_within(one, *span) for one in tab.ranges):
        yield NAMES
    columns = columns_around(block.node for block in tab.body[: numbers.stop])
    if not is_whole(nodes, columns[numbers.start :]):
        yield SECTIONS
    elif not suggested and not _same(tab, nodes, [_made(node, tab, numbers, chips=chips) for node in nodes]):
        yield MORE


def _section(tab: Tab, at: int) -> Style:
    """The style of the page section that an index lies in."""
    return style_around(block.node for block in tab.body[: tab.body.find(at)[0]])


def _same(tab: Tab, nodes: Sequence[Node], made: Sequence[Node | None]) -> bool:
    if not isinstance(nodes[-1], Paragraph) or any(one is None for one in made):
        return False
    before, after = (replace(tab, body=Blocks(TabBlock(one) for one in each if one)) for each in (nodes, made))
    return digests(before) == digests(after)


def is_commented(
    document: Document,
    tab: Tab,
    numbers: range,
    nodes: Sequence[Node],
    span: tuple[int, int],
    comments: Sequence[str],
) -> bool:
    """Whether an open comment may stand in the block: its words do, or they are nowhere else any more."""
    anchors = (tab.resources.get("commentAnchors") or NOTHING).values()
    if any(_overlaps(part, span) for anchor in anchors for part in anchor.get("ranges", ())):
        return True
    here = _folded(nodes)
    elsewhere = "\n".join(
        _folded(block.node for number, block in enumerate(each.body) if each.id != tab.id or number not in numbers)
        for each in document.all_tabs()
    )
    words = [folded for comment in comments if (folded := fold(comment))]
    return any(each in here or each not in elsewhere for each in words)


def _overlaps(part: Mapping[str, int], span: tuple[int, int]) -> bool:
    return int(part.get("startIndex", 0)) < span[1] and int(part.get("endIndex", 0)) > span[0]


def _folded(nodes: Iterable[Node]) -> str:
    return fold("".join(leaf.text for leaf in cursors(nodes)))


BOOKMARK: Final = "bookmark"
"""Stands for a link to a bookmark: where that is, nobody can read."""


def linked_ids(document: Document) -> Iterator[str]:
    """The ids of headings that any text of ``document`` links to, tables of contents included."""
    for tab in document.all_tabs():
        segments = (tab.body, *(one.blocks for one in (*tab.headers, *tab.footers, *tab.footnotes)))
        for leaf in (leaf for blocks in segments for leaf in _all(block.node for block in blocks)):
            for element in leaf.paragraph.elements:
                if link := link_of(style_of(element)):
                    yield BOOKMARK if link.bookmark else linked_heading(style_of(element))


def _all(nodes: Iterable[Node]) -> Iterator[Cursor]:
    for node in nodes:
        yield from cursors(node.blocks if isinstance(node, Contents) else [node])


def _touches(one: NamedRange, start: int, end: int) -> bool:
    return not one.segment and any(a < end and b > start for a, b in one.spans)


def _lies_within(one: NamedRange, start: int, end: int) -> bool:
    return len(one.spans) == 1 and start <= one.start and one.end <= end


def _removal(tab: Tab, first: int, last: int, begin: int, end: int) -> tuple[Sequence[Step], int]:
    """What takes the blocks out, and how many units that are."""
    blocks = placed(tab)
    following = blocks[last + 1].node if last + 1 < len(blocks) else None
    if isinstance(following, Paragraph):
        return list(removals(tab.id, blocks, range(first, last + 1))), end - begin
    above, bottom = blocks[first - 1].node, blocks[last].node
    if following is None and is_blank(above) and is_blank(bottom) and _same(tab, [above], [bottom]):
        # Of two empty lines alike the upper one goes instead of the last of the tab, which must stay.
        return [Step(begin - 1, [wire.delete_content_range(tab.id, begin - 1, end - 1)])], end - begin
    return list(removals(tab.id, blocks, range(first, last + 1))), end - 1 - begin


def _copy(
    nodes: Sequence[Node], plain: Sequence[Node], place: Place, neighbour: Cursor, resources: Style
) -> list[Request]:
    """The requests that make ``nodes`` again at ``place``; ``plain``: without what no request may state."""
    tab, leaves = place.tab, list(cursors(nodes, place.start))
    around = _only(neighbour.paragraph.style, REST)
    return [
        *insertion(plain, place, bullets_around=neighbour.paragraph.bullet is not None),
        *_bullets(leaves, resources, tab),
        *_rest(leaves, around, tab),
        *_line_ends(leaves, tab),
    ]


def _stated(node: Node, section: Style = NOTHING) -> Node:
    """``node`` without what no request may state. ``section``: the style of the page section that it is put in."""
    if isinstance(node, SectionBreak):
        return to_make(node, section)
    if isinstance(node, Paragraph):
        style = {
            key: value for key, value in (node.style or NOTHING).items() if key in PARAGRAPH and key != "headingId"
        }
        return replace(node, style=style)
    assert isinstance(node, Table)  # noqa: S101 - all else keeps a block where it is
    return replace(node, rows=tuple(replace(row, cells=tuple(map(_stated_cell, row.cells))) for row in node.rows))


def _stated_cell(cell: Cell) -> Cell:
    style = {key: value for key, value in (cell.style or NOTHING).items() if key not in SPANS}
    return replace(cell, style=style, blocks=tuple(map(_stated, cell.blocks)))


def _rest(leaves: Sequence[Cursor], around: Style, tab: str) -> Iterator[Request]:
    """What ``insertion`` does not state of paragraphs, for those that would come out otherwise. ``around``: what the
    paragraphs outside tables take over."""
    for (cell, _), group in groupby(leaves, lambda leaf: (leaf.cell, repr(_only(leaf.paragraph.style, REST)))):
        same = list(group)
        style = _only(same[0].paragraph.style, REST)
        if style != (around if cell is None else IN_NEW_CELL):
            yield wire.update_paragraph_style(tab, same[0].start, same[-1].end, style, ",".join(REST))


def _line_ends(leaves: Sequence[Cursor], tab: str) -> Iterator[Request]:
    """The looks of newlines that are not those of the words before them: what is typed next takes them over."""
    for leaf in leaves:
        *before, last = leaf.paragraph.elements
        style = {key: value for key, value in style_of(last).items() if key != "link"}
        beside = {key: value for key, value in style_of(before[-1]).items() if key != "link"} if before else {}
        if isinstance(last, Run) and last.text == "\n" and style != beside:
            yield wire.update_text_style(tab, leaf.end - 1, leaf.end, style, PLAIN)


def _bullets(leaves: Sequence[Cursor], resources: Style, tab: str) -> Iterator[Request]:
    """The lists of the editor's own, the last first: tabs give the levels, and are gone when the list is made."""
    lists: Style = resources.get("lists") or NOTHING
    for run in reversed(list(_list_runs(leaves))):
        depths = [bullet_place(leaf.paragraph.bullet or NOTHING)[1] for leaf in run]
        for leaf, depth in reversed(list(zip(run, depths, strict=True))):
            if depth:
                yield wire.insert_text(tab, leaf.start, "\t" * depth)
        ordered = list_level(lists, run[0].paragraph.bullet or NOTHING).ordered
        yield wire.create_paragraph_bullets(tab, run[0].start, run[-1].end + sum(depths), ordered=ordered)
        for leaf in run:
            style = {key: value for key, value in (leaf.paragraph.style or NOTHING).items() if key in PARAGRAPH}
            fields = PLAIN_PARAGRAPH if leaf.cell else PLAIN_PARAGRAPH + OUTSIDE_TABLES
            yield wire.update_paragraph_style(tab, leaf.start, leaf.end, _only(style, fields.split(",")), fields)


def _list_runs(leaves: Sequence[Cursor]) -> Iterator[list[Cursor]]:
    """Paragraphs of one list that stand together."""
    run: list[Cursor] = []
    for leaf in leaves:
        if run and (_list_of(leaf) != _list_of(run[0]) or leaf.cell != run[0].cell or leaf.start != run[-1].end):
            yield run
            run = []
        if _list_of(leaf):
            run.append(leaf)
    if run:
        yield run


def _list_of(leaf: Cursor) -> str:
    return bullet_place(leaf.paragraph.bullet)[0] if leaf.paragraph.bullet is not None else ""


def _only(style: Style | None, names: Iterable[str]) -> Style:
    held = style or NOTHING
    return {name: held[name] for name in names if name in held}


def _made(node: Node, tab: Tab, numbers: range, *, chips: bool) -> Node | None:
    """What the requests make of ``node``; None for what they cannot make at all."""
    match node:
        case Paragraph():
            elements = tuple(made for each in node.elements if (made := _made_element(each, chips=chips)))
            bullet = node.bullet if node.bullet is not None and _is_known_list(node.bullet, tab, numbers) else None
            return Paragraph(elements, _only(node.style, PARAGRAPH), bullet)
        case Table():
            rows = tuple(
                Row(tuple(_made_cell(cell, tab, numbers, chips=chips) for cell in row.cells), _row_style(row.style))
                for row in node.rows
            )
            columns = [_only(each, ("widthType", "width")) for each in (node.style or NOTHING).get(COLUMNS, ())]
            return Table(rows, node.columns, {COLUMNS: columns})
        case SectionBreak():
            return made_of(node, style_around(block.node for block in tab.body[: numbers.start]))
        case _:
            return None


COLUMNS: Final = "tableColumnProperties"


def _row_style(style: Style | None) -> Style:
    return {"minRowHeight": points(0)} if style and "minRowHeight" in style else {}


def _made_cell(cell: Cell, tab: Tab, numbers: range, *, chips: bool) -> Cell:
    blocks = (_made(each, tab, numbers, chips=chips) for each in cell.blocks if isinstance(each, Paragraph))
    style = {**NEW_CELL, **_only(cell.style, CELL), **_only(NEW_CELL, SPANS)}
    return Cell(tuple(each for each in blocks if each), style)


def _made_element(element: Element, *, chips: bool) -> Element | None:
    if isinstance(element, Run):
        text = LONE_SURROGATES.sub("", STRIPPED.sub("", element.text))
        return Run(text, _only(element.style, TEXT) or None)
    if not chips or not wire.is_insertable(element):
        return None
    data = {key: value for key, value in element.data.items() if not key.startswith("suggested")}
    return Inline(element.kind, data, element.size)


def _is_known_list(bullet: Style, tab: Tab, numbers: range) -> bool:
    """Whether one of the two usual lists comes out the same: with the usual glyphs, and if it counts, in one piece that
    all lies in the blocks ``numbers``."""
    lists: Style = tab.resources.get("lists") or NOTHING
    name, _ = bullet_place(bullet)
    leaves = [leaf for leaf in cursors(node for _, node in tab.positioned()) if _list_of(leaf) == name]
    levels = {bullet_place(leaf.paragraph.bullet or NOTHING)[1] for leaf in leaves}
    for at in levels:
        level = list_level(lists, {"listId": name, "nestingLevel": at})
        usual = (GLYPHS if level.ordered else SYMBOLS)[at % 3]
        if level.glyph != usual or level.start != 1 or (level.ordered and level.format != f"%{at}."):
            return False
    if list_level(lists, bullet).ordered:
        sizes = [block.size for block in tab.body]
        start, stop = sum(sizes[: numbers.start]), sum(sizes[: numbers.stop])
        near = all(one.end == other.start for one, other in pairwise(leaves))
        return near and all(start <= leaf.start < stop for leaf in leaves)
    return True
