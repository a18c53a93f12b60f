"""The paragraphs of a tab in reading order, each with its position and the cell it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docgen.document.lazy import lazy
from docgen.document.nodes import Element, Node, Paragraph, Run, Table
from docgen.document.wire.lines import Marked, agreed, marked
from docgen.document.wire.styles import heading_level, is_bold


@dataclass(frozen=True)
class Cursor:
    """A paragraph where it stands."""

    paragraph: Paragraph
    start: int
    """Index of its first unit (UTF-16 code units)."""
    cell: tuple[int, int, int] | None = None
    """(start of the outermost table, row, column), or None outside tables."""

    @lazy
    def level(self) -> int:
        """1 to 6 for a heading by its style, 0 for anything else."""
        return heading_level(self.paragraph.style)

    @lazy
    def is_bold(self) -> bool:
        """Whether all its words are set in bold."""
        found = False
        for element in agreed(self.paragraph.elements):
            if isinstance(element, Run) and element.text.strip():
                if not is_bold(element.style):
                    return False
                found = True
        return found

    @property
    def end(self) -> int:
        """Index after its newline."""
        return self.start + self.paragraph.size

    def elements(self) -> Iterator[tuple[int, Element]]:
        """Its elements, each with the index where it starts."""
        at = self.start
        for element in self.paragraph.elements:
            yield at, element
            at += element.size

    @lazy
    def marked(self) -> Marked:
        """Its line, each chip as one character."""
        return marked(self.paragraph.elements)

    @lazy
    def text(self) -> str:
        """What a person reads in it, chips included, without the newline: no measure of positions."""
        line = self.marked
        return line.shown(line.text) if line.chips else line.text

    @lazy
    def exact(self) -> str:
        """The same with every date chip as ``2026-01-23``."""
        line = self.marked
        return line.exact(line.text) if line.chips else line.text


def cursors(nodes: Iterable[Node], at: int = 0, cell: tuple[int, int, int] | None = None) -> Iterator[Cursor]:
    """Every paragraph of ``nodes``, which start at index ``at``; tables of contents are left out."""
    for node in nodes:
        match node:
            case Paragraph():
                yield Cursor(node, at, cell)
            case Table():
                row_start = at + 1
                for r, row in enumerate(node.rows):
                    cell_start = row_start + 1
                    for c, each in enumerate(row.cells):
                        yield from cursors(each.blocks, cell_start + 1, cell or (at, r, c))
                        cell_start += each.size
                    row_start += row.size
            case _:
                pass
        at += node.size
