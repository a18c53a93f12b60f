"""createHeader, createFooter, createFootnote, deleteHeader and deleteFooter."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from docgen.document.blocks import Block
from docgen.document.edit import map_paragraphs, paragraphs
from docgen.document.nodes import NOTHING, Element, Inline, Paragraph, Run, SectionBreak
from docgen.document.tabs import Segment, Tab, blocks
from docgen.emulator.blank import PARAGRAPH_STYLE, points
from docgen.emulator.draft import Draft, Place, segments, with_segments
from docgen.emulator.handlers.text import put_lines
from docgen.emulator.handlers.where import spot
from docgen.emulator.refusal import RequestRefusal

JSON = dict[str, Any]

REFERENCE: Final = "footnoteReference"
FOOTNOTE_STYLE: Final[JSON] = {"namedStyleType": "NORMAL_TEXT", "lineSpacing": 100, "direction": "LEFT_TO_RIGHT"}


def _section(draft: Draft, location: JSON | None) -> tuple[Tab, int, SectionBreak] | None:
    """The section break that a Location names, unless it is the first, whose style is the document's."""
    if not location or not location.get("index"):
        return None
    place, at = draft.place(location), int(location["index"])
    number, start = place.blocks.find(at) if at < place.blocks.size else (0, -1)
    node = place.blocks[number].node
    if start != at or not isinstance(node, SectionBreak):
        raise RequestRefusal("The provided section break location is invalid.")
    return place.tab, number, node


def _create(draft: Draft, request: JSON, what: str) -> tuple[Draft, str]:
    """A header or footer (``what``) for the document or for one section."""
    if request.get("type") != "DEFAULT":
        raise RequestRefusal(f"The {what.lower()} type must be specified.")
    location = request.get("sectionBreakLocation")
    tab, kind, key = draft.tab((location or {}).get("tabId")), f"{what.lower()}s", f"default{what}Id"
    section = _section(draft, location)
    style = (section[2].style if section else tab.resources.get("documentStyle")) or NOTHING
    if style.get(key):
        raise RequestRefusal(f"Default {what.lower()} already exists. {what} ID: {style[key]}")
    mint = draft.mint()
    made = Segment(mint.new("kix."), blocks(Paragraph((Run("\n", {}),), PARAGRAPH_STYLE)))
    draft = draft.minted(mint).with_tab(with_segments(tab, kind, (*segments(tab)[kind], made)))
    if section is None:
        return draft.with_resource(tab.id, "documentStyle", {**style, key: made.id}), made.id
    place = Place(draft.tab(tab.id), "")
    new = Block(replace(section[2], style={**style, key: made.id}))
    return draft.edited(place, place.blocks.splice(section[1], section[1] + 1, (new,))), made.id


def create_header(draft: Draft, request: JSON) -> tuple[Draft, JSON]:
    """createHeader."""
    draft, made = _create(draft, request, "Header")
    return draft, {"createHeader": {"headerId": made}}


def create_footer(draft: Draft, request: JSON) -> tuple[Draft, JSON]:
    """createFooter."""
    draft, made = _create(draft, request, "Footer")
    return draft, {"createFooter": {"footerId": made}}


def _delete(draft: Draft, request: JSON, what: str) -> Draft:
    """Without a header or footer, and without the references to it."""
    kind, gone = f"{what.lower()}s", request.get(f"{what.lower()}Id") or ""
    tab = draft.tab(request.get("tabId"))
    kept = tuple(one for one in segments(tab)[kind] if one.id != gone)
    if len(kept) == len(segments(tab)[kind]):
        raise RequestRefusal(f"{what} with ID '{gone}' was not found.")
    ranges = [one for one in tab.ranges if one.segment != gone]
    tab = with_segments(replace(tab, ranges=tuple(ranges)), kind, kept)
    draft = draft.with_tab(tab)
    style = tab.resources.get("documentStyle") or NOTHING
    if gone in style.values():
        rest = {key: value for key, value in style.items() if value != gone}
        draft = draft.with_resource(tab.id, "documentStyle", rest)
    body = tab.body
    for number, block in enumerate(tab.body):
        if block.size == 1 and isinstance(block.node, SectionBreak) and gone in (block.node.style or NOTHING).values():
            rest = {key: value for key, value in (block.node.style or NOTHING).items() if value != gone}
            body = body.splice(number, number + 1, (Block(replace(block.node, style=rest)),))
    return draft if body is tab.body else draft.edited(Place(draft.tab(tab.id), ""), body)


def delete_header(draft: Draft, request: JSON) -> tuple[Draft, JSON]:
    """deleteHeader."""
    return _delete(draft, request, "Header"), {}


def delete_footer(draft: Draft, request: JSON) -> tuple[Draft, JSON]:
    """deleteFooter."""
    return _delete(draft, request, "Footer"), {}


def create_footnote(draft: Draft, request: JSON) -> tuple[Draft, JSON]:
    """createFootnote: a reference of one unit, and a segment with a space and a newline."""
    where = spot(draft, request)
    if where.place.segment:
        raise RequestRefusal("Footnotes can only be inserted in the body of the document.")
    mint = draft.mint()
    made = mint.new("kix.")
    style = {"baselineOffset": "SUPERSCRIPT"}
    reference = Inline(REFERENCE, {"footnoteId": made, "footnoteNumber": "", "textStyle": style})
    draft = put_lines(draft.minted(mint), where, ((reference,),), 1)
    text = Run(" \n", {"fontSize": points(10)})
    segment = Segment(made, blocks(Paragraph((text,), FOOTNOTE_STYLE)))
    tab = draft.tab(where.place.tab.id)
    draft = draft.with_tab(replace(tab, footnotes=(*tab.footnotes, segment)))
    return renumbered(draft, tab.id), {"createFootnote": {"footnoteId": made}}


def _numbers(tab: Tab) -> dict[str, str]:
    """The number of every footnote, by id, in the order of their references."""
    found: dict[str, str] = {}
    for paragraph, _ in paragraphs(tab.body, 0, tab.body.size):
        for element in paragraph.elements:
            if isinstance(element, Inline) and element.kind == REFERENCE:
                found[str(element.data.get("footnoteId"))] = str(len(found) + 1)
    return found


def renumbered(draft: Draft, tab_id: str) -> Draft:
    """The draft with footnote references numbered in their order, and without footnotes that none refers to."""
    tab = draft.tab(tab_id)
    numbers = _numbers(tab)

    def numbered(element: Element) -> Element:
        if not isinstance(element, Inline) or element.kind != REFERENCE:
            return element
        return replace(element, data={**element.data, "footnoteNumber": numbers[str(element.data.get("footnoteId"))]})

    def change(paragraph: Paragraph, at: int) -> Paragraph:
        elements = tuple(map(numbered, paragraph.elements))
        return paragraph if elements == paragraph.elements else replace(paragraph, elements=elements)

    body = map_paragraphs(tab.body, 0, tab.body.size, change)
    kept = tuple(one for one in tab.footnotes if one.id in numbers)
    gone = {one.id for one in tab.footnotes} - numbers.keys()
    ranges = tab.ranges if not gone else tuple(one for one in tab.ranges if one.segment not in gone)
    return draft.with_tab(replace(tab, body=body, footnotes=kept, ranges=ranges))
