"""Where meetings begin in a document that docgen never saw: at dated headings, at lines that stand for such, at a line
日時 / Date under a title, or with the document itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from docgen.account.byhand.document_title import FIRST_LINES, SHORT, title_of
from docgen.account.byhand.hints import Hints, front_day, name_day
from docgen.account.byhand.mail import mail_head
from docgen.account.byhand.naming import Naming, naming
from docgen.account.dates import TimeSpan, meeting_heading, parse_time_span
from docgen.account.moments import iso
from docgen.document.walk import Cursor

_NEVER: Final = re.compile(r"[\s#■●◆【\[（(]*(?:前回|次回|前々回|次々回|last |previous |next )", re.IGNORECASE)
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}(?=年|/|-|\.|\s|\Z)|令和\s*([0-9]{1,2}|元)年|20[0-9]{2}")
_LIKE_DAY: Final = re.compile(
    r"[0-9０-９]\s*[-/.／．年月]\s*[0-9０-９]|[0-9]{8}|[0-9](?:st|nd|rd|th)?\s+(?:of\s+)?[A-Za-z]{3}|[A-Za-z]{3}\.?\s+[0-9]|元年"
)
"""What every date has somewhere."""
_DIGIT: Final = re.compile(r"[0-9０-９]")
_SET_OFF: Final = re.compile(r"\s*(?:[■◆▼▶★●◎□【〈《≪<＜〔]|#{1,6}\s|[=＝\-ー―─━]{2,})")
_BEGINS_WITH_DAY: Final = re.compile(
    r"\s*(?:(?:19|20)[0-9]{2}|令和\s*(?:[0-9]{1,2}|元))[年/.-]\s*[0-9]{1,2}[月/.-]\s*[0-9]{1,2}日?"
)


class Found(NamedTuple):
    """Where one meeting begins."""

    at: int
    """Number of its first paragraph."""
    day: str
    """ISO date; empty where nothing tells it."""
    title: str | None = None
    """What it is called, where that is not what its first paragraph says."""
    whole: bool = False
    """Whether it goes on to the next one, or to the end, whatever headings come."""


def found_starts(leaves: Sequence[Cursor], hints: Hints) -> list[Found]:
    """The meetings in ``leaves``, which hold none of docgen's."""
    words = naming()
    reference = _reference(leaves, hints)
    dated = _dated_headings(leaves, reference, words)
    if dated:
        return dated
    lines = [i for i, leaf in enumerate(leaves) if leaf.text.strip()]
    if not lines:
        return []
    stood = _standing_for_headings(leaves, lines, reference, words)
    if stood:
        return stood
    front = front_day(hints)
    days = _day_lines(leaves, lines, reference or (date.fromisoformat(front) if front else None), words)
    if len(days) > 1 and days[0][0] in mail_head(leaves, lines):
        del days[0]  # when the mail was sent
    if len(days) > 1 and len(several := _several(leaves, lines, days, words)) > 1:
        return several
    at, title = title_of(leaves, lines, words, hints)
    if not hints.is_file:
        return [Found(at, days[0][1], whole=True)] if days and title is None else []
    day = front or (days[0][1] if days else "") or _early_day(leaves, lines) or name_day(hints.name)
    return [Found(at, day, title, whole=True)] if day or _is_minutes(leaves, lines, hints, words) else []


def _reference(leaves: Sequence[Cursor], hints: Hints) -> date | None:
    """A day of the year that dates without one are of; None where they count for none, as in documents of which docgen
    keeps the meetings by their dates."""
    if not hints.is_file:
        return None
    if said := front_day(hints) or name_day(hints.name):
        return date.fromisoformat(said)
    match = _YEAR.search(hints.name)
    if match and match[0][:2].isdigit():
        return date(int(match[0][:4]), 7, 1)
    return _labelled_day(leaves) or hints.today


def _labelled_day(leaves: Sequence[Cursor]) -> date | None:
    """The day that a line 日時：2026-12-01 near the top tells, which the heading above it may have without its year."""
    for leaf in leaves[: 2 * FIRST_LINES]:
        text = leaf.text
        if len(text) <= SHORT and _YEAR.search(text) and (found := naming().valued(text)) is not None:
            span = parse_time_span(leaf.exact[found.start :]) if found.named.names[0] in ("date", "when") else None
            if span:
                return date.fromisoformat(iso(span.start)[:10])
    return None


def _dated_headings(leaves: Sequence[Cursor], reference: date | None, words: Naming) -> list[Found]:
    """Headings with a date: those of levels 1 and 2, or of the highest level that has some."""
    found: list[tuple[int, int, str]] = []
    year: dict[int, date] = {}
    for i, leaf in enumerate(leaves):
        level = leaf.level
        if not level:
            continue
        for below in [each for each in year if each >= level]:
            del year[below]
        text = leaf.exact
        if not _LIKE_DAY.search(text) or _NEVER.match(text):
            if match := _YEAR.search(text):
                year[level] = date(int(match[0][:4]), 7, 1) if match[0][:4].isdigit() else date(2000, 1, 1)
            continue
        near = year[max(year)] if year and reference else reference
        head = meeting_heading(text, near)
        if head and not _is_label(text, words):
            found.append((level, i, head.date.isoformat()))
            year[level] = head.date
        elif match := _YEAR.search(text):
            said = re.match(r"[0-9]{4}", match[0])
            if said:
                year[level] = date(int(said[0]), 7, 1)
    if not found:
        return []
    level = max(2, min(level for level, _, _ in found))
    return [Found(i, day) for at, i, day in found if at <= level]


