"""What docgen writes, its importers read back: text, headings, bold, struck-through, lists and tables."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.document.nodes import Cell, Node, Paragraph, Row, Run, SectionBreak, Table
from docgen.document.tabs import Document, Tab, blocks
from docgen.document.wire.lists import Level, bullet, item_style, list_resource
from docgen.document.wire.styles import heading_level, is_bold, is_struck, paragraph_style
from docgen.formats.html import to_html
from docgen.formats.importing import parse
from docgen.formats.markdown_write import to_markdown
from tests.examples import examples

LISTS = {"kix.a": list_resource([Level()]), "kix.b": list_resource([Level(True)])}

TEXT = st.text(
    st.sampled_from("#＃*_`~[](){}<>!|\\-+.:：=&;/\"'1２ahb\t \u3000・\u2028.xあ決「」（）🙂𠮷אב👍🏽\u0301")
    | st.characters(categories=["L", "P", "Zs"]),
    max_size=12,
)
PART = st.tuples(st.sampled_from(["", "", "b", "i", "s", "bi", "bs", "bis"]), TEXT)
PARTS = st.lists(PART, max_size=4)


def para(parts: Sequence[tuple[str, str]], level: int = 0, item: tuple[str, int] | None = None) -> Paragraph:
    """A paragraph of (marks, text), marks being letters: b(old), i(talic), s(truck)."""
    flags = {"bold": "b", "italic": "i", "strikethrough": "s"}
    runs = [Run(text, {name: True for name, letter in flags.items() if letter in marks}) for marks, text in parts]
    named = paragraph_style(named=f"HEADING_{level}" if level else "NORMAL_TEXT")
    style = named | (item_style(item[1]) if item else {})
    return Paragraph((*runs, Run("\n", {})), style, bullet(*item) if item else None)


BODY = st.builds(para, PARTS)
ITEM = st.builds(lambda parts, of, at: para(parts, item=(of, at)), PARTS, st.sampled_from([*LISTS]), st.integers(0, 3))
HEADING = st.builds(para, PARTS, st.integers(1, 6))
GRID = st.integers(1, 3).flatmap(
    lambda columns: st.lists(
        st.lists(st.lists(BODY, min_size=1, max_size=2), min_size=columns, max_size=columns), min_size=2, max_size=3
    )
)
TABLE = GRID.map(lambda rows: Table(tuple(Row(tuple(Cell(tuple(cell)) for cell in row)) for row in rows), len(rows[0])))
NODES = st.lists(BODY | ITEM | HEADING | TABLE, max_size=6)


def seen(nodes: Iterable[Node], *, exact: bool = True) -> list[tuple[object, ...]]:
    """What a reader sees of each line and each table; ``exact``: white space too, where it shows."""
    found: list[tuple[object, ...]] = []
    for node in nodes:
        if isinstance(node, Paragraph) and (chars := list(_chars(node))):
            found.append((heading_level(node.style), node.bullet is not None, *chars))
        elif isinstance(node, Table):
            cells = [[seen(cell.blocks) for cell in row.cells] for row in node.rows]
            found.append(("table", [[[line[2:] for line in cell] for cell in row] for row in cells]))
    return found


def _chars(node: Paragraph) -> Iterator[tuple[str, bool, bool]]:
    for run in node.elements:
        if isinstance(run, Run):
            marks = is_bold(run.style), is_struck(run.style)
            yield from ((char, *marks) for char in run.text if not char.isspace() and char not in BOXES)


BOXES = "[]☐ "
"""An item that begins with ``[ ]`` in Markdown has a box."""


def body(document: Document) -> list[Node]:
    return [block.node for block in document.tabs[0].body][1:]


@settings(max_examples=examples(100))
@given(NODES)
def test_markdown_comes_back(nodes: list[Node]) -> None:
    written = to_markdown(nodes, lists=LISTS)
    back = body(parse(".md", written.encode(), "x").document)
    assert [_item_by_mark(line) for line in seen(back)] == [_item_by_mark(line) for line in seen(nodes)]


def _item_by_mark(line: tuple[object, ...]) -> tuple[object, ...]:
    """A line that begins with ``・`` is an item, to whoever reads it."""
    first = line[2] if len(line) > 2 else None
    by_mark = isinstance(first, tuple) and first[0] in "・•‣◦"
    return (line[0], None, *line[2:]) if by_mark or line[0] != 0 else line


@settings(max_examples=examples(60))
@given(NODES)
def test_a_page_comes_back(nodes: list[Node]) -> None:
    tab = Tab("t.0", "議事録", blocks(SectionBreak(), *nodes), resources={"lists": LISTS})
    page = to_html(Document("d", "題", (tab,)), language="ja", title="題")
    back = [line for line in seen(body(parse(".html", page.encode(), "x").document)) if line[2:] != TITLE]
    assert back == seen(nodes)


TITLE = tuple((char, False, False) for char in "題")


@settings(max_examples=examples(20))
@given(NODES)
def test_a_word_document_comes_back(nodes: list[Node]) -> None:
    assert seen(body(parse(".docx", as_docx(nodes), "x").document)) == seen(nodes)


def as_docx(nodes: Iterable[Node]) -> bytes:
    """``nodes`` as a document of Word."""
    from docx import Document as word

    document = word()
    for node in nodes:
        if isinstance(node, Table):
            grid = document.add_table(len(node.rows), node.columns)
            for row, written in zip(grid.rows, node.rows, strict=True):
                for cell, content in zip(row.cells, written.cells, strict=True):
                    for each in content.blocks:
                        _write(cell.add_paragraph(), each)
        elif isinstance(node, Paragraph):
            _write(document.add_paragraph(style=_style(node)), node)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _style(node: Paragraph) -> str:
    if level := heading_level(node.style):
        return f"Heading {level}"
    return "Normal" if node.bullet is None else "List Bullet"


def _write(paragraph: object, node: Node) -> None:
    assert isinstance(node, Paragraph)
    for run in node.elements:
        if isinstance(run, Run):
            made = paragraph.add_run(run.text.removesuffix("\n"))  # type: ignore[attr-defined]  # docx has no protocol
            made.bold, made.font.strike = is_bold(run.style) or None, is_struck(run.style) or None
