"""A document as one piece of bytes from which any part is had without decoding the rest.

For keeping what was read: a document of years is unpacked in milliseconds, and its blocks are decoded when asked for.
Headers, footers and footnotes are left out; nothing is planned in them.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import msgspec

from docgen.document.blocks import Block, Blocks
from docgen.document.nodes import NOTHING, Node, Style
from docgen.document.tabs import Document, NamedRange, Tab
from docgen.document.wire.documents import decode_ranges
from docgen.document.wire.nodes import JSON, decode_node


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
    )


def _unpacked(kept: _Tab) -> Tab:
    body = Blocks(Block.lazy(size, partial(_node, block)) for size, block in zip(kept.sizes, kept.blocks, strict=True))
    children = tuple(map(_unpacked, kept.children))
    resources = {"documentStyle": kept.style} if kept.style else NOTHING
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
