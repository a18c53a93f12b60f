"""insertPageBreak and insertSectionBreak."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docgen.document.edit import Siblings, edited
from docgen.document.nodes import NOTHING, Inline, Node, Run, SectionBreak, Style
from docgen.document.steps import Step
from docgen.emulator.blank import SECTION_STYLE
from docgen.emulator.draft import Draft, Place
from docgen.emulator.handlers.text import paragraph_at, put_lines, style_there, with_elements
from docgen.emulator.handlers.where import NOT_IN_PARAGRAPH, Spot, refusing, spot
from docgen.emulator.refusal import RequestRefusal

JSON = dict[str, Any]


def in_body(draft: Draft, request: JSON, what: str) -> Spot:
    """A spot in the body, outside tables."""
    where = spot(draft, request)
    if where.place.segment:
        raise RequestRefusal(f"{what} can only be inserted in the body of the document.")
    with refusing():
        edited(where.place.blocks, where.at, where.at + 1, _outside_tables)
    return where


def _outside_tables(siblings: Siblings) -> Sequence[Node]:
    if siblings.in_cell:
        raise RequestRefusal(NOT_IN_PARAGRAPH)
    return siblings.nodes


def insert_page_break(draft: Draft, request: JSON) -> tuple[Draft, JSON]:
    """insertPageBreak: the break and a newline, two units."""
    where = in_body(draft, request, "Page breaks")
    style = style_there(where)
    line = (Inline("pageBreak", {"textStyle": style}), Run("\n", style))
    return put_lines(draft, where, (line, ()), 2), {}


def section_at(place: Place, position: int) -> Style:
    """The style of the section that a position of the body lies in."""
    style: Style = SECTION_STYLE
    at = 0
    for block in place.blocks:
        if at > position:
            break
        if block.size == 1 and isinstance(block.node, SectionBreak):
            style = block.node.style or NOTHING
        at += block.size
    return style


def insert_section_break(draft: Draft, request: JSON) -> tuple[Draft, JSON]:
    """insertSectionBreak: a newline and the break, two units; the section goes on in its style after it."""
    kind = request.get("sectionType")
    if kind not in ("CONTINUOUS", "NEXT_PAGE"):
        raise RequestRefusal("The section type must be specified.")
    where = in_body(draft, request, "Section breaks")
    paragraph, at = paragraph_at(where)
    style = style_there(where)
    section = {key: value for key, value in section_at(where.place, where.at).items() if not key.endswith("Id")}
    mint = draft.mint()

    def change(siblings: Siblings) -> Sequence[Node]:
        before, after = with_elements(paragraph, where.at - at, ((Run("\n", style),), ()), mint)
        return (before, SectionBreak({**section, "sectionType": kind}), after, *siblings.nodes[1:])

    blocks = edited(where.place.blocks, where.at, where.at + 1, change)
    return draft.edited(where.place, blocks, Step(where.at, 0, 2)).minted(mint), {}
