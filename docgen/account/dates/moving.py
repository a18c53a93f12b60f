"""A heading or a line whose meeting is at another time now: which of its words change, and to what.

Only the words that say when change, in the form in which they stand (12月1日 becomes 12月8日, 10時 becomes 15時); where
that form cannot say it, they become docgen's own. Everything around them stays. What comes of it is read again, and
counts only if it says what it should.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from docgen.account.dates.clocks import CLOCK, LIKELY, SKIP, TO, clocks_at
from docgen.account.dates.fold import Folded, fold
from docgen.account.dates.headings import CANONICAL, meeting_heading, parse_heading
from docgen.account.dates.pattern import HALF_A_YEAR, Seen
from docgen.account.dates.scan import BESIDE, Expression, expressions
from docgen.account.dates.times import NEAR, TimeSpan, parse_time_span, time_span
from docgen.account.dates.words import ERAS, MONTHS_EN, WEEKDAYS_EN, WEEKDAYS_JA, Language, expand
from docgen.account.dates.writing import day

FULL_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
FULL_MONTHS_EN = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_BEFORE = re.compile(
    expand(r"(?<![a-z])(?P<weekday>{ENWDNAME}|[月火水木金土日]曜日?)\.?,? {0,3}(?:the )?\Z"), re.IGNORECASE
)
"""A weekday in front of a day: Tue, 1 Dec."""
_TORN = re.compile(r".{0,8}(?:[~→-]|->|から|to)\s{0,3}\d{1,2}(?::\d\d|時)")
LANGUAGES: tuple[Language, ...] = ("ja", "en")


class Change(NamedTuple):
    """``[start, end)``, in code points of a text, becomes ``text``."""

    start: int
    end: int
    text: str


def changed(text: str, changes: Sequence[Change]) -> str:
    """``text`` with ``changes``, which do not overlap."""
    for change in sorted(changes, reverse=True):
        text = text[: change.start] + change.text + text[change.end :]
    return text


def moved_heading(text: str, when: TimeSpan, language: Language) -> list[Change] | None:
    """What makes the heading of a meeting say that it is ``when``: its day, and times of day that stand behind it.

    None where it names no day, or could not be changed alone.
    """
    found = meeting_heading(text)
    if found is None:
        return None
    folded, on = fold(text), _day(when.start)
    for whole in (False, True):
        changes = list(_heading_changes(text, folded, found.date, when, language, whole=whole))
        after = meeting_heading(changed(text, changes))
        if after and after.date == on and (after.title == found.title or _is_timed(found.title)):
            return _real(text, changes)
    return None


def _heading_changes(
    text: str, folded: Folded, old: date, when: TimeSpan, language: Language, *, whole: bool
) -> Iterator[Change]:
    on = _day(when.start)
    if parse_heading(text) and (match := CANONICAL.match(text)):
        end = len(match[0].rstrip())
        yield Change(0, end, day(on, next(each for each in LANGUAGES if day(old, each)[-1:] == match[0].rstrip()[-1:])))
        yield from _clock_changes(folded, end, when)
        return
    seen = Seen(old, past=HALF_A_YEAR)
    for expression in expressions(folded.text):
        if expression.pattern.kind == "day" and expression.complete and expression.first(seen) == old:
            yield from _day_changes(folded, expression, on, language, whole=whole)
            yield from _clock_changes(folded, expression.end, when)
            return


def _is_timed(title: str) -> bool:
    """Whether a title begins with a time of day, which changes too."""
    return clocks_at(fold(title).text, 0) is not None


def moved_line(text: str, on: date | None, when: TimeSpan, language: Language) -> list[Change] | None:
    """What makes a line such as 日時: 2026/12/01(火) 10:00 - 11:00 say ``when``; ``on`` is the day of the meeting as it
    was, for a line that has only times or no year.

    None where it says no time, or could not be changed alone.
    """
    old = parse_time_span(text, on)
    if old is None:
        return None
    folded = fold(text)
    for changes in _line_changes(text, folded, old, on, when, language):
        if parse_time_span(changed(text, changes), _day(when.start)) == when:
            return _real(text, changes)
    return None


def _line_changes(
    text: str, folded: Folded, old: TimeSpan, on: date | None, when: TimeSpan, language: Language
) -> Iterator[list[Change]]:
    """Ways of changing a line, the gentlest first."""
    if old == when:
        yield []
    if _is_torn(folded.text, old):
        return
    for each in LANGUAGES:
        words = time_span(old.start, old.end, each)
        if (at := text.find(words)) >= 0:
            yield [Change(at, at + len(words), time_span(when.start, when.end, each))]
    seen = Seen(on or _day(old.start), past=HALF_A_YEAR)
    days = (one for one in expressions(folded.text) if one.pattern.kind == "day" and one.first(seen))
    first = next((one for one in days if on or one.complete), None)
    if first is None:
        yield list(_clock_changes(folded, None, when, ends=True))
        return
    if not _spans_days(old) and not _spans_days(when):
        for whole in (False, True):
            yield [
                *_day_changes(folded, first, _day(when.start), language, whole=whole),
                *_clock_changes(folded, first.end, when, behind=language, ends=True),
            ]
    stop, clocks = _stop(folded.text, first), _clocks_near(folded.text, first.end, elsewhere=True)
    if clocks is None or first.end <= clocks[0][0] < stop:
        yield [Change(*folded.span(first.start, stop), time_span(when.start, when.end, language))]


def _is_torn(text: str, old: TimeSpan) -> bool:
    """Whether somebody has typed into the times of day: then the end of them would be left behind."""
    clocks = (CLOCK.match(text, one.start()) for one in LIKELY.finditer(text))
    return old.end is None and any(one and _TORN.match(text, one.end()) for one in clocks)


def _spans_days(span: TimeSpan) -> bool:
    return span.end is not None and _day(span.end) != _day(span.start)


def _stop(text: str, expression: Expression) -> int:
    """Where the words that say when end, beginning with a day."""
    clocks = clocks_at(text, expression.end)
    at = clocks.stop if clocks else expression.end
    to = TO.match(text, at)
    other = next(expressions(text, to.end()), None) if to else None
    if to and other and other.start == to.end() and other.pattern.kind == "day":
        clocks = clocks_at(text, other.end)
        return clocks.stop if clocks else other.end
    return at


def _day_changes(
    folded: Folded, expression: Expression, on: date, language: Language, *, whole: bool
) -> Iterator[Change]:
    """The words of a day to those of another, in the same form unless ``whole``."""
    if before := _BEFORE.search(folded.text, 0, expression.start):
        yield Change(*folded.span(*before.span("weekday")), _weekday(before["weekday"], on))
    match = expression.pattern.regex.match(folded.text, expression.start)
    parts = None if whole or match is None else _parts(match, on)
    beside = BESIDE.match(folded.text, match.end()) if match and match.end() < expression.end else None
    if match is None or parts is None or (beside and beside.lastgroup is None):
        yield Change(*folded.span(expression.start, expression.end), day(on, language))
        return
    if beside and beside.lastgroup:
        parts.append((*beside.span(beside.lastgroup), _weekday(beside[beside.lastgroup], on)))
    for start, end, text in parts:
        yield Change(*folded.span(start, end), text)


def _parts(match: re.Match[str], on: date) -> list[tuple[int, int, str]] | None:
    """The numbers of a day that is written out, each as it becomes; None for a form that has others."""
    groups = {name: text for name, text in match.groupdict().items() if text is not None}
    if not {"month", "day"} <= groups.keys() or not groups.keys() <= {"year", "era", "era_year", "month", "day"}:
        return None
    padded = "-" in match[0] or any(groups[name].startswith("0") for name in ("month", "day"))
    made: list[tuple[int, int, str]] = []
    for name, text in groups.items():
        if name == "era":
            if on.year <= ERAS[text] or text == "平成":
                return None
            continue
        value = {
            "year": on.year,
            "month": on.month,
            "day": on.day,
            "era_year": on.year - ERAS.get(groups.get("era", ""), 0),
        }
        number = str(value[name])
        if name == "month" and text[:3].title() in MONTHS_EN:
            names = MONTHS_EN if len(text) == 3 else FULL_MONTHS_EN
            number = names[on.month - 1]
        elif not text.isdecimal():
            return None
        elif padded and name in ("month", "day"):
            number = number.zfill(2)
        made.append((*match.span(name), number))
    return made


def _weekday(written: str, on: date) -> str:
    if written[0] in WEEKDAYS_JA:
        return WEEKDAYS_JA[on.weekday()] + written[1:]
    names = WEEKDAYS_EN if len(written) <= len("Thurs") else FULL_EN
    return names[on.weekday()]


def _clock_changes(
    folded: Folded, at: int | None, when: TimeSpan, *, behind: Language | None = None, ends: bool = False
) -> Iterator[Change]:
    """The times of day behind a day that ends at ``at`` (None: anywhere) to those of ``when``; put in there, in the
    form of the language ``behind``, where none stand yet. ``ends``: the end is said where none was before."""
    text = folded.text
    found = _clocks_near(text, at, elsewhere=behind is not None)
    timed = isinstance(when.start, datetime)
    if found is None:
        if behind and timed and at is not None:
            words = time_span(when.start, when.end, behind).removeprefix(day(_day(when.start), behind))
            yield Change(*folded.span(at, at), words)
        return
    first, to, second = found
    if not timed:
        start = at if at is not None and not text[at : first[0]].strip() else first[0]
        yield Change(*folded.span(start, second[1] if second else to or first[1]), "")
        return
    yield Change(*folded.span(*first), _clock(text[slice(*first)], when.start))
    end = when.end if isinstance(when.end, datetime) else None
    if second and end:
        yield Change(*folded.span(*second), _clock(text[slice(*second)], end))
    elif second:
        yield Change(*folded.span(first[1], second[1]), "")
    elif end and ends:
        dash = "" if to else "–" if text.isascii() else "〜"
        yield Change(*folded.span(to or first[1], to or first[1]), dash + f"{end:%H:%M}")


_Words = tuple[int, int]


def _clocks_near(text: str, at: int | None, *, elsewhere: bool) -> tuple[_Words, int | None, _Words | None] | None:
    """Where the times of day stand: the first; where a dash that ends there without another; the second."""
    starts = [at] if at is not None else []
    if at is None or elsewhere:
        first, last = (0, len(text)) if at is None else (at, at + NEAR)
        starts += [likely.start() for likely in LIKELY.finditer(text, first, min(last, len(text)))]
        starts += [likely.start() for likely in LIKELY.finditer(text, 0, at)] if at is not None else []
    start = next((each for each in starts if clocks_at(text, each)), None)
    if start is None:
        return None
    skipped = SKIP.match(text, start)
    one = CLOCK.match(text, skipped.end() if skipped else start)
    clocks = clocks_at(text, start)
    if one is None or clocks is None:
        return None
    to = TO.match(text, one.end())
    two = CLOCK.match(text, to.end()) if to and clocks.end is not None else None
    dash = one.end() + 1 if to and text[one.end() : one.end() + 1] == "~" and two is None else None
    return one.span(), dash, two.span() if two else None


def _clock(written: str, when: date) -> str:
    """A time of day in the form in which another is written."""
    assert isinstance(when, datetime)  # noqa: S101 - a mere day has no words to change
    if re.fullmatch(r"\d{1,2}:\d\d", written):
        return f"{when.hour:0{written.index(':')}}:{when:%M}"
    if re.fullmatch(r"\d{1,2}時(?:半|\d{1,2}分)?", written):
        minutes = "半" if when.minute == 30 and written.endswith("半") else f"{when.minute}分"
        return f"{when.hour}時{minutes if when.minute else ''}"
    return f"{when:%H:%M}"


def _real(text: str, changes: Sequence[Change]) -> list[Change]:
    """Those that change anything, in order."""
    return sorted(one for one in changes if text[one.start : one.end] != one.text)


def _day(when: date) -> date:
    return date(when.year, when.month, when.day)
