"""The whole document on a page, and its agendas in a form: who may open them, and what they say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from docgen.web.access import Access, Role
from docgen.web.app import application
from tests.web.browsers import Browser
from tests.web.rooms import MemoryRoom

Opened = Callable[..., Browser]
GOAL = {"meeting": "2026-12-01", "item": "", "field": "goal", "old": "始める日を決める", "text": "始める日と人を決める"}
ITEM = {"meeting": "2026-12-01", "known": ["h.1"], "title": "夜勤の人数", "kind": "decide"}
REMOVED = {"meeting": "2026-12-01", "item": "h.2"}
WHOLE = ("/document", "/document/content")
OURS = ("/private/agenda", "/private/agenda/form")
WRITTEN = {"/private/agenda/field": GOAL, "/private/agenda/item": ITEM, "/private/agenda/remove": REMOVED}


@pytest.mark.parametrize(("role", "status"), [("stage", 200), ("private", 200), ("view", 403)])
def test_the_whole_document_is_for_our_side(browser: Opened, role: str, status: int) -> None:
    assert [browser(role).get(path).status for path in WHOLE] == [status, status]
    assert [browser().get(path).status for path in WHOLE] == [401, 401]


@pytest.mark.parametrize("role", ["stage", "view"])
def test_the_form_is_for_nobodys_eyes_but_ours(browser: Opened, role: Role) -> None:
    visitor = browser(role)
    assert [visitor.get(path).status for path in OURS] == [403, 403]
    assert [visitor.post(path, body, role=role).status for path, body in WRITTEN.items()] == [403] * 3


def test_nothing_of_the_form_is_where_others_look(browser: Opened, room: MemoryRoom) -> None:
    room.goal = "社外に出さない問い"
    stage = browser("stage")
    seen = [stage.get(path) for path in ("/", "/board", *WHOLE)]
    assert all("社外に出さない問い" not in answer.text for answer in seen)
    assert "社外に出さない問い" in browser("private").get("/private/agenda/form").text


def test_a_document_in_google_docs_has_its_own_pages(access: Access) -> None:
    room = MemoryRoom()
    room.local = False
    visitor = Browser(application(room, access), access).enter("stage").enter("private")
    assert {visitor.get(path).status for path in (*WHOLE, *OURS)} == {404}
    assert {visitor.post(path, body, role="private").status for path, body in WRITTEN.items()} == {404}


def test_the_same_content_is_not_sent_twice(browser: Opened, room: MemoryRoom) -> None:
    page = browser("stage")
    first = page.get("/document/content").json()
    assert [heading["text"] for heading in first["tabs"][0]["headings"]] == ["2026-12-01（火）12月定例"]
    again = page.get(f"/document/content?have={first['key']}")
    assert (again.status, again.body) == (204, b"")
    room.focus("h.2")  # a new version of the board
    assert page.get(f"/document/content?have={first['key']}").status == 200


def test_a_field_is_written_or_both_texts_are_told(browser: Opened) -> None:
    page = browser("private")
    done = page.post("/private/agenda/field", GOAL, role="private")
    assert (done.status, done.json()["goal"]) == (200, "始める日と人を決める")
    stale = page.post("/private/agenda/field", {**GOAL, "text": "別の言葉"}, role="private")
    assert stale.status == 409
    assert stale.json()["present"] == "始める日と人を決める"
    assert set(stale.json()["message"]) == {"ja", "en"}


@pytest.mark.parametrize(("path", "body"), WRITTEN.items())
@pytest.mark.parametrize("more", [{"extra": 1}, {"meeting": 5}, {"meeting": None}])
def test_what_cannot_be_read_is_refused(browser: Opened, path: str, body: dict[str, Any], more: dict[str, Any]) -> None:
    page = browser("private")
    assert page.post(path, body, role="private").status == 200
    assert page.post(path, {**body, **more}, role="private").status == 422
    assert page.post(path, body, role="stage").status == 403  # another page's secret


def test_a_meeting_that_is_not_there_is_said_so(browser: Opened) -> None:
    answer = browser("private").get("/private/agenda/form?meeting=1999-01-01")
    assert (answer.status, answer.json()["message"]["en"]) == (422, "there is no such meeting")
