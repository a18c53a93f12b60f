"""replaceNamedRangeContent."""

from __future__ import annotations

from typing import Any

from docgen.document.edit import Siblings, edited
from docgen.document.nodes import Paragraph
from docgen.document.ranges import placed, ranges_of
from docgen.document.tabs import NamedRange
from docgen.document.text import STRIPPED, units
from docgen.emulator.draft import Draft, Place
from docgen.emulator.handlers.delete import remove
from docgen.emulator.handlers.text import put_text, style_of_unit
from docgen.emulator.handlers.where import BAD_DELETION, Span, Spot, refusing
from docgen.emulator.refusal import RequestRefusal

JSON = dict[str, Any]


def _wanted(draft: Draft, request: JSON) -> list[tuple[str, NamedRange]]:
    """Tab and range of all that the request names; none for a name that no range has (documented)."""
    range_id, name = request.get("namedRangeId"), request.get("namedRangeName")
    if not range_id and not name:
        raise RequestRefusal("The named range ID or the named range name must be specified.")
    found = [
        (tab.id, one)
        for tab in draft.tabs(request.get("tabsCriteria"))
        for one in tab.ranges
        if (one.id == range_id if range_id else one.name == name)
    ]
    if range_id and not found:
        raise RequestRefusal(f"The named range with ID '{range_id}' was not found.")
    return found


def _current(draft: Draft, tab_id: str, range_id: str) -> NamedRange | None:
    return next((one for one in draft.tab(tab_id).ranges if one.id == range_id), None)


def _replaced(draft: Draft, tab_id: str, one: NamedRange, text: str) -> Draft:
    """The first part of a range replaced, the others deleted; the range is then what was put in."""
    (start, end), *others = sorted(one.spans)
    place = Place(draft.tab(tab_id), one.segment)
    for other_start, other_end in reversed(others):
        draft = remove(draft, Span(draft.again(place), other_start, other_end))
    place = draft.again(place)
    last_newline = end == place.blocks.size or _ends_cell(place, end)
    stop = end - 1 if last_newline else end
    style: list[Any] = []

    def look(siblings: Siblings) -> tuple[Any, ...]:
        node = siblings.nodes[0]
        if isinstance(node, Paragraph):
            style.append(style_of_unit(node.elements, start - siblings.at))
        return siblings.nodes

    with refusing(BAD_DELETION, BAD_DELETION):
        edited(place.blocks, start, start + 1, look)
    if text:
        draft = put_text(draft, Spot(place, start), text, style[0] if style else None)
    if stop > start:
        size = units(text)
        draft = remove(draft, Span(draft.again(place), start + size, stop + size))
    tab = draft.tab(tab_id)
    rest = tuple(kept for kept in tab.ranges if kept.id != one.id)
    made = ranges_of(rest)
    if text:
        made = made.added(placed(one, ((start, start + units(text)),)))
    return draft.with_ranges(tab, made)


def _ends_cell(place: Place, end: int) -> bool:
    """Whether the unit before ``end`` is the last newline of a cell."""
    last: list[bool] = []

    def look(siblings: Siblings) -> tuple[Any, ...]:
        inside = siblings.at + sum(node.size for node in siblings.nodes)
        last.append(siblings.in_cell and siblings.is_end and inside == end)
        return siblings.nodes

    with refusing(BAD_DELETION, BAD_DELETION):
        edited(place.blocks, end - 1, end, look)
    return bool(last and last[0])


def replace_named_range_content(draft: Draft, request: JSON) -> tuple[Draft, JSON]:
    """replaceNamedRangeContent."""
    text = STRIPPED.sub("", request.get("text", ""))
    for tab_id, one in _wanted(draft, request):
        current = _current(draft, tab_id, one.id)
        if current is not None:
            draft = _replaced(draft, tab_id, current, text)
    return draft, {}
