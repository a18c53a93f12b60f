"""The events of an iCalendar file (.ics), series as their occurrences.

What is in question lies within some weeks, so components that cannot take place there are set aside by their text, and
icalendar sees the rest, each series for itself: one that cannot be read is told and spoils no other.
"""

from __future__ import annotations

import hashlib
import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from docgen import clock
from docgen.account.events import Event, Invitee, PartStat
from docgen.account.ics_text import Ics, Part, read_ics
from docgen.account.ics_zones import Zones
from docgen.errors import InputError, Place, Text

UNREADABLE: Final = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError)
"""What icalendar and recurring_ical_events raise for properties that they cannot make sense of."""
LONGEST: Final = timedelta(days=400)
"""An event that says how long it is rather than when it ends is taken to be shorter than this."""
TIMES: Final = frozenset({"DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE", "RDATE"})
PEOPLE: Final = frozenset({"ATTENDEE", "ORGANIZER"})
WORDS: Final = frozenset({"UID", "SUMMARY", "LOCATION", "DESCRIPTION", "STATUS", "TRANSP"})
RULES: Final = frozenset({"DURATION", "RRULE", "SEQUENCE"})
USED: Final = TIMES | PEOPLE | WORDS | RULES
"""The properties that are looked at; whatever programs write besides is not their reader's to trip over."""
_TOO_OFTEN = re.compile(r"FREQ=(?:SECOND|MINUTE)LY", re.IGNORECASE)
"""No meeting, and too many to count."""
_UNTIL = re.compile(r"UNTIL=(\d{8})", re.IGNORECASE)
_PARTSTAT: dict[str, PartStat] = {"ACCEPTED": "accepted", "DECLINED": "declined", "TENTATIVE": "tentative"}
_NO_PERSON = ("@resource.calendar.google.com", "@group.calendar.google.com", "@import.calendar.google.com")


@dataclass
class IcsCalendar:
    """The calendar in one file."""

    ics: Ics
    zone: ZoneInfo
    """Of times that name none."""
    troubles: list[InputError] = field(default_factory=list)
    """The events that were left out since they cannot be read."""

    def __post_init__(self) -> None:
        self._zones = Zones([part for part in self.ics.parts if part.name == "VTIMEZONE"], self.zone)

    @property
    def owner(self) -> str:
        """The mail address whose calendar this is, where the file says so; else empty."""
        name = self.ics.head.get("X-WR-CALNAME", "")
        return name.casefold() if "@" in name and " " not in name else ""

    def events(self, start: datetime, end: datetime) -> Sequence[Event]:
        """The events between two aware moments, in order. What cannot be read is added to ``troubles``."""
        found: dict[str, Event] = {}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # icalendar warns where it has to guess a time zone
            for uid, parts in self._series().items():
                if any(_may_fall(part, start.date(), end.date()) for part in parts):
                    try:
                        found |= {one.meeting_id: one for one in self._occurrences(uid, parts, start, end)}
                    except InputError as error:
                        self.troubles.append(error)
                    except UNREADABLE as error:
                        self.troubles.append(self._unreadable(parts, error))
        return tuple(sorted(found.values(), key=lambda one: (_sortable(one.start, self.zone), one.title, one.uid)))

    def _series(self) -> dict[str, list[Part]]:
        series: dict[str, list[Part]] = {}
        for part in self.ics.parts:
            if part.name == "VEVENT":
                series.setdefault(part.value("UID").strip() or _made_uid(part), []).append(part)
        return series

    def _occurrences(self, uid: str, parts: Sequence[Part], start: datetime, end: datetime) -> Iterator[Event]:
        import recurring_ical_events
        from icalendar import Calendar as Component

        calendar = Component.from_ical("\r\n".join(self._text(parts)))
        components: Sequence[Any] = calendar.walk("VEVENT")
        for component, part in zip(components, parts, strict=True):
            self._check(component, part)
        shifts = {
            _key(one["RECURRENCE-ID"].dt): one["DTSTART"].dt - one["RECURRENCE-ID"].dt
            for one in components
            if _is_for_all_that_follow(one) and type(one["DTSTART"].dt) is type(one["RECURRENCE-ID"].dt)
        }
        recurs = any(name in one for one in components for name in ("RRULE", "RDATE", "RECURRENCE-ID"))
        # A day more on either side: whole days and times without a zone are compared as if in the zone of the moments.
        between = start - timedelta(days=1), end + timedelta(days=1)
        for component in recurring_ical_events.of(calendar).between(*between):
            original = _original(component, shifts) if recurs else None
            event = self._event(uid, component, original)
            if _sortable(event.start, self.zone) < end and start < max(
                _sortable(event.end, self.zone), _sortable(event.start, self.zone) + timedelta(seconds=1)
            ):
                yield event

    def _text(self, parts: Sequence[Part]) -> Iterator[str]:
        yield "BEGIN:VCALENDAR"
        times = [text for part in parts for _, name, text in part.properties() if name in TIMES]
        yield from self._zones.needed(times)
        for part in parts:
            yield "BEGIN:VEVENT"
            for _, name, text in part.properties():
                if name in USED:
                    yield self._zones.renamed(text) if name in TIMES else text
            yield "END:VEVENT"
        yield "END:VCALENDAR"

    def _check(self, component: Any, part: Part) -> None:
        """Raises ``InputError`` for an event without a start, or with a time that is none."""
        for name in ("DTSTART", "DTEND", "RECURRENCE-ID", "DURATION"):
            try:
                if name in component:
                    _ = component[name].dt
            except UNREADABLE as error:
                raise self._broken(part, name) from error
        if "DTSTART" not in component:
            raise self._broken(part, "DTSTART")
        if _TOO_OFTEN.search(part.value("RRULE")):
            raise ValueError(part.value("RRULE"))

    def _broken(self, part: Part, name: str) -> InputError:
        title = part.value("SUMMARY") or part.value("UID")
        if name not in part.own:
            return InputError(
                Text(
                    f"予定「{title}」に始まり（{name}）がないため、飛ばします",
                    f"the event “{title}” has no {name}, so it is left out",
                ),
                place=Place(self.ics.file, part.line),
            )
        written = part.value(name)[:40]
        return InputError(
            Text(
                f"予定「{title}」の {name} {written!r} を読めないため、飛ばします",
                f"the event “{title}” is left out: its {name} {written!r} cannot be read",
            ),
            place=Place(self.ics.file, part.line_of(name)),
        )

    def _unreadable(self, parts: Sequence[Part], error: Exception) -> InputError:
        title = parts[0].value("SUMMARY") or parts[0].value("UID")
        rule = next((part for part in parts if "RRULE" in part.own), None)
        reason = " ".join(str(error).split())[:80]
        ja, en = ("繰り返し（RRULE）", "the rule (RRULE) of ") if rule else ("内容", "")
        return InputError(
            Text(
                f"予定「{title}」の{ja}を読めないため、飛ばします（{reason}）",
                f"{en}the event “{title}” cannot be read, so it is left out ({reason})",
            ),
            place=Place(self.ics.file, (rule or parts[0]).line_of("RRULE")),
        )

    def _event(self, uid: str, component: Any, original: date | None) -> Event:
        organizer = component.get("ORGANIZER")
        invited = component.get("ATTENDEE", [])
        return Event(
            uid=uid,
            start=self._aware(component["DTSTART"].dt),
            end=self._aware(component["DTEND"].dt),
            title=" ".join(str(component.get("SUMMARY", "")).split()),
            original=None if original is None else self._aware(original),
            organizer=_invitee(organizer) if organizer is not None else None,
            attendees=tuple(map(_invitee, invited if isinstance(invited, list) else [invited])),
            location=str(component.get("LOCATION", "")).strip(),
            description=str(component.get("DESCRIPTION", "")).strip(),
            cancelled=str(component.get("STATUS", "")).upper() == "CANCELLED"
            or self.ics.head.get("METHOD", "").upper() == "CANCEL",
            transparent=str(component.get("TRANSP", "")).upper() == "TRANSPARENT",
        )

    def _aware(self, when: date) -> date:
        return when.replace(tzinfo=self.zone) if isinstance(when, datetime) and when.tzinfo is None else when


