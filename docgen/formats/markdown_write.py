"""Nodes of a document as Markdown that reads back as the same text, headings and bold.

Empty paragraphs are left out, and so are suggestions that nobody accepted. Columns side by side (a table of one row)
follow one another; other tables are drawn with bars.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from docgen.document.nodes import NOTHING, Cell, Element, Inline, Node, Paragraph, Run, Style, Table
from docgen.document.tabs import Document, Tab
from docgen.document.walk import Cursor
from docgen.document.wire.chips import RULE, chip, footnote, image, is_suggested, shown_text
from docgen.document.wire.links import address, link_of
from docgen.document.wire.styles import heading_level, is_bold, is_struck, named_style_type
from docgen.formats.addresses import is_live
from docgen.formats.markdown_lists import Item, listed
from docgen.formats.markdown_marks import Piece, marked
from docgen.formats.numbering import Numbering

SIDE_BY_SIDE: Final = 2
"""A table of one row and at most so many columns is a layout, not a table."""


def to_markdown(source: Document | Tab | Sequence[Node], *, lists: Style = NOTHING) -> str:
    """``source`` as Markdown that ends in one newline. ``lists``: for bare nodes, what their bullets refer to."""
    if isinstance(source, Document):
        tabs = list(source.all_tabs())
        written = [block for tab in tabs for block in _tab(tab, titled=len(tabs) > 1)]
    elif isinstance(source, Tab):
        written = _tab(source, titled=False)
    else:
        written = list(_Writer({"lists": lists}).blocks(source))
    return "\n\n".join(written) + "\n"


def _tab(tab: Tab, *, titled: bool) -> list[str]:
    nodes = [block.node for block in tab.body]
    writer = _Writer(tab.resources)
    written = list(writer.blocks(nodes))
    for note in tab.footnotes:
        if (number := writer.notes.get(note.id)) and (text := writer.blocks(block.node for block in note.blocks)):
            written.append(f"[^{number}]: " + " ".join(text))
    first = next((node for node in nodes if isinstance(node, Paragraph) and Cursor(node, 0).text.strip()), None)
    has_title = first is not None and (named_style_type(first.style) == "TITLE" or heading_level(first.style) == 1)
    if titled and tab.title.strip() and not has_title:
        written[:0] = _heading(1, [Piece(tab.title)])
    return written


def _heading(level: int, pieces: Iterable[Piece]) -> list[str]:
    text = "<br>".join(marked(pieces, heading=True))
    return ["#" * level + " " + text] if text else []


class _Writer:
    """Writes the blocks of one tab; ``notes`` are the footnotes met: id → number."""

    def __init__(self, resources: Style) -> None:
        self._resources = resources
        self._numbering = Numbering(resources.get("lists") or NOTHING)
        self.notes: dict[str, str] = {}

    def blocks(self, nodes: Iterable[Node]) -> Iterator[str]:
        """One text for each paragraph, list and table of ``nodes``."""
        whole = (node for node in nodes if not isinstance(node, Paragraph) or self._shows(node))
        for in_list, group in groupby(whole, key=lambda n: isinstance(n, Paragraph) and _is_item(n)):
            if in_list:
                yield listed((self._item(node) for node in group if isinstance(node, Paragraph)), self._numbering)
            else:
                for node in group:
                    yield from self._block(node)

    def _block(self, node: Node) -> Iterator[str]:
        match node:
            case Paragraph():
                if any(isinstance(element, Inline) and element.kind == RULE for element in node.elements):
                    yield "***"
                yield from self._paragraph(node)
            case Table(rows=rows, columns=columns) if len(rows) == 1 and columns <= SIDE_BY_SIDE:
                for cell in rows[0].cells:
                    yield from self.blocks(cell.blocks)
            case Table(rows=rows) if rows:
                yield self._table(node)
            case _:
                pass

    def _paragraph(self, node: Paragraph) -> list[str]:
        if level := _outline_level(node):
            return _heading(level, self._pieces(node.elements))
        text = "\\\n".join(marked(self._pieces(node.elements)))
        return [text] if text else []

    def _item(self, node: Paragraph) -> Item:
        assert node.bullet is not None  # noqa: S101 - items are told apart by their bullets
        return Item(node.bullet, marked(self._pieces(node.elements)))

    def _table(self, table: Table) -> str:
        lines = ["| " + " | ".join(map(self._cell, row.cells)) + " |" for row in table.rows]
        return "\n".join([lines[0], "|" + " --- |" * len(table.rows[0].cells), *lines[1:]])

    def _cell(self, cell: Cell) -> str:
        return "<br>".join(line for line in self._cell_lines(cell.blocks) if line)

    def _cell_lines(self, nodes: Iterable[Node]) -> Iterator[str]:
        for node in nodes:
            match node:
                case Paragraph():
                    first, *more = marked(self._pieces(node.elements), cell=True)
                    yield f"- {first}" if first and node.bullet is not None else first
                    yield from more
                case Table():
                    for row in node.rows:
                        for cell in row.cells:
                            yield from self._cell_lines(cell.blocks)
                case _:
                    pass

    def _shows(self, node: Paragraph) -> bool:
        return any(piece.text.strip("\v") for piece in self._pieces(node.elements)) or any(
            isinstance(element, Inline) and element.kind == RULE for element in node.elements
        )

    def _pieces(self, elements: Iterable[Element]) -> Iterator[Piece]:
        for element in elements:
            if is_suggested(element):
                continue
            if isinstance(element, Run):
                yield Piece(shown_text(element), _marks(element.style), _address(element.style))
            elif shown := chip(element):
                yield Piece(shown.text, url=shown.url if element.kind == "richLink" and is_live(shown.url) else "")
            elif picture := image(element, self._resources):
                yield Piece(picture.description)
            elif note := footnote(element):
                self.notes[note[0]] = note[1]
                yield Piece(f"[^{note[1]}]")


def _is_item(node: Paragraph) -> bool:
    return node.bullet is not None and not _outline_level(node)


def _outline_level(node: Paragraph) -> int:
    return 1 if named_style_type(node.style) == "TITLE" else heading_level(node.style)


def _marks(style: Style | None) -> frozenset[str]:
    italic = bool((style or NOTHING).get("italic"))
    shown = {"bold": is_bold(style), "italic": italic, "struck": is_struck(style)}
    return frozenset(mark for mark, on in shown.items() if on)


def _address(style: Style | None) -> str:
    link = link_of(style)
    target = address(link) if link else ""
    return target if is_live(target) else ""
