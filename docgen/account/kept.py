"""What a document says, as it is kept between runs: each meeting by itself, its places counted from its own start, and
of its fields only those that say something.

So the bytes of a meeting stay the same whatever comes in above it, and are decoded only when somebody asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec.structs import force_setattr

from docgen.account.model import Meeting, Span, State
from docgen.account.state import state_of

if TYPE_CHECKING:
    from docgen.account.minutes import MeetingsByTab


class KeptMeeting(msgspec.Struct, frozen=True, array_like=True):
    """One meeting and where it starts."""

    tab: str
    start: int
    """UTF-16 code units from the start of the tab."""
    said: msgspec.Raw
    """The meeting, packed, its spans counted from ``start`` in a tab without a name; called off or else planned."""

    def alone(self, now: datetime) -> Meeting:
        """The meeting as it is at ``now`` (aware), its spans as they are kept."""
        meeting = _meeting(self.said)
        if meeting.state is not State.CANCELLED:
            force_setattr(meeting, "state", state_of(meeting, now))
        return meeting

    def put_in_place(self, meeting: Meeting) -> None:
        """Make the spans of ``meeting``, which ``alone`` gave and nobody else has, those in the document."""
        _move(meeting, "", self.tab, self.start)


class KeptReading(msgspec.Struct, frozen=True, array_like=True):
    """What a document of one revision says."""

    size: int
    """UTF-16 code units of all its tabs."""
    meetings: tuple[KeptMeeting, ...]
    """In the order written."""

    def by_tab(self, now: datetime) -> MeetingsByTab:
        """The meetings as they are at ``now`` (aware)."""
        found: dict[str, list[Meeting]] = {}
        for kept in self.meetings:
            meeting = kept.alone(now)
            kept.put_in_place(meeting)
            found.setdefault(kept.tab, []).append(meeting)
        return {tab: tuple(meetings) for tab, meetings in found.items()}


_pack = msgspec.msgpack.Encoder().encode
_meeting = msgspec.msgpack.Decoder(Meeting).decode
_reading = msgspec.msgpack.Decoder(KeptReading).decode


def kept_reading(meetings: MeetingsByTab, size: int) -> KeptReading:
    """What was read of a document of ``size`` units, for keeping."""
    return KeptReading(size, tuple(_kept(one) for every in meetings.values() for one in every))


def pack_reading(reading: KeptReading) -> bytes:
    """``reading`` as bytes."""
    return _pack(reading)


def unpack_reading(packed: bytes) -> KeptReading:
    """The reading again. Raises ``msgspec.DecodeError`` for bytes that are none."""
    return _reading(packed)


def packed_meeting(meeting: Meeting) -> bytes:
    """All that ``meeting`` says, as bytes."""
    return _pack(meeting)


def _kept(meeting: Meeting) -> KeptMeeting:
    tab, start, _ = meeting.span
    own = _meeting(_pack(meeting))  # frozen values are changed below: nobody else may hold them
    _move(own, tab, "", -start)
    if own.state is not State.CANCELLED:
        force_setattr(own, "state", State.PLANNED)
    return KeptMeeting(tab, start, msgspec.Raw(_pack(_telling(own))))


def _telling(value: Any) -> Any:
    """``value`` as what msgpack is made of, without the fields that are as they would be if left out."""
    if isinstance(value, msgspec.Struct):
        own = ((name, getattr(value, name)) for name in value.__struct_fields__)
        usual = _usual(type(value))
        return {name: _telling(each) for name, each in own if name not in usual or each != usual[name]}
    return [_telling(each) for each in value] if isinstance(value, tuple) else value


@cache
def _usual(kind: type[msgspec.Struct]) -> dict[str, Any]:
    """The fields of ``kind`` that can be left out, with what they are then."""
    return {field.name: field.default for field in msgspec.structs.fields(kind) if not field.required}


def _move(value: msgspec.Struct, tab: str, to: str, by: int) -> None:
    """Add ``by`` to every span of tab ``tab`` in ``value``, in place: only for what was decoded just now."""
    spans, parts = _places(type(value))
    for name in spans:
        at, start, end = getattr(value, name)
        if at == tab:
            force_setattr(value, name, (to, start + by, end + by))
    for name, leaves in parts:
        part = getattr(value, name)
        for each in part if type(part) is tuple else (part,) if part is not None else ():
            if not leaves:
                _move(each, tab, to, by)
                continue
            # Most parts are lines with one span each, and there are dozens in a meeting.
            at, start, end = each.span
            if at == tab:
                force_setattr(each, "span", (to, start + by, end + by))


@cache
def _places(kind: type[msgspec.Struct]) -> tuple[tuple[str, ...], tuple[tuple[str, bool], ...]]:
    """The fields of ``kind`` that are spans, and those that hold further values with spans: whether ``span`` is all
    that these have."""
    spans: list[str] = []
    parts: list[tuple[str, bool]] = []
    for field in msgspec.structs.fields(kind):
        within = [_places(one) for one in _structs(field.type)]
        if field.type == Span:
            spans.append(field.name)
        elif any(map(any, within)):
            parts.append((field.name, all(each == (("span",), ()) for each in within)))
    return tuple(spans), tuple(parts)


def _structs(said: Any) -> Iterator[type[msgspec.Struct]]:
    """The structs that a type speaks of."""
    if isinstance(said, type) and issubclass(said, msgspec.Struct):
        yield said
    for part in getattr(said, "__args__", ()):
        yield from _structs(part)
