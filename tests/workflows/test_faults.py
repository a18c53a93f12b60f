"""Every failure of the service × every command that writes, with somebody typing meanwhile: once or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from docgen.document.walk import cursors
from docgen.emulator import Emulator
from docgen.errors import DocgenError
from docgen.workflows.close import close
from tests.team import BEFORE, DURING, Team, at, patient

HUMAN = "人が入力した言葉。"
AGENDA = {
    "title": "12月定例",
    "start": "2026-12-01 10:00",
    "end": "2026-12-01 11:00",
    "items": [{"title": "はじめ方", "kind": "decide", "stance": "ライン長から始める"}],
}
COMMANDS: dict[str, Callable[[Team], Any]] = {
    "create": lambda team: team.create(),
    "prepare": lambda team: team.prepare(AGENDA),
    "add": lambda team: team.add("decisions", "12月から始める", item=1),
    "close": lambda team: close(team.workspace, team.account),
}
"""In the order of a meeting: each is tried after those before it."""
PASSING: list[tuple[str, dict[str, Any]]] = [
    ("429", {}),
    ("userRateLimitExceeded", {}),
    *[(kind, {"after": after}) for kind in ("500", "503", "close", "timeout") for after in (False, True)],
]
LASTING = [("storageQuotaExceeded", {}), ("invalid_grant", {}), *PASSING]
METHODS = ["documents.get", "documents.batchUpdate"]


class Scene:
    """A team whose document has a person's words at its end, just before ``command``."""

    def __init__(self, root: Path, command: str) -> None:
        self.emulator = Emulator()
        self.team = Team(root, service=patient(self.emulator))
        self.run = COMMANDS[command]
        self.command = command
        with at(BEFORE):
            for earlier in list(COMMANDS)[: list(COMMANDS).index(command)]:
                with at(DURING if earlier == "add" else BEFORE):
                    COMMANDS[earlier](self.team)

    def type(self) -> None:
        """Somebody types at the end of the tab."""
        if self.command != "create":
            self.emulator.people.insert(self.team.account.document_id, self.team.lines()[-1].end - 1, HUMAN)

    def text(self) -> str:
        """Everything in the document; nothing where there is none."""
        self.emulator.faults.clear()
        files = self.team.service.files.find({"docgenAccount": self.team.id})
        assert len(files) <= 1
        tabs = self.team.service.get(files[0].id).tabs if files else ()
        return "\n".join(leaf.text for tab in tabs for leaf in cursors(node for _, node in tab.positioned()))

    def times(self) -> int:
        """How often what the command writes is there."""
        if self.command == "close":
            return sum(":closed=" in one.name for tab in self.team.document.all_tabs() for one in tab.ranges)
        words = {"create": "お客様情報", "prepare": "2026-12-01（火）12月定例", "add": "12月から始める"}
        return self.text().count(words[self.command])


@pytest.fixture(params=COMMANDS)
def scene(request: pytest.FixtureRequest, tmp_path: Path) -> Scene:
    return Scene(tmp_path, request.param)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(("kind", "args"), PASSING, ids=str)
def test_a_failure_that_passes(scene: Scene, method: str, kind: str, args: dict[str, Any]) -> None:
    scene.type()
    scene.emulator.faults.add(method, 1, kind, **args)
    with at(DURING):
        scene.run(scene.team)
    assert scene.times() == 1
    assert scene.text().count(HUMAN) == (scene.command != "create")


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(("kind", "args"), LASTING, ids=str)
def test_a_failure_that_stays(scene: Scene, method: str, kind: str, args: dict[str, Any]) -> None:
    scene.type()
    scene.emulator.faults.add(method, 0, kind, **args)
    code = 0
    try:
        with at(DURING):
            scene.run(scene.team)
    except DocgenError as error:
        code = error.exit_code
    scene.emulator.faults.clear()
    if code in (3, 4, 6) and scene.command != "create":
        assert scene.times() == 0, "it said that nothing was written"
    if code:
        with at(DURING):
            scene.run(scene.team)
    assert scene.times() == 1
    assert scene.text().count(HUMAN) == (scene.command != "create")


@pytest.mark.parametrize("command", list(COMMANDS)[1:])
def test_somebody_types_between_reading_and_writing(tmp_path: Path, command: str) -> None:
    scene = Scene(tmp_path, command)
    for _ in range(3):
        scene.emulator.faults.add("documents.batchUpdate", 1, "human_edit", text=HUMAN, index=1)
    with at(DURING):
        scene.run(scene.team)
    assert scene.text().count(HUMAN) == 3
    assert scene.times() == 1


@pytest.mark.parametrize(("kind", "args"), PASSING, ids=str)
def test_a_new_document_is_one(tmp_path: Path, kind: str, args: dict[str, Any]) -> None:
    scene = Scene(tmp_path, "create")
    scene.emulator.faults.add("files.create", 1, kind, **args)
    code = 0
    try:
        scene.run(scene.team)
    except DocgenError as error:
        code = error.exit_code
    scene.emulator.faults.clear()
    if code:
        scene.run(scene.team)
    assert scene.times() == 1
