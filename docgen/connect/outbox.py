"""Writes not yet known to have landed: noted before they are sent, settled by whoever finds them.

Several may go out as one batch, which leaves one marker in the document. One SQLite file per workspace. It also knows
which markers nobody needs any more, so that a later write can sweep them, and under which names writes were accepted,
so that one that is asked for again is not taken for another.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from docgen.errors import InputError, Place, Text
from docgen.inputs.system import unusable

VERSION: Final = 2
STEPS: Final = (
    """
    CREATE TABLE intents (
        operation TEXT PRIMARY KEY, document TEXT NOT NULL, number INTEGER NOT NULL, what BLOB NOT NULL, stuck TEXT);
    CREATE INDEX intents_by_document ON intents (document, number);
    CREATE TABLE settled (operation TEXT PRIMARY KEY, document TEXT NOT NULL);
    """,
    """
    ALTER TABLE intents ADD COLUMN batch TEXT NOT NULL DEFAULT '';
    UPDATE intents SET batch = operation;
    CREATE TABLE accepted (name TEXT PRIMARY KEY, operation TEXT NOT NULL);
    """,
)
"""What makes a file of version 1 out of none, one of version 2 out of that."""


class Intent(msgspec.Struct, frozen=True):
    """A write that somebody asked for."""

    operation: str
    """Its id."""
    document: str
    what: bytes
    """How to do it again: JSON of the workflow that noted it."""
    batch: str = ""
    """What it is sent with, which is in the name of the marker in the document; empty: nobody has begun to send it."""


class Stuck(NamedTuple):
    """A write that cannot be done any more."""

    intent: Intent
    why: str


class Outbox:
    """The file ``path``, made when first needed. Each call is a transaction of its own, durable when it returns."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def note(self, intent: Intent) -> None:
        """Remember ``intent`` before it is sent."""
        with self._opened() as connection:
            _note(connection, intent)

    def accept(self, intent: Intent, name: str) -> str:
        """Remember ``intent`` under ``name``, once; returns the operation that was accepted under it."""
        with self._opened() as connection:
            row = connection.execute("SELECT operation FROM accepted WHERE name = ?", (name,)).fetchone()
            if row:
                return str(row[0])
            connection.execute("INSERT INTO accepted VALUES (?, ?)", (name, intent.operation))
            _note(connection, intent)
            return intent.operation

    def withdraw(self, operation: str) -> bool:
        """Forget a write that nobody has begun to send; whether it was one."""
        with self._opened() as connection:
            query = "DELETE FROM intents WHERE operation = ? AND (batch = '' OR stuck IS NOT NULL)"
            return connection.execute(query, (operation,)).rowcount > 0

    def send_as(self, batch: str, operations: Sequence[str]) -> None:
        """``operations`` are about to be sent as ``batch``."""
        with self._opened() as connection:
            rows = [(batch, one) for one in operations]
            connection.executemany("UPDATE intents SET batch = ? WHERE operation = ?", rows)

    def settle(self, batch: str, document: str, *, marked: bool) -> None:
        """``batch`` has landed, or never will; ``marked`` tells that its marker is in the document."""
        with self._opened() as connection:
            connection.execute("DELETE FROM intents WHERE batch = ? AND stuck IS NULL", (batch,))
            if marked:
                connection.execute("INSERT OR IGNORE INTO settled VALUES (?, ?)", (batch, document))

    def open(self, document: str) -> tuple[Intent, ...]:
        """What was asked of ``document`` and is not settled, in the order asked; not what is stuck."""
        if not self._path.exists():
            return ()
        with self._opened() as connection:
            rows = connection.execute(
                "SELECT operation, document, what, batch FROM intents WHERE document = ? AND stuck IS NULL"
                " ORDER BY number",
                (document,),
            ).fetchall()
        return tuple(Intent(*row) for row in rows)

    def set_aside(self, operation: str, why: str) -> None:
        """``operation`` cannot be done any more (its meeting is gone): keep it for people to look at."""
        with self._opened() as connection:
            connection.execute("UPDATE intents SET stuck = ? WHERE operation = ?", (why, operation))

    def stuck(self, document: str) -> tuple[Stuck, ...]:
        """What was set aside of ``document``, in the order asked."""
        if not self._path.exists():
            return ()
        with self._opened() as connection:
            rows = connection.execute(
                "SELECT operation, document, what, batch, stuck FROM intents"
                " WHERE document = ? AND stuck IS NOT NULL ORDER BY number",
                (document,),
            ).fetchall()
        return tuple(Stuck(Intent(*row[:4]), row[4]) for row in rows)

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
                _brought_up(connection)
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")
        except (sqlite3.Error, OSError) as error:
            raise unusable(error, self._path) from error
        finally:
            if connection is not None:
                connection.close()


def _note(connection: sqlite3.Connection, intent: Intent) -> None:
    connection.execute(
        "INSERT OR IGNORE INTO intents (operation, document, number, what, batch) "
        "VALUES (?, ?, (SELECT coalesce(max(number), 0) + 1 FROM intents), ?, ?)",
        (intent.operation, intent.document, intent.what, intent.batch),
    )


def _brought_up(connection: sqlite3.Connection) -> None:
    """Make an older file one of this version, unless another process is faster."""
    connection.execute("BEGIN IMMEDIATE")
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    for step in STEPS[version:]:
        for statement in filter(str.strip, step.split(";")):
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")
