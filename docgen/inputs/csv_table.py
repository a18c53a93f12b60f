"""CSV files as rows of named cells; columns that docgen does not know are kept as they stand."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from docgen.errors import InputError, Place, Text, nearest
from docgen.inputs.system import shown
from docgen.inputs.text import read_text
from docgen.inputs.write import write_text

BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells by column name, cells not written being empty."""

    line: int
    """1-based line on which the row begins; 0 for a row that is not in the file yet."""
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A whole CSV file."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    bom: bool = False
    newline: str = "\n"

    def place(self, row: Row, column: str = "") -> Place:
        """Where ``row`` stands."""
        return Place(self.file, row.line, column)

    def with_columns(self, columns: Iterable[str]) -> Table:
        """The same table with those of ``columns`` that it lacks, at its right end."""
        lacking = [column for column in columns if column not in self.columns]
        return replace(self, columns=(*self.columns, *lacking))


def read_table(path: Path, *, required: Sequence[str], known: Sequence[str]) -> Table:
    """The CSV file ``path``; ``required`` columns must be there, others than ``known`` are kept.

    Raises ``InputError`` for a file that is unreadable or empty, a column that is missing, misspelt or there twice, a
    row with more cells than columns, a quote that is not closed.
    """
    text = read_text(path)
    file = shown(path)
    rows = list(_records(text, file))
    if not rows:
        raise InputError(
            Text("ファイルが空です", "the file is empty"),
            place=Place(file),
            hint=Text(
                f"1行目に列名を書いてください: {','.join(known)}", f"write the column names first: {','.join(known)}"
            ),
        )
    (line, header), *body = rows
    columns = _columns(header, Place(file, line), required, known)
    return Table(
        file,
        columns,
        tuple(Row(line, _cells(cells, columns, Place(file, line))) for line, cells in body),
        bom=_begins_with_bom(path),
        newline="\r\n" if "\r\n" in text else "\n",
    )


def write_table(path: Path, table: Table) -> None:
    """Replace ``path`` with ``table``, whole or not at all. Raises ``InputError`` when the system refuses."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator=table.newline)
    writer.writerow(table.columns)
    for row in table.rows:
        writer.writerow([row.cells.get(column, "") for column in table.columns])
    write_text(path, (BOM if table.bom else "") + out.getvalue())


def _begins_with_bom(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(3) == BOM.encode()


def _records(text: str, file: str) -> Iterable[tuple[int, list[str]]]:
    """Rows that are not blank, each with the line on which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        if "field larger" in str(error):
            message = Text("セルが長すぎます", "a cell is too long")
        else:
            message = Text("引用符の使い方が正しくありません", "the quotes do not fit")
        raise InputError(
            message,
            place=Place(file, line),
            hint=Text(
                '" で始めたセルは " で閉じ、中の " は "" と書いてください',
                'close a cell that begins with ", and write "" for a " inside',
            ),
        ) from error


def _columns(header: list[str], place: Place, required: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    columns = tuple(cell.strip() for cell in header)
    while columns and not columns[-1]:
        columns = columns[:-1]
    for number, column in enumerate(columns, 1):
        if not column:
            raise InputError(
                Text(f"{number}番目の列に名前がありません", f"column {number} has no name"),
                place=place,
                hint=Text("列名を書くか、列を消してください", "name the column or delete it"),
            )
        if columns.index(column) != number - 1:
            raise InputError(
                Text(f"列 {column!r} が2つあります", f"there are two columns {column!r}"),
                place=place,
                hint=Text("どちらかを消してください", "delete one of them"),
            )
    for separator, ja, en in (("\t", "タブ", "tabs"), (";", "セミコロン", "semicolons")):
        if len(columns) == 1 and separator in columns[0]:
            raise InputError(
                Text(f"{ja}区切りのファイルです", f"the cells are separated by {en}"),
                place=place,
                hint=Text("カンマ区切りの CSV で保存してください", "save it as CSV with commas"),
            )
    for column in required:
        if column not in columns:
            strangers = [name for name in columns if name not in known]
            raise InputError(
                Text(f"列 {column!r} がありません", f"the column {column!r} is missing"),
                place=place,
                hint=_renamed(column, strangers)
                or Text(f"必要な列: {', '.join(required)}", f"needed: {', '.join(required)}"),
            )
    for column in columns:
        meant = [] if column in known else get_close_matches(column, known, n=1, cutoff=0.75)
        if meant and meant[0] not in columns:
            raise InputError(
                Text(f"列 {column!r} はありません", f"there is no column {column!r}"),
                place=place,
                hint=nearest(column, known),
            )
    return columns


def _renamed(column: str, strangers: list[str]) -> Text | None:
    if close := get_close_matches(column, strangers, n=1, cutoff=0.5):
        return Text(f"{close[0]!r} を {column!r} にしてください", f"rename {close[0]!r} to {column!r}")
    return None


def _cells(cells: list[str], columns: tuple[str, ...], place: Place) -> dict[str, str]:
    if any(cell.strip() for cell in cells[len(columns) :]):
        raise InputError(
            Text(
                f"セルが{len(cells)}個あります（列は{len(columns)}個）",
                f"there are {len(cells)} cells for {len(columns)} columns",
            ),
            place=place,
            hint=Text('カンマを含む値は " で囲んでください', 'put a value that holds a comma in "'),
        )
    return {column: cells[place] if place < len(cells) else "" for place, column in enumerate(columns)}
