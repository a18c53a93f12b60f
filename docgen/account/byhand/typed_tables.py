"""Tables that people type as text: bars between the columns, boxes drawn with lines, or columns set apart by spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from docgen.account.byhand.lines import Grid, Line
from docgen.account.byhand.naming import Naming

_BAR: Final = re.compile(r"\s*[|｜│┃]\s*")
_RULE: Final = re.compile(r"[\s|｜│┃+＋:\-–—=＝_─━┄┈┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╂┿┠┨┯┷╔╦╗╠╬╣╚╩╝═║]{3,}")
_GAP: Final = re.compile(r" {2,}|\u3000+|\t+")
_MAY_BE: Final = re.compile(r"[|｜│┃]| {2}|\u3000|\t|\A[┌┏+├╔]")
_LONGEST: Final = 4000
"""Characters beyond which nothing is a row: blanks by the thousand take their square to look through."""
_LEAST: Final = 2
"""Rows, the heads included."""


def with_tables(lines: Sequence[Line | Grid], naming: Naming) -> Sequence[Line | Grid]:
    """``lines`` with those that are a table in text as one."""
    if not any(isinstance(line, Line) and not line.listed and _MAY_BE.search(line.text) for line in lines):
        return lines
    made: list[Line | Grid] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if isinstance(line, Line) and (stop := _stop(lines, at, naming)):
            grid = _grid([each for each in lines[at:stop] if isinstance(each, Line)])
            made.append(grid)
            at = stop
        else:
            made.append(line)
            at += 1
    return made


def _stop(lines: Sequence[Line | Grid], at: int, naming: Naming) -> int:
    """Where the table ends that begins at ``at``; 0 where none does."""
    first = lines[at]
    assert isinstance(first, Line)  # noqa: S101 - as with_tables looks
    if not _may_be_row(first):
        return 0
    start = at
    while start < len(lines) and _is_rule(lines[start]):
        start += 1
    width, rows = 0, 0
    stop = start
    while stop < len(lines) and isinstance(line := lines[stop], Line):
        if _is_rule(line):
            stop += 1
            continue
        size = len(_cells(line))
        if size < 2 or (rows and size != width) or line.level:
            break
        if not rows and not _is_head(line, naming):
            return 0
        width, rows, stop = size, rows + 1, stop + 1
    return stop if rows >= _LEAST else 0


def _may_be_row(line: Line) -> bool:
    return not line.listed and _MAY_BE.search(line.text) is not None


def _is_head(line: Line, naming: Naming) -> bool:
    """Whether a row says what its columns hold: at least two of them, and nothing else in it is long."""
    cells = [line.text[start:stop] for start, stop in _cells(line)]
    known = [bool(naming.column(cell)) or naming.bare(cell) is not None for cell in cells]
    return sum(known) >= (3 if not _BAR.search(line.text) else 2) or (sum(known) == 2 == len(known))


def _is_rule(line: Line | Grid) -> bool:
    return isinstance(line, Line) and _RULE.fullmatch(line.text) is not None


def _cells(line: Line) -> list[tuple[int, int]]:
    """Where the cells of a row begin and end in its text."""
    if len(line.text) > _LONGEST:
        return [(0, len(line.text))]
    return list(_parted(line.text, _BAR if _BAR.search(line.text) else _GAP))


def _parted(text: str, edge: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    start = 0
    for match in edge.finditer(text):
        if match.start() > 0:
            yield start, match.start()
        start = match.end()
    if start < len(text.rstrip()):
        yield start, len(text.rstrip())


def _grid(lines: Sequence[Line]) -> Grid:
    rows: list[list[list[Line]]] = []
    for line in lines:
        if _RULE.fullmatch(line.text):
            continue
        cells = [line.part(*place) for place in _cells(line)]
        rows.append([[cell] if cell.text.strip() else [] for cell in cells])
    width = max(map(len, rows))
    for row in rows:
        row.extend([] for _ in range(width - len(row)))
    return Grid(rows, [line.leaf for line in lines])
