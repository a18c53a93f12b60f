"""A team's workspace, docgen's commands as they are run there, and ``docgen live``."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import yaml

from docgen.account.model import Meeting
from docgen.connect.service import Service
from docgen.errors import ChangedError
from docgen.settings import load
from docgen.workflows.base import Workspace
from tests.programs.where import ROOT
from tests.team import BEFORE, DURING, Team

MEMBERS = "id,name,aliases,unit,email,slack_id\nsato,佐藤 美咲,佐藤,onboarding,,\nsuzuki,鈴木 健太,鈴木,onboarding,,\n"
READY = "Ctrl-C"
"""In the last line that ``docgen live`` prints before it serves."""


@dataclass
class Office:
    """One customer's workspace in a folder."""

    root: Path
    id: str = "a1"
    port: int = field(default=0, init=False)
    """That of the pages, once they have been served."""

    def set_up(self) -> Self:
        """Make the workspace, and the customer's document."""
        self.root.mkdir(parents=True, exist_ok=True)
        self.docgen("init", "--step", "2")
        (self.root / "members.csv").write_text(MEMBERS, encoding="utf-8")
        self.docgen("account", "add", "株式会社みなと精機", "--id", self.id, "--language", "ja")
        self.docgen("create", self.id)
        return self

    def docgen(self, *arguments: str, at: str = BEFORE) -> str:
        """Run a command at a moment; what it prints. Raises ``AssertionError`` where it fails."""
        done = subprocess.run(
            self._command(*arguments), cwd=self.root, env=self._environment(at), capture_output=True, text=True
        )
        assert done.returncode == 0, f"docgen {' '.join(arguments)}\n{done.stdout}{done.stderr}"
        return done.stdout + done.stderr

    def prepare(self, agenda: Mapping[str, Any], at: str = BEFORE) -> None:
        """Prepare a meeting."""
        (self.root / "agenda.yaml").write_text(yaml.safe_dump(dict(agenda), allow_unicode=True), encoding="utf-8")
        self.docgen("prepare", self.id, "--agenda", "agenda.yaml", at=at)

    @contextmanager
    def live(self, at: str = DURING) -> Iterator[Live]:
        """The pages of the meeting, on the port that they had before."""
        serving = Live(self, at)
        self.port = serving.port
        try:
            yield serving
        finally:
            serving.kill()

    @property
    def team(self) -> Team:
        """Those who read and edit the document without docgen's commands."""
        return Team.of(self.root, self._service())

    @property
    def meeting(self) -> Meeting:
        """The meeting as the document has it."""
        return self.team.meeting

    def by_hand(self, text: str, after: str) -> None:
        """Somebody types ``text`` behind the words ``after``, in the document itself."""
        team = self.team
        while True:
            try:
                return team.type(text, after)
            except ChangedError:
                continue  # an editor knows of no revisions: it is written where the words are by then

    def _service(self) -> Service:
        return Workspace(load(config=self.root / "docgen.toml")).service

    def _command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "docgen", *arguments]

    def _environment(self, at: str) -> dict[str, str]:
        return {**os.environ, "PYTHONPATH": str(ROOT), "DOCGEN_NOW": at}


class Live:
    """``docgen live`` in a process of its own."""

    def __init__(self, office: Office, at: str) -> None:
        command = office._command("live", office.id, "--no-open", "--port", str(office.port))
        # A machine without a network has no address that others could reach.
        for more in (["--lan"], []):
            self._process = subprocess.Popen(
                [*command, *more], cwd=office.root, env=office._environment(at), text=True,
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            )  # fmt: skip
            assert self._process.stdout
            told = list(_until(READY, self._process.stdout))
            if told and READY in told[-1]:
                break
            self._process.communicate()
        assert "?token=" in "".join(told), f"docgen live\n{''.join(told)}"
        self.stage, self.private, *others = (word for line in told for word in line.split() if "?token=" in word)
        self.view = others[0] if others else self.stage
        self.port = int(self.stage.split(":")[2].partition("/")[0])
        # What it says later has to go somewhere, or it would wait for that.
        threading.Thread(target=self._process.communicate, daemon=True).start()

    def kill(self) -> None:
        """End it as a power cut does."""
        self._process.kill()
        self._process.wait()


def _until(last: str, lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield line
        if last in line:
            return
