"""Days and meeting headings: written in one canonical form per language, read in many."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from docgen.account.dates.clocks import past_clocks
from docgen.account.dates.finding import Dated, dates
from docgen.account.dates.fold import Folded, fold
from docgen.account.dates.pattern import HALF_A_YEAR, Seen
from docgen.account.dates.words import WEEKDAYS_EN, WEEKDAYS_JA, Language
from docgen.account.dates.writing import day

CANONICAL = re.compile(
    rf"([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})(?:（[{WEEKDAYS_JA}]）| \((?:{'|'.join(WEEKDAYS_EN)})\)(?: |\Z))", re.ASCII
)
MARKS = " #■●◆▶▼◇○□★☆*・>-"
PAIRS = ("()", "[]", "【】", "<>", "「」", "《》", "〔〕")
OPENERS, CLOSERS = "".join(pair[0] for pair in PAIRS), "".join(pair[1] for pair in PAIRS)
SEPARATORS = " :|,、・/_~-"
NUMBERED = re.compile(r"[0-9]{1,2} {0,3}[.)、]")
LONGEST = 400
"""Code points beyond which a text is no heading, unless it is docgen's own."""
OF = re.compile("の(?![ぁ-ん])")
MEETING = re.compile(
    r"定例|会議|議事録|打ち?合わ?せ|打合せ|キックオフ|面談|商談|訪問|ミーティング|mtg|meeting|minutes|sync|review|kick-?off",
    re.IGNORECASE,
)


class Heading(NamedTuple):
    """A meeting's heading."""

    date: date
    title: str


def heading(date: date, title: str, language: Language) -> str:
    """``2026-12-01（火）12月定例`` or ``2026-12-01 (Tue) Monthly review``; ``parse_heading`` gives back both parts."""
    return day(date, language) + (" " if language == "en" and title else "") + title


def parse_heading(text: str) -> Heading | None:
    """Date and exact title of a heading in the canonical form of either language; None for any other.

    The weekday is not compared with the date: people move meetings and forget it.
    """
    match = CANONICAL.match(text)
    try:
        return Heading(date.fromisoformat(match[1]), text[match.end() :]) if match else None
    except ValueError:
        return None


def meeting_heading(text: str, reference: date | None = None) -> Heading | None:
    """Date and title of a meeting's heading as people write it; None where it names no meeting's day.

    The canonical form gives the exact title, any other one without the marks, brackets and times of day around it.
    The date stands first, or elsewhere with its year. Without its year it is the day nearest to ``reference`` (none
    where that is not given), and must be set off, or stand last beside a word for a meeting: ``12/1リリースの件`` is no
    meeting, nor is a numbered item with a date in it. A span of days counts as its first.
    """
    if exact := parse_heading(text):
        return exact
    if len(text) > LONGEST:
        return None
    folded = fold(text)
    lead = len(folded.text) - len(folded.text.lstrip(MARKS + OPENERS))
    seen = Seen(reference or date(2000, 1, 1), past=HALF_A_YEAR)
    for dated in dates(folded.text, seen):
        if dated.first and dated.kind == "day" and (dated.complete or reference):
            end = past_clocks(folded.text, dated.end)
            if _names_meeting(folded.text, lead, dated, end):
                on = dated.first if dated.complete else _same_day(folded.text, end, seen, dated.first)
                return Heading(on, _without(text, folded, dated.start, end))
    return None


def _same_day(text: str, at: int, seen: Seen, day: date) -> date:
    """``day`` of the year that is said further on: 6/10 定例まとめ 2026年6月10日."""
    if "20" not in text[at:]:
        return day
    later = (one.first for one in dates(text[at:], seen) if one.complete and one.kind == "day")
    return next((one for one in later if one and (one.month, one.day) == (day.month, day.day)), day)


def _names_meeting(text: str, lead: int, dated: Dated, end: int) -> bool:
    """Whether a date (with its times up to ``end``) in a heading whose words begin at ``lead`` is that of a meeting."""
    first = dated.start == lead
    if not first and NUMBERED.match(text, lead):
        return False
    if dated.complete:
        return True
    rest = text[end:].lstrip(CLOSERS)
    if first and (not rest or rest[0] in SEPARATORS or len(rest) < len(text) - end or dated.weekday is not None):
        return True
    beside = rest if first else text[: dated.start]
    return (first or not rest.strip()) and (dated.weekday is not None or bool(MEETING.search(beside)))


def _without(text: str, folded: Folded, start: int, end: int) -> str:
    """``text`` without ``[start, end)`` of its fold, and without the marks and brackets that only held that."""
    plain = folded.text
    left, right = len(plain[:start].rstrip()), len(plain) - len(plain[end:].lstrip())
    if left and right < len(plain) and plain[left - 1] + plain[right] in PAIRS:
        left, right = left - 1, right + 1
    left = len(plain[:left].rstrip(SEPARATORS))
    right = len(plain) - len(plain[right:].lstrip(SEPARATORS))
    right += bool(OF.match(plain, right))
    first = len(plain[:left]) - len(plain[:left].lstrip(MARKS))
    before, after = (text[slice(*folded.span(*part))].strip() for part in ((first, left), (right, len(plain))))
    return f"{before} {after}" if before and after else before or after
