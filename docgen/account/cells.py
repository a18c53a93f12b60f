"""Rows of accounts.csv and members.csv to values and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Literal, TypeVar

from docgen import clock
from docgen.account.model import Account, Member
from docgen.account.names import ID
from docgen.errors import InputError, Text, nearest
from docgen.inputs.csv_table import Row, Table, read_table
from docgen.settings import Settings

ACCOUNT_COLUMNS = Account.__struct_fields__
MEMBER_COLUMNS = Member.__struct_fields__
KARTE: tuple[Literal["full", "brief", "none"], ...] = ("full", "brief", "none")
LANGUAGES: tuple[Literal["ja", "en"], ...] = ("ja", "en")
SEPARATOR = ";"
"""Between the entries of a list within one cell."""

C = TypeVar("C", bound=str)


def account_table(settings: Settings) -> Table:
    """accounts.csv as it stands. Raises ``InputError``."""
    return read_table(settings.accounts_csv, required=("id", "name"), known=ACCOUNT_COLUMNS)


def member_table(settings: Settings) -> Table:
    """members.csv as it stands. Raises ``InputError``."""
    return read_table(settings.members_csv, required=("id", "name"), known=MEMBER_COLUMNS)


def account_in(table: Table, row: Row, settings: Settings) -> Account:
    """The customer of ``row``; cells that are empty follow the workspace. Raises ``InputError``."""
    cells = row.cells
    return Account(
        id=_id(table, row),
        name=_name(table, row),
        aliases=_list(cells.get("aliases", "")),
        stage=_one_of(table, row, "stage", settings.all_stages, usual_stage(settings)),
        owner=cells.get("owner", "").strip(),
        domains=_list(cells.get("domains", "")),
        karte=_one_of(table, row, "karte", KARTE, "none"),
        language=_one_of(table, row, "language", LANGUAGES, settings.language),
        time_zone=_time_zone(table, row, settings.time_zone),
        renewal_date=_date(table, row, "renewal_date"),
        tier=cells.get("tier", "").strip(),
        document_id=cells.get("document_id", "").strip(),
    )


def member_in(table: Table, row: Row) -> Member:
    """The member of ``row``. Raises ``InputError``."""
    cells = row.cells
    return Member(
        id=_id(table, row),
        name=_name(table, row),
        aliases=_list(cells.get("aliases", "")),
        unit=cells.get("unit", "").strip(),
        email=cells.get("email", "").strip(),
        slack_id=cells.get("slack_id", "").strip(),
    )


def cells_of(account: Account, settings: Settings) -> Mapping[str, str]:
    """``account`` as cells of accounts.csv; what the workspace says anyway stays empty."""
    return {
        "id": account.id,
        "name": account.name,
        "aliases": SEPARATOR.join(account.aliases),
        "stage": account.stage,
        "owner": account.owner,
        "domains": SEPARATOR.join(account.domains),
        "karte": account.karte,
        "language": "" if account.language == settings.language else account.language,
        "time_zone": "" if account.time_zone == settings.time_zone else account.time_zone,
        "renewal_date": account.renewal_date,
        "tier": account.tier,
        "document_id": account.document_id,
    }


def usual_stage(settings: Settings) -> str:
    """The stage of a customer for whom none is written."""
    return "onboarding" if "onboarding" in settings.stages else settings.stages[0]


def _id(table: Table, row: Row) -> str:
    text = row.cells["id"].strip()
    if not ID.match(text):
        what = (
            Text("id が空です", "the id is empty")
            if not text
            else Text(f"{text!r} は id にできません", f"{text!r} cannot be an id")
        )
        raise InputError(
            what,
            place=table.place(row, "id"),
            hint=Text("英小文字、数字、- で63字まで", "use lower-case letters, digits and -, at most 63"),
        )
    return text


def _name(table: Table, row: Row) -> str:
    text = row.cells["name"].strip()
    if not text:
        raise InputError(
            Text("名前が空です", "the name is empty"),
            place=table.place(row, "name"),
            hint=Text("名前を書いてください", "write the name"),
        )
    if len(text.splitlines()) > 1:
        raise InputError(
            Text("名前の中に改行があります", "the name has a line break in it"),
            place=table.place(row, "name"),
            hint=Text("1行で書いてください", "write it on one line"),
        )
    return text


def _list(cell: str) -> tuple[str, ...]:
    entries = (entry.strip() for entry in cell.replace("；", SEPARATOR).split(SEPARATOR))
    return tuple(entry for entry in entries if entry)


def _one_of(table: Table, row: Row, column: str, choices: Sequence[C], usual: C) -> C:
    text = row.cells.get(column, "").strip()
    if not text:
        return usual
    for choice in choices:
        if choice == text:
            return choice
    raise InputError(
        Text(f"{text!r} は使えません", f"{text!r} is not one of the choices"),
        place=table.place(row, column),
        hint=nearest(text, choices),
    )


def _time_zone(table: Table, row: Row, usual: str) -> str:
    text = row.cells.get("time_zone", "").strip()
    if not text:
        return usual
    try:
        _known_zone(text)
    except InputError as error:
        raise InputError(error.message, place=table.place(row, "time_zone"), hint=error.hint) from error
    return text


@cache
def _known_zone(name: str) -> None:
    clock.zone(name)


def _date(table: Table, row: Row, column: str) -> str:
    text = row.cells.get(column, "").strip().replace("/", "-")
    if not text:
        return ""
    try:
        return date(*(int(part) for part in text.split("-", 2))).isoformat()
    except (ValueError, TypeError) as error:
        raise InputError(
            Text(f"{text!r} という日付はありません", f"there is no date {text!r}"),
            place=table.place(row, column),
            hint=Text("例: 2026-12-31", "for example 2026-12-31"),
        ) from error
