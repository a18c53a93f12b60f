"""A week prepared from a calendar: one block per event, and what changed since carried over.

Planning reads the documents and writes nothing; each step that is carried out is one write into one document, and is
remembered at once, so that a run may be cut short and started again at any point.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import groupby
from typing import Final, Literal

import msgspec

from docgen.account.candidates import next_items
from docgen.account.changes import Changes, Do, Seen, Step
from docgen.account.events import Calendar, Event
from docgen.account.invitation import plan_of
from docgen.account.invited import attendees
from docgen.account.linking import agenda_of
from docgen.account.matches import Decision, read_matches, remember
from docgen.account.matching import Matcher
from docgen.account.model import Account, AgendaItemPlan, AgendaPlan, Meeting
from docgen.errors import DocgenError, InputError
from docgen.settings import AT_REST
from docgen.workflows.agendas import agenda_files
from docgen.workflows.base import Workspace
from docgen.workflows.calendar import SeenEvents
from docgen.workflows.cancel import cancel, restore
from docgen.workflows.link import link
from docgen.workflows.move import Kept, move
from docgen.workflows.prepare import Prepared, bare_items, prepare
from docgen.workflows.week import DAYS

BEHIND: Final = timedelta(days=35)
AHEAD: Final = timedelta(days=120)
"""How far around today the calendar is looked at: meetings are moved that far."""

State = Literal[
    "new", "there", "adopt", "moved", "changed", "cancelled", "restored", "gone", "unsure", "declined", "internal",
    "nobody", "file", "trouble",
]  # fmt: skip


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One meeting of the week."""

    date: str
    """ISO date, local; empty for trouble with a whole document."""
    time: str = ""
    """``10:00``; empty for whole days."""
    account: str = ""
    """Id; empty where no customer is meant, or it is not known which."""
    name: str = ""
    title: str = ""
    meeting: str = ""
    state: State
    """What is to be done, or was done; ``file``: a block for an agenda file that is no event's."""
    done: bool = False
    """Whether it was written in this run."""
    items: int = 0
    """How many agenda items it has, candidates not counted."""
    candidates: int = 0
    carried: int = 0
    """How many open action items it shows."""
    choices: tuple[str, ...] = ()
    """Where it is unsure, the ids of the customers that it may be about."""
    uid: str = ""
    """The iCalUID of its series, as matches.csv has it."""
    kept: tuple[Kept, ...] = ()
    """What still says something else, since people have written it anew."""
    error: str = ""
    """Why it was not done."""
    url: str = ""


@dataclass(frozen=True)
class Planned:
    """A row of the week and what is to be done for it, in order."""

    row: Row
    steps: tuple[Step, ...] = ()
    plan: AgendaPlan | None = None
    """The agenda of a new block."""
    account: Account | None = None
    error: DocgenError | None = None

    @property
    def writes(self) -> bool:
        """Whether something is to be written."""
        return self.error is None and (self.row.state == "file" or any(step.writes for step in self.steps))


