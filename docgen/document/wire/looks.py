"""Styles read back as plain values, for whoever shows a document. Lengths in points; None is "not said"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from docgen.document.nodes import NOTHING, Style
from docgen.document.wire.styles import colour_code

NORMAL: Final = "NORMAL_TEXT"
SIDES: Final = ("top", "right", "bottom", "left")
EXPLICIT_EMPTY: Final = "transparent"


class TextLook(NamedTuple):
    """A text style. Colours are ``#rrggbb``, or ``transparent`` where a style says "none"."""

    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = None
    struck: bool | None = None
    small_caps: bool | None = None
    raised: str = ""
    """``SUPERSCRIPT``, ``SUBSCRIPT`` or empty."""
    size: float | None = None
    font: str = ""
    weight: int | None = None
    colour: str = ""
    ground: str = ""


class Edge(NamedTuple):
    """A border; a width of 0 is none."""

    colour: str
    width: float
    dash: str


class ParagraphLook(NamedTuple):
    """A paragraph style."""

    alignment: str = ""
    """``START``, ``CENTER``, ``END``, ``JUSTIFIED`` or empty."""
    line_spacing: float | None = None
    """Percent."""
    above: float | None = None
    below: float | None = None
    start: float | None = None
    end: float | None = None
    first_line: float | None = None
    right_to_left: bool | None = None
    keep_with_next: bool | None = None
    page_break_before: bool | None = None
    ground: str = ""
    edges: Mapping[str, Edge] = {}
    """Side → border, for the sides that the style speaks of."""


class CellLook(NamedTuple):
    """A table cell style."""

    ground: str = ""
    padding: Mapping[str, float] = {}
    edges: Mapping[str, Edge] = {}
    rows: int = 1
    columns: int = 1
    """How many rows and columns it covers; the cells that it covers still stand in the table."""
    alignment: str = ""
    """``TOP``, ``MIDDLE``, ``BOTTOM`` or empty."""


class Page(NamedTuple):
    """A sheet of paper: its width and height, and its margins."""

    width: float
    height: float
    margins: Mapping[str, float]

    @property
    def text_width(self) -> float:
        """What is left between the margins."""
        return max(self.width - self.margins["left"] - self.margins["right"], 36)


def _length(style: Style, key: str) -> float | None:
    held = style.get(key)
    return None if held is None else float(held.get("magnitude", 0))


def _flag(style: Style, key: str) -> bool | None:
    held = style.get(key)
    return None if held is None else bool(held)


def _colour(style: Style, key: str) -> str:
    held = style.get(key)
    return "" if held is None else colour_code(held) or EXPLICIT_EMPTY


def _edges(style: Style) -> dict[str, Edge]:
    held = {side: style.get(f"border{side.title()}") for side in SIDES}
    return {
        side: Edge(colour_code(edge.get("color")), _length(edge, "width") or 0, str(edge.get("dashStyle", "SOLID")))
        for side, edge in held.items()
        if edge is not None
    }


def text_look(style: Style | None) -> TextLook:
    """What a text style says."""
    held = style or NOTHING
    font = held.get("weightedFontFamily") or NOTHING
    return TextLook(
        bold=_flag(held, "bold"),
        italic=_flag(held, "italic"),
        underline=_flag(held, "underline"),
        struck=_flag(held, "strikethrough"),
        small_caps=_flag(held, "smallCaps"),
        raised=str(held.get("baselineOffset", "")),
        size=_length(held, "fontSize"),
        font=str(font.get("fontFamily", "")),
        weight=int(font["weight"]) if "weight" in font else None,
        colour=_colour(held, "foregroundColor"),
        ground=_colour(held, "backgroundColor"),
    )


def paragraph_look(style: Style | None) -> ParagraphLook:
    """What a paragraph style says."""
    held = style or NOTHING
    direction = held.get("direction")
    return ParagraphLook(
        alignment=str(held.get("alignment", "")),
        line_spacing=float(held["lineSpacing"]) if "lineSpacing" in held else None,
        above=_length(held, "spaceAbove"),
        below=_length(held, "spaceBelow"),
        start=_length(held, "indentStart"),
        end=_length(held, "indentEnd"),
        first_line=_length(held, "indentFirstLine"),
        right_to_left=None if direction is None else direction == "RIGHT_TO_LEFT",
        keep_with_next=_flag(held, "keepWithNext"),
        page_break_before=_flag(held, "pageBreakBefore"),
        ground=_colour(held.get("shading") or NOTHING, "backgroundColor"),
        edges=_edges(held),
    )


def cell_look(style: Style | None) -> CellLook:
    """What a table cell style says."""
    held = style or NOTHING
    padding = {side: _length(held, f"padding{side.title()}") for side in SIDES}
    return CellLook(
        ground=_colour(held, "backgroundColor"),
        padding={side: length for side, length in padding.items() if length is not None},
        edges=_edges(held),
        rows=int(held.get("rowSpan", 1)),
        columns=int(held.get("columnSpan", 1)),
        alignment=str(held.get("contentAlignment", "")),
    )


def named_looks(resources: Style) -> dict[str, tuple[TextLook, ParagraphLook]]:
    """The named styles among a tab's ``resources``: type → text and paragraph style."""
    styles = (resources.get("namedStyles") or NOTHING).get("styles") or ()
    return {
        str(each.get("namedStyleType", "")): (
            text_look(each.get("textStyle")),
            paragraph_look(each.get("paragraphStyle")),
        )
        for each in styles
    }


def look_of(page: Style, named: Mapping[str, tuple[Style, Style]]) -> Style:
    """A tab's resources that say how it looks: its sheet, and its named styles (type → text and paragraph style)."""
    styles = [
        {"namedStyleType": each, "textStyle": text, "paragraphStyle": paragraph}
        for each, (text, paragraph) in named.items()
    ]
    return {"documentStyle": page, "namedStyles": {"styles": styles}}


def page_of(resources: Style) -> Page:
    """The sheet that a tab's ``resources`` describe; for want of it, a letter with margins of an inch."""
    held: Style = resources.get("documentStyle") or NOTHING
    size = held.get("pageSize") or NOTHING
    width, height = _length(size, "width") or 612.0, _length(size, "height") or 792.0
    if held.get("flipPageOrientation"):
        width, height = height, width
    margins = {side: _length(held, f"margin{side.title()}") for side in SIDES}
    return Page(width, height, {side: 72.0 if length is None else length for side, length in margins.items()})


def section_columns(style: Style | None) -> int:
    """How many columns of text the page section has that a section break with ``style`` opens."""
    return max(1, len((style or NOTHING).get("columnProperties") or ()))
