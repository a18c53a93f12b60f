"""Staying below the quotas, together with every other process of the workspace.

Google counts requests per user and minute, those that it refuses included. So each process notes in one file when it
is about to send, and waits while the last minute is full.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final, Literal, Protocol

Kind = Literal["read", "write"]
WINDOW: Final = 60.0
"""Seconds over which the service counts."""
MARGIN: Final = 1.0
"""Seconds more than that, since its clock and the way there are not ours."""


class Pacer(Protocol):
    """Who says when a request may go out."""

    def wait(self, kind: Kind) -> float:
        """Return when one more request of ``kind`` may go out; the seconds waited."""
        ...


class NoPacer:
    """For a service without quotas."""

    def wait(self, kind: Kind) -> float:
        """At once."""
        return 0.0


class WindowPacer:
    """At most ``limits[kind]`` requests in any minute, over all processes that use ``path``."""

    def __init__(
        self,
        path: Path,
        limits: dict[Kind, int],
        now: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._path = path
        self._limits = limits
        self._now = now
        self._sleep = sleep

    def wait(self, kind: Kind) -> float:
        """Wait for a place in the window and take it; the seconds waited."""
        waited = 0.0
        while (seconds := self._take(kind)) > 0:
            self._sleep(seconds)
            waited += seconds
        return waited

    def _take(self, kind: Kind) -> float:
        """Take a place, or say in how many seconds the next one may be free."""
        with closing(sqlite3.connect(self._path, timeout=30, isolation_level=None)) as connection:
            connection.execute("PRAGMA synchronous = OFF")  # what a crash of the machine loses is a minute old anyway
            connection.execute("CREATE TABLE IF NOT EXISTS sent (kind TEXT NOT NULL, at REAL NOT NULL)")
            connection.execute("BEGIN IMMEDIATE")
            now = self._now()
            since = now - WINDOW - MARGIN
            # A time ahead of the clock is one from before the clock was set back.
            connection.execute("DELETE FROM sent WHERE at <= ? OR at > ?", (since, now + WINDOW))
            taken = connection.execute("SELECT at FROM sent WHERE kind = ? ORDER BY at", (kind,)).fetchall()
            free = self._limits[kind] - len(taken)
            if free > 0:
                connection.execute("INSERT INTO sent VALUES (?, ?)", (kind, now))
            connection.execute("COMMIT")
            return 0.0 if free > 0 else max(0.001, float(taken[-self._limits[kind]][0]) - since)
