"""What pages send that the room takes in pieces, as JSON."""

from __future__ import annotations

import msgspec


class Typing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A line that is being typed."""

    text: str
    kind: str = ""


class TakeBack(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A line taken back by the browser that typed it."""

    id: str
    by: str = ""


class Focus(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The item to turn to."""

    item: str


class Noted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A note to oneself."""

    id: str
    text: str


class Discard(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something that could not be written, and need not be any more."""

    id: str


class Nothing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A press of a button."""
