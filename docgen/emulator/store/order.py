"""Order keys of rows: whole numbers with gaps, so that new rows go between old ones and leave them alone."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final

GAP: Final = 1 << 32
"""The room left between neighbours where there is room for it."""
FIRST: Final = -(1 << 62)


def fresh(count: int) -> list[int]:
    """Keys for ``count`` rows where there are none: the first is far ahead, since documents grow right after it."""
    return [FIRST, *(GAP * number for number in range(count - 1))] if count else []


def between(low: int | None, high: int | None, count: int) -> list[int] | None:
    """``count`` rising keys after ``low`` and before ``high`` (None: open); None where they do not fit.

    In a wide gap they go next to ``high``, so that the place right before it, where a newest-first document grows,
    does not get narrower with every insertion.
    """
    if low is None and high is None:
        return fresh(count)
    if high is None:
        return [(low or 0) + GAP * (number + 1) for number in range(count)]
    if low is None or high - low > GAP * (2 * count + 2):
        return [high - GAP * (count - number) for number in range(count)]
    step = (high - low) // (count + 1)
    return [low + step * (number + 1) for number in range(count)] if step else None


def filled(keys: Sequence[int | None], removed: Sequence[int]) -> list[int] | None:
    """``keys`` with every None given a key so that all of them rise; None where keys run out of room.

    The keys ``removed`` (rising), of rows that are gone, are used first where they fit: a changed block takes the row
    of the old one.
    """
    made: list[int] = []
    at = 0
    while at < len(keys):
        key = keys[at]
        if key is not None:
            if made and made[-1] >= key:
                return None
            made.append(key)
            at += 1
            continue
        stop = at
        while stop < len(keys) and keys[stop] is None:
            stop += 1
        low, high = made[-1] if made else None, keys[stop] if stop < len(keys) else None
        first = 0 if low is None else bisect_right(removed, low)
        last = len(removed) if high is None else bisect_left(removed, high)
        made.extend(removed[first:last][: stop - at])
        if rest := stop - at - min(stop - at, max(0, last - first)):
            new = between(made[-1] if made else None, high, rest)
            if new is None:
                return None
            made.extend(new)
        at = stop
    return made
