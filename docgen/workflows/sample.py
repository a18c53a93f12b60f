"""The sample team's quarter, replayed into a workspace with the commands' own workflows."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import msgspec

from docgen import clock, resources
from docgen.account.model import Account
from docgen.errors import InputError, Place, Text
from docgen.inputs.typed import convert
from docgen.inputs.yaml_source import read_yaml
from docgen.workflows.agendas import read_agenda
from docgen.workflows.asked import What
from docgen.workflows.base import Workspace
from docgen.workflows.capture import capture
from docgen.workflows.prepare import prepare

NOW = "2026-11-27T09:00:00+09:00"
"""The moment at which the sample stands: a Friday morning, before the day's meeting."""
AFTERWARDS = "2026-11-27T11:30:00+09:00"
TODAY = date(2026, 11, 27)
FILES = ("members.csv", "agendas", "minutes")
MARK = "demo"
"""A file in ``.docgen`` that tells the workspace of a demo from a team's."""
BARE = ("tsukimihama-hotel", "トライアル定例 第7回", "2026-12-03 16:00", "17:00")
"""A meeting without an agenda file: account, title, start, end."""


class Said(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line captured in a meeting of the sample: exactly one of ``view``, ``decision``, ``todo``."""

    view: str = ""
    decision: str = ""
    todo: str = ""
    item: int | None = None
    owner: str = ""
    due: str = ""
    done: bool = False

    @property
    def what(self) -> What:
        """The field that it goes into."""
        return "views" if self.view else "decisions" if self.decision else "action_items"

    @property
    def text(self) -> str:
        """What was said."""
        return self.view or self.decision or self.todo


class Minutes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was captured in one meeting of the sample."""

    entries: tuple[Said, ...] = ()


class HeldMeeting(msgspec.Struct, frozen=True):
    """One meeting of the sample that has minutes."""

    account: Account
    agenda: Path
    minutes: Path
    start: datetime
    end: datetime


@contextmanager
def clock_at(moment: str) -> Iterator[None]:
    """Everything inside happens at ``moment`` (ISO)."""
    before = os.environ.get(clock.VARIABLE)
    os.environ[clock.VARIABLE] = moment
    try:
        yield
    finally:
        if before is None:
            os.environ.pop(clock.VARIABLE, None)
        else:
            os.environ[clock.VARIABLE] = before


def clear(root: Path) -> None:
    """Remove what an earlier demo left at ``root``.

    Raises ``InputError`` where something else is there.
    """
    if not root.exists():
        return
    if root.is_dir() and not any(root.iterdir()):
        return
    if not (root / ".docgen" / MARK).is_file():
        raise InputError(
            Text("ここには別のものがあります", "there is something else here"),
            place=Place(str(root)),
            hint=Text("空のフォルダーを指定してください: docgen demo DIR", "give an empty folder: docgen demo DIR"),
        )
    shutil.rmtree(root)


def mark(root: Path) -> None:
    """Note that the workspace at ``root`` is a demo's, which the next one may remove."""
    (root / ".docgen").mkdir(exist_ok=True)
    (root / ".docgen" / MARK).touch()


def copy_team(root: Path) -> None:
    """Put the sample's members, agendas and minutes into the workspace at ``root``."""
    team = resources.examples() / "team"
    for name in FILES:
        source = team / name
        if source.is_dir():
            shutil.copytree(source, root / name, dirs_exist_ok=True)
        else:
            shutil.copyfile(source, root / name)


def accounts_file() -> Path:
    """The sample's customers, to be imported."""
    return resources.examples() / "team" / "accounts.csv"


def held_meetings(workspace: Workspace) -> list[HeldMeeting]:
    """The meetings with minutes, in the order in which they were held."""
    found = []
    for account in workspace.roster.accounts:
        for minutes in sorted((workspace.settings.root / "minutes" / account.id).glob("*.yaml")):
            agenda = workspace.settings.agendas(account.id) / minutes.name
            _, plan = read_agenda(agenda, account)
            zone = clock.zone(account.time_zone)
            start, end = (datetime.fromisoformat(when).replace(tzinfo=zone) for when in (plan.start, plan.end))
            found.append(HeldMeeting(account, agenda, minutes, start, end))
    return sorted(found, key=lambda meeting: meeting.start)


def replay(workspace: Workspace, meeting: HeldMeeting) -> None:
    """Prepare a meeting and capture all that was said in it, at the time of its start."""
    with clock_at(meeting.start.isoformat()):
        meeting_id, plan = read_agenda(meeting.agenda, meeting.account)
        prepare(workspace, meeting.account, plan, meeting_id)
        for said in entries(meeting):
            capture(
                workspace,
                meeting.account,
                said.what,
                said.text,
                item=said.item,
                meeting=meeting_id,
                owners=[said.owner] if said.owner else [],
                due=said.due,
                done=said.done,
            )


def entries(meeting: HeldMeeting) -> tuple[Said, ...]:
    """What was said in a meeting of the sample.

    Raises ``InputError`` with file, line and key.
    """
    return convert(read_yaml(meeting.minutes), Minutes).entries
