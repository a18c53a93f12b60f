"""Nodes to the requests that put them into a document, in one batch.

Every index is derived from the nodes' sizes before anything is sent. The order makes that possible: all text outside
tables goes in at once; then tables and the text of their cells from the last to the first, so that nothing inserted
moves a place still to be used; then chips from the first to the last, each where it stays; then styles, at the final
positions. A section break goes in as a table does.

A table is inserted at the seam between the paragraph before it and the one after it, which at that time are one
paragraph: insertTable adds the newline that parts them (recorded; documented for insertSectionBreak), and no empty
paragraph is left over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final, Literal

from docgen.document.chipped import parts_of
from docgen.document.nodes import Inline, Node, Paragraph, Run, SectionBreak, Style, Table
from docgen.document.text import units
from docgen.document.walk import Cursor, cursors
from docgen.document.wire import requests as wire
from docgen.document.wire import sections
from docgen.document.wire.chips import style_of
from docgen.document.wire.requests import Request
from docgen.document.wire.styles import column_widths

PLAIN: Final = (
    "bold,italic,underline,strikethrough,smallCaps,baselineOffset,"
    "fontSize,weightedFontFamily,foregroundColor,backgroundColor,link"
)
"""All of a text style: inserted text takes over the style before it, so it is cleared first."""
PLAIN_PARAGRAPH: Final = (
    "namedStyleType,alignment,lineSpacing,spaceAbove,spaceBelow,indentStart,indentEnd,indentFirstLine,"
    "keepLinesTogether,keepWithNext,shading"
)
"""The same for paragraphs: what a style does not state goes back to that of its named style."""
OUTSIDE_TABLES: Final = ",pageBreakBefore"
"""Refused by the API for a range that holds paragraphs of a table."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where nodes go into a tab's body."""

    tab: str
    index: int
    """UTF-16 code units."""
    mode: Literal["after", "before", "instead"]
    """``after``: ``index`` is just before the newline of a paragraph, and the nodes follow that paragraph.
    ``before``: it is the start of a paragraph, and the nodes come before it.
    ``instead``: it is the start of an empty paragraph, which the nodes fill."""

    @property
    def start(self) -> int:
        """Where the first node starts once it is in."""
        return self.index + 1 if self.mode == "after" else self.index


def after(cursor: Cursor, tab: str) -> Place:
    """The place right after a paragraph."""
    return Place(tab, cursor.end - 1, "after")


def before(cursor: Cursor, tab: str) -> Place:
    """The place right before a paragraph."""
    return Place(tab, cursor.start, "before")


def insertion(nodes: Sequence[Node], place: Place, *, bullets_around: bool = False) -> list[Request]:
    """The requests that insert ``nodes`` at ``place``; ``bullets_around`` tells that the paragraph there is in a list.

    Raises ``ValueError`` for nodes that no requests can make: they must begin with a paragraph, have one between any
    two tables or section breaks and, unless they go in before one, at their end, and hold nothing but paragraphs of
    text, person and date chips, tables of such, and section breaks.
    """
    _check(nodes, place)
    return [
        *_text(nodes, place, bullets_around),
        *_breaks_and_tables(nodes, place),
        *chips_in(cursors(nodes, place.start), place.tab),
        *_styles(nodes, place),
    ]


def line_insertion(tab: str, index: int, line: str) -> tuple[list[Request], int]:
    """The requests that put ``line``, its chips included, in at ``index``, and how many units it takes there."""
    requests, at = list[Request](), index
    for words, chip in parts_of(line):
        if chip is not None:
            requests.append(wire.insert_chip(tab, at, chip))
        at += units(words) if chip is None else chip.size
    text = "".join(words for words, chip in parts_of(line) if chip is None)
    return [wire.insert_text(tab, index, text), *requests] if text else requests, at - index


def _check(nodes: Sequence[Node], place: Place) -> None:
    others = [*(not isinstance(node, Paragraph) for node in nodes), place.mode != "before"]
    if not nodes or others[0] or any(a and b for a, b in pairwise(others)):
        raise ValueError("nodes must begin with a paragraph and have one behind each table and section break")
    if not all(isinstance(node, Paragraph | Table | SectionBreak) for node in nodes):
        raise ValueError("only paragraphs, tables and section breaks can be inserted")
    leaves = list(cursors(nodes))
    if not all(isinstance(e, Run) or wire.is_insertable(e) for leaf in leaves for e in leaf.paragraph.elements):
        raise ValueError("only text, people and dates can be inserted")


