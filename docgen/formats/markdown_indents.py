"""Lists in Markdown that are nested by any indentation, as CommonMark wants them; and no code for want of a margin.

CommonMark nests an item where it begins under the text of another. People indent by two spaces under ``1. ``, by a
tab, by a full-width space, or by as many spaces as looked well. A line that begins with ``・`` is an item too.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

ASTRAY: Final = re.compile(r"^[ \t　]+\S|^[・•‣◦]|^(?:[-*+]|[0-9]{1,9}[.)]) .*\n[^\s\-*+0-9#>|<]", re.MULTILINE)
"""What CommonMark may take otherwise than it was meant."""
ITEM: Final = re.compile(r"(?P<mark>[-*+]|[0-9]{1,9}[.)])(?P<space>[ \t]+|$)|[・•‣◦](?=.)")
FENCE: Final = re.compile(r"(`{3,}|~{3,})(?P<info>[^`]*)$")
ENDS_LISTS: Final = re.compile(r"#{1,6}(?:\s|$)|\||<|>|(?:[-*_][ \t]*){3,}$|[■◆●▼▶【]")
NESTED: Final = 2
"""Columns by which an item stands to the right of the one that it is nested in."""
WRAPPED: Final = 60
"""Columns that a line has at least which was broken for being too long."""
DEEPEST: Final = 40
"""Levels."""
TAB: Final = 4


class _Open(NamedTuple):
    """An item whose lines may still follow."""

    column: int
    """Where it begins, as written."""
    content: int
    """Where its text begins, as put out."""


def reindented(text: str) -> str:
    """``text`` with each item of a list where CommonMark takes it for one at the level that it was meant for."""
    if not ASTRAY.search(text):
        return text
    return "\n".join(_Lines().all(text.split("\n")))


class _Lines:
    def __init__(self) -> None:
        self._open: list[_Open] = []
        self._fence = ""
        self._margin = 0
        self._blank = True
        self._last = ""
        self._made: list[str] = []

    def all(self, lines: list[str]) -> list[str]:
        for line in lines:
            self._line(line)
        return self._made

    def _line(self, line: str) -> None:
        rest = line.lstrip(" \t　")
        if not rest:
            self._put("")
            self._blank = True
            return
        if self._fence:
            self._inside(line, rest)
            return
        column = _columns(line[: len(line) - len(rest)])
        if fence := FENCE.match(rest):
            self._fence, self._margin = fence[1], column
            self._put(self._margin_of(column) + rest)
        elif (item := ITEM.match(rest)) and not ENDS_LISTS.match(rest):
            self._item(column, rest, item)
        else:
            self._other(line, column, rest)
        self._blank, self._last = False, line

    def _inside(self, line: str, rest: str) -> None:
        """A line of code."""
        margin = " " * (self._open[-1].content if self._open else 0)
        if rest.startswith(self._fence) and not rest.strip(self._fence[0] + " \t"):
            self._fence = ""
            self._put(margin + rest)
        else:
            own = len(line) - len(line.lstrip(" "))
            self._put(margin + line[min(own, self._margin) :])

    def _item(self, column: int, rest: str, item: re.Match[str]) -> None:
        while self._open and self._open[-1].column + NESTED > column:
            self._open.pop()
        margin = self._open[-1].content if self._open else 0
        mark = item["mark"]
        if not self._open and not self._blank and mark and mark[0].isdigit():
            self._put("")
        if mark is None:
            mark, body = "-", rest
        else:
            body = rest[item.end() :]
        if len(self._open) < DEEPEST:
            self._open.append(_Open(column, margin + len(mark) + 1))
        self._put(f"{' ' * margin}{mark} {body}".rstrip(" "))

    def _other(self, line: str, column: int, rest: str) -> None:
        ends = ENDS_LISTS.match(rest)
        if self._blank or ends:
            self._put(self._margin_of(column) + (rest if self._open or column else line))
            return
        if self._open and column < self._open[-1].column + NESTED and columns(self._last) < WRAPPED:
            self._open.clear()
            self._put("")
        self._put(line if not self._open and column < TAB else rest)

    def _margin_of(self, column: int) -> str:
        """The margin of what stands in the innermost open item that it is indented under; the others are done."""
        while self._open and self._open[-1].column + NESTED > column:
            self._open.pop()
        return " " * self._open[-1].content if self._open else ""

    def _put(self, line: str) -> None:
        self._made.append(line)


def columns(text: str) -> int:
    """About how wide ``text`` is shown, a character of Latin being one column."""
    return (len(text) + len(text.encode())) // 2


def _columns(indent: str) -> int:
    column = 0
    for char in indent:
        column += TAB - column % TAB if char == "\t" else 2 if char == "　" else 1
    return column
