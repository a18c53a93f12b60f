"""One call to the service: paced, counted, its failure put in docgen's errors; a read is tried again, a write never."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Final

from docgen.connect.counting import CountingHttp, Traffic
from docgen.connect.failures import PassingError, failure, garbled
from docgen.connect.pacing import Kind, NoPacer, Pacer, Turn
from docgen.errors import Text, UnavailableError

LONGEST_WAIT: Final = 64.0
"""Seconds between two tries, as Google asks, where it does not say."""
PATIENCE: Final = 120.0
"""Seconds after which a read is given up."""
LONGEST_QUEUE: Final = 300.0
"""Seconds after which waiting for a place below the quota is given up."""


class Calls:
    """Makes the calls of one service. Threads may share it."""

    def __init__(
        self,
        pacer: Pacer | None = None,
        sleep: Callable[[float], None] = time.sleep,
        traffic: Traffic | None = None,
    ) -> None:
        self._pacer = pacer or NoPacer()
        self._sleep = sleep
        self._traffic = traffic or Traffic()

    def write(self, request: Any, subject: str) -> Any:
        """The answer to a request of the official client that changes something; sent once.

        ``subject``: the document's id, for messages. Raises ``OutcomeUnknownError`` where nobody knows whether it was
        carried out, any other ``DocgenError`` where it was not.
        """
        return self._once("write", request, subject)

    def read(self, request: Any, subject: str) -> Any:
        """The answer to a request that changes nothing, tried again while the service is busy or out of reach.

        Raises ``UnavailableError`` when it stays so, ``InputError`` for what is not there, ``NotAllowedError``.
        """
        try:
            return self._once("read", request, subject)
        except PassingError as first:
            return self._read_again(request, subject, first)

    def pause(self, seconds: float) -> None:
        """Wait until a search has caught up, or before a write that failed is tried once more."""
        self._traffic.back_off(seconds, self._sleep)

    def _once(self, kind: Kind, request: Any, subject: str) -> Any:
        turn = self._turn(kind)
        http = CountingHttp(request.http, self._traffic, kind, request.methodId.partition(".")[2])
        try:
            answer = request.execute(http=http, num_retries=0)
        except Exception as error:
            if told := failure(error, subject, writing=kind == "write"):
                raise told from error
            raise
        finally:
            self._pacer.over(turn)
        if isinstance(answer, str):  # the client's model gives text where there is no JSON
            raise garbled(writing=kind == "write")
        return answer

    def _turn(self, kind: Kind) -> Turn:
        """Wait for a place below the quota."""
        waited = 0.0
        while (turn := self._pacer.take(kind)).seconds:
            waited += turn.seconds
            if waited > LONGEST_QUEUE:
                raise UnavailableError(
                    Text(
                        "1分あたりの上限が空きません。何も書き込んでいません",
                        "no place below the limit of requests a minute came free; nothing was written",
                    ),
                    hint=Text("ほかの docgen が終わってから実行してください", "run it when the others have finished"),
                )
            self._traffic.queue(turn.seconds, self._sleep)
        return turn

    def _read_again(self, request: Any, subject: str, first: PassingError) -> Any:
        from tenacity import Retrying, retry_if_exception_type, wait_exponential, wait_random

        backoff = wait_exponential(multiplier=1, max=LONGEST_WAIT - 1) + wait_random(0, 1)
        until = time.monotonic() + PATIENCE
        waited = 0.0
        failed: PassingError | None = first

        def once() -> Any:
            nonlocal failed
            if failed:  # the first try has been made
                error, failed = failed, None
                raise error
            return self._once("read", request, subject)

        def wait(state: Any) -> float:
            asked: float = state.outcome.exception().retry_after
            return max(float(backoff(state)), asked)

        def sleep(seconds: float) -> None:
            nonlocal waited
            waited += seconds
            self._traffic.back_off(seconds, self._sleep)

        def given_up(state: Any) -> bool:
            error = state.outcome.exception()
            late = waited + error.retry_after >= PATIENCE or time.monotonic() >= until
            return bool(late or state.attempt_number >= error.tries)

        again = Retrying(
            retry=retry_if_exception_type(PassingError), wait=wait, stop=given_up, sleep=sleep, reraise=True
        )
        return again(once)
