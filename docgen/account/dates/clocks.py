"""Times of day in a folded text: 10:00, 10時半, 午後3時, 3pm, and spans of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from docgen.account.dates.words import expand

_HALF = r"(?:a\.?m\.?|p\.?m\.?)(?![a-z])"
CLOCK = re.compile(
    expand(
        r"(?:(?P<noon>正午|noon(?![a-z]))|(?P<before>午前|午後|" + _HALF + r")?{S}(?P<hour>[0-9]{1,2})"
        r"(?P<exact>:(?P<minute>[0-5][0-9])(?::[0-5][0-9])?|時(?!間)(?:(?P<thirty>半)|(?P<minute_ja>[0-9]{1,2})分)?)?"
        r"(?:{S}(?P<after>" + _HALF + r"))?(?![0-9:]))"
    ),
    re.IGNORECASE,
)
TO = re.compile(expand(r"{S}(?:[~→ー-]|->|から|to|until){S}"), re.IGNORECASE)
SKIP = re.compile(r"[ ,、:Tの]{0,3}[(\[]?")
LIKELY = re.compile(
    expand(
        r"(?<![0-9:/.-])(?:正午|noon(?![a-z])|(?:午前|午後|[ap]m ?)?[0-9]{1,2}"
        r"(?::[0-5][0-9]|時(?!間)|{S}" + _HALF + r"|{S}[~-]{S}[0-9]{1,2}(?:時(?!間)|{S}" + _HALF + ")))"
    ),
    re.IGNORECASE,
)
"""Where a time of day begins."""
LATEST = 29 * 60 + 59
"""Japanese timetables count past midnight: 25:30 is half past one on the next day."""


@dataclass(frozen=True, slots=True)
class Clocks:
    """A time of day or a span of two, in minutes from the day's midnight."""

    start: int
    end: int | None
    """Not before ``start``: beyond 24 hours on a later day."""
    stop: int
    """The code point behind it in the folded text."""


@dataclass(frozen=True, slots=True)
class _Clock:
    minutes: int
    exact: bool
    half: str
    """``a``, ``p`` or empty."""
    stop: int


def clocks_at(text: str, at: int) -> Clocks | None:
    """The time or times of day at ``at``, perhaps in brackets; a number alone is none."""
    skipped = SKIP.match(text, at)
    one = _clock(text, skipped.end() if skipped else at)
    if not one:
        return None
    to = TO.match(text, one.stop)
    two = _clock(text, to.end()) if to else None
    if two and two.exact:
        start, end = _with_halves(one, two)
        return Clocks(start, end, _closed(text, at, two.stop))
    return Clocks(one.minutes, None, _closed(text, at, one.stop)) if one.exact else None


def first_clocks(text: str, start: int, end: int) -> Clocks | None:
    """The first time or times of day in ``text[start:end]``."""
    for likely in LIKELY.finditer(text, start, end):
        if clocks := clocks_at(text, likely.start()):
            return clocks
    return None


def past_clocks(text: str, at: int) -> int:
    """The code point behind the times of day at ``at``; ``at`` itself where there are none."""
    clocks = clocks_at(text, at)
    return clocks.stop if clocks else at


def _clock(text: str, at: int) -> _Clock | None:
    match = CLOCK.match(text, at)
    if not match:
        return None
    if match["noon"]:
        return _Clock(12 * 60, True, "p", match.end())
    half = {"午前": "a", "午後": "p"}.get(match["before"] or "", (match["before"] or match["after"] or "")[:1].lower())
    hour = int(match["hour"])
    if hour == 12 and half == "a":
        hour = 0
    elif hour < 12 and half == "p":
        hour += 12
    minutes = hour * 60 + (30 if match["thirty"] else int(match["minute"] or match["minute_ja"] or 0))
    return _Clock(minutes, bool(match["exact"] or half), half, match.end()) if minutes <= LATEST else None


def _with_halves(one: _Clock, two: _Clock) -> tuple[int, int]:
    """Both in minutes, where one alone may say morning or afternoon (3-4pm); the end is not before the start."""
    noon = 12 * 60
    start, end = one.minutes, two.minutes
    if two.half == "p" and not one.half and start + noon <= end:
        start += noon
    elif one.half == "p" and not two.half and end < start and end < noon:
        end += noon
    return start, end if end >= start else end + 24 * 60


def _closed(text: str, at: int, stop: int) -> int:
    skipped = SKIP.match(text, at)
    opened = bool(skipped) and text[at : skipped.end() if skipped else at].endswith(("(", "["))
    return stop + (opened and text[stop : stop + 1] in (")", "]"))
