"""Edits of a segment by position: which nodes stand there, and the segment with them replaced.

Positions are UTF-16 code units from the start of the segment, as in the API. An edit happens among siblings: the
top-level blocks, or the content of one table cell, however deep. Everything it does not touch is shared with the
segment before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from docgen.document.blocks import Block, Blocks
from docgen.document.nodes import Cell, Node, Paragraph, Row, Table

Nodes = tuple[Node, ...]


class NoPlaceError(ValueError):
    """No paragraph, or no table, stands at the position."""


class StructureError(ValueError):
    """The range begins or ends inside a table without lying in one of its cells."""


class Siblings(NamedTuple):
    """The nodes among which an edit happens."""

    nodes: Nodes
    at: int
    """Where the first of them starts."""
    in_cell: bool
    is_end: bool
    """Whether the last of them is the last of its segment or cell."""


Change = Callable[[Siblings], Sequence[Node]]


def _cell_at(table: Table, start: int, position: int) -> tuple[int, int, int]:
    """Row, column and content start of the cell of ``table`` (which starts at ``start``) that holds ``position``."""
    at = start + 1
    for number, row in enumerate(table.rows):
        if position < at + row.size:
            inside = at + 1
            for column, cell in enumerate(row.cells):
                if inside < position < inside + cell.size:
                    return number, column, inside + 1
                inside += cell.size
            break
        at += row.size
    raise NoPlaceError(f"position {position} is no cell's content")


def with_cell(table: Table, row: int, column: int, cell: Cell) -> Table:
    """``table`` with one cell replaced."""
    old = table.rows[row]
    cells = (*old.cells[:column], cell, *old.cells[column + 1 :])
    return replace(table, rows=(*table.rows[:row], replace(old, cells=cells), *table.rows[row + 1 :]))


def _in_table(table: Table, at: int, start: int, end: int, change: Change) -> Table:
    row, column, content = _cell_at(table, at, start)
    cell = table.rows[row].cells[column]
    if end > content + cell.size - 1:
        raise StructureError(f"[{start}, {end}) leaves its cell")
    return with_cell(table, row, column, replace(cell, blocks=_among(cell.blocks, content, start, end, change)))


def _among(nodes: Nodes, at: int, start: int, end: int, change: Change) -> Nodes:
    first, begin = 0, at
    while first < len(nodes) and begin + nodes[first].size <= start:
        begin += nodes[first].size
        first += 1
    if first == len(nodes):
        raise NoPlaceError(f"position {start} is past the end")
    node = nodes[first]
    if isinstance(node, Table) and end < begin + node.size:
        return (*nodes[:first], _in_table(node, begin, start, end, change), *nodes[first + 1 :])
    last, stop = first, begin
    while last < len(nodes) and stop < end:
        stop += nodes[last].size
        last += 1
    siblings = Siblings(nodes[first:last], begin, True, last == len(nodes))
    return (*nodes[:first], *change(siblings), *nodes[last:])


def edited(blocks: Blocks, start: int, end: int, change: Change) -> Blocks:
    """``blocks`` with the siblings that [start, end) touches replaced by what ``change`` makes of them.

    A range within one cell goes to the siblings in that cell. Raises ``NoPlaceError`` for a position that is no
    content, ``StructureError`` for a range that leaves the cell it begins in.
    """
    try:
        first, begin = blocks.find(start)
    except IndexError as error:
        raise NoPlaceError(f"position {start} is past the end") from error
    block = blocks[first]
    if end < begin + block.size and isinstance(block.node, Table):
        return blocks.splice(first, first + 1, (Block(_in_table(block.node, begin, start, end, change)),))
    last = first if end <= begin + block.size else blocks.find(min(end, blocks.size) - 1)[0]
    nodes = tuple(one.node for one in blocks[first : last + 1])
    made = change(Siblings(nodes, begin, False, last + 1 == len(blocks)))
    kept = {id(one.node): one for one in blocks[first : last + 1]}
    return blocks.splice(first, last + 1, (kept.get(id(node)) or Block(node) for node in made))


class Found(NamedTuple):
    """A paragraph and where it starts."""

    paragraph: Paragraph
    at: int


def _paragraphs(nodes: Sequence[Node], at: int, start: int, end: int) -> Iterator[Found]:
    for node in nodes:
        if at >= end:
            return
        if at + node.size > start:
            if isinstance(node, Paragraph):
                yield Found(node, at)
            elif isinstance(node, Table):
                inside = at + 1
                for row in node.rows:
                    inside += 1
                    for cell in row.cells:
                        yield from _paragraphs(cell.blocks, inside + 1, start, end)
                        inside += cell.size
        at += node.size


def paragraphs(blocks: Blocks, start: int, end: int) -> Iterator[Found]:
    """The paragraphs that [start, end) touches, those in table cells among them, in reading order."""
    if start >= min(end, blocks.size):
        return
    first, begin = blocks.find(max(0, start))
    last, _ = blocks.find(min(end, blocks.size) - 1)
    yield from _paragraphs([one.node for one in blocks[first : last + 1]], begin, start, end)


Restyle = Callable[[Paragraph, int], Paragraph]


def _mapped_table(table: Table, at: int, start: int, end: int, change: Restyle) -> Table:
    rows, inside, same = [], at + 1, True
    for row in table.rows:
        inside += 1
        cells = []
        for cell in row.cells:
            made = _mapped(cell.blocks, inside + 1, start, end, change)
            kept = all(new is old for new, old in zip(made, cell.blocks, strict=True))
            same = same and kept
            cells.append(cell if kept else replace(cell, blocks=made))
            inside += cell.size
        rows.append(Row(tuple(cells), row.style, row.extra))
    return table if same else replace(table, rows=tuple(rows))


def _mapped(nodes: Sequence[Node], at: int, start: int, end: int, change: Restyle) -> Nodes:
    made: list[Node] = []
    for node in nodes:
        touched = at < end and at + node.size > start
        if touched and isinstance(node, Paragraph):
            made.append(change(node, at))
        elif touched and isinstance(node, Table):
            made.append(_mapped_table(node, at, start, end, change))
        else:
            made.append(node)
        at += node.size
    return tuple(made)


def map_paragraphs(blocks: Blocks, start: int, end: int, change: Restyle) -> Blocks:
    """``blocks`` with every paragraph that [start, end) touches changed; ``change`` also gets where it starts.

    ``change`` must keep sizes: positions are those before the edit.
    """
    if start >= min(end, blocks.size):
        return blocks
    first, begin = blocks.find(max(0, start))
    last, _ = blocks.find(min(end, blocks.size) - 1)
    old = blocks[first : last + 1]
    made = _mapped([one.node for one in old], begin, start, end, change)
    fresh = (was if was.node is node else Block(node) for was, node in zip(old, made, strict=True))
    return blocks.splice(first, last + 1, fresh)


def _table_among(nodes: Sequence[Node], at: int, position: int) -> Table | None:
    for node in nodes:
        if at <= position < at + node.size:
            if not isinstance(node, Table):
                return None
            if at == position:
                return node
            row, column, content = _cell_at(node, at, position)
            return _table_among(node.rows[row].cells[column].blocks, content, position)
        at += node.size
    return None


def table_at(blocks: Blocks, position: int) -> Table:
    """The table that starts at ``position``, nested ones included.

    Raises ``NoPlaceError`` where none does.
    """
    try:
        number, begin = blocks.find(position)
    except IndexError as error:
        raise NoPlaceError(f"position {position} is past the end") from error
    found = _table_among((blocks[number].node,), begin, position)
    if found is None:
        raise NoPlaceError(f"no table starts at {position}")
    return found


def with_table(blocks: Blocks, position: int, change: Callable[[Table], Table | None]) -> Blocks:
    """``blocks`` with the table that starts at ``position`` changed, or taken out where ``change`` gives None."""
    table = table_at(blocks, position)

    def swap(siblings: Siblings) -> Sequence[Node]:
        new = change(table)
        return (*(() if new is None else (new,)), *siblings.nodes[1:])

    return edited(blocks, position, position + table.size, swap)
