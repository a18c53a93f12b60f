"""What is to be done for the events of a calendar: which blocks are new, there, to be linked, moved or called off.

A pure function of what the calendar says now, what it said last time (``Seen``) and what the documents say. Only what
changed in the calendar since is carried over: what people changed in a document stays their word. Without a last time,
the calendar's time holds, and nothing else is compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum
from functools import cached_property

import msgspec

from docgen import clock
from docgen.account.events import Event, canonical, is_linked, meeting_id
from docgen.account.invitation import as_meant, title_of
from docgen.account.invited import attendees, merged
from docgen.account.linking import Pair, near_pairs, unlinked_pairs
from docgen.account.matching import Matcher
from docgen.account.model import Account, Attendees, Meeting, State


class Do(StrEnum):
    """What is to be done for one event."""

    NEW = "new"
    """A block is to be made."""
    THERE = "there"
    """Nothing."""
    ADOPT = "adopt"
    """The block that is there under another id becomes that of the event."""
    MOVED = "moved"
    """Its time changed, perhaps its title and attendees too."""
    CHANGED = "changed"
    """Its title or attendees changed, not its time."""
    CANCELLED = "cancelled"
    RESTORED = "restored"
    """It takes place after all."""
    GONE = "gone"
    """It is in the calendar no more, which does not say that it was called off: people are told."""
    UNSURE = "unsure"
    """Which customer it is about has to be asked."""
    DECLINED = "declined"
    """I do not take part: no block is made."""
    INTERNAL = "internal"
    """Only our own people, and no customer named."""
    NOBODY = "nobody"
    """Others are in it, but no customer of ours."""


class Seen(msgspec.Struct, frozen=True):
    """What the calendar said of an event when it was last looked at."""

    account: str
    uid: str
    original: str
    """As in ``events.canonical``."""
    start: str
    end: str
    title: str
    ours: tuple[str, ...] = ()
    theirs: tuple[str, ...] = ()
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be done for one event, or for a block whose event is gone."""

    do: Do
    start: str
    """As a meeting has it, local: ``2026-12-01T10:00``."""
    end: str
    title: str
    """What the meeting is called in the calendar; in the document, where its event is gone."""
    event: Event | None = None
    """In the account's time zone."""
    account: Account | None = None
    meeting: str = ""
    """The id by its event."""
    block: Meeting | None = None
    new_title: str = ""
    """Where the title changed."""
    new_attendees: Attendees | None = None
    """Where they changed: those in the document, with the changes of the calendar."""
    seen: Seen | None = None
    """What to remember once it is done."""
    candidates: tuple[Account, ...] = ()
    """Whom to ask about."""

    @property
    def writes(self) -> bool:
        """Whether something is to be written into a document."""
        return self.do in (Do.NEW, Do.ADOPT, Do.MOVED, Do.CHANGED, Do.CANCELLED, Do.RESTORED)


