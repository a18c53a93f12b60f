"""insertInlineImage. Nothing is fetched: without a size in the request an image takes a fixed one."""

from __future__ import annotations

from typing import Any, Final

from docgen.document.nodes import Inline
from docgen.emulator.blank import points
from docgen.emulator.draft import Draft
from docgen.emulator.handlers.chips import LONGEST_URI
from docgen.emulator.handlers.text import paragraph_at, put_lines, style_at
from docgen.emulator.handlers.where import refusing, spot
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
    paragraph, at = paragraph_at(where)
    with refusing():
        style = style_at(paragraph.elements, where.at - at)
    mint = draft.mint()
    made = mint.new("kix.")
    element = Inline("inlineObjectElement", {"inlineObjectId": made, "textStyle": style})
    draft = put_lines(draft.minted(mint), where, ((element,),), 1)
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
