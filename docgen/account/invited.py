"""Who is in a meeting by its event, by side, as the document shows them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from docgen.account.dates import Language
from docgen.account.events import Event, Invitee
from docgen.account.labels import fold
from docgen.account.matching import Matcher
from docgen.account.model import Attendees

POLITE: Final = "様"
_POLITE = re.compile(r"(?:様|さま|さん|氏|殿|御中|先生)[)）]?\Z")
_COMPANY = re.compile(
    r"株式会社|有限会社|合同会社|[(（][株有]|法人|(?:部|課|室|チーム|事務局|担当|窓口|御中|会議室|営業所|支店)\Z"
)
_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-鿿々〆\U00020000-\U0003ffff]")
_BRACKETS = re.compile(r"\s*[(（\[［【][^)）\]］】]*[)）\]］】]\Z")
_ORDER = re.compile(r"(?P<last>[^\W\d_][\w.'’ -]*), ?(?P<first>[^\W\d_][\w.'’ -]*)")
_APART = re.compile(r"[、，,；;／/：:\s\x0b]+")
"""What stands between two people on the line of a document, or behind its label: within one name it would part it."""


def attendees(event: Event, matcher: Matcher, language: Language) -> Attendees:
    """Those who have not declined, ours by the names in members.csv."""
    coming = [one for one in event.people() if one.partstat != "declined"]
    ours = [one for one in coming if matcher.is_ours(one)]
    known = {one.email: member.name for one in ours if (member := matcher.member(one))}
    guests = [shown(one) for one in coming if not matcher.is_ours(one)]
    theirs = (name if matcher.is_customer(name) else addressed(name, language) for name in guests)
    return Attendees(ours=_each_once(known.get(one.email) or shown(one) for one in ours), theirs=_each_once(theirs))


def shown(one: Invitee) -> str:
    """The name of somebody invited, in the order in which it is spoken; the address where the calendar has no name."""
    name = one.name
    if turned := _ORDER.fullmatch(name):
        name = f"{turned['first']} {turned['last']}" if name.isascii() else f"{turned['last']} {turned['first']}"
    return _APART.sub(" ", name).strip() or one.email


def addressed(name: str, language: Language) -> str:
    """Somebody of the customer's side as one writes to them: in Japanese, Japanese names of people with 様."""
    bare = _BRACKETS.sub("", name)
    if language != "ja" or not _JAPANESE.search(bare) or _POLITE.search(bare) or _COMPANY.search(bare):
        return name
    return f"{bare}{'' if _JAPANESE.match(bare[-1]) else ' '}{POLITE}{name[len(bare) :]}"


def merged(there: Sequence[str], before: Sequence[str], now: Sequence[str]) -> tuple[str, ...]:
    """The people in a document (``there``) after the calendar went from ``before`` to ``now``: who was added by hand
    stays, however somebody is written."""
    gone = {_who(name) for name in before} - {_who(name) for name in now}
    known = {_who(name) for name in (*before, *there)}
    kept = [name for name in there if _who(name) not in gone]
    return (*kept, *(name for name in now if _who(name) not in known))


def _who(name: str) -> str:
    return fold(_POLITE.sub("", name))


def _each_once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, names)))
