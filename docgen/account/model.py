"""The values that everything above the document speaks of; ``docgen show --format json`` prints them as they stand.

A ``Span`` is where something stands in the document: ``[tab id, start, end)`` in UTF-16 code units of the tab's body.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Literal, Protocol, TypeVar

import msgspec

Span = tuple[str, int, int]


class Kind(StrEnum):
    """What an agenda item asks of the customer."""

    SHARE = "share"
    """共有: nothing."""
    DISCUSS = "discuss"
    """ご相談: the customer's view."""
    DECIDE = "decide"
    """ご判断: the customer's view and a decision."""


class State(StrEnum):
    """How far a meeting is, derived from clock and content."""

    PLANNED = "planned"
    HELD = "held"
    """Its end has passed."""
    CLOSED = "closed"
    """Complete by content, or closed by command."""
    CANCELLED = "cancelled"


class Status(StrEnum):
    """How far an action item is."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"
    UNKNOWN = "unknown"


class Flaw(StrEnum):
    """What of the place of a meeting in its document only people can mend."""

    HEADING = "heading"
    """Its heading is gone."""
    COPY = "copy"
    """It is there twice."""
    ANCHOR = "anchor"
    """Its anchor is lost, and nothing tells which meeting it is."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One line that was captured: a customer's view, a decision, an open point, a thing to ask."""

    text: str
    details: tuple[str, ...] = ()
    """What stands nested under it, line by line."""
    span: Span


