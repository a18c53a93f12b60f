"""The numbers of ordered lists, counted item by item as a document is read from top to bottom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from docgen.document.nodes import Style
from docgen.document.wire.lists import Level, bullet, bullet_place, list_level

ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def roman(number: int) -> str:
    """``number`` in small Roman numerals; beyond 3999, and below 1, in digits."""
    if not 0 < number < 4000:
        return str(number)
    written = ""
    for value, letters in ROMAN:
        times, number = divmod(number, value)
        written += letters * times
    return written


def letters(number: int) -> str:
    """``number`` as a, b, ... z, aa, bb, ... the way Google Docs goes on after z."""
    if number < 1:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


WAYS: Final[dict[str, Callable[[int], str]]] = {
    "DECIMAL": str,
    "ZERO_DECIMAL": lambda number: f"{number:02}",
    "ALPHA": letters,
    "UPPER_ALPHA": lambda number: letters(number).upper(),
    "ROMAN": roman,
    "UPPER_ROMAN": lambda number: roman(number).upper(),
}


class Numbering:
    """Counts the items of the lists of one tab."""

    def __init__(self, lists: Style) -> None:
        self._lists = lists
        self._counts: dict[tuple[str, int], int] = {}

    def count(self, value: Style) -> tuple[Level, int]:
        """How the next item, whose bullet is ``value``, begins, and its number; levels below it begin anew."""
        list_id, at = bullet_place(value)
        level = list_level(self._lists, value)
        number = self._counts.get((list_id, at), level.start - 1) + 1
        self._counts[list_id, at] = number
        for key in [key for key in self._counts if key[0] == list_id and key[1] > at]:
            del self._counts[key]
        return level, number

    def glyph(self, value: Style) -> str:
        """What stands before the next item, whose bullet is ``value``: ``●`` or ``2.b.``"""
        level, _ = self.count(value)
        if not level.ordered:
            return level.glyph
        list_id, at = bullet_place(value)
        written = level.format
        for above in range(at + 1):
            counted = list_level(self._lists, bullet(list_id, above))
            number = self._counts.get((list_id, above), counted.start)
            written = written.replace(f"%{above}", WAYS.get(counted.glyph, str)(number))
        return written