def _is_label(text: str, words: Naming) -> bool:
    """Whether a heading with a date is a label with its value: 次回：2026-12-08."""
    said = words.valued(text)
    return said is not None and said.named.names[0] != "title"


def _standing_for_headings(
    leaves: Sequence[Cursor], lines: Sequence[int], reference: date | None, words: Naming
) -> list[Found]:
    """Lines with a date that are set off as headings are: in bold, or by a mark."""
    found = []
    for i in lines:
        leaf = leaves[i]
        text = leaf.exact
        if (
            len(text) > SHORT
            or leaf.paragraph.bullet is not None
            or leaf.cell is not None
            or not _DIGIT.search(text)
            or _NEVER.match(text)
        ):
            continue
        if not (_SET_OFF.match(text) or leaf.is_bold):
            continue
        head = meeting_heading(text, reference)
        if head and not _is_label(text, words) and words.bare(text) is None:
            found.append(Found(i, head.date.isoformat(), whole=True))
    return found


def _day_lines(
    leaves: Sequence[Cursor], lines: Sequence[int], reference: date | None, words: Naming
) -> list[tuple[int, str]]:
    """Lines 日時：2026-12-01, or a cell 日時 with the date in the next: number and ISO date."""
    found: list[tuple[int, str]] = []
    context = ""
    for n, i in enumerate(lines):
        text = leaves[i].exact.strip(" \u3000・•-*")
        if len(text) > 120:
            continue
        bare = words.bare(text) if len(text) <= 40 else None
        if bare and bare.names[0] != "date" and "date" not in bare.names:
            context = bare.names[0]
            continue
        said = ""
        if bare and ("date" in bare.names or "when" in bare.names):
            following = leaves[lines[n + 1]] if n + 1 < len(lines) else None
            said = following.exact if following is not None else ""
        elif (valued := words.valued(text)) and {"date", "when"} & set(valued.named.names):
            said = text[valued.start :]
        elif leaves[i].level:
            context = ""
        if not said or context in ("next", "to_ask", "action_items") or not _DIGIT.search(said):
            continue
        span = parse_time_span(said) or (_without_year(said, reference))
        if span:
            found.append((i, iso(span.start)[:10]))
    return found


def _without_year(text: str, reference: date | None) -> TimeSpan | None:
    span = parse_time_span(text, reference) if reference else None
    return span if span and re.search(r"[0-9０-９]\s*[/月.／]", text) else None


def _several(
    leaves: Sequence[Cursor], lines: Sequence[int], days: Sequence[tuple[int, str]], words: Naming
) -> list[Found]:
    """Meetings that each have a line 日時, where a heading or a title stands between two of them."""
    found: list[Found] = []
    before = -1
    for i, day in days:
        at = _above(leaves, lines, i, before, words)
        if at is None and found:
            continue
        at = lines[0] if at is None else at
        while at > 0 and leaves[at].cell is not None and leaves[at - 1].cell is not None:
            at -= 1  # a table is in one meeting as a whole
        if found and at <= found[-1].at:
            continue
        found.append(Found(at, day, whole=True))
        before = i
    return found


def _above(leaves: Sequence[Cursor], lines: Sequence[int], i: int, before: int, words: Naming) -> int | None:
    """The heading or title above a line 日時, after the paragraph ``before``."""
    own = lines[bisect_right(lines, before) : bisect_left(lines, i)]
    headings = [n for n in own if leaves[n].level]
    if before >= 0:
        top = min((leaves[n].level for n in headings), default=0)
    else:
        top = min((leaves[n].level for n in headings[-2:]), default=0)
    for n in reversed(headings):
        if words.bare(leaves[n].text) is None and leaves[n].level <= max(top, 1):
            return n
    for n in reversed(headings):
        if words.bare(leaves[n].text) is None:
            return n
    if headings:
        return headings[0] if before >= 0 and words.bare(leaves[headings[0]].text) is None else None
    for n in own[-1:] if own and leaves[own[-1]].cell is None else ():
        text = leaves[n].text.strip()
        if len(text) <= SHORT and words.bare(text) is None and words.valued(text) is None:
            return n
    return None


def _early_day(leaves: Sequence[Cursor], lines: Sequence[int]) -> str:
    """A date in one of the first lines; in one that is a sentence, with its year and at its beginning."""
    for i in lines[:FIRST_LINES]:
        text = leaves[i].exact
        if len(text) > SHORT:
            found = _BEGINS_WITH_DAY.match(text)
            text = found[0] if found else ""
        if text and _DIGIT.search(text) and not _NEVER.match(text):
            span = parse_time_span(text)
            if span:
                return iso(span.start)[:10]
    return ""


def _is_minutes(leaves: Sequence[Cursor], lines: Sequence[int], hints: Hints, words: Naming) -> bool:
    """Whether a text without any date is one of minutes: it has a label that others have not."""
    telling = {"decisions", "action_items", "attendees", "agenda", "open_points", "next"}
    for i in lines:
        text = leaves[i].text.strip(" \u3000・•-*")
        bare = words.bare(text) if len(text) <= 40 else None
        named = bare or ((found := words.valued(text) or words.tag(text)) and found.named) or None
        if named and telling & set(named.names):
            return True
    return bool(re.search(r"議事録|minutes|meeting", hints.name, re.IGNORECASE))
