"""Making a workspace, and putting customers into it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from docgen import settings as configuration
from docgen.account import ledger, roster
from docgen.account.cells import ACCOUNT_COLUMNS, MEMBER_COLUMNS, account_table
from docgen.account.ledger import Likeness, Plan
from docgen.account.model import Account
from docgen.account.roster import Roster
from docgen.errors import InputError, Place, Text, nearest
from docgen.inputs.csv_table import Table
from docgen.inputs.system import refusal, shown
from docgen.inputs.write import write_text
from docgen.settings import Settings
from docgen.workflows.starters import docgen_toml

Agreement = Callable[[tuple[Likeness, ...]], bool]
"""Asked about customers that may be there already; whether to go on."""


def init(directory: Path, language: str, step: int = 1) -> tuple[str, ...]:
    """Make ``directory`` a workspace at adoption step ``step``; returns the files made, as a person would write them.

    Files that are there stay as they are. docgen.toml comes last: with it, the workspace is complete, and until then a
    second call goes on. Raises ``InputError`` for a directory that is a workspace already, or when the system refuses.
    """
    target = directory / configuration.NAME
    try:
        if target.exists():
            raise InputError(
                Text("もうワークスペースになっています", "this is a workspace already"),
                place=Place(shown(target)),
                hint=Text("別のフォルダーを指定してください", "give another folder"),
            )
        directory.mkdir(parents=True, exist_ok=True)
        starters = {
            directory / ".gitignore": ".docgen/\n",
            directory / "accounts.csv": ",".join(ACCOUNT_COLUMNS) + "\n",
            directory / "members.csv": ",".join(MEMBER_COLUMNS) + "\n",
            target: docgen_toml(language, step),
        }
        missing = {path: text for path, text in starters.items() if not path.exists()}
    except OSError as error:
        raise refusal(error, directory) from error
    for path, text in missing.items():
        write_text(path, text)
    return tuple(shown(path) for path in missing)


def read_roster(settings: Settings) -> Roster:
    """The customers and members of the workspace. Raises ``InputError``."""
    return roster.load(settings)


def accounts_in(settings: Settings, stage: str | None) -> tuple[Account, ...]:
    """The customers in ``stage``, or all of them. Raises ``InputError`` for a stage that does not exist."""
    if stage is not None and stage not in settings.all_stages:
        raise InputError(
            Text(f"ステージ {stage!r} はありません", f"there is no stage {stage!r}"),
            hint=nearest(stage, settings.all_stages),
        )
    return tuple(account for account in read_roster(settings).accounts if stage in (None, account.stage))


def strangers(settings: Settings, plan: Plan) -> tuple[str, ...]:
    """The owners that ``plan`` writes and members.csv does not know: perhaps misspelt. None while it has no members."""
    roster = read_roster(settings)
    if not roster.members:
        return ()
    owners = dict.fromkeys(account.owner for account in (*plan.added, *plan.updated) if account.owner)
    return tuple(owner for owner in owners if roster.member(owner) is None)


def add_account(settings: Settings, cells: Mapping[str, str], *, agreed: Agreement, dry_run: bool = False) -> Plan:
    """Add the customer that ``cells`` (column to text, ``name`` at least) describes.

    ``agreed`` is asked when there is a customer of the same or nearly the same name.
    Raises ``InputError``, also on its no.
    """
    return _carried_out(settings, lambda table: ledger.planned_addition(table, settings, cells), agreed, dry_run)


def import_accounts(settings: Settings, path: Path, *, agreed: Agreement, dry_run: bool = False) -> Plan:
    """Merge the rows of the CSV file ``path`` into the customers, all or none; as ``add_account``."""
    incoming = ledger.import_table(path)
    return _carried_out(settings, lambda table: ledger.planned_import(table, settings, incoming), agreed, dry_run)


def _carried_out(settings: Settings, planned: Callable[[Table], Plan], agreed: Agreement, dry_run: bool) -> Plan:
    """Plan first, so that what cannot be leaves no trace and no lock waits for an answer; again where others wrote."""
    before = account_table(settings)
    plan = planned(before)
    if dry_run:
        return plan
    _ask(plan.alike, agreed)
    with ledger.ledger(settings) as table:
        if table != before:
            known, plan = plan.alike, planned(table)
            _ask(tuple(one for one in plan.alike if one not in known), agreed)
        ledger.save(settings, plan)
    return plan


def _ask(alike: tuple[Likeness, ...], agreed: Agreement) -> None:
    if alike and not agreed(alike):
        raise InputError(
            Text("何も書き込みませんでした", "nothing was written"),
            hint=Text("別の顧客であれば --yes を付けてください", "if they are different customers, add --yes"),
        )
