"""insertTableRow, insertTableColumn, deleteTableRow and deleteTableColumn.

A merged cell is its first cell with a span, and empty cells where it covers others (recorded).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from docgen.document.edit import with_table
from docgen.document.nodes import NOTHING, Cell, Paragraph, Row, Run, Style, Table
from docgen.document.steps import Step
from docgen.emulator.draft import Draft, Place
from docgen.emulator.handlers.insert_table import new_cell
from docgen.emulator.handlers.table_style import spans, the_table
from docgen.emulator.handlers.text import style_of
from docgen.emulator.inherit import without_link
from docgen.emulator.refusal import RequestRefusal

JSON = dict[str, Any]


def _reference(draft: Draft, request: JSON) -> tuple[Place, int, Table, int, int]:
    """The table of a TableCellLocation, where it starts, and the row and column named."""
    location = request.get("tableCellLocation") or {}
    place, start, table = the_table(draft, location.get("tableStartLocation"))
    row, column = int(location.get("rowIndex", 0)), int(location.get("columnIndex", 0))
    if not 0 <= row < len(table.rows) or not 0 <= column < table.columns:
        raise RequestRefusal("The provided table cell location is out of the bounds of the table.")
    return place, start, table, row, column


def single(style: Style | None) -> Style:
    """The style of a cell that covers only itself."""
    return {**(style or NOTHING), "rowSpan": 1, "columnSpan": 1}


def empty_like(cell: Cell) -> Cell:
    """An empty cell styled as ``cell``, its paragraph as the last one there."""
    last = cell.blocks[-1]
    if not isinstance(last, Paragraph):
        return new_cell({}, single(cell.style))
    style = {key: value for key, value in (last.style or NOTHING).items() if key != "headingId"}
    run = Run("\n", without_link(style_of(last.elements[-1])) or {})
    return Cell((Paragraph((run,), style),), single(cell.style))


def with_span(cell: Cell, rows: int, columns: int) -> Cell:
    """``cell`` covering so many rows and columns."""
    return replace(cell, style={**(cell.style or NOTHING), "rowSpan": rows, "columnSpan": columns})


def _heads(table: Table) -> Iterator[tuple[int, int, int, int]]:
    """Row, column, row span and column span of every merged cell."""
    for row in range(len(table.rows)):
        for column in range(len(table.rows[row].cells)):
            down, right = spans(table, row, column)
            if down > 1 or right > 1:
                yield row, column, down, right


def _swap(row: Row, column: int, cell: Cell) -> Row:
    return replace(row, cells=(*row.cells[:column], cell, *row.cells[column + 1 :]))


def _row_at(table: Table, start: int, row: int) -> int:
    """Where a row starts."""
    return start + 1 + sum(one.size for one in table.rows[:row])


def _cell_at(table: Table, start: int, row: int, column: int) -> int:
    """Where a cell starts."""
    return _row_at(table, start, row) + 1 + sum(one.size for one in table.rows[row].cells[:column])


def insert_table_row(draft: Draft, request: JSON) -> tuple[Draft, JSON]:
    """insertTableRow: styled as the row of the reference cell."""
    place, start, table, row, column = _reference(draft, request)
    below = bool(request.get("insertBelow"))
    at = row + (spans(table, row, column)[0] if below else 0)
    like = table.rows[min(at - 1, len(table.rows) - 1) if below else row]
    style = {key: value for key, value in (like.style or NOTHING).items() if key != "tableHeader"}
    made = Row(tuple(map(empty_like, like.cells)), style)
    rows = list(table.rows)
    for head, head_column, down, right in _heads(table):
        if head < at < head + down:
            rows[head] = _swap(rows[head], head_column, with_span(rows[head].cells[head_column], down + 1, right))
    rows.insert(at, made)
    blocks = with_table(place.blocks, start, lambda _: replace(table, rows=tuple(rows)))
    return draft.edited(place, blocks, Step(_row_at(table, start, at), 0, made.size)), {}


def insert_table_column(draft: Draft, request: JSON) -> tuple[Draft, JSON]:
    """insertTableColumn: styled as the column of the reference cell."""
    place, start, table, row, column = _reference(draft, request)
    right = bool(request.get("insertRight"))
    at = column + (spans(table, row, column)[1] if right else 0)
    source = at - 1 if right else column
    rows, steps = [], []
    for number, one in enumerate(table.rows):
        cell = empty_like(one.cells[source])
        steps.append(Step(_cell_at(table, start, number, at), 0, cell.size))
        rows.append(replace(one, cells=(*one.cells[:at], cell, *one.cells[at:])))
    for head, head_column, down, over in _heads(table):
        if head_column < at < head_column + over:
            rows[head] = _swap(rows[head], head_column, with_span(rows[head].cells[head_column], down, over + 1))
    table_style = table.style or NOTHING
    columns = list(table_style.get("tableColumnProperties", ()))
    if columns:
        columns.insert(at, columns[source])
    style = {**table_style, "tableColumnProperties": columns}
    made = replace(table, rows=tuple(rows), columns=table.columns + 1, style=style)
    return draft.edited(place, with_table(place.blocks, start, lambda _: made), *reversed(steps)), {}


def _without_table(draft: Draft, place: Place, start: int, table: Table) -> Draft:
    return draft.edited(place, with_table(place.blocks, start, lambda _: None), Step(start, table.size))


def delete_table_row(draft: Draft, request: JSON) -> tuple[Draft, JSON]:
    """deleteTableRow: all rows that the cell spans; the whole table with its last row."""
    place, start, table, row, column = _reference(draft, request)
    count = spans(table, row, column)[0]
    end = row + count
    if count >= len(table.rows):
        return _without_table(draft, place, start, table), {}
    rows = list(table.rows)
    for head, head_column, down, right in _heads(table):
        lost = max(0, min(head + down, end) - max(head, row))
        if lost == down or not lost:
            continue
        # What is left of a merged cell keeps its span; where its first row goes, the next one takes over.
        heir = head if head < row else end
        rows[heir] = _swap(rows[heir], head_column, with_span(rows[heir].cells[head_column], down - lost, right))
    size = sum(one.size for one in table.rows[row:end])
    made = replace(table, rows=(*rows[:row], *rows[end:]))
    blocks = with_table(place.blocks, start, lambda _: made)
    return draft.edited(place, blocks, Step(_row_at(table, start, row), size)), {}


def delete_table_column(draft: Draft, request: JSON) -> tuple[Draft, JSON]:
    """deleteTableColumn: all columns that the cell spans; the whole table with its last column."""
    place, start, table, row, column = _reference(draft, request)
    count = spans(table, row, column)[1]
    end = column + count
    if count >= table.columns:
        return _without_table(draft, place, start, table), {}
    rows = list(table.rows)
    for head, head_column, down, right in _heads(table):
        lost = max(0, min(head_column + right, end) - max(head_column, column))
        if lost == right or not lost:
            continue
        heir = head_column if head_column < column else end
        rows[head] = _swap(rows[head], heir, with_span(rows[head].cells[heir], down, right - lost))
    steps = []
    for number, one in enumerate(table.rows):
        size = sum(cell.size for cell in one.cells[column:end])
        steps.append(Step(_cell_at(table, start, number, column), size))
        rows[number] = replace(rows[number], cells=(*rows[number].cells[:column], *rows[number].cells[end:]))
    style = dict(table.style or NOTHING)
    columns = list(style.get("tableColumnProperties", ()))
    style["tableColumnProperties"] = columns[:column] + columns[end:]
    made = replace(table, rows=tuple(rows), columns=table.columns - count, style=style)
    return draft.edited(place, with_table(place.blocks, start, lambda _: made), *reversed(steps)), {}
