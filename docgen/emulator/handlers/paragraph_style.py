"""updateParagraphStyle: named styles with their heading ids, and what is explicit on top of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from docgen.document.edit import map_paragraphs
from docgen.document.edit_runs import joined
from docgen.document.nodes import NOTHING, Paragraph, Style, Table
from docgen.emulator.draft import Draft, Mint, Place
from docgen.emulator.handlers.links import with_style
from docgen.emulator.handlers.text import style_of
from docgen.emulator.handlers.where import span
from docgen.emulator.inherit import HEADED
from docgen.emulator.masks import applied, paths
from docgen.emulator.refusal import RequestRefusal

JSON = dict[str, Any]

READ_ONLY = ("headingId", "tabStops")
BREAK_BEFORE = "pageBreakBefore"


def with_named_style(paragraph: Paragraph, named: str, mint: Mint) -> Paragraph:
    """``paragraph`` in another named style: a heading has an id and no bold of its own, other text has no id."""
    style: JSON = {**(paragraph.style or NOTHING), "namedStyleType": named}
    if named not in HEADED:
        style.pop("headingId", None)
        return replace(paragraph, style=style)
    style.setdefault("headingId", mint.new("h."))
    plain = []
    for element in paragraph.elements:
        old = style_of(element)
        if old and "bold" in old:
            plain.append(with_style(element, {key: value for key, value in old.items() if key != "bold"}))
        else:
            plain.append(element)
    return replace(paragraph, elements=joined(plain), style=style)


def update(style: Style | None, new: Mapping[str, Any], fields: list[str]) -> JSON:
    """``style`` after a request. Unlike a text style it keeps a value that matches what is inherited (documented)."""
    made = applied(style or NOTHING, new, fields)
    made.setdefault("direction", "LEFT_TO_RIGHT")
    return made


def _check_break_before(place: Place, start: int, end: int) -> None:
    """A paragraph in a table or outside the body cannot start a page (documented; the text for tables is reported)."""
    if place.segment:
        raise RequestRefusal("Cannot update page-break-before when the range is not in the body.")
    first, _ = place.blocks.find(start)
    last, _ = place.blocks.find(end - 1)
    if any(isinstance(block.node, Table) for block in place.blocks[first : last + 1]):
        raise RequestRefusal("Cannot update page-break-before when the range contains paragraphs in a table.")


def update_paragraph_style(draft: Draft, request: JSON) -> tuple[Draft, JSON]:
    """updateParagraphStyle."""
    place, start, end = span(draft, request.get("range"))
    fields = paths(request.get("fields"), "ParagraphStyle")
    if request.get("fields") == "*":
        fields = [field for field in fields if field not in (*READ_ONLY, BREAK_BEFORE)]
    for field in fields:
        if field.split(".")[0] in READ_ONLY:
            raise RequestRefusal(f"Invalid field: {field}")
    if BREAK_BEFORE in fields:
        _check_break_before(place, start, end)
    new = dict(request.get("paragraphStyle") or {})
    renames = "namedStyleType" in fields
    named = new.get("namedStyleType") or "NORMAL_TEXT"
    others = [field for field in fields if field != "namedStyleType"]
    mint = draft.mint()

    def on(paragraph: Paragraph, at: int) -> Paragraph:
        if renames:
            paragraph = with_named_style(paragraph, named, mint)
        if not others:
            return paragraph
        return replace(paragraph, style=update(paragraph.style, new, others))

    blocks = map_paragraphs(place.blocks, start, end, on)
    return draft.edited(place, blocks).minted(mint), {}
