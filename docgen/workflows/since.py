"""A day in the past, as people say it: the one from which on meetings are looked at."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from docgen.account.dates import resolve
from docgen.account.dates.days import after_months
from docgen.errors import InputError, Text

_WORDS: Final[dict[str, Callable[[date], date]]] = {
    "今日|本日|today": lambda today: today,
    "昨日|きのう|yesterday": lambda today: today - timedelta(days=1),
    "今週|this week": lambda today: today - timedelta(days=today.weekday()),
    "先週|last week": lambda today: today - timedelta(days=today.weekday() + 7),
    "今月|this month": lambda today: today.replace(day=1),
    "先月|last month": lambda today: after_months(today.replace(day=1), -1),
    "今年|this year": lambda today: today.replace(month=1, day=1),
    "去年|昨年|last year": lambda today: today.replace(year=today.year - 1, month=1, day=1),
}
_AGO: Final = re.compile(
    r"(\d{1,4})\s*(?:(?P<d>日|days?)|(?P<w>週間?|weeks?)|(?P<m>[かヶカケヵ]月|months?)|(?P<y>年|years?))\s*(?:前|ago)"
)
_YEAR: Final = re.compile(r"\d{4}|令和|平成|R\d")


def since(text: str, today: date) -> date:
    """The day that ``text`` means, ``today`` at the latest where it names no year.

    A span is its first day: 先週 is last week's Monday. Raises ``InputError`` for what is no day.
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    for words, day in _WORDS.items():
        if plain in words.split("|"):
            return day(today)
    try:
        if found := _AGO.fullmatch(plain):
            number = int(found[1])
            if found["d"] or found["w"]:
                return today - timedelta(days=number * (7 if found["w"] else 1))
            return after_months(today, -number * (12 if found["y"] else 1))
        resolved = resolve(text, today)
    except (OverflowError, ValueError):
        resolved = None
    if resolved is None:
        raise InputError(
            Text(f"{text!r} という日は分かりません", f"{text!r} is no day"),
            hint=Text("例: 2026-10-01、10/1、先週、2週間前", "for example 2026-10-01, 10/1, last week, 2 weeks ago"),
        )
    if resolved > today and not _YEAR.search(plain):
        return after_months(resolved, -12)
    return resolved
