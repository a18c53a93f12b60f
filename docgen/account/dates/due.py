"""The words around a due date: what marks one as such, what may stand around it, what says that it is not known yet."""

from __future__ import annotations

import re

from docgen.account.dates.words import expand

_LABELS = r"期限|期日|締め?切り?|〆切り?|納期"
_CLOCK = r"(?:(?:午前|午後)?{S}[0-9]{1,2}(?::[0-9]{2}|時(?:半|[0-9]{1,2}分)?){S})?"

LEAD = (
    r"[\s(\[【「<~]{0,4}"
    rf"(?:(?:{_LABELS}|due(?: date| on)?|deadline|by|until|till|before|on)[:=は ]{{0,3}}){{0,2}}"
    r"[\[「]?"
)
"""What may stand before a due date that is all of a text."""
TAIL = expand(
    r"{S}" + _CLOCK + r"(?:頃|ごろ|くらい)?(?:まで|迄|中|予定|目途|目処|めど|必着|厳守|締め?切?り?|〆切?)?に?"
    r"[\s)\]】」>.。、,]{0,4}"
)
"""What may stand behind it."""

_UNKNOWN = (
    r"(?:未定|要確認|要調整|要相談|確認中|調整中|検討中|まだ(?:わか|分か|決ま)らない|不明"
    r"|tb[acd](?![a-z])|unknown|not yet|to be )"
)
UNKNOWN = re.compile(LEAD + _UNKNOWN, re.IGNORECASE)
"""A known unknown: whatever follows it is no due date."""
LABELLED_UNKNOWN = re.compile(
    rf"(?:{_LABELS}|(?<![a-z])(?:due(?: date)?|deadline)) {{0,3}}[:=は|]? {{0,3}}{_UNKNOWN}", re.IGNORECASE
)
"""A known unknown that says of what, anywhere in a text."""

_BEFORE = re.compile(
    rf"(?:{_LABELS}|(?<![a-z])(?:due(?: date| on| by)?|deadline|by|until|till|before|no later than))"
    r" {0,3}[:=は|]? {0,3}(?:the |on )?[(\[「]?\Z",
    re.IGNORECASE,
)
_BEHIND = re.compile(expand(r"{S}" + _CLOCK + r"(?:頃|ごろ|中)?に?(?:まで|迄|〆|締|期限|必着|厳守|目途|目処|めど)"))
_ITSELF = re.compile(r"(?:中|内|いっぱい)\Z|within|by|later|during|end of|eo[bdwmqy]|cob", re.IGNORECASE)
_REACH = 24
"""How many code points before a date may hold its label."""


def is_due(text: str, start: int, end: int) -> bool:
    """Whether the date in ``text[start:end]`` is marked as one by which something is due."""
    return bool(
        _BEHIND.match(text, end)
        or _BEFORE.search(text, max(0, start - _REACH), start)
        or _ITSELF.search(text[start:end])
    )
