"""What setting and removing links does to the text around (documented with the API's ``TextStyle.link``)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from docgen.document.edit_runs import Elements, joined, split
from docgen.document.nodes import NOTHING, Element, Run, Style
from docgen.emulator.handlers.text import style_of
from docgen.emulator.inherit import LINK_LOOK

JSON = dict[str, Any]


def with_style(element: Element, style: Style) -> Element:
    """``element`` in another text style."""
    if isinstance(element, Run):
        return replace(element, style=style)
    return replace(element, data={**element.data, "textStyle": style})


def link_of(element: Element) -> Any:
    """The link of an element; None where it has none."""
    return (style_of(element) or NOTHING).get("link")


def widened(elements: Elements, start: int, end: int, link: Any) -> Elements:
    """Links that [start, end) overlaps point to ``link`` as a whole, what lies outside of it too."""
    head, rest = split(elements, start)
    middle, tail = split(rest, end - start)
    before, after = list(head), list(tail)
    if middle and (old := link_of(middle[0])) is not None:
        for number in range(len(before) - 1, -1, -1):
            if link_of(before[number]) != old:
                break
            before[number] = with_style(before[number], {**(style_of(before[number]) or NOTHING), "link": link})
    if middle and (old := link_of(middle[-1])) is not None:
        for number, element in enumerate(after):
            if link_of(element) != old:
                break
            after[number] = with_style(element, {**(style_of(element) or NOTHING), "link": link})
    return joined(before, middle, after)


def unlinked(elements: Elements, start: int) -> Style:
    """The style of text from offset ``start`` whose link goes: that of the text before it, unless that is linked."""
    head, _ = split(elements, start)
    before = style_of(head[-1]) if head else None
    return NOTHING if not before or "link" in before else before


def linked(style: JSON, fields: list[str]) -> JSON:
    """The look of a link on top of ``style``, but for fields that the same request sets."""
    return {**style, **{name: look for name, look in LINK_LOOK.items() if name not in fields}}
