"""How a document looks: named styles, the classes that templates use, and tables. Sizes in points."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from docgen.account.dates import Language
from docgen.account.words import BULLET
from docgen.document.nodes import Node, Paragraph, Run, Style, Table
from docgen.document.wire import sections
from docgen.document.wire.lists import bullet_place
from docgen.document.wire.styles import cell_style, heading_level, paragraph_style, points, text_style
from docgen.formats.building import parted
from docgen.formats.markdown import Parsed
from docgen.formats.numbering import Numbering

FONT: Final = "Noto Sans JP"
INK: Final = "#202124"
QUIET: Final = "#5f6368"
ACCENT: Final = "#1a56a0"
RULE: Final = "#c9d3e0"
LEFT_GROUND: Final = "#f4f7fb"
RIGHT_GROUND: Final = "#ffffff"

PAGE: Final[Mapping[str, Any]] = {
    "pageSize": {"width": points(842), "height": points(595)},
    "marginLeft": points(45),
    "marginRight": points(45),
    "marginTop": points(45),
    "marginBottom": points(45),
}
"""A4 on its side: two columns need the width."""
TEXT_WIDTH: Final = 752.0
GAP: Final = 36.0
"""Between the two columns of a page section."""

BODY: Final[Style] = paragraph_style(
    named="NORMAL_TEXT",
    alignment="START",
    line_spacing=125,
    above=0,
    below=0,
    indent=0,
    first_line=0,
    keep_with_next=False,
)
"""Stated in full for every paragraph that is not a heading, as a new table's cells bring a style of their own."""

CLASSES: Final[Mapping[str, tuple[Style, Style]]] = {
    "label": (
        text_style(bold=True, size=9.5, colour_of_text=ACCENT),
        paragraph_style(above=8, below=2, keep_with_next=True),
    ),
    "title": ({}, paragraph_style(named="TITLE")),
    "note": (text_style(size=9.5, colour_of_text=QUIET), paragraph_style(below=6)),
    "question": (text_style(size=9, colour_of_text=QUIET), {}),
    "origin": (text_style(size=9), {}),
    "entry": ({}, paragraph_style(indent=13, first_line=0, below=2)),
}
"""Class in a template → what it adds to the text style and the paragraph style."""


def named_styles() -> dict[str, tuple[Style, Style]]:
    """Named style type → (text style, paragraph style) that a new document gets."""

    def heading(size: float, colour: str, above: float, below: float) -> tuple[Style, Style]:
        return (
            text_style(font=FONT, weight=700, bold=True, size=size, colour_of_text=colour),
            paragraph_style(above=above, below=below, line_spacing=115, keep_with_next=True),
        )

    return {
        "NORMAL_TEXT": (
            text_style(font=FONT, size=11, colour_of_text=INK),
            paragraph_style(line_spacing=125, above=0, below=0),
        ),
        "TITLE": heading(22, INK, 0, 4),
        "HEADING_1": heading(20, INK, 20, 6),
        "HEADING_2": heading(18, ACCENT, 24, 6),
        "HEADING_3": heading(13, INK, 14, 5),
    }


def dressed(parsed: Parsed, language: Language) -> tuple[Node, ...]:
    """What a template says, ready to be inserted: every paragraph's style stated in full, tables in the house's look
    with a paragraph around each, and list items as lines that begin with a mark, as captured lines do."""
    return _dressed(parted(parsed.nodes), Numbering(parsed.lists), BULLET[language])


def in_columns(nodes: Sequence[Node]) -> tuple[Node, ...]:
    """A block whose text below its first line flows through two columns of the page.

    To be ``dressed``, which puts an empty line below the section: so there is always a place outside it for the next.
    """
    heading, *below = nodes
    return (heading, sections.flowing(2, GAP), *below, sections.plain()) if below else (heading,)


def _dressed(nodes: Iterable[Node], numbering: Numbering, mark: str) -> tuple[Node, ...]:
    return tuple(_dress(node, numbering, mark) for node in nodes)


def _marked(paragraph: Paragraph, bullet: Style, numbering: Numbering, mark: str) -> Paragraph:
    """A list item as a line of text with its mark."""
    level, number = numbering.count(bullet)
    mark = f"{number}. " if level.ordered else mark
    style = {**BODY, **CLASSES["entry"][1], **paragraph_style(indent=13 + 13 * bullet_place(bullet)[1])}
    return replace(paragraph, elements=(Run(mark, {}), *paragraph.elements), style=style, bullet=None)


def _dress(node: Node, numbering: Numbering, mark: str) -> Node:
    match node:
        case Paragraph():
            if node.bullet is not None:
                return _marked(node, node.bullet, numbering, mark)
            if heading_level(node.style):
                return replace(node, style={"namedStyleType": (node.style or {})["namedStyleType"]})
            if (node.style or {}).get("namedStyleType") == "TITLE":
                return node
            return replace(node, style={**BODY, **(node.style or {})})
        case Table():
            return replace(
                node,
                rows=tuple(
                    replace(
                        row,
                        cells=tuple(
                            replace(
                                cell,
                                blocks=_dressed(_raised(cell.blocks), numbering, mark),
                                style=cell_style(
                                    background=RIGHT_GROUND if c else LEFT_GROUND, padding=7, borders=RULE, width=0.75
                                ),
                            )
                            for c, cell in enumerate(row.cells)
                        ),
                    )
                    for row in node.rows
                ),
            )
        case _:
            return node


def _raised(blocks: tuple[Node, ...]) -> tuple[Node, ...]:
    """The blocks of a cell without the space above its first paragraph."""
    first = blocks[0]
    if isinstance(first, Paragraph) and first.style and "spaceAbove" in first.style:
        return (replace(first, style={**first.style, "spaceAbove": points(0)}), *blocks[1:])
    return blocks
