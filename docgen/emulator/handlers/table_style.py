"""Styles of table cells, rows and columns, and pinned header rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Final

from docgen.document.edit import table_at, with_cell, with_table
from docgen.document.nodes import NOTHING, Row, Table
from docgen.emulator.draft import Draft, Place
from docgen.emulator.handlers.where import NO_TABLE, refusing
from docgen.emulator.masks import applied, paths
from docgen.emulator.refusal import RequestRefusal

JSON = dict[str, Any]

READ_ONLY: Final = ("rowSpan", "columnSpan")
SHARED: Final = (
    ("borderRight", "borderLeft", 0, 1),
    ("borderLeft", "borderRight", 0, -1),
    ("borderBottom", "borderTop", 1, 0),
    ("borderTop", "borderBottom", -1, 0),
)
"""Each border, what the neighbour calls it, and where the neighbour is; in the order in which they are applied."""


def the_table(draft: Draft, start: JSON | None) -> tuple[Place, int, Table]:
    """The table that starts at a Location: its segment, its index and itself."""
    place, index = draft.place(start or {}), int((start or {}).get("index", 0))
    with refusing(NO_TABLE, NO_TABLE):
        return place, index, table_at(place.blocks, index)


def changed(draft: Draft, start: JSON | None, change: Callable[[Table], Table]) -> Draft:
    """The draft with a table changed that keeps its size."""
    place, index, _ = the_table(draft, start)
    return draft.edited(place, with_table(place.blocks, index, change))


def spans(table: Table, row: int, column: int) -> tuple[int, int]:
    """How many rows and columns a cell covers."""
    style = table.rows[row].cells[column].style or NOTHING
    return int(style.get("rowSpan", 1)), int(style.get("columnSpan", 1))


def _in_range(table: Table, cell: JSON, rows: int, columns: int) -> Iterator[tuple[int, int]]:
    first_row, first_column = int(cell.get("rowIndex", 0)), int(cell.get("columnIndex", 0))
    if rows < 1 or columns < 1:
        raise RequestRefusal("The row span and the column span of the table range must be at least 1.")
    if not 0 <= first_row <= len(table.rows) - rows or not 0 <= first_column <= table.columns - columns:
        raise RequestRefusal("The provided table range is out of the bounds of the table.")
    for row in range(first_row, first_row + rows):
        for column in range(first_column, first_column + columns):
            yield row, column


def cells_of(table: Table, table_range: JSON) -> list[tuple[int, int]]:
    """Row and column of every cell that a TableRange names."""
    cell = table_range.get("tableCellLocation") or {}
    return list(_in_range(table, cell, int(table_range.get("rowSpan", 0)), int(table_range.get("columnSpan", 0))))


def styled(table: Table, row: int, column: int, new: JSON, fields: list[str]) -> Table:
    """``table`` with the style of one cell changed."""
    cell = table.rows[row].cells[column]
    return with_cell(table, row, column, replace(cell, style=applied(cell.style or NOTHING, new, fields)))


def update_table_cell_style(draft: Draft, request: JSON) -> tuple[Draft, JSON]:
    """updateTableCellStyle: a border is shared with the neighbour on its other side."""
    fields = paths(request.get("fields"), "TableCellStyle")
    if request.get("fields") == "*":
        fields = [field for field in fields if field not in READ_ONLY]
    for field in fields:
        if field.split(".")[0] in READ_ONLY:
            raise RequestRefusal(f"Invalid field: {field}")
    new = request.get("tableCellStyle") or {}
    table_range = request.get("tableRange")
    start = request.get("tableStartLocation")
    if table_range is not None:
        start = (table_range.get("tableCellLocation") or {}).get("tableStartLocation")

    def change(table: Table) -> Table:
        whole = {"tableCellLocation": {}, "rowSpan": len(table.rows), "columnSpan": table.columns}
        chosen = cells_of(table, table_range if table_range is not None else whole)
        for row, column in chosen:
            table = styled(table, row, column, new, fields)
        for own, other, down, right in SHARED:
            if own not in fields:
                continue
            for row, column in chosen:
                beside_row, beside_column = row + down, column + right
                if 0 <= beside_row < len(table.rows) and 0 <= beside_column < table.columns:
                    table = styled(table, beside_row, beside_column, {other: new.get(own)}, [other])
        return table

    return changed(draft, start, change), {}


def _chosen(indices: list[int] | None, count: int, what: str) -> list[int]:
    chosen = list(range(count)) if not indices else [int(index) for index in indices]
    for index in chosen:
        if not 0 <= index < count:
            raise RequestRefusal(f"The provided {what} index {index} is out of the bounds of the table.")
    return chosen


def update_table_column_properties(draft: Draft, request: JSON) -> tuple[Draft, JSON]:
    """updateTableColumnProperties."""
    fields = paths(request.get("fields"), "TableColumnProperties")
    new = request.get("tableColumnProperties") or {}
    if "width" in fields and "width" in new and float(new["width"].get("magnitude", 0)) < 5:
        raise RequestRefusal("The width of a table column must be at least 5 points.")

    def change(table: Table) -> Table:
        style = table.style or NOTHING
        columns = [dict(one) for one in style.get("tableColumnProperties", ())]
        for index in _chosen(request.get("columnIndices"), table.columns, "column"):
            made = applied(columns[index], new, fields)
            if made.get("widthType") == "EVENLY_DISTRIBUTED":
                made.pop("width", None)
            columns[index] = made
        return replace(table, style={**style, "tableColumnProperties": columns})

    return changed(draft, request.get("tableStartLocation"), change), {}


def _with_rows(table: Table, chosen: list[int], change: Callable[[int, Row], Row]) -> Table:
    return replace(
        table, rows=tuple(change(number, row) if number in chosen else row for number, row in enumerate(table.rows))
    )


def update_table_row_style(draft: Draft, request: JSON) -> tuple[Draft, JSON]:
    """updateTableRowStyle."""
    fields = paths(request.get("fields"), "TableRowStyle")
    new = request.get("tableRowStyle") or {}

    def change(table: Table) -> Table:
        chosen = _chosen(request.get("rowIndices"), len(table.rows), "row")
        return _with_rows(table, chosen, lambda _, row: replace(row, style=applied(row.style or NOTHING, new, fields)))

    return changed(draft, request.get("tableStartLocation"), change), {}


def pin_table_header_rows(draft: Draft, request: JSON) -> tuple[Draft, JSON]:
    """pinTableHeaderRows: the first rows are headers, the others are not."""
    count = int(request.get("pinnedHeaderRowsCount", 0))

    def pinned(number: int, row: Row) -> Row:
        style = {key: value for key, value in (row.style or NOTHING).items() if key != "tableHeader"}
        return replace(row, style={**style, "tableHeader": True} if number < count else style)

    def change(table: Table) -> Table:
        if not 0 <= count <= len(table.rows):
            raise RequestRefusal("The number of pinned header rows must not exceed the number of rows of the table.")
        return _with_rows(table, list(range(len(table.rows))), pinned)

    return changed(draft, request.get("tableStartLocation"), change), {}
