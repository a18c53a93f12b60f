"""Page sections: the breaks that open them, and how many columns their text flows through."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from docgen.document.nodes import NOTHING, Node, SectionBreak, Style
from docgen.document.wire.looks import section_columns
from docgen.document.wire.styles import points

SET: Final = ("columnProperties", "columnSeparatorStyle")
"""What of a section's style a request states; the rest is that of the section around it."""


def flowing(columns: int, gap: float) -> SectionBreak:
    """The break before text that flows through ``columns``, ``gap`` points apart, with a line between them."""
    between = [{"paddingEnd": points(gap)}] * (columns - 1)
    style: dict[str, Any] = {"columnProperties": [*between, {"paddingEnd": points(0)}]}
    return SectionBreak({**style, "columnSeparatorStyle": "BETWEEN_EACH_COLUMN", "sectionType": "CONTINUOUS"})


def plain() -> SectionBreak:
    """The break after such text: what follows has the style of the section around both."""
    return SectionBreak({"sectionType": "CONTINUOUS"})


def stated(node: SectionBreak) -> Style:
    """What a break says of its section that a request must set."""
    style = node.style or NOTHING
    return {key: style[key] for key in SET if key in style}


def kind(node: SectionBreak) -> str:
    """Whether the section begins on the same page (``CONTINUOUS``) or on the next (``NEXT_PAGE``)."""
    return str((node.style or NOTHING).get("sectionType", "CONTINUOUS"))


def columns_around(nodes: Iterable[Node]) -> list[int]:
    """How many columns of text there are right before each block of a body, and behind the last."""
    found = [1]
    for node in nodes:
        found.append(section_columns(node.style) if isinstance(node, SectionBreak) else found[-1])
    return found


def is_whole(nodes: Sequence[Node], columns: Sequence[int]) -> bool:
    """Whether blocks can go without a trace on the pages around them: all page sections that begin in them end there,
    one break for each and one behind it. ``columns``: right before each of them and behind the last."""
    breaks = [node for node in nodes if isinstance(node, SectionBreak)]
    same_page = all(kind(each) == "CONTINUOUS" for each in breaks)
    return same_page and len(breaks) % 2 == 0 and columns[0] == columns[-1]


def style_around(nodes: Iterable[Node]) -> Style:
    """The style of the section that the end of ``nodes``, the first of a body, lies in: as far as a section that is put
    in there takes it over."""
    style: Style = NOTHING
    for node in nodes:
        if isinstance(node, SectionBreak):
            style = node.style or NOTHING
    return {key: value for key, value in style.items() if key != "sectionType" and not key.endswith("Id")}


def made_of(node: SectionBreak, around: Style) -> SectionBreak:
    """What comes out where ``node`` is put into a section whose style is ``around``."""
    return SectionBreak({**around, **stated(node), "sectionType": kind(node)})


def to_make(node: SectionBreak, around: Style) -> SectionBreak:
    """``node`` with just what a request can and must state for it to come out as it is."""
    style: dict[str, Any] = {key: value for key, value in stated(node).items() if around.get(key) != value}
    if "columnProperties" in style:
        style["columnProperties"] = [
            {"paddingEnd": one.get("paddingEnd", points(0))} for one in style["columnProperties"]
        ]
    return SectionBreak({**style, "sectionType": kind(node)})


def is_pageless(resources: Style) -> bool:
    """Whether a tab with these ``resources`` has no pages: then the editor shows all text in one column (reported)."""
    style = resources.get("documentStyle") or NOTHING
    return (style.get("documentFormat") or NOTHING).get("documentMode") == "PAGELESS"


def has_line_between(style: Style | None) -> bool:
    """Whether a line is drawn between the columns of a section with ``style``."""
    return (style or NOTHING).get("columnSeparatorStyle") == "BETWEEN_EACH_COLUMN"
