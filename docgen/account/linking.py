"""Which block of a document an event belongs to that has none by its id."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from docgen.account.events import Event, is_linked
from docgen.account.labels import fold
from docgen.account.model import AgendaPlan, Meeting, State
from docgen.account.moments import iso, moment

FAR: Final = timedelta(days=7)
"""A meeting of a series that was split or moved as a whole goes no further than to the next one's day."""
LATE: Final = timedelta(hours=2)
"""By how much the time of the only block of a day may differ from that of its only event."""


class Pair(NamedTuple):
    """An event and the block that becomes its."""

    event: Event
    block: Meeting


def near_pairs(
    events: Sequence[Event], blocks: Sequence[Meeting], belong: Callable[[Event, Meeting], bool]
) -> list[Pair]:
    """Events and blocks of one series, each at most once, those nearest in time first."""
    near = [
        (away, event.span()[0], block.id, Pair(event, block))
        for block in blocks
        for event in events
        if (away := _away(event, block)) <= FAR and belong(event, block)
    ]
    return _each_once(pair for *_, pair in sorted(near, key=lambda one: one[:3]))


def unlinked_pairs(events: Sequence[Event], blocks: Iterable[Meeting], called: Callable[[Event], str]) -> list[Pair]:
    """Events and the blocks of their day that have no event, made by hand or from an agenda file; the best first."""
    free = [block for block in blocks if not is_linked(block.id) and block.state is not State.CANCELLED]
    likely: list[tuple[int, str, str, Pair]] = []
    for event in events:
        day = event.span()[0][:10]
        same_day = [block for block in free if block.date == day]
        alone = len(same_day) == 1 and sum(other.span()[0][:10] == day for other in events) == 1
        for block in same_day:
            if likeness := _likeness(event, block.title, block.start, called(event), alone=alone):
                likely.append((-likeness, event.span()[0], block.id, Pair(event, block)))
    return _each_once(pair for *_, pair in sorted(likely, key=lambda one: one[:3]))


def agenda_of(event: Event, title: str, plans: Sequence[tuple[str, AgendaPlan]], *, only: bool) -> int | None:
    """Which of the agenda files, each with its meeting id, is that of ``event``; ``only``: no other event is that day.

    By its id, else by day and title or time.
    """
    by_id = next((i for i, (meeting, _) in enumerate(plans) if meeting == event.meeting_id), None)
    if by_id is not None:
        return by_id
    day = event.span()[0][:10]
    same_day = [i for i, (meeting, plan) in enumerate(plans) if plan.start[:10] == day and not is_linked(meeting)]
    alone = only and len(same_day) == 1
    scored = [
        (_likeness(event, plans[i][1].title, iso(moment(plans[i][1].start)), title, alone=alone), -i) for i in same_day
    ]
    best = max(scored, default=(0, 0))
    return -best[1] if best[0] else None


def _likeness(event: Event, written: str, start: str, title: str, *, alone: bool) -> int:
    """How likely what was ``written``, beginning at ``start``, is the ``event`` called ``title`` of the same day."""
    one, other = fold(written), fold(title)
    same_time = "T" in start and start == event.span()[0]
    if one == other:
        return 4 + same_time
    if same_time:
        return 3
    if one and (one in other or other in one):
        return 2
    return int(alone and ("T" not in start or _apart(event, datetime.fromisoformat(start)) <= LATE))


def _apart(event: Event, when: datetime) -> timedelta:
    start = event.start
    if not isinstance(start, datetime):
        return timedelta()
    return abs(start.replace(tzinfo=None) - when)


def _away(event: Event, block: Meeting) -> timedelta:
    written = block.start or block.date
    if not written:
        return timedelta.max
    if "T" in written and not event.all_day:
        return _apart(event, datetime.fromisoformat(written))
    return abs(date.fromisoformat(event.span()[0][:10]) - date.fromisoformat(written[:10]))


def _each_once(pairs: Iterable[Pair]) -> list[Pair]:
    found: list[Pair] = []
    for pair in pairs:
        if all(pair.event.meeting_id != one.event.meeting_id and pair.block.id != one.block.id for one in found):
            found.append(pair)
    return found