def load_ics(path: Path, zone: ZoneInfo) -> IcsCalendar:
    """The calendar in the file ``path``; ``zone`` is that of times without one where the file names none either.

    Raises ``InputError`` for a file that is no calendar.
    """
    ics = read_ics(path)
    try:
        named = clock.zone(ics.head["X-WR-TIMEZONE"]) if ics.head.get("X-WR-TIMEZONE") else zone
    except InputError:
        named = zone
    return IcsCalendar(ics, named)


def _may_fall(part: Part, first: date, last: date) -> bool:
    """Whether something of a component may take place between two days, as far as a look at its text tells."""
    day, slack = part.day("DTSTART"), timedelta(days=2)
    if day is None:
        return True
    if day > last + slack and "RECURRENCE-ID" not in part.own:
        return False
    if "RDATE" in part.own or "RECURRENCE-ID" in part.own:
        return True
    if "RRULE" in part.own:
        until = _UNTIL.search(part.value("RRULE"))
        return until is None or until[1] >= f"{first - LONGEST:%Y%m%d}"
    longest = LONGEST if "DURATION" in part.own else slack
    return (part.day("DTEND") or day) >= first - longest


def _original(component: Any, shifts: dict[str, timedelta]) -> date:
    """When an occurrence was to start. One that follows a change "from here on" has the id of that change, and is as
    far from its own as that change from its."""
    identity: date = component["RECURRENCE-ID"].dt
    if not _is_for_all_that_follow(component) or _key(identity) not in shifts:
        return identity
    start: date = component["DTSTART"].dt
    return start - shifts[_key(identity)]


def _is_for_all_that_follow(component: Any) -> bool:
    return "RECURRENCE-ID" in component and component["RECURRENCE-ID"].params.get("RANGE") == "THISANDFUTURE"


def _key(when: date) -> str:
    return f"{when.astimezone(UTC) if isinstance(when, datetime) and when.tzinfo else when}"


def _sortable(when: date, zone: ZoneInfo) -> datetime:
    return when if isinstance(when, datetime) else datetime(when.year, when.month, when.day, tzinfo=zone)


def _invitee(address: Any) -> Invitee:
    email = str(address).strip()
    email = email[7:] if email.lower().startswith("mailto:") else email
    email = email.strip().casefold() if "@" in email else ""
    parameters = getattr(address, "params", {})
    name = " ".join(str(parameters.get("CN", "")).strip("\"' ").split())
    kind = str(parameters.get("CUTYPE", "INDIVIDUAL")).upper()
    return Invitee(
        email=email,
        name="" if "@" in name and name.casefold().removeprefix("mailto:") == email else name,
        partstat=_PARTSTAT.get(str(parameters.get("PARTSTAT", "")).upper(), "needs-action"),
        person=kind not in ("ROOM", "RESOURCE", "GROUP") and not email.endswith(_NO_PERSON),
    )


def _made_uid(part: Part) -> str:
    """For an event without a UID, which no calendar should write: one by its start and title."""
    text = "\n".join(part.own[name][1] for name in ("DTSTART", "SUMMARY") if name in part.own)
    return "docgen-" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
