"""Clients that no one here wrote work unmodified but for their endpoint.

They stand apart from docgen's own packages; ``make test`` fetches them (``tests/programs``). Where they are not there,
these tests are skipped.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from docgen.document.wire.documents import encode_document
from docgen.emulator import Emulator
from docgen.emulator.server import Server
from tests.emulator.sketch import drawn
from tests.programs.where import CLIENTS, PACKAGES, ROOT, node

PROGRAMS = Path(__file__).parent / "clients"


def needs(package: str) -> pytest.MarkDecorator:
    there = (CLIENTS / package).exists()
    return pytest.mark.skipif(not there, reason=f"{package} is not installed in {CLIENTS.name}")


def run(*command: str | Path, **environment: str) -> Any:
    """What a program prints, as JSON."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **environment})
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def python(program: str, *arguments: str) -> Any:
    # Behind the repository: one of the clients brings a package of its own that is called `tests`.
    path = os.pathsep.join([str(ROOT), str(CLIENTS / "python")])
    return run(sys.executable, PROGRAMS / program, *arguments, PYTHONPATH=path)


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server(Emulator()).start()
    yield running
    running.stop()


@needs("node/node_modules/@googleapis/docs")
def test_googles_client_for_node(server: Server, tmp_path: Path) -> None:
    runs = node()
    assert runs
    # A module finds its packages beside itself.
    (tmp_path / "node_modules").symlink_to(PACKAGES)
    program = shutil.copy(PROGRAMS / "docs_client.mjs", tmp_path)
    refusal = "Index 99 must be less than the end index of the referenced segment, 7."
    assert run(runs, program, server.url) == {
        "title": "株式会社",
        "text": "一二🙂\n\n",
        "replies": 2,
        "refusal": f"Invalid requests[0].insertText: {refusal}",
    }


@needs("python/gdoctableapppy")
def test_a_table_editor_that_stresses_indices() -> None:
    assert python("table_editor.py") == {
        "held": [
            [["a1", "b1", "c1"], ["a2", "b2🙂", "c2"], ["", "", ""]],
            [["a1", "b1", "c1", ""], ["a2", "x", "y", ""], ["", "", "", ""], ["p", "q", "r", "s"]],
            [["a2", "y", ""], ["", "", ""], ["p", "r", "s"]],
        ],
        "tables": [],
    }


@needs("python/extradoc")
@pytest.mark.parametrize("form", ["markdown", "xml"])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("one two", "one 五🙂 two", id="a paragraph"),
        pytest.param("Report", "Another report", id="a heading"),
        pytest.param("alpha", "beta 𠮷", id="a cell"),
        pytest.param("second", "second item, changed", id="an item"),
    ],
)
def test_pull_edit_push_pull_gives_back_the_edit(server: Server, form: str, old: str, new: str) -> None:
    draft = drawn("# Report", "one two", "| a | alpha", "- first", "- second", "last")
    document_id = server.emulator.import_document(json.loads(encode_document(draft.document)))
    done = python("pull_and_push.py", server.url, document_id, form, old, new)
    # A heading stands in the tool's own outline too.
    assert done["pushed"]
    assert done["held"] == done["edited"] > 0
