"""CSV files: rows of named cells, what is not known kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.errors import InputError
from docgen.inputs.csv_table import Row, Table, read_table, write_table

KNOWN = ("id", "name", "owner")


def read(path: Path, text: str) -> Table:
    path.write_bytes(text.encode())
    return read_table(path, required=("id", "name"), known=KNOWN)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.csv"


WRONG = {
    "empty": ("", "a.csv: the file is empty → write the column names first: id,name,owner"),
    "blank": ("\n\n ,\n", "a.csv: the file is empty → write the column names first: id,name,owner"),
    "a missing column": ("id,owner\n", "a.csv:1: the column 'name' is missing → needed: id, name"),
    "a misspelt column that is needed": (
        "id,nmae\n",
        "a.csv:1: the column 'name' is missing → rename 'nmae' to 'name'",
    ),
    "a misspelt column": ("id,name,onwer\n", "a.csv:1: there is no column 'onwer' → did you mean owner?"),
    "a column twice": ("id,name,id\n", "a.csv:1: there are two columns 'id' → delete one of them"),
    "a column without name": ("id,,name\n", "a.csv:1: column 2 has no name → name the column or delete it"),
    "tabs": ("id\tname\n", "a.csv:1: the cells are separated by tabs → save it as CSV with commas"),
    "semicolons": ("id;name\n", "a.csv:1: the cells are separated by semicolons → save it as CSV with commas"),
    "too many cells": (
        'id,name\na,"b\nc"\nd,Foo, Inc.\n',
        'a.csv:4: there are 3 cells for 2 columns → put a value that holds a comma in "',
    ),
    "an open quote": (
        'id,name\na,b\nc,"d\ne,f\n',
        'a.csv:3: the quotes do not fit → close a cell that begins with ", and write "" for a " inside',
    ),
    "text after a quote": (
        'id,name\na,"b"c\n',
        'a.csv:2: the quotes do not fit → close a cell that begins with ", and write "" for a " inside',
    ),
}


@pytest.mark.parametrize(("text", "line"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_table_is_told_in_one_line(path: Path, text: str, line: str) -> None:
    with pytest.raises(InputError) as caught:
        read(path, text)
    assert caught.value.line("en") == f"{path.parent}/{line}"
    assert "\n" not in caught.value.line("ja")


def test_a_cell_that_is_too_long(path: Path) -> None:
    with pytest.raises(InputError, match="a cell is too long"):
        read(path, "id,name\na," + "b" * 200_000)


def test_rows_know_where_they_begin(path: Path) -> None:
    table = read(path, '\ufeffid,name,メモ,\r\na,"x\r\ny"\r\n\r\n,,,\r\nb,z,m,\r\n')
    assert table == Table(
        str(path),
        ("id", "name", "メモ"),
        (Row(2, {"id": "a", "name": "x\r\ny", "メモ": ""}), Row(6, {"id": "b", "name": "z", "メモ": "m"})),
        bom=True,
        newline="\r\n",
    )


@pytest.mark.parametrize("text", ["\ufeffid,name,メモ\r\na,𠮷,\r\n", 'id,name\na,"b, ""c"""\n', 'id,name\na,"b\nc"\n'])
def test_what_is_read_is_written_as_it_was(path: Path, text: str) -> None:
    write_table(path, read(path, text))
    assert path.read_bytes() == text.encode()


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]) | st.sampled_from('\n",; '), max_size=12)


@given(rows=st.lists(st.tuples(CELLS, CELLS, CELLS).filter(lambda row: "".join(row).strip()), max_size=6))
def test_any_cells_come_back(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]]) -> None:
    path = tmp_path_factory.getbasetemp() / "cells.csv"
    columns = ("id", "name", "extra")
    written = [dict(zip(columns, row, strict=True)) for row in rows]
    write_table(path, Table(str(path), columns, tuple(Row(0, cells) for cells in written)))
    read_back = read_table(path, required=("id",), known=columns)
    assert [row.cells for row in read_back.rows] == written
