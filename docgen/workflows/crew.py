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
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, Generic, NamedTuple, TypeVar

from docgen.errors import DocgenError, Text

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T")
R = TypeVar("R")

TOGETHER: Final = 4
"""How many things go in one message: who wakes for each of them takes time from those that work."""
AHEAD: Final = 2
"""How many messages each worker is given at a time: it goes on while its last outcomes are on their way."""
WAITING: Final = 64
"""From so many outcomes on that are not passed on yet, nothing more is given: they wait for one before them."""


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

    ``work`` and what it takes and gives must be picklable, and what it takes small: it waits in a pipe. Raises what
    ``work`` raises, at the thing it was raised for, and ``DocgenError`` where a process is gone.
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


def prepare(module: str) -> None:
    """What starts the workers starts now and loads ``module``, that of the work to come, while this process goes on.

    Nothing where there is no fork server.
    """
    context = _context()
    if context.get_start_method() == "forkserver":
        from multiprocessing import forkserver, resource_tracker

        context.set_forkserver_preload([__name__, module])
        resource_tracker.ensure_running()  # which would let ^C through again
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # of which it would complain while it loads
        try:
            forkserver.ensure_running()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)


def _context() -> Any:
    import multiprocessing  # not for those who are few

    way = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    return multiprocessing.get_context(way)


class _Crew(Generic[T, R]):
    def __init__(self, work: Callable[[T], R], jobs: int) -> None:
        prepare(getattr(work, "__module__", __name__))
        context = _context()
        self._workers: dict[Connection, Any] = {}
        self._busy: dict[Connection, int] = {}
        """How many messages each has been given that it has not answered."""
        for _ in range(jobs):
            mine, theirs = context.Pipe()
            worker = context.Process(target=_serve, args=(theirs, work), daemon=True)
            worker.start()
            theirs.close()
            self._workers[mine], self._busy[mine] = worker, 0

    def outcomes(self, things: Iterator[T | Ready[R]]) -> Iterator[R]:
        done: dict[int, _Outcome[R]] = {}
        given = taken = 0
        more = True
        while more or given > taken:
            while more and given - taken < WAITING and (free := self._free()):
                some = dict(enumerate(islice(things, TOGETHER), given))
                given += len(some)
                more = len(some) == TOGETHER
                done.update((at, _Outcome(one.outcome)) for at, one in some.items() if isinstance(one, Ready))
                self._give(free, {at: one for at, one in some.items() if not isinstance(one, Ready)})
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
        least = min(self._busy, key=self._busy.__getitem__)
        return least if self._busy[least] < AHEAD else None

    def _give(self, worker: Connection, things: dict[int, T]) -> None:
        if not things:
            return
        try:
            worker.send(things)
        except OSError as error:
            raise _gone() from error
        self._busy[worker] += 1

    def _receive(self, done: dict[int, _Outcome[R]]) -> None:
        """Wait for outcomes, and take all that are there."""
        from multiprocessing.connection import wait

        there = wait(list(self._workers))
        for connection in [one for one in self._workers if one in there]:
            try:
                done.update(connection.recv())
            except (EOFError, OSError) as error:
                raise _gone() from error
            self._busy[connection] -= 1

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
            things = connection.recv()
            connection.send({at: _done(work, thing) for at, thing in things.items()})


def _done(work: Callable[[T], R], thing: T) -> _Outcome[R]:
    try:
        return _Outcome(work(thing))
    except Exception as error:
        if not hasattr(error, "exit_code"):
            error.add_note("".join(traceback.format_tb(sys.exc_info()[2])))
        return _Outcome(None, error)
