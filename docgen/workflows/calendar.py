"""The calendar of a run, who is looking at it, and what was seen in it last."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import msgspec

from docgen import clock
from docgen.account.changes import Seen
from docgen.account.ics import IcsCalendar, load_ics
from docgen.errors import InputError, Text
from docgen.inputs.lock import held
from docgen.inputs.own import me
from docgen.inputs.write import write_bytes
from docgen.settings import Settings
from docgen.workflows.base import Workspace

KEPT: Final = timedelta(days=90)
"""For how long after its meeting what was seen of an event is kept."""
BUSY: Final = Text("別の docgen がカレンダーを見ています", "another docgen is looking at the calendar")


def calendar_in(workspace: Workspace, path: Path) -> IcsCalendar:
    """The calendar in the file ``path``. Raises ``InputError`` for a file that is none."""
    if str(path) == "google":
        raise InputError(
            Text("Google カレンダーはまだ使えません", "Google Calendar is not possible yet"),
            hint=Text("書き出した .ics を指定してください", "give an .ics file that was exported from it"),
        )
    return load_ics(path, clock.zone(workspace.settings.time_zone))


def my_address(workspace: Workspace, calendar: IcsCalendar) -> str:
    """My mail address: as I say who I am, else as the calendar says whose it is; empty where neither does."""
    said = me()
    member = workspace.roster.member(said) if said else None
    email = member.email if member else said if "@" in said else calendar.owner
    return email.casefold()


class SeenEvents:
    """``.docgen/calendar.json``: what was seen last of each event. Disposable: without it the calendar's word holds."""

    def __init__(self, settings: Settings) -> None:
        self._path = settings.state / "calendar.json"

    def all(self) -> dict[str, Seen]:
        """By meeting id; nothing where the file is not there, or is no use."""
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=dict[str, Seen])
        except (OSError, msgspec.DecodeError):
            return {}

    def keep(self, seen: Mapping[str, Seen], today: date) -> None:
        """Remember ``seen``, and forget what is long over. Raises ``InputError``, ``UnavailableError``."""
        if not seen:
            return
        oldest = (today - KEPT).isoformat()
        with held(self._path.with_suffix(".lock"), BUSY):
            there = self.all()
            kept = {key: one for key, one in {**there, **seen}.items() if one.start[:10] >= oldest}
            if kept != there:
                write_bytes(self._path, msgspec.json.format(msgspec.json.encode(kept), indent=1))
