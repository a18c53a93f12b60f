"""When a meeting is: its day and times of day, written in one form per language and read in many."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple

from docgen.account.dates.clocks import TO, Clocks, clocks_at, first_clocks
from docgen.account.dates.fold import fold
from docgen.account.dates.pattern import HALF_A_YEAR, Seen
from docgen.account.dates.scan import Expression, expressions
from docgen.account.dates.words import Language
from docgen.account.dates.writing import day

NEAR = 40
"""Code points behind a date within which its times of day stand."""


class TimeSpan(NamedTuple):
    """From when to when, in local time and whole minutes; a mere ``date`` where the time of day is not known."""

    start: date
    end: date | None = None


def time_span(start: date, end: date | None, language: Language) -> str:
    """``2026-12-01（火）10:00〜11:00`` or ``2026-12-01 (Tue) 10:00–11:00``; ``parse_time_span`` reads it back.

    Either may be a day alone. Without an end it is ``2026-12-01（火）10:00〜`` or ``2026-12-01 (Tue) 10:00``; an end on
    another day is written in full, one that says no more than the start's day not at all. ``end`` is not before
    ``start``.
    """
    left = _moment(start, language)
    if end is None or (not isinstance(end, datetime) and _day(start) == end):
        return left + ("〜" if language == "ja" and isinstance(start, datetime) else "")
    if isinstance(start, datetime) and isinstance(end, datetime) and start.date() == end.date():
        return f"{left}{'〜' if language == 'ja' else '–'}{end:%H:%M}"
    return f"{left}{'〜' if language == 'ja' else ' – '}{_moment(end, language)}"


def parse_time_span(text: str, on: date | None = None) -> TimeSpan | None:
    """The day and times in a line like 日時: 2026/12/01(火) 10:00 - 11:00; None without a day.

    ``on`` is the day where the line has only times, and tells the year of one without it. An end before the start is on
    the next day; 25:30 is 1:30 of the next day.
    """
    folded = fold(text).text
    seen = Seen(_day(on) if on else date(2000, 1, 1), past=HALF_A_YEAR)
    try:
        for expression in expressions(folded):
            first = expression.first(seen) if expression.pattern.kind == "day" else None
            if first and (on or expression.complete):
                return _span(folded, expression, first, seen)
        clocks = first_clocks(folded, 0, len(folded)) if on else None
        return TimeSpan(*_on(seen.reference, clocks)) if clocks else None
    except OverflowError:
        return None


def _span(text: str, expression: Expression, first: date, seen: Seen) -> TimeSpan:
    at = expression.end
    clocks = clocks_at(text, at) or first_clocks(text, at, at + NEAR)
    if not clocks and (to_another := _end(text, at, first)):
        return TimeSpan(first, to_another)
    clocks = clocks or first_clocks(text, 0, expression.start)
    if clocks:
        start, end = _on(first, clocks)
        return TimeSpan(start, end or _end(text, clocks.stop, first))
    last = expression.last(seen)
    return TimeSpan(first, last if last != first else None)


def _end(text: str, at: int, first: date) -> date | None:
    """The other day on which a span ends, if one stands at ``at``."""
    to = TO.match(text, at)
    other = next(expressions(text, to.end()), None) if to else None
    if not to or not other or other.start != to.end() or other.pattern.kind != "day":
        return None
    last = other.last(Seen(first))
    clocks = clocks_at(text, other.end)
    return _on(last, clocks)[0] if last and clocks else last


def _on(day: date, clocks: Clocks) -> tuple[datetime, datetime | None]:
    midnight = datetime(day.year, day.month, day.day)
    end = None if clocks.end is None else midnight + timedelta(minutes=clocks.end)
    return midnight + timedelta(minutes=clocks.start), end


def _moment(when: date, language: Language) -> str:
    if not isinstance(when, datetime):
        return day(when, language)
    return day(when, language) + ("" if language == "ja" else " ") + f"{when:%H:%M}"


def _day(when: date) -> date:
    return date(when.year, when.month, when.day)
