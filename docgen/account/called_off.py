"""The mark in the heading of a meeting that does not take place: 【中止】 or [Cancelled], put there by docgen or typed.

A mark is set off from the title: in brackets (【中止】, （中止）, [cancelled]), perhaps with a reason behind the
word (【中止：台風のため】), or by what parts it from the title at one of its ends (中止：12月定例,
12月定例 キャンセル). A title about something else that was called off (キャンセル料の件) has none.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from docgen.account.dates import Language, meeting_heading
from docgen.account.dates.fold import fold
from docgen.account.labels import Labels, labels

_OPEN, _SHUT = r"[(\[【<〔《「]", r"[)\]】>〕》」]"
_SQUARE_OPEN, _SQUARE_SHUT = r"[\[【〔《]", r"[\]】〕》]"
_REASON = r"(?P<reason>(?:[ :、,・/→;-]|\()[^\]】>〕》」\n]{0,60}?)?"
_PARTS = r"(?:[:/|※→]|\s[~-]\s|[~-]\s|\s[~-])"
_KANJI = re.compile(r"[一-鿿々]+")


class Mark(NamedTuple):
    """Where a mark stands in a title."""

    start: int
    end: int
    """Code points; what only parts it from the title is part of it."""
    name: str
    """``cancelled`` or ``postponed``."""
    whole: bool
    """Whether it says nothing but that: no reason, which would be lost with it."""


def find_mark(title: str) -> Mark | None:
    """The first mark in ``title``."""
    folded = fold(title)
    words = labels()
    found = [each for pattern in _patterns(words) if (each := pattern.search(folded.text))]
    if not found:
        return None
    first = min(found, key=lambda each: each.start())
    start, end = folded.span(first.start(), first.end())
    name = words.marks.name(first["word"]) or "cancelled"
    return Mark(start, end, name, not first["reason"])


def title_in(heading: str) -> str:
    """The title in the heading of a meeting, as it stands there."""
    found = meeting_heading(heading)
    return found.title if found else heading


def without_mark(title: str) -> str:
    """``title`` as it is called, whether or not it takes place."""
    mark = find_mark(title)
    return title[: mark.start] + title[mark.end :] if mark else title


def written_mark(language: Language) -> str:
    """The mark that docgen writes."""
    return labels().marks.write("cancelled", language)


def _patterns(words: Labels) -> tuple[re.Pattern[str], ...]:
    return _compiled(tuple(sorted(words.marks.read, key=len, reverse=True)))


@lru_cache(maxsize=4)
def _compiled(read: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    word = f"(?P<word>{'|'.join(map(re.escape, read))})"
    spaced = f"(?P<word>{'|'.join(re.escape(each) for each in read if _KANJI.fullmatch(each))})"
    apart = f"(?P<word>{'|'.join(re.escape(each) for each in read if not each.isascii())})"
    none = "(?P<reason>)"
    inside = rf" {{0,2}}{word} {{0,2}}{_REASON}"
    return tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            rf"{_SQUARE_OPEN}{inside}{_SQUARE_SHUT}(?:(?<=\]) )?",
            rf"\A\s*{_OPEN}{inside}{_SHUT}\s*",
            rf"\s*{_OPEN}{inside}{_SHUT}\s*\Z",
            rf"\A\s*{word}\s*{_PARTS}{none}\s*",
            rf"\s*{_PARTS}\s*{word}{none}\s*\Z",
            rf"\A\s*{spaced}{none}\s+(?=\S)",
            rf"\s+{apart}{none}\s*\Z",
            rf"\A\s*{word}{none}\s*\Z",
        )
    )