def _outer_text(nodes: Sequence[Node], place: Place) -> tuple[str, list[int]]:
    """The text outside tables, and for each table and section break the offset of its seam (UTF-16 code units)."""
    parts: list[str] = ["\n"] if place.mode == "after" else []
    seams, length = [], len(parts)
    for node, following in zip(nodes, [*nodes[1:], None], strict=True):
        if not isinstance(node, Paragraph):
            seams.append(length)
        else:
            ends = place.mode == "before" if following is None else isinstance(following, Paragraph)
            text = _plain(node) + ("\n" if ends else "")
            parts.append(text)
            length += units(text)
    return "".join(parts), seams


def _plain(node: Node) -> str:
    """The text of a paragraph as it is before its chips go in."""
    assert isinstance(node, Paragraph)  # noqa: S101 - _check let nothing else through
    return node.text


def _text(nodes: Sequence[Node], place: Place, bullets_around: bool) -> Iterator[Request]:
    text, _ = _outer_text(nodes, place)
    if text:
        yield wire.insert_text(place.tab, place.index, text)
    if bullets_around:
        yield wire.delete_paragraph_bullets(place.tab, place.start, place.index + units(text))


def _breaks_and_tables(nodes: Sequence[Node], place: Place) -> Iterator[Request]:
    _, seams = _outer_text(nodes, place)
    others = [node for node in nodes if not isinstance(node, Paragraph)]
    for node, seam in reversed(list(zip(others, seams, strict=True))):
        if isinstance(node, SectionBreak):
            yield wire.insert_section_break(place.tab, place.index + seam, sections.kind(node))
        elif isinstance(node, Table):
            yield from _table(node, place.index + seam, place.tab)


def _table(table: Table, at: int, tab: str) -> Iterator[Request]:
    yield wire.insert_table(tab, at, len(table.rows), table.columns)
    for r, row in reversed(list(enumerate(table.rows))):
        for c, cell in reversed(list(enumerate(row.cells))):
            if text := "\n".join(map(_plain, cell.blocks)):
                yield wire.insert_text(tab, at + 4 + r * (1 + 2 * table.columns) + 2 * c, text)


def chips_in(leaves: Iterable[Cursor], tab: str) -> Iterator[Request]:
    """The requests that put the chips of paragraphs in, whose text is there."""
    for leaf in leaves:
        for at, element in leaf.elements():
            if isinstance(element, Inline):
                yield wire.insert_chip(tab, at, element)


def looks(leaves: Sequence[Cursor], tab: str) -> Iterator[Request]:
    """The requests that give paragraphs that are in a document their styles, and nothing of those around them."""
    yield wire.update_text_style(tab, leaves[0].start, leaves[-1].end, {}, PLAIN)
    for (_, style), run in groupby(leaves, lambda leaf: (leaf.cell, _frozen(leaf.paragraph.style))):
        same = list(run)
        if style is not None:
            stated = same[0].paragraph.style or {}
            fields = PLAIN_PARAGRAPH if same[0].cell else PLAIN_PARAGRAPH + OUTSIDE_TABLES
            yield wire.update_paragraph_style(tab, same[0].start, same[-1].end, stated, fields)
    for leaf in leaves:
        yield from _run_styles(leaf, tab)


def _styles(nodes: Sequence[Node], place: Place) -> Iterator[Request]:
    start = place.start
    yield from looks(list(cursors(nodes, start)), place.tab)
    at = start
    for node in nodes:
        if isinstance(node, Table):
            yield from _table_styles(node, at, place.tab)
        elif isinstance(node, SectionBreak) and (style := sections.stated(node)):
            yield wire.update_section_style(place.tab, at + 1, at + 2, style)
        at += node.size


def _run_styles(leaf: Cursor, tab: str) -> Iterator[Request]:
    for at, element in leaf.elements():
        length = units(element.text.removesuffix("\n")) if isinstance(element, Run) else element.size
        if length and (style := style_of(element)):
            yield wire.update_text_style(tab, at, at + length, style)


def _table_styles(table: Table, at: int, tab: str) -> Iterator[Request]:
    for column, width in enumerate(column_widths(table.style)):
        if width:
            yield wire.update_column_width(tab, at, column, width)
    for column in range(table.columns):
        styles = [row.cells[column].style for row in table.rows]
        if styles[0] and all(style == styles[0] for style in styles):
            yield wire.update_table_cell_style(tab, at, styles[0], row=0, column=column, rows=len(styles))
            continue
        for row, style in enumerate(styles):
            if style:
                yield wire.update_table_cell_style(tab, at, style, row=row, column=column)


def _frozen(style: Style | None) -> str | None:
    return repr(sorted(style.items())) if style else None
