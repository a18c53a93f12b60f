"""Every POST goes out once, whatever the server does; reads may be sent again; threads share one transport."""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException, IncompleteRead
from typing import Any

import pytest

from docgen.connect.calls import Calls
from docgen.connect.service import Service
from docgen.connect.transport import NotReachedError, Transport
from docgen.document.wire import requests as wire
from docgen.emulator import Emulator
from docgen.emulator.server import Server as EmulatorServer
from docgen.errors import OutcomeUnknownError, UnavailableError
from tests.connect.scripted import HANGS_UP, Does, Rerouted, answer, server

DOCUMENT = b'{"documentId": "d", "title": "x", "revisionId": "r", "tabs": []}'


def service(transport: Transport, origin: str, waits: list[float] | None = None) -> Service:
    """A service through the official client, whose waiting takes no time."""
    sleep = (waits if waits is not None else []).append
    return Service(Rerouted(transport, origin), local=False, calls=Calls(sleep=sleep))


def write(to: Service) -> Any:
    return to.batch_update("d", [wire.insert_text("t.0", 1, "言葉")], "r")


UNKNOWN = {
    "closes without an answer": HANGS_UP,
    "answers half a line": Does(b"HTTP/1.1 2"),
    "answers half a body": answer(b'{"docu', length=100, closes=True),
    "answers half a compressed body": answer(gzip.compress(b"{}")[:-9], content_encoding="gzip"),
    "answers with a page": answer(b"<html>Sign in to the Wi-Fi</html>", kind="text/html"),
    "answers something else than HTTP": Does(b"SSH-2.0-OpenSSH_9.6\r\n"),
    "answers 500": answer(b"{}", 500),
    "answers 502 with a page": answer(b"<html>Bad Gateway</html>", 502, kind="text/html"),
}


@pytest.mark.parametrize("does", UNKNOWN.values(), ids=UNKNOWN.keys())
def test_a_server_sees_each_post_once(does: Does) -> None:
    """On a new connection, after a read on one that was kept, and after a failure."""
    with server(does, answer(), answer(DOCUMENT), does, answer()) as there:
        transport = Transport(timeout=30)
        to = service(transport, there.origin)
        with pytest.raises(OutcomeUnknownError):
            write(to)
        assert there.seen == ["POST"]
        assert write(to) == {}
        assert to.get("d").id == "d"
        with pytest.raises(OutcomeUnknownError):
            write(to)
        assert there.seen == ["POST", "POST", "GET", "POST"]
        assert write(to) == {}
        transport.close()
    assert there.seen == ["POST", "POST", "GET", "POST", "POST"]


@pytest.mark.parametrize("does", UNKNOWN.values(), ids=UNKNOWN.keys())
def test_a_read_that_fails_is_sent_again_after_a_wait(does: Does) -> None:
    waits: list[float] = []
    with server(does, does, answer(DOCUMENT)) as there:
        transport = Transport(timeout=30)
        assert service(transport, there.origin, waits).get("d").id == "d"
        transport.close()
    assert there.seen == ["GET", "GET", "GET"]
    assert len(waits) == 2


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_post_is_not_sent_again_to_where_it_is_redirected(status: int) -> None:
    with server(answer(b"{}", status, location="/elsewhere"), answer()) as there:
        transport = Transport(timeout=30)
        transport.request(there.url, "POST", body="{}")
        transport.close()
    assert there.seen.count("POST") == 1


def test_a_kept_connection_that_the_server_has_closed_costs_a_read_nothing() -> None:
    """The server closes after its answer, and says nothing of it."""
    with server(answer(closes=True)) as there:
        transport = Transport(timeout=30)
        for _ in range(5):
            assert transport.request(there.url)[1] == b"{}"
        transport.close()
    assert there.seen == ["GET"] * 5
    assert there.connections == 5


def test_a_kept_connection_that_the_server_has_closed_leaves_no_doubt_of_a_write() -> None:
    with server(answer(closes=True)) as there:
        transport = Transport(timeout=30)
        for method in ("GET", "POST", "POST", "GET"):
            body = "{}" if method == "POST" else None
            assert transport.request(there.url, method, body=body)[1] == b"{}"
        transport.close()
    assert there.seen == ["GET", "POST", "POST", "GET"]


