"""Lint over one document of a million characters and over those of a thousand customers, beside Rust and Node linters
of Markdown on the same text."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from benchmarks.minutes import TODAY, fill_index, make_workspace, minutes, of_customer
from benchmarks.result import Result
from benchmarks.watched import Watched, watched

ROOT: Final = Path(__file__).parents[1]
CLIENTS: Final = Path(os.environ.get("DOCGEN_CLIENTS") or ROOT / ".clients")
CUSTOMERS: Final = int(os.environ.get("DOCGEN_BENCH_CUSTOMERS") or 1000)
MEETINGS: Final = 30
"""Of each of them."""
CHARACTERS: Final = 1_000_000
"""Of the one long document."""
TIMES: Final = 2
"""The least of so many runs counts: the rest of the machine only ever adds."""


def measure() -> Iterator[Result]:
    """Whole processes, all on the same text, one after the other."""
    with tempfile.TemporaryDirectory() as directory:
        yield from _one_file(Path(directory))
        yield from _one_document(Path(directory))
        yield from _many(Path(directory))


def _one_file(root: Path) -> Iterator[Result]:
    per_meeting = len(minutes(100)) / 100
    text = minutes(int(CHARACTERS / per_meeting))
    folder = root / "files"
    folder.mkdir()
    (folder / "one.md").write_text(text, encoding="utf-8")
    (folder / "half.md").write_text(minutes(int(CHARACTERS / per_meeting / 2)), encoding="utf-8")
    _docgen(folder, "half.md", times=1)  # leaves the bytecode behind, as an installation does
    whole, half = _docgen(folder, "one.md").seconds, _docgen(folder, "half.md").seconds
    yield Result(f"a file of {len(text):,} characters", whole)
    yield Result("the same against half of it: linear is 2", whole / half, "×", 2.3)
    node = CLIENTS / "node" / "node_modules" / ".bin" / "markdownlint-cli2"
    if node.exists():
        other = _least([node, folder / "one.md"], folder, times=1).seconds
        yield Result("the same against markdownlint-cli2", whole / other, "×", 0.4)
    else:
        yield Result("(not compared: markdownlint-cli2 is not there, `make bench` fetches it)", 0)


def _one_document(root: Path) -> Iterator[Result]:
    workspace = root / "one"
    workspace.mkdir()
    make_workspace(workspace, (root / "files" / "one.md").read_text(encoding="utf-8"))
    yield Result("the same as a document, read for the first time", _docgen(workspace, "c0000", times=1).seconds)
    times = [_linted_anew(workspace, "c0000").seconds for _ in range(TIMES)]
    other = _rumdl(root / "files" / "one.md").seconds
    yield Result("from the index, all of it looked at", min(times))
    yield Result("the same against rumdl on the file", min(times) / other, "×", 3)
    yield Result("from the index, nothing changed", _docgen(workspace, "c0000").seconds)


def _many(root: Path) -> Iterator[Result]:
    text, files, workspace = minutes(MEETINGS), root / "many.md", root / "many"
    files.mkdir()
    for number in range(CUSTOMERS):
        (files / f"c{number:04}.md").write_text(of_customer(text, number), encoding="utf-8")
    workspace.mkdir()
    make_workspace(workspace, text, CUSTOMERS)
    _docgen(workspace, "c0000", times=1)
    fill_index(workspace, CUSTOMERS)
    _docgen(workspace, "--all", times=1)  # learns the version of each document
    name = f"{CUSTOMERS:,} documents of {MEETINGS} meetings"
    other = _rumdl(files)
    one = _linted_anew(workspace, "--all", "--jobs", "1")
    two = min(_linted_anew(workspace, "--all", "--jobs", "2") for _ in range(TIMES))
    same = _docgen(workspace, "--all")
    yield Result(f"{name} from the index, two processes", two.seconds)
    yield Result("the same against rumdl on the files", two.seconds / other.seconds, "×", 1.8)
    yield Result("two processes against one", two.seconds / one.seconds, "×", 1 / 1.7)
    yield Result("nothing changed, against all of it", same.seconds / two.seconds, "×", 0.15)
    yield Result("processor time against rumdl's", one.cpu / other.cpu, "×")
    yield Result("memory of one process against rumdl's", one.memory / other.memory, "×", 0.4)
    yield Result("memory of two, and what starts them", two.memory, "MB")


def _linted_anew(workspace: Path, *arguments: str) -> Watched:
    """Lint where the index holds what the documents say, and not what was found in them."""
    with closing(sqlite3.connect(workspace / ".docgen" / "index.sqlite")) as database, database:
        database.execute("DELETE FROM linted")
    return _docgen(workspace, *arguments, times=1)


def _docgen(folder: Path, *arguments: str, times: int = TIMES) -> Watched:
    installed = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(folder.parent / "bytecode")}
    here = {"PYTHONPATH": str(ROOT), "DOCGEN_NOW": f"{TODAY}T09:00", **installed}
    return _least([sys.executable, "-m", "docgen", "lint", *arguments], folder, times, **here)


def _rumdl(target: Path) -> Watched:
    program = shutil.which("rumdl", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    assert program, "rumdl is among the packages for development"
    return _least([program, "check", "--no-cache", target], target.parent, TIMES)


def _least(command: list[str | Path], folder: Path, times: int, **environment: str) -> Watched:
    return min(watched(command, folder, **environment) for _ in range(times))
