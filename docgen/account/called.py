"""What the owners of action items are called to those who read a list of them, rather than as they were typed.

What is written back, carried or compared keeps the words as typed: 様 in a customer's document stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from docgen.account.actions.persons import Rank, side_word, surname
from docgen.account.actions.shadow import shadow
from docgen.account.labels import labels
from docgen.account.model import AccountDocument, Item
from docgen.account.names import HONORIFICS
from docgen.account.roster import Roster
from docgen.account.side import SIDE_WORDS, person

_OWNER_IN: Final = {True: "Owner: ", False: "担当："}
"""What is put before a word that says that nobody is known yet, which is kept as a detail."""
_TITLE: Final = re.compile(rf"\s*(?:{'|'.join(each for each in HONORIFICS if each != '先生')})\Z")
_WITH_SIDE: Final = re.compile(r"\S{2,4}?(?:側)?(?:の|\s+|\s*[(（:：]\s*)(?P<name>[^()（）:：]+?)\s*[)）]?\Z")
_OFFICE: Final = re.compile(r"ご?担当(?:者|の方)?|各位|皆|(?:our |your )?(?:side|team)|customer|client", re.IGNORECASE)
"""What names nobody behind a side: 先方 ご担当者様."""


def bare_owner(owner: str) -> str:
    """``owner`` without @, さん, 様, 氏, and without the side in front of a name in brackets; a side stays."""
    if side_word(shadow(owner)) != "unknown":
        name = bare_owner(named["name"]) if (named := _WITH_SIDE.match(owner)) else ""
        if not named and (side := next((word for word in SIDE_WORDS if owner.startswith(word)), "")):
            bare = bare_owner(owner.removeprefix(side))
            name = bare if surname(bare) >= Rank.LIKELY else ""
        return owner if not name or _OFFICE.fullmatch(name) else name
    bare = _TITLE.sub("", owner.strip().lstrip("@＠"))
    return bare or owner


def bare_owners(owners: Sequence[str]) -> tuple[str, ...]:
    """``owners`` as names; a side only where nobody else is named, and nobody where that is not known yet (未定)."""
    bare = tuple(dict.fromkeys(bare_owner(owner) for owner in owners if not labels().is_unknown(owner)))
    named = tuple(owner for owner in bare if side_word(shadow(owner)) == "unknown")
    return named or bare


def member_names(owners: Sequence[str], roster: Roster) -> tuple[str, ...]:
    """``owners`` with members by their names (``@tanaka``, ``sato``), everybody else as typed."""
    return tuple(dict.fromkeys(_member_name(owner, roster) for owner in owners))


def _member_name(owner: str, roster: Roster) -> str:
    member = next(filter(None, (roster.member(form) for form in (owner, owner.lstrip("@＠"), person(owner)))), None)
    return member.name if member and roster.member(member.name) is member else owner


def as_called(document: AccountDocument, roster: Roster, *, bare: bool = False) -> AccountDocument:
    """``document``, of which the sides are known, with our members by their names.

    ``bare``: everybody else by the mere name, for programs.
    """

    def called(item: Item) -> Item:
        owners = member_names(item.owners, roster) if item.side == "ours" else item.owners
        if not bare:
            return item if owners == item.owners else replace(item, owners=owners)
        unknown = tuple(f"{_OWNER_IN[owner.isascii()]}{owner}" for owner in owners if labels().is_unknown(owner))
        owners = bare_owners(owners)
        return item if owners == item.owners else replace(item, owners=owners, details=(*item.details, *unknown))

    return replace(document, meetings=tuple(meeting.with_each_item(called) for meeting in document.meetings))
