"""insertPerson, insertDate and insertRichLink: chips of one unit that read back with their data."""

from __future__ import annotations

from typing import Any, Final

from docgen.document.nodes import Inline
from docgen.emulator.dates import display
from docgen.emulator.draft import Draft
from docgen.emulator.handlers.text import put_lines, style_there
from docgen.emulator.handlers.where import Spot, spot
from docgen.emulator.refusal import RequestRefusal

JSON = dict[str, Any]

LONGEST_URI: Final = 2048


def put_inline(draft: Draft, where: Spot, kind: str, id_key: str, data: JSON) -> tuple[Draft, JSON]:
    """The draft with a chip or another thing of one unit put in, in the style of the text around it; and its data."""
    mint = draft.mint()
    made = {id_key: mint.new("kix."), "textStyle": style_there(where), **data}
    return put_lines(draft.minted(mint), where, ((Inline(kind, made),),), 1), made


def insert_person(draft: Draft, request: JSON) -> tuple[Draft, JSON]:
    """insertPerson."""
    given = request.get("personProperties") or {}
    if "@" not in given.get("email", ""):
        raise RequestRefusal("The email address of the person must be specified.")
    data = {"personProperties": {key: given[key] for key in ("name", "email") if given.get(key)}}
    return put_inline(draft, spot(draft, request), "person", "personId", data)[0], {}


def insert_date(draft: Draft, request: JSON) -> tuple[Draft, JSON]:
    """insertDate."""
    given = request.get("dateElementProperties") or {}
    zone = given.get("timeZoneId") or "etc/UTC"
    made = {
        "timestamp": given.get("timestamp", ""),
        "locale": given.get("locale") or "en",
        "dateFormat": given.get("dateFormat") or "DATE_FORMAT_MONTH_DAY_YEAR_ABBREVIATED",
        "timeFormat": given.get("timeFormat") or "TIME_FORMAT_DISABLED",
    }
    if given.get("timeZoneId"):
        made["timeZoneId"] = zone
    try:
        text = display(made["timestamp"], zone, made["locale"], made["dateFormat"], made["timeFormat"])
    except ValueError as error:
        raise RequestRefusal("The timestamp or the time zone of the date is invalid.") from error
    data = {"dateElementProperties": {**made, "displayText": text}}
    return put_inline(draft, spot(draft, request), "dateElement", "dateId", data)[0], {}


def insert_rich_link(draft: Draft, request: JSON) -> tuple[Draft, JSON]:
    """insertRichLink."""
    given = request.get("richLinkProperties") or {}
    uri = given.get("uri", "")
    if not uri.startswith(("https://", "http://")) or len(uri.encode()) > LONGEST_URI:
        raise RequestRefusal("The URI of the rich link is invalid.")
    data = {"title": given.get("title") or uri, "uri": uri}
    if given.get("mimeType"):
        data["mimeType"] = given["mimeType"]
    return put_inline(draft, spot(draft, request), "richLink", "richLinkId", {"richLinkProperties": data})[0], {}
