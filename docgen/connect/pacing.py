"""Staying below the quotas, together with every other process of the workspace.

Google counts requests per user and minute, those that it refuses included. So each process notes in one file that it
is about to send, and when the answer came: the service has counted the request somewhere in between. While the last
minute is full, it waits.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final, Literal, NamedTuple, Protocol

from docgen.errors import InputError
from docgen.inputs.system import unusable

Kind = Literal["read", "write"]
WINDOW: Final = 60.0
"""Seconds over which the service counts."""
MARGIN: Final = 1.0
"""Seconds more than that, since its clock is not ours."""
LOST: Final = 180.0
"""Seconds after which a request without an answer is taken for one of a process that has died."""
SHORTEST: Final = 1.0
"""Seconds before one looks again whether a request has its answer."""
SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS sent (
    number INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, at REAL NOT NULL, answered INTEGER NOT NULL)
"""


class Turn(NamedTuple):
    """An answer of the pacer."""

    number: int
    """Of the request, to be given back when it is over."""
    seconds: float = 0.0
    """0: it may go out now. Else nothing is reserved, and one asks again after this time."""


class Pacer(Protocol):
    """Who says when a request may go out."""

    def take(self, kind: Kind) -> Turn:
        """Take a place for one request of ``kind``, if there is one."""
        ...

    def over(self, turn: Turn) -> None:
        """The request that took ``turn`` has its answer, or never will have one."""
        ...


class NoPacer:
    """For a service without quotas."""

    def take(self, kind: Kind) -> Turn:
        """At once."""
        return Turn(0)

    def over(self, turn: Turn) -> None:
        """Nothing is held."""


class WindowPacer:
    """At most ``limits[kind]`` requests in any minute, over all processes that use ``path``.

    The file is made when first needed, and made anew when it cannot be read.
    """

    def __init__(self, path: Path, limits: Mapping[Kind, int], now: Callable[[], float] = time.time) -> None:
        """``now``: seconds since 1970, the same for all processes."""
        self._path = path
        self._limits = limits
        self._now = now

    def take(self, kind: Kind) -> Turn:
        """Take a place in the window, or say in how many seconds the next one may be free.

        Raises ``InputError`` where the file cannot be written.
        """
        with self._opened() as connection:
            now = self._now()
            since = now - WINDOW - MARGIN
            # A time ahead of the clock is one from before the clock was set back.
            connection.execute(
                "DELETE FROM sent WHERE at > ? OR at <= ? OR (answered AND at <= ?)", (now + WINDOW, now - LOST, since)
            )
            query = "SELECT at FROM sent WHERE kind = ? ORDER BY at"
            taken = [float(row[0]) for row in connection.execute(query, (kind,))]
            if len(taken) >= self._limits[kind]:
                return Turn(0, max(SHORTEST, taken[-self._limits[kind]] - since))
            added = connection.execute("INSERT INTO sent (kind, at, answered) VALUES (?, ?, 0)", (kind, now))
            return Turn(added.lastrowid or 0)

    def over(self, turn: Turn) -> None:
        """From now on the place of ``turn`` is taken for a minute: the service may have counted it only now.

        Never fails, since what the request did is done: the place is then held for longer.
        """
        with suppress(InputError), self._opened() as connection:
            connection.execute("UPDATE sent SET at = ?, answered = 1 WHERE number = ?", (self._now(), turn.number))

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        """A transaction that no other process is in."""
        try:
            with closing(self._connected()) as connection:
                yield connection
                connection.execute("COMMIT")
        except (sqlite3.Error, OSError) as error:
            raise unusable(error, self._path) from error

    def _connected(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        try:
            return self._begun()
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:  # not a database any more; what it held is a minute old at most
            self._path.unlink(missing_ok=True)
            return self._begun()

    def _begun(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=30, isolation_level=None)
        try:
            connection.execute("PRAGMA synchronous = OFF")  # what a crash of the machine spoils is made anew
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(SCHEMA)
        except sqlite3.Error:
            connection.close()
            raise
        return connection
