"""``docgen emulator serve``, run as its users do."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

from docgen.emulator import Emulator
from tests.emulator.service import Service

ROOT = Path(__file__).parents[2]


@contextmanager
def served(here: Path, *arguments: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address that the command prints first, and the running command."""
    command = (sys.executable, "-m", "docgen", "emulator", "serve", *arguments)
    environment = {**os.environ, "LANG": "C", "LC_ALL": "C", "PYTHONPATH": str(ROOT)}
    pipe = subprocess.PIPE
    running = subprocess.Popen(command, cwd=here, stdout=pipe, stderr=pipe, text=True, env=environment)
    assert running.stdout is not None
    try:
        yield running.stdout.readline().rstrip("\n"), running
    finally:
        running.kill()
        running.communicate()


def created(url: str, title: str) -> str:
    body = json.dumps({"title": title}).encode()
    with urlopen(Request(f"{url}/v1/documents", body, {"Authorization": "Bearer any"})) as answer:  # noqa: S310
        return str(json.load(answer)["documentId"])


def test_it_serves_a_file_until_ctrl_c(tmp_path: Path) -> None:
    path = tmp_path / "kept" / "documents.sqlite"
    with served(tmp_path, "--data", str(path)) as (url, running):
        assert url.startswith("http://127.0.0.1:")
        document_id = created(url, "株式会社")
        running.send_signal(signal.SIGINT)
        rest, complaint = running.communicate()
        assert (running.returncode, rest) == (130, "")
        assert complaint == f"the documents in {path}; Ctrl-C ends it\n"
    assert Service(Emulator(path)).get(document_id)["title"] == "株式会社"


def test_without_a_file_it_serves_the_documents_of_the_workspace(tmp_path: Path) -> None:
    (tmp_path / "docgen.toml").write_text('language = "en"\n', encoding="utf-8")
    with served(tmp_path) as (url, _):
        document_id = created(url, "Test")
    documents = tmp_path / ".docgen" / "documents.sqlite"
    assert Service(Emulator(documents)).get(document_id)["title"] == "Test"


def test_a_port_in_use_and_no_workspace_are_told_in_one_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        for arguments, told in (
            (("--port", port, "--data", "a.sqlite"), f"port {port} cannot be used"),
            ((), "docgen"),
        ):
            with served(tmp_path, *arguments) as (url, running):
                _, complaint = running.communicate()
                assert (url, running.returncode) == ("", 2)
                assert told in complaint
                assert complaint.count("\n") == 1
