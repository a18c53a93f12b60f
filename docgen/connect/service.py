"""A Docs and Drive service through the official client, in docgen's own values and errors."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from docgen.document.collector import collector_off
from docgen.document.tabs import Document
from docgen.document.wire.documents import decode_document
from docgen.document.wire.requests import Request, batch
from docgen.errors import (
    ChangedError,
    DocgenError,
    InputError,
    NotAllowedError,
    OutcomeUnknownError,
    Text,
    UnavailableError,
)

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

    def __init__(self, http: Http, *, local: bool) -> None:
        self._http = http
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
            return decode_document(_read(request, document_id))

    def batch_update(self, document_id: str, requests: Sequence[Request], revision: str) -> Mapping[str, Any]:
        """Apply ``requests`` as one change, if the document is still at ``revision``.

        Raises ``ChangedError`` if it is not, ``OutcomeUnknownError`` if nobody knows.
        """
        body = batch(requests, revision)
        answer: Mapping[str, Any] = _write(self._documents.batchUpdate(documentId=document_id, body=body), document_id)
        return answer

    def create_file(self, name: str, properties: Mapping[str, str], folder: str = "") -> File:
        """A new, empty document that carries ``properties`` from its first moment."""
        body: dict[str, Any] = {"name": name, "mimeType": DOCUMENT_TYPE, "appProperties": dict(properties)}
        if folder:
            body["parents"] = [folder]
        request = self._files.create(body=body, fields="id,name,appProperties", supportsAllDrives=True)
        return _file(_write(request, name))

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
            answer = _read(request, "")
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


def _read(request: Any, document_id: str) -> Any:
    return _execute(request, document_id, writing=False)


def _write(request: Any, document_id: str) -> Any:
    return _execute(request, document_id, writing=True)


def _execute(request: Any, document_id: str, *, writing: bool) -> Any:
    """The answer to ``request``; every failure becomes one of docgen's errors. Nothing is sent twice."""
    from googleapiclient.errors import HttpError

    try:
        return request.execute(num_retries=0)
    except HttpError as error:
        raise _translated(error, document_id, writing=writing) from error
    except (TimeoutError, ConnectionError) as error:
        if writing:
            raise OutcomeUnknownError(
                Text("書き込めたかどうか確認できませんでした", "nobody knows whether the change was saved"),
                hint=Text(
                    "もう一度実行してください。二重にはなりません", "run the command again: it will not be there twice"
                ),
            ) from error
        raise _unavailable() from error


def _unavailable() -> UnavailableError:
    return UnavailableError(
        Text("サービスに接続できません。何も書き込んでいません", "the service cannot be reached; nothing was written"),
        hint=Text("しばらくしてからもう一度実行してください", "try again later"),
    )


def _translated(error: Any, document_id: str, *, writing: bool) -> DocgenError:
    status, reason = int(error.resp.status), _reason(error)
    if status == 404:
        return InputError(
            Text(f"ドキュメント {document_id} が見つかりません", f"there is no document {document_id}"),
            hint=Text("accounts.csv の document_id を確かめてください", "check document_id in accounts.csv"),
        )
    if status == 400 and "revision" in reason:
        return ChangedError(
            Text(
                "書き込む前にドキュメントが変わりました。何も書き込んでいません",
                "the document changed before the write; nothing was written",
            ),
            hint=Text("もう一度実行してください", "run the command again"),
        )
    if status in (429, 503) or (status == 403 and "ratelimit" in reason.casefold().replace(" ", "")):
        return _unavailable()
    if status in (401, 403):
        return NotAllowedError(
            Text(f"ドキュメント {document_id} を開く権限がありません", f"no access to document {document_id}"),
            hint=Text("共有の設定を確かめてください", "check how it is shared"),
        )
    if status >= 500:
        if writing:
            return OutcomeUnknownError(
                Text("書き込めたかどうか確認できませんでした", "nobody knows whether the change was saved"),
                hint=Text(
                    "もう一度実行してください。二重にはなりません", "run the command again: it will not be there twice"
                ),
            )
        return _unavailable()
    return DocgenError(Text(f"サービスが要求を断りました: {reason}", f"the service refused the request: {reason}"))


def _reason(error: Any) -> str:
    with suppress(ValueError, KeyError, TypeError, AttributeError):
        return str(json.loads(error.content)["error"]["message"])
    return str(error)
