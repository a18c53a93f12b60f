"""Sentences of minutes: what people write in a field, one statement at a time, as rules of judgement look at it."""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

_STOP: Final = re.compile(
    r"(?<=[\w)%\"'][.])(?<!\b[a-z][.])(?<!^\d[.])(?<!\n\d[.])(?<!\bm[rs][.])(?<!\bmrs[.])(?<!\bdr[.])(?<!\bvs[.])\s+"
)
"""Behind a full stop that ends a sentence: not behind the number of a line, an initial or some short forms."""
_FRONT: Final = re.compile(r"^(?:[\s・•*■□●○◆◇▶►>→☐☑~=-]+|\d{1,2}[.)](?:\s+|(?=[^\x00-\x7f]))|【[^】]*】)+")
_BACK: Final = " \t\u3000。.!…,、\xa0"
_ASIDE: Final = re.compile(r"(?:\([^()]*\)|\[[^\[\]]*\])$")


class Sentence(NamedTuple):
    """One sentence, after NFKC and case folding, without bullets, numbers and full stops around it."""

    text: str
    """Without what stands in brackets at its end."""
    whole: str
    """With it."""


def sentences(text: str) -> list[Sentence]:
    """The sentences of ``text``. Each line is one or more; a question mark stays at the end."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = plain.replace("。", "\n").replace("?", "?\n").replace("!", "\n").replace("; ", "\n")
    if ". " in plain:
        plain = _STOP.sub("\n", plain)
    found = []
    for piece in plain.split("\n"):
        front = _FRONT.match(piece)
        if whole := (piece[front.end() :] if front else piece).rstrip(_BACK):
            said = _ASIDE.sub("", whole).rstrip(_BACK) if whole[-1] in ")]" else whole
            found.append(Sentence(said or whole, whole))
    return found
