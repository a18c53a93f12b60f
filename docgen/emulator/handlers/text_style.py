"""updateTextStyle: explicit and inherited, links and what they bring along, newlines and bullets that follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from docgen.document.edit import map_paragraphs
from docgen.document.edit_runs import Elements, restyled
from docgen.document.nodes import NOTHING, Element, Paragraph, Style
from docgen.emulator.draft import Draft
from docgen.emulator.handlers.links import link_of, linked, unlinked, widened, with_style
from docgen.emulator.handlers.text import filled, style_of
from docgen.emulator.handlers.where import refusing, span
from docgen.emulator.inherit import LINK_LOOK, named_type, parent_style, without_link
from docgen.emulator.masks import applied, paths
from docgen.emulator.refusal import RequestRefusal

JSON = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Update:
    """What a request sets."""

    new: JSON
    fields: list[str]

    @property
    def sets_link(self) -> bool:
        """Whether text becomes a link."""
        return "link" in self.fields and bool(self.new.get("link"))

    @property
    def clears_link(self) -> bool:
        """Whether text stops being a link."""
        return "link" in self.fields and not self.new.get("link")

    def of(self, style: Style | None, parent: Mapping[str, Any]) -> JSON:
        """``style`` after the request; a value that matches what is inherited is not kept (documented)."""
        made = applied(style or NOTHING, self.new, self.fields)
        touched = {field.split(".")[0] for field in self.fields}
        if self.sets_link:
            made = linked(made, self.fields)
            touched |= set(LINK_LOOK)
        return {name: value for name, value in made.items() if name not in touched or parent.get(name) != value}


def read(request: JSON) -> Update:
    """The request's style and mask, with what Google fills in.

    Raises ``RequestRefusal`` for a mask that is no mask and for a font without a name.
    """
    fields = paths(request.get("fields"), "TextStyle")
    style = dict(request.get("textStyle") or {})
    family = style.get("weightedFontFamily")
    if "weightedFontFamily" in fields and family is not None:
        if not family.get("fontFamily"):
            raise RequestRefusal("The font family must be specified when updating the weighted font family.")
        style["weightedFontFamily"] = {**family, "weight": family.get("weight") or 400}
    return Update(style, fields)


def _without_linked_newline(elements: Elements, size: int) -> Elements:
    """The newline at the end never carries a link (recorded)."""
    if link_of(elements[-1]) is None:
        return elements
    return restyled(elements, size - 1, size, lambda run: with_style(run, without_link(style_of(run)) or {}))


def styled(paragraph: Paragraph, first: int, last: int, update: Update, parent: Mapping[str, Any]) -> Paragraph:
    """``paragraph`` with [first, last) restyled.

    A range that ends right before the newline takes it along (documented: "may be extended to include adjacent
    newlines").
    """
    size = paragraph.size
    elements = paragraph.elements
    if last == size - 1 and not update.sets_link:
        last = size
    if update.sets_link:
        elements = widened(elements, first, last, applied({}, update.new, ["link"])["link"])
    plain = unlinked(elements, first) if update.clears_link else NOTHING

    def one(element: Element) -> Element:
        old = style_of(element)
        if update.clears_link and link_of(element) is not None:
            old = plain
        return with_style(element, update.of(old, parent))

    elements = restyled(elements, first, last, one)
    return filled(paragraph, _without_linked_newline(elements, size))


def bulleted(paragraph: Paragraph, update: Update) -> Paragraph:
    """A list item whose text was styled whole: its bullet is styled alike (documented)."""
    if paragraph.bullet is None:
        return paragraph
    own = [field for field in update.fields if field not in ("link", "underline")]
    style = applied(paragraph.bullet.get("textStyle") or NOTHING, update.new, own)
    return replace(paragraph, bullet={**paragraph.bullet, "textStyle": style})


def update_text_style(draft: Draft, request: JSON) -> tuple[Draft, JSON]:
    """updateTextStyle."""
    place, start, end = span(draft, request.get("range"))
    update = read(request)
    parents: dict[str, JSON] = {}

    def on(paragraph: Paragraph, at: int) -> Paragraph:
        named = named_type(paragraph)
        if named not in parents:
            parents[named] = parent_style(place.tab, named, "textStyle")
        first, last = max(start - at, 0), min(end - at, paragraph.size)
        made = styled(paragraph, first, last, update, parents[named])
        return bulleted(made, update) if first == 0 and last >= paragraph.size - 1 else made

    with refusing():
        return draft.edited(place, map_paragraphs(place.blocks, start, end, on)), {}