@dataclass(frozen=True)
class Changes:
    """Plans a week. ``events``: all that the calendar has around it, further than ``days`` ahead too, since a meeting
    may have been moved there."""

    events: Sequence[Event]
    meetings: Mapping[str, Sequence[Meeting]]
    """Account id → the meetings in its document."""
    matcher: Matcher
    seen: Mapping[str, Seen]
    """Meeting id → what was seen last."""
    now: datetime
    days: int
    me: str = ""
    """My mail address; empty where it is not known."""
    last: date = date.max
    """The last day which ``events`` cover: of what is later, nothing is known."""

    def steps(self) -> tuple[Step, ...]:
        """What is to be done, in order of time; of one meeting, in the order in which it is to be done."""
        mine: dict[str, list[Event]] = {}
        accounts: dict[str, Account] = {account.id: account for account in self.matcher.accounts}
        found: list[Step] = []
        for event in map(as_meant, self.events):
            match = self.matcher.match(event)
            account = accounts.get(self._holders.get(event.meeting_id, "")) or match.account
            if account:
                mine.setdefault(account.id, []).append(event.within(clock.zone(account.time_zone)))
            elif self._is_ahead(event):
                found.append(self._without_account(event, match.why, match.candidates))
        for account in accounts.values():
            found += self._of_account(account, mine.get(account.id, ()))
        return tuple(
            sorted(found, key=lambda step: (step.start, step.account.id if step.account else "", step.meeting))
        )

    @cached_property
    def _holders(self) -> Mapping[str, str]:
        """Meeting id of an event → the account whose document has its block, whoever is invited by now."""
        return {one.id: account for account, found in self.meetings.items() for one in found if is_linked(one.id)}

    @cached_property
    def _ids(self) -> frozenset[str]:
        return frozenset(event.meeting_id for event in self.events)

    @cached_property
    def _uids(self) -> Mapping[str, frozenset[str]]:
        """Series → the iCalUIDs under which it is in the calendar."""
        found: dict[str, set[str]] = {}
        for event in self.events:
            found.setdefault(event.series, set()).update((event.uid, event.series))
        return {series: frozenset(uids) for series, uids in found.items()}

    def _is_ahead(self, event: Event) -> bool:
        """Whether an event is today or in the coming days."""
        today = self.now.astimezone(event.start.tzinfo).date() if isinstance(event.start, datetime) else self.now.date()
        return today <= date.fromisoformat(event.span()[0][:10]) <= today + timedelta(days=self.days)

    def _without_account(self, event: Event, why: str, candidates: tuple[Account, ...]) -> Step:
        local = event.within(clock.zone(str(self.now.tzinfo)) if self.now.tzinfo else clock.zone("UTC"))
        do = {"unsure": Do.UNSURE, "internal": Do.INTERNAL}.get(why, Do.NOBODY)
        if do is Do.UNSURE and (event.cancelled or self._i_declined(event)):
            do = Do.NOBODY
        start, end = local.span()
        return Step(do, start, end, title_of(event, "ja"), local, meeting=event.meeting_id, candidates=candidates)

    def _of_account(self, account: Account, events: Sequence[Event]) -> Iterable[Step]:
        blocks = [block for block in self.meetings.get(account.id, ()) if block.flaw is None]
        by_id = {block.id: block for block in blocks}
        homeless: list[Event] = []
        for event in events:
            if block := by_id.get(event.meeting_id):
                yield from self._changes(account, event, block)
            elif not event.cancelled:
                homeless.append(event)
        lost = [block for block in blocks if self._has_lost_its_event(block)]
        pairs = near_pairs(homeless, lost, self._takes_over)
        linked = {pair.event.meeting_id for pair in pairs}
        ahead = [event for event in homeless if event.meeting_id not in linked and self._is_ahead(event)]
        wanted = [event for event in ahead if not self._i_declined(event)]
        unlinked = unlinked_pairs(wanted, blocks, lambda event: title_of(event, account.language))
        for pair in (*pairs, *unlinked):
            yield from self._adoption(account, pair, follows=pair in pairs)
        linked |= {pair.event.meeting_id for pair in unlinked}
        for event in ahead:
            if event.meeting_id not in linked:
                do = Do.DECLINED if self._i_declined(event) else Do.NEW
                yield self._step(account, event, do)
        left = [block for block in lost if block.id not in {pair.block.id for pair in pairs}]
        yield from filter(None, (self._without_event(account, block) for block in left))

    def _changes(self, account: Account, event: Event, block: Meeting, before: Seen | None = None) -> Iterable[Step]:
        """What changed of the event of a block since it was last seen."""
        seen = before or self.seen.get(event.meeting_id)
        over = block.state is State.CLOSED or (block.state is State.HELD and says_something(block))
        if over or (seen is None and block.state is State.CANCELLED and not event.cancelled):
            if self._is_ahead(event):
                yield self._step(account, event, Do.THERE, block)
            return
        if event.cancelled:
            done = block.state is State.CANCELLED
            if not done or self._is_ahead(event):
                step = self._step(account, event, Do.THERE if done else Do.CANCELLED, block)
                yield replace(step, seen=_called_off(step, block, seen, cancelled=True))
            return
        moved = _has_moved(event, block, seen)
        if block.state is State.CANCELLED:
            if not (moved or (seen and seen.cancelled)):
                if self._is_ahead(event):
                    step = self._step(account, event, Do.THERE, block)
                    yield replace(step, seen=_called_off(step, block, seen, cancelled=False))
                return
            yield self._step(account, event, Do.RESTORED, block)
        step = self._step(account, event, Do.MOVED if moved else Do.CHANGED, block, seen)
        if moved or step.new_title or step.new_attendees:
            yield step
        elif self._is_ahead(event) and block.state is not State.CANCELLED:
            yield self._step(account, event, Do.THERE, block)

    def _adoption(self, account: Account, pair: Pair, *, follows: bool) -> Iterable[Step]:
        """A block goes to an event; one that ``follows`` it had another event of the series, and changes with it."""
        yield self._step(account, pair.event, Do.ADOPT, pair.block)
        if follows:
            before = self.seen.get(pair.block.id)
            changes = self._changes(account, pair.event, pair.block, before)
            yield from (step for step in changes if step.do is not Do.THERE)

    def _without_event(self, account: Account, block: Meeting) -> Step | None:
        """What a block means that has lost its event: it was called off where its series is in the calendar without
        that day; else, if it was seen there, people are told."""
        if block.state is not State.PLANNED or block.date > self.last.isoformat():
            return None
        seen = self.seen.get(block.id)
        series = next((uids for uids in self._uids.values() if self._was_of(block, uids)), None)
        if series is None and (seen is None or seen.cancelled):
            return None
        after = msgspec.structs.replace(seen, cancelled=True) if seen else None
        do = Do.CANCELLED if series else Do.GONE
        return Step(do, block.start or block.date, block.end, block.title, None, account, block.id, block, seen=after)

    def _has_lost_its_event(self, block: Meeting) -> bool:
        return is_linked(block.id) and block.id not in self._ids and block.state is not State.CLOSED

    def _takes_over(self, event: Event, block: Meeting) -> bool:
        """Whether an event is the one that a block without its own was for, since its series was split or moved as a
        whole. Where later occurrences are as they were, the block's alone was called off, and this is another one."""
        if not self._was_of(block, self._uids[event.series]):
            return False
        same = event.span()[0] == (block.start or block.date)
        zone = event.start.tzinfo if isinstance(event.start, datetime) else None
        return same or not any(
            when > block.start and _beat(when) == _beat(block.start) for when in self._rhythm(event.series, zone)
        )

    def _rhythm(self, series: str, zone: tzinfo | None) -> Iterable[str]:
        """When the occurrences of a series are to start by its rule, in the local time of ``zone``."""
        for event in self.events:
            if event.series == series and event.original:
                when = event.original
                yield (when.astimezone(zone) if isinstance(when, datetime) else when).isoformat()[:16]

    def _was_of(self, block: Meeting, uids: frozenset[str]) -> bool:
        """Whether a block was made for one of these iCalUIDs: as was seen, or as its id tells if it has not moved."""
        if seen := self.seen.get(block.id):
            return bool(seen.original) and seen.uid in uids
        return any(block.id == meeting_id(uid, when) for uid in uids for when in self._originals(block))

    def _originals(self, block: Meeting) -> Iterable[date]:
        if "T" in block.start:
            local = datetime.fromisoformat(block.start)
            zones = {str(self.now.tzinfo), *(account.time_zone for account in self.matcher.accounts)}
            yield from (local.replace(tzinfo=clock.zone(zone)) for zone in zones if zone != "None")
        elif block.date:
            yield date.fromisoformat(block.date)

    def _i_declined(self, event: Event) -> bool:
        return bool(self.me) and any(one.email == self.me and one.partstat == "declined" for one in event.attendees)

    def _step(
        self, account: Account, event: Event, do: Do, block: Meeting | None = None, before: Seen | None = None
    ) -> Step:
        """A step for an event; its title and attendees where they changed since ``before``."""
        start, end = event.span()
        title = title_of(event, account.language)
        people = attendees(event, self.matcher, account.language)
        new_title, new_people = "", None
        if before and block and title not in (before.title, block.title):
            new_title = title
        if before and block and (people.ours, people.theirs) != (before.ours, before.theirs):
            after = msgspec.structs.replace(
                block.attendees,
                ours=merged(block.attendees.ours, before.ours, people.ours),
                theirs=merged(block.attendees.theirs, before.theirs, people.theirs),
            )
            new_people = after if after != block.attendees else None
        original = canonical("", event.original).strip()
        seen = Seen(account.id, event.uid, original, start, end, title, people.ours, people.theirs, event.cancelled)
        return Step(do, start, end, title, event, account, event.meeting_id, block, new_title, new_people, seen)


def says_something(block: Meeting) -> bool:
    """Whether a meeting has left something in its block."""
    return any(part.views or part.decisions or part.action_items or part.answered_none for part in block.parts())


def _called_off(step: Step, block: Meeting, before: Seen | None, *, cancelled: bool) -> Seen | None:
    """What to remember of an event whose block is called off: what the block says, so that it catches up with all that
    changed meanwhile once the meeting is on again."""
    if step.seen is None:
        return None
    if before is None:
        people = block.attendees
        before = msgspec.structs.replace(
            step.seen, start=block.start, end=block.end, title=block.title, ours=people.ours, theirs=people.theirs
        )
    return msgspec.structs.replace(before, cancelled=cancelled)


def _beat(when: str) -> tuple[int, str]:
    """Weekday and time of day."""
    return date.fromisoformat(when[:10]).weekday(), when[10:]


def _has_moved(event: Event, block: Meeting, seen: Seen | None) -> bool:
    """Whether an event was moved since it was last seen, and its block has not followed yet."""
    start, end = event.span()
    if seen:
        return (start, end) != (seen.start, seen.end) and (block.start, block.end) != (start, end)
    return block.start != start if "T" in block.start and "T" in start else block.date != start[:10]
