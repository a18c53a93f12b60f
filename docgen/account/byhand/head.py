"""Lines in a meeting's head that name people of one side without saying that they took part: 先方：小野寺様、魚住様."""

from __future__ import annotations

import re
from typing import Final

from docgen.account.actions.lexicon import lexicon
from docgen.account.actions.persons import Rank, rank
from docgen.account.actions.shadow import shadow
from docgen.account.actions.strangers import may_be_name
from docgen.account.byhand.people import People, names_of
from docgen.account.names import HONORIFIC_AT_END

_FRONT: Final = re.compile(
    r"[■●◆◇□○・*\s]*[(（【\[]?([^:：()（）【】\[\]、。]{1,16})[)）】\]]?\s*[:：)）】\]]\s*(?=\S)"
)
_ALL_OF_THEM: Final = "各位"
_BRACKETED: Final = re.compile(r"[(（][^()（）]*[)）]")
_BEHIND_DAY: Final = re.compile(
    r"(?:[0-9０-９分]|min(?:ute)?s?|[(（][月火水木金土日](?:曜日?)?[)）])\s*[/／|｜·・]\s*(?=[^\W\d])"
)
_DIGIT: Final = re.compile(r"[0-9０-９]")
_NO_LIST: Final = re.compile(r"[。:：?？!！「]|(?:した|です|ます)\Z")
_SIDE: Final = re.compile(r"\A.*\s")
"""The firm in front of a name."""
_AT_END: Final = re.compile(r"[(（]([^()（）]{5,60})[)）]\s*\Z")
_NOTES: Final = re.compile(r"[(（](?:記|書記|記録|進行|司会|議事録|notes?|chair)[^()（）]{0,4}[)）]", re.IGNORECASE)
"""Beside somebody who was there: （記）."""
_LONGEST: Final = 120
"""Characters of such a line."""


def people_of_side(text: str, theirs: frozenset[str]) -> tuple[str, int] | None:
    """The side that ``text`` names, and where its people begin; None where it is no such line. ``theirs``: the
    customer's names, folded."""
    match = _FRONT.match(text) if len(text) <= _LONGEST and "。" not in text else None
    if match is None:
        return None
    side = People(theirs).side_of("".join(match[1].split()))
    if side is None or not all(map(_is_somebody, _pieces(text[match.end() :]))):
        return None
    return side, match.end()


def people_alone(text: str) -> tuple[int, int] | None:
    """From where to where a line only names who was there, maybe behind the day (相良様、戸塚様 / 野呂), or what it is
    about and who was there in brackets at its end; None where it does not."""
    start = max((match.end() for match in _BEHIND_DAY.finditer(text)), default=0)
    stop = len(text[: text.find("※")].rstrip()) if "※" in text else len(text)
    if len(text) > _LONGEST:
        return None
    if _are_people(text[start:stop], sure=start > 0):
        return start, stop
    inner = _AT_END.search(text)
    return inner.span(1) if inner and len(_pieces(inner[1])) > 2 and _are_people(inner[1], sure=True) else None


def _are_people(text: str, *, sure: bool) -> bool:
    """Whether a text is names and nothing else. Where its place does not make it ``sure``, half of them must be names
    by all means, or somebody has taken the notes."""
    if _DIGIT.search(text) or _NO_LIST.search(text):
        return False
    names = [_SIDE.sub("", each) for each in _pieces(text)]
    if len(names) < 2 or not all(map(_is_somebody, names)):
        return False
    certain = sum(_has_title(name) or rank(shadow(name)) >= Rank.LIKELY for name in names)
    return sure or certain * 2 >= len(names) or _NOTES.search(text) is not None


def is_called(text: str) -> bool:
    """Whether somebody in ``text`` is called by a title: 小野寺様."""
    return any(map(_has_title, _pieces(text)))


def _pieces(text: str) -> list[str]:
    return [each.strip() for each in names_of(_BRACKETED.sub("", text)) if each.strip()]


def _is_somebody(name: str) -> bool:
    plain = shadow(name)
    return _has_title(name) or rank(plain) >= Rank.MAYBE or may_be_name(plain)


def _has_title(name: str) -> bool:
    return HONORIFIC_AT_END.search(name) is not None or name.endswith((_ALL_OF_THEM, *lexicon().titles))
