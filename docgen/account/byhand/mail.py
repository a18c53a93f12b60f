"""Minutes that were sent as a mail: what stands above them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from docgen.account.byhand.people import bare
from docgen.document.walk import Cursor

_MAIL: Final = re.compile(
    r"\s*(From|To|Cc|Bcc|Date|Sent|Subject|Reply-To|差出人|送信者|宛先|送信日時|日時|日付|件名)\s*[:：]",
    re.IGNORECASE,
)
_SENDERS: Final = frozenset({"from", "差出人", "送信者"})
_PARTIES: Final = re.compile(r"\s*(?:From|To|Cc|差出人|送信者|宛先)\s*[:：]\s*", re.IGNORECASE)
_CAME: Final = re.compile("(?:当社|弊社|当方)(?:から|より)?(?:は|の)?([^。、は]{2,40}?)が(?:出席|参加|同席|伺|対応)")
_GREETING: Final = re.compile(
    r"\s*(?:(?:関係者)?各位|皆様|みなさま|お疲れ(?:様|さま)|おつかれ|いつも|お世話|(?:hi|hello|dear)\b|all,|team,)",
    re.IGNORECASE,
)
"""How a mail begins, which is no title."""


def mail_head(leaves: Sequence[Cursor], lines: Sequence[int]) -> Sequence[int]:
    """The lines From, To, Subject … that a mail begins with, as it was kept as a file."""
    head = []
    for i in lines:
        match = _MAIL.match(leaves[i].text)
        if match is None:
            break
        head.append((match[1].lower(), i))
    return [i for _, i in head] if {name for name, _ in head} & _SENDERS else []


def correspondents(text: str) -> Iterator[str]:
    """The people whom a line at the head of a mail names: To: Arjun Mehta; Colette Roux."""
    if match := _PARTIES.match(text):
        for each in re.split(r"[;,；、]", text[match.end() :]):
            if name := bare(re.sub(r"<.*?>|[(（].*?[)）]", "", each)):
                yield name


def who_came(text: str) -> Iterator[str]:
    """Those of our side whom a sentence says to have come: 当社は篠田と林が出席しました."""
    for match in _CAME.finditer(text):
        yield from filter(None, map(bare, re.split("[、,・とや]", match[1])))


def is_greeting(text: str) -> bool:
    """Whether a line greets those to whom a mail is sent."""
    return _GREETING.match(text) is not None
