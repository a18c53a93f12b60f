"""Reading a document once per revision: a question for the revision, and where that is new one read of what is planned
from."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

import msgspec

from docgen.connect.home import Home
from docgen.connect.service import Service
from docgen.connect.snapshots import Snapshot, Snapshots, Standing
from docgen.document.collector import collector_off
from docgen.document.tabs import Document
from docgen.document.wire.documents import decode_document
from docgen.document.wire.packed import pack_document, put_ticks, unpack_document
from docgen.errors import InputError, NotAllowedError, RefusedError, UnavailableError


class Current(NamedTuple):
    """Where the present state of a document is to be had."""

    revision: str | None
    """That of the snapshot; None where none can be kept."""
    document: Document | None = None
    """The document itself, where it has just been read."""


class Reader:
    """Reads the documents of one service, with the snapshots of one workspace."""

    def __init__(self, service: Service, snapshots: Snapshots) -> None:
        self._service = service
        self._snapshots = snapshots

    def read(self, document_id: str) -> Document:
        """The document as it is now, without the looks that nothing is planned from.

        Without edit access it has no revision and is read each time. Raises as ``Service.get``.
        """
        return self.at(document_id, self.current(document_id))

    def at(self, document_id: str, current: Current) -> Document:
        """The document in the state that ``current`` told. Raises as ``Service.get``."""
        if current.document:
            return current.document
        kept = self._snapshots.find(document_id)
        if kept and kept.revision == current.revision:
            try:
                with collector_off():
                    return unpack_document(kept.packed)
            except msgspec.DecodeError:
                pass  # it is disposable
        return self._read(document_id, "")[0]

    def current(self, document_id: str, version: str = "", kept: Standing | None = None) -> Current:
        """Make sure that the snapshot is the document as it is now.

        ``version``: what Drive calls its version, where that was asked for (``versions``). A snapshot of the same is
        taken for current without a question. ``kept``: of which state there is one, where that was looked up for many
        documents. Raises as ``Service.get``.
        """
        kept = kept or self._snapshots.standing(document_id)
        if kept and version and kept.version == version:
            return Current(kept.revision)
        if kept and self._service.revision(document_id) == kept.revision:
            if version:
                self._snapshots.note_version(document_id, Standing(kept.revision, version))
            return Current(kept.revision)
        document, is_kept = self._read(document_id, version)
        return Current(document.revision if is_kept else None, document)

    def versions(self, document_ids: Collection[str], home: Home) -> Mapping[str, str]:
        """Drive's versions of many documents in few requests, as ``Files.versions``: enough for whoever only reads.

        A change that somebody made a moment ago may not be in them yet. One's own is: what is written drops its
        snapshot, and the document is asked for itself. None where Drive does not list anything for this person.
        """
        try:
            return self._service.files.versions(document_ids, home)
        except (InputError, NotAllowedError, RefusedError):
            return {}  # it saves questions, no more

    def forget(self, document_id: str) -> None:
        """The document has just been changed: asking for its revision once more would be a call for nothing."""
        self._snapshots.drop(document_id)

    def _read(self, document_id: str, version: str) -> tuple[Document, bool]:
        """The document, and whether its snapshot was kept."""
        data = self._service.outline(document_id)
        with collector_off():
            document = decode_document(data)
        from docgen.account.ticks import checklist  # what only reading anew needs

        if not document.legacy and (items := checklist(document)):
            sure = self._put_ticks(data, items)
            document = decode_document(data)
            if not sure:
                return document, False
        with collector_off():
            if not document.revision or document.legacy:
                return document, False
            self._snapshots.keep(document_id, Snapshot(document.revision, pack_document(data), version))
        return document, True

    def _put_ticks(self, data: Any, items: Mapping[tuple[str, int], str]) -> bool:
        """Put into ``data`` which of the native checklists' ``items`` are ticked, as far as the export of the document
        tells; returns whether asking once more would tell nothing else."""
        from docgen.account.ticks import ticks

        try:
            put_ticks(data, ticks(items, self._service.markdown(str(data["documentId"]))))
        except (InputError, NotAllowedError, RefusedError):
            pass  # of one that cannot be exported they stay unknown
        except UnavailableError:
            return False
        return True
