"""Docs v1 over a store: documents.create, get and batchUpdate. Atomicity and revisions are decided here alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

import msgspec

from docgen.document.collector import collector_off
from docgen.document.tabs import Document
from docgen.document.wire.documents import encode_document
from docgen.emulator.batch import applied
from docgen.emulator.blank import blank_document
from docgen.emulator.draft import Draft
from docgen.emulator.fields import masked
from docgen.emulator.library import DOCUMENT, Library, new_revision
from docgen.emulator.reading import View, links, shown, view
from docgen.emulator.rebase import Rebase
from docgen.emulator.refusal import Refusal
from docgen.emulator.store.documents import Stored
from docgen.emulator.validate import checked

JSON = dict[str, Any]
Parameters = Mapping[str, str]
Shape = tuple[bool, str, bool]
"""Whether legacy, in which suggestions mode, and whether with comments."""
HEAD = frozenset({"documentId", "title", "revisionId"})
"""What is answered without loading the content."""

MOST: Final = 1_020_000
"""Characters that a document holds (documented), counted here in UTF-16 code units of its bodies."""
TOO_LARGE: Final = "The document would be too large."


class Docs:
    """The methods of the documents resource. Each takes what URL and body give, and returns an answer's body."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._last: tuple[Document, Shape, bytes] | None = None
        """The last document that was read, how, and the answer: whoever follows a document reads it again and again."""

    def create(self, body: JSON) -> bytes:
        """documents.create: only the title counts."""
        title = checked(body, "Document").get("title") or "Untitled document"
        document = replace(blank_document(self._library.new_id(), title), revision=new_revision())
        with self._library.writing():
            self._library.add(document, {"name": title, "mimeType": DOCUMENT})
        return encode_document(document, legacy=True)

    def get(self, document_id: str, parameters: Parameters) -> bytes:
        """documents.get."""
        asked = view(parameters)
        if asked.mask and HEAD.issuperset(asked.mask):
            head = encode_document(self._library.head(document_id))
            return msgspec.json.encode(masked(msgspec.json.decode(head), asked.mask))
        document = self._library.read(document_id).document
        with collector_off():
            answer = self._answer(document, asked)
            return msgspec.json.encode(masked(msgspec.json.decode(answer), asked.mask)) if asked.mask else answer

    def _answer(self, document: Document, asked: View) -> bytes:
        """The whole of documents.get's answer, before any mask."""
        shape = asked.legacy, asked.mode, asked.comments
        if self._last is not None and self._last[0] is document and self._last[1] == shape:
            return self._last[2]
        answer = links(encode_document(shown(document, asked), legacy=asked.legacy), document, legacy=asked.legacy)
        self._last = document, shape, answer
        return answer

    def batch_update(self, document_id: str, body: JSON) -> bytes:
        """documents.batchUpdate: all requests or none, under the write control given."""
        body = checked(body, "BatchUpdateDocumentRequest")
        requests = body.get("requests") or []
        control = body.get("writeControl") or {}
        with self._library.writing():
            stored = self._library.read(document_id)
            rebase = self._rebase(stored.document, control)
            draft, replies = applied(Draft(stored.document, stored.serial), requests, rebase)
            _check_size(stored.document, draft.document)
            saved = self._save(stored, draft) if requests else stored
        answer = {
            "replies": replies,
            "writeControl": {"requiredRevisionId": saved.document.revision},
            "documentId": document_id,
        }
        return msgspec.json.encode(answer)

    def _rebase(self, document: Document, control: JSON) -> Rebase | None:
        """What carries requests over to the latest revision; None where they were written for it."""
        required, target = control.get("requiredRevisionId"), control.get("targetRevisionId")
        if required and target:
            raise Refusal("Only one of required_revision_id and target_revision_id may be set.")
        if required and required != document.revision:
            raise Refusal(f"The required revision ID '{required}' does not match the latest revision.")
        if control.get("writeMode") == "SUGGEST":
            raise Refusal("The write mode SUGGEST is not emulated by the embedded Docs service.")
        if not target or target == document.revision:
            return None
        others = self._library.documents.edits_since(document.id, target)
        if others is None:
            raise Refusal(f"The target revision ID '{target}' is invalid or too old.")
        return Rebase(others, document.tabs[0].id)

    def _save(self, stored: Stored, draft: Draft) -> Stored:
        return self._library.save(stored, replace(draft.document, revision=new_revision()), draft.serial, draft.trace)


def _check_size(before: Document, after: Document) -> None:
    """Raises ``Refusal`` for a document that grows past what one holds."""
    was, now = (sum(tab.body.size for tab in document.all_tabs()) for document in (before, after))
    if now > MOST and now > was:
        raise Refusal(TOO_LARGE)
