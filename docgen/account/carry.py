"""Action items across meetings, worked out from the document each time.

An item is one thing however often it is shown: its identity is the meeting where it was born and its text as compared.
It keeps it when the text of a line that shows it again is edited, as long as the link to where it was born is there.
Done anywhere is done, and dropped anywhere dropped; what it says, who does it and until when is what was written last.
A line that people typed among the carried ones, or whose link is gone, is the latest earlier item of its text, else
born where it stands; so is one whose meeting of birth is not in the document any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Final

from msgspec import structs

from docgen.account.labels import fold
from docgen.account.model import ActionItem, CarriedItem, Meeting, State, Status
from docgen.account.state import begins

ALIKE: Final = 0.6
"""From which share of common characters on two texts are taken for one that was edited."""
SETTLED: Final = (Status.DONE, Status.DROPPED)


@dataclass(frozen=True, slots=True)
class Line:
    """One line in which an action item stands."""

    meeting: Meeting
    item: ActionItem

    @property
    def is_carried(self) -> bool:
        """Whether it shows the item again."""
        return isinstance(self.item, CarriedItem)


@dataclass(frozen=True, slots=True)
class OpenItem:
    """An action item that is still open, and the meeting it was born in."""

    item: ActionItem
    """With the words that were written last."""
    born: Meeting
    times_carried: int
    """In how many later meetings it was shown again, those not counted that were called off."""
    lines: tuple[Line, ...] = ()
    """Where it stands, oldest meeting first."""


@dataclass(slots=True, eq=False)
class Tracked:
    """An action item with all its lines, oldest meeting first; it is complete once all meetings were looked at."""

    lines: list[Line]
    texts: set[str] = field(default_factory=set)
    """Every text it was known by, folded."""

    @property
    def born(self) -> Meeting:
        """Where its first line stands."""
        return self.lines[0].meeting

    @property
    def status(self) -> Status:
        """Done or dropped where a line that shows it again says so, or all lines where it was born: two lines of one
        text in one meeting may have been meant as two things."""
        births = [line.item.status for line in self.lines if not line.is_carried]
        carried = [line.item.status for line in self.lines if line.is_carried and line.item.status in SETTLED]
        if carried:
            return carried[-1]
        return births[-1] if births and all(status in SETTLED for status in births) else Status.OPEN

    @property
    def item(self) -> ActionItem:
        """The item in the words that were written last."""
        last = self.lines[0].item
        for line in self.lines[1:]:
            last = structs.replace(last, **_said(line)) if line.is_carried else last
        return last

    def opened(self) -> OpenItem:
        """The same as a value."""
        first = self.born
        later = [line.meeting for line in self.lines if line.is_carried and line.meeting is not first]
        shown = {meeting.id for meeting in later if meeting.state is not State.CANCELLED}
        return OpenItem(self.item, first, len(shown), tuple(self.lines))


def _said(line: Line) -> dict[str, object]:
    item = line.item
    said: dict[str, object] = {"text": item.text, "span": item.span}
    if item.owners:
        said |= {"owners": item.owners, "side": item.side}
    if item.due_text:
        said |= {"due": item.due, "due_text": item.due_text}
    return said


def open_items(meetings: Sequence[Meeting], *, until: str = "") -> tuple[OpenItem, ...]:
    """What is open after ``meetings``, oldest meeting first, in the order written there.

    ``until``: only meetings that begin before this (ISO date, or date and time) count. What somebody has noted or
    ticked in the block of a meeting that was called off is still so.
    """
    return tuple(one.opened() for one in tracked(meetings, until=until) if one.status not in SETTLED)


def tracked(meetings: Sequence[Meeting], *, until: str = "") -> tuple[Tracked, ...]:
    """Every action item of ``meetings``, open or not; ``until`` and the order are those of ``open_items``."""
    known = [m for m in meetings if not until or begins(m) < until]
    found = _Found()
    ordered = sorted(known, key=begins)
    for meeting in ordered:
        for item in meeting.all_action_items():
            found.born(meeting, item)
    for meeting in ordered:
        found.carried(meeting)
    place = {id(meeting): number for number, meeting in enumerate(ordered)}
    return tuple(sorted(found.all, key=lambda one: place[id(one.born)]))


class _Found:
    """The items found so far."""

    def __init__(self) -> None:
        self.all: list[Tracked] = []
        self._named: dict[tuple[str, str], Tracked] = {}
        """Birthplace and folded text → item."""
        self._from: dict[str, list[Tracked]] = {}
        """Birthplace → items."""
        self._before: dict[str, list[Tracked]] = {}
        """Folded text → items, in the order found."""

    def born(self, meeting: Meeting, item: ActionItem) -> None:
        """Take in a line of the meeting in which it was born."""
        if known := self._named.get((meeting.id, fold(item.text))):
            known.lines.append(Line(meeting, item))
        else:
            self._new(meeting, item, meeting.id)

    def carried(self, meeting: Meeting) -> None:
        """Take in the lines of ``meeting`` that show items again: first those whose text is known, then edited ones."""
        exact = {number: one for number, shown in enumerate(meeting.carried) if (one := self._exact(meeting, shown))}
        edited: dict[str, list[int]] = {}
        for number, shown in enumerate(meeting.carried):
            if number not in exact and birthplace(shown):
                edited.setdefault(birthplace(shown), []).append(number)
        taken = {id(one) for one in exact.values()}
        for place, numbers in edited.items():
            free = [one for one in self._from.get(place, ()) if id(one) not in taken and one.born is not meeting]
            exact.update(_paired(meeting, numbers, free))
        for number, shown in enumerate(meeting.carried):
            if one := exact.get(number):
                one.lines.append(Line(meeting, shown))
                self._call(one, birthplace(shown), shown.text)
            else:
                self._new(meeting, shown, birthplace(shown) or meeting.id)

    def _exact(self, meeting: Meeting, shown: CarriedItem) -> Tracked | None:
        folded, place = fold(shown.text), birthplace(shown)
        if one := self._named.get((place, folded)):
            return one
        if place:
            return None
        same = [one for one in self._before.get(folded, ()) if begins(one.born) <= begins(meeting)]
        earlier = [one for one in same if one.born is not meeting]
        candidates = earlier or same
        return candidates[-1] if candidates else None

    def _new(self, meeting: Meeting, item: ActionItem, place: str) -> None:
        one = Tracked([Line(meeting, item)])
        self.all.append(one)
        self._call(one, place, item.text)
        self._call(one, meeting.id, item.text)

    def _call(self, one: Tracked, place: str, text: str) -> None:
        folded = fold(text)
        self._named.setdefault((place, folded), one)
        if folded not in one.texts:
            one.texts.add(folded)
            self._before.setdefault(folded, []).append(one)
        if one not in self._from.setdefault(place, []):
            self._from[place].append(one)


def birthplace(shown: CarriedItem) -> str:
    """What the lines of one meeting have in common that show its items again: its id, else where their links lead;
    empty for a line without a link."""
    return shown.born or (f"#{shown.origin}" if shown.origin else "")


def _paired(meeting: Meeting, numbers: Sequence[int], free: Sequence[Tracked]) -> Iterator[tuple[int, Tracked]]:
    """The lines of ``meeting`` with these numbers, whose text is not that of any item, each with the item that it most
    likely shows: of those that are ``free`` the one most like it, else by their order the open one that it replaced.

    A line in words all of its own is never taken for an item that is settled: nothing open may vanish from the list."""
    left, lines = list(free), list(numbers)
    scores = [(likeness(meeting.carried[n].text, one.texts), n, at) for n in lines for at, one in enumerate(free)]
    for score, number, at in sorted(scores, key=lambda each: (-each[0], not _is_open(free[each[2]]), *each[1:])):
        if score >= ALIKE and number in lines and any(one is free[at] for one in left):
            lines.remove(number)
            left = [one for one in left if one is not free[at]]
            yield number, free[at]
    yield from zip(lines, (one for one in left if _is_open(one)), strict=False)


def _is_open(one: Tracked) -> bool:
    return one.status not in SETTLED


def likeness(text: str, texts: Iterable[str]) -> float:
    """The share of characters (0 to 1) that ``text`` has in common with the nearest of ``texts``, which are folded."""
    folded = fold(text)
    return max((SequenceMatcher(None, folded, each, autojunk=False).ratio() for each in texts), default=0.0)
