"""Words that are a day only where nothing else stands beside them: 本日, 今週, 金, Fri."""

from __future__ import annotations

import re
from typing import Final

_ALONE: Final = re.compile(
    r"(?:本日|今日|当日|即日|今週|今月|今年度?|[月火水木金]曜?日?|至急|早急に?|"
    r"なる早|なるはや|早め|可及的速やかに|(?:できるだけ|なるべく)早[くめ]|today|tonight|this (?:week|month|year)|"
    r"(?:mon|tue|wed|thu|fri)\.?|asap|q[1-4](?: ?(?:20)?\d\d)?|fy ?\d\d(?: (?:end|q[1-4]))?)"
    r"(?:中|内)?(?:まで|迄)?(?:に)?",
    re.IGNORECASE,
)


_ENDS: Final = re.compile(
    r"[^\s、。:]{1,12}(?:まで|迄|までに|明け|以内|頃|ごろ|目途|目処|めど|末|週目|第[1-5一二三四五]週|[上中下]旬)|"
    r"(?:before|by|until|after|end of|mid|early|late|within) [\w' -]{2,24}",
    re.IGNORECASE,
)


def is_when(text: str) -> bool:
    """Whether ``text``, beside a name, can only say by when, even if nobody can tell which day that is."""
    return is_day(text) or bool(_ENDS.fullmatch(text.strip()))


def is_day(text: str) -> bool:
    """Whether ``text``, all that stands in brackets or behind a dash, says by when."""
    return bool(_ALONE.fullmatch(text.strip()))
