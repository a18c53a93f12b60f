"""Work in several processes: in order, with errors where they belong, and nobody left behind."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator

import pytest

from docgen.errors import DocgenError, InputError, Place, Text
from docgen.workflows.crew import Ready, each, prepare


def doubled(number: int) -> int:
    if number == 13:
        raise InputError(Text("十三", "thirteen"), place=Place("x.yaml", 3), hint=Text("別の数", "another"))
    if number == 14:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def deaf_to(number: int) -> set[int]:
    """What does not interrupt this process from its first moment on."""
    return signal.pthread_sigmask(signal.SIG_BLOCK, [])


@pytest.fixture(autouse=True)
def nobody_is_left() -> Iterator[None]:
    yield
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_outcomes_come_in_the_order_of_the_things(jobs: int) -> None:
    things = [Ready(-1) if number % 7 == 3 else number for number in range(100) if number not in (13, 14)]
    wanted = [-1 if isinstance(thing, Ready) else 2 * thing for thing in things]
    assert list(each(doubled, things, jobs)) == wanted


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_comes_where_it_was_raised_with_all_that_it_says(jobs: int) -> None:
    outcomes = each(doubled, [11, 12, 13, 15, 16, 17], jobs)
    assert [next(outcomes), next(outcomes)] == [22, 24]
    with pytest.raises(InputError) as caught:
        next(outcomes)
    assert caught.value.line("ja") == "x.yaml:3: 十三　→ 別の数"


def test_things_are_asked_for_as_they_are_needed() -> None:
    asked: list[int] = []

    def things() -> Iterator[int]:
        for number in range(20, 10_000):
            asked.append(number)
            yield number

    outcomes = each(doubled, things(), 2)
    next(outcomes)
    outcomes.close()
    assert len(asked) < 100


def test_a_worker_that_is_gone_ends_the_run() -> None:
    with pytest.raises(DocgenError, match="has ended"):
        list(each(doubled, [14, 15, 16], 2))


@pytest.mark.skipif("forkserver" not in multiprocessing.get_all_start_methods(), reason="there is no fork server")
def test_who_interrupts_interrupts_nobody_that_is_still_loading() -> None:
    prepare(__name__)
    assert signal.SIGINT in next(each(deaf_to, [0], 2))
    assert signal.SIGINT not in deaf_to(0)
