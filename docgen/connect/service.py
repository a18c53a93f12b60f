"""A Docs and Drive service through the official client, in docgen's own values and errors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from docgen.connect.calls import Calls
from docgen.document.collector import collector_off
from docgen.document.tabs import Document
from docgen.document.wire.documents import decode_document
from docgen.document.wire.requests import Request, batch

DOCUMENT_TYPE = "application/vnd.google-apps.document"


class Http(Protocol):
    """What the official client needs of a transport (httplib2's shape)."""

    def request(
        self, uri: str, method: str = "GET", body: Any = None, headers: Any = None, **options: Any
    ) -> tuple[Any, bytes]:
        """One exchange: the response with status and headers, and the body."""
        ...


@dataclass(frozen=True, slots=True)
class File:
    """A file as Drive knows it."""

    id: str
    name: str
    properties: Mapping[str, str]
    """The app's private properties: what the document is for."""


class Service:
    """One connection. ``local`` tells the embedded service from Google's."""

    def __init__(self, http: Http, *, local: bool, calls: Calls | None = None) -> None:
        self._http = http
        self._calls = calls or Calls()
        self.local = local

    # The resources are kept, not only the clients: making one writes the documentation of all its methods (0.1 s).
    @cached_property
    def _documents(self) -> Any:
        return _build("docs", "v1", self._http).documents()

    @cached_property
    def _files(self) -> Any:
        return _build("drive", "v3", self._http).files()

    def get(self, document_id: str) -> Document:
        """The document with all its tabs.

        Raises ``InputError`` where there is no such document, ``NotAllowedError`` without access, ``UnavailableError``.
        """
        request = self._documents.get(
            documentId=document_id, includeTabsContent=True, suggestionsViewMode="SUGGESTIONS_INLINE"
        )
        with collector_off():
            return decode_document(self._calls.read(request, document_id))

    def batch_update(self, document_id: str, requests: Sequence[Request], revision: str) -> Mapping[str, Any]:
        """Apply ``requests`` as one change, if the document is still at ``revision``.

        Raises ``ChangedError`` if it is not, ``OutcomeUnknownError`` if nobody knows.
        """
        body = batch(requests, revision)
        request = self._documents.batchUpdate(documentId=document_id, body=body)
        answer: Mapping[str, Any] = self._calls.write(request, document_id)
        return answer

    def create_file(self, name: str, properties: Mapping[str, str], folder: str = "") -> File:
        """A new, empty document that carries ``properties`` from its first moment."""
        body: dict[str, Any] = {"name": name, "mimeType": DOCUMENT_TYPE, "appProperties": dict(properties)}
        if folder:
            body["parents"] = [folder]
        request = self._files.create(body=body, fields="id,name,appProperties", supportsAllDrives=True)
        return _file(self._calls.write(request, name))

    def find_files(self, properties: Mapping[str, str]) -> tuple[File, ...]:
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


def _build(name: str, version: str, http: Http) -> Any:
    import msgspec
    from googleapiclient.discovery import build
    from googleapiclient.model import JsonModel

    class Model(JsonModel):  # type: ignore[misc]  # the client ships without types
        """The client's own model, with a faster decoder."""

        def deserialize(self, content: bytes) -> Any:
            try:
                return msgspec.json.decode(content)
            except msgspec.DecodeError:
                return content.decode("utf-8", "replace")

    return build(name, version, http=http, static_discovery=True, cache_discovery=False, model=Model())
