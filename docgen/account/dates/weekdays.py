"""The weekday beside a date put right: the date stays, and so does the form in which the weekday is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from docgen.account.dates.finding import find, weekday_matches
from docgen.account.dates.moving import FULL_EN, Change, changed
from docgen.account.dates.words import WEEKDAYS_EN, WEEKDAYS_JA

_NAMED: Final = re.compile(
    r"(?P<ja>[月火水木金土日])(?=曜|\s*[)）\]］])"
    r"|(?<![a-zａ-ｚ])(?P<en>mon|tue(?:s)?|wed(?:nes)?|thu(?:r|rs)?|fri|sat(?:ur)?|sun)(?P<day>day)?(?![a-zａ-ｚ])",
    re.IGNORECASE,
)


def corrected(text: str, reference: date) -> Change | None:
    """What makes the weekday beside the date in ``text``, as seen from ``reference``, that day's.

    None where it is that already, where there is no single weekday or date, and for spans.
    """
    found = find(text, reference)
    if not found or found.is_span or weekday_matches(found) is not False:
        return None
    ways = [way for way in _ways(text, found.start, found.end, found.date) if _is_right(text, way, found.date)]
    return ways[0] if len(ways) == 1 else None


def _ways(text: str, start: int, end: int, on: date) -> Iterator[Change]:
    for name in _NAMED.finditer(text, start, min(end + 1, len(text))):
        if name["ja"]:
            yield Change(*name.span("ja"), WEEKDAYS_JA[on.weekday()])
        else:
            words = (FULL_EN if name["day"] else WEEKDAYS_EN)[on.weekday()]
            yield Change(*name.span(), _cased(words, name[0]))


def _cased(word: str, like: str) -> str:
    return word.upper() if like.isupper() else word.lower() if like.islower() else word


def _is_right(text: str, way: Change, on: date) -> bool:
    after = find(changed(text, [way]), on)
    return after is not None and after.date == on and weekday_matches(after) is True
