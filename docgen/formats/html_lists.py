"""The lists of HTML pages: nested ones, and those that Google Docs and Word write flat, their level in a class or a
style."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from docgen.document.wire.lists import LEVELS
from docgen.formats.building import BOX, Place
from docgen.formats.sheet import Sheet

GOOGLE: Final = re.compile(r"\blst-(\S{1,60})-([0-9]{1,2})\b")
"""``lst-kix_abc-1``: the list, and the level in it."""
WORD: Final = re.compile(r"mso-list:\s*(l[0-9]{1,6})\s+level([0-9]{1,2})", re.IGNORECASE)
"""``mso-list:l0 level2 lfo1``: the list, and the level in it from 1 on."""
GLYPH: Final = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
MARGIN: Final = re.compile(r"margin-inline-start:calc\(([0-9]{1,4}(?:\.[0-9]{1,4})?)\*var")
INDENT: Final = 36
"""Points by which each level stands further to the right."""
EVERNOTE: Final = re.compile(r"--en-checked:\s*(true|false)")
CHECKED: Final = {"true": True, "false": False, "checked": True, "unchecked": False}


def word_place(style: str) -> tuple[str, int] | None:
    """The name of the list and the level (0 to 8) that the style of a paragraph from Word tells."""
    found = WORD.search(style) if "mso-list" in style else None
    return (found[1], min(max(int(found[2]), 1), LEVELS) - 1) if found else None


def docgen_level(attributes: Mapping[str, str]) -> int | None:
    """The level (0 to 8) of a paragraph that is an item on a page that docgen wrote."""
    if not attributes.get("class", "").endswith(" item"):
        return None
    found = MARGIN.search(attributes.get("style", ""))
    return min(max(round(float(found[1]) / INDENT) - 1, 0), LEVELS - 1) if found else 0


def glyph_alone(attributes: Mapping[str, str]) -> bool:
    """Whether a tag holds the glyph of an item alone, as Word writes it out, and docgen."""
    style = attributes.get("style", "")
    return ("mso-list" in style and GLYPH.search(style) is not None) or attributes.get("class") == "glyph"


def ticked(attributes: Mapping[str, str], *, tasks: bool = False) -> bool | None:
    """Whether a tag says that it is ticked; None where it does not say.

    ``tasks``: it is an item of a list in which the class says it.
    """
    classes = attributes.get("class", "").split()
    if tasks:
        return "checked" in classes
    if "checkbox-on" in classes or "checkbox-off" in classes:
        return "checkbox-on" in classes
    if (said := attributes.get("aria-checked") or attributes.get("data-list")) in CHECKED:
        return CHECKED[said]
    if "--en-" in attributes.get("style", "") and (found := EVERNOTE.search(attributes["style"])):
        return found[1] == "true"
    return None


class HtmlLists:
    """Opens lists and items on a sheet, each at its level."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._flat: dict[str, list[Place]] = {}
        """Name of a flat list → the place of each of its levels."""
        self._word: tuple[str, int] = ("", 0)
        self._tasks = False

    def begin(self, ordered: bool, attributes: Mapping[str, str]) -> None:
        """A list opens."""
        sheet, classes = self._sheet, attributes.get("class", "")
        self._tasks = "inline-task-list" in classes
        if found := GOOGLE.search(classes):
            place = self._flat_place(found[1], min(int(found[2]), LEVELS - 1), ordered)
        else:
            written = attributes.get("start", "1")
            start = int(written) if written.isascii() and written.isdigit() and len(written) < 6 else 1
            place = sheet.lists.place(ordered, start, sheet.item or sheet.place)
        sheet.begin_list(place)

    def item(self, attributes: Mapping[str, str]) -> None:
        """An item opens, in a list or in none."""
        sheet = self._sheet
        if sheet.place is None:
            sheet.place = sheet.lists.place(False, 1, None)
        sheet.begin_item(sheet.place)
        if (tick := ticked(attributes, tasks=self._tasks)) is not None:
            sheet.text(BOX[tick])

    def word_item(self, name: str, level: int) -> None:
        """A paragraph opens that is an item."""
        self._word = name, level
        self._sheet.begin_item(self._flat_place(name, level, False))

    def word_glyph(self, text: str) -> None:
        """The glyph of the item that opened last."""
        if any(char.isalnum() for char in text) and text != "o":
            self._sheet.item = self._flat_place(*self._word, True)

    def _flat_place(self, name: str, level: int, ordered: bool) -> Place:
        places = self._flat.setdefault(f"{name} {ordered}", [])
        while len(places) <= level:
            places.append(self._sheet.lists.place(ordered, 1, places[-1] if places else None))
        return places[level]
