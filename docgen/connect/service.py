"""A Docs and Drive service through the official client, in docgen's own values and errors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Final, Protocol

from docgen.connect.calls import Calls
from docgen.connect.files import Files
from docgen.connect.plain import PlainRead
from docgen.document.collector import collector_off
from docgen.document.tabs import Document
from docgen.document.wire.documents import decode_document
from docgen.document.wire.outline import OUTLINE
from docgen.document.wire.requests import Request, batch
from docgen.errors import RefusedError

COMMENTS: Final = "nextPageToken,comments(resolved,deleted,quotedFileContent(value))"


class Http(Protocol):
    """What the official client needs of a transport (httplib2's shape)."""

    def request(
        self, uri: str, method: str = "GET", body: Any = None, headers: Any = None, **options: Any
    ) -> tuple[Any, bytes]:
        """One exchange: the response with status and headers, and the body."""
        ...


class Service:
    """One connection. ``local`` tells the embedded service from Google's."""

    def __init__(self, http: Http, *, local: bool, calls: Calls | None = None) -> None:
        self._http = http
        self._calls = calls or Calls()
        self.local = local

    # The resources are kept, not only the clients: making one writes the documentation of all its methods.
    @cached_property
    def _documents(self) -> Any:
        return _build("docs", "v1", self._http).documents()

    @cached_property
    def _comments(self) -> Any:
        return _build("drive", "v3", self._http).comments()

    @cached_property
    def _exports(self) -> Any:
        return _build("drive", "v3", self._http).files()

    @cached_property
    def files(self) -> Files:
        """The documents as files."""
        return Files(self._http, lambda: _build("drive", "v3", self._http).files(), self._calls)

    def get(self, document_id: str) -> Document:
        """The document with all its tabs.

        Raises ``InputError`` where there is no such document, ``NotAllowedError`` without access, ``UnavailableError``.
        """
        with collector_off():
            return decode_document(self._read(document_id))

    def revision(self, document_id: str) -> str | None:
        """The present revision alone; None for one who may only read. Raises as ``get``."""
        request = PlainRead(self._http, "docs.documents.get", document_id, fields="revisionId")
        revision: str | None = self._calls.read(request, document_id).get("revisionId")
        return revision

    def markdown(self, document_id: str) -> str:
        """The document as Drive exports it in Markdown: the only place where the ticks of checklists stand.

        Raises as ``get``; ``RefusedError`` for one that is too large to be exported.
        """
        request = self._exports.export_media(fileId=document_id, mimeType="text/markdown")
        data: bytes = self._calls.read(request, document_id)
        return data.decode("utf-8", "replace")

    def open_comments(self, document_id: str) -> tuple[str, ...]:
        """The words that open comments stand at, as they were when each was made; empty for one on the whole document.

        Raises as ``get``.
        """
        from html import unescape

        found: list[str] = []
        page = None
        while True:
            request = self._comments.list(fileId=document_id, pageToken=page, pageSize=100, fields=COMMENTS)
            answer = self._calls.read(request, document_id)
            for each in answer.get("comments", ()):
                if not each.get("resolved") and not each.get("deleted"):
                    found.append(unescape(each.get("quotedFileContent", {}).get("value", "")))
            page = answer.get("nextPageToken")
            if not page:
                return tuple(found)

    def outline(self, document_id: str) -> Any:
        """The answer of documents.get with all words and their places; with everything, where the service refuses the
        mask (as has been seen with chips). Raises as ``get``."""
        try:
            return self._read(document_id, fields=OUTLINE)
        except RefusedError:
            return self._read(document_id)

    def _read(self, document_id: str, **more: str) -> Any:
        request = self._documents.get(
            documentId=document_id, includeTabsContent=True, suggestionsViewMode="SUGGESTIONS_INLINE", **more
        )
        return self._calls.read(request, document_id)

    def batch_update(self, document_id: str, requests: Sequence[Request], revision: str) -> Mapping[str, Any]:
        """Apply ``requests`` as one change, if the document is still at ``revision``.

        Raises ``ChangedError`` if it is not, ``OutcomeUnknownError`` if nobody knows.
        """
        body = batch(requests, revision)
        request = self._documents.batchUpdate(documentId=document_id, body=body)
        answer: Mapping[str, Any] = self._calls.write(request, document_id)
        return answer


def _build(name: str, version: str, http: Http) -> Any:
    """The official client, from its own discovery document without what that says of bodies: it checks none, and
    writing their documentation for each method takes longer than anything else here (0.1 s)."""
    import msgspec
    from googleapiclient.discovery import build_from_document
    from googleapiclient.discovery_cache import get_static_doc
    from googleapiclient.model import JsonModel

    class Model(JsonModel):  # type: ignore[misc]  # the client ships without types
        """The client's own model, with a faster decoder."""

        def deserialize(self, content: bytes) -> Any:
            try:
                return msgspec.json.decode(content)
            except msgspec.DecodeError:
                return content.decode("utf-8", "replace")

    discovery = msgspec.json.decode(get_static_doc(name, version))
    schemas = {key: {"id": key, "type": "object"} for key in discovery["schemas"]}
    return build_from_document({**discovery, "schemas": schemas}, http=http, model=Model())
