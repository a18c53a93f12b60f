"""Words that are a day only where nothing else stands beside them: 本日, 今週, 金, Fri."""

from __future__ import annotations

import re
from typing import Final

_ALONE: Final = re.compile(
    r"(?:本日|今日|当日|即日|今週|今月|今年度?|[月火水木金]曜?日?|至急|早急に?|today|tonight|this (?:week|month|year)|"
    r"(?:mon|tue|wed|thu|fri)\.?|asap|q[1-4](?: ?(?:20)?\d\d)?|fy ?\d\d(?: (?:end|q[1-4]))?)"
    r"(?:中|内)?(?:まで|迄)?(?:に)?",
    re.IGNORECASE,
)


def is_day(text: str) -> bool:
    """Whether ``text``, all that stands in brackets or behind a dash, says by when."""
    return bool(_ALONE.fullmatch(text.strip()))
