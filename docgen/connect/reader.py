"""Reading a document once per revision: a question for the revision, and where that is new one read of what is planned
from."""

from __future__ import annotations

import msgspec

from docgen.connect.service import Service
from docgen.connect.snapshots import Snapshot, Snapshots
from docgen.document.collector import collector_off
from docgen.document.tabs import Document
from docgen.document.wire.documents import decode_document
from docgen.document.wire.packed import pack_document, unpack_document


class Reader:
    """Reads the documents of one service, with the snapshots of one workspace."""

    def __init__(self, service: Service, snapshots: Snapshots) -> None:
        self._service = service
        self._snapshots = snapshots

    def read(self, document_id: str) -> Document:
        """The document as it is now, without the looks that nothing is planned from.

        Without edit access it has no revision and is read each time. Raises as ``Service.get``.
        """
        kept = self._snapshots.find(document_id)
        if kept and self._service.revision(document_id) == kept.revision:
            try:
                with collector_off():
                    return unpack_document(kept.packed)
            except msgspec.DecodeError:
                pass  # it is disposable
        data = self._service.outline(document_id)
        with collector_off():
            document = decode_document(data)
            if document.revision and not document.legacy:
                self._snapshots.keep(document_id, Snapshot(document.revision, pack_document(data)))
        return document

    def forget(self, document_id: str) -> None:
        """The document has just been changed: asking for its revision once more would be a call for nothing."""
        self._snapshots.drop(document_id)
