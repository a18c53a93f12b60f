"""Dates found in what people wrote, and resolved to a day.

A span of time counts as its last day. The working week ends on Friday (今週中, 来週, EOW), a weekend (今週末) on
Sunday; Japan's national holidays count for 営業日 alone. 月初 ends on the 5th, 上旬 and 年明け on the 10th; 年度末 is
31 March. 金曜 and "Friday" are the next one after the meeting, 今週金曜 and "this Friday" that of its week (from
Monday), 来週金曜 and "next Friday" that of the week after. A day without its year is the first from 90 days before the
meeting on: 1/15 seen on 12/20 is next year's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from docgen.account.dates.due import LABELLED_UNKNOWN, LEAD, TAIL, UNKNOWN, is_due
from docgen.account.dates.english import ALONE_ENGLISH
from docgen.account.dates.fold import fold
from docgen.account.dates.japanese import ALONE_JAPANESE
from docgen.account.dates.pattern import ENDS, Kind, Seen, alternatives
from docgen.account.dates.scan import Expression, expressions

ALONE = (*ALONE_JAPANESE, *ALONE_ENGLISH)
SHORT = 80
"""Code points beyond which no text is a due date and nothing else."""

BESIDE = re.compile(r" {0,3},? {0,3}(?:the |[(\[])?")
BEHIND = re.compile(r" {0,3}(?:on |of )?", re.IGNORECASE)
TO = re.compile(r" {0,3}(?:[~→]|->|から|to|until|through|thru) {0,3}", re.IGNORECASE)
AND = re.compile(r" {0,3}(?:[-,、と・か]|または|or|and) {0,3}", re.IGNORECASE)
GAP = 16
"""More code points than any of these joins."""


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text."""

    start: int
    end: int
    """``[start, end)`` of the date with the weekday beside it, in code points of the text as given."""
    date: date
    weekday: int | None
    """The weekday that is written beside it, 0 for Monday; None where none is."""
    is_span: bool = False
    """Whether it is written with two ends (12/7〜11), of which ``date`` is the last."""


@dataclass(frozen=True, slots=True)
class Dated:
    """One or more expressions of a folded text that together mean a day or a span of days."""

    start: int
    end: int
    first: date | None
    last: date | None
    """None where there is no such day."""
    weekday: int | None
    kind: Kind
    complete: bool


def resolve(text: str, reference: date, next_meeting: date | None = None) -> date | None:
    """The last day that ``text``, a due date as written, means when said on ``reference``.

    None for no date, a known unknown (未定), a day that does not exist, and for 次回まで without ``next_meeting``.
    """
    folded = fold(text).text
    if UNKNOWN.match(folded) or LABELLED_UNKNOWN.search(folded):
        return None
    seen = _seen(reference, next_meeting)
    if alone := _alone(folded):
        return alone.last(seen)
    best = _best(folded, seen)
    return best.last if best else None


def find(text: str, reference: date, next_meeting: date | None = None) -> Found | None:
    """The date in ``text`` that something is due on: the first marked as such (期限, まで, by), else the first of all.

    None where there is none that exists, or the text says that its due date is not known yet (期限：未定).
    """
    folded = fold(text)
    if LABELLED_UNKNOWN.search(folded.text):
        return None
    best = _best(folded.text, _seen(reference, next_meeting))
    if not best or not best.last:
        return None
    start, end = folded.span(best.start, best.end)
    return Found(start, end, best.last, best.weekday, is_span=best.first != best.last)


def weekday_matches(found: Found) -> bool | None:
    """Whether the weekday written beside a date is its weekday; None where none is written."""
    return None if found.weekday is None else found.date.weekday() == found.weekday


def dates(text: str, seen: Seen) -> Iterator[Dated]:
    """The dates of a folded text, left to right, those that belong together joined."""
    current: Dated | None = None
    for expression in expressions(text):
        joined = _join(text, current, expression, seen) if current else None
        if current and not joined:
            yield current
        current = joined or _dated(expression, seen)
    if current:
        yield current


def _seen(reference: date, next_meeting: date | None) -> Seen:
    return Seen(date(reference.year, reference.month, reference.day), next_meeting)


@cache
def _any_alone() -> re.Pattern[str]:
    return re.compile(f"{LEAD}(?:{alternatives(ALONE)}){ENDS}{TAIL}", re.IGNORECASE)


def _alone(text: str) -> Expression | None:
    """What is a date only as all of a text."""
    found = _any_alone().fullmatch(text) if len(text) <= SHORT else None
    if not found or not found.lastindex:
        return None
    pattern, (start, end) = ALONE[found.lastindex - 1], found.span(found.lastindex)
    match = pattern.regex.fullmatch(text, start, end)
    return Expression(start, end, pattern, match.groupdict() if match else {}, None)


def _best(text: str, seen: Seen) -> Dated | None:
    best = None
    for dated in dates(text, seen):
        if dated.last and is_due(text, dated.start, dated.end):
            return dated
        best = best or (dated if dated.last else None)
    return best


def _dated(expression: Expression, seen: Seen) -> Dated:
    return Dated(
        expression.start,
        expression.end,
        expression.first(seen),
        expression.last(seen),
        expression.weekday,
        expression.pattern.kind,
        expression.complete,
    )


def _join(text: str, one: Dated, other: Expression, seen: Seen) -> Dated | None:
    """Both as one, where what stands between them says that they belong together."""
    if other.start - one.end > GAP or "never" in (one.kind, other.pattern.kind):
        return None
    gap = text[one.end : other.start]
    alike = one.kind == other.pattern.kind and one.kind in ("day", "weekday")
    if TO.fullmatch(gap) or (alike and AND.fullmatch(gap)):
        end = other.last(replace(seen, reference=one.first or seen.reference))
        return replace(one, end=other.end, last=end, weekday=other.weekday, kind=other.pattern.kind)
    if one.kind == "weekday" and other.pattern.kind in ("day", "month's day") and BESIDE.fullmatch(gap):
        weekday = other.weekday if other.weekday is not None or not one.last else one.last.weekday()
        closed = gap.endswith(("(", "[")) and text[other.end : other.end + 1] in (")", "]")
        return replace(_dated(other, seen), start=one.start, end=other.end + closed, weekday=weekday)
    if one.kind == "day's end" and BEHIND.fullmatch(gap):
        return replace(_dated(other, seen), start=one.start)
    if other.pattern.kind == "day's end" and BEHIND.fullmatch(gap):
        return replace(one, end=other.end)
    return None
