"""createNamedRange and deleteNamedRange."""

from __future__ import annotations

from typing import Any

from docgen.document.ranges import Ranges, ranges_of
from docgen.document.tabs import NamedRange
from docgen.document.text import units
from docgen.emulator.draft import Draft
from docgen.emulator.handlers.where import span
from docgen.emulator.refusal import RequestRefusal

JSON = dict[str, Any]


def create_named_range(draft: Draft, request: JSON) -> tuple[Draft, JSON]:
    """createNamedRange."""
    name = request.get("name", "")
    if not 1 <= units(name) <= 256:
        raise RequestRefusal("The name must be at least 1 character and no more than 256 characters.")
    place, start, end = span(draft, request.get("range"))
    mint = draft.mint()
    made = NamedRange(mint.new("kix."), name, ((start, end),), place.segment)
    tab = place.tab
    return draft.with_ranges(tab, ranges_of(tab.ranges).added(made)).minted(mint), {
        "createNamedRange": {"namedRangeId": made.id}
    }


def delete_named_range(draft: Draft, request: JSON) -> tuple[Draft, JSON]:
    """deleteNamedRange, by id or by name; without a criterion in all tabs."""
    range_id, name = request.get("namedRangeId"), request.get("name")
    if not range_id and not name:
        raise RequestRefusal("The named range ID or the name must be specified.")
    gone = 0
    for tab in draft.tabs(request.get("tabsCriteria")):
        kept = [one for one in tab.ranges if (one.id != range_id if range_id else one.name != name)]
        if len(kept) < len(tab.ranges):
            gone += len(tab.ranges) - len(kept)
            draft = draft.with_ranges(draft.tab(tab.id), Ranges(kept))
    if range_id and not gone:
        raise RequestRefusal(f"The named range with ID '{range_id}' was not found.")
    return draft, {}
