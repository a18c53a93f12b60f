"""insertTable: the newline before it, and what its cells bring along."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docgen.document.edit import Siblings, edited
from docgen.document.nodes import Cell, Node, Paragraph, Row, Run, Style, Table
from docgen.document.steps import Step
from docgen.emulator.blank import CELL_PARAGRAPH_STYLE, CELL_STYLE, COLUMN, ROW_STYLE
from docgen.emulator.draft import Draft
from docgen.emulator.handlers.text import paragraph_at, style_there, with_elements
from docgen.emulator.handlers.where import spot
from docgen.emulator.inherit import difference, named_type, parent_style
from docgen.emulator.refusal import RequestRefusal

JSON = dict[str, Any]


def new_cell(style: Style, cell_style: Style = CELL_STYLE) -> Cell:
    """An empty cell whose paragraph's run has the text style ``style``."""
    return Cell((Paragraph((Run("\n", style),), CELL_PARAGRAPH_STYLE),), cell_style)


def new_table(rows: int, columns: int, style: Style) -> Table:
    """An empty table."""
    row = Row(tuple(new_cell(style) for _ in range(columns)), ROW_STYLE)
    return Table((row,) * rows, columns, {"tableColumnProperties": [COLUMN] * columns})


def insert_table(draft: Draft, request: JSON) -> tuple[Draft, JSON]:
    """insertTable."""
    rows, columns = int(request.get("rows", 0)), int(request.get("columns", 0))
    if rows < 1 or columns < 1:
        raise RequestRefusal("The number of rows and columns must be at least 1.")
    where = spot(draft, request)
    if where.place.kind == "footnotes":
        raise RequestRefusal("Tables cannot be inserted inside a footnote.")
    paragraph, _ = paragraph_at(where)
    own = style_there(where)
    tab = where.place.tab
    resolved = {**parent_style(tab, named_type(paragraph), "textStyle"), **own}
    table = new_table(rows, columns, difference(resolved, parent_style(tab, "NORMAL_TEXT", "textStyle")))
    mint = draft.mint()

    def change(siblings: Siblings) -> Sequence[Node]:
        before, after = with_elements(paragraph, where.at - siblings.at, ((Run("\n", own),), ()), mint)
        return (before, table, after, *siblings.nodes[1:])

    blocks = edited(where.place.blocks, where.at, where.at + 1, change)
    return draft.edited(where.place, blocks, Step(where.at, 0, 1 + table.size)).minted(mint), {}
