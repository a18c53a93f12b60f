"""What was read from a file, with the line of every key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from docgen.errors import Place

KeyPath = tuple[str | int, ...]
"""Keys and 0-based positions from the top, e.g. ``("items", 1, "title")``."""


@dataclass(frozen=True, slots=True)
class Source:
    """Plain values (``dict``, ``list``, ``str``, ``int``, ``float``, ``bool``, ``None``) and where each stood."""

    file: str
    data: Any
    lines: Mapping[KeyPath, int]
    """1-based line of each key and list entry."""

    def place(self, path: KeyPath = ()) -> Place:
        """Where ``path`` stands, or would stand: the line is that of its nearest known ancestor."""
        for length in range(len(path), -1, -1):
            if line := self.lines.get(path[:length]):
                return Place(self.file, line, key_text(path))
        return Place(self.file, 0, key_text(path))


def key_text(path: KeyPath) -> str:
    """``path`` as people write it: ``items[1].title``."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text
