"""Documents and requests in a notation for tests.

A body is written as lines: ``# Title`` is a HEADING_1 (up to ``######``), ``- item`` a list item, ``| a | b`` a table
row whose cells are paragraphs, anything else normal text. ``sketch`` writes a body back the same way.
"""

from __future__ import annotations

from typing import Any

from docgen.document.nodes import Node, Paragraph, SectionBreak, Table
from docgen.document.wire.styles import heading_level
from docgen.emulator.batch import applied
from docgen.emulator.blank import blank_document
from docgen.emulator.draft import Draft

JSON = dict[str, Any]


def at(index: int) -> JSON:
    """A Location."""
    return {"index": index}


def between(start: int, end: int) -> JSON:
    """A Range."""
    return {"startIndex": start, "endIndex": end}


def insert(index: int, text: str) -> JSON:
    """An insertText."""
    return {"insertText": {"location": at(index), "text": text}}


def delete(start: int, end: int) -> JSON:
    """A deleteContentRange."""
    return {"deleteContentRange": {"range": between(start, end)}}


def style(start: int, end: int, **members: Any) -> JSON:
    """An updateTextStyle of the members given; None unsets one."""
    text_style = {name: value for name, value in members.items() if value is not None}
    return {"updateTextStyle": {"range": between(start, end), "textStyle": text_style, "fields": ",".join(members)}}


def heading(start: int, end: int, level: int) -> JSON:
    """An updateParagraphStyle to a heading, or for 0 to normal text."""
    named = {"namedStyleType": f"HEADING_{level}" if level else "NORMAL_TEXT"}
    return {"updateParagraphStyle": {"range": between(start, end), "paragraphStyle": named, "fields": "namedStyleType"}}


def bullets(start: int, end: int, preset: str = "BULLET_DISC_CIRCLE_SQUARE") -> JSON:
    """A createParagraphBullets."""
    return {"createParagraphBullets": {"range": between(start, end), "bulletPreset": preset}}


def name(start: int, end: int, called: str) -> JSON:
    """A createNamedRange."""
    return {"createNamedRange": {"name": called, "range": between(start, end)}}


def blank() -> Draft:
    """A new document."""
    return Draft(blank_document("test", "Test"))


def after(draft: Draft, *requests: JSON) -> Draft:
    """The draft after ``requests``."""
    return applied(draft, requests)[0]


def drawn(*lines: str) -> Draft:
    """A new document with ``lines``, and its last, empty paragraph."""
    draft = blank()
    for line in lines:
        end = draft.document.tabs[0].body.size - 1
        if line.startswith("|"):
            cells = [cell.strip() for cell in line[1:].split("|")]
            draft = after(draft, {"insertTable": {"location": at(end), "rows": 1, "columns": len(cells)}})
            for number, cell in reversed(list(enumerate(cells))):
                if cell:
                    draft = after(draft, insert(end + 4 + 2 * number, cell))
            continue
        mark, _, text = line.partition(" ")
        level = len(mark) if mark and set(mark) == {"#"} else 0
        words = text if level or mark == "-" else line
        draft = after(draft, insert(end, words + "\n"))
        stop = draft.document.tabs[0].body.size - 1
        draft = after(draft, heading(end, stop, level))
        if mark == "-":
            draft = after(draft, bullets(end, stop))
    return draft


def _line(node: Node) -> str:
    match node:
        case Paragraph():
            level = heading_level(node.style)
            mark = "#" * level + " " if level else "- " if node.bullet is not None else ""
            return mark + node.text
        case Table():
            return "\n".join(
                "| " + " | ".join("/".join(_line(block) for block in cell.blocks) for cell in row.cells)
                for row in node.rows
            )
        case SectionBreak():
            return "==="
        case _:
            return "?"


def sketch(draft: Draft) -> list[str]:
    """The body of the first tab, without the section break that opens it."""
    return [_line(block.node) for block in draft.document.tabs[0].body][1:]


def runs(draft: Draft, block: int) -> list[tuple[str, Any]]:
    """Text and text style of each run of a top-level paragraph, the section break counted as block 0."""
    node = draft.document.tabs[0].body[block].node
    assert isinstance(node, Paragraph)
    return [(getattr(one, "text", "*"), getattr(one, "style", None)) for one in node.elements]
