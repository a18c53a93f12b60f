"""Open action items across meetings, worked out from the document each time.

An item is one thing however often it is shown: its identity is the meeting where it was born and its text as compared.
Done anywhere is done; who does it until when is what was written last. A line that people typed among the carried ones,
or whose link is gone, is the latest earlier item of its text, else born where it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from msgspec import structs

from docgen.account.labels import fold
from docgen.account.model import ActionItem, CarriedItem, Meeting, State, Status
from docgen.account.state import begins

Identity = tuple[str, str]


@dataclass(frozen=True, slots=True)
class OpenItem:
    """An action item that is still open, and the meeting it was born in."""

    item: ActionItem
    born: Meeting
    times_carried: int
    """In how many later meetings it was shown again."""


def identity(meeting_id: str, text: str) -> Identity:
    """What makes two lines the same action item."""
    return meeting_id, fold(text)


def open_items(meetings: Sequence[Meeting], *, until: str = "") -> tuple[OpenItem, ...]:
    """What is open after ``meetings``, oldest meeting first, in the order written there.

    ``until``: only meetings that begin before this (ISO date, or date and time) count; cancelled ones never do.
    """
    known = [m for m in meetings if m.state is not State.CANCELLED and (not until or begins(m) < until)]
    found: dict[Identity, OpenItem] = {}
    settled: set[Identity] = set()
    for meeting in sorted(known, key=begins):
        for key, item in _unique(meeting):
            found[key] = OpenItem(item, meeting, 0)
            settled |= {key} if item.status is not Status.OPEN else set()
        for shown in meeting.carried:
            key = identity(shown.born, shown.text) if shown.born else _known(found, meeting, shown.text)
            settled |= {key} if shown.status is not Status.OPEN else set()
            if key in found:
                found[key] = _again(found[key], shown)
            elif not shown.born:
                found[key] = OpenItem(shown, meeting, 0)
    return tuple(one for key, one in found.items() if key not in settled)


def _known(found: Iterable[Identity], meeting: Meeting, text: str) -> Identity:
    """The latest item of the same text, or a new one of ``meeting``."""
    folded = fold(text)
    return next((key for key in reversed(list(found)) if key[1] == folded), (meeting.id, folded))


def _again(one: OpenItem, shown: CarriedItem) -> OpenItem:
    item = structs.replace(one.item, owners=shown.owners or one.item.owners)
    if shown.due_text:
        item = structs.replace(item, due=shown.due, due_text=shown.due_text)
    return replace(one, item=item, times_carried=one.times_carried + 1)


def _unique(meeting: Meeting) -> Iterable[tuple[Identity, ActionItem]]:
    """The items born in ``meeting``, each text once."""
    seen: dict[Identity, ActionItem] = {}
    for item in meeting.all_action_items():
        seen.setdefault(identity(meeting.id, item.text), item)
    return seen.items()
