"""Writing accounts.csv: whole or not at all, one writer at a time, columns that docgen does not know kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from docgen.account.cells import ACCOUNT_COLUMNS, account_in, account_table, cells_of
from docgen.account.model import Account
from docgen.account.names import NearNames, free_id, id_from, match_key
from docgen.account.roster import read_accounts
from docgen.errors import InputError, Text
from docgen.inputs.csv_table import Row, Table, read_table, write_table
from docgen.inputs.lock import held
from docgen.settings import Settings

BUSY = Text("別の docgen が accounts.csv に書き込んでいます", "another docgen is writing to accounts.csv")


@dataclass(frozen=True, slots=True)
class Likeness:
    """A customer about to be added, and one that may be the same."""

    id: str
    name: str
    other_id: str
    other_name: str

    @property
    def equal(self) -> bool:
        """Whether the names are the same but for width, case and spacing."""
        return match_key(self.name) == match_key(self.other_name)


@dataclass(frozen=True, slots=True)
class Plan:
    """What an addition or an import would do to accounts.csv."""

    table: Table
    added: tuple[Account, ...]
    updated: tuple[Account, ...] = ()
    unchanged: int = 0
    alike: tuple[Likeness, ...] = ()


@contextmanager
def ledger(settings: Settings) -> Iterator[Table]:
    """accounts.csv, held against other writers until the block ends.

    Raises ``InputError`` when it cannot be read or the system refuses, ``UnavailableError`` when another writer does
    not finish.
    """
    with held(settings.state / "accounts.lock", BUSY):
        yield account_table(settings)


def save(settings: Settings, plan: Plan) -> None:
    """Write what ``plan`` says; only inside ``ledger``. Raises ``InputError`` when the system refuses."""
    if plan.added or plan.updated:
        write_table(settings.accounts_csv, plan.table)


def set_document_id(settings: Settings, account_id: str, document_id: str) -> None:
    """Remember ``document_id`` as the document of ``account_id``.

    Raises ``InputError`` when there is no such customer, or it has another document by now.
    """
    set_document_ids(settings, {account_id: ("", document_id)})


def set_document_ids(settings: Settings, changes: Mapping[str, tuple[str, str]]) -> None:
    """Remember documents, all or none. ``changes``: account id → what its cell holds, and what it is to hold.

    Raises ``InputError`` when there is no such customer, its cell holds something else by now, or the document is that
    of another customer.
    """
    with ledger(settings) as table:
        rows = {row.cells["id"].strip(): row for row in table.rows}
        cells: dict[str, Mapping[str, str]] = {}
        for account_id, (before, after) in changes.items():
            if account_id not in rows:
                raise InputError(Text(f"顧客 {account_id!r} はありません", f"there is no account {account_id!r}"))
            row = rows[account_id]
            present = row.cells.get("document_id", "").strip()
            if present not in (before, after):
                raise InputError(
                    Text("すでに別の文書があります", "it has another document already"),
                    place=table.place(row, "document_id"),
                    hint=Text("続けるなら、このセルを空にしてください", "to go on, empty this cell"),
                )
            if present != after:
                cells[account_id] = {**row.cells, "document_id": after}
        if cells:
            changed = _with_rows(table, cells, [])
            read_accounts(changed, settings)
            write_table(settings.accounts_csv, changed)


def planned_addition(table: Table, settings: Settings, cells: Mapping[str, str]) -> Plan:
    """``cells`` as a new row of ``table``; without an ``id``, one is made from the name. Raises ``InputError``."""
    present = read_accounts(table, settings)
    taken = {account.id for account in present}
    wanted = cells.get("id", "").strip()
    if wanted in taken:
        raise InputError(
            Text(f"id {wanted!r} はもうあります", f"there is an account {wanted!r} already"),
            hint=Text("別の id を --id で指定してください", "give another with --id"),
        )
    row = Row(0, {**cells, "id": wanted or free_id(id_from(cells["name"].strip()), taken)})
    account = account_in(replace(table, file=""), row, settings)
    near = NearNames(_names(present))
    alike = tuple(Likeness(account.id, account.name, *pair) for pair in near.near(account.name))
    return Plan(_with_rows(table, {}, [cells_of(account, settings)]), (account,), alike=alike)


def planned_import(table: Table, settings: Settings, incoming: Table) -> Plan:
    """The rows of ``incoming`` merged into ``table`` by id; empty cells leave what is there.

    A row without id is the customer of exactly its name, else a new one with an id made from its name.
    Raises ``InputError`` for the first row that cannot be.
    """
    present = read_accounts(table, settings)
    merging = _Merging(table, settings, present)
    for row in incoming.rows:
        merging.take(incoming, row)
    return Plan(
        _with_rows(table.with_columns(incoming.columns), merging.changed, merging.new),
        tuple(merging.added),
        tuple(merging.updated),
        merging.unchanged,
        tuple(merging.alike),
    )


def import_table(path: Path) -> Table:
    """The CSV file ``path``, for ``planned_import``. Raises ``InputError``."""
    return read_table(path, required=("name",), known=ACCOUNT_COLUMNS)


class _Merging:
    """The state of one import."""

    def __init__(self, table: Table, settings: Settings, present: tuple[Account, ...]) -> None:
        self.settings = settings
        self.rows = {row.cells["id"].strip(): row for row in table.rows}
        self.present = {account.id: account for account in present}
        self.ids_by_name: dict[str, list[str]] = {}
        for account in present:
            self.ids_by_name.setdefault(account.name, []).append(account.id)
        self.near = NearNames(_names(present))
        self.seen: dict[str, Row] = {}
        self.taken = set(self.present)
        self.changed: dict[str, Mapping[str, str]] = {}
        self.new: list[Mapping[str, str]] = []
        self.added: list[Account] = []
        self.updated: list[Account] = []
        self.unchanged = 0
        self.alike: list[Likeness] = []

    def take(self, incoming: Table, row: Row) -> None:
        name = row.cells["name"].strip()
        key = row.cells.get("id", "").strip() or self._id_by_name(incoming, row, name)
        if key in self.seen:
            line = self.seen[key].line
            raise InputError(
                Text(f"id {key!r} は{line}行目にもあります", f"the id {key!r} is on line {line} too"),
                place=incoming.place(row, "id"),
                hint=Text("どちらかの行を消すか、id を変えてください", "delete one of the rows, or change an id"),
            )
        self.seen[key] = row
        written = {column: cell for column, cell in row.cells.items() if cell.strip()}
        before = self.rows[key].cells if key in self.present else {}
        cells = {**before, **written, "id": key}
        account = account_in(incoming, Row(row.line, {"name": "", **cells}), self.settings)
        if key not in self.present:
            self.alike += [Likeness(account.id, account.name, *pair) for pair in self.near.near(account.name)]
            self.near.add(account.id, account.name)
            self.taken.add(key)
            self.added.append(account)
            self.new.append({**cells, **_stated(account, self.settings)})
        elif any(before.get(column, "") != cell for column, cell in cells.items()):
            self.updated.append(account)
            self.changed[key] = cells
        else:
            self.unchanged += 1

    def _id_by_name(self, incoming: Table, row: Row, name: str) -> str:
        ids = self.ids_by_name.get(name, [])
        if len(ids) > 1:
            raise InputError(
                Text(f"{name!r} は{len(ids)}件あります", f"{name!r} means {len(ids)} accounts"),
                place=incoming.place(row, "name"),
                hint=Text(f"id を書いてください: {', '.join(ids)}", f"write the id: {', '.join(ids)}"),
            )
        if ids:
            return ids[0]
        made = free_id(id_from(name), self.taken)
        self.ids_by_name[name] = [made]
        return made


def _stated(account: Account, settings: Settings) -> dict[str, str]:
    return {column: cell for column, cell in cells_of(account, settings).items() if cell}


def _names(accounts: tuple[Account, ...]) -> Iterator[tuple[str, str]]:
    for account in accounts:
        for name in (account.name, *account.aliases):
            yield account.id, name


def _with_rows(table: Table, changed: Mapping[str, Mapping[str, str]], new: list[Mapping[str, str]]) -> Table:
    rows = [Row(row.line, changed[key]) if (key := row.cells["id"].strip()) in changed else row for row in table.rows]
    needed = [column for column in ACCOUNT_COLUMNS if any(cells.get(column) for cells in (*changed.values(), *new))]
    return replace(table.with_columns(needed), rows=(*rows, *(Row(0, cells) for cells in new)))
