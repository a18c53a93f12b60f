"""Whose an action item is, ours or the customer's, told by who does it.

A word (弊社, 御社, us) says it; so does a person: one of the team, one who sat on either side in the meeting, one with
an address of the customer's domain, one who is called 様. Somebody who could be of both sides is of neither.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final, Literal

from msgspec.structs import force_setattr, replace

from docgen.account.labels import fold, labels
from docgen.account.model import Account, AccountDocument, ActionItem, Attendees, Item, Meeting
from docgen.account.names import HONORIFIC_AT_END, bare_name, match_key
from docgen.account.roster import Roster

Side = Literal["ours", "theirs", "unknown"]

_WORDS: Final = {
    "ours": ("弊社", "当社", "自社", "当方", "我々", "私たち", "小職"),
    "theirs": ("御社", "貴社", "先方", "お客様", "お客さま", "顧客", "客先", "貴行", "御行", "貴団体", "貴学", "貴院"),
}
"""With which an owner begins (弊社（中村）)."""
SIDE_WORDS: Final = (*_WORDS["ours"], *_WORDS["theirs"])
_ENGLISH: Final[tuple[tuple[Side, re.Pattern[str]], ...]] = (
    ("ours", re.compile(r"(?:our (?:side|team)|us|we|ours?)\b(?!-)")),
    ("theirs", re.compile(r"(?:your (?:side|team)|them|they|theirs?|you|yours?|(?:the )?(?:customer|client))\b(?!-)")),
)
_TITLE: Final = re.compile(r"(?:mr|ms|mrs|miss|dr|prof)\.? +")
_POLITE: Final = re.compile(r"(?:様|さま)\s*(?:[(（][^()（）]*[)）])?\s*\Z")
_BRACKETS: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_DIRECTION: Final = re.compile(r"[(（]\s*([^()（）→⇒]{1,20}?)\s*(?:→|⇒|->|=>)")


def with_sides(document: AccountDocument, roster: Roster, account: Account | None = None) -> AccountDocument:
    """``document`` with the side of every action item."""
    sides = _Sides(roster, account)

    def with_its_sides(meeting: Meeting) -> Meeting:
        def sided(item: Item) -> Item:
            side = sides.of(item, meeting.attendees)
            return item if side == item.side else replace(item, side=side)

        return meeting.with_each_item(sided)

    return replace(document, meetings=tuple(map(with_its_sides, document.meetings)))


def put_sides(meetings: Iterable[Meeting], roster: Roster, account: Account | None = None) -> None:
    """Give every action item of ``meetings`` its side, in place: only for what was decoded just now."""
    sides = _Sides(roster, account)
    for meeting in meetings:
        for item in (*meeting.all_action_items(), *meeting.carried):
            side = sides.of(item, meeting.attendees)
            if side != item.side:
                force_setattr(item, "side", side)


class _Sides:
    """The sides of the action items of one document: few people own most of them."""

    def __init__(self, roster: Roster, account: Account | None) -> None:
        self._roster = roster
        self._account = account
        self._known: dict[tuple[Attendees, tuple[str, ...], str, Side], Side] = {}

    def of(self, item: ActionItem, attendees: Attendees) -> Side:
        """The side of ``item`` in a meeting of ``attendees``."""
        key = (attendees, item.owners, "" if item.owners else item.text, item.side)
        side = self._known.get(key)
        if side is None:
            side = self._known[key] = side_of(item, attendees, self._roster, self._account)
        return side


def side_of(
    item: ActionItem, attendees: Attendees, roster: Roster | None = None, account: Account | None = None
) -> Side:
    """The side that ``item`` is of, in a meeting of ``attendees``. What both sides do is ours to see to.

    Where its owners tell nothing, it is as the words around it said when it was read (先方宿題, a column).
    """
    people = roster or Roster()
    sides = {side_of_person(owner, attendees, people, account) for owner in item.owners}
    if not item.owners and (found := _DIRECTION.search(item.text)):
        sides = {by_word(found[1])}
    return "ours" if "ours" in sides else "theirs" if "theirs" in sides else item.side


def side_of_person(owner: str, attendees: Attendees, roster: Roster, account: Account | None = None) -> Side:
    """The side of one owner."""
    if (said := by_word(owner)) != "unknown" or labels().is_unknown(owner):
        return said
    if account and _is_customer(owner, account):
        return "theirs"
    ours = _is_member(owner, roster) or _among(owner, attendees.ours)
    theirs = _among(owner, attendees.theirs)
    if ours == theirs:
        return "theirs" if _POLITE.search(owner) else "unknown"
    return "ours" if ours else "theirs"


def is_word(owner: str) -> bool:
    """Whether an owner is a side rather than a person."""
    return (
        labels().lines.name(owner) in ("ours", "theirs")
        or fold(owner).removesuffix("側") in {word for words in _WORDS.values() for word in words}
        or any(pattern.fullmatch(fold(owner)) for _, pattern in _ENGLISH)
    )


def by_word(owner: str) -> Side:
    """The side that an owner names by a word (弊社, us); a person's is unknown."""
    folded = unicodedata.normalize("NFKC", owner).casefold().strip()
    named = labels().lines.name(owner)
    if named in ("ours", "theirs"):
        return "ours" if named == "ours" else "theirs"
    if folded.startswith(_WORDS["ours"]):
        return "ours"
    if folded.startswith(_WORDS["theirs"]):
        return "theirs"
    return next((side for side, pattern in _ENGLISH if _is_whole(pattern, folded)), "unknown")


def _is_whole(pattern: re.Pattern[str], text: str) -> bool:
    """Whether ``text`` is what ``pattern`` finds, or that and somebody in brackets or behind a colon."""
    found = pattern.match(text)
    return found is not None and (not text[found.end() :].strip() or text[found.end() :].strip()[0] in "(:/-")


def _is_customer(owner: str, account: Account) -> bool:
    address = owner.rpartition("@")[2].strip().casefold()
    if "@" in owner and address in {domain.casefold() for domain in account.domains}:
        return True
    named = bare_name(owner)
    return any(len(name) > 1 and named.startswith(name) for name in map(bare_name, (account.name, *account.aliases)))


def _is_member(owner: str, roster: Roster) -> bool:
    return any(roster.member(form) for form in (owner, owner.lstrip("@＠"), person(owner)))


def _among(owner: str, names: Sequence[str]) -> bool:
    """Whether one of ``names`` is that person: the same name, or a family or given name of it."""
    wanted = person(owner)
    return bool(wanted) and any(_is_same(wanted, person(name)) for name in names)


def _is_same(one: str, other: str) -> bool:
    if one == other or one in other.split() or other in one.split():
        return True
    short, long = sorted((one, other), key=len)
    is_japanese = not short.isascii() and " " not in long
    return is_japanese and len(short) > 1 and long.startswith(short)


def person(name: str) -> str:
    """``name`` as it is compared: folded, without titles, 様, さん, @ and what stands in brackets."""
    bare = _BRACKETS.sub("", match_key(name)).strip().lstrip("@")
    return HONORIFIC_AT_END.sub("", _TITLE.sub("", bare, count=1).strip()).strip()
