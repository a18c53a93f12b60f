"""The lists of a Markdown text: an id for each and what each of its levels begins with; and lists as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from docgen.document.nodes import Style
from docgen.document.wire.lists import LEVELS, Level, bullet_place, list_resource
from docgen.formats.numbering import Numbering


class Lists:
    """Gives out list ids as lists are met, the same ones for the same text."""

    def __init__(self) -> None:
        self._levels: dict[str, list[Level]] = {}

    def place(self, ordered: bool, start: int, parent: tuple[str, int] | None) -> tuple[str, int]:
        """The list id and level of a list that stands in an item of ``parent``, or in none.

        A level of a list has one kind of glyph: a sublist of another kind than one before it becomes a list of its own.
        """
        level = Level(ordered, start)
        if parent is None:
            return self._new([level]), 0
        list_id, above = parent
        at = min(above + 1, LEVELS - 1)
        known = self._levels[list_id]
        if at == len(known):
            known.append(level)
        elif known[at].ordered != ordered:
            return self._new([*known[:at], level]), at
        return list_id, at

    def _new(self, levels: list[Level]) -> str:
        list_id = f"kix.list{len(self._levels) + 1}"
        self._levels[list_id] = levels
        return list_id

    @property
    def resource(self) -> Style:
        """All of them, in the shape of a tab's ``lists``."""
        return {list_id: _resource(tuple(levels)) for list_id, levels in self._levels.items()}


@lru_cache(maxsize=256)
def _resource(levels: tuple[Level, ...]) -> Style:
    return list_resource(levels)


class Item(NamedTuple):
    """One item to write: its bullet and its lines."""

    bullet: Style
    lines: Sequence[str]


def listed(items: Iterable[Item], numbering: Numbering) -> str:
    """``items`` that stand one below the other as Markdown: nested by level, each list with marks of its own."""
    written: list[str] = []
    columns: list[tuple[int, int]] = []
    """(level, column of the text) of the item last written and of those it stands in."""
    last, other = "", True
    for bullet, lines in items:
        list_id, at = bullet_place(bullet)
        level, number = numbering.count(bullet)
        deeper = bool(columns) and at > columns[-1][0]
        while columns and columns[-1][0] >= at:
            columns.pop()
        if not columns and list_id != last:
            last, other = list_id, not other
        indent = " " * (columns[-1][1] if columns else 0)
        mark = f"{number}{').'[not other]}" if level.ordered else "-*"[other]
        if written and level.ordered and number != 1 and (deeper or number == level.start):
            written.append("")
        columns.append((at, len(indent) + len(mark) + 1))
        below = "\\\n" + " " * columns[-1][1]
        written.append(f"{indent}{mark} {below.join(lines)}")
    return "\n".join(written)
