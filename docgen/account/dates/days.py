"""Arithmetic of days. Weekdays are 0 (Monday) to 6; the working week ends on Friday; Japan's national
holidays count where that is asked for.

All functions raise ``ValueError`` for a day that does not exist and ``OverflowError`` beyond the year 9999.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from docgen.account.workdays import JAPAN, is_working_day

FRIDAY, SUNDAY = 4, 6


def month_end(year: int, month: int) -> date:
    """The last day of that month."""
    if not (1 <= year <= 9999 and 1 <= month <= 12):
        raise ValueError((year, month))
    return date(year, month, calendar.monthrange(year, month)[1])


def after_months(day: date, count: int) -> date:
    """The same day ``count`` months later, or that month's last day where it has no such day."""
    years, month = divmod(day.month - 1 + count, 12)
    last = month_end(day.year + years, month + 1)
    return last.replace(day=min(day.day, last.day))


def after_working_days(day: date, count: int, *, japan: bool = False) -> date:
    """The ``count``-th working day after ``day``; of ``japan``, without the national holidays."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day, JAPAN[0] if japan else "")
    return day


def working_day_until(day: date) -> date:
    """The last working day of Japan on or before ``day``."""
    while not is_working_day(day, JAPAN[0]):
        day -= timedelta(days=1)
    return day


def in_week(day: date, weeks: int, weekday: int) -> date:
    """That weekday of the week (from Monday) ``weeks`` after the one of ``day``."""
    return day + timedelta(days=weekday - day.weekday(), weeks=weeks)


def week_end(day: date, weeks: int) -> date:
    """The Friday of that week; Sunday where ``day`` itself is already on its weekend."""
    return in_week(day, weeks, SUNDAY if weeks == 0 and day.weekday() > FRIDAY else FRIDAY)


def coming_weekday(day: date, weekday: int) -> date:
    """The first such weekday after ``day``: whoever says "Friday" on a Friday does not mean today."""
    return day + timedelta(days=(weekday - day.weekday() - 1) % 7 + 1)


def coming_day_of_month(day: date, number: int) -> date:
    """The first ``number``-th of a month on or after ``day``."""
    if number >= day.day:
        return day.replace(day=number)
    return after_months(day.replace(day=1), 1).replace(day=number)


def coming_part_of_month(day: date, last: int) -> date:
    """The last day, ``last`` or the month's, of the first such part of a month (上旬, 月末) not over on ``day``."""
    this = month_end(day.year, day.month)
    last_of_this = this.replace(day=min(last, this.day))
    return last_of_this if last_of_this >= day else part_of_month(*year_and_month(day, 1), last)


def part_of_month(year: int, month: int, last: int) -> date:
    """Day ``last`` of that month, or the month's last day where that comes before."""
    end = month_end(year, month)
    return end.replace(day=min(last, end.day))


def year_and_month(day: date, months: int) -> tuple[int, int]:
    """Year and month, ``months`` after that of ``day``."""
    later = after_months(day.replace(day=1), months)
    return later.year, later.month


def year_around(day: date, month: int, number: int, past: int) -> int:
    """The year of a day written without one: its first occurrence from ``past`` days before ``day``."""
    floor = day - timedelta(days=past)
    return floor.year + ((month, number) < (floor.month, floor.day))


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> date:
    """The ``nth`` such weekday of that month."""
    first = date(year, month, 1)
    return date(year, month, 1 + (weekday - first.weekday()) % 7 + 7 * (nth - 1))
