"""What goes over the wire in one run, and how long it waits: counted for ``--stats``; long waits told as they begin."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from docgen.connect.pacing import Kind
from docgen.errors import Text

TOLD_FROM: Final = 2.0
"""Seconds from which on a person is told why nothing happens."""


@dataclass(slots=True)
class Tally:
    """The exchanges of one method of the API."""

    kind: Kind
    calls: int = 0
    sent: int = 0
    """Bytes of the request bodies."""
    received: int = 0
    """Bytes of the answers' bodies as they travelled: compressed, where they were."""


class Traffic:
    """The counts of one run, which threads may share. ``tell`` is given a line before each long wait."""

    def __init__(self, tell: Callable[[Text], None] | None = None) -> None:
        self._tell = tell
        self._lock = threading.Lock()
        self.methods: dict[str, Tally] = {}
        """By name of the method (``documents.get``), in the order of their first calls."""
        self.waited = 0.0
        """Seconds, for the quota and before tries."""
        self.retries = 0
        """How many times something was tried again."""

    def calls(self, kind: Kind) -> int:
        """How many requests of ``kind`` went out, those that failed included."""
        return sum(tally.calls for tally in self.methods.values() if tally.kind == kind)

    @property
    def sent(self) -> int:
        """Bytes."""
        return sum(tally.sent for tally in self.methods.values())

    @property
    def received(self) -> int:
        """Bytes."""
        return sum(tally.received for tally in self.methods.values())

    def count(self, kind: Kind, method: str, *, calls: int = 0, sent: int = 0, received: int = 0) -> None:
        """Add to the tally of ``method``."""
        with self._lock:
            tally = self.methods.setdefault(method, Tally(kind))
            tally.calls += calls
            tally.sent += sent
            tally.received += received

    def queue(self, seconds: float, sleep: Callable[[float], None] = time.sleep) -> None:
        """Wait for a place below the quota."""
        self._wait(
            seconds,
            sleep,
            Text(
                f"1分あたりの上限のため {seconds:.0f} 秒待ちます",
                f"waiting {seconds:.0f} s: the limit of requests a minute is reached",
            ),
        )

    def back_off(self, seconds: float, sleep: Callable[[float], None] = time.sleep) -> None:
        """Wait before something that failed is tried again."""
        with self._lock:
            self.retries += 1
        self._wait(
            seconds,
            sleep,
            Text(
                f"うまくいかなかったので {seconds:.0f} 秒後にもう一度試します",
                f"that did not go through: trying again in {seconds:.0f} s",
            ),
        )

    def _wait(self, seconds: float, sleep: Callable[[float], None], why: Text) -> None:
        with self._lock:
            self.waited += seconds
        if self._tell and seconds > TOLD_FROM:
            self._tell(why)
        sleep(seconds)


class CountingHttp:
    """The http object ``http`` for one request of the official client, its exchanges counted."""

    def __init__(self, http: Any, traffic: Traffic, kind: Kind, method: str) -> None:
        """``method``: as in the discovery document, ``documents.get``."""
        self._http = http
        self._traffic = traffic
        self._kind = kind
        self._method = method

    def request(
        self, uri: str, method: str = "GET", body: Any = None, headers: Any = None, **options: Any
    ) -> tuple[Any, bytes]:
        """One exchange. Raises what ``http`` raises; then what was sent is counted all the same."""
        sent = len(body.encode() if isinstance(body, str) else body or b"")
        self._traffic.count(self._kind, self._method, calls=1, sent=sent)
        response, content = self._http.request(uri, method=method, body=body, headers=headers, **options)
        received = int(response.get("-content-length", len(content)))
        self._traffic.count(self._kind, self._method, received=received)
        return response, content
