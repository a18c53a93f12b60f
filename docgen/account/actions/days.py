"""The days that stand in a line, each with the words that belong to it (まで, 17時, 〜)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from docgen.account.dates.due import is_due
from docgen.account.dates.finding import Dated, dates
from docgen.account.dates.fold import fold
from docgen.account.dates.pattern import Kind, Seen
from docgen.document.wire.chips import DATE
from docgen.document.wire.lines import Marked

ANY_YEAR: Final = date(2000, 1, 1)
"""From where dates are looked for that nobody can resolve."""
_CLOCK: Final = r"\d{1,2}(?::\d{2}|時(?:半|\d{1,2}分)?)"
_CLOCKS: Final = rf"(?:午前|午後|am|pm)? ?{_CLOCK}(?: ?(?:[~-]|から) ?{_CLOCK})?"
_BEHIND: Final = re.compile(
    rf" {{0,2}}(?:{_CLOCKS}|\({_CLOCKS}\)"
    r"|(?:at )?\d{1,2}(?::\d{2})? ?[ap]m(?![a-z])|noon(?![a-z])|午前中?|午後|朝一?|夕方|夜)?"
    r"(?: ?(?:頃|ごろ|くらい))? ?(?P<until>まで|迄)?"
    r"(?P<word>中(?![^\s、。にまで)\]/])|予定|を?(?:目途|目処|めど|メド|目標)|必着|厳守|締め?切?り?|〆切?り?)?",
    re.IGNORECASE,
)
_NEXT: Final = re.compile("次回|next (?:meeting|time|session|call|sync)", re.IGNORECASE)
_DATES: Final = re.compile(r"[\d月火水木金土日週旬末初内期年度明翌次回後本今]|あ[しさ]|[a-z]{3}", re.IGNORECASE)


_GOES_ON: Final = re.compile(r"[0-9A-Za-z日月火水木金土時分末週)]")
"""What ends the first of two days with ~ between: 6/1〜6/5."""


class Day(NamedTuple):
    """A day that a line names."""

    start: int
    end: int
    """As written, with what belongs to it."""
    date: date | None
    """None where nobody can tell."""
    kind: Kind | None
    """None for a chip."""
    is_marked: bool
    """Whether it says that something is due then."""
    is_certain: bool
    """Whether it is a day for sure, and no word such as 次回."""


def may_hold_days(plain: str, start: int, end: int) -> bool:
    """Whether a day may be written in ``[start, end)``: most pieces of a line have nothing that one would need."""
    return _DATES.search(plain, start, end) is not None


def days_in(line: Marked, text: str, plain: str, reference: date | None, next_meeting: date | None) -> Iterator[Day]:
    """The days in ``text``, a part of ``line`` that is matched as ``plain``, left to right."""
    chips = [at for at, char in enumerate(text) if char in line.chips and line.chips[char].kind == DATE]
    found = [*_chips(line, text, plain, chips), *_words(text, plain, reference, next_meeting)]
    end = -1
    for day in sorted(found):
        if day.start >= end:
            end = day.end
            yield day


def _chips(line: Marked, text: str, plain: str, places: list[int]) -> Iterator[Day]:
    for at in places:
        moment = line.chips[text[at]].moment
        end, until = _extended(plain, at + 1)
        yield Day(at, end, date.fromisoformat(moment[:10]) if moment else None, None, until, True)


def _words(text: str, plain: str, reference: date | None, next_meeting: date | None) -> Iterator[Day]:
    if not _DATES.search(plain):
        return
    folded = fold(text)
    seen = Seen(date(reference.year, reference.month, reference.day) if reference else ANY_YEAR, next_meeting)
    for dated in dates(folded.text, seen):
        if dated.kind == "never" or (dated.last is None and dated.kind != "relative"):
            continue
        start, end = folded.span(dated.start, dated.end)
        end -= plain[end - 1] == "." and not plain[end:].strip()  # ends the sentence: by 19 June.
        end, until = _extended(plain, end)
        if start and plain[start - 1] == "~" and (start == 1 or not _GOES_ON.match(plain, start - 2)):
            start, until = start - 1, True
        marked = until or is_due(folded.text, dated.start, dated.end)
        yield Day(
            start,
            end,
            dated.last if reference or dated.complete else None,
            dated.kind,
            marked,
            _is_certain(dated, plain[start:]),
        )


def _is_certain(dated: Dated, behind: str) -> bool:
    return dated.last is not None and not _NEXT.match(behind)


def _extended(plain: str, at: int) -> tuple[int, bool]:
    """Where a day ends with its time and まで behind it, and whether that says that something is due."""
    match = _BEHIND.match(plain, at)
    if match is None or not match[0].strip():
        return at, False
    return match.end(), bool(match["until"] or (match["word"] or "中") not in ("中", "予定"))
