"""Failures on order, and what only people do."""

from __future__ import annotations

from http.client import RemoteDisconnected
from typing import Any

import pytest
from google.auth.exceptions import RefreshError

from docgen.errors import InputError
from tests.emulator.service import Service, refused
from tests.emulator.sketch import bullets, insert, name


@pytest.fixture
def service() -> Service:
    return Service()


@pytest.fixture
def document(service: Service) -> str:
    return service.create()


REFUSALS: list[tuple[str, dict[str, Any], int, str]] = [
    ("429", {}, 429, "Quota exceeded for quota metric 'Write requests'"),
    ("forbidden", {"reason": "userRateLimitExceeded"}, 403, "User Rate Limit Exceeded"),
    ("forbidden", {"reason": "rateLimitExceeded"}, 403, "Rate Limit Exceeded"),
    ("storage_quota", {}, 403, "The user's Drive storage quota has been exceeded."),
    ("500", {}, 500, "Internal error encountered."),
    ("503", {"after": True}, 503, "The service is currently unavailable."),
]


@pytest.mark.parametrize(("kind", "args", "code", "message"), REFUSALS)
def test_a_call_is_refused_on_order(
    service: Service, document: str, kind: str, args: dict[str, Any], code: int, message: str
) -> None:
    service.emulator.faults.add("documents.batchUpdate", 2, kind, **args)
    service.update(document, insert(1, "a"))
    got, said = refused(lambda: service.update(document, insert(1, "b")))
    assert got == code
    assert said.startswith(message)
    assert service.text(document) == ("ba\n" if args.get("after") else "a\n")
    service.update(document, insert(1, "c"))


@pytest.mark.parametrize(("kind", "raised"), [("close", RemoteDisconnected), ("timeout", TimeoutError)])
@pytest.mark.parametrize(("when", "text"), [("before", "\n"), ("after", "a\n")])
def test_a_call_gets_no_answer_on_order(
    service: Service, document: str, kind: str, raised: type[Exception], when: str, text: str
) -> None:
    service.emulator.faults.add("batchUpdate", 1, kind, when=when)
    with pytest.raises(raised):
        service.update(document, insert(1, "a"))
    assert service.text(document) == text


def test_a_person_is_faster_than_a_write(service: Service, document: str) -> None:
    revision = service.get(document)["revisionId"]
    service.emulator.faults.add("documents.get", 1, "human_edit", text="me first ")
    assert service.text(document) == "\n"
    code, _ = refused(lambda: service.update(document, insert(1, "x"), requiredRevisionId=revision))
    assert code == 400
    assert service.text(document) == "me first \n"


def test_a_grant_may_be_revoked(service: Service, document: str) -> None:
    service.emulator.faults.add("*", 1, "invalid_grant")
    with pytest.raises(RefreshError, match="invalid_grant"):
        service.get(document)


def test_an_answer_may_take_its_time(service: Service, document: str) -> None:
    waited: list[float] = []
    service.emulator.faults.sleep = waited.append
    service.emulator.faults.add("documents.get", 1, "slow", seconds=7)
    service.get(document)
    assert waited == [7]


def test_a_quota_is_counted_by_the_minute(service: Service, document: str) -> None:
    service.emulator.faults.clock = lambda: 0.0
    service.emulator.faults.add("*", 0, "quota", writes=2)
    for _ in range(2):
        service.update(document, insert(1, "a"))
    assert refused(lambda: service.update(document, insert(1, "a")))[0] == 429
    service.get(document)
    service.emulator.faults.turn(61)
    service.update(document, insert(1, "a"))
    assert service.text(document) == "aaa\n"


def test_an_unknown_fault_is_refused_with_the_nearest(service: Service) -> None:
    with pytest.raises(InputError, match="no fault called 'slwo'"):
        service.emulator.faults.add("*", 1, "slwo")


def test_a_tick_shows_in_the_markdown_alone(service: Service, document: str) -> None:
    service.update(document, insert(1, "one\ntwo"), bullets(1, 8, "BULLET_CHECKBOX"))
    before = service.get(document)
    service.emulator.people.tick(document, 5)
    after = service.get(document)
    assert {**after, "revisionId": ""} == {**before, "revisionId": ""}
    service.update(document, insert(1, "zero "))
    exported = service.files.export(fileId=document, mimeType="text/markdown").execute().decode()
    assert "[ ] zero one" in exported
    assert "[x] two" in exported


def test_suggestions_by_hand_are_inline_and_settled_in_previews(service: Service, document: str) -> None:
    service.update(document, insert(1, "one two"))
    service.emulator.people.suggest_insert(document, 4, " new")
    service.emulator.people.suggest_delete(document, 9, 12)
    assert service.text(document) == "one new two\n"
    assert service.text(document, suggestionsViewMode="PREVIEW_WITHOUT_SUGGESTIONS") == "one two\n"
    assert service.text(document, suggestionsViewMode="PREVIEW_SUGGESTIONS_ACCEPTED") == "one new \n"


def test_what_is_pasted_leaves_named_ranges_behind(service: Service, document: str) -> None:
    service.update(document, insert(1, "one\ntwo"), name(1, 4, "x"))
    other = service.create("Other")
    service.emulator.people.paste(other, 1, document, 1, 5)
    assert service.text(other) == "one\n\n"
    assert "namedRanges" not in service.get(other)["tabs"][0]["documentTab"]
    copy = service.emulator.people.copy(document)
    assert service.text(copy) == service.text(document)
