"""The meeting of an agenda among those of a document, also where its anchor is lost.

People delete headings, paste over them and copy documents. A block without an anchor is found again by the date and the
name in its heading, by its date alone where only one block of that day is without an anchor, and where the heading is
gone by the date in its table. One whose id is only its day is unlinked: an agenda with an id of its own takes it over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain, count
from typing import Final

from docgen.account.events import is_linked
from docgen.account.labels import fold
from docgen.account.model import AgendaPlan, Flaw, Meeting
from docgen.account.moments import iso, moment

DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}(?:-\d+)?")


def planned_meeting(meetings: Sequence[Meeting], meeting: str, plan: AgendaPlan) -> Meeting | None:
    """The block of the meeting with this id that ``plan`` describes; None where it is not there yet."""
    if there := next((m for m in meetings if m.anchored and meeting in (m.id, m.was)), None):
        return there
    same_day = [m for m in meetings if m.date == plan.start[:10] and m.flaw is not Flaw.COPY]
    lost = [m for m in same_day if not m.anchored]
    unlinked = [m for m in same_day if m.anchored and DAY.fullmatch(m.id) and not DAY.fullmatch(meeting)]
    linked = [m for m in same_day if m.anchored and is_linked(m.id) and not is_linked(meeting)]
    called = [m for m in (*lost, *unlinked, *linked) if _is_called(m, plan.title)]
    if timely := [m for m in called if _may_begin_then(m, plan)] or [m for m in called if not m.anchored]:
        return timely[0]
    known = [m for m in lost if m.id == meeting or _may_be(m, plan)]
    return known[0] if len(lost) == 1 and known else None


def bare_meeting(meetings: Sequence[Meeting], plan: AgendaPlan) -> tuple[str, Meeting | None]:
    """The id of a meeting that only its day and its title tell, and its block where it is there already: one of that
    title, or one that has lost its heading. Else the id is the next of the day that is free."""
    day = plan.start[:10]
    same_day = [m for m in meetings if m.date == day and m.flaw is not Flaw.COPY]
    for m in same_day:
        if _is_called(m, plan.title) or (not m.anchored and not m.title and _may_be(m, plan)):
            return m.id, m
    taken = {m.id for m in meetings}
    candidates = chain([day], (f"{day}-{number}" for number in count(2)))
    return next(each for each in candidates if each not in taken), None


def _is_called(meeting: Meeting, title: str) -> bool:
    return fold(meeting.title) == fold(title)


def _may_begin_then(meeting: Meeting, plan: AgendaPlan) -> bool:
    """Whether the times of day are the same, where both are known."""
    begin = iso(moment(plan.start))
    return "T" not in meeting.start or "T" not in begin or meeting.start == begin


def _may_be(meeting: Meeting, plan: AgendaPlan) -> bool:
    """Whether a block of the same day may be the meeting by another title: not at another hour about other things."""
    items = {fold(item.title) for item in plan.items}
    return _may_begin_then(meeting, plan) or any(fold(item.title) in items for item in meeting.items)
