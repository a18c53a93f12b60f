"""The date expressions of a folded text, left to right, each with the weekday written beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from docgen.account.dates import words
from docgen.account.dates.english import ENGLISH
from docgen.account.dates.japanese import JAPANESE
from docgen.account.dates.pattern import ENDS, STARTS, Pattern, Seen, Table, alternatives
from docgen.account.dates.words import Groups, expand
from docgen.account.dates.written import NAMED, WRITTEN


class Hit(NamedTuple):
    """Where an expression stands, without the weekday beside it."""

    start: int
    end: int
    pattern: Pattern


class Tables:
    """Tables in the order in which they are tried at one place of a text."""

    def __init__(self, *tables: Table) -> None:
        self._tables = tables
        self.patterns = tuple(pattern for table in tables for pattern in table.patterns)

    @cached_property
    def _any(self) -> re.Pattern[str]:
        """One regular expression for all, so that a text is read once; the number of its group is that of the pattern.

        It takes 0.05 s to compile, which no command pays that reads no such dates.
        """
        leads = "".join(table.led_by for table in self._tables)
        each = "|".join(f"(?=[{table.led_by}])(?:{alternatives(table.patterns)})" for table in self._tables)
        return re.compile(f"(?=[{leads}]){STARTS}(?:{each}){ENDS}", re.IGNORECASE)

    def search(self, text: str, at: int) -> Hit | None:
        """The first expression from ``at`` on."""
        found = self._any.search(text, at)
        return Hit(*found.span(), self.patterns[found.lastindex - 1]) if found and found.lastindex else None


WITHOUT_LETTERS = Tables(*WRITTEN, *JAPANESE)
WITH_LETTERS = Tables(*NAMED, *ENGLISH)
"""What holds Latin letters by all means."""
LETTER = re.compile("[A-Za-z]")
PATTERNS = (*WITHOUT_LETTERS.patterns, *WITH_LETTERS.patterns)


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
    tables = (WITHOUT_LETTERS, WITH_LETTERS) if LETTER.search(text, at) else (WITHOUT_LETTERS,)
    hits = [one.search(text, at) for one in tables]
    while found := min(filter(None, hits), key=lambda hit: hit.start, default=None):
        start, at, pattern = found
        match = pattern.regex.match(text, start)
        groups: Groups = match.groupdict() if match else {}
        weekday = None
        if pattern.kind in ("day", "month's day", "relative"):
            weekday, at = beside(text, at)
        yield Expression(start, at, pattern, groups, weekday)
        hits = [
            hit and (hit if hit.start >= at else one.search(text, at)) for one, hit in zip(tables, hits, strict=True)
        ]


def beside(text: str, at: int) -> tuple[int | None, int]:
    """The weekday written at ``at`` (0 for Monday), if any, and where it ends."""
    match = BESIDE.match(text, at)
    if not match or not match.lastgroup:
        return None, at
    return words.weekday(match[match.lastgroup]), match.end()
