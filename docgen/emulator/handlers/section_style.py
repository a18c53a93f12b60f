"""updateSectionStyle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from docgen.document.blocks import Block
from docgen.document.nodes import NOTHING, SectionBreak
from docgen.emulator.blank import points
from docgen.emulator.draft import Draft, Place
from docgen.emulator.handlers.where import span
from docgen.emulator.masks import applied, kept, paths, snake
from docgen.emulator.refusal import RequestRefusal

JSON = dict[str, Any]

READ_ONLY: Final = frozenset(
    {"sectionType", *(f"{w}{part}Id" for w in ("default", "evenPage", "firstPage") for part in ("Header", "Footer"))}
)
GUTTER: Final = 36
"""Points between two columns where nothing else is said (recorded)."""
MOST_COLUMNS: Final = 3


def _sections(place: Place, start: int, end: int) -> Iterator[tuple[int, SectionBreak]]:
    """Number and break of every section that [start, end) overlaps."""
    last: tuple[int, SectionBreak] | None = None
    at = 0
    for number, block in enumerate(place.blocks):
        if at >= end:
            break
        if block.size == 1 and isinstance(block.node, SectionBreak):
            if last is not None and at > start:
                yield last
            last = (number, block.node)
        at += block.size
    if last is not None:
        yield last


def _length(style: Mapping[str, Any], name: str) -> float:
    return float((style.get(name) or NOTHING).get("magnitude", 0))


def columns(given: list[JSON], section: Mapping[str, Any], document: Mapping[str, Any]) -> list[JSON]:
    """Column properties as read back: the padding where none is given, and the width that is left for each."""
    if len(given) > MOST_COLUMNS:
        raise RequestRefusal("A section cannot have more than 3 columns.")
    paddings = [
        float((one.get("paddingEnd") or {"magnitude": GUTTER if number < len(given) - 1 else 0}).get("magnitude", 0))
        for number, one in enumerate(given)
    ]
    sides = [_length(section if side in section else document, side) for side in ("marginLeft", "marginRight")]
    page = _length((document.get("pageSize") or NOTHING), "width")
    width = (page - sum(sides) - sum(paddings)) / max(1, len(given))
    made: list[JSON] = kept([{"width": points(width), "paddingEnd": points(padding)} for padding in paddings])
    return made


def update_section_style(draft: Draft, request: JSON) -> tuple[Draft, JSON]:
    """updateSectionStyle of every section that the range overlaps."""
    place, start, end = span(draft, request.get("range"))
    if place.segment:
        raise RequestRefusal("The segment ID must be empty, since section breaks are in the body.")
    fields = paths(request.get("fields"), "SectionStyle", read_only=READ_ONLY)
    new = request.get("sectionStyle") or {}
    for field in fields:
        if field.split(".")[0] in READ_ONLY:
            raise RequestRefusal(f"Invalid field: {field}")
        if field.split(".")[0] not in new and request.get("fields") != "*":
            raise RequestRefusal(f"Unsetting the field {snake(field)} is not supported.")
    fields = [field for field in fields if field.split(".")[0] in new]
    document = place.tab.resources.get("documentStyle") or NOTHING
    blocks = place.blocks
    for number, node in _sections(place, start, end):
        style = applied(node.style or NOTHING, new, fields)
        if "columnProperties" in fields:
            style["columnProperties"] = columns(list(new["columnProperties"]), style, document)
        blocks = blocks.splice(number, number + 1, (Block(replace(node, style=style)),))
    draft = draft.edited(place, blocks)
    if {"marginHeader", "marginFooter"} & set(fields):
        draft = draft.with_resource(place.tab.id, "documentStyle", {**document, "useCustomHeaderFooterMargins": True})
    return draft, {}
