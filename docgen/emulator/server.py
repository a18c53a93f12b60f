"""The embedded service over HTTP on loopback, for programs that are not in this process.

Beside the APIs: ``POST /_faults`` orders a failure (``{"method", "nth", "kind", ...}``) or turns the quota's clock
(``{"turn": seconds}``), ``DELETE /_faults`` takes all back; ``POST /_people`` does what only people can
(``{"do": "tick", "document": ..., ...}``); ``POST /token`` gives a token, which no call needs.
"""

from __future__ import annotations

import inspect
import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final
from urllib.parse import urlsplit

from docgen.emulator.faults import Dropped, GrantRevoked
from docgen.emulator.refusal import Refusal
from docgen.emulator.routes import Answer
from docgen.emulator.service import Emulator
from docgen.errors import DocgenError, InputError

JSON = dict[str, Any]

HOST: Final = "127.0.0.1"
LOCAL: Final = frozenset({"127.0.0.1", "localhost"})
"""Names under which a browser may reach it: another one would be a page of somebody else's."""
PLAIN: Final = "application/json; charset=UTF-8"
HANG_UP_SECONDS: Final = 600.0
"""How long a call that never gets an answer is held at most."""
BIGGEST: Final = 256 * 1024 * 1024
"""Bytes of a request body."""


def _json(status: int, value: Any) -> Answer:
    return Answer(status, json.dumps(value).encode(), PLAIN)


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        """Any method."""
        self._serve()

    do_POST = do_PATCH = do_PUT = do_DELETE = do_GET

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def _serve(self) -> None:
        host = self.headers.get("Host", "").rsplit(":", 1)[0]
        try:
            body = self._body()
        except ValueError:
            self.close_connection = True  # where the next request begins is not known
            self._send(_json(400, Refusal("The request's body cannot be read, or is too large.").body()))
            return
        if host not in LOCAL:
            self._send(_json(403, Refusal("This service answers on this machine only.", 403).body()))
            return
        try:
            self._send(self._answer(urlsplit(self.path).path, body))
        except Dropped as dropped:
            self.close_connection = True
            if dropped.timed_out:
                self.connection.settimeout(HANG_UP_SECONDS)
                try:
                    self.connection.recv(1)
                except OSError:
                    return

    def _body(self) -> bytes:
        """The request's body. Raises ``ValueError`` where its length makes no sense."""
        if "chunked" not in self.headers.get("Transfer-Encoding", "").lower():
            return self._read(int(self.headers.get("Content-Length") or 0))
        body = b""
        while size := int(self.rfile.readline(100).split(b";")[0], 16):
            body += self._read(size, len(body))
            self.rfile.readline(100)
        while self.rfile.readline(10_000).strip():
            pass  # trailers
        return body

    def _read(self, size: int, known: int = 0) -> bytes:
        if not 0 <= size <= BIGGEST - known:
            raise ValueError(size)
        return self.rfile.read(size)

    def _answer(self, path: str, body: bytes) -> Answer:
        emulator = self.server.emulator
        try:
            if path == "/_faults":
                return self._faults(body)
            if path == "/_people":
                return self._people(json.loads(body or b"{}"))
            if path == "/token":
                for fault in emulator.faults.due("token"):
                    emulator.faults.strike(fault, "token")
                return _json(200, {"access_token": "embedded", "expires_in": 3600, "token_type": "Bearer"})
            return emulator.answers.answer(self.path, self.command, body, dict(self.headers.items()))
        except GrantRevoked:
            if path == "/token":
                return _json(400, {"error": "invalid_grant", "error_description": "Token has been expired or revoked."})
            message = "Request had invalid authentication credentials."
            return _json(401, Refusal(message, 401).body())
        except Refusal as refusal:
            return _json(refusal.code, refusal.body())
        except (ValueError, TypeError) as error:
            return _json(400, Refusal(str(error)).body())
        except DocgenError as error:
            return _json(500, Refusal(error.line("en"), 500).body())

    def _faults(self, body: bytes) -> Answer:
        faults = self.server.emulator.faults
        if self.command == "DELETE":
            faults.clear()
            return _json(200, {})
        order = json.loads(body or b"{}")
        if "turn" in order:
            faults.turn(float(order["turn"]))
        else:
            args = {**order.pop("args", {}), **{k: v for k, v in order.items() if k not in ("method", "nth", "kind")}}
            try:
                faults.add(order.get("method", "*"), int(order.get("nth", 1)), str(order.get("kind", "")), **args)
            except InputError as error:
                return _json(400, Refusal(error.line("en")).body())
        return _json(200, {})

    def _people(self, order: JSON) -> Answer:
        deed = getattr(self.server.emulator.people, str(order.pop("do", "")).replace("-", "_"), None)
        if deed is None or not inspect.ismethod(deed) or deed.__name__.startswith("_"):
            return _json(400, Refusal("There is nothing of that name that people do.").body())
        return _json(200, {"result": deed(order.pop("document"), **order)})

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)


class Server(ThreadingHTTPServer):
    """The service on a port of this machine."""

    daemon_threads = True
    request_queue_size = 128  # of five, some of the twenty who come at once are turned away

    def __init__(self, emulator: Emulator, port: int = 0) -> None:
        """``port`` 0 takes a free one. Raises ``OSError`` for a port that is in use."""
        super().__init__((HOST, port), Handler)
        self.emulator = emulator

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a client that hung up; anything else is a mistake of ours and is told."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    @property
    def url(self) -> str:
        """Where it is reached, without a slash at the end."""
        return f"http://{HOST}:{self.server_address[1]}"

    def start(self) -> Server:
        """Serve from a thread of its own, until ``stop``."""
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def stop(self) -> None:
        """Stop serving and free the port."""
        self.shutdown()
        self.server_close()
