"""What every request goes through before a page sees it.

A web page that somebody visits meanwhile can send requests here, lead a name of its own to this machine (DNS
rebinding), or frame these pages. So: only known ``Host`` headers, only requests that began on these pages themselves, a
cookie that other sites cannot make the browser send, and for all that writes a second secret that they cannot read.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from html import escape

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from docgen.errors import Text
from docgen.web.access import PAGES, Access, Role, is_here, same

MAX_BODY = 64 * 1024
"""Bytes."""
BODY_SECONDS = 10.0
CSRF_HEADER = "x-docgen"
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), display-capture=(), payment=(), usb=()",
}
Doors = Mapping[tuple[str, str], frozenset[Role]]
"""Method and path → who may come through; there is nothing else."""
_JSON = re.compile(r"application/json\s*(;\s*charset=utf-8\s*)?", re.IGNORECASE)


class _Refused(Exception):
    def __init__(self, status: int, message: Text) -> None:
        super().__init__(message.en)
        self.status = status
        self.message = message


class Guard:
    """ASGI middleware that lets through to ``app`` what comes in by ``doors`` and proves that it may."""

    def __init__(self, app: ASGIApp, access: Access, doors: Doors, *, body_seconds: float = BODY_SECONDS) -> None:
        self._app = app
        self._access = access
        self._doors = doors
        self._body_seconds = body_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            return await self._app(scope, receive, send)
        if scope["type"] != "http":
            return await send({"type": "websocket.close", "code": 1008})
        send = _with_headers(send)
        connection = HTTPConnection(scope)
        try:
            if answer := self._looked_at(connection):
                return await answer(scope, receive, send)
            if scope["method"] == "POST":
                receive = _replay(await self._body(connection, receive))
        except _Refused as refused:
            return await _refusal(connection, refused)(scope, receive, send)
        return await self._app(scope, receive, send)

    def _looked_at(self, connection: HTTPConnection) -> Response | None:
        """The answer where it needs no page. Raises ``_Refused``."""
        scope, headers = connection.scope, connection.headers
        method, path = scope["method"], scope["path"]
        peer = scope["client"][0] if scope.get("client") else ""
        self._came_here(connection, peer)
        token = connection.query_params.get("token") if method == "GET" and path in PAGES else None
        site = headers.get("sec-fetch-site")
        # Another program's page on another port of this machine is "same-site".
        if site in ("cross-site", "same-site") and token is None:
            raise _Refused(403, Text("ほかのサイトからは使えません", "not from another site"))
        if token is not None:
            return self._exchanged(PAGES[path], path, token, peer, site)
        who = self._doors.get((method, path))
        if who is None:
            if any(known == path for _, known in self._doors):
                raise _Refused(405, Text("その方法では使えません", "not in this way"))
            raise _Refused(404, Text("ここには何もありません", "there is nothing here"))
        proved = self._access.roles(connection.cookies, peer)
        if not proved:
            raise _Refused(401, _OPEN_AGAIN)
        if not proved & who:
            raise _Refused(403, Text("このページからは使えません", "not from this page"))
        if method == "POST":
            self._may_write(connection, proved & who)
        return None

    def _came_here(self, connection: HTTPConnection, peer: str) -> None:
        """Raises ``_Refused`` for what was sent from elsewhere, or to another name than ours."""
        if not is_here(peer) and not self._access.lan:
            raise _Refused(403, Text("このマシンからだけ使えます", "from this machine only"))
        hosts = connection.headers.getlist("host")
        if len(hosts) != 1 or hosts[0].lower() not in self._access.hosts:
            raise _Refused(421, Text("この名前では答えません", "not under this name"))
        if any(origin != f"http://{hosts[0].lower()}" for origin in connection.headers.getlist("origin")):
            raise _Refused(403, Text("ほかのサイトからは使えません", "not from another site"))

    def _exchanged(self, role: Role, path: str, token: str, peer: str, site: str | None) -> Response:
        """A cookie for a token. Raises ``_Refused`` for a wrong one."""
        if not self._access.admits(role, token, peer):
            raise _Refused(401, _OPEN_AGAIN)
        # A strict cookie does not go along with a redirect when the way began on another site (a link in a chat). Over
        # plain HTTP from another machine browsers do not say where it began.
        began_here = site == "none" or (site is None and is_here(peer))
        answer: Response = RedirectResponse(path, 303) if began_here else HTMLResponse(_onward(path))
        answer.set_cookie(
            self._access.cookie_name(role), self._access.keys[role].cookie, httponly=True, samesite="strict"
        )
        return answer

    def _may_write(self, connection: HTTPConnection, roles: frozenset[Role]) -> None:
        if not _JSON.fullmatch(connection.headers.get("content-type", "").strip()):
            raise _Refused(415, Text("JSON で送ってください", "send JSON"))
        given = connection.headers.get(CSRF_HEADER, "")
        if not any(same(given, self._access.keys[role].csrf) for role in roles):
            raise _Refused(403, Text("ページを開き直してください", "open the page again"))

    async def _body(self, connection: HTTPConnection, receive: Receive) -> bytes:
        """All of the body. Raises ``_Refused`` where it is too long, or takes too long."""
        too_long = _Refused(413, Text("長すぎます（64キロバイトまで）", "too long (64 kB at most)"))
        announced = connection.headers.get("content-length", "0")
        if not announced.isdecimal() or int(announced) > MAX_BODY:
            raise too_long
        body = bytearray()
        try:
            async with asyncio.timeout(self._body_seconds):
                while (message := await receive())["type"] == "http.request":
                    body += message.get("body", b"")
                    if len(body) > MAX_BODY:
                        raise too_long
                    if not message.get("more_body", False):
                        return bytes(body)
        except TimeoutError:
            pass
        raise _Refused(408, Text("届くのに時間がかかりすぎました", "it took too long to arrive"))


_OPEN_AGAIN = Text(
    "docgen live が表示したアドレスをもう一度開いてください", "open the address again that docgen live has printed"
)


def _refusal(connection: HTTPConnection, refused: _Refused) -> Response:
    if "text/html" in connection.headers.get("accept", ""):
        answer: Response = PlainTextResponse(f"{refused.message.ja}\n{refused.message.en}\n", refused.status)
    else:
        answer = JSONResponse({"message": {"ja": refused.message.ja, "en": refused.message.en}}, refused.status)
    if refused.status in (408, 413):
        answer.headers["Connection"] = "close"  # what is still to come is not read
    return answer


def _onward(path: str) -> str:
    target = escape(path)
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="0; url={target}">'
        f'<title>docgen</title><a href="{target}">docgen</a></html>\n'
    )


def _replay(body: bytes) -> Receive:
    """What hands out ``body``, once."""
    messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        return messages.pop() if messages else {"type": "http.disconnect"}

    return receive


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
        await send(message)

    return sending
