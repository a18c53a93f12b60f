"""The SQLite file: opened, checked, and what can go wrong with it as errors for people."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from docgen.emulator.store.schema import TABLES, VERSION
from docgen.errors import DocgenError, InputError, Place, Text, UnavailableError

BUSY_SECONDS: Final = 60.0
"""How long a writer waits for another process."""


def _explained(error: sqlite3.Error, path: str) -> DocgenError:
    name = getattr(error, "sqlite_errorname", "")
    place = Place(file=path)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return UnavailableError(
            Text("ほかの docgen が書き込み中です", "another docgen is writing to this file"),
            place=place,
            hint=Text("終わってからもう一度実行してください", "run the command again once it is done"),
        )
    if name.startswith(("SQLITE_FULL", "SQLITE_IOERR")):
        return InputError(
            Text(
                "書き込めませんでした（ディスクの空きがないか、壊れています）",
                "could not be written: the disk is full or failing",
            ),
            place=place,
            hint=Text("空きを作ってからもう一度実行してください", "make room and run the command again"),
        )
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")):
        return InputError(
            Text("書き込みできません", "cannot be opened for writing"),
            place=place,
            hint=Text(
                "フォルダーとファイルの権限を確かめてください", "check the permissions of the folder and the file"
            ),
        )
    if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return InputError(
            Text("docgen の文書ファイルではないか、壊れています", "is not a docgen document file, or is damaged"),
            place=place,
            hint=Text(
                "別のファイルを指定するか、控えから戻してください", "name another file, or restore it from a backup"
            ),
        )
    return InputError(Text(f"読み書きできません: {error}", f"cannot be used: {error}"), place=place)


@contextmanager
def explained(path: str) -> Iterator[None]:
    """Turns SQLite's and the operating system's errors into ``DocgenError`` with one clear line."""
    try:
        yield
    except sqlite3.Error as error:
        raise _explained(error, path) from error
    except OSError as error:
        raise InputError(
            Text(f"書き込みできません: {error.strerror}", f"cannot be written: {error.strerror}"),
            place=Place(file=path),
        ) from error


class Database:
    """One connection. Not for several threads at once."""

    def __init__(self, path: Path | None) -> None:
        """Open the file, or memory where there is no path, and make the tables it lacks.

        Raises ``InputError`` for a file that cannot be used or that a newer docgen has written.
        """
        self.path = str(path) if path is not None else ":memory:"
        with explained(self.path):
            if path is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
            self.connection = sqlite3.connect(
                self.path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            try:
                self._prepare()
            except BaseException:
                self.connection.close()
                raise

    def _prepare(self) -> None:
        run = self.connection.execute
        run(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")
        if self._version() != VERSION:
            run("PRAGMA journal_mode = WAL")
        run("PRAGMA synchronous = NORMAL")
        run("PRAGMA foreign_keys = ON")
        if self._version() == VERSION:
            return
        with self.writing():
            version = self._version()
            if version > VERSION:
                raise InputError(
                    Text(
                        f"新しい版の docgen のファイルです（形式 {version}、この版は {VERSION} まで）",
                        f"was written by a newer docgen (format {version}, this one knows up to {VERSION})",
                    ),
                    place=Place(file=self.path),
                    hint=Text("docgen を更新してください", "update docgen"),
                )
            if version == 0:
                for statement in TABLES:
                    run(statement)
                run(f"PRAGMA user_version = {VERSION}")

    def _version(self) -> int:
        return int(self.connection.execute("PRAGMA user_version").fetchone()[0])

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        with explained(self.path):
            self.connection.execute(begin)
            try:
                yield
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction that no other writer comes between; nothing is kept of it when its body raises."""
        with self._transaction("BEGIN IMMEDIATE"):
            yield

    @contextmanager
    def reading(self) -> Iterator[None]:
        """One state of the file for several reads."""
        with self._transaction("BEGIN"):
            yield

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()
