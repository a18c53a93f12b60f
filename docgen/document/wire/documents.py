"""A whole documents.get answer to a ``Document`` and back, in the shape with tabs and in the legacy one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from docgen.document.blocks import Block, Blocks
from docgen.document.nodes import NOTHING, Style
from docgen.document.tabs import Document, NamedRange, Segment, Tab
from docgen.document.wire.nodes import JSON, decode_node, dumps, encode

SEGMENTS = {"headers": "headerId", "footers": "footerId", "footnotes": "footnoteId"}
CONTENT = frozenset({"body", "namedRanges", *SEGMENTS})
TAB_LEVEL = frozenset(
    {
        *CONTENT,
        "documentStyle",
        "suggestedDocumentStyleChanges",
        "namedStyles",
        "suggestedNamedStylesChanges",
        "lists",
        "inlineObjects",
        "positionedObjects",
        "dropdownDefinitions",
        "commentAnchors",
    }
)
"""What moves from a tab to the top level in the legacy shape."""


def decode_blocks(content: Iterable[JSON]) -> Blocks:
    """A ``content`` list; its nodes are decoded when they are first asked for."""
    return Blocks(
        Block.lazy(int(data["endIndex"]) - int(data.get("startIndex", 0)), partial(decode_node, data))
        for data in content
    )


def decode_ranges(data: JSON) -> tuple[NamedRange, ...]:
    """The value of ``namedRanges``, in the order written."""
    found = []
    for group in data.values():
        for one in group.get("namedRanges", ()):
            ranges = one.get("ranges", ())
            found.append(
                NamedRange(
                    one.get("namedRangeId", ""),
                    one.get("name", group.get("name", "")),
                    tuple((int(r.get("startIndex", 0)), int(r["endIndex"])) for r in ranges),
                    next((r["segmentId"] for r in ranges if r.get("segmentId")), ""),
                    next(({"tabId": r["tabId"]} for r in ranges if "tabId" in r), NOTHING),
                    {k: v for k, v in one.items() if k not in ("namedRangeId", "name", "ranges")} or NOTHING,
                )
            )
    return tuple(found)


def encode_ranges(ranges: Iterable[NamedRange]) -> JSON:
    """The value of ``namedRanges``."""
    groups: JSON = {}
    for one in ranges:
        parts: list[JSON] = []
        for start, end in one.spans:
            part: JSON = {"startIndex": start, "endIndex": end} if start else {"endIndex": end}
            if one.segment:
                part["segmentId"] = one.segment
            parts.append({**part, **one.place})
        group = groups.setdefault(one.name, {"name": one.name, "namedRanges": []})
        group["namedRanges"].append({"namedRangeId": one.id, "name": one.name, "ranges": parts, **one.extra})
    return groups


def _decode_segments(data: JSON, id_key: str) -> tuple[Segment, ...]:
    return tuple(
        Segment(
            key,
            decode_blocks(value.get("content", ())),
            {k: v for k, v in value.items() if k not in ("content", id_key)} or NOTHING,
        )
        for key, value in data.items()
    )


def _decode_content(data: JSON) -> dict[str, Any]:
    body = data.get("body", {})
    return {
        "body": decode_blocks(body.get("content", ())),
        "ranges": decode_ranges(data.get("namedRanges", {})),
        "resources": {k: v for k, v in data.items() if k not in CONTENT} or NOTHING,
        **{name: _decode_segments(data.get(name, {}), key) for name, key in SEGMENTS.items()},
    }


def decode_tab(data: JSON) -> Tab:
    """One element of ``tabs`` or ``childTabs``."""
    properties = data.get("tabProperties", {})
    return Tab(
        id=properties.get("tabId", ""),
        title=properties.get("title", ""),
        properties={k: v for k, v in properties.items() if k not in ("tabId", "title")} or NOTHING,
        children=tuple(map(decode_tab, data.get("childTabs", ()))),
        extra={k: v for k, v in data.items() if k not in ("tabProperties", "documentTab", "childTabs")} or NOTHING,
        **_decode_content(data.get("documentTab", {})),
    )


def decode_document(data: JSON) -> Document:
    """A documents.get answer, with tabs or in the legacy shape (whose one tab gets the id ``""``)."""
    known = {"documentId", "title", "revisionId", "tabs"}
    if "tabs" in data:
        tabs, legacy = tuple(map(decode_tab, data["tabs"])), False
    else:
        content = {k: v for k, v in data.items() if k in TAB_LEVEL}
        tabs, legacy = (Tab(id="", title="", **_decode_content(content)),), True
        known |= TAB_LEVEL
    return Document(
        id=data.get("documentId", ""),
        title=data.get("title", ""),
        tabs=tabs,
        revision=data.get("revisionId"),
        legacy=legacy,
        extra={k: v for k, v in data.items() if k not in known} or NOTHING,
    )


Parts = list[bytes]
"""JSON in pieces, joined once at the end: a document of years is copied once and not at every level."""


def omit_zero(first: bytes) -> bytes:
    """The first blocks of a segment without the start indices of 0 that the API leaves out."""
    return first.replace(b'"startIndex":0,', b"")


def _content(blocks: Blocks) -> Parts:
    parts: Parts = [b"["]
    for number, part in enumerate(blocks.written(encode)):
        parts += (b",", part) if number else (omit_zero(part),)
    parts.append(b"]")
    return parts


def _object(**members: Parts | None) -> Parts:
    parts: Parts = []
    for key, value in members.items():
        if value is not None:
            parts += (b"," if parts else b"{", dumps(key), b":", *value)
    parts.append(b"}" if parts else b"{}")
    return parts


def _list(values: Iterable[Parts]) -> Parts:
    parts: Parts = [b"["]
    for number, value in enumerate(values):
        if number:
            parts.append(b",")
        parts += value
    parts.append(b"]")
    return parts


def _inner(data: Style) -> dict[str, Parts]:
    return {key: [dumps(value)] for key, value in data.items()}


def _encode_segments(segments: tuple[Segment, ...], id_key: str) -> Parts | None:
    if not segments:
        return None
    written = {
        s.id: _object(**{id_key: [dumps(s.id)], "content": _content(s.blocks), **_inner(s.extra)}) for s in segments
    }
    return _object(**written)


def _encode_content(tab: Tab) -> dict[str, Parts | None]:
    return {
        "body": _object(content=_content(tab.body)),
        **{name: _encode_segments(getattr(tab, name), key) for name, key in SEGMENTS.items()},
        "namedRanges": [dumps(encode_ranges(tab.ranges))] if tab.ranges else None,
        **_inner(tab.resources),
    }


def _encode_tab(tab: Tab) -> Parts:
    return _object(
        tabProperties=[dumps({"tabId": tab.id, "title": tab.title, **tab.properties})],
        documentTab=_object(**_encode_content(tab)),
        childTabs=_list(map(_encode_tab, tab.children)) if tab.children else None,
        **_inner(tab.extra),
    )


def encode_document(document: Document, *, legacy: bool | None = None) -> bytes:
    """A documents.get answer as JSON bytes, in the shape that ``document`` came in or, if given, the ``legacy`` one."""
    flat = document.legacy if legacy is None else legacy
    content: dict[str, Parts | None]
    if flat:
        content = _encode_content(document.tabs[0]) if document.tabs else {}
    else:
        content = {"tabs": _list(map(_encode_tab, document.tabs))}
    parts = _object(
        documentId=[dumps(document.id)],
        title=[dumps(document.title)],
        revisionId=[dumps(document.revision)] if document.revision is not None else None,
        **content,
        **_inner(document.extra),
    )
    return b"".join(parts)
