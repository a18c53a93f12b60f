"""accounts.csv and members.csv as values, and finding a customer or a colleague by what people call them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from docgen.account.cells import account_in, account_table, member_in, member_table
from docgen.account.model import Account, Member
from docgen.account.names import match_key
from docgen.errors import InputError, Place, Text, nearest
from docgen.inputs.csv_table import Row, Table
from docgen.settings import Settings

T = TypeVar("T")

_DOCUMENT = re.compile(r"^docgen:([A-Za-z0-9_-]+)|/d/([A-Za-z0-9_-]+)|[?&]id=([A-Za-z0-9_-]+)")


@dataclass(frozen=True, slots=True)
class Roster:
    """All customers and all members, in the order of their files."""

    accounts: tuple[Account, ...] = ()
    members: tuple[Member, ...] = ()
    _by_word: Mapping[str, tuple[Account, ...]] = field(init=False, repr=False, compare=False)
    _member_by_word: Mapping[str, tuple[Member, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        words = ((account, (account.name, *account.aliases)) for account in self.accounts)
        object.__setattr__(self, "_by_word", _grouped(words))
        people = ((member, (member.id, member.name, *member.aliases, member.email)) for member in self.members)
        object.__setattr__(self, "_member_by_word", _grouped(people))

    def find(self, word: str) -> Account:
        """The customer that ``word`` means: id, name, alias, document id or document URL.

        Raises ``InputError``, with near names, when there is none or more than one.
        """
        wanted = word.strip()
        document = document_id(wanted)
        for account in self.accounts:
            if account.id == wanted or (document and account.document_id == document):
                return account
        found = self._by_word.get(match_key(wanted), ())
        if len(found) == 1:
            return found[0]
        if found:
            ids = ", ".join(account.id for account in found)
            raise InputError(
                Text(f"{word!r} は{len(found)}件あります", f"{word!r} means {len(found)} accounts"),
                hint=Text(f"id で指定してください: {ids}", f"give one by its id: {ids}"),
            )
        if not self.accounts:
            hint = Text("docgen account add で登録できます", "add one with docgen account add")
        else:
            known = [word for account in self.accounts for word in (account.id, account.name, *account.aliases)]
            hint = nearest(wanted, known) or Text("docgen account list で確かめられます", "see docgen account list")
        raise InputError(Text(f"顧客 {word!r} はありません", f"there is no account {word!r}"), hint=hint)

    def member(self, word: str) -> Member | None:
        """The one member whose id, name, alias or mail address is ``word``; ``None`` for nobody's and several's."""
        found = self._member_by_word.get(match_key(word), ())
        return found[0] if len(found) == 1 else None


def load(settings: Settings) -> Roster:
    """The roster of the workspace.

    Raises ``InputError`` with file, line and column for anything that cannot be in it.
    """
    return Roster(read_accounts(account_table(settings), settings), _members(member_table(settings)))


def read_accounts(table: Table, settings: Settings) -> tuple[Account, ...]:
    """The customers in ``table``, ids unique, each with a document of its own. Raises ``InputError``."""
    accounts = [account_in(table, row, settings) for row in table.rows]
    _refuse_twice(table, [account.id for account in accounts])
    _refuse_shared_documents(table, accounts)
    return tuple(accounts)


def document_id(word: str) -> str:
    """The id of the document that ``word``, an id or the address of a document, means; any other word as it stands."""
    found = _DOCUMENT.search(word) if "/" in word or "?" in word or ":" in word else None
    return next(filter(None, found.groups())) if found else word


def _members(table: Table) -> tuple[Member, ...]:
    members = [member_in(table, row) for row in table.rows]
    _refuse_twice(table, [member.id for member in members])
    return tuple(members)


def _refuse_twice(table: Table, ids: Iterable[str]) -> None:
    first: dict[str, Row] = {}
    for name, row in zip(ids, table.rows, strict=True):
        if name in first:
            line = first[name].line
            raise InputError(
                Text(f"id {name!r} は{line}行目にもあります", f"the id {name!r} is on line {line} too"),
                place=Place(table.file, row.line, "id"),
                hint=Text("どちらかの id を変えてください", "change the id of one"),
            )
        first[name] = row


def _refuse_shared_documents(table: Table, accounts: Iterable[Account]) -> None:
    """What is written for one customer must never be read by another."""
    owner: dict[str, Account] = {}
    for account, row in zip(accounts, table.rows, strict=True):
        first = owner.setdefault(account.document_id, account)
        if account.document_id and first is not account:
            raise InputError(
                Text(f"{first.name} の文書と同じです", f"this is the document of {first.name}"),
                place=Place(table.file, row.line, "document_id"),
                hint=Text("どちらかのセルを空にしてください", "empty the cell of one of them"),
            )


def _grouped(entries: Iterable[tuple[T, Iterable[str]]]) -> dict[str, tuple[T, ...]]:
    groups: defaultdict[str, dict[int, T]] = defaultdict(dict)
    for entry, words in entries:
        for word in words:
            if key := match_key(word):
                groups[key][id(entry)] = entry
    return {key: tuple(group.values()) for key, group in groups.items()}
