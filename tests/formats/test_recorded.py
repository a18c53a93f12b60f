"""Documents recorded from the real service, shown and written."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from docgen.document.nodes import Inline, Node, Paragraph, Run, Table
from docgen.document.wire.chips import chip, shown_text
from docgen.document.wire.documents import decode_document
from docgen.document.wire.styles import heading_level
from docgen.formats.html import to_html
from docgen.formats.markdown import parse
from docgen.formats.markdown_write import to_markdown
from tests.formats.page import page

RECORDED = Path(__file__).resolve().parents[2].parent / "shared" / "real-docs"
FILES = sorted([*RECORDED.glob("dumps/*.json"), *RECORDED.glob("mutations/*/after.json")])

pytestmark = pytest.mark.skipif(not FILES, reason="the recordings are not beside this checkout")


def texts(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, Paragraph):
            shown = [_shown(element) for element in node.elements]
            yield from "".join(shown).split("\x0b")
        elif isinstance(node, Table):
            for row in node.rows:
                for cell in row.cells:
                    yield from texts(cell.blocks)


def _shown(element: Run | Inline) -> str:
    if isinstance(element, Run):
        return shown_text(element)
    found = chip(element)
    return found.text if found else ""


@pytest.mark.parametrize("path", FILES, ids=lambda path: "/".join(path.parts[-2:]))
def test_a_recorded_document_is_shown_whole(path: Path) -> None:
    document = decode_document(json.loads(path.read_bytes()))
    (tab, *_) = document.all_tabs()
    nodes = [block.node for block in tab.body]
    shown = page(to_html(document, language="en", title=document.title)).all("section")[0].text
    written = list(texts(parse(to_markdown(tab)).nodes))
    for text in filter(str.strip, texts(nodes)):
        assert text in shown
        assert any(text.strip() in line for line in written)
    headings = [n.text for n in parse(to_markdown(tab)).nodes if isinstance(n, Paragraph) and heading_level(n.style)]
    assert len(headings) >= len(
        [n for n in nodes if isinstance(n, Paragraph) and heading_level(n.style) and n.text.strip()]
    )
