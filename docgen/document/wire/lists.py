"""Lists: bullets of paragraphs, and the properties that they refer to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from docgen.document.nodes import NOTHING, Style
from docgen.document.wire.styles import paragraph_style, points

JSON = dict[str, Any]

LEVELS: Final = 9
SYMBOLS: Final = ("●", "○", "■")
GLYPHS: Final = ("DECIMAL", "ALPHA", "ROMAN")
"""The glyphs of both presets, which come round again every three levels (recorded)."""
COUNTING: Final = frozenset({"DECIMAL", "ZERO_DECIMAL", "UPPER_ALPHA", "ALPHA", "UPPER_ROMAN", "ROMAN"})

UNTYPED: Final = "GLYPH_TYPE_UNSPECIFIED"
"""The glyph of a checklist, which has no symbol either."""
TOLD: Final = ("glyphType", "glyphSymbol", "glyphFormat", "startNumber")


class Level(NamedTuple):
    """How the items at one nesting level of a list begin."""

    ordered: bool = False
    start: int = 1
    """The number of the first item of an ordered list."""
    glyph: str = ""
    """A symbol such as ``●``, or what an ordered list counts in: ``DECIMAL``, ``ALPHA``, ``ROMAN``, ..."""
    format: str = ""
    """``%0.`` or the like: what stands around the number."""


def bullet(list_id: str, level: int = 0) -> JSON:
    """The bullet of a paragraph in the list ``list_id`` at nesting level ``level`` (0 to 8)."""
    return {"listId": list_id, "nestingLevel": level} if level else {"listId": list_id}


def bullet_place(value: Style) -> tuple[str, int]:
    """The list id and the nesting level of a paragraph's bullet."""
    return str(value.get("listId", "")), int(value.get("nestingLevel", 0))


def item_style(level: int, *, glyph: bool = True) -> JSON:
    """The indents of an item at ``level``; without ``glyph``, of a paragraph that goes on below it."""
    start = 36.0 * (level + 1)
    return paragraph_style(first_line=start - 18 if glyph else start, indent=start)


def list_resource(levels: Sequence[Level]) -> JSON:
    """One value of a tab's ``lists``; levels beyond those given are like the last."""
    known = [*levels, *[levels[-1]] * (LEVELS - len(levels))]
    return {"listProperties": {"nestingLevels": [_nesting_level(i, level) for i, level in enumerate(known)]}}


def _nesting_level(at: int, level: Level) -> JSON:
    if level.ordered:
        glyph = {"glyphType": GLYPHS[at % 3], "glyphFormat": f"%{at}."}
    else:
        glyph = {"glyphSymbol": SYMBOLS[at % 3], "glyphFormat": f"%{at}"}
    return {
        "bulletAlignment": "START",
        **glyph,
        "indentFirstLine": points(18.0 + 36 * at),
        "indentStart": points(36.0 + 36 * at),
        "startNumber": level.start,
    }


def is_checklist(lists: Style, value: Style) -> bool:
    """Whether the paragraph with bullet ``value`` has a box that people tick; the tick is nowhere in the wire."""
    list_id, at = bullet_place(value)
    levels: Sequence[Style] = _levels(lists.get(list_id))
    return bool(levels) and _is_untyped(levels[min(at, len(levels) - 1)])


def has_checklists(lists: Style) -> bool:
    """Whether any of ``lists`` is one."""
    return any(_is_untyped(level) for value in lists.values() for level in _levels(value))


def _levels(value: Style | None) -> Sequence[Style]:
    return ((value or NOTHING).get("listProperties") or NOTHING).get("nestingLevels") or ()


def _is_untyped(level: Style) -> bool:
    return level.get("glyphType") == UNTYPED and not level.get("glyphSymbol")


def glyphs(lists: Style) -> JSON:
    """``lists`` with what tells how their items begin, and nothing of where they stand."""
    found: JSON = {}
    for list_id, value in lists.items():
        kept = [{key: level[key] for key in TOLD if key in level} for level in _levels(value)]
        found[list_id] = {"listProperties": {"nestingLevels": kept}}
    return found


def list_level(lists: Style, value: Style) -> Level:
    """How the paragraph with bullet ``value`` begins, by the ``lists`` of its tab; unknown lists have plain bullets."""
    list_id, at = bullet_place(value)
    properties = (lists.get(list_id) or NOTHING).get("listProperties") or NOTHING
    levels = properties.get("nestingLevels") or ()
    data: Style = levels[at] if at < len(levels) else NOTHING
    counted = str(data.get("glyphType", ""))
    if counted in COUNTING:
        return Level(True, int(data.get("startNumber", 1)), counted, str(data.get("glyphFormat", f"%{at}.")))
    return Level(glyph=str(data.get("glyphSymbol") or SYMBOLS[at % 3]))
