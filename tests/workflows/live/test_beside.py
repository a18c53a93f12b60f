"""Notes that are taken while others are written wait for the next turn, and no longer."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.account.model import Account, Meeting
from docgen.connect.outbox import Outbox
from docgen.workflows.base import Workspace
from docgen.workflows.live import beside, notes
from docgen.workflows.live.beside import Beside
from tests.team import DURING, Team, at


def test_a_note_that_comes_meanwhile_is_written_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    team = Team(tmp_path)
    team.create()
    team.prepare({"title": "12月定例", "start": "2026-12-01 10:00", "items": [{"title": "はじめ方"}]})
    with at(DURING):
        workspace, account, meeting = team.workspace, team.account, team.meeting
        made = Beside(workspace, account, Outbox(tmp_path / "outbox.sqlite"), lambda aside: None)

        def while_another_comes(workspace: Workspace, account: Account) -> int:
            written = notes.write_notes(workspace, account)
            monkeypatch.setattr(beside, "write_notes", notes.write_notes)
            made.note(meeting, "n2", "その次")
            return written

        monkeypatch.setattr(beside, "write_notes", while_another_comes)
        made.note(meeting, "n1", "部長は慎重")
        made.write()
        assert states(workspace, account, meeting) == ["saved", "waiting"]
        made.write()
        assert states(workspace, account, meeting) == ["saved", "saved"]


def states(workspace: Workspace, account: Account, meeting: Meeting) -> list[str]:
    return [note.state for note in notes.notes(workspace, account, meeting)]
