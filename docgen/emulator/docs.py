"""Docs v1 over a store: documents.create, get and batchUpdate. Atomicity and revisions are decided here alone."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

import msgspec

from docgen.document.tabs import Document
from docgen.document.wire.documents import encode_document
from docgen.emulator.batch import applied
from docgen.emulator.blank import blank_document
from docgen.emulator.draft import Draft
from docgen.emulator.fields import masked, parse
from docgen.emulator.library import DOCUMENT, Library
from docgen.emulator.refusal import Refusal
from docgen.emulator.store.documents import Stored, collector_off
from docgen.emulator.validate import checked

JSON = dict[str, Any]
Parameters = Mapping[str, str]

INLINE: Final = "SUGGESTIONS_INLINE"


def new_revision() -> str:
    """A revision id that looks like Google's."""
    return "AEm" + base64.urlsafe_b64encode(secrets.token_bytes(60)).decode().rstrip("=")


def flag(value: str | None) -> bool:
    """A boolean query parameter."""
    return (value or "").lower() in ("true", "1")


class Docs:
    """The methods of the documents resource. Each takes what URL and body give, and returns an answer's body."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def create(self, body: JSON) -> bytes:
        """documents.create: only the title counts."""
        title = checked(body, "Document").get("title") or "Untitled document"
        document = replace(blank_document(self._library.new_id(), title), revision=new_revision())
        with self._library.writing():
            self._library.add(document, {"name": title, "mimeType": DOCUMENT})
        return encode_document(document, legacy=True)

    def get(self, document_id: str, parameters: Parameters) -> bytes:
        """documents.get."""
        fields = parameters.get("fields")
        mask = parse(fields) if fields and fields != "*" else {}
        legacy = not flag(parameters.get("includeTabsContent")) and "tabs" not in mask
        mode = parameters.get("suggestionsViewMode") or "DEFAULT_FOR_CURRENT_ACCESS"
        document = self._library.read(document_id).document
        if mode not in ("DEFAULT_FOR_CURRENT_ACCESS", INLINE):
            document = replace(document, extra={**document.extra, "suggestionsViewMode": mode})
        with collector_off():
            answer = encode_document(document, legacy=legacy)
            return msgspec.json.encode(masked(msgspec.json.decode(answer), mask)) if mask else answer

    def batch_update(self, document_id: str, body: JSON) -> bytes:
        """documents.batchUpdate: all requests or none, under the write control given."""
        body = checked(body, "BatchUpdateDocumentRequest")
        requests = body.get("requests") or []
        control = body.get("writeControl") or {}
        with self._library.writing():
            stored = self._library.read(document_id)
            self._check(stored.document, control)
            draft, replies = applied(Draft(stored.document, stored.serial), requests)
            saved = self._save(stored, draft) if requests else stored
        answer = {
            "replies": replies,
            "writeControl": {"requiredRevisionId": saved.document.revision},
            "documentId": document_id,
        }
        return msgspec.json.encode(answer)

    def _check(self, document: Document, control: JSON) -> None:
        required = control.get("requiredRevisionId")
        if required and required != document.revision:
            raise Refusal(f"The required revision ID '{required}' does not match the latest revision.")

    def _save(self, stored: Stored, draft: Draft) -> Stored:
        return self._library.save(stored, replace(draft.document, revision=new_revision()), draft.serial, draft.trace)
