"""One thread that owns what only one may use: it does what it is given, in order, and looks around in between."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Final, TypeVar

from docgen.errors import Text, UnavailableError

BUSY: Final = 130.0
"""Seconds that somebody waits for a turn: longer than the writer's patience."""

Result = TypeVar("Result")


class Turns:
    """Calls ``around`` after each job, and every ``pause()`` seconds where there is none; ``last`` at the end."""

    def __init__(
        self, name: str, around: Callable[[], None], pause: Callable[[], float], last: Callable[[], None]
    ) -> None:
        self._jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._around = around
        self._pause = pause
        self._last = last
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def ask(self, job: Callable[[], Result]) -> Result:
        """What ``job`` returns, or raises, in the thread. Raises ``UnavailableError`` where that is busy for long."""
        done: Future[Result] = Future()

        def run() -> None:
            try:
                done.set_result(job())
            except BaseException as error:
                done.set_exception(error)

        self._jobs.put(run)
        try:
            return done.result(BUSY)
        except TimeoutError as error:
            raise UnavailableError(
                Text("文書のサービスからまだ返事がありません", "the service of documents has not answered yet"),
                hint=Text("少し待って、もう一度どうぞ", "wait a little, and try again"),
            ) from error

    def wake(self) -> None:
        """There is something to look around for."""
        self._jobs.put(_nothing)

    def end(self) -> None:
        """Do what was asked before, and then no more."""
        self._jobs.put(None)
        if threading.current_thread() is not self._thread:
            self._thread.join(BUSY)

    def _run(self) -> None:
        while True:
            try:
                job = self._jobs.get(timeout=self._pause())
            except queue.Empty:
                job = _nothing
            if job is None:
                self._last()
                return
            job()
            try:
                self._around()
            except Exception:  # a fault in one look must not end the meeting
                logging.getLogger(__name__).exception("a fault of docgen")


def _nothing() -> None:
    """Only to look around."""
