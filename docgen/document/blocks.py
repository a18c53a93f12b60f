"""The top-level blocks of a segment as a persistent sequence that finds a position without counting all of them.

A document of five years has thousands of blocks; an edit touches a few. ``Block`` keeps for each its node and its
encoded form, whichever was there first, and makes the other when asked; ``Blocks`` shares everything that an edit did
not touch with the sequence before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import Final, NamedTuple, overload

from docgen.document.nodes import Node

CHUNK: Final = 64


class Encoded(NamedTuple):
    """A block as wire JSON whose indices are cut out, so that it can be written at any position.

    ``template % tuple(base + o for o in offsets)`` is the JSON of the block that starts at ``base``.
    """

    template: bytes
    offsets: tuple[int, ...]

    def at(self, base: int) -> bytes:
        """The wire JSON of the block when it starts at index ``base`` (UTF-16 code units)."""
        return self.template % tuple(map(base.__add__, self.offsets))


class Block:
    """One top-level block: its size, and its node and encoded form, each made from the other when first needed.

    Two blocks are the same block only if they are the same object; that is how a store knows what an edit touched.
    """

    __slots__ = ("_decode", "_encoded", "_node", "size")

    def __init__(self, node: Node) -> None:
        self.size = node.size
        self._node: Node | None = node
        self._encoded: Encoded | None = None
        self._decode: Callable[[], Node] | None = None

    @classmethod
    def lazy(cls, size: int, decode: Callable[[], Node], encoded: Encoded | None = None) -> Block:
        """A block of ``size`` units that is decoded on first use; ``encoded`` is its encoded form, where known."""
        made = cls.__new__(cls)
        made.size = size
        made._node = None
        made._encoded = encoded
        made._decode = decode
        return made

    @property
    def node(self) -> Node:
        """What the block is."""
        if self._node is None:
            assert self._decode is not None  # noqa: S101 - a block without a node is made by `lazy` alone
            self._node = self._decode()
            self._decode = None
        return self._node

    def encoded(self, encode: Callable[[Node], Encoded]) -> Encoded:
        """Its encoded form, made on first use."""
        if self._encoded is None:
            self._encoded = encode(self.node)
        return self._encoded


class _Chunk:
    """Some neighbouring blocks: their number is bounded, so that an edit copies few."""

    __slots__ = ("_encoded", "blocks", "size")

    def __init__(self, blocks: tuple[Block, ...]) -> None:
        self.blocks = blocks
        self.size = sum(block.size for block in blocks)
        self._encoded: Encoded | None = None

    def encoded(self, encode: Callable[[Node], Encoded]) -> Encoded:
        """The blocks with commas between them as one encoded form, made on first use."""
        if self._encoded is None:
            templates, offsets, at = [], list[int](), 0
            for block in self.blocks:
                one = block.encoded(encode)
                templates.append(one.template)
                offsets.extend(map(at.__add__, one.offsets))
                at += block.size
            self._encoded = Encoded(b",".join(templates), tuple(offsets))
        return self._encoded


def _chunks(blocks: Sequence[Block]) -> tuple[_Chunk, ...]:
    parts = max(1, round(len(blocks) / CHUNK)) if blocks else 0
    cuts = [len(blocks) * i // parts for i in range(parts + 1)] if parts else []
    return tuple(_Chunk(tuple(blocks[i:j])) for i, j in pairwise(cuts))


class Blocks(Sequence[Block]):
    """An immutable sequence of blocks with a total size."""

    __slots__ = ("_chunks", "_length", "size")

    def __init__(self, blocks: Iterable[Block] = ()) -> None:
        self._chunks = _chunks(tuple(blocks))
        self._length = sum(len(chunk.blocks) for chunk in self._chunks)
        self.size = sum(chunk.size for chunk in self._chunks)
        """UTF-16 code units of all of them."""

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[Block]:
        return chain.from_iterable(chunk.blocks for chunk in self._chunks)

    @overload
    def __getitem__(self, at: int) -> Block: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Block, ...]: ...
    def __getitem__(self, at: int | slice) -> Block | tuple[Block, ...]:
        if isinstance(at, slice):
            start, stop, step = at.indices(self._length)
            return self._between(start, stop) if step == 1 else tuple(self)[at]
        if at < 0:
            at += self._length
        if at < 0:
            raise IndexError(at)
        for chunk in self._chunks:
            if at < len(chunk.blocks):
                return chunk.blocks[at]
            at -= len(chunk.blocks)
        raise IndexError(at)

    def _between(self, start: int, stop: int) -> tuple[Block, ...]:
        found: list[Block] = []
        seen = 0
        for chunk in self._chunks:
            if seen >= stop:
                break
            if seen + len(chunk.blocks) > start:
                found.extend(chunk.blocks[max(0, start - seen) : stop - seen])
            seen += len(chunk.blocks)
        return tuple(found)

    def chunks(self) -> tuple[tuple[Block, ...], ...]:
        """The blocks in the groups in which they are kept; an edit makes new groups only where it was."""
        return tuple(chunk.blocks for chunk in self._chunks)

    def find(self, position: int) -> tuple[int, int]:
        """The number of the block that holds ``position``, and where that block starts.

        Raises ``IndexError`` for a position before the first unit or after the last.
        """
        if not 0 <= position < self.size:
            raise IndexError(position)
        number = start = 0
        for chunk in self._chunks:
            if position < start + chunk.size:
                for block in chunk.blocks:
                    if position < start + block.size:
                        return number, start
                    start += block.size
                    number += 1
            start += chunk.size
            number += len(chunk.blocks)
        raise IndexError(position)

    def splice(self, start: int, stop: int, blocks: Iterable[Block]) -> Blocks:
        """A sequence with the blocks numbered ``start`` to ``stop`` (exclusive) replaced; the rest is shared."""
        first = seen = 0
        while first < len(self._chunks) - 1 and seen + len(self._chunks[first].blocks) <= start:
            seen += len(self._chunks[first].blocks)
            first += 1
        before, last, end = seen, first, seen
        touched: list[Block] = []
        while last < len(self._chunks) and (end < stop or last == first):
            touched.extend(self._chunks[last].blocks)
            end += len(self._chunks[last].blocks)
            last += 1
        touched[start - before : stop - before] = blocks
        old, new = self._chunks[first:last], _chunks(touched)
        made = Blocks.__new__(Blocks)
        made._chunks = (*self._chunks[:first], *new, *self._chunks[last:])
        made._length = self._length - (end - before) + len(touched)
        made.size = self.size - sum(chunk.size for chunk in old) + sum(chunk.size for chunk in new)
        return made

    def written(self, encode: Callable[[Node], Encoded]) -> Iterator[bytes]:
        """The wire JSON of all blocks in parts, to be joined by commas; indices count from the first block."""
        at = 0
        for chunk in self._chunks:
            yield chunk.encoded(encode).at(at)
            at += chunk.size

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Blocks)
            and len(self) == len(other)
            and all(a is b for a, b in zip(self, other, strict=True))
        )

    def __hash__(self) -> int:
        return hash((self.size, self._length))
