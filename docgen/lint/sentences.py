"""Sentences of minutes: what people write in a field, one statement at a time, as rules of judgement look at it."""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

_BREAK: Final = re.compile(
    r"(?<=[。?!])|\n|;\s"
    r"|(?<=[\w)%\"'][.])(?<!\b[a-z][.])(?<!^\d[.])(?<!\n\d[.])(?<!\bm[rs][.])(?<!\bmrs[.])(?<!\bdr[.])(?<!\bvs[.])\s+"
)
"""The end of a sentence. There is none after the number of a line, after an initial and after some short forms."""
_FRONT: Final = re.compile(r"^(?:[\s・•*■□●○◆◇▶►>→☐☑~=-]+|\d{1,2}[.)]\s+|【[^】]*】)+")
_BACK: Final = re.compile(r"[\s。.!…,、]+$")
_ASIDE: Final = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])$")


class Sentence(NamedTuple):
    """One sentence, after NFKC and case folding, without bullets, numbers and full stops around it."""

    text: str
    """Without what stands in brackets at its end."""
    whole: str
    """With it."""


def sentences(text: str) -> list[Sentence]:
    """The sentences of ``text``. Each line is one or more; a question mark stays at the end."""
    found = []
    for piece in _BREAK.split(unicodedata.normalize("NFKC", text).casefold()):
        if whole := _BACK.sub("", _FRONT.sub("", piece)):
            found.append(Sentence(_BACK.sub("", _ASIDE.sub("", whole)) or whole, whole))
    return found
