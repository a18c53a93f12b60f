"""``docgen live`` as somebody runs it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from docgen.web.server import listening, usual_port
from tests.cli.conftest import Terminal
from tests.cli.conftest import terminal as terminal
from tests.cli.conftest import workspace as workspace

ROOT = Path(__file__).resolve().parents[2]
AGENDA = "title: 定例\nstart: 2026-12-01 10:00\nend: 2026-12-01 11:00\nitems:\n  - {title: 完了基準, kind: decide}\n"


@pytest.fixture
def prepared(workspace: Terminal, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setenv("DOCGEN_NOW", "2026-12-01T10:05:00+09:00")
    workspace.write({"agenda.yaml": AGENDA})
    for arguments in (
        ("account", "add", "株式会社サンプル", "--id", "sample"),
        ("create", "sample"),
        ("prepare", "sample", "--agenda", "agenda.yaml"),
    ):
        ran = workspace.run(*arguments)
        assert ran.code == 0, ran.err
    return workspace


def test_it_prints_where_the_meeting_is_and_ends_quietly(prepared: Terminal) -> None:
    running = subprocess.Popen(
        [sys.executable, "-m", "docgen", "--lang", "en", "live", "sample", "--no-open"],
        cwd=prepared.here,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert running.stdout
    try:
        address = running.stdout.readline().strip()
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        with opener.open(address, timeout=30) as page:
            assert page.geturl() == f"http://127.0.0.1:{urlsplit(address).port}/"
            assert 'data-role="stage"' in page.read().decode()
        with opener.open(f"http://127.0.0.1:{urlsplit(address).port}/board", timeout=30) as board:
            assert "完了基準" in board.read().decode()
        with opener.open(f"http://127.0.0.1:{urlsplit(address).port}/events", timeout=30) as events:
            assert events.readline() == b"event: board\n"
            running.send_signal(signal.SIGINT)
            assert events.read().endswith(b"\n\n")
        out, err = running.communicate(timeout=30)
    finally:
        running.kill()
        running.wait()
    assert (running.returncode, out) == (130, "")
    first, last = err.splitlines()
    assert first.startswith("for your eyes only: http://127.0.0.1:")
    assert last == "Ctrl-C ends it"


def test_an_account_that_is_not_there_is_said_so(prepared: Terminal) -> None:
    ran = prepared.run("live", "nobody")
    assert (ran.code, ran.out) == (2, "")
    assert "there is no account 'nobody'" in ran.err


def test_a_port_that_is_taken_is_said_so(prepared: Terminal) -> None:
    sockets, access = listening(0, 0, lan=False)
    try:
        ran = prepared.run("live", "sample", "--port", str(access.port))
        assert (ran.code, ran.out) == (2, "")
        assert f"port {access.port} cannot be used" in ran.err
    finally:
        sockets[0].close()


def test_an_account_keeps_its_port_while_that_is_free() -> None:
    usual = usual_port("sample")
    assert usual == usual_port("sample") != usual_port("example")
    assert 20000 <= usual < 30000
    (first,), access = listening(0, usual, lan=False)
    (second,), other = listening(0, access.port, lan=False)
    first.close()
    second.close()
    assert other.port != access.port
