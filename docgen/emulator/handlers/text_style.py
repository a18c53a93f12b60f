"""updateTextStyle: explicit and inherited, links and what they bring along, newlines and bullets that follow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from docgen.document.edit import map_paragraphs
from docgen.document.edit_runs import restyled
from docgen.document.nodes import NOTHING, Element, Paragraph, Run, Style
from docgen.emulator.draft import Draft
from docgen.emulator.handlers.text import filled, style_of
from docgen.emulator.handlers.where import refusing, span
from docgen.emulator.inherit import LINK_LOOK, named_type, parent_style, without_link
from docgen.emulator.masks import applied, paths
from docgen.emulator.refusal import RequestRefusal

JSON = dict[str, Any]


def with_style(element: Element, style: Style) -> Element:
    """``element`` in another text style."""
    if isinstance(element, Run):
        return replace(element, style=style)
    return replace(element, data={**element.data, "textStyle": style})


def _linked(style: JSON, new: Mapping[str, Any], fields: list[str]) -> JSON:
    """What setting or clearing a link does to the rest, but for fields that the same request sets."""
    if "link" not in fields:
        return style
    for name, look in LINK_LOOK.items():
        if name not in fields:
            if new.get("link"):
                style[name] = look
            else:
                style.pop(name, None)
    return style


def update(style: Style | None, new: Mapping[str, Any], fields: list[str], parent: Mapping[str, Any]) -> JSON:
    """``style`` after a request; a value that matches what is inherited is not kept."""
    made = _linked(applied(style or NOTHING, new, fields), new, fields)
    touched = {field.split(".")[0] for field in fields} | (set(LINK_LOOK) if "link" in fields else set())
    return {name: value for name, value in made.items() if name not in touched or parent.get(name) != value}


def checked(style: JSON, fields: list[str]) -> JSON:
    """The new text style with what Google fills in.

    Raises ``RequestRefusal`` for a font without a name.
    """
    family = style.get("weightedFontFamily")
    if "weightedFontFamily" in fields and family is not None:
        if not family.get("fontFamily"):
            raise RequestRefusal("The font family must be specified when updating the weighted font family.")
        return {**style, "weightedFontFamily": {**family, "weight": family.get("weight") or 400}}
    return style


def restyle(
    start: int, end: int, change: Callable[[Paragraph, Element], Style]
) -> Callable[[Paragraph, int], Paragraph]:
    """Changes the text style of [start, end) in a paragraph.

    A range that ends right before the newline takes it along (documented: "may be extended to include adjacent
    newlines"); a newline never carries a link (recorded).
    """

    def on(paragraph: Paragraph, at: int) -> Paragraph:
        size = paragraph.size
        first, last = max(start - at, 0), min(end - at, size)
        if last == size - 1:
            last = size

        def one(element: Element) -> Element:
            return with_style(element, change(paragraph, element))

        elements = restyled(paragraph.elements, first, last, one)
        tail = elements[-1]
        if isinstance(tail, Run) and tail.style and "link" in tail.style:
            elements = restyled(
                elements, size - 1, size, lambda run: with_style(run, without_link(style_of(run)) or {})
            )
        return filled(paragraph, elements)

    return on


def bulleted(paragraph: Paragraph, new: Mapping[str, Any], fields: list[str]) -> Paragraph:
    """A list item whose text was styled whole: its bullet is styled alike."""
    if paragraph.bullet is None:
        return paragraph
    own = [field for field in fields if field not in ("link", "underline")]
    style = applied(paragraph.bullet.get("textStyle") or NOTHING, new, own)
    return replace(paragraph, bullet={**paragraph.bullet, "textStyle": style})


def update_text_style(draft: Draft, request: JSON) -> tuple[Draft, JSON]:
    """updateTextStyle."""
    place, start, end = span(draft, request.get("range"))
    fields = paths(request.get("fields"), "TextStyle")
    new = checked(request.get("textStyle") or {}, fields)
    parents: dict[str, JSON] = {}

    def change(paragraph: Paragraph, element: Element) -> Style:
        named = named_type(paragraph)
        if named not in parents:
            parents[named] = parent_style(place.tab, named, "textStyle")
        return update(style_of(element), new, fields, parents[named])

    styled = restyle(start, end, change)

    def on(paragraph: Paragraph, at: int) -> Paragraph:
        made = styled(paragraph, at)
        whole = start <= at and end >= at + paragraph.size - 1
        return bulleted(made, new, fields) if whole else made

    with refusing():
        return draft.edited(place, map_paragraphs(place.blocks, start, end, on)), {}
