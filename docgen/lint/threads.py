"""Action items as lint asks about them: one thing however many lines show it, asked about in one meeting.

An item that people copied into the next meeting by hand, where no link tells that it is the same, goes on in that line
as long as it was open: what is ticked there is done, and a box left open in older minutes asks nothing any more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from docgen.account.carry import SETTLED, Line, Tracked, tracked
from docgen.account.labels import fold
from docgen.account.model import AccountDocument, ActionItem, Meeting, State, Status
from docgen.account.state import begins

HELD = (State.HELD, State.CLOSED)


@dataclass(frozen=True, slots=True)
class Thread:
    """One action item in all its lines."""

    item: ActionItem
    """In the words that were written last."""
    first: ActionItem
    """As it was written first."""
    lines: tuple[Line, ...]
    """Oldest meeting first; none of a meeting that was called off."""
    is_open: bool
    """False where it is done or dropped anywhere, or where its latest line cannot tell (a native tick)."""

    @property
    def held(self) -> tuple[Line, ...]:
        """Its lines in meetings that have been held, one for each of them."""
        return tuple({id(line.meeting): line for line in self.lines if line.meeting.state in HELD}.values())

    @property
    def times_carried(self) -> int:
        """In how many meetings that have been held it was shown again."""
        return max(0, len(self.held) - 1)


@dataclass(frozen=True, slots=True)
class Threads:
    """The action items of a document."""

    all: tuple[Thread, ...]
    at: Mapping[int, Sequence[Thread]]
    """``id`` of a meeting → the open ones that stand last in it, of the meetings that have been held."""
    later: Mapping[int, int]
    """``id`` of a meeting that has been held → how many were held after it."""


def threads(document: AccountDocument) -> Threads:
    """The action items of ``document``, those of the oldest meeting first."""
    joined: list[list[Tracked]] = []
    going_on: dict[str, list[Tracked]] = {}
    for one in tracked(document.meetings):
        text = fold(one.item.text)
        if (before := going_on.get(text)) and before[-1].status not in SETTLED and before[-1].born is not one.born:
            before.append(one)
        else:
            going_on[text] = [one]
            joined.append(going_on[text])
    found = tuple(thread for parts in joined if (thread := _thread(parts)))
    at: defaultdict[int, list[Thread]] = defaultdict(list)
    for thread in found:
        if thread.is_open and thread.held:
            at[id(thread.held[-1].meeting)].append(thread)
    held = sorted((m for m in document.meetings if m.state in HELD), key=begins, reverse=True)
    return Threads(found, at, {id(meeting): number for number, meeting in enumerate(held)})


def _thread(parts: Sequence[Tracked]) -> Thread | None:
    lines = [line for one in parts for line in one.lines if line.meeting.state is not State.CANCELLED]
    if not lines:
        return None
    lines.sort(key=lambda line: begins(line.meeting))
    is_open = parts[-1].status not in SETTLED and lines[-1].item.status is not Status.UNKNOWN
    return Thread(parts[-1].item, parts[0].lines[0].item, tuple(lines), is_open)


def is_over(meeting: Meeting) -> bool:
    """Whether it has been held."""
    return meeting.state in HELD
