"""What one way of writing a date is: a row of the tables in written, japanese and english."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from docgen.account.dates.words import Groups, expand

Kind = Literal["day", "month's day", "weekday", "relative", "day's end", "never"]
"""``day`` is written out, if perhaps without its year; ``month's day`` without its month; a ``weekday`` may stand
beside one of these; ``day's end`` (EOD) gives way to a date behind it; ``never`` only looks like a date to come."""

PAST_DAYS = 90
"""A day without its year may lie so far back (an overdue 9/10 read in December); otherwise it is the next one."""

HALF_A_YEAR = 182
"""The same for a meeting, which is as often past as to come: it is the nearest such day."""

_LATIN = "A-Za-z\u00c0-\u024f"
STARTS = rf"(?-i:(?<![{_LATIN}])(?=[{_LATIN}])|(?<![0-9])(?=[0-9])|(?=[^{_LATIN}0-9]))"
"""No expression starts inside a number or a Latin word, ..."""
ENDS = rf"(?-i:(?<=[0-9])(?![0-9])|(?<=[{_LATIN}])(?![{_LATIN}])|(?<![0-9{_LATIN}]))"
"""... nor ends inside one. (Both cases are in the ranges: folding them would take a millisecond at each use.)"""


@dataclass(frozen=True, slots=True)
class Seen:
    """From where a date is seen."""

    reference: date
    """The meeting's day."""
    next_meeting: date | None = None
    past: int = PAST_DAYS
    """How many days back a day without its year may lie."""


Read = Callable[[Groups, Seen], date | None]
"""From the match's groups to the date; may raise ``ValueError`` or ``OverflowError`` where there is no such day."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way of writing a date."""

    example: str
    means: str
    """The date of ``example``, seen on Tuesday 2026-12-01; empty for none. The tests hold every row to it."""
    notation: str
    """A regular expression with the tokens of words.py."""
    read: Read
    kind: Kind = "relative"

    @property
    def regex(self) -> re.Pattern[str]:
        """The notation as a regular expression, compiled when first used."""
        return _compiled(self.notation)


@cache
def _compiled(notation: str) -> re.Pattern[str]:
    return re.compile(f"(?:{expand(notation)}){ENDS}", re.IGNORECASE)


def alternatives(patterns: Iterable[Pattern]) -> str:
    """A regular expression for any of ``patterns``, each in one group of its own that has no name. ``ENDS`` is to stand
    behind it: once, since each costs time when it is compiled."""
    return "|".join("(" + re.sub(r"\(\?P<\w+>", "(?:", expand(one.notation)) + ")" for one in patterns)


@dataclass(frozen=True, slots=True)
class Table:
    """Patterns in the order in which they are tried at one place of a text."""

    led_by: str
    """The characters that any of them begins with, as in a regular expression's brackets: none is tried elsewhere."""
    patterns: tuple[Pattern, ...]


def table(led_by: str, *patterns: Pattern) -> Table:
    """A table of ``patterns``."""
    return Table(led_by, patterns)
