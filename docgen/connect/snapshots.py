"""What was last read of each document, kept in the workspace: disposable, and never a reason for a command to fail.

A snapshot counts only for the revision that the service names as the present one. With it go the values that were read
out of the document, since finding the meetings of years again takes longer than planning a change; what lint found in
it; and when a meeting was first seen complete, which no document tells.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final, NamedTuple

VERSION: Final = 5
SCHEMA: Final = f"""
DROP TABLE IF EXISTS snapshots;
DROP TABLE IF EXISTS readings;
CREATE TABLE snapshots (document TEXT PRIMARY KEY, revision TEXT NOT NULL, version TEXT NOT NULL, packed BLOB NOT NULL);
CREATE TABLE readings (document TEXT PRIMARY KEY, revision TEXT NOT NULL, key TEXT NOT NULL, said BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS linted (document TEXT PRIMARY KEY, key BLOB NOT NULL, since REAL NOT NULL,
    until REAL NOT NULL, findings BLOB NOT NULL, pieces BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS rules (key BLOB PRIMARY KEY, packed BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS complete (document TEXT, meeting TEXT, at TEXT NOT NULL, PRIMARY KEY (document, meeting));
CREATE TABLE IF NOT EXISTS unfinished (document TEXT, meeting TEXT, at TEXT NOT NULL, PRIMARY KEY (document, meeting));
PRAGMA user_version = {VERSION};
"""
Row = tuple[str | bytes | float, ...]


class Snapshot(NamedTuple):
    """A document as read at ``revision``."""

    revision: str
    packed: bytes
    version: str = ""
    """What Drive called the file's version before it was read; empty where nobody asked."""


class Standing(NamedTuple):
    """Of which state of a document something is kept."""

    revision: str
    version: str


class LintKey(NamedTuple):
    """When what lint found is still true."""

    key: bytes
    """All that it was found from, as a digest."""
    since: float
    until: float
    """Seconds since 1970, from the first to before the second."""

    def holds(self, key: bytes, now: float) -> bool:
        """Whether it is so for ``key`` at ``now``."""
        return self.key == key and self.since <= now < self.until


class Linted(NamedTuple):
    """What lint found in a document."""

    when: LintKey
    findings: bytes
    pieces: bytes
    """The same by meeting, for when some of them change."""


class Snapshots:
    """The file ``path``, made when first needed and made anew when it cannot be used."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._held: sqlite3.Connection | None = None

    @contextmanager
    def held(self) -> Iterator[None]:
        """Everything inside goes over one connection: for many documents, in one thread."""
        if self._held or not self._path.exists():
            yield
            return
        self.hold()
        try:
            yield
        finally:
            self._let_go()

    def hold(self) -> None:
        """From now on everything goes over one connection: for a process that does nothing else to its end."""
        with suppress(sqlite3.Error, OSError):
            self._held = self._connected()

    def _let_go(self) -> None:
        if self._held:
            self._held.close()
        self._held = None

    def find(self, document: str) -> Snapshot | None:
        """What is kept of ``document``."""
        row = self._row("SELECT revision, packed, version FROM snapshots WHERE document = ?", (document,))
        return Snapshot(*row) if row else None

    def standing(self, document: str) -> Standing | None:
        """Of which state of ``document`` it is kept."""
        row = self._row("SELECT revision, version FROM snapshots WHERE document = ?", (document,))
        return Standing(*row) if row else None

    def all_standing(self) -> dict[str, Standing]:
        """The same for every document."""
        rows = self._rows("SELECT document, revision, version FROM snapshots")
        return {document: Standing(*row) for document, *row in rows}

    def keep(self, document: str, snapshot: Snapshot) -> None:
        """Keep ``snapshot`` in the place of an earlier one."""
        row = (document, snapshot.revision, snapshot.version, snapshot.packed)
        self._put("INSERT OR REPLACE INTO snapshots VALUES (?, ?, ?, ?)", row)

    def note_version(self, document: str, standing: Standing) -> None:
        """What is kept of ``document`` is of that version too."""
        self._put(
            "UPDATE snapshots SET version = ? WHERE document = ? AND revision = ?",
            (standing.version, document, standing.revision),
        )

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

    def all_said(self) -> dict[str, tuple[str, str]]:
        """The documents that were read, at which revision and by which version of a reader."""
        rows = self._rows("SELECT document, revision, key FROM readings")
        return {document: (revision, key) for document, revision, key in rows}

    def keep_said(self, document: str, revision: str, key: str, said: bytes) -> None:
        """Keep what was made of it."""
        self._put("INSERT OR REPLACE INTO readings VALUES (?, ?, ?, ?)", (document, revision, key, said))

    def linted(self, document: str) -> Linted | None:
        """What lint found in ``document`` when it was last looked at."""
        row = self._row("SELECT key, since, until, findings, pieces FROM linted WHERE document = ?", (document,))
        return Linted(LintKey(*row[:3]), *row[3:]) if row else None

    def all_linted(self) -> dict[str, LintKey]:
        """Every document that was linted, and when what was found is still true."""
        rows = self._rows("SELECT document, key, since, until FROM linted")
        return {document: LintKey(*row) for document, *row in rows}

    def keep_linted(self, every: Iterable[tuple[str, Linted]]) -> None:
        """Keep what lint found in documents."""
        rows = [(document, *linted.when, linted.findings, linted.pieces) for document, linted in every]
        self._put_all("INSERT OR REPLACE INTO linted VALUES (?, ?, ?, ?, ?, ?)", rows)

    def rules(self, key: bytes) -> bytes | None:
        """The rules read last, if ``key`` is theirs."""
        row = self._row("SELECT packed FROM rules WHERE key = ?", (key,))
        packed: bytes | None = row[0] if row else None
        return packed

    def keep_rules(self, key: bytes, packed: bytes) -> None:
        """Keep them in the place of any others."""
        self._put("DELETE FROM rules WHERE key <> ?", (key,))
        self._put("INSERT OR REPLACE INTO rules VALUES (?, ?)", (key, packed))

    def complete(self, document: str) -> dict[str, str]:
        """Meeting → when it was first seen complete (ISO)."""
        return dict(self._rows("SELECT meeting, at FROM complete WHERE document = ?", (document,)))

    def note_complete(self, document: str, meeting: str, at: str) -> None:
        """A meeting is complete at ``at`` (ISO); what was noted before stays."""
        self._put("INSERT OR IGNORE INTO complete VALUES (?, ?, ?)", (document, meeting, at))

    def unfinished(self, document: str) -> dict[str, str]:
        """Meeting → when it was last seen with something missing after its end (ISO)."""
        return dict(self._rows("SELECT meeting, at FROM unfinished WHERE document = ?", (document,)))

    def note_unfinished(self, document: str, meetings: Sequence[str], at: str) -> None:
        """Something is missing in ``meetings`` at ``at`` (ISO), after their end."""
        self._put_all("INSERT OR REPLACE INTO unfinished VALUES (?, ?, ?)", [(document, one, at) for one in meetings])

    def _row(self, query: str, values: Row) -> tuple[Any, ...] | None:
        return next(iter(self._rows(query, values)), None)

    def _rows(self, query: str, values: Row = ()) -> list[Any]:
        if self._held or self._path.exists():
            with suppress(sqlite3.Error, OSError), self._opened() as connection:
                return connection.execute(query, values).fetchall()
        return []

    def _put(self, statement: str, values: Row) -> None:
        self._put_all(statement, [values])

    def _put_all(self, statement: str, rows: Sequence[Row]) -> None:
        """All rows or none."""
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            try:
                with self._opened() as connection, connection:
                    connection.execute("BEGIN")
                    connection.executemany(statement, rows)
            except sqlite3.OperationalError:
                return  # busy, full or read-only: the next run reads the document once more
            except sqlite3.DatabaseError:
                self._let_go()
                self._path.unlink(missing_ok=True)

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        if self._held:
            yield self._held
            return
        connection = self._connected()
        try:
            yield connection
        finally:
            connection.close()

    def _connected(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=5, isolation_level=None)
        try:
            connection.execute("PRAGMA synchronous = OFF")  # what a crash of the machine spoils is made anew
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version > VERSION:
                raise sqlite3.OperationalError("made by a newer docgen")
            if version < VERSION:
                connection.executescript(SCHEMA)
        except BaseException:
            connection.close()
            raise
        return connection
