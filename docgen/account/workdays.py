"""Working days, and from when a team may be told what is missing: the author first.

Monday to Friday; in Japan's time zone without the national holidays. Days that a company keeps free by itself
(年末年始, お盆) are working days here.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

SATURDAY = 5
JAPAN = ("Asia/Tokyo", "Japan")


def is_working_day(day: date, time_zone: str) -> bool:
    """Whether people work on ``day`` where the clock is that of ``time_zone`` (IANA)."""
    if day.weekday() >= SATURDAY:
        return False
    if time_zone not in JAPAN:
        return True
    import jpholiday

    return not jpholiday.is_holiday(day)


def next_working_day(day: date, time_zone: str) -> date:
    """The first working day after ``day``."""
    after = day + timedelta(days=1)
    while not is_working_day(after, time_zone):
        after += timedelta(days=1)
    return after


@lru_cache(maxsize=4096)
def told_to_team(held: date, time_zone: str) -> date:
    """The first day on which a team report may speak of a meeting held on ``held``.

    Between the two lies one whole working day, on which the author alone is told.
    """
    return next_working_day(next_working_day(held, time_zone), time_zone)
