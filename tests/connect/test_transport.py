"""Every POST goes out once, whatever the server does; reads may be sent again."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPException

import pytest

from docgen.connect.transport import Transport

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Type: application/json\r\n\r\n{}"


class Server:
    """Counts requests by method; ``behave`` is told which one it is and answers, or closes without a word."""

    def __init__(self, silent: int) -> None:
        self.seen: list[str] = []
        self._silent = silent
        """How many requests are read and not answered."""
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}/x"
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._socket.accept()
                with connection:
                    self._talk(connection)

    def _talk(self, connection: socket.socket) -> None:
        while data := connection.recv(65536):
            if not data.startswith((b"GET", b"POST")):
                continue  # the body of a request that has been counted
            self.seen.append(data.split(b" ", 1)[0].decode())
            if len(self.seen) <= self._silent:
                return
            connection.sendall(ANSWER)

    def close(self) -> None:
        self._socket.close()
        self._thread.join(0.1)


@contextmanager
def server(silent: int = 0) -> Iterator[Server]:
    made = Server(silent)
    try:
        yield made
    finally:
        made.close()


def test_a_post_that_is_not_answered_is_seen_once() -> None:
    with server(silent=1) as there:
        transport = Transport(timeout=5)
        with pytest.raises((HTTPException, OSError)):
            transport.request(there.url, "POST", body="{}")
        transport.close()
    assert there.seen == ["POST"]


def test_a_post_on_a_connection_that_was_used_before_is_seen_once() -> None:
    with server() as there:
        transport = Transport(timeout=5)
        for method in ("GET", "POST", "POST", "GET"):
            response, content = transport.request(there.url, method, body="{}" if method == "POST" else None)
            assert (response.status, content) == (200, b"{}")
        transport.close()
    assert there.seen == ["GET", "POST", "POST", "GET"]


def test_a_read_that_is_not_answered_is_sent_again() -> None:
    with server(silent=1) as there:
        transport = Transport(timeout=5)
        response, _ = transport.request(there.url)
        transport.close()
    assert response.status == 200
    assert there.seen == ["GET", "GET"]


def test_a_server_that_keeps_silent_runs_into_the_time_out() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        transport = Transport(timeout=0.05)
        with pytest.raises(TimeoutError):
            transport.request(f"http://127.0.0.1:{silent.getsockname()[1]}/x", "POST", body="{}")


def test_threads_have_connections_of_their_own() -> None:
    transport = Transport()
    met = []

    def look() -> None:
        met.append(transport._http)

    threads = [threading.Thread(target=look) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    look()
    assert len(set(map(id, met))) == 4
