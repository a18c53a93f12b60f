"""Which service a workspace names, and how fast docgen may be with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.connect.counting import Traffic
from docgen.connect.opening import open_service, service_over
from docgen.document.wire import requests as wire
from docgen.emulator import Emulator
from docgen.errors import NotAllowedError
from docgen.settings import Settings, load


def workspace(root: Path, text: str) -> Settings:
    (root / "docgen.toml").write_text(text, encoding="utf-8")
    return load(start=root)


PACES = {
    "google": ('backend = "google"', 60),
    "google, as the team says": ('backend = "google"\n[quota]\nwrites = 20', 20),
    "local": ("", 200),
    "local, as the team says": ("[quota]\nwrites = 30", 30),
}


@pytest.mark.parametrize(("text", "writes"), PACES.values(), ids=PACES.keys())
def test_no_minute_holds_more_writes_than_the_workspace_says(tmp_path: Path, text: str, writes: int) -> None:
    """Over two services of one workspace, as two processes have them; the embedded one stands in for Google's."""
    settings, emulator, traffic = workspace(tmp_path, text), Emulator(), Traffic()
    clock = [1_000_000.0]

    def sleep(seconds: float) -> None:
        clock[0] += seconds

    services = [service_over(emulator.http(), settings, traffic, now=lambda: clock[0], sleep=sleep) for _ in range(2)]
    made = services[0].files.create("x", {})
    first_minute = 1
    for number in range(1, 200):
        document = services[number % 2].get(made.id)
        assert document.revision
        services[number % 2].batch_update(made.id, [wire.insert_text("t.0", 1, "x")], document.revision)
        first_minute += clock[0] == 1_000_000
    emulator.close()
    assert first_minute == writes
    assert services[0].local is ("google" not in text)
    assert traffic.waited == clock[0] - 1_000_000
    assert (traffic.calls("write"), traffic.calls("read")) == (200, 199)
    assert [(name, tally.calls) for name, tally in traffic.methods.items()] == [
        ("files.create", 1),
        ("documents.get", 199),
        ("documents.batchUpdate", 199),
    ]


def test_nobody_can_sign_in_to_google_yet(tmp_path: Path) -> None:
    with pytest.raises(NotAllowedError):
        open_service(workspace(tmp_path, 'backend = "google"'))


def test_the_local_documents_are_opened(tmp_path: Path) -> None:
    traffic = Traffic()
    service = open_service(workspace(tmp_path, ""), traffic)
    service.files.create("議事録", {})
    tally = traffic.methods["files.create"]
    assert (tally.calls, tally.sent > len("議事録".encode()), tally.received > 0) == (1, True, True)
