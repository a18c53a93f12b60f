"""Text folded for matching (NFKC, plain dashes, plain quotes) that still knows where each character came from."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

ALIKE = {
    **dict.fromkeys("\u2010\u2012\u2013\u2014\u2015\u2212\u2500", "-"),
    **dict.fromkeys("\u301c\u223c\u223e", "~"),
    **dict.fromkeys("\u2018\u2019", "'"),
    "\t": " ",
}
"""What people type for ``-``, ``~``, ``'`` and a space, and NFKC keeps apart."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A text for matching, with the way back to the one it was made from."""

    text: str
    places: Sequence[int]
    """For each code point of ``text``, and for its end, the code point of the original that it came from."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """``[start, end)`` of the folded text as code points of the original; a character is never cut in half."""
        if start == end:
            return self.places[start], self.places[start]
        return self.places[start], self.places[end - 1] + 1


def fold(text: str) -> Folded:
    """``text`` folded character by character, so that no offset depends on what stands around it."""
    folded = [_character(char) for char in text]
    joined = "".join(folded)
    if len(joined) == len(text):
        return Folded(joined, range(len(text) + 1))
    places = [i for i, part in enumerate(folded) for _ in part]
    return Folded(joined, [*places, len(text)])


@lru_cache(maxsize=8192)
def _character(char: str) -> str:
    """``char`` folded, never to nothing.

    Enclosed, raised and lowered digits stay: ①12/1 is the first item of a list, due on 12/1, and not 112/1.
    """
    plain = ALIKE.get(char) or unicodedata.normalize("NFKC", char)
    enclosed = unicodedata.decomposition(char).startswith(("<circle>", "<super>", "<sub>"))
    if not plain or (enclosed and plain.isdigit()):
        return char
    return ALIKE.get(plain, plain)
