"""Chips and other inline elements, as a reader sees them."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from docgen.document.nodes import NOTHING, Element, Inline, Run, Style

KINDS: Final = {
    "person": ("personProperties", "name", "email"),
    "dateElement": ("dateElementProperties", "displayText", "timestamp"),
    "richLink": ("richLinkProperties", "title", "uri"),
    "dropdown": ("dropdownProperties", "displayValue", "selectedOptionId"),
}
"""Kind → where its data stands, what it shows, and what it shows for want of that."""
RULE: Final = "horizontalRule"
IMAGE: Final = "inlineObjectElement"
NOTE: Final = "footnoteReference"
PLACEHOLDERS: Final = re.compile("[\ue000-\uf8ff]")


class Chip(NamedTuple):
    """A person, a date, a link to a file, or a choice."""

    kind: str
    text: str
    url: str = ""


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
    if element.kind == "person":
        email = str(data.get("email", ""))
        return Chip(element.kind, text, f"mailto:{email}" if email else "")
    return Chip(element.kind, text, str(data.get("uri", "")))


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