def test_reads_keep_their_connection_and_writes_get_their_own() -> None:
    with server() as there:
        transport = Transport(timeout=30)
        for method in ("GET", "GET", "POST", "POST", "GET"):
            transport.request(there.url, method, body="{}" if method == "POST" else None)
        transport.close()
    assert there.connections == 3


@pytest.mark.parametrize(("method", "seen"), [("GET", ["GET"]), ("POST", ["POST"])])
def test_on_a_new_connection_nothing_is_sent_twice(method: str, seen: list[str]) -> None:
    with server(HANGS_UP, answer()) as there:
        transport = Transport(timeout=30)
        with pytest.raises((HTTPException, OSError)):
            transport.request(there.url, method)
        transport.close()
    assert there.seen == seen


def test_a_server_that_keeps_silent_runs_into_the_time_out() -> None:
    """And nobody takes the late answer for that of the next request."""
    for method in ("POST", "GET"):
        with server(Does(closes=False), answer(b'{"second": 1}')) as there:
            transport = Transport(timeout=0.05)
            with pytest.raises(TimeoutError):
                transport.request(there.url, method)
            transport._http.timeout = 5
            assert transport.request(there.url)[1] == b'{"second": 1}'
            transport.close()
        assert there.seen == [method, "GET"]


def test_what_was_compressed_is_told_with_the_length_that_it_had() -> None:
    packed = gzip.compress(DOCUMENT * 100)
    with server(answer(packed, content_encoding="gzip")) as there:
        transport = Transport(timeout=30)
        for method in ("GET", "POST"):
            response, content = transport.request(there.url, method)
            assert content == DOCUMENT * 100
            assert response["-content-length"] == str(len(packed))
        transport.close()


def test_half_of_what_was_compressed_is_no_answer() -> None:
    with server(answer(gzip.compress(DOCUMENT)[:-9], content_encoding="gzip")) as there:
        transport = Transport(timeout=30)
        with pytest.raises(IncompleteRead):
            transport.request(there.url)
        transport.close()


def test_without_a_connection_nothing_was_sent() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        origin = f"127.0.0.1:{closed.getsockname()[1]}"
    transport = Transport(timeout=30)
    with pytest.raises(NotReachedError):
        transport.request(f"http://{origin}/x", "POST", body="{}")
    waits: list[float] = []
    with pytest.raises(UnavailableError):
        write(service(transport, origin, waits))
    assert waits == []
    with pytest.raises(UnavailableError):
        service(transport, origin, waits).get("d")
    assert len(waits) == 2
    transport.close()


def test_a_name_that_nobody_knows_is_no_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*arguments: Any) -> Any:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    for method in ("GET", "POST"):
        with pytest.raises(NotReachedError) as caught:
            Transport(timeout=30).request("https://docs.invalid/x", method)
        assert (caught.value.host, type(caught.value.__cause__)) == ("docs.invalid", socket.gaierror)


def test_a_server_without_tls_is_not_told_anything() -> None:
    heard: list[bytes] = []

    def talk(listening: socket.socket) -> None:
        with listening.accept()[0] as connection:
            heard.append(connection.recv(65536))
            connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=talk, args=[listening])
        thread.start()
        with pytest.raises(NotReachedError) as caught:
            Transport(timeout=30).request(f"https://127.0.0.1:{listening.getsockname()[1]}/x", "POST", body="secret")
        thread.join()
    assert isinstance(caught.value.__cause__, ssl.SSLError)
    assert b"secret" not in heard[0]


def test_twenty_threads_share_one_transport() -> None:
    """Each with answers of its own, and every write there once."""
    emulator = Emulator()
    there = EmulatorServer(emulator).start()
    transport = Transport(timeout=30)
    shared = service(transport, f"127.0.0.1:{there.server_address[1]}")

    def work(number: int) -> str:
        made = shared.files.create(f"文書{number}", {"n": str(number)})
        for line in range(3):
            document = shared.get(made.id)
            assert document.title == f"文書{number}"
            assert document.revision
            shared.batch_update(made.id, [wire.insert_text("t.0", 1, f"{number}-{line}\n")], document.revision)
        lines = "".join(node.text for _, node in shared.get(made.id).tabs[0].positioned() if hasattr(node, "text"))
        transport.close()
        return lines

    with ThreadPoolExecutor(20) as pool:
        lines = list(pool.map(work, range(20)))
    there.stop()
    emulator.close()
    assert lines == [f"{number}-2{number}-1{number}-0" for number in range(20)]
