"""Tables of a Markdown text: two columns side by side, and tables drawn with bars."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from markdown_it.tree import SyntaxTreeNode

from docgen.document.nodes import Cell, Node, Row, Table
from docgen.document.wire.tables import even_columns, fixed_columns
from docgen.errors import InputError, Place, Text

Content = Callable[[SyntaxTreeNode], tuple[Node, ...]]
"""The blocks of the cell that a node of the syntax tree stands for."""

EXAMPLE: Final = Text(
    "例:「::: columns 45 55」の中に「::: column」を2つ", 'as in "::: columns 45 55" around two "::: column"'
)


def grid_table(node: SyntaxTreeNode, width: float, content: Content) -> Table:
    """A table drawn with bars; its attribute ``widths`` gives the shares of its columns in ``width`` points."""
    rows = [row.children for part in node.children for row in part.children]
    columns = len(rows[0])
    if written := str(node.attrs.get("widths", "")):
        return _table(rows, columns, fixed_columns(_shares(written, columns), width), content)
    return _table(rows, columns, even_columns(columns), content)


def columns_table(node: SyntaxTreeNode, width: float, content: Content) -> Table:
    """A ``columns`` container, its columns sharing ``width`` points as written; without rows, cells fill row after row.

    Raises ``InputError`` when something else stands in it, or a row has too few or too many columns.
    """
    written = node.info.strip()
    if any(child.type == "container_row" for child in node.children):
        rows = [child.children for child in _only("row", node.children)]
        columns = len(written.split()) or len(rows[0])
    else:
        cells = list(node.children)
        columns = len(written.split()) or len(cells)
        rows = [cells[i : i + columns] for i in range(0, len(cells), columns or 1)]
    if not rows or not columns:
        raise _broken(written, Text("列がありません", "there is no column"))
    for row in rows:
        if len(_only("column", row)) != columns:
            raise _broken(
                written, Text(f"{columns} 列の行に {len(row)} 列あります", f"a row of {columns} columns has {len(row)}")
            )
    shares = _shares(written, columns) if written else [1.0] * columns
    return _table(rows, columns, fixed_columns(shares, width), content)


def one_after_another(table: Table) -> Iterator[Node]:
    """What stands in the cells of a table, row after row."""
    return (node for row in table.rows for cell in row.cells for node in cell.blocks)


def _table(rows: Sequence[Sequence[SyntaxTreeNode]], columns: int, style: dict[str, object], content: Content) -> Table:
    return Table(tuple(Row(tuple(Cell(content(cell)) for cell in row)) for row in rows), columns, style)


def _only(name: str, children: Sequence[SyntaxTreeNode]) -> Sequence[SyntaxTreeNode]:
    for child in children:
        if child.type != f"container_{name}":
            raise _broken("", Text(f"「::: {name}」の外に内容があります", f'something stands outside "::: {name}"'))
    return children


def _shares(written: str, columns: int) -> list[float]:
    try:
        shares = [float(word) for word in written.split()]
    except ValueError:
        shares = []
    if len(shares) != columns or not all(0 < share < 1e6 for share in shares):
        raise _broken(
            written,
            Text("列の幅は列の数だけの正の数です", "the widths are as many positive numbers as there are columns"),
        )
    return shares


def _broken(written: str, message: Text) -> InputError:
    return InputError(
        message,
        place=Place(key=f"::: columns {written}".rstrip()),
        hint=EXAMPLE,
    )