@dataclass
class Week:
    """One run over the coming days."""

    workspace: Workspace
    calendar: Calendar
    me: str = ""
    on_read: Callable[[int, int, str], None] = field(default=lambda number, total, name: None)
    """Told before each document is read: its number, how many there are, whose it is."""
    documents: dict[str, Sequence[Meeting]] = field(default_factory=dict)
    troubles: dict[str, DocgenError] = field(default_factory=dict)
    """Account id → why its document could not be read."""

    @cached_property
    def accounts(self) -> tuple[Account, ...]:
        """The customers that events may be about."""
        return tuple(one for one in self.workspace.roster.accounts if one.stage not in AT_REST)

    @cached_property
    def events(self) -> Sequence[Event]:
        """All that the calendar has around today."""
        midnight = datetime.combine(self.now.date(), time(), self.now.tzinfo)
        return self.calendar.events(midnight - BEHIND, midnight + AHEAD)

    @cached_property
    def now(self) -> datetime:
        """The present moment in the workspace's time zone."""
        return self.workspace.now()

    @cached_property
    def seen(self) -> Mapping[str, Seen]:
        """What was seen of the events last."""
        return SeenEvents(self.workspace.settings).all()

    def planned(self) -> tuple[Planned, ...]:
        """The week as it is to be, soonest first. Documents are read once, the first time that they are asked for.

        Raises ``InputError`` for matches.csv or an agenda file that is not valid.
        """
        matcher = Matcher(self.workspace.roster, self.accounts, self._decided())
        self._read(matcher)
        steps = Changes(
            events=self.events,
            meetings=self.documents,
            matcher=matcher,
            seen=self.seen,
            now=self.now,
            days=DAYS,
            me=self.me,
            last=(self.now + AHEAD).date() - timedelta(days=1),
        ).steps()
        grouped = groupby(steps, key=lambda step: (step.start, step.account.id if step.account else "", step.meeting))
        found = [self._planned(tuple(group), matcher, steps) for _, group in grouped]
        found += self._files(steps, matcher)
        return tuple(sorted(found, key=lambda one: (one.row.date, one.row.time, one.row.account, one.row.title)))

    def decide(self, decisions: Iterable[Decision]) -> None:
        """Remember what people said."""
        remember(self.workspace.settings, decisions)

    def questions(self, planned: Iterable[Planned]) -> tuple[Step, ...]:
        """The events that people have to be asked about, each series once."""
        unsure = [step for one in planned for step in one.steps if step.do is Do.UNSURE and step.event]
        return tuple({step.event.series: step for step in reversed(unsure) if step.event}.values())[::-1]

    def carry_out(self, one: Planned) -> Row:
        """Do what is to be done for a row; the row as it is then.

        Raises ``DocgenError`` where that fails; what was done before stays done.
        """
        row = one.row
        if one.account and one.plan and (row.state == "file" or any(step.do is Do.NEW for step in one.steps)):
            result = prepare(self.workspace, one.account, one.plan, row.meeting)
            row = _with(row, result)
        for step in one.steps:
            if step.writes and step.do is not Do.NEW and step.account and step.block:
                url, kept = carried_out(self.workspace, step.account, step, step.block)
                row = msgspec.structs.replace(row, done=True, url=url or row.url, kept=(*row.kept, *kept))
            self._note(step)
        return row

    def note_the_rest(self, planned: Iterable[Planned]) -> None:
        """Remember what was seen of the events for which nothing was to be done."""
        quiet = [step for one in planned for step in one.steps if step.do is Do.THERE]
        seen = {step.meeting: step.seen for step in quiet if step.seen}
        SeenEvents(self.workspace.settings).keep(seen, self.now.date())

    def _note(self, step: Step) -> None:
        if step.seen:
            SeenEvents(self.workspace.settings).keep({step.meeting: step.seen}, self.now.date())

    def _decided(self) -> dict[str, str]:
        return read_matches(self.workspace.settings).decided(self.workspace.roster)

    def _read(self, matcher: Matcher) -> None:
        """Read the documents of the customers that something may be to do for."""
        wanted = {one.account for one in self.seen.values() if one.start >= self.now.date().isoformat()}
        wanted |= {match.account.id for event in self.events if (match := matcher.match(event)).account}
        known = self.documents.keys() | self.troubles.keys()
        unread = [one for one in self.accounts if one.id in wanted and one.document_id and one.id not in known]
        for number, account in enumerate(unread, 1):
            self.on_read(number, len(unread), account.name)
            try:
                self.documents[account.id] = self.workspace.read(account).meetings
            except DocgenError as error:
                self.troubles[account.id] = error

    def _planned(self, steps: tuple[Step, ...], matcher: Matcher, every: Sequence[Step]) -> Planned:
        step = next((step for step in steps if step.do is not Do.ADOPT), steps[0])
        account, block = step.account, steps[0].block
        row = Row(
            date=step.start[:10],
            time=step.start[11:],
            account=account.id if account else "",
            name=account.name if account else "",
            title=step.title,
            meeting=step.meeting,
            state=_state(steps),
            items=len(block.items) if block else 0,
            candidates=len(block.candidates) if block else 0,
            carried=len(block.carried) if block else 0,
            choices=tuple(one.id for one in step.candidates),
            uid=step.event.series if step.event else "",
            url=self._url(account, block),
        )
        if account is None or not any(one.writes for one in steps):
            return Planned(row, steps, account=account)
        if error := self._trouble(account):
            line = error.line(self.workspace.settings.language)
            row = msgspec.structs.replace(row, state="trouble", error=line)
            return Planned(row, steps, account=account, error=error)
        if step.do is not Do.NEW or step.event is None:
            return Planned(row, steps, account=account)
        plan = self._plan(account, step.event, matcher, every)
        items = sum(not _is_candidate(item) for item in plan.items)
        counted = msgspec.structs.replace(row, title=plan.title, items=items, candidates=len(plan.items) - items)
        return Planned(counted, steps, plan, account)

    def _trouble(self, account: Account) -> DocgenError | None:
        """Why nothing can be written for an account."""
        if account.id in self.troubles:
            return self.troubles[account.id]
        try:
            self.workspace.document_id(account)
        except InputError as error:
            return error
        return None

    def _plan(self, account: Account, event: Event, matcher: Matcher, every: Sequence[Step]) -> AgendaPlan:
        """The agenda of a new block: that of its agenda file, else what the invitation lists, what was to be asked and
        candidates; one empty item at the least."""
        invited = plan_of(event, attendees(event, matcher, account.language), account.language)
        files = tuple(agenda_files(self.workspace, account))
        day = invited.start[:10]
        alone = sum(step.account == account and step.do is Do.NEW and step.start[:10] == day for step in every) == 1
        if (at := agenda_of(event, invited.title, files, only=alone)) is not None:
            file = files[at][1]
            people = file.attendees if file.attendees.ours or file.attendees.theirs else invited.attendees
            return msgspec.structs.replace(file, start=invited.start, end=invited.end, attendees=people)
        items = list(invited.items)
        before = self.documents.get(account.id, ())
        items += next_items(before, invited.start.replace(" ", "T"), items, account.language)
        if all(map(_is_candidate, items)):
            items = [*msgspec.convert(bare_items(1, account.language), list[AgendaItemPlan]), *items]
        return msgspec.structs.replace(invited, items=tuple(items))

    def _files(self, steps: Sequence[Step], matcher: Matcher) -> Iterable[Planned]:
        """The agenda files of the coming days that are no event's."""
        for account in self.accounts:
            files = tuple(agenda_files(self.workspace, account))
            today = self.workspace.now(account).date()
            mine = [step for step in steps if step.account == account and step.event and step.do is not Do.CANCELLED]
            taken = {
                agenda_of(step.event, step.title, files, only=sum(_same_day(step, one) for one in mine) == 1)
                for step in mine
                if step.event
            }
            for at, (meeting, plan) in enumerate(files):
                if at in taken or not today <= date.fromisoformat(plan.start[:10]) <= today + timedelta(days=DAYS):
                    continue
                there = next((m for m in self.documents.get(account.id, ()) if meeting in (m.id, m.was)), None)
                row = Row(
                    date=plan.start[:10],
                    time=plan.start[11:],
                    account=account.id,
                    name=account.name,
                    title=there.title if there else plan.title,
                    meeting=there.id if there else meeting,
                    state="there" if there else "file",
                    items=len(there.items if there else plan.items),
                    carried=len(there.carried) if there else 0,
                    url=self._url(account, there),
                )
                error = None if there else self._trouble(account)
                yield Planned(row, plan=None if there else plan, account=account, error=error)

    def _url(self, account: Account | None, block: Meeting | None) -> str:
        if account is None or block is None or not account.document_id:
            return ""
        return self.workspace.url(account.document_id, block.span[0], block.heading_id)


