"""Which method of which API a URL means."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

import msgspec

from docgen.emulator.docs import Docs
from docgen.emulator.drive import Drive
from docgen.emulator.drive_places import Drives
from docgen.emulator.drive_sharing import Sharing
from docgen.emulator.faults import Fault, Faults
from docgen.emulator.library import Library
from docgen.emulator.people import People
from docgen.emulator.refusal import Refusal

JSON = dict[str, Any]


class Call(NamedTuple):
    """A call of a method as it came over HTTP."""

    path: tuple[str, ...]
    """The variable parts of the path, unquoted."""
    parameters: Mapping[str, str]
    body: JSON
    lag: float = 0.0
    """Seconds by which search lags behind, as a failure on order."""


class Answer(NamedTuple):
    """What goes back."""

    status: int
    body: bytes
    content_type: str


class Route(NamedTuple):
    """One method: its name as in the discovery document, HTTP verb and path."""

    method: str
    verb: str
    path: re.Pattern[str]


def _route(method: str, verb: str, path: str) -> Route:
    return Route(method, verb, re.compile("^/" + re.sub(r"\{\w+\}", "([^/:]+)", path) + "$"))


ROUTES: Final = (
    _route("docs.documents.create", "POST", "v1/documents"),
    _route("docs.documents.get", "GET", "v1/documents/{documentId}"),
    _route("docs.documents.batchUpdate", "POST", "v1/documents/{documentId}:batchUpdate"),
    _route("drive.about.get", "GET", "drive/v3/about"),
    _route("drive.changes.getStartPageToken", "GET", "drive/v3/changes/startPageToken"),
    _route("drive.changes.list", "GET", "drive/v3/changes"),
    _route("drive.drives.create", "POST", "drive/v3/drives"),
    _route("drive.drives.list", "GET", "drive/v3/drives"),
    _route("drive.drives.get", "GET", "drive/v3/drives/{driveId}"),
    _route("drive.files.create", "POST", "drive/v3/files"),
    _route("drive.files.list", "GET", "drive/v3/files"),
    _route("drive.files.get", "GET", "drive/v3/files/{fileId}"),
    _route("drive.files.update", "PATCH", "drive/v3/files/{fileId}"),
    _route("drive.files.delete", "DELETE", "drive/v3/files/{fileId}"),
    _route("drive.files.copy", "POST", "drive/v3/files/{fileId}/copy"),
    _route("drive.files.export", "GET", "drive/v3/files/{fileId}/export"),
    _route("drive.comments.list", "GET", "drive/v3/files/{fileId}/comments"),
    _route("drive.permissions.list", "GET", "drive/v3/files/{fileId}/permissions"),
    _route("drive.permissions.create", "POST", "drive/v3/files/{fileId}/permissions"),
    _route("drive.permissions.get", "GET", "drive/v3/files/{fileId}/permissions/{permissionId}"),
    _route("drive.permissions.update", "PATCH", "drive/v3/files/{fileId}/permissions/{permissionId}"),
    _route("drive.permissions.delete", "DELETE", "drive/v3/files/{fileId}/permissions/{permissionId}"),
)


def found(uri: str, verb: str) -> tuple[str, tuple[str, ...], dict[str, str]]:
    """The method that a URL means, the variable parts of its path, and its parameters.

    Raises ``Refusal`` (404) where no method lies there.
    """
    parts = urlsplit(uri)
    for route in ROUTES:
        if route.verb == verb and (match := route.path.match(parts.path)):
            parameters = dict(parse_qsl(parts.query, keep_blank_values=True))
            return route.method, tuple(map(unquote, match.groups())), parameters
    raise Refusal(f"The requested URL {parts.path} was not found on this server.", 404)


def decoded(body: bytes | str | None) -> JSON:
    """A request's body.

    Raises ``Refusal`` (400) where it is no JSON object.
    """
    if not body:
        return {}
    try:
        data = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeError) as error:
        raise Refusal(f"Invalid JSON payload received. {error}") from error
    if not isinstance(data, dict):
        raise Refusal("Invalid JSON payload received. Unexpected token.")
    return data


JSON_TYPE: Final = "application/json; charset=UTF-8"
Method = Callable[[Call], bytes | tuple[bytes, str]]


def methods(library: Library) -> Mapping[str, Method]:
    """Every method over one library: it gives the body of its answer, with a content type where that is not JSON."""
    docs, drive, drives, sharing = Docs(library), Drive(library), Drives(library), Sharing(library)
    return {
        "docs.documents.create": lambda call: docs.create(call.body),
        "docs.documents.get": lambda call: docs.get(call.path[0], call.parameters),
        "docs.documents.batchUpdate": lambda call: docs.batch_update(call.path[0], call.body),
        "drive.about.get": lambda call: sharing.about(call.parameters),
        "drive.changes.getStartPageToken": lambda _: sharing.start_page_token(),
        "drive.changes.list": lambda call: sharing.changes(call.parameters),
        "drive.drives.create": lambda call: drives.create(call.body, call.parameters),
        "drive.drives.list": lambda _: drives.list(),
        "drive.drives.get": lambda call: drives.get(call.path[0]),
        "drive.files.create": lambda call: drive.create(call.body, call.parameters),
        "drive.files.list": lambda call: drive.list(call.parameters, call.lag),
        "drive.files.get": lambda call: drive.get(call.path[0], call.parameters),
        "drive.files.update": lambda call: drive.update(call.path[0], call.body, call.parameters),
        "drive.files.delete": lambda call: drive.delete(call.path[0], call.parameters),
        "drive.files.copy": lambda call: drive.copy(call.path[0], call.body, call.parameters),
        "drive.files.export": lambda call: drive.export(call.path[0], call.parameters),
        "drive.comments.list": lambda call: sharing.comments(call.path[0], call.parameters),
        "drive.permissions.list": lambda call: sharing.permissions(call.path[0], call.parameters),
        "drive.permissions.create": lambda call: sharing.share(call.path[0], call.body, call.parameters),
        "drive.permissions.get": lambda call: sharing.permission(call.path[0], call.path[1], call.parameters),
        "drive.permissions.update": lambda call: sharing.change_role(
            call.path[0], call.path[1], call.body, call.parameters
        ),
        "drive.permissions.delete": lambda call: sharing.unshare(call.path[0], call.path[1]),
    }


class Answers:
    """Answers HTTP requests, with the failures on order."""

    def __init__(self, library: Library, faults: Faults, people: People) -> None:
        self._methods = methods(library)
        self._faults = faults
        self._people = people

    def answer(self, uri: str, verb: str, body: bytes | str | None, headers: Mapping[str, str] | None = None) -> Answer:
        """The answer to one HTTP request; whatever is wrong with the request is an answer too.

        Raises ``Dropped`` and ``GrantRevoked`` for failures on order, ``DocgenError`` for trouble with the file.
        """
        override = {key.lower(): value for key, value in (headers or {}).items()}.get("x-http-method-override")
        if override:
            # The official client sends a GET whose parameters are too long for a URL as the body of a POST.
            text = body.decode() if isinstance(body, bytes) else body or ""
            uri, verb, body = f"{uri}{'&' if '?' in uri else '?'}{text}", override, None
        try:
            method, path, parameters = found(uri, verb)
            call = Call(path, parameters, decoded(body))
            faults = self._faults.due(method)
            for fault in faults:
                if fault.kind == "search_lag":
                    call = call._replace(lag=float(fault.args.get("seconds", 60)))
                elif fault.kind == "withheld":
                    call = call._replace(body=self._faults.withhold(fault, call.body))
                elif not fault.args["after"]:
                    self._strike(fault, method, call, before=True)
            done = self._methods[method](call)
            for fault in faults:
                if fault.args["after"] or fault.kind == "human_edit":
                    self._strike(fault, method, call, before=False)
        except Refusal as refusal:
            return Answer(refusal.code, msgspec.json.encode(refusal.body()), JSON_TYPE)
        written, kind = done if isinstance(done, tuple) else (done, JSON_TYPE)
        return Answer(200 if written else 204, written, kind)

    def _strike(self, fault: Fault, method: str, call: Call, *, before: bool) -> None:
        if fault.kind != "human_edit":
            self._faults.strike(fault, method)
        elif before != method.endswith(".get"):
            document = str(fault.args.get("document") or call.path[0])
            self._people.insert(document, int(fault.args.get("index", 1)), str(fault.args.get("text", "…")))
