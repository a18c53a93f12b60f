"""What goes between a meeting that goes on and the pages that show it, as JSON.

What ``Board`` holds is for everybody in the room and is made from the customer's document alone; ``Aside`` is for our
side only. Neither is made from the other.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from docgen.account.model import Kind, Present, State
from docgen.inputs.bilingual import Bilingual

Captured = Literal["views", "decisions", "action_items"]
Listed = Literal["views", "decisions", "action_items", "open_points", "carried", "to_ask"]
OTHER = "other"
"""The key of what stands outside the agenda items."""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a list."""

    key: str
    """The same as long as the line reads the same."""
    line: str
    """All of it as it stands in the document, by which it is found again."""
    text: str
    owners: tuple[str, ...] = ()
    due: str | None = None
    """ISO date."""
    due_text: str = ""
    status: Literal["", "open", "done", "dropped", "unknown"] = ""
    """Of an action item."""
    details: tuple[str, ...] = ()
    """What stands nested under it."""
    state: Literal["saved", "waiting"] = "saved"
    """``waiting``: accepted, and not in the document yet."""
    id: str = ""
    """That of the capture, where this run of docgen took it."""
    by: str = ""
    """Which browser typed it."""


class Lists(msgspec.Struct, frozen=True, kw_only=True):
    """What a meeting adds, for an agenda item or outside of them."""

    views: tuple[Line, ...] = ()
    decisions: tuple[Line, ...] = ()
    action_items: tuple[Line, ...] = ()
    open_points: tuple[Line, ...] = ()
    none: tuple[Captured, ...] = ()
    """The lists of which the document says that there is nothing (なし)."""


class BoardItem(Lists, frozen=True, kw_only=True):
    """One item of the agenda."""

    key: str
    number: int
    title: str
    kind: Kind | None = None
    minutes: int | None = None
    """Planned."""
    stance: str = ""
    because: str = ""
    ask: str = ""
    materials: tuple[str, ...] = ()


class BoardMeeting(msgspec.Struct, frozen=True, kw_only=True):
    """Which meeting it is."""

    id: str
    title: str
    date: str
    heading: str
    """As written, with the weekday."""
    start: str = ""
    """Local ISO date and time, or date."""
    end: str = ""
    goal: str = ""
    state: State = State.PLANNED
    attendees: Present = Present()


class Customer(msgspec.Struct, frozen=True):
    """Whose document it is."""

    name: str


class Board(msgspec.Struct, frozen=True, kw_only=True):
    """What everybody in the room sees."""

    version: int = 0
    """Grows with every change."""
    language: Literal["ja", "en"] = "ja"
    now: str = ""
    """ISO moment at which it was made, with offset."""
    account: Customer
    meeting: BoardMeeting
    url: str = ""
    """Of the meeting's heading in Google Docs; empty for a document that only this machine has."""
    items: tuple[BoardItem, ...] = ()
    other: Lists = Lists()
    carried: tuple[Line, ...] = ()
    to_ask: tuple[Line, ...] = ()
    focus: str = OTHER
    since: str = ""
    """ISO moment at which the focus came there."""
    spent: dict[str, int] = {}
    """Seconds for which each item was in focus before that."""


class Splice(msgspec.Struct, frozen=True, kw_only=True):
    """Lines of one list taken out and put in."""

    item: str
    """Key of the item, ``other``, or empty for what the meeting shows besides."""
    list: Listed
    at: int
    remove: int
    add: tuple[Line, ...] = ()


class Patch(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What makes the board of the version before that of ``version``."""

    version: int
    splices: tuple[Splice, ...] = ()
    none: dict[str, tuple[Captured, ...]] = {}
    """Key of an item → its ``Lists.none``, where that is another now."""
    focus: str = ""
    since: str = ""
    spent: dict[str, int] = {}
    """All of them, where the focus has moved."""


class Saving(msgspec.Struct, frozen=True, kw_only=True):
    """How far the document is behind what was typed."""

    saving: int = 0
    """How many lines wait."""
    trouble: Bilingual | None = None
    """Why, where something is wrong."""


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What is still open in this meeting, in words to say aloud."""

    text: str
    item: str
    """Key of the agenda item, or ``other``."""


class Dragging(msgspec.Struct, frozen=True, kw_only=True):
    """An action item of an earlier meeting that is still open."""

    text: str
    owners: tuple[str, ...] = ()
    due: str | None = None
    due_text: str = ""
    age_days: int
    """Since the meeting it comes from."""
    overdue: bool = False


class ToAsk(msgspec.Struct, frozen=True, kw_only=True):
    """Something to ask, and who in the room may know."""

    text: str
    who: tuple[str, ...] = ()


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """A note to oneself."""

    id: str
    at: str
    """ISO moment."""
    text: str
    state: Literal["saved", "waiting"] = "saved"


class StuckLine(msgspec.Struct, frozen=True, kw_only=True):
    """Something typed that finds no place in the document any more."""

    id: str
    text: str
    why: str


class Aside(msgspec.Struct, frozen=True, kw_only=True):
    """What only our side sees."""

    questions: tuple[Question, ...] = ()
    carried: tuple[Dragging, ...] = ()
    to_ask: tuple[ToAsk, ...] = ()
    ends: str = ""
    """ISO moment at which the meeting is to end, with offset; empty where nobody wrote it."""
    notes: tuple[Note, ...] = ()
    stuck: tuple[StuckLine, ...] = ()
    problems: tuple[Bilingual, ...] = ()
    """What could not be done when the meeting was closed."""


class Said(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A line that somebody typed."""

    id: str
    """Of the typing browser's own making: the same again is the same line."""
    by: str
    item: str
    kind: Literal["", "views", "decisions", "action_items"] = ""
    text: str


class Typed(msgspec.Struct, frozen=True, kw_only=True):
    """How a typed line is understood."""

    kind: Captured
    text: str
    owners: tuple[str, ...] = ()
    due: str | None = None
    due_text: str = ""
    shown: str = ""
    """As it will stand in the document."""


class Tick(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An action item that is done, dropped, or open again."""

    id: str
    by: str
    item: str
    """Key of the item or ``other``; empty for one that is carried on."""
    line: str
    """``Line.line``."""
    status: Literal["done", "open", "dropped"]


class Reword(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A line with other words."""

    id: str
    by: str
    item: str
    list: Listed
    line: str
    text: str
    """As typed: without the mark in front."""


class Finished(msgspec.Struct, frozen=True, kw_only=True):
    """What the end of a meeting left."""

    summary: str
    mail: str
    posted: Bilingual | None = None
    """Where the summary went."""
    next: Bilingual | None = None
    """What was prepared for the next meeting."""
    problems: tuple[Bilingual, ...] = ()
    """What could not be done, for our eyes only."""


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that happened, for those who look on."""

    audience: Literal["all", "private"]
    name: Literal["board", "patch", "state", "aside"]
    data: Board | Patch | Saving | Aside
