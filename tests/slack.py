"""A Slack on the loopback, with the few methods that docgen uses, and what can go wrong with them."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

CHANNEL = "C0MINUTES"
TOKEN = "xoxb-a-token"  # noqa: S105 - of no service


Fault = Callable[["Handler"], bool]
"""What goes wrong with a call; whether it is carried out nevertheless."""


@dataclass
class Slack:
    """One channel, and what was asked."""

    url: str = ""
    messages: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Time stamp → what the message says; those of the channel."""
    asked: list[str] = field(default_factory=list)
    """Methods, in order."""
    faults: dict[str, list[Fault]] = field(default_factory=dict)
    """Method → what goes wrong with the next calls."""
    scopes: set[str] = field(default_factory=lambda: {"chat:write", "channels:history"})

    def fails(self, method: str, *faults: Fault) -> None:
        """Have the next calls of ``method`` go wrong."""
        self.faults.setdefault(method, []).extend(faults)

    @property
    def shown(self) -> list[str]:
        """What people read in the channel."""
        return ["\n".join(_texts(message)) for message in self.messages.values()]

    def carry_out(self, method: str, said: dict[str, Any], token: str) -> dict[str, Any]:
        """Do what is asked."""
        if token != f"Bearer {TOKEN}":
            return refused("invalid_auth")
        if said.get("channel") != CHANNEL:
            return refused("channel_not_found")
        match method:
            case "chat.postMessage":
                ts = f"1796094000.{len(self.asked):06d}"
                self.messages[ts] = said
                return {"ok": True, "channel": CHANNEL, "ts": ts}
            case "chat.update" if said["ts"] in self.messages:
                self.messages[said["ts"]] = {**self.messages[said["ts"]], **said}
                return {"ok": True, "channel": CHANNEL, "ts": said["ts"]}
            case "chat.delete" if said["ts"] in self.messages:
                del self.messages[said["ts"]]
                return {"ok": True}
            case "conversations.history" if "channels:history" not in self.scopes:
                return refused("missing_scope", needed="channels:history")
            case "conversations.history":
                listed = [{**message, "ts": ts} for ts, message in reversed(self.messages.items())]
                return {"ok": True, "messages": [one for one in listed if one["ts"] > said["oldest"]]}
        return refused("message_not_found")


def refused(code: str, **more: Any) -> dict[str, Any]:
    return {"ok": False, "error": code, **more}


class Handler(BaseHTTPRequestHandler):
    slack: Slack

    def do_POST(self) -> None:
        method = self.path.rpartition("/")[2]
        body = self.rfile.read(int(self.headers["Content-Length"] or 0)).decode()
        said = json.loads(body) if body.startswith("{") else {k: v[0] for k, v in parse_qs(body).items()}
        slack = self.slack
        slack.asked.append(method)
        faults = slack.faults.get(method, [])
        fault = faults.pop(0) if faults else None
        asked = (method, said, self.headers["Authorization"])
        if fault is None:
            self.answer(slack.carry_out(*asked))
        elif fault(self):
            slack.carry_out(*asked)

    def answer(self, data: Any, status: int = 200, **headers: str) -> None:
        text = data if isinstance(data, bytes) else json.dumps(data).encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing on the terminal."""


def busy(seconds: int) -> Fault:
    """429: nothing is done, and one is asked to wait."""

    def fault(handler: Handler) -> bool:
        handler.answer(refused("ratelimited"), 429, Retry_After=str(seconds))
        return False

    return fault


def down(handler: Handler) -> bool:
    """503, and nothing is done."""
    handler.answer(b"<html>try later</html>", 503)
    return False


def lost(handler: Handler) -> bool:
    """It is done, and the connection breaks before the answer."""
    handler.close_connection = True
    handler.connection.close()
    return True


def says(code: str, **more: Any) -> Fault:
    """Slack refuses with ``code``."""

    def fault(handler: Handler) -> bool:
        handler.answer(refused(code, **more))
        return False

    return fault


def strange(handler: Handler) -> bool:
    """The page of a network that wants a sign-in first."""
    handler.answer(b"<html>welcome to the hotel</html>", 403)
    return False


@contextmanager
def running() -> Iterator[Slack]:
    """A Slack with an empty channel."""
    slack = Slack()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Handler,), {"slack": slack}))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    slack.url = f"http://127.0.0.1:{server.server_port}/api/"
    try:
        yield slack
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _texts(message: dict[str, Any]) -> Iterator[str]:
    for block in message["blocks"]:
        for part in [block["text"]] if "text" in block else block["elements"]:
            yield part["text"]
