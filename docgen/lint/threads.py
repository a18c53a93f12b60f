"""Action items as lint asks about them: one thing however many lines show it, asked about in one meeting.

An item that people copied into the next meeting by hand, where no link tells that it is the same, goes on in that line
as long as it was open: what is ticked there is done, and a box left open in older minutes asks nothing any more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from docgen.account.carry import SETTLED, Line, Tracked, tracked
from docgen.account.labels import fold
from docgen.account.model import AccountDocument, ActionItem, Meeting, State, Status
from docgen.account.state import begins

HELD = (State.HELD, State.CLOSED)


@dataclass(frozen=True, slots=True)
class Thread:
    """One open action item in all its lines."""

    parts: tuple[Tracked, ...]
    """What the document tells to be one item each, oldest first."""
    lines: tuple[Line, ...]
    """Oldest meeting first."""

    @property
    def item(self) -> ActionItem:
        """The item in the words that were written last."""
        return self.parts[-1].item

    @property
    def first(self) -> ActionItem:
        """The item as it was written first."""
        return self.parts[0].lines[0].item

    @property
    def held(self) -> tuple[Line, ...]:
        """Its lines in meetings that have been held, one for each of them."""
        return tuple({id(line.meeting): line for line in self.lines if is_over(line.meeting)}.values())

    @property
    def times_carried(self) -> int:
        """In how many meetings that have been held it was shown again."""
        return len(self.held) - 1


@dataclass(frozen=True, slots=True)
class Threads:
    """The open action items of a document."""

    at: Mapping[int, Sequence[Thread]]
    """``id`` of a meeting → those that stand last in it, of the meetings that have been held."""
    later: Mapping[int, int]
    """``id`` of a meeting that has been held → how many were held after it."""


def threads(document: AccountDocument) -> Threads:
    """The action items of ``document`` that are open for all that it tells.

    None that is done or dropped anywhere, or whose latest line cannot tell (a native tick).
    """
    at: defaultdict[int, list[Thread]] = defaultdict(list)
    for parts in _joined(tracked(_from_first_open(document.meetings))):
        if parts[-1].status in SETTLED:
            continue
        lines = sorted((line for one in parts for line in one.lines), key=lambda line: begins(line.meeting))
        last = next((line.meeting for line in reversed(lines) if is_over(line.meeting)), None)
        if last and lines[-1].item.status is not Status.UNKNOWN:
            at[id(last)].append(Thread(tuple(parts), tuple(lines)))
    held = sorted(filter(is_over, document.meetings), key=begins, reverse=True)
    return Threads(at, {id(meeting): number for number, meeting in enumerate(held)})


def _from_first_open(meetings: Sequence[Meeting]) -> Sequence[Meeting]:
    """``meetings`` without the earliest ones, in which all is settled: what is open later does not go back to them, as
    long as no line shows an item again."""
    if any(meeting.carried for meeting in meetings):
        return meetings
    open_ones = (m for m in meetings if any(item.status not in SETTLED for item in m.all_action_items()))
    first = min(map(begins, open_ones), default=None)
    return [meeting for meeting in meetings if first is not None and begins(meeting) >= first]


def _joined(items: Iterable[Tracked]) -> Iterable[Sequence[Tracked]]:
    """``items``, each with those that go on with it in lines copied by hand."""
    joined: list[list[Tracked]] = []
    going_on: dict[str, list[Tracked]] = {}
    for one in items:
        text = fold(one.lines[-1].item.text)
        before = going_on.get(text)
        if before and before[-1].status not in SETTLED:
            before.append(one)
        else:
            going_on[text] = [one]
            joined.append(going_on[text])
    return joined


def is_over(meeting: Meeting) -> bool:
    """Whether it has been held."""
    return meeting.state in HELD
