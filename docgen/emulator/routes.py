"""Which method of which API a URL means."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

import msgspec

from docgen.emulator.docs import Docs
from docgen.emulator.drive import Drive
from docgen.emulator.library import Library
from docgen.emulator.refusal import Refusal

JSON = dict[str, Any]


class Call(NamedTuple):
    """A call of a method as it came over HTTP."""

    path: tuple[str, ...]
    """The variable parts of the path, unquoted."""
    parameters: Mapping[str, str]
    body: JSON


class Answer(NamedTuple):
    """What goes back."""

    status: int
    body: bytes
    content_type: str = "application/json; charset=UTF-8"


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
    _route("drive.files.create", "POST", "drive/v3/files"),
    _route("drive.files.list", "GET", "drive/v3/files"),
    _route("drive.files.get", "GET", "drive/v3/files/{fileId}"),
    _route("drive.files.update", "PATCH", "drive/v3/files/{fileId}"),
    _route("drive.files.delete", "DELETE", "drive/v3/files/{fileId}"),
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


class Methods:
    """All methods over one library."""

    def __init__(self, library: Library) -> None:
        docs, drive = Docs(library), Drive(library)
        self._methods: Mapping[str, Callable[[Call], bytes]] = {
            "docs.documents.create": lambda call: docs.create(call.body),
            "docs.documents.get": lambda call: docs.get(call.path[0], call.parameters),
            "docs.documents.batchUpdate": lambda call: docs.batch_update(call.path[0], call.body),
            "drive.files.create": lambda call: drive.create(call.body, call.parameters),
            "drive.files.list": lambda call: drive.list(call.parameters),
            "drive.files.get": lambda call: drive.get(call.path[0], call.parameters),
            "drive.files.update": lambda call: drive.update(call.path[0], call.body, call.parameters),
            "drive.files.delete": lambda call: drive.delete(call.path[0]),
        }

    def answer(self, uri: str, verb: str, body: bytes | str | None) -> Answer:
        """The answer to one HTTP request; whatever is wrong with the request is an answer too."""
        try:
            method, path, parameters = found(uri, verb)
            done = self._methods[method](Call(path, parameters, decoded(body)))
        except Refusal as refusal:
            return Answer(refusal.code, msgspec.json.encode(refusal.body()))
        return Answer(200 if done else 204, done)
