"""Open action items across meetings, worked out from the document each time.

An item is one thing however often it is shown: its identity is the meeting where it was born and its text as compared.
Done anywhere is done.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from docgen.account.labels import fold
from docgen.account.model import ActionItem, Meeting, State, Status


@dataclass(frozen=True, slots=True)
class OpenItem:
    """An action item that is still open, and the meeting it was born in."""

    item: ActionItem
    born: Meeting
    times_carried: int
    """In how many later meetings it was shown again."""


def identity(meeting_id: str, text: str) -> tuple[str, str]:
    """What makes two lines the same action item."""
    return meeting_id, fold(text)


def open_items(meetings: Sequence[Meeting], *, until: str = "") -> tuple[OpenItem, ...]:
    """What is open after ``meetings``, oldest meeting first, in the order written there.

    ``until``: only meetings before this ISO date count; cancelled ones never do.
    """
    known = [m for m in meetings if m.state is not State.CANCELLED and (not until or not m.date or m.date < until)]
    settled = {
        identity(item.born, item.text)
        for meeting in known
        for item in meeting.carried
        if item.born and item.status in (Status.DONE, Status.DROPPED)
    }
    carried = Counter(identity(item.born, item.text) for meeting in known for item in meeting.carried if item.born)
    return tuple(
        OpenItem(item, meeting, carried[identity(meeting.id, item.text)])
        for meeting in sorted(known, key=lambda m: m.date)
        for item in _unique(meeting.all_action_items())
        if item.status is Status.OPEN and identity(meeting.id, item.text) not in settled
    )


def _unique(items: Iterable[ActionItem]) -> Iterable[ActionItem]:
    seen: set[str] = set()
    for item in items:
        if (key := fold(item.text)) not in seen:
            seen.add(key)
            yield item
