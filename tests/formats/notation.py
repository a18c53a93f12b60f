"""Nodes as short lines that a person can read, so that a test says what a document looks like."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docgen.document.nodes import Inline, Node, Paragraph, Run, Table
from docgen.document.wire.lists import bullet_place
from docgen.document.wire.styles import heading_level, is_bold, is_struck, linked_heading, linked_url


def drawn(nodes: Iterable[Node]) -> list[str]:
    """One line per paragraph: ``## `` for a heading, ``- `` for a bullet, ``<i>`` for emphasis; cells between bars."""
    return list(_lines(nodes))


def _lines(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        match node:
            case Paragraph():
                yield _opening(node) + "".join(map(_element, node.elements)).removesuffix("\n")
            case Table():
                for row in node.rows:
                    yield "| " + " | ".join(" / ".join(_lines(cell.blocks)) for cell in row.cells) + " |"
            case _:
                yield f"({type(node).__name__})"


def _opening(node: Paragraph) -> str:
    if level := heading_level(node.style):
        return "#" * level + " "
    return "  " * bullet_place(node.bullet)[1] + "- " if node.bullet is not None else ""


def _element(element: Run | Inline) -> str:
    if isinstance(element, Inline):
        return f"({element.kind})"
    style, text = element.style, element.text
    text, end = text.removesuffix("\n"), "\n" if text.endswith("\n") else ""
    if not text:
        return end
    if is_bold(style):
        text = f"<b>{text}</b>"
    if (style or {}).get("italic"):
        text = f"<i>{text}</i>"
    if is_struck(style):
        text = f"<s>{text}</s>"
    if target := linked_url(style) or linked_heading(style):
        text = f"<a {target}>{text}</a>"
    return text + end
