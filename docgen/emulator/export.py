"""Drive's exports of a document: Markdown, HTML, plain text and Word."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from html import escape
from typing import Any, Final

from docgen.document.blocks import Block, Blocks
from docgen.document.nodes import NOTHING, Cell, Inline, Node, Paragraph, Row, Run, Style, Table
from docgen.document.tabs import Document, Tab
from docgen.document.walk import Cursor
from docgen.document.wire.chips import chip, style_of
from docgen.document.wire.styles import heading_level, is_bold
from docgen.emulator.people import is_tick

JSON = dict[str, Any]

OPEN: Final = "\ufdd0"
TICKED: Final = "\ufdd1"
"""Code points that are no characters stand for the boxes until the Markdown is written."""
LIMIT: Final = 10 * 1024 * 1024
"""Bytes that Drive exports at most."""


def _is_checklist(lists: Style, bullet: Style) -> bool:
    known = (lists.get(bullet.get("listId", "")) or NOTHING).get("listProperties") or NOTHING
    levels: list[JSON] = known.get("nestingLevels") or [{}]
    level = levels[min(int(bullet.get("nestingLevel", 0)), len(levels) - 1)]
    return level.get("glyphType") == "GLYPH_TYPE_UNSPECIFIED" and not level.get("glyphSymbol")


def _boxed(nodes: Iterable[Node], at: int, lists: Style, ticks: frozenset[int]) -> Iterator[Node]:
    """``nodes`` with a box in front of every checklist item."""
    for node in nodes:
        if isinstance(node, Paragraph):
            if node.bullet is not None and _is_checklist(lists, node.bullet):
                box = TICKED if any(at <= tick < at + node.size for tick in ticks) else OPEN
                yield replace(node, elements=(Run(box), *node.elements))
            else:
                yield node
        elif isinstance(node, Table):
            rows, inside = [], at + 1
            for row in node.rows:
                inside += 1
                cells = []
                for cell in row.cells:
                    cells.append(replace(cell, blocks=tuple(_boxed(cell.blocks, inside + 1, lists, ticks))))
                    inside += cell.size
                rows.append(Row(tuple(cells), row.style, row.extra))
            yield replace(node, rows=tuple(rows))
        else:
            yield node
        at += node.size


def _with_boxes(tab: Tab) -> Tab:
    ticks = frozenset(one.start for one in tab.ranges if is_tick(one))
    lists = tab.resources.get("lists") or NOTHING
    body = Blocks(map(Block, _boxed((block.node for block in tab.body), 0, lists, ticks)))
    return replace(tab, body=body, children=tuple(map(_with_boxes, tab.children)))


def markdown(document: Document) -> bytes:
    """Markdown; the one place where the tick of a native checklist item shows."""
    from docgen.formats.markdown_write import to_markdown

    text = to_markdown(replace(document, tabs=tuple(map(_with_boxes, document.tabs))))
    return text.replace(OPEN, "[ ] ").replace(TICKED, "[x] ").encode()


def html(document: Document) -> bytes:
    """One page of HTML."""
    from docgen.formats.html import to_html

    return to_html(document, language="en", title=document.title).encode()


def _lines(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, Paragraph):
            yield ("* " if node.bullet is not None else "") + Cursor(node, 0).text.replace("\v", "\r\n")
        elif isinstance(node, Table):
            for row in node.rows:
                for cell in row.cells:
                    yield from _lines(cell.blocks)


def plain_text(document: Document) -> bytes:
    """Text with a byte order mark and Windows line ends, as Drive writes it."""
    lines = [line for tab in document.all_tabs() for line in _lines(block.node for block in tab.body)]
    return ("\ufeff" + "\r\n".join(lines)).encode()


def _run(run: Run | Inline) -> str:
    shown = run.text.rstrip("\n") if isinstance(run, Run) else getattr(chip(run), "text", None)
    if shown is None:
        return ""
    bold = "<w:rPr><w:b/></w:rPr>" if is_bold(style_of(run)) else ""
    text = escape(shown, quote=False).replace("\v", '</w:t><w:br/><w:t xml:space="preserve">')
    return f'<w:r>{bold}<w:t xml:space="preserve">{text}</w:t></w:r>'


def _word(nodes: Iterable[Node]) -> str:
    parts = []
    for node in nodes:
        if isinstance(node, Paragraph):
            level = heading_level(node.style)
            style = f'<w:pPr><w:pStyle w:val="Heading{level}"/></w:pPr>' if level else ""
            parts.append(f"<w:p>{style}{''.join(map(_run, node.elements))}</w:p>")
        elif isinstance(node, Table):
            parts.append(f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(map(_row, node.rows))}</w:tbl>")
    return "".join(parts)


def _row(row: Row) -> str:
    return f"<w:tr>{''.join(map(_cell, row.cells))}</w:tr>"


def _cell(cell: Cell) -> str:
    return f"<w:tc>{_word(cell.blocks)}</w:tc>"


WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
MAIN: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def docx(document: Document) -> bytes:
    """A Word file with headings, bold and tables."""
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    body = "".join(_word(block.node for block in tab.body) for tab in document.all_tabs())
    relation = f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    files = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{MAIN}.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relation}</Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
    }
    written = io.BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(ZipInfo(name), DECLARATION + text)
    return written.getvalue()


WAYS: Final[Mapping[str, Callable[[Document], bytes]]] = {
    "text/markdown": markdown,
    "text/x-markdown": markdown,
    "text/html": html,
    "text/plain": plain_text,
    MAIN: docx,
}
