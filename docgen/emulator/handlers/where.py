"""Locations and ranges of requests, checked as Google checks them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from docgen.document.edit import NoPlaceError, StructureError
from docgen.document.edit_runs import SplitError
from docgen.emulator.draft import Draft, Place
from docgen.emulator.refusal import RequestRefusal

JSON = dict[str, Any]

NOT_IN_PARAGRAPH = "The insertion index must be inside the bounds of an existing paragraph."
NO_TABLE = "The provided table start location is invalid."
BAD_DELETION = "Invalid deletion range. Cannot delete the requested range."


class Spot(NamedTuple):
    """Where something goes in."""

    place: Place
    at: int


class Span(NamedTuple):
    """[start, end) of a segment, in UTF-16 code units."""

    place: Place
    start: int
    end: int


def _beyond(index: int, size: int) -> RequestRefusal:
    return RequestRefusal(f"Index {index} must be less than the end index of the referenced segment, {size}.")


def spot(draft: Draft, request: JSON) -> Spot:
    """The place that ``location`` or ``endOfSegmentLocation`` of ``request`` names."""
    location, end = request.get("location"), request.get("endOfSegmentLocation")
    if location is None and end is None:
        raise RequestRefusal("The insertion location must be specified.")
    if location is None:
        place = draft.place(end or {})
        return Spot(place, place.blocks.size - 1)
    place = draft.place(location)
    index = int(location.get("index", 0))
    if index >= place.blocks.size:
        raise _beyond(index, place.blocks.size)
    if index < 0:
        raise RequestRefusal(f"Index {index} must be greater than or equal to 0.")
    return Spot(place, index)


def span(draft: Draft, given: JSON | None) -> Span:
    """The range that a request names, not empty and inside its segment."""
    if given is None:
        raise RequestRefusal("The range must be specified.")
    place = draft.place(given)
    start, end, size = int(given.get("startIndex", 0)), int(given.get("endIndex", 0)), place.blocks.size
    if start < 0:
        raise RequestRefusal(f"Index {start} must be greater than or equal to 0.")
    if end == start:
        raise RequestRefusal("The range should not be empty.")
    if end < start:
        raise RequestRefusal("The end index of the range must be greater than its start index.")
    if start >= size:
        raise _beyond(start, size)
    if end > size:
        raise _beyond(end, size)
    return Span(place, start, end)


@contextmanager
def refusing(no_place: str = NOT_IN_PARAGRAPH, cut: str = NOT_IN_PARAGRAPH) -> Iterator[None]:
    """Gives Google's texts to what goes wrong in an edit."""
    try:
        yield
    except NoPlaceError as error:
        raise RequestRefusal(no_place) from error
    except (StructureError, SplitError) as error:
        raise RequestRefusal(cut) from error
