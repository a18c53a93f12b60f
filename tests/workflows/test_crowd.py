"""Many processes at one document at once: all that they write is there, once, in the order of their commits."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.workflows.test_killed import COMMANDS, ROOT, docgen, environment

AGENDA = "{{title: 第{n}回, start: 2026-12-{day:02} 10:00, items: [{{title: 論点, stance: 仮説{n}}}]}}\n"

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="forks")


def test_twenty_add_to_one_meeting_while_four_prepare_others(tmp_path: Path) -> None:
    root = tmp_path / "workspace"
    docgen(tmp_path, "init", str(root), "--lang", "ja")
    docgen(root, "account", "add", "株式会社𠮷野", "--id", "acme")
    (root / "agenda.yaml").write_text(AGENDA.format(n=0, day=1), encoding="utf-8")
    docgen(root, *COMMANDS["create"])
    docgen(root, *COMMANDS["prepare"])
    adding = [f"決定{n:02}" for n in range(20)]
    commands = [["add", "decision", "acme", text, "--item", "1", "--meeting", "2026-12-01"] for text in adding]
    for n in range(1, 5):
        (root / f"{n}.yaml").write_text(AGENDA.format(n=n, day=(3, 8, 10, 15)[n - 1]), encoding="utf-8")
        commands.insert(5 * n - 1, ["prepare", "acme", "--agenda", f"{n}.yaml"])

    done = crowd(root, commands)

    assert [code for code, _ in done] == [0] * 24
    meetings = shown(root)
    assert sorted(meeting["title"] for meeting in meetings) == [f"第{n}回" for n in range(5)]
    assert [meeting["date"] for meeting in meetings] == sorted((m["date"] for m in meetings), reverse=True)
    written = decisions(meetings)
    assert sorted(written) == adding
    for (_, said), command in zip(done, commands, strict=True):
        if command[0] == "add":
            then = decisions(json.loads(said)["meetings"])
            assert then == [text for text in written if text in then], "the order changed afterwards"
            before = written[: written.index(command[3])]
            assert set(before) < set(then), "it stands behind one that was committed later"


def crowd(root: Path, commands: list[list[str]]) -> list[tuple[int, str]]:
    program = [sys.executable, str(ROOT / "tests" / "workflows" / "crowd.py"), str(root), json.dumps(commands)]
    done = subprocess.run(program, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told: list[tuple[int, str]] = [(code, said) for code, said in json.loads(done.stdout)]
    return told


def shown(root: Path) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "docgen", "show", "acme", "--format", "json"]
    done = subprocess.run(command, cwd=root, env=environment(), capture_output=True, text=True, check=True)
    meetings: list[dict[str, Any]] = json.loads(done.stdout)["meetings"]
    return meetings


def decisions(meetings: list[dict[str, Any]]) -> list[str]:
    """Those of the meeting that all add to, in the order written."""
    [meeting] = [each for each in meetings if each["date"] == "2026-12-01"]
    return [entry["text"] for entry in meeting["items"][0]["decisions"]]
