"""A Markdown text as a document of one tab: how lint sees an .md file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from docgen.document.nodes import Node, Paragraph, Run, SectionBreak
from docgen.document.tabs import Document, Tab, blocks
from docgen.document.wire.styles import heading_level, paragraph_style
from docgen.formats.markdown import parse

TAB_ID: Final = "t.0"
EMPTY: Final = Paragraph((Run("\n", {}),), paragraph_style(named="NORMAL_TEXT"))


def markdown_document(text: str, *, title: str = "", document_id: str = "") -> Document:
    """The document that a person's Markdown ``text`` describes; without ``title`` it is called after its first heading.

    Raises ``InputError`` for containers that are not whole.
    """
    parsed = parse(text)
    first = (node.text for node in parsed.nodes if isinstance(node, Paragraph) and heading_level(node.style))
    name = title or next(first, "")
    body = blocks(SectionBreak(), *parted(parsed.nodes))
    return Document(document_id, name, (Tab(TAB_ID, name, body, resources={"lists": parsed.lists}),))


def parted(nodes: Iterable[Node]) -> list[Node]:
    """``nodes`` with the paragraphs that a body must have: before and after each table, and at its end."""
    made: list[Node] = []
    for node in nodes:
        if not isinstance(node, Paragraph) and not (made and isinstance(made[-1], Paragraph)):
            made.append(EMPTY)
        made.append(node)
    if not made or not isinstance(made[-1], Paragraph):
        made.append(EMPTY)
    return made
