"""Regular expressions that people write in rules: checked when they are read, matched on NFKC text line by line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from docgen.errors import Text
from docgen.inputs.typed import UnfitError


def valid(pattern: str) -> None:
    """Raises ``UnfitError`` for what is no regular expression, or one that matches the empty line."""
    try:
        compiled = re.compile(pattern)
    except (re.error, OverflowError) as error:
        raise UnfitError(
            Text(f"{pattern!r} は正規表現ではありません: {error}", f"{pattern!r} is no regular expression: {error}")
        ) from error
    if compiled.search(""):
        raise UnfitError(Text(f"{pattern!r} は空の行にも当てはまります", f"{pattern!r} matches an empty line"))


def match(line: str, patterns: Sequence[re.Pattern[str]], exceptions: Sequence[re.Pattern[str]]) -> str:
    """The first part of ``line`` that one of ``patterns`` matches outside all matches of ``exceptions``; else empty."""
    line = line.strip()
    plain = unicodedata.normalize("NFKC", line)
    if not any(pattern.search(plain) for pattern in patterns):
        return ""
    plain, origin = _traced(line)
    excused = [found.span() for pattern in exceptions for found in pattern.finditer(plain)]
    hits = [
        found.span()
        for pattern in patterns
        for found in pattern.finditer(plain)
        if found[0] and not any(start < found.end() and found.start() < end for start, end in excused)
    ]
    if not hits:
        return ""
    start, end = min(hits, key=lambda span: (span[0], -span[1]))
    return line[origin[start] : origin[end - 1] + 1]


def _traced(line: str) -> tuple[str, list[int]]:
    """``line`` after NFKC, character by character, and for each character of the result where it came from."""
    folded = [unicodedata.normalize("NFKC", char) for char in line]
    return "".join(folded), [at for at, text in enumerate(folded) for _ in text]
