"""What was last read of each document, kept in the workspace: disposable, and never a reason for a command to fail.

A snapshot counts only for the revision that the service names as the present one. With it go the values that were read
out of the document, since finding the meetings of years again takes longer than planning a change; and when a meeting
was first seen complete, which no document tells.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final, NamedTuple

VERSION: Final = 2
SCHEMA: Final = f"""
CREATE TABLE IF NOT EXISTS snapshots (document TEXT PRIMARY KEY, revision TEXT NOT NULL, packed BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS readings (document TEXT PRIMARY KEY, revision TEXT NOT NULL, key TEXT NOT NULL, said BLOB);
CREATE TABLE IF NOT EXISTS complete (document TEXT, meeting TEXT, at TEXT NOT NULL, PRIMARY KEY (document, meeting));
PRAGMA user_version = {VERSION};
"""


class Snapshot(NamedTuple):
    """A document as read at ``revision``."""

    revision: str
    packed: bytes


class Snapshots:
    """The file ``path``, made when first needed and made anew when it cannot be used."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def find(self, document: str) -> Snapshot | None:
        """What is kept of ``document``."""
        row = self._row("SELECT revision, packed FROM snapshots WHERE document = ?", (document,))
        return Snapshot(*row) if row else None

    def keep(self, document: str, snapshot: Snapshot) -> None:
        """Keep ``snapshot`` in the place of an earlier one."""
        self._put("INSERT OR REPLACE INTO snapshots VALUES (?, ?, ?)", (document, *snapshot))

    def drop(self, document: str) -> None:
        """Keep nothing of ``document``."""
        if self._path.exists():
            self._put("DELETE FROM snapshots WHERE document = ?", (document,))

    def said(self, document: str, revision: str, key: str) -> bytes | None:
        """What a reader of version ``key`` made of ``document`` at ``revision``."""
        query = "SELECT said FROM readings WHERE document = ? AND revision = ? AND key = ?"
        row = self._row(query, (document, revision, key))
        said: bytes | None = row[0] if row else None
        return said

    def keep_said(self, document: str, revision: str, key: str, said: bytes) -> None:
        """Keep what was made of it."""
        self._put("INSERT OR REPLACE INTO readings VALUES (?, ?, ?, ?)", (document, revision, key, said))

    def complete(self, document: str) -> dict[str, str]:
        """Meeting → when it was first seen complete (ISO)."""
        if not self._path.exists():
            return {}
        with suppress(sqlite3.Error, OSError), self._opened() as connection:
            return dict(
                connection.execute("SELECT meeting, at FROM complete WHERE document = ?", (document,)).fetchall()
            )
        return {}

    def note_complete(self, document: str, meeting: str, at: str) -> None:
        """A meeting is complete at ``at`` (ISO); what was noted before stays."""
        self._put("INSERT OR IGNORE INTO complete VALUES (?, ?, ?)", (document, meeting, at))

    def _row(self, query: str, values: tuple[str, ...]) -> tuple[Any, ...] | None:
        if not self._path.exists():
            return None
        with suppress(sqlite3.Error, OSError), self._opened() as connection:
            found: tuple[Any, ...] | None = connection.execute(query, values).fetchone()
            return found
        return None

    def _put(self, statement: str, values: tuple[str | bytes, ...]) -> None:
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            try:
                with self._opened() as connection:
                    connection.execute(statement, values)
            except sqlite3.OperationalError:
                return  # busy, full or read-only: the next run reads the document once more
            except sqlite3.DatabaseError:
                self._path.unlink(missing_ok=True)

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(self._path, timeout=5, isolation_level=None)
        try:
            connection.execute("PRAGMA synchronous = OFF")  # what a crash of the machine spoils is made anew
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version > VERSION:
                raise sqlite3.OperationalError("made by a newer docgen")
            if version < VERSION:
                connection.executescript(SCHEMA)
            yield connection
        finally:
            connection.close()
