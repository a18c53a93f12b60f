"""Styles: built from plain values for requests, and read back as plain values."""

from __future__ import annotations

from typing import Any

from docgen.document.nodes import NOTHING, Style

JSON = dict[str, Any]

LEVELS: dict[str | None, int] = {f"HEADING_{level}": level for level in range(1, 7)}


def points(magnitude: float) -> JSON:
    """A length in points; the API leaves a magnitude of 0 out."""
    return {"magnitude": magnitude, "unit": "PT"} if magnitude else {"unit": "PT"}


def colour(code: str) -> JSON:
    """An optional colour from ``#rrggbb``; the empty string is "no colour" (transparent)."""
    if not code:
        return {}
    red, green, blue = (int(code[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return {"color": {"rgbColor": {"red": red, "green": green, "blue": blue}}}


def colour_code(optional: Style | None) -> str:
    """``#rrggbb`` of an optional colour; empty for none or transparent."""
    rgb = ((optional or NOTHING).get("color") or NOTHING).get("rgbColor")
    if rgb is None:
        return ""
    return "#" + "".join(f"{round(float(rgb.get(part, 0)) * 255):02x}" for part in ("red", "green", "blue"))


def text_style(
    *,
    bold: bool | None = None,
    italic: bool | None = None,
    underline: bool | None = None,
    strikethrough: bool | None = None,
    size: float | None = None,
    font: str | None = None,
    weight: int = 400,
    colour_of_text: str | None = None,
    url: str | None = None,
    heading: tuple[str, str] | None = None,
) -> JSON:
    """A text style with just the fields given. ``size`` in points; ``heading`` links to (tab id, heading id)."""
    style: JSON = {}
    flags = {"bold": bold, "italic": italic, "underline": underline, "strikethrough": strikethrough}
    style.update({name: flag for name, flag in flags.items() if flag is not None})
    if size is not None:
        style["fontSize"] = points(size)
    if font is not None:
        style["weightedFontFamily"] = {"fontFamily": font, "weight": weight}
    if colour_of_text is not None:
        style["foregroundColor"] = colour(colour_of_text)
    if url is not None:
        style["link"] = {"url": url}
    if heading is not None:
        tab_id, heading_id = heading
        style["link"] = {"heading": {"id": heading_id, "tabId": tab_id}} if tab_id else {"headingId": heading_id}
    return style


def paragraph_style(
    *,
    named: str | None = None,
    alignment: str | None = None,
    line_spacing: float | None = None,
    above: float | None = None,
    below: float | None = None,
    indent: float | None = None,
    first_line: float | None = None,
    keep_with_next: bool | None = None,
) -> JSON:
    """A paragraph style with just the fields given.

    ``named`` is a named style type (``HEADING_2``, ...); ``line_spacing`` is in percent, the rest in points.
    """
    style: JSON = {}
    plain = {
        "namedStyleType": named,
        "alignment": alignment,
        "lineSpacing": line_spacing,
        "keepWithNext": keep_with_next,
    }
    style.update({name: value for name, value in plain.items() if value is not None})
    lengths = {"spaceAbove": above, "spaceBelow": below, "indentStart": indent, "indentFirstLine": first_line}
    style.update({name: points(value) for name, value in lengths.items() if value is not None})
    return style


def border(code: str, width: float = 1) -> JSON:
    """A solid table cell border of colour ``#rrggbb`` and ``width`` points."""
    return {"color": colour(code), "width": points(width), "dashStyle": "SOLID"}


def cell_style(
    *, background: str | None = None, padding: float | None = None, borders: str | None = None, width: float = 1
) -> JSON:
    """A table cell style of the fields given: colours as ``#rrggbb``; ``padding`` and border ``width`` in points."""
    style: JSON = {}
    if background is not None:
        style["backgroundColor"] = colour(background)
    sides = ("Left", "Right", "Top", "Bottom")
    if padding is not None:
        style.update({f"padding{side}": points(padding) for side in sides})
    if borders is not None:
        style.update({f"border{side}": border(borders, width) for side in sides})
    return style


def named_style_type(style: Style | None) -> str:
    """``NORMAL_TEXT``, ``HEADING_2``, ... of a paragraph style."""
    return str((style or NOTHING).get("namedStyleType", "NORMAL_TEXT"))


def heading_level(style: Style | None) -> int:
    """1 to 6 for a heading, 0 for anything else."""
    return LEVELS.get(style.get("namedStyleType"), 0) if style else 0


def is_title(style: Style | None) -> bool:
    """Whether a paragraph is the title of its document."""
    return (style or NOTHING).get("namedStyleType") == "TITLE"


def heading_id(style: Style | None) -> str:
    """The id by which links reach a heading; empty where it has none."""
    return str((style or NOTHING).get("headingId", ""))


def is_bold(style: Style | None) -> bool:
    """Whether the run itself is set bold (not its named style)."""
    if not style:
        return False
    return bool(style.get("bold")) or int((style.get("weightedFontFamily") or NOTHING).get("weight", 400)) >= 600


def is_italic(style: Style | None) -> bool:
    """Whether the run itself is set in italics."""
    return bool((style or NOTHING).get("italic"))


def is_struck(style: Style | None) -> bool:
    """Whether the run is struck through."""
    return bool((style or NOTHING).get("strikethrough"))


def linked_url(style: Style | None) -> str:
    """The address that a text style links to; empty for none or a link inside the document."""
    return str(((style or NOTHING).get("link") or NOTHING).get("url", ""))


def linked_heading(style: Style | None) -> str:
    """The heading id that a text style links to, in either of the API's shapes or as the address of a heading in
    another document; empty for none."""
    link = (style or NOTHING).get("link") or NOTHING
    inside = link.get("headingId") or (link.get("heading") or NOTHING).get("id", "")
    return str(inside or str(link.get("url", "")).partition("#heading=")[2])


def column_widths(style: Style | None) -> list[float]:
    """The fixed widths of a table style's columns in points; 0 where a column is evenly distributed."""
    return [
        float((column.get("width") or NOTHING).get("magnitude", 0))
        for column in (style or NOTHING).get("tableColumnProperties", ())
    ]
