"""Bold and struck-through text whose marks CommonMark does not take for marks, because of what stands beside them.

A mark begins or ends only where the characters on both sides allow it, which they often do not where no space parts
words: ``**決定：**来月`` shows its asterisks. A stand-in for a letter between mark and punctuation makes it one.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Final

LETTER: Final = "\ue010"
"""Counts as a letter to the parser, and is nothing."""
MARKS: Final = ("**", "~~")
TOKENS: Final = {mark: re.compile(rf"(?<![\\{mark[0]}]){re.escape(mark)}(?!{re.escape(mark[0])})") for mark in MARKS}
SUSPECT: Final = {
    mark: re.compile(rf"[^\W_]{re.escape(mark)}[^\w\s{mark[0]}]|[^\w\s{mark[0]}]{re.escape(mark)}[^\W_]")
    for mark in MARKS
}
"""A mark between a letter and punctuation."""
LINE: Final = {mark: re.compile(rf"^[^\n]*?{re.escape(mark)}[^\n]*$", re.MULTILINE) for mark in MARKS}
"""One with such a mark in it at all."""
LOOSE: Final = re.compile(
    r"^([ \t>]*(?:[-*+][ \t]+)?)\*\*(?:[ \t]+([^*\s][^*\n]*)|([^*\n]*[^*\s])[ \t]+)\*\*", re.MULTILINE
)
"""A bold beginning of a line, with space inside the marks."""


def flanked(text: str) -> str:
    """``text`` with its marks where a parser sees them."""
    if "**" in text:
        text = LOOSE.sub(_tightened, text)
    for mark in MARKS:
        if mark in text:
            text = LINE[mark].sub(partial(_paired, mark), text)
    return text


def _tightened(found: re.Match[str]) -> str:
    return f"{found[1]}**{(found[2] or found[3]).strip()}**"


def _paired(mark: str, found: re.Match[str]) -> str:
    """A line with its marks, of which every other one ends what the one before begins."""
    line = found[0]
    if not SUSPECT[mark].search(line):
        return line
    at = [token.start() for token in TOKENS[mark].finditer(line)]
    if len(at) % 2:
        return line
    parts, done = list[str](), 0
    for begin, end in zip(at[::2], at[1::2], strict=True):
        first, last = line[begin + 2], line[end - 1]
        if first.isspace() or last.isspace() or end == begin + 2:
            continue
        before = line[begin - 1] if begin else " "
        after = line[end + 2] if end + 2 < len(line) else " "
        parts += (line[done : begin + 2], LETTER if before.isalnum() and not first.isalnum() else "")
        parts += (line[begin + 2 : end], LETTER if after.isalnum() and not last.isalnum() else "")
        done = end
    return "".join([*parts, line[done:]])
