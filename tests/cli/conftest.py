"""A terminal to run docgen in, for tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from docgen.cli.main import main

Tree = dict[str, bytes]


@dataclass(frozen=True)
class Ran:
    """What one run left: exit code, stdout, stderr."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Terminal:
    """A current directory, and docgen in it."""

    here: Path
    run: Callable[..., Ran]

    def write(self, files: dict[str, str | bytes]) -> None:
        """Put ``files`` (path to content) in place."""
        for name, content in files.items():
            path = self.here / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def tree(self) -> Tree:
        """Everything below the current directory."""
        return {
            str(path.relative_to(self.here)): path.read_bytes() if path.is_file() else b"/"
            for path in sorted(self.here.rglob("*"))
        }


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Terminal:
    """docgen in an empty directory, in English, with nobody at the keyboard."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)

    def run(*arguments: str) -> Ran:
        capfd.readouterr()
        code = main(arguments)
        out, err = capfd.readouterr()
        return Ran(code, out, err)

    return Terminal(here, run)


@pytest.fixture
def workspace(terminal: Terminal) -> Terminal:
    """As ``terminal``, in a new workspace."""
    assert terminal.run("init").code == 0
    return terminal
