"""A document as one piece of bytes from which any part is had without decoding the rest.

For keeping what was read: a document of years is unpacked in milliseconds, and its blocks are decoded when asked for.
Headers, footers and footnotes are left out; nothing is planned in them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final

import msgspec

from docgen.document.blocks import Block, Blocks
from docgen.document.nodes import Node, Style
from docgen.document.tabs import Document, NamedRange, Tab
from docgen.document.wire.documents import decode_ranges
from docgen.document.wire.lists import glyphs
from docgen.document.wire.nodes import JSON, decode_node

TICKS: Final = "ticks"
"""The resource of a tab, of no service's, that tells which items of its checklists are ticked: start → bool."""


class _Tab(msgspec.Struct, frozen=True, array_like=True):
    id: str
    title: str
    properties: Style
    ranges: tuple[NamedRange, ...]
    sizes: tuple[int, ...]
    blocks: tuple[bytes, ...]
    children: tuple[_Tab, ...]
    style: Style = {}
    """The document style, as far as it was asked for."""
    lists: Style = {}
    """How the items of its lists begin."""
    ticks: Style = {}
    """Of its native checklists, where they were asked for (``TICKS``)."""


class _Document(msgspec.Struct, frozen=True, array_like=True):
    id: str
    title: str
    revision: str | None
    tabs: tuple[_Tab, ...]


_pack = msgspec.msgpack.Encoder().encode
_unpack = msgspec.msgpack.Decoder(_Document).decode


def pack_document(data: JSON) -> bytes:
    """A documents.get answer in the shape with tabs, packed."""
    tabs = tuple(map(_packed, data["tabs"]))
    return _pack(_Document(data.get("documentId", ""), data.get("title", ""), data.get("revisionId"), tabs))


def unpack_document(packed: bytes) -> Document:
    """The document again. Raises ``msgspec.DecodeError`` for bytes that are none."""
    kept = _unpack(packed)
    return Document(kept.id, kept.title, tuple(map(_unpacked, kept.tabs)), kept.revision)


def _packed(data: JSON) -> _Tab:
    properties: dict[str, Any] = dict(data.get("tabProperties", {}))
    content = data.get("documentTab", {})
    blocks = content.get("body", {}).get("content", ())
    return _Tab(
        properties.pop("tabId", ""),
        properties.pop("title", ""),
        properties,
        decode_ranges(content.get("namedRanges", {})),
        tuple(int(block["endIndex"]) - int(block.get("startIndex", 0)) for block in blocks),
        tuple(map(_pack, blocks)),
        tuple(map(_packed, data.get("childTabs", ()))),
        content.get("documentStyle", {}),
        glyphs(content.get("lists", {})),
        content.get(TICKS, {}),
    )


def _unpacked(kept: _Tab) -> Tab:
    body = Blocks(Block.lazy(size, partial(_node, block)) for size, block in zip(kept.sizes, kept.blocks, strict=True))
    children = tuple(map(_unpacked, kept.children))
    held = {"documentStyle": kept.style, "lists": kept.lists, TICKS: kept.ticks}
    resources = {name: value for name, value in held.items() if value}
    return Tab(
        kept.id,
        kept.title,
        body,
        ranges=kept.ranges,
        properties=kept.properties,
        resources=resources,
        children=children,
    )


def _node(block: bytes) -> Node:
    return decode_node(msgspec.msgpack.decode(block))


def put_ticks(data: JSON, ticks: Mapping[tuple[str, int], bool]) -> None:
    """Put what is known of ticks, by tab id and start, into a documents.get answer in the shape with tabs."""

    def put(tabs: Sequence[JSON]) -> None:
        for tab in tabs:
            here = {str(start): done for (name, start), done in ticks.items() if name == tab["tabProperties"]["tabId"]}
            tab.setdefault("documentTab", {})[TICKS] = here
            put(tab.get("childTabs", ()))

    put(data["tabs"])
