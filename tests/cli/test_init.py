"""``docgen init``."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from tests.cli.conftest import Terminal

FILES = {".gitignore", "accounts.csv", "docgen.toml", "members.csv"}


def test_a_workspace_is_made_and_works(terminal: Terminal) -> None:
    ran = terminal.run("init")
    assert (ran.code, set(ran.out.split())) == (0, FILES)
    assert set(terminal.tree()) == FILES
    assert terminal.run("account", "list").code == 0


def test_in_a_folder_to_be_made(terminal: Terminal) -> None:
    ran = terminal.run("init", "teams/第1", "--lang", "ja")
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "teams/第1/docgen.toml")
    assert b'language = "ja"' in terminal.tree()["teams/第1/docgen.toml"]


def test_a_workspace_is_not_made_twice(workspace: Terminal) -> None:
    before = workspace.tree()
    ran = workspace.run("init")
    assert (ran.code, ran.err) == (2, "docgen.toml: this is a workspace already → give another folder\n")
    assert workspace.tree() == before


def test_files_that_are_there_stay(terminal: Terminal) -> None:
    terminal.write({"accounts.csv": "id,name\na,A\n", ".gitignore": "x\n"})
    ran = terminal.run("init")
    assert (ran.code, ran.out.split()) == (0, ["members.csv", "docgen.toml"])
    assert terminal.tree()["accounts.csv"] == b"id,name\na,A\n"
    assert terminal.tree()[".gitignore"] == b"x\n"


def test_a_file_in_the_way(terminal: Terminal) -> None:
    terminal.write({"team": "a"})
    ran = terminal.run("init", "team")
    assert (ran.code, ran.err) == (2, "team: there is a file of that name → give another name\n")
    assert terminal.tree() == {"team": b"a"}


def test_a_second_call_goes_on_where_the_first_was_cut(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = os.replace

    def full(source: str, target: str) -> None:
        if str(target).endswith("members.csv"):
            raise OSError(errno.ENOSPC, "No space left on device")
        replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", full)
        ran = terminal.run("init")
    assert (ran.code, ran.err) == (2, "members.csv: the disk is full → make room, then run it again\n")
    assert "docgen.toml" not in terminal.tree()
    assert terminal.run("init").code == 0
    assert set(terminal.tree()) == FILES


def test_a_place_that_cannot_be_written(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(Path, "mkdir", refuse)
    ran = terminal.run("init", "team")
    assert (ran.code, ran.err) == (2, "team: this place is read-only → run it in a place that can be written\n")
