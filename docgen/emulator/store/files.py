"""Files as Drive knows them, and the order in which they changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import msgspec

from docgen.emulator.store.database import Database

JSON = dict[str, Any]


class File(NamedTuple):
    """A file's metadata in the wire's shape, and when it changed last in the count of all changes."""

    id: str
    seq: int
    removed: bool
    meta: JSON


def _file(row: tuple[str, int, int, bytes]) -> File:
    return File(row[0], row[1], bool(row[2]), msgspec.json.decode(row[3]))


def _after(time: str) -> str:
    """A millisecond after ``time``, as Drive writes it."""
    moment = datetime.fromisoformat(time) + timedelta(milliseconds=1)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


class Files:
    """The files of a database."""

    def __init__(self, database: Database) -> None:
        self._run = database.connection.execute

    def get(self, file_id: str) -> File | None:
        """A file that is still there."""
        row = self._run("SELECT id, seq, removed, meta FROM file WHERE id = ? AND NOT removed", (file_id,)).fetchone()
        return None if row is None else _file(row)

    def all(self) -> Iterator[File]:
        """Every file that is still there, the last changed first."""
        yield from map(_file, self._run("SELECT id, seq, removed, meta FROM file WHERE NOT removed ORDER BY seq DESC"))

    def since(self, seq: int) -> Iterator[File]:
        """Every file that changed at or after ``seq``, removed ones among them, in that order."""
        yield from map(_file, self._run("SELECT id, seq, removed, meta FROM file WHERE seq >= ? ORDER BY seq", (seq,)))

    def next_seq(self) -> int:
        """The number that the next change gets."""
        return int(self._run("SELECT coalesce(max(seq), 0) + 1 FROM file").fetchone()[0])

    def put(self, file_id: str, meta: JSON) -> None:
        """Write a file's metadata; a new file was made after all others, also on a clock that stands still or is set
        back. Call it inside a writing transaction."""
        if self._run("SELECT 1 FROM file WHERE id = ?", (file_id,)).fetchone() is None:
            newest = max((file.meta["createdTime"] for file in self.all()), default="")
            if meta["createdTime"] <= newest:
                later = _after(newest)
                meta = {**meta, "createdTime": later, "modifiedTime": max(meta["modifiedTime"], later)}
        self._run(
            "INSERT INTO file (id, seq, removed, meta) VALUES (?, ?, 0, ?)"
            " ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, meta = excluded.meta",
            (file_id, self.next_seq(), msgspec.json.encode(meta)),
        )

    def remove(self, file_id: str) -> None:
        """Mark a file as gone for good. Call it inside a writing transaction."""
        self._run("UPDATE file SET removed = 1, seq = ? WHERE id = ?", (self.next_seq(), file_id))
