"""The date expressions of a folded text, left to right, each with the weekday written beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from docgen.account.dates import words
from docgen.account.dates.english import ENGLISH
from docgen.account.dates.japanese import JAPANESE
from docgen.account.dates.pattern import STARTS, Pattern, Seen, alternatives
from docgen.account.dates.words import Groups, expand
from docgen.account.dates.written import WRITTEN

TABLES = (*WRITTEN, *JAPANESE, *ENGLISH)
PATTERNS = tuple(pattern for table in TABLES for pattern in table.patterns)


@cache
def any_date() -> re.Pattern[str]:
    """One regular expression for all, so that a text is read once; the number of its group is that of the pattern.

    It takes 0.1 s to compile, which no command pays that reads no dates.
    """
    leads = "".join(table.led_by for table in TABLES)
    tables = "|".join(f"(?=[{table.led_by}])(?:{alternatives(table.patterns)})" for table in TABLES)
    return re.compile(f"(?=[{leads}]){STARTS}(?:{tables})", re.IGNORECASE)


BESIDE = re.compile(
    expand(
        r"{S}[(\[<]{S}(?:(?:今週|再?来週|次週|翌々?週)の?)?(?P<noted>[月火水木金土日](?:曜日?)?|{ENWDNAME}\.?)"
        r"{S}[・,、/]?{S}(?:祝日?)?{S}[)\]>]"
        r"|{S}(?P<bare>[月火水木金土日](?:曜日?|(?!\w)))"
        r"|(?:,{S}| )(?P<english>{ENWDNAME})\.?(?![A-Za-z])"
    ),
    re.IGNORECASE,
)
"""A weekday behind a date: (火), (今週金), (月・祝), 火曜, Tue."""


@dataclass(frozen=True, slots=True)
class Expression:
    """One date expression of a folded text."""

    start: int
    end: int
    """Code points of the folded text, the weekday beside it included."""
    pattern: Pattern
    groups: Groups
    weekday: int | None
    """0 for Monday, where one is written beside it."""

    @property
    def complete(self) -> bool:
        """Whether it means the same day from wherever it is seen."""
        return self.pattern.kind == "day" and bool(self.groups.get("year") or self.groups.get("era"))

    def last(self, seen: Seen) -> date | None:
        """The last day that it means; None where there is no such day."""
        return self._read(self.groups, seen)

    def first(self, seen: Seen) -> date | None:
        """The first day of one like 12/4〜8, else the last."""
        return self._read({**self.groups, "day": self.groups.get("first") or self.groups.get("day")}, seen)

    def _read(self, groups: Groups, seen: Seen) -> date | None:
        try:
            return self.pattern.read(groups, seen)
        except (ValueError, OverflowError):
            return None


def expressions(text: str, at: int = 0) -> Iterator[Expression]:
    """All that look like dates in a folded text from code point ``at`` on, none overlapping another."""
    while (found := any_date().search(text, at)) and found.lastindex:
        pattern = PATTERNS[found.lastindex - 1]
        match = pattern.regex.match(text, found.start())
        groups: Groups = match.groupdict() if match else {}
        weekday, at = None, found.end()
        if pattern.kind in ("day", "month's day", "relative"):
            weekday, at = beside(text, at)
        yield Expression(found.start(), at, pattern, groups, weekday)


def beside(text: str, at: int) -> tuple[int | None, int]:
    """The weekday written at ``at`` (0 for Monday), if any, and where it ends."""
    match = BESIDE.match(text, at)
    if not match or not match.lastgroup:
        return None, at
    return words.weekday(match[match.lastgroup]), match.end()
