"""mergeTableCells and unmergeTableCells."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from docgen.document.edit import with_cell, with_table
from docgen.document.nodes import Cell, Node, Table
from docgen.document.steps import Step
from docgen.emulator.draft import Draft
from docgen.emulator.handlers.table_rows import empty_like, with_span
from docgen.emulator.handlers.table_style import cells_of, spans, the_table
from docgen.emulator.refusal import RequestRefusal

JSON = dict[str, Any]


def _is_empty(cell: Cell) -> bool:
    return len(cell.blocks) == 1 and cell.blocks[0].size == 1


def _together(table: Table, chosen: list[tuple[int, int]]) -> tuple[Node, ...]:
    """The content of all cells, without the empty ones unless all are."""
    cells = [table.rows[row].cells[column] for row, column in chosen]
    filled = [block for cell in cells if not _is_empty(cell) for block in cell.blocks]
    return tuple(filled) or cells[0].blocks


def _rectangle(table: Table, chosen: list[tuple[int, int]]) -> bool:
    """Whether no merged cell reaches out of the range, or into it."""
    inside = set(chosen)
    for row in range(len(table.rows)):
        for column in range(table.columns):
            down, right = spans(table, row, column)
            covered = {(row + i, column + j) for i in range(down) for j in range(right)}
            if covered & inside and covered - inside:
                return False
    return True


def _position(table: Table, start: int, row: int, column: int) -> int:
    at = start + 1 + sum(one.size for one in table.rows[:row])
    return at + 1 + sum(one.size for one in table.rows[row].cells[:column])


def merge_table_cells(draft: Draft, request: JSON) -> tuple[Draft, JSON]:
    """mergeTableCells: all content goes into the first cell, the others stay empty beneath it."""
    table_range = request.get("tableRange") or {}
    place, start, table = the_table(draft, (table_range.get("tableCellLocation") or {}).get("tableStartLocation"))
    chosen = cells_of(table, table_range)
    if not _rectangle(table, chosen):
        raise RequestRefusal("The table range must be rectangular.")
    (row, column), *others = chosen
    made, steps = table, []
    for at_row, at_column in reversed(others):
        old = table.rows[at_row].cells[at_column]
        if not _is_empty(old):
            at = _position(table, start, at_row, at_column) + 1
            steps.append(Step(at, old.size - 2))
        made = with_cell(made, at_row, at_column, empty_like(old))
    head = table.rows[row].cells[column]
    content = _together(table, chosen)
    grown = sum(block.size for block in content) - (head.size - 1)
    down, right = chosen[-1][0] - row + 1, chosen[-1][1] - column + 1
    made = with_cell(made, row, column, with_span(replace(head, blocks=content), down, right))
    if grown:
        at = _position(table, start, row, column) + 1 + (0 if _is_empty(head) else head.size - 1)
        steps.append(Step(at, 0, grown))
    return draft.edited(place, with_table(place.blocks, start, lambda _: made), *steps), {}


def unmerge_table_cells(draft: Draft, request: JSON) -> tuple[Draft, JSON]:
    """unmergeTableCells: the text stays in the first cell."""
    table_range = request.get("tableRange") or {}
    place, start, table = the_table(draft, (table_range.get("tableCellLocation") or {}).get("tableStartLocation"))
    made = table
    for row, column in cells_of(table, table_range):
        if spans(table, row, column) != (1, 1):
            made = with_cell(made, row, column, with_span(table.rows[row].cells[column], 1, 1))
    if made is table:
        return draft, {}
    return draft.edited(place, with_table(place.blocks, start, lambda _: made)), {}
