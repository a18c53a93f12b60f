"""Action items across meetings, worked out from the document each time.

An item is one thing however often it is shown: its identity is the meeting where it was born and its text as compared.
It keeps it when the text of a line that shows it again is edited, as long as the link to where it was born is there.
Done anywhere is done, and dropped anywhere dropped; what it says, who does it and until when is what was written last.
A line that people typed among the carried ones, or whose link is gone, is the latest earlier item of its text, else
born where it stands; so is one whose meeting of birth is not in the document any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Final

from msgspec import structs

from docgen.account.labels import fold
from docgen.account.model import ActionItem, CarriedItem, Meeting, State, Status
from docgen.account.state import begins

ALIKE: Final = 0.6
"""From which share of common characters on two texts are taken for one that was edited."""
SURELY_ALIKE: Final = 0.75
"""The same where the item is settled: an open one must not vanish from the list for a likeness."""
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
    place: str
    """What the lines have in common that show it again (``birthplace``)."""
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
            last = structs.replace(last, **_said(line, last)) if line.is_carried else last
        return last

    def opened(self) -> OpenItem:
        """The same as a value."""
        first = self.born
        later = [line.meeting for line in self.lines if line.is_carried and line.meeting is not first]
        shown = {meeting.id for meeting in later if meeting.state is not State.CANCELLED}
        return OpenItem(self.item, first, len(shown), tuple(self.lines))


def _said(line: Line, before: ActionItem) -> dict[str, object]:
    """What a line that shows an item again says of it. The same words mean the same day, however late they are seen:
    12/5 is not next year's, and 来週金曜 not another week's."""
    item = line.item
    said: dict[str, object] = {"text": item.text, "span": item.span}
    if item.owners:
        said |= {"owners": item.owners, "side": item.side}
    if item.due_text and not (before.due and fold(item.due_text) == fold(before.due_text)):
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
        shown = dict(enumerate(meeting.carried))
        found = {number: one for number, line in shown.items() if (one := self._exact(meeting, line))}
        for pairs in (_alike, _replaced):
            for reborn in (False, True):
                edited: dict[str, list[int]] = {}
                for number, line in shown.items():
                    if number not in found and birthplace(line):
                        edited.setdefault(birthplace(line), []).append(number)
                for place, numbers in edited.items():
                    taken = {id(one) for one in found.values()}
                    free = [one for one in self._from.get(place, ()) if id(one) not in taken]
                    free = [one for one in free if one.born is not meeting and (one.place != place) == reborn]
                    found.update(pairs({number: shown[number].text for number in numbers}, free))
        for number, line in shown.items():
            if one := found.get(number):
                one.lines.append(Line(meeting, line))
                self._call(one, birthplace(line), line.text)
            else:
                self._new(meeting, line, birthplace(line) or meeting.id)

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
        one = Tracked([Line(meeting, item)], place)
        self.all.append(one)
        self._call(one, place, item.text)
        if place != meeting.id:
            self._call(one, meeting.id, item.text)

    def _call(self, one: Tracked, place: str, text: str) -> None:
        folded = fold(text)
        self._named.setdefault((place, folded), one)
        if folded not in one.texts:
            one.texts.add(folded)
            self._before.setdefault(folded, []).append(one)
        here = self._from.setdefault(place, [])
        if one not in here:
            here.append(one)


def birthplace(shown: CarriedItem) -> str:
    """What the lines of one meeting have in common that show its items again: its id, else where their links lead;
    empty for a line without a link."""
    return shown.born or (f"#{shown.origin}" if shown.origin else "")


def _alike(lines: Mapping[int, str], free: Sequence[Tracked]) -> Iterator[tuple[int, Tracked]]:
    """Those of ``lines`` (number → text) that are edited texts of items that are ``free``, the most alike first."""
    scores = [(likeness(text, one.texts), number, at) for number, text in lines.items() for at, one in enumerate(free)]
    left, items = set(lines), set(range(len(free)))
    for score, number, at in sorted(scores, key=lambda each: (-each[0], not _is_open(free[each[2]]), *each[1:])):
        least = ALIKE if _is_open(free[at]) else SURELY_ALIKE
        if score >= least and number in left and at in items:
            left.remove(number)
            items.remove(at)
            yield number, free[at]


def _replaced(lines: Mapping[int, str], free: Sequence[Tracked]) -> Iterator[tuple[int, Tracked]]:
    """The ``lines``, in words all of their own, with the items that they have replaced, told by their order.

    Never with one that is settled: nothing open may vanish from the list.
    """
    yield from zip(lines, (one for one in free if _is_open(one)), strict=False)


def _is_open(one: Tracked) -> bool:
    return one.status not in SETTLED


def likeness(text: str, texts: Iterable[str]) -> float:
    """The share of characters (0 to 1) that ``text`` has in common with the nearest of ``texts``, which are folded."""
    folded = fold(text)
    return max((SequenceMatcher(None, folded, each, autojunk=False).ratio() for each in texts), default=0.0)
