"""Order keys of rows: whole numbers with gaps, so that new rows go between old ones and leave them alone."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

GAP: Final = 1 << 40
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
        placed = _with_free(low, removed[first:last][: stop - at], high, stop - at)
        if placed is None:
            return None
        made.extend(placed)
        at = stop
    return made


def _with_free(low: int | None, free: Sequence[int], high: int | None, count: int) -> list[int] | None:
    """``count`` keys between ``low`` and ``high``: the ``free`` ones there, and new ones where there is most room.

    New keys squeezed in between a free one and its neighbour would soon run out: blocks that come in on top do so right
    before one that changed, in every batch.
    """
    if len(free) == count:
        return list(free)
    edges = [low, *free, high]
    room = [GAP * GAP if a is None or b is None else b - a for a, b in pairwise(edges)]
    widest = room.index(max(room))
    new = between(edges[widest], edges[widest + 1], count - len(free))
    return None if new is None else [*free[:widest], *new, *free[widest:]]
