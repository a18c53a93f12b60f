"""The parts of a document, as frozen values.

No part stores an index: a node knows its size in UTF-16 code units, and positions are derived when they are needed
(after ProseMirror's ``nodeSize``). Styles are mappings in the API's own shape, never changed in place: so a style that
is absent (``None``), one that is empty (``{}``) and one that this version does not know all go through a document
unchanged. ``extra`` holds the keys of the wire form that the node has no field for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from docgen.document.lazy import lazy
from docgen.document.text import units

Style = Mapping[str, Any]
"""A style or other structured value in the wire's shape. Read only."""

NOTHING: Style = {}


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one style. Ends in a newline if it is the last of its paragraph, and holds no other."""

    text: str
    style: Style | None = None
    extra: Style = field(default_factory=dict)
    width: int | None = None
    """What the wire's indices say, where that is not the length of the text."""

    @property
    def size(self) -> int:
        """UTF-16 code units."""
        return units(self.text) if self.width is None else self.width


@dataclass(frozen=True, slots=True)
class Inline:
    """Anything else that stands in a paragraph: a chip, an image, a break, or what this version does not know."""

    kind: str
    """The wire's name of it: ``person``, ``dateElement``, ``richLink``, ``pageBreak``, ..."""
    data: Style
    size: int = 1
    """UTF-16 code units, taken from the indices of the wire."""
    extra: Style = field(default_factory=dict)


Element = Run | Inline


@dataclass(frozen=True)
class Paragraph:
    """Elements up to and with one newline."""

    elements: tuple[Element, ...]
    style: Style | None = None
    bullet: Style | None = None
    extra: Style = field(default_factory=dict)

    @lazy
    def size(self) -> int:
        """UTF-16 code units, the newline included."""
        total = 0
        for element in self.elements:
            total += element.size
        return total

    @property
    def text(self) -> str:
        """The text of its runs, without the newline at the end; chips and images give nothing.

        What a person reads is the ``text`` of a ``Cursor``.
        """
        return "".join(e.text for e in self.elements if isinstance(e, Run)).removesuffix("\n")


@dataclass(frozen=True)
class Cell:
    """One cell of a table; its last block is a paragraph."""

    blocks: tuple[Node, ...]
    style: Style | None = None
    extra: Style = field(default_factory=dict)

    @lazy
    def size(self) -> int:
        """UTF-16 code units: one for the cell itself, and its content."""
        return 1 + sum(block.size for block in self.blocks)


@dataclass(frozen=True)
class Row:
    """One row of a table."""

    cells: tuple[Cell, ...]
    style: Style | None = None
    extra: Style = field(default_factory=dict)

    @lazy
    def size(self) -> int:
        """UTF-16 code units: one for the row itself, and its cells."""
        return 1 + sum(cell.size for cell in self.cells)


@dataclass(frozen=True)
class Table:
    """Rows of cells. A paragraph stands before it and after it."""

    rows: tuple[Row, ...]
    columns: int
    style: Style | None = None
    extra: Style = field(default_factory=dict)

    @lazy
    def size(self) -> int:
        """UTF-16 code units: one at each end, and its rows."""
        return 2 + sum(row.size for row in self.rows)


@dataclass(frozen=True, slots=True)
class SectionBreak:
    """Where a page section starts; the body opens with one."""

    style: Style | None = None
    extra: Style = field(default_factory=dict)

    @property
    def size(self) -> int:
        """UTF-16 code units: always one."""
        return 1


@dataclass(frozen=True)
class Contents:
    """A table of contents: blocks of its own between two ends."""

    blocks: tuple[Node, ...]
    extra: Style = field(default_factory=dict)

    @lazy
    def size(self) -> int:
        """UTF-16 code units: one at each end, and its content."""
        return 2 + sum(block.size for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Opaque:
    """A structural element of a kind that this version does not know, kept as it came."""

    kind: str
    data: Style
    size: int
    extra: Style = field(default_factory=dict)


Node = Paragraph | Table | SectionBreak | Contents | Opaque
"""What a body, a cell, a header, a footer or a footnote is made of."""
