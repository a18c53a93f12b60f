"""What the page for the team review says, ready to be shown: all text is in the language of the report.

Findings stand under the customer and the meeting, and again under what they ask, and under the unit. No figure counts
what one person did or left undone.
"""

from __future__ import annotations

from typing import Literal

import msgspec


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """One finding, put as a question that one could say aloud."""

    id: str
    """The id of the finding."""
    rule: str
    severity: Literal["error", "warning", "advice"]
    text: str
    item: str = ""
    """Number and title of the agenda item; empty for the meeting itself."""
    url: str = ""
    """Where to look: an address of the web, or one relative to the report. Others are not made links."""


class ComingMeeting(msgspec.Struct, frozen=True, kw_only=True):
    """A meeting of the coming days, and what would be good to have before it."""

    date: str
    """ISO date."""
    time: str = ""
    """``10:00``; empty where not written."""
    account: str
    """Id of the customer."""
    customer: str
    title: str
    owner: str
    items: int
    stances: int
    """How many of the items have a stance."""
    ready: bool
    prepared: bool = True
    """False: there is an agenda file, and no block in the document yet."""
    missing: tuple[str, ...] = ()
    """Questions to answer before the meeting."""
    url: str = ""


class MeetingQuestions(msgspec.Struct, frozen=True, kw_only=True):
    """What to ask about one meeting."""

    meeting: str
    """Its id."""
    date: str
    """ISO date; empty where the heading has none."""
    title: str
    questions: tuple[Question, ...]
    more: int = 0
    """At the first adoption step, how many more there are."""
    url: str = ""


class CustomerQuestions(msgspec.Struct, frozen=True, kw_only=True):
    """What to ask about one customer, newest meeting first."""

    account: str
    customer: str
    stage: str = ""
    unit: str = ""
    meetings: tuple[MeetingQuestions, ...]
    url: str = ""

    @property
    def count(self) -> int:
        """How many questions there are."""
        return sum(len(meeting.questions) + meeting.more for meeting in self.meetings)


class RuleCount(msgspec.Struct, frozen=True, kw_only=True):
    """How often one rule asks."""

    rule: str
    summary: str
    """What is right, in a sentence."""
    why: str = ""
    severity: Literal["error", "warning", "advice"]
    count: int
    customers: int
    """How many customers that concerns."""
    before: int | None = None
    """The count in the period before, of the same length; None where nobody was looking."""


class UnitCount(msgspec.Struct, frozen=True, kw_only=True):
    """One unit and its customers."""

    unit: str
    customers: int
    meetings: int
    """Held in the period."""
    complete: int
    """Of those, how many leave nothing to ask."""
    coming: int
    ready: int
    """Of those to come."""
    questions: int


class Week(msgspec.Struct, frozen=True, kw_only=True):
    """One week of meetings."""

    start: str
    """ISO date of its Monday."""
    held: int
    complete: int
    """Of those, how many leave nothing to ask."""
    items: int
    with_stance: int
    """Of the items of the meetings held, how many have a stance."""
    questions: int


class Totals(msgspec.Struct, frozen=True, kw_only=True):
    """The figures at the top of the page."""

    customers: int
    held: int
    complete: int
    items: int
    with_stance: int
    open_action_items: int
    overdue_action_items: int
    questions: int


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """Something that is different from the period before."""

    kind: Literal["better", "new", "note"]
    text: str
    url: str = ""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """The whole page."""

    language: Literal["ja", "en"]
    team: str = ""
    """What the workspace is called; may be empty."""
    made: str
    """Local ISO date and time, to the minute."""
    first_day: str
    last_day: str
    """The period looked back on: ISO dates, both included."""
    coming_days: int
    """How many days ahead ``coming`` looks."""
    totals: Totals
    coming: tuple[ComingMeeting, ...] = ()
    changes: tuple[Change, ...] = ()
    customers: tuple[CustomerQuestions, ...] = ()
    """Only those with something to ask."""
    rules: tuple[RuleCount, ...] = ()
    units: tuple[UnitCount, ...] = ()
    weeks: tuple[Week, ...] = ()
    """Oldest first."""
    step: Literal[1, 2, 3, 4] = 1
    """The team's adoption step."""
    next_step: str = ""
    """An invitation to the next; empty while it is too early."""

    @property
    def ready(self) -> int:
        """How many of the meetings to come are ready."""
        return sum(meeting.ready for meeting in self.coming)
