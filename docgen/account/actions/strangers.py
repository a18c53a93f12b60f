"""Names that look like none, told by where they stand: beside a day in brackets that end a line (槙、6/12)."""

from __future__ import annotations

import re
from typing import Final

from docgen.account.actions.lexicon import key, lexicon
from docgen.account.actions.statuses import status_of
from docgen.account.labels import labels

_JAPANESE: Final = re.compile(r"[\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffffぁ-ゖァ-ヺー]{1,10}")
_NO_NAME: Final = re.compile(
    r"[をがはへ]|(?:予定|目標|目処|目途|まで|時点|以降|以内|済み?|案|後|前|中|分|件|円|名|次第|込み?|付き?|必須|厳守|版|枚|部|頃|ごろ|用|のみ|宛|経由|希望|見込み?|参照|ください|こと|する|ます|です)\Z"
    r"|\A[大中小高低未仮急要済上下朝昼夜夕月火水木金土日新旧再継保]\Z"
)
_LATIN: Final = re.compile(r"[^\W\d_][\w.'-]*(?: (?:(?:of|the|and|&|de|van|von) )?[^\W\d_a-z][\w.'-]*){0,4}")
_BODY: Final = re.compile(
    r"(?:the )?(?:(?!to )[\w'&-]+ ){1,3}"
    r"(?:office|team|committee|group|department|dept|staff|board|desk|council|crew|squad|lead|manager|chair)",
    re.IGNORECASE,
)
_INITIALS: Final = re.compile(r"[A-Z]{2,3}")
LONGEST: Final = 40
"""Characters."""


def may_be_name(text: str) -> bool:
    """Whether ``text``, as it is matched, may be who does it where nothing else stands beside a day."""
    if not text or len(text) > LONGEST or labels().is_none(text) or labels().is_unknown(text):
        return False
    folded, words = key(text), lexicon()
    if folded in words.deeds or folded in words.no_person or status_of(text).value != "unknown":
        return False
    if _JAPANESE.fullmatch(text):
        return not _NO_NAME.search(text) and not any(text.endswith(deed) for deed in words.deeds if len(deed) > 1)
    if _BODY.fullmatch(text):
        return True
    if not _LATIN.fullmatch(text) or (text.islower() and (folded in words.verbs or len(text) < 2)):
        return False
    if " " in text and text[0].islower():
        return False
    return not any(key(each) in words.no_person for each in text.split() if not each.islower() or " " not in text)


def are_initials(text: str) -> bool:
    """Whether ``text`` is such as people have: PN, and not PDF."""
    return bool(_INITIALS.fullmatch(text)) and key(text) not in lexicon().no_person
