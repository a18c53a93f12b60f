"""Text broken into lines of a terminal, in which a Japanese character is two columns wide."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate, chain
from typing import Final

NOT_FIRST: Final = frozenset(
    "、。，．・：；？！」』）］｝】〉》〕”’ー…‥々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.:;?!)]}%〜～"
)
"""What begins no line (kinsoku)."""
NOT_LAST: Final = frozenset("「『（［｛【〈《〔“‘([{")
_WHOLE: Final = re.compile(r"[!-~À-ɏ]{2}|  ")
"""Two characters that stay together."""


def width(text: str) -> int:
    """Columns that ``text`` takes on a terminal."""
    return len(text) if text.isascii() else sum(map(_columns, text))


@lru_cache(maxsize=8192)  # a text has hundreds of characters, and a language some thousands
def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def wrapped(text: str, room: int) -> list[str]:
    """``text`` in lines of at most ``room`` columns. Words and addresses of Latin letters stay whole, even where one is
    longer; no line begins or ends with punctuation that Japanese keeps with its words."""
    if 2 * len(text) <= room:
        return [text.rstrip()]
    columns = list(accumulate(map(_columns, text)))
    lines, start, used = list[str](), 0, 0
    while start < len(text):
        end = _line_end(text, start, bisect_right(columns, used + room, start))
        lines.append(text[start:end].rstrip())
        while end < len(text) and text[end].isspace():
            end += 1
        start, used = end, columns[end - 1]
    return lines


def _line_end(text: str, start: int, full: int) -> int:
    """Where the line that begins at ``start`` and has room up to ``full`` ends; behind that where it cannot before."""
    if full == len(text):
        return full
    places = chain(range(full, start, -1), range(full + 1, len(text)))
    return next((at for at in places if _may_end(text[at - 1], text[at])), len(text))


def _may_end(last: str, following: str) -> bool:
    if following in NOT_FIRST or last in NOT_LAST or unicodedata.combining(following):
        return False
    return not _WHOLE.fullmatch(last + following)
