"""Reads are tried again and writes never; every failure tells the truth about what was written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httplib2
import pytest

from docgen.connect.calls import Calls
from docgen.connect.service import Service
from docgen.document.wire import requests as wire
from docgen.emulator import Emulator
from docgen.errors import (
    ChangedError,
    DocgenError,
    InputError,
    NotAllowedError,
    OutcomeUnknownError,
    UnavailableError,
)


class Desk:
    """A service with one document, whose waiting takes no time."""

    def __init__(self) -> None:
        self.emulator = Emulator()
        self.waits: list[float] = []
        self.service = Service(self.emulator.http(), local=True, calls=Calls(sleep=self.waits.append))
        self.id = self.service.files.create("x", {}).id

    @property
    def text(self) -> str:
        self.emulator.faults.clear()
        return "".join(node.text for _, node in self.service.get(self.id).tabs[0].positioned() if hasattr(node, "text"))


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = Desk()
    yield made
    made.emulator.close()


PASSING = ["429", "500", "503", "userRateLimitExceeded", "rateLimitExceeded", "close", "timeout"]


@pytest.mark.parametrize("kind", PASSING)
def test_a_read_is_tried_again(desk: Desk, kind: str) -> None:
    for _ in range(3):
        desk.emulator.faults.add("documents.get", 1, kind)
    assert desk.service.get(desk.id).id == desk.id
    assert len(desk.waits) >= 1
    assert all(0 <= seconds <= 64 for seconds in desk.waits)


@pytest.mark.parametrize("kind", PASSING)
def test_a_read_is_given_up_in_the_end(desk: Desk, kind: str) -> None:
    desk.emulator.faults.add("documents.get", 0, kind)
    with pytest.raises(UnavailableError):
        desk.service.get(desk.id)
    assert len(desk.waits) <= 7


@pytest.mark.parametrize(
    ("kind", "args", "error", "written"),
    [
        ("429", {}, UnavailableError, False),
        ("userRateLimitExceeded", {}, UnavailableError, False),
        ("500", {}, OutcomeUnknownError, False),
        ("500", {"after": True}, OutcomeUnknownError, True),
        ("503", {}, OutcomeUnknownError, False),
        ("503", {"after": True}, OutcomeUnknownError, True),
        ("close", {}, OutcomeUnknownError, False),
        ("close", {"after": True}, OutcomeUnknownError, True),
        ("timeout", {}, OutcomeUnknownError, False),
        ("timeout", {"after": True}, OutcomeUnknownError, True),
        ("storageQuotaExceeded", {}, NotAllowedError, False),
        ("invalid_grant", {}, NotAllowedError, False),
        ("human_edit", {"text": "人の手", "index": 1}, ChangedError, False),
    ],
)
def test_a_write_is_sent_once_and_its_error_is_true(
    desk: Desk, kind: str, args: dict[str, Any], error: type[DocgenError], written: bool
) -> None:
    document = desk.service.get(desk.id)
    desk.emulator.faults.add("documents.batchUpdate", 1, kind, **args)
    assert document.revision
    with pytest.raises(error):
        desk.service.batch_update(desk.id, [wire.insert_text("t.0", 1, "言葉")], document.revision)
    assert ("言葉" in desk.text) is written
    assert desk.waits == []


def test_what_is_not_there_is_told(desk: Desk) -> None:
    with pytest.raises(InputError):
        desk.service.get("no-such-document")


def test_the_wait_that_the_service_asks_for_is_kept(desk: Desk) -> None:
    class Asking:
        """An http object that asks once to wait."""

        def __init__(self) -> None:
            self.inner = desk.emulator.http()
            self.asked = False

        def request(self, uri: str, method: str = "GET", body: Any = None, headers: Any = None, **more: Any) -> Any:
            if method == "GET" and not self.asked:
                self.asked = True
                return httplib2.Response({"status": "429", "retry-after": "17"}), b'{"error": {"message": "slow down"}}'
            return self.inner.request(uri, method, body=body, headers=headers, **more)

    waits: list[float] = []
    Service(Asking(), local=True, calls=Calls(sleep=waits.append)).get(desk.id)
    assert waits == [17.0]
