"""How text of an HTML page is set, by the little of CSS that minutes use."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from docgen.formats.sheet import Marks

CLASS: Final = re.compile(r"(?:^|,)\s*(?:[a-z0-9]+)?\.([\w-]+)\s*(?=,|$)", re.IGNORECASE)
DECLARATION: Final = re.compile(
    r"(?:^|[;\s])(font-weight|font-style|text-decoration(?:-line)?|display|visibility|mso-hide)\s*:\s*([^;]+)",
    re.IGNORECASE,
)
LOOKING: Final = ("font", "text-d", "display", "visib", "mso-hide")
"""What a style holds that says something of these; most do not."""


class Look(NamedTuple):
    """What a style says of text; None for nothing."""

    bold: bool | None = None
    italic: bool | None = None
    struck: bool | None = None
    hidden: bool = False

    def over(self, marks: Marks) -> Marks:
        """``marks`` as this changes them."""
        return Marks(
            marks.bold if self.bold is None else self.bold,
            marks.italic if self.italic is None else self.italic,
            marks.struck if self.struck is None else marks.struck or self.struck,
            marks.url,
        )

    def then(self, other: Look) -> Look:
        """What both say, ``other`` having the last word."""
        return Look(
            self.bold if other.bold is None else other.bold,
            self.italic if other.italic is None else other.italic,
            self.struck if other.struck is None else other.struck,
            self.hidden or other.hidden,
        )


SILENT: Final = Look()


def look_of(css: str) -> Look:
    """What the declarations ``css`` say."""
    lower = css.lower()
    if not any(word in lower for word in LOOKING):
        return SILENT
    said = {name.lower(): value.strip().lower() for name, value in DECLARATION.findall(css)}
    weight, slant = said.get("font-weight"), said.get("font-style")
    lined = said.get("text-decoration-line", said.get("text-decoration"))
    hidden = said.get("display", "").startswith("none") or said.get("visibility") == "hidden"
    return Look(
        None if weight is None else weight.startswith("bold") or (weight[:3].isdigit() and int(weight[:3]) >= 600),
        None if slant is None else slant.startswith(("italic", "oblique")),
        None if lined is None else "line-through" in lined,
        hidden or said.get("mso-hide") == "all",
    )


def looks_by_class(sheet: str) -> dict[str, Look]:
    """What a style sheet says of classes alone: of ``.c3`` and ``span.c3``, not of ``.a .b``."""
    found: dict[str, Look] = {}
    for rule in sheet.split("}"):
        selector, _, css = rule.rpartition("{")
        if (look := look_of(css)) != SILENT:
            for name in CLASS.findall(selector.strip()):
                found[name] = found.get(name, SILENT).then(look)
    return found


def look_of_classes(names: str, known: Mapping[str, Look]) -> Look:
    """What the classes ``names`` say together."""
    look = SILENT
    for name in names.split():
        if name in known:
            look = look.then(known[name])
    return look
