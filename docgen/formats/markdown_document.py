"""A Markdown text as a document of one tab: how lint sees an .md file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from docgen.document.nodes import Node, Paragraph, Run, SectionBreak
from docgen.document.tabs import Document, NamedRange, Tab, blocks
from docgen.document.wire.styles import heading_level, paragraph_style
from docgen.formats.markdown import Parsed, parse

TAB_ID: Final = "t.0"
EMPTY: Final = Paragraph((Run("\n", {}),), paragraph_style(named="NORMAL_TEXT"))


def markdown_document(text: str, *, title: str = "", document_id: str = "") -> Document:
    """The document that a person's Markdown ``text`` describes; without ``title`` it is called after its first heading.

    Raises ``InputError`` for containers that are not whole.
    """
    parsed = parse(text)
    first = (node.text for node in parsed.nodes if isinstance(node, Paragraph) and heading_level(node.style))
    name = title or next(first, "")
    nodes = [SectionBreak(), *parted(parsed.nodes)]
    ranges = tuple(_ranges(parsed, nodes))
    tab = Tab(TAB_ID, name, blocks(*nodes), ranges=ranges, resources={"lists": parsed.lists})
    return Document(document_id, name, (tab,))


def _ranges(parsed: Parsed, nodes: Sequence[Node]) -> Iterator[NamedRange]:
    """A named range for each anchor ``{#name}``, on the words that it was written on."""
    starts, at = dict[int, int](), 0
    for node in nodes:
        starts[id(node)] = at
        at += node.size
    for number, anchor in enumerate(parsed.anchors):
        named = parsed.nodes[anchor.first]
        start = starts[id(named)]
        yield NamedRange(f"anchor.{number}", anchor.name, ((start, start + max(1, named.size - 1)),))


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
