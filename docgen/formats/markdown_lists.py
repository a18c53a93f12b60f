"""The lists of one Markdown text: an id for each, and what each of its levels begins with."""

from __future__ import annotations

from docgen.document.nodes import Style
from docgen.document.wire.lists import LEVELS, Level, list_resource


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
        return {list_id: list_resource(levels) for list_id, levels in self._levels.items()}
