"""kill -9 at any point of create, prepare and add leaves all of it or nothing.

Running create or prepare again completes it; what add was killed at is finished by the next command that writes.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
NOW = "2026-12-01T10:30:00+09:00"
AGENDA = """\
title: 12月定例
start: 2026-12-01 10:00
end: 2026-12-01 11:00
items:
  - {title: 完了基準, kind: decide, stance: 現場の3割が使えば十分と考えます}
  - {title: 頻度, kind: discuss, stance: 週1回で足りると考えます}
"""
SHOW = ["show", "acme", "--format", "json"]
COMMANDS = {
    "create": ["create", "acme"],
    "prepare": ["prepare", "acme", "--agenda", "agenda.yaml"],
    "add": ["add", "decision", "acme", "12月から始める", "--item", "1"],
}
FOLLOWING = {**COMMANDS, "add": ["add", "view", "acme", "別の話", "--item", "2"]}
STEPS = {"create": 27, "prepare": 13, "add": 17}
"""Every how many calls it is killed: each is a whole process."""

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills forked children")


def docgen(root: Path, *arguments: str) -> None:
    command = [sys.executable, "-m", "docgen", *arguments]
    done = subprocess.run(command, cwd=root, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def environment() -> dict[str, str]:
    return {**os.environ, "DOCGEN_NOW": NOW, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}


def deaths(root: Path, command: str) -> list[dict[str, Any]]:
    """What each death of ``command`` left; the last entry is the run that got through."""
    told = map(json.dumps, (SHOW, COMMANDS[command], FOLLOWING[command]))
    arguments = [str(root), str(STEPS[command]), *told]
    program = [sys.executable, str(ROOT / "tests" / "workflows" / "killed.py"), *arguments]
    done = subprocess.run(program, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    deaths: list[dict[str, Any]] = json.loads(done.stdout)
    return deaths


@pytest.mark.parametrize("command", COMMANDS)
def test_a_death_leaves_all_or_nothing(tmp_path: Path, command: str) -> None:
    root = tmp_path / "workspace"
    docgen(tmp_path, "init", str(root), "--lang", "ja")
    docgen(root, "account", "add", "株式会社𠮷野", "--id", "acme")
    (root / "agenda.yaml").write_text(AGENDA, encoding="utf-8")
    for earlier in list(COMMANDS)[: list(COMMANDS).index(command)]:
        docgen(root, *COMMANDS[earlier])

    *died, through = deaths(root, command)

    assert len(died) >= 5
    assert through["code"] == 0
    whole = state(through["left"])
    nothing: Any = {"create": None, "prepare": [], "add": [[], []]}[command]
    for one in died:
        left = state(one["left"])
        assert left in (whole, nothing), one
        assert one["again"] == 0, one
        assert state(one["after"]) == whole or (command == "add" and left == state(one["after"]) == nothing), one
    if command == "add":
        finished = [one for one in died if state(one["left"]) == nothing and state(one["after"]) == whole]
        assert finished, "no death lay between asking and writing"


def state(shown: tuple[int, str]) -> Any:
    """What ``show`` says of what the commands write, ids aside: None without a document."""
    code, text = shown
    if code:
        return None
    meetings = json.loads(text)["meetings"]
    if not any(item["decisions"] for meeting in meetings for item in meeting["items"]):
        return [item["decisions"] for item in meetings[0]["items"]] if meetings else []
    return [[entry["text"] for entry in item["decisions"]] for item in meetings[0]["items"]]
