"""Plain text whose items are numbered lines at its outer edge: 「１　夜警について」 or "3. ROOF OF THE SCHOOL"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from typing import Final

from docgen.account.byhand.lines import DEEPER, Grid, Line
from docgen.account.byhand.naming import Naming

FORM: Final = "1 "
"""The form of a line whose number stands before a space alone."""
NUMBER: Final = re.compile(
    r"([0-9０-９]{1,2})[ \u3000]+(?![0-9０-９〜~:：/／-]|[月日年件つ個人名社章時分回点](?:\W|[0-9]|\Z))(?=\S)"
)
"""A number that a space alone parts from its line."""
_DIGITS: Final = frozenset("0123456789０１２３４５６７８９")
_SENTENCE: Final = re.compile(r"[。．.!?！？、,，]\s*\Z|ました\Z|です\Z|ます\Z")
_LONGEST: Final = 60
_DEEP: Final = 4
_AROUND: Final = re.compile(
    r"(?:開会|閉会|散会)(?:の?(?:挨拶|あいさつ|辞|宣言))?|call to order|adjourn(?:ment|ed)?|opening|closing|welcome",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Numbered:
    """Lines whose numbers go up by one."""

    lines: list[tuple[int, int, Line]] = field(default_factory=list)
    """Place, characters before the text, line."""
    with_more: int = 0
    """How many of them have lines of their own."""
    last: int = 0


def mark_outline(lines: Sequence[Line | Grid], naming: Naming, fields: Set[str]) -> None:
    """Gives the lines that number the items of plain text their form, number and ``rest``; none below headings by
    style. Numbers go up by one and most have text or labels of their own: an agenda's list, or the entries of a field,
    have none. ``fields``: the labels below which they are entries."""
    series: list[_Numbered] = []
    now: list[_Numbered] = []
    for at, number, rest in _numbered(lines):
        line = lines[at]
        assert isinstance(line, Line)  # noqa: S101 - as _numbered tells
        now = now[-_DEEP:]
        while now and now[-1].last + 1 != number and any(each.last + 1 == number for each in now):
            now.pop()  # the numbers within an item
        if not now or number != now[-1].last + 1:
            if number != 1 or _is_entry(lines, at, naming, fields):
                continue
            now.append(_Numbered())
            series.append(now[-1])
        now[-1].lines.append((at, rest, line))
        now[-1].last = number
        now[-1].with_more += _has_more(lines, at)
    for each in series:
        around = sum(_AROUND.fullmatch(line.text[rest:].strip()) is not None for _, rest, line in each.lines)
        if each.with_more < 2 or (len(each.lines) - each.with_more - around) * 2 >= len(each.lines):
            continue
        for number, (_, rest, line) in enumerate(each.lines, 1):
            line.form, line.number, line.rest = FORM, number, rest


def last_listed(lines: Sequence[Line | Grid]) -> dict[int, int]:
    """Of the entries of numbered lists that text outside the list follows, by number: where the last one stands. One
    right below the entry before it is no heading."""
    found: dict[int, int] = {}
    for at, line in enumerate(lines[:-1]):
        following, before = lines[at + 1], lines[at - 1] if at else None
        if not isinstance(line, Line) or not line.ordered or line.indent != DEEPER or line.number is None:
            continue
        if isinstance(following, Line) and (following.listed or following.level):
            continue
        if isinstance(before, Line) and before.ordered and before.number == line.number - 1:
            continue
        found[line.number] = at
    return found


def is_around(line: Line) -> bool:
    """Whether a line of an outline only opens or closes the meeting."""
    return _AROUND.fullmatch(line.text[line.rest :].strip()) is not None


def _numbered(lines: Sequence[Line | Grid]) -> Iterator[tuple[int, int, int]]:
    """Place, number and where the text begins, of the lines that may be part of an outline."""
    found: list[tuple[int, int, int]] = []
    for at, line in enumerate(lines):
        if not isinstance(line, Line):
            continue
        if line.level and found:
            return
        if line.text[:1] not in _DIGITS:
            continue
        if line.listed or line.indent or line.form or line.level or len(line.text) > _LONGEST:
            continue
        if (match := NUMBER.match(line.text)) and not _SENTENCE.search(line.text):
            found.append((at, int(match[1]), match.end()))
    yield from found


def _has_more(lines: Sequence[Line | Grid], at: int) -> bool:
    following = lines[at + 1] if at + 1 < len(lines) else None
    if not isinstance(following, Line):
        return following is not None
    return not (following.indent == 0 and NUMBER.match(following.text))


def _is_entry(lines: Sequence[Line | Grid], at: int, naming: Naming, fields: Set[str]) -> bool:
    """Whether a line stands right below the label of a field: then it is an entry of that."""
    before = lines[at - 1] if at else None
    named = naming.bare(before.text) if isinstance(before, Line) else None
    return named is not None and named.names[0] in fields
