"""What the owners of action items are called to those who read a list of them, rather than as they were typed.

What is written back, carried or compared keeps the words as typed: 様 in a customer's document stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, TypeVar

from msgspec.structs import replace

from docgen.account.actions.persons import side_word
from docgen.account.actions.shadow import shadow
from docgen.account.model import AccountDocument, ActionItem

Item = TypeVar("Item", bound=ActionItem)
_TITLE: Final = re.compile(r"\s*(?:さん|ちゃん|くん|君|様|さま|氏|殿)\Z")
_WITH_SIDE: Final = re.compile(r"\S{2,4}(?:側)?\s*[(（:：]\s*(?P<name>[^()（）:：]+?)\s*[)）]?\Z")


def bare_owner(owner: str) -> str:
    """``owner`` without @, さん, 様, 氏, and without the side in front of a name in brackets; a side stays."""
    if side_word(shadow(owner)) != "unknown":
        named = _WITH_SIDE.match(owner)
        return bare_owner(named["name"]) if named else owner
    bare = _TITLE.sub("", owner.strip().lstrip("@＠"))
    return bare or owner


def bare_owners(owners: Sequence[str]) -> tuple[str, ...]:
    """``owners`` as names; a side only where nobody else is named."""
    bare = tuple(dict.fromkeys(map(bare_owner, owners)))
    named = tuple(owner for owner in bare if side_word(shadow(owner)) == "unknown")
    return named or bare


def with_bare_owners(document: AccountDocument) -> AccountDocument:
    """``document``, of which the sides are known, with the owners of action items as names."""
    return replace(
        document,
        meetings=tuple(
            replace(
                meeting,
                action_items=tuple(map(_bare, meeting.action_items)),
                carried=tuple(map(_bare, meeting.carried)),
                items=tuple(
                    replace(part, action_items=tuple(map(_bare, part.action_items))) if part.action_items else part
                    for part in meeting.items
                ),
            )
            for meeting in document.meetings
        ),
    )


def _bare(item: Item) -> Item:
    owners = bare_owners(item.owners)
    return item if owners == item.owners else replace(item, owners=owners)
