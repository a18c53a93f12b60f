"""The documents as files of Drive: made, and found by what they are for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from docgen.connect.calls import Calls

DOCUMENT_TYPE: Final = "application/vnd.google-apps.document"


@dataclass(frozen=True, slots=True)
class File:
    """A file as Drive knows it."""

    id: str
    name: str
    properties: Mapping[str, str]
    """The app's private properties: what the document is for."""


class Files:
    """The files of one service. ``resource`` makes the official client's resource when it is first needed."""

    def __init__(self, resource: Callable[[], Any], calls: Calls) -> None:
        self._make = resource
        self._calls = calls

    @cached_property
    def _files(self) -> Any:
        return self._make()

    def create(self, name: str, properties: Mapping[str, str], folder: str = "") -> File:
        """A new, empty document that carries ``properties`` from its first moment."""
        body: dict[str, Any] = {"name": name, "mimeType": DOCUMENT_TYPE, "appProperties": dict(properties)}
        if folder:
            body["parents"] = [folder]
        request = self._files.create(body=body, fields="id,name,appProperties", supportsAllDrives=True)
        return _file(self._calls.write(request, name))

    def find(self, properties: Mapping[str, str]) -> tuple[File, ...]:
        """The documents, not in the bin, that carry ``properties``; oldest first."""
        terms = [f"appProperties has {{ key='{_quoted(k)}' and value='{_quoted(v)}' }}" for k, v in properties.items()]
        query = " and ".join([*terms, "trashed = false"])
        found: list[File] = []
        page = None
        while True:
            request = self._files.list(
                q=query,
                pageToken=page,
                orderBy="createdTime",
                fields="nextPageToken,files(id,name,appProperties)",
                supportsAllDrives=True,
                includeItemsFromAllDrives=True,
            )
            answer = self._calls.read(request, "")
            found += map(_file, answer.get("files", ()))
            page = answer.get("nextPageToken")
            if not page:
                return tuple(found)


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace("'", "\\'")


def _file(data: Mapping[str, Any]) -> File:
    return File(data["id"], data.get("name", ""), data.get("appProperties", {}))
