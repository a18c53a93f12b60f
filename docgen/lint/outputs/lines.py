"""Text broken into lines of a terminal, in which a Japanese character is two columns wide."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

NOT_FIRST: Final = frozenset(
    "、。，．・：；？！」』）］｝】〉》〕”’ー…‥々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.:;?!)]}%〜～"
)
"""What begins no line (kinsoku)."""
NOT_LAST: Final = frozenset("「『（［｛【〈《〔“‘([{")
_WORD: Final = re.compile(r"[!-~À-ɏ]+| +|.", re.DOTALL)


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
    if width(text) <= room:
        return [text.rstrip()]
    lines, line, used = list[str](), "", 0
    for part in _parts(text):
        wide = width(part)
        if line and used + wide > room:
            lines.append(line.rstrip())
            line, used = "", 0
            part = part.lstrip()
            wide = width(part)
        line, used = line + part, used + wide
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _parts(text: str) -> Iterator[str]:
    """The pieces between which a line may end."""
    held = ""
    for piece in _WORD.findall(text):
        glued = held and (piece[0] in NOT_FIRST or held[-1] in NOT_LAST or unicodedata.combining(piece[0]))
        if held and not glued:
            yield held
            held = ""
        held += piece
    if held:
        yield held
