"""A document is read once per revision, and what is kept of it is the document."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httplib2
import pytest

from docgen.account.minutes import meetings_by_tab
from docgen.connect.calls import Calls
from docgen.connect.reader import Reader
from docgen.connect.service import Service
from docgen.connect.snapshots import Snapshots
from docgen.document.tabs import Document
from docgen.document.walk import cursors
from docgen.emulator import Emulator
from tests.emulator.real_docs import read, recordings

REFUSED = b'{"error": {"code": 400, "message": "Request contains an invalid argument.", "status": "INVALID_ARGUMENT"}}'


class Desk:
    """A document of one line, a reader of it as each run of docgen makes one, and the bytes of every answer."""

    def __init__(self, root: Path) -> None:
        self.file = root / "index.sqlite"
        self.emulator = Emulator()
        self.http = self.emulator.http()
        self.service = Service(self, local=True, calls=Calls(sleep=lambda seconds: None))
        self.refuses_masks = False
        self.answers: list[int] = []
        self.id = self.service.files.create("x", {}).id
        self.type("はじめ")
        self.answers.clear()

    def request(
        self, uri: str, method: str = "GET", body: Any = None, headers: Any = None, **options: Any
    ) -> tuple[httplib2.Response, bytes]:
        if self.refuses_masks and "tabs%28" in uri:
            return httplib2.Response({"status": "400", "content-type": "application/json"}), REFUSED
        answer = self.http.request(uri, method, body, headers, **options)
        self.answers.append(len(answer[1]))
        return answer

    def type(self, text: str) -> None:
        self.emulator.people.insert(self.id, 1, text)

    def read(self) -> Document:
        return Reader(self.service, Snapshots(self.file)).read(self.id)

    @property
    def text(self) -> str:
        return "\n".join(leaf.text for leaf in cursors(node for _, node in self.read().tabs[0].positioned()))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_what_is_current_is_not_read_again(desk: Desk) -> None:
    assert desk.text == desk.text == "はじめ"
    first, second = desk.answers
    assert second < 200 < first


def test_what_somebody_typed_is_read(desk: Desk) -> None:
    desk.read()
    desk.type("前に")
    assert desk.text == "前にはじめ"
    assert len(desk.answers) == 3


def test_after_a_change_of_ones_own_the_revision_is_not_asked_for(desk: Desk) -> None:
    Reader(desk.service, Snapshots(desk.file)).read(desk.id)
    Reader(desk.service, Snapshots(desk.file)).forget(desk.id)
    desk.read()
    assert len(desk.answers) == 2


def test_a_mask_that_is_refused_costs_one_more_read(desk: Desk) -> None:
    desk.refuses_masks = True
    assert desk.text == "はじめ"
    assert desk.text == "はじめ"
    assert len(desk.answers) == 2


@pytest.mark.parametrize("spoilt", [b"", b"not a database", b"SQLite format 3\x00" + b"\xff" * 4096])
def test_a_snapshot_that_is_spoilt_is_made_anew(desk: Desk, spoilt: bytes) -> None:
    desk.read()
    desk.file.write_bytes(spoilt)
    for _ in range(3):
        assert desk.text == "はじめ"
    assert desk.answers[-1] < 200


def test_one_who_may_only_read_reads_each_time(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = desk.service.outline
    monkeypatch.setattr(desk.service, "outline", lambda key: {k: v for k, v in whole(key).items() if k != "revisionId"})
    assert desk.read().revision is None
    desk.type("前に")
    assert desk.text == "前にはじめ"
    assert not Snapshots(desk.file).find(desk.id)


@pytest.mark.parametrize("path", recordings("dumps"))
def test_the_mask_and_the_snapshot_leave_out_no_word_and_no_place(path: Path, tmp_path: Path) -> None:
    emulator = Emulator()
    service = Service(emulator.http(), local=True)
    document_id = emulator.import_document(read(path))
    whole = service.get(document_id)
    reader = Reader(service, Snapshots(tmp_path / "index.sqlite"))
    for _ in range(2):
        kept = reader.read(document_id)
        assert said(kept) == said(whole)


def said(document: Document) -> Mapping[str, Any]:
    """Every word with its place, what has a name, and what is understood of it."""
    now = datetime(2026, 12, 1, tzinfo=ZoneInfo("Asia/Tokyo"))
    tabs = list(document.all_tabs())
    return {
        "lines": [
            (tab.id, tab.title, leaf.start, leaf.text, leaf.cell)
            for tab in tabs
            for leaf in cursors(node for _, node in tab.positioned())
        ],
        "ranges": [(tab.id, one.id, one.name, one.spans) for tab in tabs for one in tab.ranges if not one.segment],
        "meetings": meetings_by_tab(document, now),
    }
