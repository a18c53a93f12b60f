"""What a benchmark yields."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, NamedTuple


class Result(NamedTuple):
    """One measured figure and the most it may be; without ``limit`` it is only told."""

    name: str
    value: float
    unit: str = "s"
    limit: float | None = None

    @property
    def within(self) -> bool:
        """Whether the limit holds."""
        return self.limit is None or self.value <= self.limit


def seconds(action: Callable[[], Any], times: int = 1) -> float:
    """The least time that ``action`` takes in ``times`` runs: the rest of the machine only ever adds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        taken.append(time.perf_counter() - start)
    return min(taken)
