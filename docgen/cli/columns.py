"""Tables for a terminal, in which a Japanese character is two columns wide."""

from __future__ import annotations

import shutil
import sys
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


def cut(text: str, room: int) -> str:
    """``text`` in at most ``room`` columns, ending in … where something had to go."""
    if width(text) <= room:
        return text
    used, kept = 1, []
    for character in text:
        if (used := used + width(character)) > room:
            break
        kept.append(character)
    return "".join(kept).rstrip() + "…"


def fitted(text: str, room: int) -> str:
    """``text`` in exactly ``room`` columns."""
    shown = cut(text, room)
    return shown + " " * (room - width(shown))


def screen() -> int:
    """Columns to fill: those of the terminal, within what is pleasant to read; 80 where the output goes elsewhere."""
    if not sys.stdout.isatty():
        return 80
    return min(max(shutil.get_terminal_size().columns, 60), 110)
