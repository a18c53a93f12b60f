"""One thread does what it is given, in order, and a fault in one look does not end it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from docgen.errors import UnavailableError
from docgen.workflows.live import turns
from docgen.workflows.live.turns import Turns


@contextmanager
def thread(around: Callable[[], None], ended: Callable[[], None] = lambda: None) -> Iterator[Turns]:
    made = Turns("test", around, lambda: 3600.0, ended)
    try:
        yield made
    finally:
        made.end()


def test_jobs_are_done_in_order_and_then_the_last() -> None:
    done: list[str] = []
    with thread(lambda: done.append("around"), lambda: done.append("last")) as made:
        assert made.ask(lambda: done.append("one")) is None
        assert made.ask(lambda: "two") == "two"
    assert done == ["one", "around", "around", "last"]


def test_what_a_job_raises_comes_back() -> None:
    with thread(lambda: None) as made:
        with pytest.raises(ZeroDivisionError):
            made.ask(lambda: 1 // 0)
        assert made.ask(lambda: 1) == 1


def test_a_fault_while_looking_around_ends_nothing(caplog: pytest.LogCaptureFixture) -> None:
    def fault() -> None:
        raise RuntimeError("a fault")

    with caplog.at_level(logging.ERROR), thread(fault) as made:
        made.wake()
        assert made.ask(lambda: 1) == 1
    assert "a fault of docgen" in caplog.text


def test_who_waits_too_long_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from threading import Event

    free = Event()
    monkeypatch.setattr(turns, "BUSY", 0.01)
    with thread(lambda: None) as made:
        with pytest.raises(UnavailableError):
            made.ask(free.wait)
        free.set()
