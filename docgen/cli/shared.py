"""What several commands have in common: the open workspace, and the accounts that arguments mean."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.errors import InputError, Text

if TYPE_CHECKING:
    from docgen.account.model import Account, AccountDocument
    from docgen.cli.context import Session
    from docgen.workflows.base import Workspace


def opened(session: Session) -> Workspace:
    """The workspace of this run."""
    from docgen.workflows.base import Workspace

    return Workspace(session.settings(), session.traffic, session.say)


def opened_for_files(session: Session) -> Workspace:
    """The workspace of this run, or what holds without one: enough to read files."""
    from docgen.workflows.base import Workspace

    return Workspace(session.settings_or_default(), session.traffic)


def accounts_meant(workspace: Workspace, words: Sequence[str], *, every: bool) -> tuple[Account, ...]:
    """The accounts that ``words`` mean, each once, or all of them.

    Raises ``InputError`` for none, for both, and for a word that means no account.
    """
    if every and words:
        raise InputError(
            Text("--all と顧客の指定は一緒に使えません", "--all and names of accounts exclude each other"),
            hint=Text("どちらかにしてください", "give one of them"),
        )
    if every:
        if not workspace.roster.accounts:
            raise InputError(
                Text("顧客がまだありません", "there is no account yet"),
                hint=Text(
                    "docgen account add または docgen account import", "docgen account add, or docgen account import"
                ),
            )
        return workspace.roster.accounts
    if not words:
        raise InputError(
            Text("どの顧客かを指定してください", "say which account"),
            hint=Text("顧客の id か名前、または --all", "its id or name, or --all"),
        )
    return tuple(dict.fromkeys(workspace.roster.find(word) for word in words))


def put_out(session: Session, text: str, out: Path | None) -> None:
    """``text`` into the file ``out``, whole or not at all, or to stdout."""
    if out is None:
        session.out(text.rstrip("\n"))
        return
    from docgen.inputs.write import make_folder, write_text

    make_folder(out.parent)
    write_text(out, text)
    session.say(Text(f"書き出しました: {out}", f"written: {out}"))


def documents_of(
    session: Session, workspace: Workspace, accounts: Sequence[Account]
) -> list[tuple[Account, AccountDocument]]:
    """Each account with what its document says; how far that is, is told at a terminal."""
    from docgen.cli.progress import counted
    from docgen.workflows.linting import read_accounts

    return list(counted(session, read_accounts(workspace, accounts), len(accounts)))
