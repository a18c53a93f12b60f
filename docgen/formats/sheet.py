"""Where an importer puts down what it reads: text into lines, lines into lists, cells and the body.

The caller tells where things begin and end, in any order; nothing here goes wrong for an end without a beginning.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from docgen.document.nodes import NOTHING, Cell, Inline, Node, Row, Style, Table
from docgen.document.text import normalise
from docgen.document.wire.tables import even_columns
from docgen.formats.building import EMPTY, Part, Place, line, look, with_end
from docgen.formats.markdown_lists import Lists

DEEPEST: Final = 4
"""Tables inside each other; what is nested deeper stands in the cell of the last as lines."""
MOST: Final = 64
"""Columns or rows that one cell covers."""
ROOM: Final = 50_000
"""Empty cells in all the tables of a document, where others cover them or a row is shorter than the longest."""


class Marks(NamedTuple):
    """How text is set."""

    bold: bool = False
    italic: bool = False
    struck: bool = False
    url: str = ""


PLAIN: Final = Marks()


class _Around(NamedTuple):
    """What a cell interrupts."""

    nodes: list[Node]
    place: Place | None
    item: Place | None
    begins: bool
    level: int
    quoted: bool
    marks: Marks


@dataclass(slots=True)
class _Table:
    """A table that is being read."""

    rows: list[list[Cell]] = field(default_factory=list)
    hanging: dict[int, int] = field(default_factory=dict)
    """Column → rows below that a cell above still covers."""
    around: _Around | None = None
    """What the open cell interrupts."""
    span: tuple[int, int] = (1, 1)


class Sheet:
    """The nodes that have been put down, and the line that is being written."""

    def __init__(self) -> None:
        self.lists = Lists()
        self.nodes: list[Node] = []
        self.parts: list[Part] = []
        self.level = 0
        """1 to 6 while in a heading."""
        self.quoted = False
        self.place: Place | None = None
        """The list that is open, and its level."""
        self.item: Place | None = None
        """The item that is open; ``begins`` while it has no line yet."""
        self.begins = False
        self._style: Style = NOTHING
        self._marks = PLAIN
        self._tables: list[_Table] = []
        self._room = ROOM

    @property
    def marks(self) -> Marks:
        """How the text that comes is set."""
        return self._marks

    @marks.setter
    def marks(self, marks: Marks) -> None:
        self._marks = marks
        self._style = NOTHING if marks == PLAIN else look(*marks)

    def text(self, text: str) -> None:
        """More text in the line: a line end in it is a space."""
        if not text.isprintable():
            text = normalise(text).replace("\n", " ")
        if text:
            self.parts.append((text, self._style))

    def chip(self, chip: Inline) -> None:
        """Anything else in the line."""
        self.parts.append((chip, self._style))

    def end_line(self, *, blank: bool = False) -> None:
        """The line is done. One without anything to read is left out, unless it may be ``blank``."""
        parts = self.parts
        if not parts and not blank:
            return
        self.parts = []
        if blank or any(not isinstance(what, str) or not what.isspace() for what, _ in parts):
            self.nodes.append(line(parts, level=self.level, item=self.item, begins=self.begins, quoted=self.quoted))
            self.begins = False

    def begin_list(self, place: Place) -> None:
        """What comes are items of the list ``place``."""
        self.end_line()
        self.place = place

    def end_list(self, place: Place | None, item: Place | None) -> None:
        """What comes stands in what was open before the list."""
        self.end_item()
        self.place, self.item = place, item

    def begin_item(self, place: Place) -> None:
        """What comes is an item."""
        self.end_item()
        self.item, self.begins = place, True

    def end_item(self) -> None:
        """The item is done; one that says nothing is an empty line."""
        self.end_line(blank=self.begins and self.item is not None)
        self.begins = False

    def begin_table(self) -> bool:
        """Whether a table can begin here, and then does."""
        self.end_line()
        if len(self._tables) == DEEPEST or (self._tables and self._tables[-1].around is None):
            return False
        self._tables.append(_Table())
        return True

    def begin_row(self) -> None:
        """What comes stands in the next row of the innermost table."""
        self.end_cell()
        if self._tables:
            table = self._tables[-1]
            if table.rows:
                self._fill(table)
            table.rows.append([])

    def begin_cell(self, high: int = 1, wide: int = 1) -> None:
        """What comes stands in the next cell, which covers so many rows and columns."""
        self.end_cell()
        if not self._tables:
            return
        table = self._tables[-1]
        if not table.rows:
            table.rows.append([])
        self._fill(table)
        high, wide = max(1, min(high, MOST)), max(1, min(wide, MOST))
        table.span = (high, wide) if self._takes(high * wide - 1) else (1, 1)
        table.around = _Around(self.nodes, self.place, self.item, self.begins, self.level, self.quoted, self._marks)
        self.nodes, self.place, self.item, self.begins, self.level, self.quoted = [], None, None, False, 0, False

    def end_cell(self) -> None:
        """The cell is done."""
        self.end_line()
        if not self._tables or (around := self._tables[-1].around) is None:
            return
        table, row = self._tables[-1], self._tables[-1].rows[-1]
        high, wide = table.span
        spans = {"rowSpan": high, "columnSpan": wide} if table.span != (1, 1) else None
        if high > 1:
            table.hanging |= {len(row) + i: high - 1 for i in range(wide)}
        row.append(Cell(tuple(with_end(self.nodes)), spans))
        row.extend([EMPTY_CELL] * (wide - 1))
        table.around = None
        self.nodes, self.place, self.item, self.begins, self.level, self.quoted = around[:6]
        self.marks = around.marks

    def end_table(self) -> None:
        """The innermost table is done; one without cells is none."""
        self.end_cell()
        if self._tables and (rows := [row for row in self._tables.pop().rows if row]):
            self.nodes.append(self._table(rows))

    def end(self) -> list[Node]:
        """Everything that was put down; what is open is done."""
        while self._tables:
            self.end_table()
        self.end_item()
        return self.nodes

    def _takes(self, cells: int) -> bool:
        """Whether there is room for so many empty cells, which they take."""
        if cells > self._room:
            return False
        self._room -= cells
        return True

    def _table(self, rows: Sequence[Sequence[Cell]]) -> Table:
        columns = max(map(len, rows))
        if self._takes(sum(columns - len(row) for row in rows)):
            rows = [[*row, *[EMPTY_CELL] * (columns - len(row))] for row in rows]
        return Table(tuple(Row(tuple(row)) for row in rows), columns, even_columns(columns))

    @staticmethod
    def _fill(table: _Table) -> None:
        """Cells that those above cover."""
        row = table.rows[-1]
        while left := table.hanging.get(len(row), 0):
            table.hanging[len(row)] = left - 1
            row.append(EMPTY_CELL)


EMPTY_CELL: Final = Cell((EMPTY,))
