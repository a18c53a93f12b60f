"""``.docgen/matches.csv``: which customer a series of events is about, as people decided. They may edit it.

A row without an account is a question that is still open.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from docgen.account.matching import NOBODY
from docgen.account.roster import Roster
from docgen.errors import InputError, Text, nearest
from docgen.inputs.csv_table import Row, Table, read_table, write_table
from docgen.inputs.lock import held
from docgen.settings import Settings

COLUMNS: Final = ("ical_uid", "account", "title", "candidates", "decided")
BUSY: Final = Text("別の docgen が matches.csv に書き込んでいます", "another docgen is writing to matches.csv")


@dataclass(frozen=True, slots=True)
class Decision:
    """One row."""

    uid: str
    """The iCalUID of the series."""
    account: str
    """Id of the account, ``NOBODY`` for none of them, empty while it is not decided."""
    title: str = ""
    """What the event is called, for people."""
    candidates: tuple[str, ...] = ()
    """Ids of the accounts that it may be about, for people."""
    decided: str = ""
    """ISO date."""


@dataclass(frozen=True, slots=True)
class Matches:
    """The whole file."""

    path: Path
    table: Table

    def decided(self, roster: Roster) -> dict[str, str]:
        """iCalUID of a series → account id or ``NOBODY``, for all that is decided.

        Raises ``InputError`` with line and column for a row that cannot be.
        """
        known = {account.id for account in roster.accounts}
        found: dict[str, str] = {}
        lines: dict[str, int] = {}
        for row in self.table.rows:
            uid, account = row.cells["ical_uid"].strip(), row.cells["account"].strip()
            if not uid:
                raise InputError(
                    Text("予定の UID がありません", "there is no UID of an event"),
                    place=self.table.place(row, "ical_uid"),
                    hint=Text("行を消してください", "delete the row"),
                )
            if uid in lines:
                raise InputError(
                    Text(f"同じ予定が{lines[uid]}行目にもあります", f"the same event is on line {lines[uid]} too"),
                    place=self.table.place(row, "ical_uid"),
                    hint=Text("どちらかの行を消してください", "delete one of the rows"),
                )
            lines[uid] = row.line
            if account and account != NOBODY and account not in known:
                raise InputError(
                    Text(f"顧客 {account!r} はありません", f"there is no account {account!r}"),
                    place=self.table.place(row, "account"),
                    hint=nearest(account, known) or Text(f"どの顧客でもなければ {NOBODY}", f"{NOBODY} for none"),
                )
            if account:
                found[uid] = account
        return found

    def line_of(self, uid: str) -> int:
        """On which line a series stands; 0 for none."""
        return next((row.line for row in self.table.rows if row.cells["ical_uid"].strip() == uid), 0)


def read_matches(settings: Settings) -> Matches:
    """The file as it stands, empty where there is none. Raises ``InputError``."""
    path = settings.state / "matches.csv"
    if not path.exists():
        return Matches(path, Table(str(path), COLUMNS, ()))
    return Matches(path, read_table(path, required=("ical_uid", "account"), known=COLUMNS))


def remember(settings: Settings, decisions: Iterable[Decision]) -> Matches:
    """Write ``decisions``, each in the place of what stood there of its series; a question that is open already stays
    as it is. What the file says then. Raises ``InputError``, ``UnavailableError``."""
    with held(settings.state / "matches.lock", BUSY):
        matches = read_matches(settings)
        rows = {row.cells["ical_uid"].strip(): row for row in matches.table.rows}
        before = dict(rows)
        for decision in decisions:
            there = rows.get(decision.uid)
            if decision.account or there is None:
                rows[decision.uid] = Row(there.line if there else 0, _cells(decision, there.cells if there else {}))
        if rows != before:
            table = replace(matches.table.with_columns(COLUMNS), rows=tuple(rows.values()))
            write_table(matches.path, table)
            matches = read_matches(settings)
        return matches


def _cells(decision: Decision, there: Mapping[str, str]) -> dict[str, str]:
    return {
        **there,
        "ical_uid": decision.uid,
        "account": decision.account,
        "title": decision.title or there.get("title", ""),
        "candidates": ";".join(decision.candidates) or there.get("candidates", ""),
        "decided": decision.decided,
    }
