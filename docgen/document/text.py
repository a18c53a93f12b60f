"""Text as Google Docs counts and keeps it: UTF-16 code units, and the characters that it strips."""

from __future__ import annotations

import re

STRIPPED = re.compile("[\x00-\x08\x0c-\x1f\ue000-\uf8ff]")
"""What insertText drops without a word (recorded): C0 controls but tab, newline and line break; private use."""

LINE_ENDS = re.compile("\r\n|\r|\x0b")
LONE_SURROGATES = re.compile("[\ud800-\udfff]")
SOFT_BREAK = "\x0b"
"""A line break inside a paragraph (Shift+Enter in the editor)."""


def units(text: str) -> int:
    """The length of ``text`` in UTF-16 code units, the unit of every index of the API."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def normalise(text: str) -> str:
    """Text that a person typed, as a document gives it back.

    Every line end (CR LF, CR, the soft break) becomes ``"\\n"``; the characters that Docs strips, and halves of
    surrogate pairs, which no document can hold, go. Nothing else: no Unicode normalisation, which would change the
    characters of people's names, and no trimming. ``normalise(normalise(t)) == normalise(t)``.
    """
    return LONE_SURROGATES.sub("", STRIPPED.sub("", LINE_ENDS.sub("\n", text)))


def offset(text: str, at: int) -> int:
    """The code point offset of UTF-16 offset ``at``.

    Raises ``ValueError`` inside a surrogate pair, ``IndexError`` beyond the end.
    """
    if text.isascii():
        if not 0 <= at <= len(text):
            raise IndexError(at)
        return at
    seen = 0
    for i, char in enumerate(text):
        if seen == at:
            return i
        seen += 2 if char > "\uffff" else 1
        if seen > at:
            raise ValueError(f"offset {at} is inside a surrogate pair")
    if seen == at:
        return len(text)
    raise IndexError(at)
