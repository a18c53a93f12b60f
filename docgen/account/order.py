"""The order of meetings in a document: newest first."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from docgen.account.model import Meeting, State


def ordered(meetings: Sequence[Meeting]) -> tuple[Sequence[Meeting], Sequence[Meeting]]:
    """Those of ``meetings`` (of one tab, as written) that stand newest first, the most that can be, and the others.

    Meetings without a date and those that were called off may stand anywhere, and are neither.
    """
    dated = [each for each in reversed(meetings) if each.date and each.state is not State.CANCELLED]
    kept = set(rising([each.date for each in dated]))
    parts = [[one for at, one in enumerate(dated) if (at in kept) is among] for among in (True, False)]
    return parts[0][::-1], parts[1][::-1]


def rising(days: Sequence[str]) -> list[int]:
    """The numbers of a longest run of ``days`` that never goes back."""
    ends: list[str] = []
    """The earliest day on which a run of each length ends."""
    last: list[int] = []
    before: list[int] = []
    for number, day in enumerate(days):
        at = bisect_right(ends, day)
        before.append(last[at - 1] if at else -1)
        ends[at : at + 1] = [day]
        last[at : at + 1] = [number]
    run: list[int] = []
    number = last[-1] if last else -1
    while number >= 0:
        run.append(number)
        number = before[number]
    return run
