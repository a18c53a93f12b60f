"""Work on many things in several processes, the outcomes in the order of the things.

The workers are started from a process that has loaded nothing but what they need (a fork server, where there is one),
so they share no connection and no lock with this one. Whoever interrupts the run interrupts this process: the workers
end with it.
"""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, Generic, NamedTuple, TypeVar

from docgen.errors import DocgenError, Text

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T")
R = TypeVar("R")

AHEAD: Final = 2
"""How many things each worker is given at a time: it goes on while its last outcome is on its way."""
WAITING: Final = 32
"""How many outcomes are kept at most for one before them that is not there yet."""


class Ready(NamedTuple, Generic[R]):
    """A thing that needs no work: its outcome."""

    outcome: R


def cores() -> int:
    """How many processes can run at once here."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def each(work: Callable[[T], R], things: Iterable[T | Ready[R]], jobs: int) -> Generator[R, None, None]:
    """``work`` done on each of ``things`` in ``jobs`` processes; one without another process.

    ``work`` and what it takes and gives must be picklable. Raises what ``work`` raises, at the thing it was raised for,
    and ``DocgenError`` where a process is gone.
    """
    if jobs < 2:
        for thing in things:
            yield thing.outcome if isinstance(thing, Ready) else work(thing)
        return
    crew = _Crew(work, jobs)
    try:
        yield from crew.outcomes(iter(things))
    finally:
        crew.dismiss()


class _Crew(Generic[T, R]):
    def __init__(self, work: Callable[[T], R], jobs: int) -> None:
        import multiprocessing  # not for those who are few

        way = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
        context: Any = multiprocessing.get_context(way)
        if way == "forkserver":
            context.set_forkserver_preload([__name__, getattr(work, "__module__", __name__)])
        self._workers: dict[Connection, Any] = {}
        self._busy: dict[Connection, deque[int]] = {}
        for _ in range(jobs):
            mine, theirs = context.Pipe()
            worker = context.Process(target=_serve, args=(theirs, work), daemon=True)
            worker.start()
            theirs.close()
            self._workers[mine], self._busy[mine] = worker, deque()

    def outcomes(self, things: Iterator[T | Ready[R]]) -> Iterator[R]:
        done: dict[int, _Outcome[R]] = {}
        given = taken = 0
        more = True
        while more or given > taken:
            while more and given - taken < WAITING and (free := self._free()):
                try:
                    thing = next(things)
                except StopIteration:
                    more = False
                    break
                if isinstance(thing, Ready):
                    done[given] = _Outcome(thing.outcome)
                else:
                    self._give(free, given, thing)
                given += 1
            if taken not in done and given > taken:
                self._receive(done)
            while taken in done:
                outcome = done.pop(taken)
                taken += 1
                if outcome.error:
                    raise outcome.error
                yield outcome.value  # type: ignore[misc]  # without an error there is a value

    def _free(self) -> Connection | None:
        """The worker with the least to do, if it can be given more."""
        least = min(self._busy, key=lambda one: len(self._busy[one]))
        return least if len(self._busy[least]) < AHEAD else None

    def _give(self, worker: Connection, number: int, thing: T) -> None:
        try:
            worker.send(thing)
        except OSError as error:
            raise _gone() from error
        self._busy[worker].append(number)

    def _receive(self, done: dict[int, _Outcome[R]]) -> None:
        """Wait for an outcome, and take all that are there."""
        from multiprocessing.connection import wait

        there = wait(list(self._workers))
        for connection in [one for one in self._workers if one in there]:
            try:
                done[self._busy[connection][0]] = connection.recv()
            except (EOFError, OSError) as error:
                raise _gone() from error
            self._busy[connection].popleft()

    def dismiss(self) -> None:
        """End the workers, whatever they are doing."""
        for connection, worker in self._workers.items():
            connection.close()
            worker.terminate()
        for worker in self._workers.values():
            worker.join()
            worker.close()


def _gone() -> DocgenError:
    return DocgenError(
        Text("手伝いのプロセスが途中で終わりました", "a process that was helping has ended"),
        hint=Text("メモリーが足りなければ --jobs 1 を付けてください", "if memory is short, give --jobs 1"),
    )


class _Outcome(NamedTuple, Generic[R]):
    value: R | None
    error: Exception | None = None


def _serve(connection: Connection, work: Callable[[T], R]) -> None:
    """A worker: takes things until nobody gives any."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ^C goes to all processes of a terminal; the first one decides
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            thing = connection.recv()
            try:
                outcome = _Outcome(work(thing))
            except Exception as error:
                if not hasattr(error, "exit_code"):
                    error.add_note("".join(traceback.format_tb(sys.exc_info()[2])))
                outcome = _Outcome(None, error)
            connection.send(outcome)
