"""Who of us is meant: whose a customer is, and whose an action item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from docgen.account.carry import OpenItem, open_items
from docgen.account.model import Account, AccountDocument, ActionItem
from docgen.account.names import match_key
from docgen.account.roster import Roster
from docgen.errors import InputError, Text, nearest
from docgen.workflows.base import Workspace


class Todo(msgspec.Struct, frozen=True, kw_only=True):
    """An open action item of ours with a due date."""

    text: str
    due: str
    """ISO date."""
    owners: tuple[str, ...]
    """Ids of members; else as accounts.csv names who has the customer."""
    url: str


def owner_of(roster: Roster, account: Account) -> str:
    """Id of the member who has ``account``; what accounts.csv says where that is nobody's; empty for none."""
    member = roster.member(account.owner) if account.owner else None
    return member.id if member else account.owner


def called(roster: Roster, owner: str) -> str:
    """The name of whom ``owner_of`` tells."""
    member = roster.member(owner) if owner else None
    return member.name if member else owner


def meant(roster: Roster, word: str) -> str:
    """Whom of those that ``owner_of`` may tell ``word`` means: id, name, alias or mail address.

    Raises ``InputError``, with the nearest, for nobody.
    """
    if member := roster.member(word):
        return member.id
    owners = {match_key(account.owner): account.owner for account in roster.accounts if account.owner}
    if match_key(word) in owners:
        return owners[match_key(word)]
    known = [each for member in roster.members for each in (member.id, member.name)]
    raise InputError(
        Text(f"メンバー {word!r} はいません", f"there is no member {word!r}"),
        hint=nearest(word, known) or Text("members.csv に書いてください", "write members.csv"),
    )


def whose(roster: Roster, account: Account, item: ActionItem) -> tuple[str, ...]:
    """Who of us has ``item``, as ``owner_of`` tells people; empty where it is the customer's, or nobody knows.

    Of ours without a name that members.csv knows, it is for whoever has the customer.
    """
    if item.side == "theirs":
        return ()
    members = [member.id for owner in item.owners if (member := roster.member(owner))]
    if members:
        return tuple(dict.fromkeys(members))
    named = account.owner and match_key(account.owner) in map(match_key, item.owners)
    return (owner_of(roster, account),) if named or item.side == "ours" else ()


def due_todos(workspace: Workspace, account: Account, document: AccountDocument) -> Iterator[Todo]:
    """The open action items of ours with a due date, soonest first."""
    found: Sequence[OpenItem] = open_items(document.meetings)
    for one in sorted((one for one in found if one.item.due), key=lambda one: one.item.due or ""):
        if owners := whose(workspace.roster, account, one.item):
            yield Todo(
                text=one.item.text,
                due=one.item.due or "",
                owners=owners,
                url=workspace.url(document.document_id, one.born.span[0], one.born.heading_id),
            )
