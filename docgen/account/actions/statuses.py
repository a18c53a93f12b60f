"""Words that say how far an action item is: 済, 送付済み, Done, 対応中, 不要."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from docgen.account.actions.lexicon import key, lexicon
from docgen.account.actions.shadow import shadow
from docgen.account.model import Status
from docgen.account.words import READ_BOX

LONGEST: Final = 14
"""Characters beyond which nothing is a status."""
_PERCENT: Final = re.compile(r"(\d{1,3}) ?%(?:完了)?")
_DONE: Final = re.compile(r"(?P<verb>[\u3400-\u9fffァ-ヺー]{0,8})(?:済み?|完了)(?:です|しました)?")
_ENDS_DONE: Final = re.compile(r"(?P<verb>[\u3400-\u9fff]{2,6})(?<![経返決救弁未])済み?$")
_BOXES: Final = {shadow(box): status for box, status in READ_BOX.items()} | {"✓": Status.DONE, "✗": Status.DROPPED}


def says_more(text: str) -> bool:
    """Whether a status names what was done (送付済み), which is worth keeping."""
    match = _DONE.fullmatch(text.strip(" 。.()[]!！"))
    return bool(match and match["verb"] and key(match[0]) not in lexicon().statuses)


def says_done(sentence: str) -> bool:
    """Whether a whole line ends in saying that it is done: 見積書の送付済み."""
    match = _ENDS_DONE.search(sentence.rstrip(" 。."))
    return match is not None and not any(no in match["verb"] for no in lexicon().not_done if no != "再")


@lru_cache(maxsize=4096)
def status_of(text: str) -> Status:
    """What ``text``, and nothing but it, says; unknown where it is no such word."""
    word = text.strip(" 。.()[]!！")
    if not word or len(word) > LONGEST:
        return _BOXES.get(text.strip(), Status.UNKNOWN)
    if (found := _BOXES.get(text.strip())) is not None:
        return found
    if (said := lexicon().statuses.get(key(word))) is not None:
        return said
    if match := _PERCENT.fullmatch(word):
        return Status.DONE if int(match[1]) >= 100 else Status.OPEN
    match = _DONE.fullmatch(word)
    if match and not any(no in word for no in lexicon().not_done):
        return Status.DONE
    return Status.UNKNOWN
