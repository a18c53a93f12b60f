"""When a meeting is to be, as somebody asks for it: 2026-12-08, 12/8 10時, 来週火曜 15:00–16:00, tomorrow 3pm."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from docgen.account.dates import readings
from docgen.account.dates.clocks import Clocks, clocks_at, first_clocks
from docgen.account.dates.finding import dates
from docgen.account.dates.fold import fold
from docgen.account.dates.pattern import HALF_A_YEAR, Seen
from docgen.account.dates.scan import expressions
from docgen.account.dates.times import TimeSpan

VAGUE: Final = (
    readings.part_of_week,
    readings.part_of_month,
    readings.coming_part,
    readings.week_of_day,
    readings.weekend,
    readings.year_end,
    readings.fiscal_year_end,
    readings.quarter_end,
    readings.new_year,
    readings.next_meeting,
    readings.never,
)
"""Readings of words that leave the day open (来週, 上旬): as a due date they mean the last one."""
_TODAY: Final = re.compile(r"\s*(?:今日|本日|today)(?![a-z])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for; what is not said is None."""

    day: date | None
    last: date | None = None
    """The last day of several."""
    clocks: tuple[int, int | None] | None = None
    """Start and end in minutes from the day's midnight; the end may not be said."""
    weekday: int | None = None
    """The weekday said with the day, 0 for Monday."""

    def beside(self, day: date, start: date | None, end: date | None) -> TimeSpan:
        """When it is to be, for a meeting that was on ``day`` from ``start`` to ``end``: what is not said stays, and so
        does how long it takes."""
        on, span = self.day or day, self.last - self.day if self.last and self.day else None
        length = end - start if isinstance(start, datetime) and isinstance(end, datetime) else None
        if self.clocks:
            begin = _at(on, self.clocks[0])
            if self.clocks[1] is not None:
                return TimeSpan(begin, _at(on, self.clocks[1]) + (span or timedelta()))
            return TimeSpan(begin, begin + length if length else None)
        if isinstance(start, datetime) and span is None:
            begin = datetime.combine(on, start.time())
            return TimeSpan(begin, begin + length if length else None)
        return TimeSpan(on, self.last)


def asked(text: str, today: date) -> Asked | None:
    """What ``text`` asks for when said on ``today``; None where it does not say which day or time."""
    folded = fold(text).text
    if now := _TODAY.match(folded):
        return Asked(
            today, clocks=_clocks(clocks_at(folded, now.end()) or first_clocks(folded, now.end(), len(folded)))
        )
    seen = Seen(today, past=HALF_A_YEAR)
    found = next(dates(folded, seen), None)
    if found is None:
        clocks = clocks_at(folded, 0) or first_clocks(folded, 0, len(folded))
        return Asked(None, clocks=_clocks(clocks)) if clocks else None
    vague = any(one.pattern.read in VAGUE for one in expressions(folded) if one.start < found.end)
    if vague or found.first is None or found.last is None:
        return None
    clocks = clocks_at(folded, found.end) or first_clocks(folded, found.end, len(folded))
    clocks = clocks or first_clocks(folded, 0, found.start)
    last = found.last if found.last != found.first else None
    return Asked(found.first, last, _clocks(clocks), found.weekday)


def asked_end(text: str, today: date, start: date) -> date | None:
    """The end that ``text`` asks for, of a meeting that begins at ``start``; None where it says none."""
    said = asked(text, today)
    if said is None:
        return None
    on = said.day or date(start.year, start.month, start.day)
    return _at(on, said.clocks[0]) if said.clocks else on


def _clocks(clocks: Clocks | None) -> tuple[int, int | None] | None:
    return (clocks.start, clocks.end) if clocks else None


def _at(day: date, minutes: int) -> datetime:
    return datetime(day.year, day.month, day.day) + timedelta(minutes=minutes)
