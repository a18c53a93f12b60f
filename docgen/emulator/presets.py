"""The list presets of createParagraphBullets: nine levels each, three kinds of glyph in turn, as data."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from docgen.emulator.blank import points

JSON = dict[str, Any]

LEVELS: Final = 9
STEP: Final = 36
"""Points between one level and the next; the bullet itself hangs half a step (recorded)."""

SYMBOLS: Final = {
    "BULLET_DISC_CIRCLE_SQUARE": "●○■",
    "BULLET_DIAMONDX_ARROW3D_SQUARE": "❖➢■",
    "BULLET_ARROW_DIAMOND_DISC": "➔◆●",
    "BULLET_STAR_CIRCLE_SQUARE": "★○■",
    "BULLET_ARROW3D_CIRCLE_SQUARE": "➢○■",
    "BULLET_LEFTTRIANGLE_DIAMOND_DISC": "◄◆●",
    "BULLET_DIAMONDX_HOLLOWDIAMOND_SQUARE": "❖◇■",
    "BULLET_DIAMOND_CIRCLE_SQUARE": "◆○■",
}


class Numbers(NamedTuple):
    """Glyph types of three levels, and what follows the number."""

    types: tuple[str, str, str]
    suffix: str = "."
    nested: bool = False
    """Whether a level repeats the numbers of those above it: 1.1.1."""


NUMBERS: Final = {
    "NUMBERED_DECIMAL_ALPHA_ROMAN": Numbers(("DECIMAL", "ALPHA", "ROMAN")),
    "NUMBERED_DECIMAL_ALPHA_ROMAN_PARENS": Numbers(("DECIMAL", "ALPHA", "ROMAN"), ")"),
    "NUMBERED_DECIMAL_NESTED": Numbers(("DECIMAL", "DECIMAL", "DECIMAL"), nested=True),
    "NUMBERED_UPPERALPHA_ALPHA_ROMAN": Numbers(("UPPER_ALPHA", "ALPHA", "ROMAN")),
    "NUMBERED_UPPERROMAN_UPPERALPHA_DECIMAL": Numbers(("UPPER_ROMAN", "UPPER_ALPHA", "DECIMAL")),
    "NUMBERED_ZERODECIMAL_ALPHA_ROMAN": Numbers(("ZERO_DECIMAL", "ALPHA", "ROMAN")),
}
CHECKBOX: Final = "BULLET_CHECKBOX"
ROMAN: Final = frozenset({"ROMAN", "UPPER_ROMAN"})
"""Their numbers are aligned at their end (recorded for ROMAN)."""


def indents(level: int) -> JSON:
    """The indents of a paragraph at ``level`` (0 to 8)."""
    return {"indentFirstLine": points(STEP * level + STEP // 2), "indentStart": points(STEP * (level + 1))}


def _glyph(preset: str, level: int) -> JSON:
    if preset == CHECKBOX:
        return {"bulletAlignment": "START", "glyphType": "GLYPH_TYPE_UNSPECIFIED", "glyphFormat": f"%{level}"}
    if symbols := SYMBOLS.get(preset):
        return {"bulletAlignment": "START", "glyphSymbol": symbols[level % 3], "glyphFormat": f"%{level}"}
    numbers = NUMBERS[preset]
    kind = numbers.types[level % 3]
    shown = range(level + 1) if numbers.nested else (level,)
    return {
        "bulletAlignment": "END" if kind in ROMAN else "START",
        "glyphType": kind,
        "glyphFormat": "".join(f"%{one}{numbers.suffix}" for one in shown),
    }


def nesting_levels(preset: str) -> list[JSON]:
    """The nine nesting levels of a preset.

    Raises ``KeyError`` for a preset that does not exist.
    """
    return [
        {**_glyph(preset, level), **indents(level), "textStyle": {"underline": False}, "startNumber": 1}
        for level in range(LEVELS)
    ]
