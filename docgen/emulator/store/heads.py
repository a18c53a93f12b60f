"""The head of a document as JSON: everything but its blocks, what they refer to, and its named ranges."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from docgen.document.blocks import Blocks
from docgen.document.nodes import NOTHING
from docgen.document.ranges import Ranges
from docgen.document.tabs import Document, NamedRange, Segment, Tab
from docgen.emulator.draft import segments

JSON = dict[str, Any]

RANGES = "namedRanges"
ENTRIES = frozenset({"lists", "inlineObjects", "positionedObjects", "dropdownDefinitions"})
"""Resources that grow with the content: each entry is a row of its own."""


def encode_head(document: Document) -> bytes:
    """Title, tabs and segments of a document, without content."""
    return msgspec.json.encode(
        {
            "title": document.title,
            "legacy": document.legacy,
            "extra": document.extra,
            "tabs": [_tab(tab) for tab in document.tabs],
        }
    )


def _tab(tab: Tab) -> JSON:
    return {
        "id": tab.id,
        "title": tab.title,
        "properties": tab.properties,
        "extra": tab.extra,
        "segments": {kind: [[one.id, one.extra] for one in them] for kind, them in segments(tab).items()},
        "children": [_tab(child) for child in tab.children],
    }


BlocksOf = Callable[[str, str], Blocks]
PartsOf = Callable[[str], tuple[JSON, tuple[NamedRange, ...]]]


def decode_head(document_id: str, revision: str | None, head: bytes, blocks: BlocksOf, parts: PartsOf) -> Document:
    """The document of a head. ``blocks`` gives content by tab and segment, ``parts`` resources and ranges by tab."""
    data = msgspec.json.decode(head)

    def tab(one: JSON) -> Tab:
        resources, ranges = parts(one["id"])
        made = {
            kind: tuple(Segment(key, blocks(one["id"], key), extra or NOTHING) for key, extra in them)
            for kind, them in one["segments"].items()
        }
        return Tab(
            id=one["id"],
            title=one["title"],
            body=blocks(one["id"], ""),
            ranges=Ranges(ranges),
            properties=one["properties"],
            resources=resources,
            children=tuple(map(tab, one["children"])),
            extra=one["extra"] or NOTHING,
            **made,
        )

    return Document(
        id=document_id,
        title=data["title"],
        tabs=tuple(map(tab, data["tabs"])),
        revision=revision,
        legacy=data["legacy"],
        extra=data["extra"],
    )


def contents(document: Document) -> Iterator[tuple[str, str, Blocks]]:
    """Every segment of a document: tab, segment ("" for the body) and content."""
    for tab in document.all_tabs():
        yield tab.id, "", tab.body
        for them in segments(tab).values():
            for one in them:
                yield tab.id, one.id, one.blocks


def encode_ranges(ranges: tuple[NamedRange, ...]) -> bytes:
    """The named ranges of a tab."""
    return msgspec.json.encode([(r.id, r.name, r.spans, r.segment, r.place, r.extra) for r in ranges])


def decode_ranges(value: bytes) -> tuple[NamedRange, ...]:
    """The other way round."""
    return tuple(
        NamedRange(key, name, tuple((a, b) for a, b in spans), segment, place or NOTHING, extra or NOTHING)
        for key, name, spans, segment, place, extra in msgspec.json.decode(value)
    )


def parts_of(document: Document) -> dict[tuple[str, str, str], Any]:
    """Every part of a document by tab, name and key; the value is what to compare by identity and then to encode."""
    made: dict[tuple[str, str, str], Any] = {}
    for tab in document.all_tabs():
        for name, value in tab.resources.items():
            if name in ENTRIES and value:
                for key, entry in value.items():
                    made[tab.id, name, key] = entry
            else:
                made[tab.id, name, ""] = value
        if len(tab.ranges):
            made[tab.id, RANGES, ""] = tab.ranges
    return made


def encode_part(value: Any) -> bytes:
    """The value of a part as it is stored."""
    return encode_ranges(tuple(value)) if isinstance(value, Ranges | tuple) else msgspec.json.encode(value)
