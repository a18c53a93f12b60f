"""Reads are tried again and writes never; every failure tells the truth about what was written."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.utils import formatdate
from http.client import IncompleteRead, RemoteDisconnected
from typing import Any

import httplib2
import pytest
from google.auth import exceptions

from docgen.connect.calls import LONGEST_QUEUE, Calls
from docgen.connect.counting import Traffic
from docgen.connect.pacing import Kind, Turn
from docgen.connect.service import Service
from docgen.connect.transport import NotReachedError
from docgen.document.wire import requests as wire
from docgen.emulator import Emulator
from docgen.errors import (
    ChangedError,
    DocgenError,
    InputError,
    NotAllowedError,
    OutcomeUnknownError,
    RefusedError,
    Text,
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
    for nth in (1, 2, 3):
        desk.emulator.faults.add("documents.get", nth, kind)
    assert desk.service.get(desk.id).id == desk.id
    assert [int(seconds) for seconds in desk.waits] == [1, 2, 4]


@pytest.mark.parametrize("kind", PASSING)
def test_a_read_is_given_up_in_the_end(desk: Desk, kind: str) -> None:
    """After more than the minute over which the service counts, and less than three."""
    desk.emulator.faults.add("documents.get", 0, kind)
    with pytest.raises(UnavailableError):
        desk.service.get(desk.id)
    assert 60 < sum(desk.waits) < 180
    assert all(0 <= seconds <= 64 for seconds in desk.waits)


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


@dataclass
class Answering:
    """A service that always gives the same answer, or none; and how long docgen waited."""

    answer: Exception | tuple[dict[str, str], bytes]
    asked: int = 0
    waits: list[float] = field(default_factory=list)

    def request(
        self, uri: str, method: str = "GET", body: Any = None, headers: Any = None, **options: Any
    ) -> tuple[Any, bytes]:
        self.asked += 1
        if isinstance(self.answer, Exception):
            raise self.answer
        return httplib2.Response(dict(self.answer[0])), self.answer[1]

    def fails(self, kind: Kind) -> DocgenError:
        """What a read or a write ends in."""
        service = Service(self, local=False, calls=Calls(sleep=self.waits.append))
        with pytest.raises(DocgenError) as caught:
            service.get("d") if kind == "read" else service.batch_update("d", [], "r")
        return caught.value


def status(code: int, message: str = "", why: str = "", **headers: str) -> tuple[dict[str, str], bytes]:
    """Google's answer; a page of somebody else's without ``message``."""
    fields = {"status": str(code), **{name.replace("_", "-"): value for name, value in headers.items()}}
    if not message:
        return fields, b"<html><title>Proxy</title></html>"
    reasons = f', "errors": [{{"reason": "{why}"}}]' if why else ""
    return fields, f'{{"error": {{"code": {code}, "message": "{message}"{reasons}}}}}'.encode()


def not_reached(cause: Exception) -> NotReachedError:
    error = NotReachedError("docs.googleapis.com")
    error.__cause__ = cause
    return error


GOOGLE_AUTH: Any = exceptions  # it has no types here
NO_NAME = not_reached(socket.gaierror(socket.EAI_NONAME, "Name or service not known"))
NO_TLS = not_reached(ssl.SSLError(1, "[SSL: WRONG_VERSION_NUMBER] wrong version number"))
NO_CERTIFICATE = not_reached(ssl.SSLCertVerificationError(1, "certificate verify failed"))
NO_CERTIFICATE.__cause__.verify_message = "self-signed certificate"  # type: ignore[union-attr]  # as ssl sets it

SAYS = {
    "401": (status(401, "Invalid Credentials"), NotAllowedError, NotAllowedError, 1, "does not accept the sign-in"),
    "403": (status(403, "no"), NotAllowedError, NotAllowedError, 1, "no access to document d"),
    "403 of the minute": (
        status(403, "Rate", "userRateLimitExceeded"),
        UnavailableError,
        UnavailableError,
        7,
        "the quota of the service is used up",
    ),
    "403 of the day": (
        status(403, "Daily", "dailyLimitExceeded"),
        UnavailableError,
        UnavailableError,
        1,
        "the quota of the day is used up",
    ),
    "404": (status(404, "Not found"), InputError, InputError, 1, "there is no document d"),
    "404 with a page": (status(404), InputError, InputError, 1, "there is no document d"),
    "408": (status(408), UnavailableError, OutcomeUnknownError, 7, ""),
    "409": (status(409, "Aborted"), ChangedError, ChangedError, 1, "the document changed before the write"),
    "412": (status(412, "Precondition"), ChangedError, ChangedError, 1, "the document changed before the write"),
    "413 with a page": (status(413), RefusedError, RefusedError, 1, "too much was sent at once"),
    "400": (status(400, "Invalid requests[0]"), RefusedError, RefusedError, 1, "Invalid requests[0]"),
    "400 of a revision": (
        status(400, "The required revision ID 'x' does not match the latest revision."),
        ChangedError,
        ChangedError,
        1,
        "the document changed before the write",
    ),
    "429 with a page": (status(429), UnavailableError, UnavailableError, 7, "the quota of the service is used up"),
    "502 with a page": (status(502), UnavailableError, OutcomeUnknownError, 7, ""),
    "403 of a proxy": (status(403), UnavailableError, UnavailableError, 1, "perhaps a proxy (403)"),
    "302 of a portal": (status(302), UnavailableError, UnavailableError, 1, "perhaps a proxy (302)"),
    "200 of a portal": (status(200), UnavailableError, OutcomeUnknownError, 3, ""),
    "half an answer": (IncompleteRead(b"{"), UnavailableError, OutcomeUnknownError, 7, ""),
    "no answer": (RemoteDisconnected("closed"), UnavailableError, OutcomeUnknownError, 7, ""),
    "no answer in time": (TimeoutError("timed out"), UnavailableError, OutcomeUnknownError, 7, ""),
    "a connection cut": (ConnectionResetError(104, "reset"), UnavailableError, OutcomeUnknownError, 7, ""),
    "no such name": (
        NO_NAME,
        UnavailableError,
        UnavailableError,
        3,
        "cannot connect to docs.googleapis.com (Name or service not known); nothing was written",
    ),
    "no connection in time": (
        not_reached(TimeoutError("timed out")),
        UnavailableError,
        UnavailableError,
        3,
        "timed out",
    ),
    "no TLS": (NO_TLS, UnavailableError, UnavailableError, 3, "wrong version number"),
    "no certificate": (
        NO_CERTIFICATE,
        DocgenError,
        DocgenError,
        1,
        "the certificate of docs.googleapis.com cannot be verified (self-signed certificate)",
    ),
    "a token revoked": (
        GOOGLE_AUTH.RefreshError("invalid_grant"),
        NotAllowedError,
        NotAllowedError,
        1,
        "sign in again",
    ),
    "a token not renewed just now": (
        GOOGLE_AUTH.RefreshError("503", retryable=True),
        UnavailableError,
        UnavailableError,
        3,
        "cannot connect to Google",
    ),
    "no way to the tokens": (
        GOOGLE_AUTH.TransportError("no route"),
        UnavailableError,
        UnavailableError,
        3,
        "cannot connect to Google (no route)",
    ),
}


@pytest.mark.parametrize(("answer", "reading", "writing", "reads", "line"), SAYS.values(), ids=SAYS.keys())
def test_what_went_wrong_is_told_in_a_line(
    answer: Any, reading: type[DocgenError], writing: type[DocgenError], reads: int, line: str
) -> None:
    """``reads``: how often a read is tried; a write is sent once."""
    http = Answering(answer)
    for kind, error, tries in (("read", reading, reads), ("write", writing, 1)):
        http.asked = 0
        told = http.fails("read" if kind == "read" else "write")
        assert type(told).exit_code == error.exit_code
        assert isinstance(told, error)
        assert http.asked == tries
        assert len(told.line("ja").splitlines()) == len(told.line("en").splitlines()) == 1
        assert told.hint or error is RefusedError
        if error is not OutcomeUnknownError:
            assert line in told.line("en")


def test_a_fault_of_docgen_s_own_is_no_failure_of_the_service() -> None:
    service = Service(Answering(ZeroDivisionError()), local=False)
    with pytest.raises(ZeroDivisionError):
        service.get("d")


DATE = formatdate(1_000_000, usegmt=True)
ASKS = {
    "seconds": ({"retry_after": "17"}, 17),
    "longer than docgen would": ({"retry_after": "90"}, 90),
    "a date, by its own clock": ({"retry_after": formatdate(1_000_030, usegmt=True), "date": DATE}, 30),
    "a date that is over": ({"retry_after": DATE, "date": formatdate(1_000_030, usegmt=True)}, 0),
    "a date of long ago by our clock": ({"retry_after": DATE}, 0),
    "nonsense": ({"retry_after": "soon"}, 0),
    "infinity": ({"retry_after": "inf"}, 0),
    "nothing": ({}, 0),
}


@pytest.mark.parametrize("code", [429, 503])
@pytest.mark.parametrize(("headers", "seconds"), ASKS.values(), ids=ASKS.keys())
def test_the_wait_that_the_service_asks_for_is_kept(code: int, headers: dict[str, str], seconds: int) -> None:
    http = Answering(status(code, "slow down", **headers))
    error = http.fails("read")
    assert isinstance(error, UnavailableError)
    assert error.retry_after == seconds
    assert http.waits[0] == seconds if seconds else 1 <= http.waits[0] <= 2
    assert not seconds or f"try again in {seconds} s" in error.line("en")


def test_a_wait_that_is_too_long_is_left_to_the_person() -> None:
    http = Answering(status(429, "slow down", retry_after="3600"))
    assert "3600 秒たってからもう一度" in http.fails("read").line("ja")
    assert (http.asked, http.waits) == (1, [])


class Paced:
    """A pacer with this many places for each kind, which come free every ``seconds``."""

    def __init__(self, places: int, seconds: float) -> None:
        self.places = places
        self.seconds = seconds
        self.taken: list[Kind] = []
        self.over_: list[Turn] = []
        self.waiting = False

    def take(self, kind: Kind) -> Turn:
        self.waiting = len(self.taken) >= self.places and not self.waiting
        if self.waiting:
            return Turn(0, self.seconds)
        self.taken.append(kind)
        return Turn(len(self.taken))

    def over(self, turn: Turn) -> None:
        self.over_.append(turn)


def test_every_try_takes_a_place_and_gives_it_back(desk: Desk) -> None:
    desk.emulator.faults.add("documents.get", 1, "429")
    desk.emulator.faults.add("documents.get", 2, "close")
    desk.emulator.faults.add("documents.batchUpdate", 1, "500")
    pacer = Paced(3, 12.0)
    told: list[Text] = []
    traffic = Traffic(told.append)
    service = Service(desk.emulator.http(), local=True, calls=Calls(pacer, desk.waits.append, traffic))
    document = service.get(desk.id)
    assert document.revision
    with pytest.raises(OutcomeUnknownError):
        service.batch_update(desk.id, [wire.insert_text("t.0", 1, "x")], document.revision)
    assert pacer.taken == ["read", "read", "read", "write"]
    assert [turn.number for turn in pacer.over_] == [1, 2, 3, 4]
    assert desk.waits[-1] == 12
    assert told[-1].to("ja") == "1分あたりの上限のため 12 秒待ちます"
    assert traffic.waited == sum(desk.waits)
    assert (traffic.retries, traffic.calls("read"), traffic.calls("write")) == (2, 3, 1)


class Full(Paced):
    """A pacer whose places never come free."""

    def take(self, kind: Kind) -> Turn:
        return Turn(0, self.seconds)


@pytest.mark.parametrize("kind", ["read", "write"])
def test_a_place_is_not_waited_for_for_ever(kind: Kind) -> None:
    http = Answering(status(200))
    service = Service(http, local=False, calls=Calls(Full(0, 30.0), http.waits.append))
    with pytest.raises(UnavailableError):
        service.get("d") if kind == "read" else service.batch_update("d", [], "r")
    assert http.asked == 0
    assert sum(http.waits) <= LONGEST_QUEUE
