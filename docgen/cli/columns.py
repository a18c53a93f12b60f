"""Tables for a terminal, in which a Japanese character is two columns wide."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def width(text: str) -> int:
    """Columns that ``text`` takes on a terminal."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )


def aligned(rows: Sequence[Sequence[str]], gap: str = "  ") -> list[str]:
    """Each of ``rows`` as one line, cells below each other; the last one is not padded."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    return [
        gap.join(cell + " " * (room - width(cell)) for cell, room in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
