"""A text as it is matched: folded character by character, so that every place in it is a place in the text itself."""

from __future__ import annotations

import unicodedata
from typing import Final

from docgen.account.dates.fold import ALIKE

_BRACKETS: Final = dict(zip("【】〔〕［］〈〉《》≪≫", "[][][][][][]", strict=True))
_ARROWS: Final = {
    **dict.fromkeys("⇒➔➜➡⟶►▶←⇐⟵", "→"),
    **dict.fromkeys("·•", "|"),
    **dict.fromkeys("📅📆🗓⏳⌛⏰👤🙋🧑", "|"),
    "\ufe0f": " ",
    "{": "[",
    "}": "]",
    "｛": "[",
    "｝": "]",
}


class _Folds(dict[int, str]):
    """Code point → what it is matched as, worked out when first met."""

    def __missing__(self, point: int) -> str:
        char = chr(point)
        plain = _BRACKETS.get(char) or _ARROWS.get(char) or ALIKE.get(char) or unicodedata.normalize("NFKC", char)
        plain = ALIKE.get(plain, plain)
        is_number = plain.isdigit() and not char.isdecimal()
        self[point] = made = plain if len(plain) == 1 and not is_number else char
        return made


_FOLDS: Final = _Folds()


def shadow(text: str) -> str:
    """``text`` with full-width forms, dashes, arrows and brackets made plain; as long as ``text``.

    ① stays: a mark in front of a line is no number of a date.
    """
    return text if text.isascii() and "{" not in text else text.translate(_FOLDS)
