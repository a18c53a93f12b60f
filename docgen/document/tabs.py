"""A whole document: tabs, each with a body, further segments and named ranges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import msgspec

from docgen.document.blocks import Block, Blocks
from docgen.document.nodes import Node, Style


class NamedRange(msgspec.Struct, frozen=True, gc=False):
    """A name on parts of one segment. Names are visible to every editor and need not be unique.

    A batch makes anew the thousand that a document of years has: hence no dataclass, which takes several times as long.
    """

    id: str
    name: str
    spans: tuple[tuple[int, int], ...]
    """[start, end) in UTF-16 code units, derived from the document that the range was read with."""
    segment: str = ""
    """The header, footer or footnote it lies in; empty for the body."""
    place: Style = msgspec.field(default_factory=dict)
    """What the wire says of the place of each part besides (recordings of one tab leave its id out)."""
    extra: Style = msgspec.field(default_factory=dict)

    @property
    def start(self) -> int:
        """Where its first part starts."""
        return min(start for start, _ in self.spans)

    @property
    def end(self) -> int:
        """Where its last part ends."""
        return max(end for _, end in self.spans)


@dataclass(frozen=True, slots=True)
class Segment:
    """A header, a footer or a footnote: content with an index space of its own."""

    id: str
    blocks: Blocks
    extra: Style = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab of a document."""

    id: str
    title: str
    body: Blocks
    headers: tuple[Segment, ...] = ()
    footers: tuple[Segment, ...] = ()
    footnotes: tuple[Segment, ...] = ()
    ranges: Sequence[NamedRange] = ()
    properties: Style = field(default_factory=dict)
    """All tab properties but id and title, in the wire's shape."""
    resources: Style = field(default_factory=dict)
    """What the content refers to, in the wire's shape: lists, named styles, document style, inline objects, ..."""
    children: tuple[Tab, ...] = ()
    extra: Style = field(default_factory=dict)

    def walk(self) -> Iterator[Tab]:
        """This tab and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def positioned(self) -> Iterator[tuple[int, Node]]:
        """The blocks of the body, each with the index (UTF-16 code units) where it starts."""
        return _positioned(self.body, 0)

    def within(self, start: int, end: int) -> Iterator[tuple[int, Node]]:
        """Those of them that hold a unit of [start, end); only these are decoded.

        Raises ``IndexError`` for a range that is empty or not within the body.
        """
        first, at = self.body.find(start)
        last, _ = self.body.find(max(start, end - 1))
        return _positioned(self.body[first : last + 1], at)


def _positioned(blocks: Iterable[Block], at: int) -> Iterator[tuple[int, Node]]:
    for block in blocks:
        yield at, block.node
        at += block.size


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read at one revision."""

    id: str
    title: str
    tabs: tuple[Tab, ...]
    revision: str | None = None
    """Absent where the reader may not edit."""
    legacy: bool = False
    """Whether it came in the shape without tabs, its first tab's content at the top level."""
    extra: Style = field(default_factory=dict)

    def all_tabs(self) -> Iterator[Tab]:
        """Every tab, children after their parent."""
        for tab in self.tabs:
            yield from tab.walk()

    def tab(self, tab_id: str) -> Tab | None:
        """The tab with this id, or None."""
        return next((tab for tab in self.all_tabs() if tab.id == tab_id), None)

    def replace_tab(self, new: Tab) -> Document:
        """The document with the tab of ``new``'s id replaced by it."""

        def within(tabs: tuple[Tab, ...]) -> tuple[Tab, ...]:
            return tuple(
                new if tab.id == new.id else replace(tab, children=within(tab.children)) if tab.children else tab
                for tab in tabs
            )

        return replace(self, tabs=within(self.tabs))


def blocks(*nodes: Node) -> Blocks:
    """The sequence of blocks that holds ``nodes``."""
    return Blocks(map(Block, nodes))
