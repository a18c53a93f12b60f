"""A browser as the server sees it, without a network: cookies kept, headers as a browser sends them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message

from docgen.web.access import Access, Role

Receive = Callable[[], Awaitable[Message]]


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Browser:
    """One browser on this machine (``peer``), with ``cookies`` for the one site it knows."""

    app: ASGIApp
    access: Access
    peer: str = "127.0.0.1"
    host: str = ""
    cookies: dict[str, str] = field(default_factory=dict)

    def enter(self, role: Role) -> Browser:
        """Open the printed address of ``role``."""
        address = urlsplit(self.access.address(role))
        answer = self.get(f"{address.path}?{address.query}")
        assert answer.status in (200, 303), answer
        return self

    def get(self, path: str, **headers: str | None) -> Answer:
        """``headers``: names with _ for -; None leaves one out that is sent otherwise."""
        return self.send("GET", path, headers=headers)

    def post(self, path: str, body: object, role: Role = "stage", **headers: str | None) -> Answer:
        """As the page of ``role`` posts; bytes go as they are."""
        sent = {
            "content_type": "application/json",
            "x_docgen": self.access.keys[role].csrf,
            "origin": f"http://{self._host}",
            **headers,
        }
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self.send("POST", path, content, headers=sent)

    def send(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        *,
        headers: Mapping[str, str | None] | None = None,
        receive: Receive | None = None,
        follow: Callable[[bytes], bool] | None = None,
    ) -> Answer:
        """``receive``: what the body comes from; ``follow``: told of each piece of the answer, hangs up once false."""
        return asyncio.run(self.sending(method, path, body, headers=headers, receive=receive, follow=follow))

    async def sending(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        *,
        headers: Mapping[str, str | None] | None = None,
        receive: Receive | None = None,
        follow: Callable[[bytes], bool] | None = None,
    ) -> Answer:
        """As ``send``, within an event loop."""
        url = urlsplit(path)
        pending: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]
        gone = asyncio.Event()
        start: dict[str, Any] = {}
        pieces: list[bytes] = []

        async def handed() -> Message:
            if pending:
                return pending.pop()
            await gone.wait()
            return {"type": "http.disconnect"}

        async def take(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
                return
            pieces.append(message.get("body", b""))
            if follow and not follow(pieces[-1]):
                gone.set()

        scope = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": url.path,
            "raw_path": url.path.encode(),
            "query_string": url.query.encode(),
            "root_path": "",
            "headers": self._headers(body, headers or {}),
            "client": (self.peer, 54321),
            "server": ("127.0.0.1", self.access.port),
        }
        await self.app(scope, receive or handed, take)
        found = {name.decode(): value.decode() for name, value in start["headers"]}
        for name, morsel in SimpleCookie(found.get("set-cookie", "")).items():
            self.cookies[name] = morsel.value
        return Answer(start["status"], found, b"".join(pieces))

    @property
    def _host(self) -> str:
        return self.host or f"127.0.0.1:{self.access.port}"

    def _headers(self, body: bytes, more: Mapping[str, str | None]) -> list[tuple[bytes, bytes]]:
        sent: dict[str, str | None] = {"host": self._host}
        if body:
            sent["content-length"] = str(len(body))
        if self.cookies:
            sent["cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        sent |= {name.replace("_", "-"): value for name, value in more.items()}
        return [(name.encode(), value.encode()) for name, value in sent.items() if value is not None]