class ActionItem(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to do, its owner and due date."""

    text: str
    owners: tuple[str, ...] = ()
    due: str | None = None
    """ISO date, where the text could be resolved."""
    due_text: str = ""
    """The due date as written."""
    side: Literal["ours", "theirs", "unknown"] = "unknown"
    status: Status = Status.OPEN
    details: tuple[str, ...] = ()
    """What stands nested under it, answers (``-> 対応結果``) included, line by line."""
    span: Span


class CarriedItem(ActionItem, frozen=True, kw_only=True):
    """An action item of an earlier meeting, shown again."""

    born: str | None = None
    """Id of the meeting it comes from, where its link leads to one."""
    origin: str = ""
    """Id of the heading that its link leads to, here or in an archive; empty for a line without a link."""


Item = TypeVar("Item", bound=ActionItem)


class Change(Protocol):
    """Makes an action item another one of its kind."""

    def __call__(self, item: Item, /) -> Item:
        """``item`` as it is to be."""
        ...


class Answers(msgspec.Struct, frozen=True, kw_only=True):
    """What a meeting adds, for one agenda item or for the meeting as a whole."""

    views: tuple[Entry, ...] = ()
    decisions: tuple[Entry, ...] = ()
    action_items: tuple[ActionItem, ...] = ()
    open_points: tuple[Entry, ...] = ()
    """What was left open (保留)."""
    answered_none: tuple[Literal["views", "decisions", "action_items"], ...] = ()
    """The lists above that hold an explicit empty (なし): an answer, not a gap."""
    notes: tuple[Entry, ...] = ()
    """Lines of which nothing tells what they are: kept as they stand."""


class AgendaItem(Answers, frozen=True, kw_only=True):
    """One item of the agenda (論点) with our stance and what the meeting added."""

    number: int
    """1-based, as it stands in the document."""
    title: str
    kind: Kind | None = None
    minutes: int | None = None
    stance: str = ""
    because: str = ""
    ask: str = ""
    materials: tuple[str, ...] = ()
    heading_id: str = ""
    span: Span
    """From its heading to its end."""


class Attendees(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who is in the meeting, by side."""

    ours: tuple[str, ...] = ()
    theirs: tuple[str, ...] = ()


class Present(Attendees, frozen=True, kw_only=True):
    """Who is in the meeting, as its minutes tell."""

    others: tuple[str, ...] = ()
    """People of whom nothing tells the side."""


class Meeting(Answers, frozen=True, kw_only=True):
    """One dated block. The lists inherited from ``Answers`` hold only what stands outside its items."""

    id: str
    """As in its anchor; for a block without one, its date (``-2`` for the second of a day)."""
    date: str
    """ISO date; empty where the heading has none."""
    title: str
    start: str = ""
    """Local ISO date and time without offset, e.g. ``2026-12-01T10:00``, or the date alone; empty where not written."""
    end: str = ""
    state: State = State.PLANNED
    goal: str = ""
    attendees: Present = Present()
    items: tuple[AgendaItem, ...] = ()
    candidates: tuple[AgendaItem, ...] = ()
    """Items marked as （候補）, under which nothing is written: not on the agenda as yet."""
    carried: tuple[CarriedItem, ...] = ()
    to_ask: tuple[Entry, ...] = ()
    next_meeting: str = ""
    """Local ISO date, or date and time, of the meeting that it says is next; empty where that tells no day."""
    next_text: str = ""
    """The same as written."""
    headings_in_tables: tuple[Entry, ...] = ()
    """Headings of the meeting or of its items that stand in a table's cell, where no outline shows them."""
    anchored: bool = False
    """Whether docgen's anchor was found on it."""
    written: bool = False
    """Whether docgen wrote the block, rather than people."""
    was: str = ""
    """The id by which it was known before a calendar's event gave it its own; agenda files go on naming it so."""
    flaw: Flaw | None = None
    """What people have to mend before docgen can be sure of the block."""
    closed_at: str = ""
    open_at: str = ""
    """The last moment after its end at which docgen saw that something was missing; empty where nobody looked."""
    posted_at: str = ""
    """When its minutes were posted; empty where nothing tells that they were."""
    reviewed_at: str = ""
    """When a colleague had looked at its agenda; empty where nothing tells it. No customer's document does."""
    template: str = ""
    """Version of the template that docgen wrote it by; empty for a block that people wrote."""
    heading: str = ""
    """Its heading as written, with the weekday; empty where it is gone."""
    heading_id: str = ""
    span: Span
    """From its heading to its end."""

    def parts(self) -> Iterator[Meeting | AgendaItem]:
        """The meeting itself and its items: everything that holds answers."""
        yield self
        yield from self.items

    def all_action_items(self) -> Iterator[ActionItem]:
        """Those born in this meeting, in its items and outside them; not the carried ones."""
        for part in self.parts():
            yield from part.action_items

    def with_each_item(self, change: Change) -> Meeting:
        """The meeting with every action item, born in it or carried, as ``change`` makes it."""
        return msgspec.structs.replace(
            self,
            action_items=tuple(map(change, self.action_items)),
            carried=tuple(map(change, self.carried)),
            items=tuple(
                msgspec.structs.replace(part, action_items=tuple(map(change, part.action_items)))
                if part.action_items
                else part
                for part in self.items
            ),
        )


class AccountDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A whole document as docgen understands it, newest meeting first as written."""

    account: str = ""
    name: str = ""
    language: Literal["ja", "en"] = "ja"
    document_id: str = ""
    url: str = ""
    size: int = 0
    """UTF-16 code units of all its tabs."""
    meetings: tuple[Meeting, ...] = ()


class AgendaItemPlan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One item of an agenda file."""

    title: str
    kind: Kind = Kind.DISCUSS
    minutes: int | None = None
    stance: str = ""
    because: str = ""
    ask: str = ""
    materials: tuple[str, ...] = ()


class AgendaPlan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An agenda file, read and checked: ``agendas/<account>/<meeting>.yaml``."""

    title: str
    start: str
    """Local date and time, ``YYYY-MM-DD HH:MM``, in the account's time zone; or only a date."""
    end: str = ""
    id: str = ""
    """Empty: the file's stem or the date of ``start``."""
    goal: str = ""
    attendees: Attendees = Attendees()
    items: tuple[AgendaItemPlan, ...] = ()


class Account(msgspec.Struct, frozen=True):
    """One customer: a row of accounts.csv."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    stage: str = "onboarding"
    owner: str = ""
    domains: tuple[str, ...] = ()
    karte: Literal["full", "brief", "none"] = "none"
    language: Literal["ja", "en"] = "ja"
    time_zone: str = "Asia/Tokyo"
    renewal_date: str = ""
    tier: str = ""
    document_id: str = ""


class Member(msgspec.Struct, frozen=True):
    """One member of the team: a row of members.csv."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    unit: str = ""
    email: str = ""
    slack_id: str = ""