def carried_out(workspace: Workspace, account: Account, step: Step, block: Meeting) -> tuple[str, tuple[Kept, ...]]:
    """Write one step; the address of the block, and the lines that stay since people have written them anew."""
    if step.do is Do.ADOPT:
        return link(workspace, account, block.id, step.meeting), ()
    if step.do is Do.CANCELLED:
        return cancel(workspace, account, step.meeting).url, ()
    if step.do is Do.RESTORED:
        return restore(workspace, account, step.meeting).url, ()
    # A time that did not change in the calendar may have been changed by hand.
    start, end = (step.start, step.end) if step.do is Do.MOVED else ("", "")
    people = step.new_attendees
    done = move(workspace, account, step.meeting, start, end, title=step.new_title, attendees=people)
    return done.url, done.kept


def _state(steps: Sequence[Step]) -> State:
    """What a row is called: the change that matters most to a reader."""
    kinds = {step.do for step in steps}
    order = (Do.NEW, Do.CANCELLED, Do.RESTORED, Do.MOVED, Do.ADOPT, Do.CHANGED)
    first = next((do for do in order if do in kinds), steps[0].do)
    return first.value


def _with(row: Row, result: Prepared) -> Row:
    return msgspec.structs.replace(
        row, done=result.written or result.anchored, carried=result.carried, title=result.title, url=result.url
    )


def _is_candidate(item: AgendaItemPlan) -> bool:
    from docgen.account.candidates import unmarked

    return unmarked(item.title) is not None


def _same_day(step: Step, other: Step) -> bool:
    return step.start[:10] == other.start[:10]
