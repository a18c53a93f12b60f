"""A server on a real socket that does with each request what it is told, and remembers what it has seen."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

HEAD = "HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\n{more}Content-Length: {length}\r\n\r\n"
SILENCE = b""


@dataclass(frozen=True)
class Does:
    """What the server does with one request."""

    answer: bytes = SILENCE
    closes: bool = True
    """Whether the connection ends then, without a word about it."""


def answer(
    body: bytes = b"{}",
    status: int = 200,
    *,
    kind: str = "application/json",
    length: int | None = None,
    closes: bool = False,
    **headers: str,
) -> Does:
    """A whole answer; half of one, where ``length`` promises more than ``body`` is."""
    more = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    told = len(body) if length is None else length
    return Does(HEAD.format(status=status, kind=kind, more=more, length=told).encode() + body, closes)


HANGS_UP = Does()


class Server:
    """Does what ``script`` says with one request after the other, and goes on with its last."""

    def __init__(self, script: Sequence[Does]) -> None:
        self.seen: list[str] = []
        """The methods, in the order in which whole requests came."""
        self.connections = 0
        self._script = list(script)
        self._lock = threading.Lock()
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=64)
        self._open: list[socket.socket] = []
        self.origin = f"127.0.0.1:{self._socket.getsockname()[1]}"
        self.url = f"http://{self.origin}/x"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._socket.accept()
                self.connections += 1
                self._open.append(connection)
                threading.Thread(target=self._talk, args=[connection], daemon=True).start()

    def _talk(self, connection: socket.socket) -> None:
        with connection, suppress(OSError), connection.makefile("rb") as stream:
            while line := stream.readline():
                length = 0
                while (header := stream.readline()).strip():
                    name, _, value = header.partition(b":")
                    if name.lower() == b"content-length":
                        length = int(value)
                stream.read(length)
                with self._lock:
                    self.seen.append(line.split(b" ", 1)[0].decode())
                    does = self._script.pop(0) if len(self._script) > 1 else self._script[0]
                connection.sendall(does.answer)
                if does.closes:
                    connection.shutdown(socket.SHUT_RDWR)
                    return

    def close(self) -> None:
        self._socket.close()
        for connection in self._open:
            connection.close()


@contextmanager
def server(*script: Does) -> Iterator[Server]:
    """A server while the block runs."""
    made = Server(script or [answer()])
    try:
        yield made
    finally:
        made.close()


class Rerouted:
    """An http object that sends what is meant for Google to a server on this machine."""

    def __init__(self, http: Any, origin: str) -> None:
        """``origin``: host and port."""
        self._http = http
        self._origin = origin

    def request(
        self, uri: str, method: str = "GET", body: Any = None, headers: Any = None, **options: Any
    ) -> tuple[Any, bytes]:
        """One exchange."""
        there = urlsplit(uri)._replace(scheme="http", netloc=self._origin).geturl()
        answer: tuple[Any, bytes] = self._http.request(there, method=method, body=body, headers=headers, **options)
        return answer
