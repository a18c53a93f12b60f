"""All documents and files of a store, with those in use kept in memory between calls."""

from __future__ import annotations

import base64
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from docgen import clock
from docgen.document.tabs import Document
from docgen.emulator.draft import Trace
from docgen.emulator.refusal import file_not_found, not_found
from docgen.emulator.store.database import Database, explained
from docgen.emulator.store.documents import Documents, Stored
from docgen.emulator.store.files import File, Files

JSON = dict[str, Any]

DOCUMENT: Final = "application/vnd.google-apps.document"
ROOT: Final = "0AEmbeddedDocsRootPVA"
"""The id of My Drive's root folder, alias ``root``."""
ALPHABET: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
IN_MEMORY: Final = 16
"""How many documents are kept decoded."""


def stamp(moment: datetime) -> str:
    """A moment as Drive writes it, in UTC and milliseconds."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def new_revision() -> str:
    """A revision id that looks like Google's."""
    return "AEm" + base64.urlsafe_b64encode(secrets.token_bytes(60)).decode().rstrip("=")


class Library:
    """The documents and files of one store, used by one thread at a time under ``lock``."""

    def __init__(self, path: Path | None) -> None:
        self.database = Database(path)
        self.documents = Documents(self.database)
        self.files = Files(self.database)
        self.lock = threading.RLock()
        self._cache: dict[str, Stored] = {}
        self._pending: dict[str, Stored] | None = None

    def now(self) -> str:
        """The present moment, as Drive writes it."""
        return stamp(clock.now(clock.zone("UTC")))

    def new_id(self, prefix: str = "1", length: int = 44) -> str:
        """A file id that looks like Google's."""
        return prefix + "".join(secrets.choice(ALPHABET) for _ in range(length - len(prefix)))

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction: what is saved in it is kept, in the file and in memory, only if its body ends well."""
        with self.lock, self.database.writing():
            self._pending = {}
            try:
                yield
                pending, self._pending = self._pending, None
            except BaseException:
                self._pending = None
                raise
        self._cache.update(pending)
        while len(self._cache) > IN_MEMORY:
            self._cache.pop(next(iter(self._cache)))

    def read(self, document_id: str) -> Stored:
        """A document as of the last commit of any process; inside ``writing`` as of what was saved in it.

        Raises ``Refusal`` (404) where there is none.
        """
        with self.lock:
            if self._pending is not None:
                if document_id in self._pending:
                    return self._pending[document_id]
                return self._fresh(document_id)
            with self.database.reading():
                return self._fresh(document_id)

    def head(self, document_id: str) -> Document:
        """A document without its tabs, as ``read``."""
        with self.lock, self.database.reading():
            head = self.documents.head(document_id)
        if head is None:
            raise not_found()
        return head

    def _fresh(self, document_id: str) -> Stored:
        version = self.documents.version(document_id)
        if version is None:
            self._cache.pop(document_id, None)
            raise not_found()
        known = self._cache.pop(document_id, None)
        if known is None or known.version != version:
            known = self.documents.load(document_id)
            if known is None:
                raise not_found()
        self._cache[document_id] = known
        return known

    def file(self, file_id: str) -> File:
        """A file that is still there. Raises ``Refusal`` (Drive's 404) where there is none."""
        found = self.files.get(file_id)
        if found is None:
            raise file_not_found(file_id)
        return found

    def add(self, document: Document, meta: JSON, serial: int = 0) -> Stored:
        """Put a new document in, with Drive's metadata; ``serial`` is how many ids it has had. Inside ``writing``."""
        now = self.now()
        defaults = {
            "kind": "drive#file",
            "id": document.id,
            "name": document.title,
            "mimeType": DOCUMENT,
            "parents": [ROOT],
            "trashed": False,
            "createdTime": now,
            "modifiedTime": now,
            "version": "1",
        }
        self.files.put(document.id, {**defaults, **meta})
        return self._keep(self.documents.create(document, serial))

    def save(self, old: Stored, document: Document, serial: int, trace: tuple[Trace, ...]) -> Stored:
        """Write the next version of a document. Inside ``writing``."""
        file = self.files.get(document.id)
        if file is not None:
            version = str(int(file.meta.get("version", "0")) + 1)
            self.files.put(document.id, {**file.meta, "modifiedTime": self.now(), "version": version})
        return self._keep(self.documents.save(old, document, serial, trace))

    def rename(self, old: Stored, title: str) -> Stored:
        """Write a document's new title, which is its file's name too. Inside ``writing``."""
        return self._keep(self.documents.save(old, replace(old.document, title=title), old.serial, ()))

    def remove(self, file_id: str) -> None:
        """Take a file out for good, with the document it is. Inside ``writing``."""
        self.documents.delete(file_id)
        self.files.remove(file_id)
        self._cache.pop(file_id, None)

    def _keep(self, stored: Stored) -> Stored:
        assert self._pending is not None  # noqa: S101 - callers hold `writing`
        self._pending[stored.document.id] = stored
        return stored

    def close(self) -> None:
        """Close the file."""
        with self.lock, explained(self.database.path):
            self.database.close()
