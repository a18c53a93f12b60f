"""The service over HTTP is the service in the process."""

from __future__ import annotations

import http.client
import json
import re
from collections.abc import Iterator
from typing import Any

import httplib2
import pytest
from googleapiclient.discovery import build
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.document.wire.documents import encode_document
from docgen.emulator import Emulator
from docgen.emulator.server import Server
from tests.emulator.aimed import Aim, aims
from tests.emulator.service import JSON, Service, refused
from tests.emulator.sketch import drawn, insert
from tests.emulator.test_properties import REQUESTS, taken_by


@pytest.fixture
def remote(server: Server) -> Iterator[Remote]:
    connection = httplib2.Http(timeout=30)
    yield Remote(server, connection)
    connection.close()


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server(Emulator()).start()
    yield running
    running.stop()


class Remote(Service):
    """The official client over a real connection."""

    def __init__(self, server: Server, http: httplib2.Http) -> None:
        options = {"api_endpoint": server.url}
        self.emulator = server.emulator
        self.http = http
        self.docs = self._build("docs", "v1", options).documents()
        self.drive = self._build("drive", "v3", {"api_endpoint": f"{server.url}/drive/v3/"})
        self.files = self.drive.files()

    def _build(self, name: str, version: str, options: JSON) -> Any:
        return build(name, version, http=self.http, static_discovery=True, client_options=options)


def ask(server: Server, verb: str, path: str, body: Any = None) -> tuple[int, Any]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=30)
    try:
        connection.request(verb, path, json.dumps(body) if body is not None else None)
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read() or b"null")
    finally:
        connection.close()


def test_the_official_client_works_over_http(remote: Remote) -> None:
    document_id = remote.create("一", appProperties={"docgen": "x"})
    remote.update(document_id, insert(1, "二"))
    assert remote.text(document_id) == "二\n"
    assert refused(lambda: remote.get("nobody")) == (404, "Requested entity was not found.")
    found = remote.files.list(q="appProperties has { key='docgen' and value='x' }").execute()
    assert [file["id"] for file in found["files"]] == [document_id]


def renamed(document: JSON) -> str:
    """A document as text, its ids numbered as they come."""
    known: dict[str, str] = {}
    text = json.dumps({key: value for key, value in document.items() if key not in ("documentId", "revisionId")})
    return re.sub(r"\b(kix|h|t)\.[0-9a-z]{12}", lambda match: known.setdefault(match[0], f"#{len(known)}"), text)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(aims, max_size=8), st.lists(REQUESTS, max_size=3))
def test_the_same_requests_give_the_same_document_over_http(remote: Remote, given: list[Aim], wild: list[JSON]) -> None:
    draft = drawn("# One", "two 🙂", "| a | b", "- three")
    dump = json.loads(encode_document(draft.document))
    seen = []
    for service in (Service(), remote):
        document_id = service.emulator.import_document(dump)
        service.update(document_id, *taken_by(service, document_id, given))
        refusals = []
        for one in wild:
            try:
                service.update(document_id, one)
            except Exception as error:
                refusals.append(str(getattr(error, "reason", error)))
        seen.append((renamed(service.get(document_id)), refusals))
    assert seen[0] == seen[1]


def test_failures_are_ordered_over_http(server: Server) -> None:
    assert ask(server, "POST", "/_faults", {"method": "documents.create", "nth": 1, "kind": "503"}) == (200, {})
    status, body = ask(server, "POST", "/v1/documents", {"title": "x"})
    assert (status, body["error"]["status"]) == (503, "UNAVAILABLE")
    assert ask(server, "POST", "/v1/documents", {"title": "x"})[0] == 200

    ask(server, "POST", "/_faults", {"method": "documents.create", "nth": 1, "kind": "close", "after": True})
    with pytest.raises(http.client.RemoteDisconnected):
        ask(server, "POST", "/v1/documents", {"title": "y"})
    assert len(ask(server, "GET", "/drive/v3/files?q=name%3D'y'")[1]["files"]) == 1


def test_a_fault_that_does_not_exist_is_named(server: Server) -> None:
    status, body = ask(server, "POST", "/_faults", {"kind": "sevrer_error"})
    assert status == 400
    assert "did you mean server_error?" in body["error"]["message"]


def test_people_act_over_http(server: Server, remote: Remote) -> None:
    _, made = ask(server, "POST", "/v1/documents", {"title": "x"})
    order = {"do": "insert", "document": made["documentId"], "index": 1, "text": "typed"}
    assert ask(server, "POST", "/_people", order)[0] == 200
    assert remote.text(made["documentId"]) == "typed\n"
    assert ask(server, "POST", "/_people", {"do": "_edit", "document": "x"})[0] == 400


def test_a_body_comes_whole_in_chunks_or_is_refused(server: Server) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=30)
    parts = iter([b'{"title":', b'"x"}'])
    connection.request("POST", "/v1/documents", parts, {"Transfer-Encoding": "chunked"}, encode_chunked=True)
    assert json.loads(connection.getresponse().read())["title"] == "x"
    connection.request("POST", "/v1/documents", headers={"Content-Length": "many"})
    assert connection.getresponse().status == 400
    connection.close()


def test_pages_of_others_get_no_answer(server: Server) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=30)
    connection.request("GET", "/v1/documents/x", headers={"Host": "evil.example"})
    assert connection.getresponse().status == 403
    connection.close()
