"""The addresses that pages and their scripts ask for, and what the room answers."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from docgen.errors import (
    ChangedError,
    DocgenError,
    InputError,
    NotAllowedError,
    OutcomeUnknownError,
    Text,
    UnavailableError,
)
from docgen.web.access import PAGES, ROLES, Access, Role
from docgen.web.bodies import Discard, Focus, Noted, Nothing, TakeBack, Typing
from docgen.web.files import page, static
from docgen.web.guard import Guard
from docgen.web.room import Room
from docgen.web.stream import Hub, streamed
from docgen.workflows.live.form import AddItem, FieldChangedError, RemoveItem, SetField
from docgen.workflows.live.values import Reword, Said, Tick

Endpoint = Callable[[Request], Awaitable[Response]]
Body = TypeVar("Body", bound=msgspec.Struct)

ALL: frozenset[Role] = frozenset(ROLES)
WRITERS: frozenset[Role] = frozenset({"stage", "private"})
PRIVATE: frozenset[Role] = frozenset({"private"})
STATUS: tuple[tuple[type[DocgenError], int], ...] = (
    (NotAllowedError, 503),
    (ChangedError, 409),
    (OutcomeUnknownError, 503),
    (UnavailableError, 503),
    (DocgenError, 422),
)
"""Below 500, the same again would be answered the same; 401 and 403 are the guard's."""


def application(room: Room, access: Access, hub: Hub | None = None) -> ASGIApp:
    """The pages of ``room`` for whom ``access`` lets in; closes the room when the server ends.

    ``hub``: the room's events, for who ends their streams before the server does.
    """
    hub = Hub(room) if hub is None else hub
    doors = [*_pages(room, access), *_looking(room, hub), *_writing(room), *_local(room, access)]

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        hub.open()
        try:
            yield
        finally:
            hub.close()
            await run_in_threadpool(room.close)

    app = Starlette(
        routes=[Route(path, endpoint, methods=[method]) for method, path, _, endpoint in doors],
        lifespan=lifespan,
        exception_handlers={DocgenError: _told, Exception: _fault},
    )
    return Guard(app, access, {(method, path): roles for method, path, roles, _ in doors})


Door = tuple[str, str, frozenset[Role], Endpoint]


def _pages(room: Room, access: Access) -> list[Door]:
    doors: list[Door] = []
    for path, role in PAGES.items():
        html = page(
            "private" if role == "private" else "stage",
            language=room.language,
            role=role,
            local="yes" if room.local and role != "view" else "",
            csrf="" if role == "view" else access.keys[role].csrf,
        )
        doors.append(("GET", path, frozenset({role}), _always(HTMLResponse, html)))
    for name, (content, kind) in static().items():
        doors.append(("GET", f"/static/{name}", ALL, _always(Response, content, media_type=kind)))
    return doors


def _looking(room: Room, hub: Hub) -> list[Door]:
    async def events(request: Request) -> Response:
        return streamed(hub, "all")

    async def private_events(request: Request) -> Response:
        return streamed(hub, "private")

    return [
        ("GET", "/board", ALL, _asked(room.board)),
        ("GET", "/events", ALL, events),
        ("GET", "/private/aside", PRIVATE, _asked(room.aside)),
        ("GET", "/private/events", PRIVATE, private_events),
    ]


def _writing(room: Room) -> list[Door]:
    def capture(said: Said) -> object:
        return {"id": said.id, "line": room.capture(said)}

    return [
        ("POST", "/capture", WRITERS, _sent(Said, capture, 202)),
        ("POST", "/typed", WRITERS, _sent(Typing, lambda typing: room.typed(typing.text, typing.kind))),
        ("POST", "/tick", WRITERS, _sent(Tick, room.tick, 202)),
        ("POST", "/reword", WRITERS, _sent(Reword, room.reword, 202)),
        ("POST", "/take-back", WRITERS, _sent(TakeBack, lambda taken: room.take_back(taken.id, taken.by), 202)),
        ("POST", "/focus", WRITERS, _sent(Focus, lambda focus: room.focus(focus.item), 202)),
        ("POST", "/finish", WRITERS, _sent(Nothing, lambda _: room.finish())),
        ("POST", "/private/note", PRIVATE, _sent(Noted, lambda noted: room.note(noted.id, noted.text), 202)),
        ("POST", "/private/discard", PRIVATE, _sent(Discard, lambda stuck: room.discard(stuck.id), 202)),
    ]


def _local(room: Room, access: Access) -> list[Door]:
    """What a document that only this machine has needs: all of it on a page, and its agendas in a form."""
    if not room.local:
        return []

    async def whole(request: Request) -> Response:
        shown = await run_in_threadpool(room.whole)
        return Response(status_code=204) if request.query_params.get("have") == shown.key else _json(shown)

    async def agenda(request: Request) -> Response:
        return _json(await run_in_threadpool(room.agenda, request.query_params.get("meeting", "")))

    said = {"language": room.language, "local": "yes"}
    document = page("document", **said, role="stage", csrf="")
    form = page("agenda", **said, role="private", csrf=access.keys["private"].csrf)
    return [
        ("GET", "/document", WRITERS, _always(HTMLResponse, document)),
        ("GET", "/document/content", WRITERS, whole),
        ("GET", "/private/agenda", PRIVATE, _always(HTMLResponse, form)),
        ("GET", "/private/agenda/form", PRIVATE, agenda),
        ("POST", "/private/agenda/field", PRIVATE, _sent(SetField, room.set_field)),
        ("POST", "/private/agenda/item", PRIVATE, _sent(AddItem, room.add_item)),
        ("POST", "/private/agenda/remove", PRIVATE, _sent(RemoveItem, room.remove_item)),
    ]


def _always(kind: type[Response], content: str | bytes, **how: Any) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        return kind(content, **how)

    return endpoint


def _asked(question: Callable[[], object]) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        return _json(await run_in_threadpool(question))

    return endpoint


def _sent(kind: type[Body], act: Callable[[Body], object], status: int = 200) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        try:
            body = msgspec.json.decode(await request.body(), type=kind)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise InputError(Text(f"読めない内容です: {error}", f"this cannot be read: {error}")) from error
        answer = await run_in_threadpool(act, body)
        return _json({} if answer is None else answer, status)

    return endpoint


def _json(value: object, status: int = 200) -> Response:
    return Response(msgspec.json.encode(value), status, media_type="application/json")


def _told(request: Request, error: Exception) -> Response:
    assert isinstance(error, DocgenError)  # noqa: S101 - what it is registered for
    status = next(status for kind, status in STATUS if isinstance(error, kind))
    # Without its place: a file of this machine says nothing to those who look at the projection.
    plain = DocgenError(error.message, hint=error.hint)
    told: dict[str, object] = {"message": {"ja": plain.line("ja"), "en": plain.line("en")}}
    if isinstance(error, FieldChangedError):
        told["present"] = error.present
    answer = JSONResponse(told, status)
    if isinstance(error, UnavailableError) and error.retry_after:
        answer.headers["Retry-After"] = str(max(1, round(error.retry_after)))
    return answer


def _fault(request: Request, error: Exception) -> Response:
    message = {"ja": "docgen の不具合です。端末の表示を知らせてください", "en": "a fault of docgen; see the terminal"}
    return JSONResponse({"message": message}, 500)
