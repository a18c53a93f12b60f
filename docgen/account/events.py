"""Events of a calendar as values, whichever calendar they come from, and the id that a meeting has by its event."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Final, Literal, Protocol
from zoneinfo import ZoneInfo

PartStat = Literal["accepted", "declined", "tentative", "needs-action"]

ID: Final = re.compile(r"[0-9a-f]{16}\Z")
"""What the id of a meeting looks like that comes from a calendar."""

_SPLIT = re.compile(r"_R\d{8}(?:T\d{6}Z?)?(?=@|\Z)")


@dataclass(frozen=True, slots=True)
class Invitee:
    """Somebody invited to an event, or its organizer."""

    email: str
    """In lower case; empty where the calendar has none."""
    name: str = ""
    """As the calendar has it; empty where it has none, or only the address."""
    partstat: PartStat = "needs-action"
    person: bool = True
    """False for rooms, resources and groups."""


@dataclass(frozen=True, slots=True)
class Event:
    """One event, or one occurrence of a series."""

    uid: str
    """The iCalUID, the same for all occurrences of a series."""
    start: date
    """An aware ``datetime``, or a mere ``date`` for an event of whole days."""
    end: date
    """As ``start``; not part of the event any more: an all-day event ends on the day after its last."""
    title: str
    original: date | None = None
    """For an occurrence of a series, when it was to start by the rule of the series, however it was moved since; None
    for an event of its own. As ``start``, aware or a mere date."""
    organizer: Invitee | None = None
    attendees: tuple[Invitee, ...] = ()
    location: str = ""
    description: str = ""
    cancelled: bool = False
    transparent: bool = False
    """Whether its time is shown as free."""

    @property
    def all_day(self) -> bool:
        """Whether it takes whole days."""
        return not isinstance(self.start, datetime)

    @property
    def meeting_id(self) -> str:
        """The id of the meeting that this is."""
        return meeting_id(self.uid, self.original)

    @property
    def series(self) -> str:
        """What the occurrences of a series have in common, also those that Google split off it for the future."""
        return _SPLIT.sub("", self.uid)

    def people(self) -> tuple[Invitee, ...]:
        """Everybody in it, each once: the attendees, and the organizer where that is a person."""
        everybody = [*self.attendees, *([self.organizer] if self.organizer else [])]
        found: dict[str, Invitee] = {}
        for one in everybody:
            if one.person and (key := one.email or one.name):
                found.setdefault(key, one)
        return tuple(found.values())

    def within(self, zone: ZoneInfo) -> Event:
        """The same event in the local time of ``zone``."""

        def local(when: date) -> date:
            return when.astimezone(zone) if isinstance(when, datetime) else when

        return replace(self, start=local(self.start), end=local(self.end))

    def span(self) -> tuple[str, str]:
        """Start and end as a meeting has them, ``2026-12-01T10:00``: local, in the zone that they are in; for whole
        days ``2026-12-01``, the end being empty for a single one. Empty too for an event that takes no time."""
        start, end = self.start, self.end
        if isinstance(start, datetime) and isinstance(end, datetime):
            return _minute(start), _minute(end) if end > start else ""
        last = end - timedelta(days=1)
        return start.isoformat(), last.isoformat() if last > start else ""


class Calendar(Protocol):
    """Where events come from."""

    def events(self, start: datetime, end: datetime) -> Sequence[Event]:
        """The events that take place in part between two aware moments, cancelled ones included where the calendar
        still has them; series as their occurrences."""
        ...


def meeting_id(uid: str, original: date | None) -> str:
    """The id of the meeting of an event: the first 16 hexadecimal digits of the SHA-256 of ``canonical``."""
    return hashlib.sha256(canonical(uid, original).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def canonical(uid: str, original: date | None) -> str:
    """What the id is made of: the iCalUID, a line end, and the original start in ISO basic format, a moment in UTC
    (``20261201T010000Z``), a whole day as it is (``20261201``), nothing for an event that is no part of a series.

    .ics: ``UID`` and ``RECURRENCE-ID``, or the start by the rule. Google: ``iCalUID`` and ``originalStartTime``, which
    only occurrences of series have. An event of its own may move, so its start is no part of it.
    """
    if original is None:
        return f"{uid}\n"
    if isinstance(original, datetime):
        return f"{uid}\n{original.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return f"{uid}\n{original:%Y%m%d}"


def is_linked(meeting: str) -> bool:
    """Whether the id of a meeting is that of an event."""
    return ID.match(meeting) is not None


def _minute(when: datetime) -> str:
    return when.replace(tzinfo=None).isoformat(timespec="minutes")
