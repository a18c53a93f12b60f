"""Writes not yet known to have landed: noted before they are sent, settled by whoever finds them.

One SQLite file per workspace. It also remembers which operations have settled but still have their marker in a
document, so that a later write can sweep them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from docgen.errors import InputError, Place, Text
from docgen.inputs.system import unusable

VERSION = 1
SCHEMA = f"""
CREATE TABLE IF NOT EXISTS intents (
    operation TEXT PRIMARY KEY, document TEXT NOT NULL, number INTEGER NOT NULL, what BLOB NOT NULL, stuck TEXT);
CREATE INDEX IF NOT EXISTS intents_by_document ON intents (document, number);
CREATE TABLE IF NOT EXISTS settled (operation TEXT PRIMARY KEY, document TEXT NOT NULL);
PRAGMA user_version = {VERSION};
"""


class Intent(msgspec.Struct, frozen=True):
    """A write that somebody asked for."""

    operation: str
    """Its id, which is in the name of its marker in the document."""
    document: str
    what: bytes
    """How to do it again: JSON of the workflow that noted it."""


class Outbox:
    """The file ``path``, made when first needed. Each call is a transaction of its own, durable when it returns."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def note(self, intent: Intent) -> None:
        """Remember ``intent`` before it is sent."""
        with self._opened() as connection:
            row = (intent.operation, intent.document, intent.what)
            connection.execute(
                "INSERT OR IGNORE INTO intents (operation, document, number, what) "
                "VALUES (?, ?, (SELECT coalesce(max(number), 0) + 1 FROM intents), ?)",
                row,
            )

    def settle(self, operation: str, document: str, *, marked: bool) -> None:
        """``operation`` has landed, or never will; ``marked`` tells that its marker is in the document."""
        with self._opened() as connection:
            connection.execute("DELETE FROM intents WHERE operation = ?", (operation,))
            if marked:
                connection.execute("INSERT OR IGNORE INTO settled VALUES (?, ?)", (operation, document))

    def open(self, document: str) -> tuple[Intent, ...]:
        """What was asked of ``document`` and is not settled, in the order asked; not what is stuck."""
        if not self._path.exists():
            return ()
        with self._opened() as connection:
            rows = connection.execute(
                "SELECT operation, document, what FROM intents WHERE document = ? AND stuck IS NULL ORDER BY number",
                (document,),
            ).fetchall()
        return tuple(Intent(*row) for row in rows)

    def set_aside(self, operation: str, why: str) -> None:
        """``operation`` cannot be done any more (its meeting is gone): keep it for people to look at."""
        with self._opened() as connection:
            connection.execute("UPDATE intents SET stuck = ? WHERE operation = ?", (why, operation))

    def sweepable(self, document: str) -> frozenset[str]:
        """The settled operations whose markers may go from ``document``."""
        if not self._path.exists():
            return frozenset()
        with self._opened() as connection:
            rows = connection.execute("SELECT operation FROM settled WHERE document = ?", (document,)).fetchall()
        return frozenset(row[0] for row in rows)

    def swept(self, operations: Sequence[str]) -> None:
        """The markers of ``operations`` are gone."""
        with self._opened() as connection:
            connection.executemany("DELETE FROM settled WHERE operation = ?", [(one,) for one in operations])

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        connection = None
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self._path, timeout=30, isolation_level=None)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version > VERSION:
                raise InputError(
                    Text("新しい docgen が作ったファイルです", "this file was made by a newer docgen"),
                    place=Place(str(self._path)),
                    hint=Text("docgen を新しくしてください", "update docgen"),
                )
            if version < VERSION:
                connection.executescript(SCHEMA)
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")
        except (sqlite3.Error, OSError) as error:
            raise unusable(error, self._path) from error
        finally:
            if connection is not None:
                connection.close()
