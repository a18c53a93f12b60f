"""Which styles apply where: explicit ones, and those inherited from a named style."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from docgen.document.nodes import NOTHING, Paragraph, Style
from docgen.document.tabs import Tab

JSON = dict[str, Any]

HEADED: Final = frozenset({"TITLE", "SUBTITLE", *(f"HEADING_{level}" for level in range(1, 7))})
"""Named styles whose paragraphs have a heading id."""

LINK_LOOK: Final[JSON] = {
    "underline": True,
    "foregroundColor": {"color": {"rgbColor": {"red": 0.06666667, "green": 0.33333334, "blue": 0.8}}},
}
"""What setting a link adds to the text style (recorded)."""


def named_style(tab: Tab, named: str) -> Style:
    """The entry of ``namedStyles`` for a type; empty where the tab has none."""
    styles = (tab.resources.get("namedStyles") or NOTHING).get("styles", ())
    return next((style for style in styles if style.get("namedStyleType") == named), NOTHING)


def parent_style(tab: Tab, named: str, part: str) -> JSON:
    """What a paragraph of the named style inherits; ``part`` is ``textStyle`` or ``paragraphStyle``."""
    normal = named_style(tab, "NORMAL_TEXT").get(part, NOTHING)
    own = NOTHING if named == "NORMAL_TEXT" else named_style(tab, named).get(part, NOTHING)
    return {**normal, **own}


def named_type(paragraph: Paragraph) -> str:
    """The named style type of a paragraph."""
    return str((paragraph.style or NOTHING).get("namedStyleType", "NORMAL_TEXT"))


def without_link(style: Style | None) -> Style | None:
    """A text style without a link and without the look that the link brought along."""
    if not style or "link" not in style:
        return style
    return {
        key: value
        for key, value in style.items()
        if key != "link" and not (key in LINK_LOOK and LINK_LOOK[key] == value)
    }


def difference(style: Mapping[str, Any], base: Mapping[str, Any]) -> JSON:
    """The members of ``style`` that ``base`` does not have so."""
    return {key: value for key, value in style.items() if base.get(key) != value}
