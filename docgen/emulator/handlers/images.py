"""insertInlineImage. Nothing is fetched: without a size in the request an image takes a fixed one."""

from __future__ import annotations

from typing import Any, Final

from docgen.emulator.blank import points
from docgen.emulator.draft import Draft
from docgen.emulator.handlers.chips import LONGEST_URI, put_inline
from docgen.emulator.handlers.where import spot
from docgen.emulator.masks import kept
from docgen.emulator.refusal import RequestRefusal

JSON = dict[str, Any]

SIDE: Final = 150
"""Points of each side of an image whose size nobody gave."""
BAD_IMAGE: Final = (
    "There was a problem retrieving the image. The provided image should be publicly accessible, within size limit,"
    " and in supported formats."
)
MARGIN: Final = 9
BORDER: Final[JSON] = {
    "color": {"color": {"rgbColor": {}}},
    "width": points(),
    "dashStyle": "SOLID",
    "propertyState": "NOT_RENDERED",
}
"""The border and the margins of an image nobody touched (recorded)."""


def _size(given: JSON) -> JSON:
    sides = {name: (given.get(name) or {}).get("magnitude") for name in ("height", "width")}
    known = next((side for side in sides.values() if side), SIDE)
    size: JSON = kept({name: points(side or known) for name, side in sides.items()})
    return size


def insert_inline_image(draft: Draft, request: JSON) -> tuple[Draft, JSON]:
    """insertInlineImage."""
    uri = request.get("uri", "")
    if not uri.startswith(("https://", "http://")) or len(uri.encode()) > LONGEST_URI:
        raise RequestRefusal(BAD_IMAGE)
    where = spot(draft, request)
    if where.place.kind == "footnotes":
        raise RequestRefusal("Inline images cannot be inserted inside a footnote.")
    draft, element = put_inline(draft, where, "inlineObjectElement", "inlineObjectId", {})
    made = element["inlineObjectId"]
    embedded = {
        "imageProperties": {"contentUri": uri, "sourceUri": uri, "cropProperties": {}},
        "embeddedObjectBorder": BORDER,
        "size": _size(request.get("objectSize") or {}),
        **{f"margin{side}": points(MARGIN) for side in ("Top", "Bottom", "Right", "Left")},
    }
    objects = draft.tab(where.place.tab.id).resources.get("inlineObjects") or {}
    entry = {"objectId": made, "inlineObjectProperties": {"embeddedObject": embedded}}
    draft = draft.with_resource(where.place.tab.id, "inlineObjects", {**objects, made: entry})
    return draft, {"insertInlineImage": {"objectId": made}}
