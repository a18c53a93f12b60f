"""A meeting at another time: the words that say when change in place, and the block goes where it belongs by date."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

import msgspec

from docgen.account.again import DAY
from docgen.account.choice import chosen_meeting
from docgen.account.dates import TimeSpan, meeting_heading, resolve
from docgen.account.dates.asking import asked, asked_end
from docgen.account.minutes import Minutes
from docgen.account.model import Account, Attendees, Flaw, Meeting, State, Status
from docgen.account.moments import iso, moment
from docgen.connect.writer import Plan
from docgen.document.tabs import Document
from docgen.document.text import normalise
from docgen.errors import InputError, NotAllowedError, Text
from docgen.inputs.bilingual import Bilingual
from docgen.render.anchors import anchored
from docgen.render.chips import NO_CHIPS, Chips
from docgen.render.move import Shift, is_in_order, shift
from docgen.render.moved import moved_requests
from docgen.render.rewording import Part, Reworded, Wanted, reworded
from docgen.workflows.base import Workspace
from docgen.workflows.chips import with_chips
from docgen.workflows.settling import settle

Place = Literal["same", "moved", "stays"]
When = Callable[[Meeting], TimeSpan | None]
UNSEEN = Bilingual("コメントの有無を確かめられません", "it cannot be told whether there are comments on it")


class Kept(msgspec.Struct, frozen=True):
    """What still says something else, since people have written it anew or it is not there."""

    field: Literal["heading", "title", "when", "ours", "theirs"]
    line: str
    """The line as it stands; empty where there is none."""


class Moved(msgspec.Struct, frozen=True, kw_only=True):
    """What ``move`` did."""

    account: str
    meeting: str
    title: str
    was_start: str
    """As it was: local ISO date and time or date; empty where not written."""
    was_end: str
    start: str
    end: str
    written: bool
    """False: it said all that already."""
    changed: tuple[Literal["heading", "title", "when", "ours", "theirs"], ...] = ()
    kept: tuple[Kept, ...] = ()
    place: Place = "same"
    """``moved``: the block stands elsewhere now; ``stays``: it would stand elsewhere by date."""
    why: tuple[Bilingual, ...] = ()
    """What keeps it where it is."""
    due: tuple[str, ...] = ()
    """Due dates in it that mean another day, seen from the new date."""
    cancelled: bool = False
    """Whether it is called off, and stays so."""
    url: str


def move(
    workspace: Workspace,
    account: Account,
    meeting_id: str,
    start: str,
    end: str = "",
    *,
    title: str = "",
    attendees: Attendees | None = None,
    dry_run: bool = False,
) -> Moved:
    """Have a meeting (by id or date) at another time: ``start`` and ``end`` are local ISO dates or dates with times.

    Without an ``end`` it has none; an empty ``start`` leaves the time as it is. A new ``title`` goes into a heading
    that is still as docgen wrote it; ``attendees`` are all there are. Again, nothing changes.
    """
    begin, stop = moment(start.replace("T", " ")), moment(end.replace("T", " "))
    when = _checked(TimeSpan(begin, stop)) if begin else None
    return _move(workspace, account, meeting_id, lambda _: when, title, attendees, dry_run=dry_run)


def move_to(
    workspace: Workspace,
    account: Account,
    meeting_id: str,
    to: str,
    end: str = "",
    *,
    title: str = "",
    dry_run: bool = False,
) -> Moved:
    """The same in the words of somebody who asks for it (12/8 10時, 来週火曜 15:00–16:00), said today. What they do not
    say stays, and so does how long it takes.

    Raises ``InputError`` for words that do not say which day or time.
    """
    today = workspace.now(account).date()
    said = asked(normalise(to), today)
    if said is None:
        raise InputError(
            Text(f"「{to}」がいつのことか分かりません", f"“{to}” does not say when"),
            hint=Text("例: --to 2026-12-08 または「12/8 10:00」", 'for example --to 2026-12-08, or "12/8 10:00"'),
        )
    if said.day and said.weekday is not None and said.day.weekday() != said.weekday:
        raise InputError(
            Text(f"「{to}」の日付と曜日が合いません", f"the weekday in “{to}” is not that of its date"),
            hint=Text("どちらかを直してください", "correct one of them"),
        )

    def when(meeting: Meeting) -> TimeSpan:
        on = date.fromisoformat(meeting.date) if meeting.date else None
        if on is None and said.day is None:
            raise InputError(
                Text(f"{meeting.title} の日付がわかりません", f"the date of {meeting.title} is not known"),
                hint=Text("--to に日付も書いてください", "say the date too"),
            )
        was = _was(meeting)
        span = said.beside(on or said.day or today, was.start, was.end) if was else said.beside(today, None, None)
        if not end:
            return _checked(span)
        stop = asked_end(normalise(end), today, span.start)
        if stop is None:
            raise InputError(
                Text(f"「{end}」がいつのことか分かりません", f"“{end}” does not say when"),
                hint=Text("例: --end 11:00", "for example --end 11:00"),
            )
        return _checked(TimeSpan(span.start, stop))

    return _move(workspace, account, meeting_id, when, title, None, dry_run=dry_run)


def _was(meeting: Meeting) -> TimeSpan | None:
    """When a meeting is, as its block says: the day in its heading with the times of day of its lines."""
    begin = moment(meeting.start.replace("T", " ")) or moment(meeting.date)
    return TimeSpan(begin, moment(meeting.end.replace("T", " "))) if begin else None


def _checked(span: TimeSpan) -> TimeSpan:
    """``span`` as it is written. Raises ``InputError`` for an end that is no end."""
    start, end = span
    if end is None or (type(start) is date and end == start):
        return TimeSpan(start)
    if isinstance(start, datetime) != isinstance(end, datetime) or end < start:
        raise InputError(
            Text(f"終了 {iso(end)} が開始 {iso(start)} に合いません", f"the end {iso(end)} does not fit {iso(start)}"),
            hint=Text("開始と終了を確かめてください", "check start and end"),
        )
    return TimeSpan(start, end if end > start else None)


@dataclass
class _Move:
    """One run, which may plan several times."""

    workspace: Workspace
    account: Account
    asked: str
    when: When
    wanted_title: str
    attendees: Attendees | None
    chips: Chips = NO_CHIPS
    first: Meeting | None = None
    """The meeting as it was when it was first planned for."""
    sent: Moved | None = None
    """What is to be told of the changes that were sent last: perhaps they have landed without an answer."""
    again: bool = False
    """Whether the block has an anchor only now, and may go to its place by date next."""

    def plan(self, document: Document) -> Plan[Moved]:
        """What is to be done in ``document``."""
        now = self.workspace.now(self.account)
        minutes = self.workspace.minutes(document, now)
        meeting = self._chosen(minutes.meetings, now)
        self.first = self.first or meeting
        _refuse(meeting)
        span = self.when(self.first)
        words = self._words(minutes, meeting, span)
        begins = _begins(span, words)
        ordered = not begins or is_in_order(minutes.meetings, meeting, begins)
        if not ordered:  # what is moved as a whole is planned from all of its looks
            document = self.workspace.service.get(document.id)
            minutes = self.workspace.minutes(document, now)
            meeting = self._chosen(minutes.meetings, now)
            words = self._words(minutes, meeting, span)
        tab, block = minutes.tab, minutes.block(meeting)
        anchor = anchored(tab, block, meeting.id, now.isoformat(timespec="minutes"))
        self.again = bool(anchor) and not ordered
        way = self._way(document, minutes, meeting, begins) if not ordered and not anchor else None
        moves = way if isinstance(way, Shift) else None
        requests = moved_requests(tab, block, words.edits, words.facts, moves) if words.edits or moves else []
        outcome = Moved(
            account=self.account.id,
            meeting=meeting.id,
            title=self.wanted_title if Part.TITLE in words.changed else meeting.title,
            was_start=self.first.start or self.first.date,
            was_end=self.first.end,
            start=iso(span.start) if span else meeting.start or meeting.date,
            end=iso(span.end) if span else meeting.end,
            written=bool(anchor or requests),
            changed=tuple(part.value for part in words.changed),
            kept=tuple(Kept(part.value, line) for part, line in words.kept.items()),
            place="moved" if moves else "same" if ordered else "stays",
            why=way if isinstance(way, tuple) else (),
            due=tuple(_due(self.first, span)) if span else (),
            cancelled=meeting.state is State.CANCELLED,
            url=self.workspace.url(document.id, tab.id, "" if moves else meeting.heading_id),
        )
        if not (anchor or requests):
            return Plan((), self.sent or outcome)
        self.sent = outcome
        return Plan([*anchor, *requests], outcome)

    def _words(self, minutes: Minutes, meeting: Meeting, span: TimeSpan | None) -> Reworded:
        wanted = Wanted(span, self.wanted_title or None, self.attendees)
        return reworded(minutes.tab, minutes.block(meeting), wanted, self.account.language, self.chips)

    def _chosen(self, meetings: Sequence[Meeting], now: datetime) -> Meeting:
        """The meeting that was asked for. By its old date it is found at its new one too, where an earlier run has
        moved it."""
        try:
            return chosen_meeting(meetings, self.first.id if self.first else self.asked, now)
        except InputError:
            there = [one for one in meetings if one.date and self._is_there(one)] if DAY.fullmatch(self.asked) else []
            if self.first or len(there) != 1:
                raise
            return there[0]

    def _is_there(self, meeting: Meeting) -> bool:
        span = self.when(meeting)
        return span is not None and span == _was(meeting)

    def _way(self, document: Document, minutes: Minutes, meeting: Meeting, start: str) -> Shift | tuple[Bilingual, ...]:
        try:
            comments: Sequence[str] = self.workspace.service.open_comments(document.id)
        except NotAllowedError:
            return (UNSEEN,)
        return shift(document, minutes, meeting, start, comments, chips=self.chips.on)


def _move(
    workspace: Workspace,
    account: Account,
    meeting_id: str,
    when: When,
    title: str,
    attendees: Attendees | None,
    *,
    dry_run: bool,
) -> Moved:
    document_id = workspace.document_id(account)
    run = _Move(workspace, account, meeting_id, when, normalise(title).replace("\n", " ").strip(), attendees)
    if dry_run:
        return run.plan(workspace.reader.read(document_id)).outcome
    settle(workspace, account)

    def write(chips: Chips) -> Moved:
        run.chips = chips
        done = workspace.writer.change(document_id, run.plan)
        outcome = msgspec.structs.replace(done.outcome, written=done.written)
        if run.again:
            run.sent = None
            then = workspace.writer.change(document_id, run.plan).outcome
            outcome = msgspec.structs.replace(outcome, place=then.place, why=then.why, url=then.url)
        return outcome

    return with_chips(workspace, account, write)


def _begins(span: TimeSpan | None, words: Reworded) -> str:
    """When a meeting begins as its block reads once ``words`` are changed, as ``state.begins`` has it; empty where that
    does not change, since its heading keeps another day."""
    if span is None or (Part.HEADING in words.kept and (Part.WHEN in words.kept or not _has_lost_its_day(words))):
        return ""
    start = iso(span.start)
    return start[:10] if Part.WHEN in words.kept else start


def _has_lost_its_day(words: Reworded) -> bool:
    """Whether the heading says no day, so that the line below it does."""
    return meeting_heading(words.kept[Part.HEADING]) is None


def _refuse(meeting: Meeting) -> None:
    if meeting.flaw is Flaw.COPY:
        raise InputError(
            Text(f"会議 {meeting.id} が文書に2つあります", f"the meeting {meeting.id} is in the document twice"),
            hint=Text("どちらかを文書から消してください", "take one of them out of the document"),
        )
    if not (meeting.anchored or meeting.date):
        raise InputError(
            Text(f"{meeting.title} の日付が見出しにありません", f"the heading of {meeting.title} has no date"),
            hint=Text("見出しに日付を書いてください", "write its date into the heading"),
        )


def _due(meeting: Meeting, span: TimeSpan) -> list[str]:
    """The due dates of open items that are told from the day of the meeting, and mean another day from its new one."""
    if not meeting.date:
        return []
    old, new = date.fromisoformat(meeting.date), date(span.start.year, span.start.month, span.start.day)
    items = (*meeting.carried, *meeting.all_action_items())
    found = (one.due_text for one in items if one.due_text and one.due and one.status is Status.OPEN)
    return list(dict.fromkeys(text for text in found if resolve(text, old) != resolve(text, new)))
