"""The agenda files of an account: ``agendas/<account>/<meeting>.yaml``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from docgen import clock
from docgen.account.agenda import load, meeting_id
from docgen.account.model import Account, AgendaPlan
from docgen.errors import InputError, Place, Text
from docgen.workflows.base import Workspace


def read_agenda(path: Path, account: Account) -> tuple[str, AgendaPlan]:
    """The meeting id and the plan of one file.

    Raises ``InputError`` with file, line and key.
    """
    plan = load(path, clock.zone(account.time_zone))
    return meeting_id(plan, path), plan


def agenda_files(workspace: Workspace, account: Account) -> Iterator[tuple[str, AgendaPlan]]:
    """Every agenda file of the account, in the order of their names.

    Raises ``InputError`` where one is not valid, or two are of the same meeting.
    """
    directory = workspace.settings.agendas(account.id)
    seen: dict[str, Path] = {}
    for path in sorted(directory.glob("*.yaml")) if directory.is_dir() else ():
        meeting, plan = read_agenda(path, account)
        if meeting in seen:
            raise InputError(
                Text(
                    f"会議 {meeting} のアジェンダは {seen[meeting].name} にもあります",
                    f"{seen[meeting].name} is of the same meeting, {meeting}",
                ),
                place=Place(str(path), key="id"),
                hint=Text("どちらかの id を変えてください", "change the id of one"),
            )
        seen[meeting] = path
        yield meeting, plan


def agenda_of(workspace: Workspace, account: Account, meeting: str) -> AgendaPlan | None:
    """The plan in the agenda file of a meeting; None without one, and where a file of the account is not valid."""
    try:
        return next((plan for each, plan in agenda_files(workspace, account) if each == meeting), None)
    except InputError:
        return None  # what is wrong with a file is told where it is used
