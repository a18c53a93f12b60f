"""Chips and other inline elements, as a reader sees them, and the chips that docgen writes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Final, NamedTuple

from docgen import clock
from docgen.document.nodes import NOTHING, Element, Inline, Run, Style
from docgen.errors import InputError

PERSON: Final = "person"
DATE: Final = "dateElement"
KINDS: Final = {
    PERSON: ("personProperties", "name", "email"),
    DATE: ("dateElementProperties", "displayText", "timestamp"),
    "richLink": ("richLinkProperties", "title", "uri"),
    "dropdown": ("dropdownProperties", "displayValue", "selectedOptionId"),
}
"""Kind → where its data stands, what it shows, and what it shows for want of that."""
UTC_NAME: Final = "etc/UTC"
"""The time zone of a date chip that names none (documented, and so spelt)."""
RULE: Final = "horizontalRule"
IMAGE: Final = "inlineObjectElement"
NOTE: Final = "footnoteReference"
PLACEHOLDERS: Final = re.compile("[\ue000-\uf8ff]")


class Chip(NamedTuple):
    """A person, a date, a link to a file, or a choice."""

    kind: str
    text: str
    """What a person reads."""
    url: str = ""
    moment: str = ""
    """Of a date, which may be shown without its year: ``2026-01-23``, or ``2026-01-23 10:00``."""


class Image(NamedTuple):
    """A picture; sizes in points, 0 when unknown."""

    url: str
    description: str
    width: float
    height: float


def chip(element: Inline) -> Chip | None:
    """The chip that ``element`` is, or None for an image, a break, and what this version does not know."""
    if element.kind not in KINDS:
        return None
    place, shown, instead = KINDS[element.kind]
    data = element.data.get(place) or NOTHING
    text = str(data.get(shown) or data.get(instead) or "")
    if element.kind == PERSON:
        email = str(data.get("email", ""))
        return Chip(element.kind, text, f"mailto:{email}" if email else "")
    if element.kind == DATE:
        moment = _moment(data)
        return Chip(element.kind, str(data.get(shown) or moment or text), moment=moment)
    return Chip(element.kind, text, str(data.get("uri", "")))


def _moment(data: Style) -> str:
    """The day of a date chip in its own time zone, and the time of day where it shows one; empty where it says none."""
    name = str(data.get("timeZoneId") or UTC_NAME)
    try:
        zone = UTC if name.upper().endswith("UTC") else clock.zone(name)
        read = datetime.fromisoformat(str(data.get("timestamp", "")))
        moment = (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(zone)
    except (ValueError, OverflowError, InputError):
        return ""
    timed = str(data.get("timeFormat", "")).startswith("TIME_FORMAT_HOUR")
    return moment.strftime("%Y-%m-%d %H:%M" if timed else "%Y-%m-%d")


def person(name: str, email: str) -> Inline:
    """A person to be written; ``name`` is what is read where the service does not know a better one."""
    return Inline(PERSON, {"personProperties": {"name": name, "email": email}})


def day_chip(day: date, locale: str) -> Inline:
    """A day to be written, shown as ``2026-01-23`` in every language.

    Noon of the day in UTC and no time zone, as the editor itself writes it (recorded): no reader sees another day.
    """
    data = {
        "timestamp": f"{day.isoformat()}T12:00:00Z",
        "locale": locale,
        "dateFormat": "DATE_FORMAT_ISO8601",
        "timeFormat": "TIME_FORMAT_DISABLED",
    }
    return Inline(DATE, {"dateElementProperties": {**data, "displayText": day.isoformat()}})


def styled(element: Inline, style: Style) -> Inline:
    """``element`` in a text style."""
    return replace(element, data={**element.data, "textStyle": style}) if style else element


def style_of(element: Element) -> Style:
    """The text style of any element; empty for none."""
    return (element.style if isinstance(element, Run) else element.data.get("textStyle")) or NOTHING


def image(element: Inline, resources: Style) -> Image | None:
    """The picture that ``element`` shows, by the inline objects among a tab's ``resources``."""
    if element.kind != IMAGE:
        return None
    objects = resources.get("inlineObjects") or NOTHING
    held = objects.get(str(element.data.get("inlineObjectId", ""))) or NOTHING
    data = (held.get("inlineObjectProperties") or NOTHING).get("embeddedObject") or NOTHING
    size = data.get("size") or NOTHING
    return Image(
        str((data.get("imageProperties") or NOTHING).get("contentUri", "")),
        str(data.get("title") or data.get("description") or ""),
        *(float((size.get(side) or NOTHING).get("magnitude", 0)) for side in ("width", "height")),
    )


def footnote(element: Inline) -> tuple[str, str] | None:
    """The footnote id and the number shown, where ``element`` refers to a footnote."""
    if element.kind != NOTE:
        return None
    return str(element.data.get("footnoteId", "")), str(element.data.get("footnoteNumber", ""))


def shown_text(run: Run) -> str:
    """The text of ``run`` without its newline, and without the characters that stand for what the API does not tell."""
    return PLACEHOLDERS.sub("", run.text.removesuffix("\n"))


def is_suggested(element: Element) -> bool:
    """Whether ``element`` is only a suggestion to insert: not part of the text until someone accepts it."""
    held = element.extra if isinstance(element, Run) else element.data
    return bool(held.get("suggestedInsertionIds"))
