"""What pages ask for and send."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

import pytest

from docgen.errors import ChangedError, DocgenError, NotAllowedError, OutcomeUnknownError, Place, Text, UnavailableError
from docgen.web.access import Access, Role
from docgen.web.app import application
from docgen.workflows.live.values import Reword, Tick
from tests.web.browsers import Browser
from tests.web.rooms import MemoryRoom

Opened = Callable[..., Browser]
SAID = {"id": "c-1", "by": "b-1", "item": "h.1", "kind": "decisions", "text": "来月から始める"}


def test_a_line_is_taken_once_and_seen_at_once(browser: Opened) -> None:
    stage, view = browser("stage"), browser("view")
    first = stage.post("/capture", SAID)
    again = stage.post("/capture", SAID)
    assert first.status == 202
    assert first.json() == again.json()
    assert first.json()["line"]["state"] == "waiting"
    (item,) = [item for item in view.get("/board").json()["items"] if item["key"] == "h.1"]
    assert [line["text"] for line in item["decisions"]] == ["来月から始める"]


def test_a_line_is_understood_before_it_is_sent(browser: Opened) -> None:
    answer = browser("stage").post("/typed", {"text": "見積送付 @鈴木 来週金曜", "kind": "views"})
    assert answer.json()["shown"] == "☐ 見積送付（担当：鈴木、期限：12/4（金））"
    assert answer.json()["kind"] == "action_items"


@pytest.mark.parametrize("role", ["stage", "private"])
def test_lines_are_ticked_worded_anew_and_taken_back(browser: Opened, room: MemoryRoom, role: Role) -> None:
    page = browser(role)
    todo = page.post("/capture", {**SAID, "kind": "action_items"}, role=role).json()["line"]
    tick = {"id": "t-1", "by": "b-1", "item": "h.1", "line": todo["line"], "status": "done"}
    reword = {**SAID, "id": "r-1", "list": "action_items", "line": todo["line"], "text": "再来月から"}
    del reword["kind"]
    assert page.post("/tick", tick, role=role).status == 202
    assert page.post("/reword", reword, role=role).status == 202
    assert page.post("/take-back", {"id": "c-1", "by": "b-1"}, role=role).status == 202
    assert page.post("/focus", {"item": "h.2"}, role=role).status == 202
    assert [type(call[-1]) for call in room.called] == [Tick, Reword, str]
    assert room.board().focus == "h.2"
    assert not room.board().items[0].action_items


def test_what_is_read_back_is_on_the_board_and_finished(browser: Opened) -> None:
    stage = browser("stage")
    stage.post("/capture", SAID)
    decisions = [line["text"] for item in stage.get("/board").json()["items"] for line in item["decisions"]]
    assert decisions == ["来月から始める"]
    assert stage.post("/finish", {}).json()["posted"] == {"ja": "Slack に送りました", "en": "sent to Slack"}


def test_notes_are_ours(browser: Opened) -> None:
    page = browser("private")
    assert page.post("/private/note", {"id": "n-1", "text": "部長は慎重"}, role="private").status == 202
    assert [note["text"] for note in page.get("/private/aside").json()["notes"]] == ["部長は慎重"]
    assert "慎重" not in page.get("/board").text


@pytest.mark.parametrize(("path", "event"), [("/events", "board"), ("/private/events", "aside")])
def test_events_are_streamed(browser: Opened, path: str, event: str) -> None:
    seen: list[bytes] = []

    def follow(piece: bytes) -> bool:
        seen.append(piece)
        return f"event: {event}\n".encode() not in piece

    answer = browser("private").send("GET", path, follow=follow)
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("body", [
    b"", b"{", b"[]", b"null", b"\xff", json.dumps({**SAID, "extra": 1}).encode(), json.dumps({"id": 1}).encode(),
    json.dumps({**SAID, "kind": "open_points"}).encode(),
])  # fmt: skip
def test_what_cannot_be_read_is_refused_in_words(browser: Opened, body: bytes) -> None:
    answer = browser("stage").post("/capture", body)
    assert answer.status == 422
    assert set(answer.json()["message"]) == {"ja", "en"}


@pytest.mark.parametrize(("kind", "status"), [
    (DocgenError, 422), (ChangedError, 409), (NotAllowedError, 503), (OutcomeUnknownError, 503),
    (UnavailableError, 503),
])  # fmt: skip
def test_errors_say_what_happened_and_not_where(access: Access, kind: type[DocgenError], status: int) -> None:
    class Broken(MemoryRoom):
        def capture(self, said: Any) -> Any:
            raise kind(Text("だめでした", "it failed"), place=Place("/home/someone/a"), hint=Text("もう一度", "again"))

    answer = Browser(application(Broken(), access), access).enter("stage").post("/capture", SAID)
    assert answer.status == status
    assert answer.json() == {"message": {"ja": "だめでした　→ もう一度", "en": "it failed → again"}}


def test_the_room_is_closed_when_the_server_ends(room: MemoryRoom, access: Access) -> None:
    async def life() -> None:
        messages = [{"type": "lifespan.shutdown"}, {"type": "lifespan.startup"}]

        async def receive() -> Any:
            return messages.pop()

        async def send(message: Any) -> None:
            assert message["type"].endswith("complete")

        await application(room, access)({"type": "lifespan", "asgi": {"version": "3.0"}}, receive, send)

    asyncio.run(life())
    assert room.closed
