"""What ``lint --fix`` would do to one document: all of it as one batch, and what the document would say then.

Each mend is rehearsed on the value that the mends before it have left, and counts only if nothing but what it is for
has changed, and its finding is gone. So whatever is shown is what is written, to the letter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final, Literal, NamedTuple

import msgspec

from docgen.account.minutes import Minutes
from docgen.account.model import Account, AccountDocument, Entry, Meeting
from docgen.account.order import ordered
from docgen.account.state import begins
from docgen.connect.rehearsal import rehearsed
from docgen.document.tabs import Document, Tab
from docgen.document.walk import cursors
from docgen.document.wire.requests import Request
from docgen.errors import NotAllowedError, RefusedError
from docgen.inputs.bilingual import Bilingual
from docgen.lint.engine import Rules
from docgen.lint.findings import Finding
from docgen.render.anchors import restored
from docgen.render.chips import Chips
from docgen.render.headings_out import taken_out
from docgen.render.in_place import Edit, applied
from docgen.render.in_place import requests as edit_requests
from docgen.render.move import Shift, shift
from docgen.render.moved import moved_requests
from docgen.render.weekdays import Misnamed, weekday_edits
from docgen.workflows.base import Workspace

Kind = Literal["weekday", "order", "heading", "anchor"]
KINDS: Final[Mapping[str, Kind]] = {
    "weekday-matches": "weekday",
    "newest-first": "order",
    "field-empty": "heading",
}
"""The check kinds whose findings can be mended, and how."""
UNSEEN: Final = Bilingual("コメントの有無を確かめられません", "it cannot be told whether there are comments on it")
TWO_DAYS: Final = Bilingual("見出しと日時の行で日付が違います", "its heading and the line below it say different days")
MORE_CHANGES: Final = Bilingual("ほかの言葉まで変わってしまいます", "other words would change with it")
NO_BLOCK: Final = Bilingual("会議の場所が決まりません", "there is no place for the meeting by date")


class Mend(msgspec.Struct, frozen=True):
    """One thing that is put right."""

    kind: Kind
    meeting: str
    title: str
    line: str
    """The words that it is about, as they stood."""


class Stays(msgspec.Struct, frozen=True):
    """A finding that stays though its kind can be mended."""

    finding: str
    rule: str
    title: str
    why: tuple[Bilingual, ...]


@dataclass(frozen=True)
class Mended:
    """What is to be done, and what it comes to."""

    requests: Sequence[Request]
    mends: tuple[Mend, ...]
    stays: tuple[Stays, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    """The lines of the document as they are, and as they would be."""


class _State(NamedTuple):
    """The document after some of the mends."""

    document: Document
    said: AccountDocument

    def minutes(self, tab: str) -> Minutes:
        found = next(each for each in self.document.all_tabs() if each.id == tab)
        return Minutes(found, [each for each in self.said.meetings if each.span[0] == tab])

    def meeting(self, finding: Finding) -> Meeting:
        alike = [each for each in self.said.meetings if each.id == finding.meeting and each.span[0] == finding.span[0]]
        at = finding.span[1]
        return next((each for each in alike if each.span[1] <= at < max(each.span[2], at + 1)), alike[0])


@dataclass
class Planner:
    """Plans what to mend in the document of one account."""

    workspace: Workspace
    account: Account
    rules: Rules
    chips: Chips
    is_known: Callable[[Finding], bool] = lambda _: False
    """Whether a finding is known already, and not asked again."""
    _requests: list[Request] = field(default_factory=list)
    _mends: list[Mend] = field(default_factory=list)
    _stays: dict[str, Stays] = field(default_factory=dict)

    def plan(self, document: Document) -> Mended:
        """What to do in ``document``. Raises as ``Service.get``."""
        self._requests, self._mends, self._stays = [], [], {}
        self.__dict__.pop("_comments", None)
        state = self._state(document)
        if not any(self._fixable(state)) and not any(_anchors(state)):
            return Mended((), (), (), (), ())
        full = self.workspace.service.get(document.id)  # the mover plans from all looks
        self._ids = {one.id for tab in full.all_tabs() for one in tab.ranges}
        state = first = self._state(full)
        state = self._with_anchors(state)
        state = self._with_weekdays(state)
        state = self._with_headings(state)
        state = self._with_order(state)
        before, after = (tuple(lines_of(each.document)) for each in (first, state))
        return Mended(tuple(self._requests), tuple(self._mends), tuple(self._stays.values()), before, after)

    def _state(self, document: Document) -> _State:
        return _State(document, self.workspace.said(document, self.account))

    def _fixable(self, state: _State, *kinds: Kind) -> Iterator[tuple[Kind, Finding]]:
        found = self.rules.lint(state.said, self.workspace.now(self.account))
        for finding in found:
            kind = self._kinds.get(finding.rule)
            if finding.fixable and kind and (not kinds or kind in kinds) and not self.is_known(finding):
                yield kind, finding

    @cached_property
    def _kinds(self) -> Mapping[str, Kind]:
        return {rule.id: KINDS[rule.check] for rule in self.rules.every if rule.check in KINDS}

    @cached_property
    def _comments(self) -> Sequence[str] | None:
        """The words that open comments stand at; None where that cannot be told."""
        try:
            return self.workspace.service.open_comments(self.workspace.document_id(self.account))
        except NotAllowedError:
            return None

    def _tried(
        self, state: _State, requests: Sequence[Request], mends: Sequence[Mend], lines: Counter[str] | None = None
    ) -> _State | None:
        """The state after ``requests``, if no line changes but as ``lines`` counts (gone below 0, new above)."""
        drops = (each["deleteNamedRange"]["namedRangeId"] for each in requests if "deleteNamedRange" in each)
        if not all(each in self._ids for each in drops):
            return None  # made by an earlier mend of this batch: the service calls it otherwise
        try:
            after = rehearsed(state.document, requests)
        except RefusedError:
            return None
        expected = Counter(_words(state.document))
        expected.update(lines or {})
        if +expected != Counter(_words(after)):
            return None
        self._requests += requests
        self._mends += mends
        return self._state(after)

    def _stay(self, finding: Finding, *why: Bilingual) -> None:
        self._stays[finding.id] = Stays(finding.id, finding.rule, finding.meeting_title, why)

    def _with_anchors(self, state: _State) -> _State:
        for meeting, requests in _anchors(state):
            mend = Mend("anchor", meeting.id, meeting.title, meeting.heading)
            state = self._tried(state, requests, [mend]) or state
        return state

    def _with_weekdays(self, state: _State) -> _State:
        """All at once; one by one where that changes more than it should."""
        ways: list[tuple[Finding, Mend, Sequence[Edit]]] = []
        for _, finding in self._fixable(state, "weekday"):
            minutes, meeting = state.minutes(finding.span[0]), state.meeting(finding)
            way = self._weekday(minutes, meeting, finding)
            if isinstance(way, Bilingual):
                self._stay(finding, way)
            else:
                ways.append((finding, Mend("weekday", meeting.id, meeting.title, finding.match), way))
        ways.sort(key=lambda each: -each[2][0].start)  # the last first, so that no place moves
        if ways and (after := self._edited(state, ways)):
            return after
        for each in ways:
            if after := self._edited(state, [each]):
                state = after
            else:
                self._stay(each[0], MORE_CHANGES)
        return state

    def _edited(self, state: _State, ways: Sequence[tuple[Finding, Mend, Sequence[Edit]]]) -> _State | None:
        lines = Counter[str]()
        requests: list[Request] = []
        for finding, _, edits in ways:
            tab = finding.span[0]
            requests += edit_requests(tab, edits)
            for before, after in _changed(state.minutes(tab).tab, edits):
                lines.subtract([before])
                lines.update([after])
        return self._tried(state, requests, [mend for _, mend, _ in ways], lines)

    def _weekday(self, minutes: Minutes, meeting: Meeting, finding: Finding) -> Sequence[Edit] | Bilingual:
        if finding.field == "date" and meeting.start and meeting.start[:10] != meeting.date:
            return TWO_DAYS
        start = finding.span[1]
        misnamed = Misnamed(start, finding.line, finding.match, date.fromisoformat(meeting.date))
        block = minutes.block(meeting)
        leaves = [block.heading] if finding.field == "date" else block.leaves()
        return weekday_edits(leaves, misnamed)

    def _with_headings(self, state: _State) -> _State:
        """All that each meeting has in tables: a rule may ask about the first alone."""
        for meeting, finding in {one.meeting: one for _, one in self._fixable(state, "heading")}.items():
            stuck: set[str] = set()
            while heading := next((one for one in _in_tables(state, meeting) if one.text not in stuck), None):
                stuck.add(heading.text)
                way = self._heading_way(state, heading)
                after = None
                if not isinstance(way, Bilingual):
                    after = self._tried(state, way, [Mend("heading", meeting, finding.meeting_title, heading.text)])
                if after is None:
                    self._stay(finding, way if isinstance(way, Bilingual) else MORE_CHANGES)
                state = after or state
        return state

    def _heading_way(self, state: _State, heading: Entry) -> list[Request] | Bilingual:
        if self._comments is None:
            return UNSEEN
        tab = state.minutes(heading.span[0]).tab
        return taken_out(state.document, tab, heading.span[1], self._comments, chips=self.chips.on)

    def _with_order(self, state: _State) -> _State:
        found = [finding for _, finding in self._fixable(state, "order")]
        for tab in dict.fromkeys(finding.span[0] for finding in found):
            by_id = {finding.meeting: finding for finding in found if finding.span[0] == tab}
            whole = len(ordered(state.minutes(tab).meetings)[1]) > len(by_id)
            stuck: set[str] = set()
            while True:
                minutes = state.minutes(tab)
                kept, others = ordered(minutes.meetings)
                meeting = next((one for one in others if one.id not in stuck and (whole or one.id in by_id)), None)
                if meeting is None:
                    break
                stuck.add(meeting.id)
                finding = by_id.get(meeting.id, next(iter(by_id.values())))
                way = self._way(state, minutes, meeting, kept)
                if not isinstance(way, Shift):
                    self._stay(finding, *way)
                    continue
                requests = moved_requests(minutes.tab, minutes.block(meeting), [], {}, way)
                mend = Mend("order", meeting.id, meeting.title, meeting.heading)
                after = self._tried(state, requests, [mend])
                if after is None:
                    self._stay(finding, MORE_CHANGES)
                else:
                    state = after
        return state

    def _way(
        self, state: _State, minutes: Minutes, meeting: Meeting, kept: Iterable[Meeting]
    ) -> Shift | tuple[Bilingual, ...]:
        if self._comments is None:
            return (UNSEEN,)
        among = [one for one in minutes.meetings if one is meeting or any(one is each for each in kept)]
        stand = Minutes(minutes.tab, among)
        return shift(state.document, stand, meeting, begins(meeting), self._comments, chips=self.chips.on)


def _anchors(state: _State) -> Iterator[tuple[Meeting, Sequence[Request]]]:
    """The anchors that can be put back on meetings that docgen wrote."""
    for tab in state.document.all_tabs():
        minutes = state.minutes(tab.id)
        for meeting in minutes.meetings:
            if meeting.written and not meeting.anchored:
                requests = restored(tab, meeting, minutes.block(meeting))
                if requests:
                    yield meeting, requests


def _in_tables(state: _State, meeting: str) -> Iterator[Entry]:
    for one in state.said.meetings:
        if one.id == meeting:
            yield from one.headings_in_tables


def _changed(tab: Tab, edits: Sequence[Edit]) -> Iterator[tuple[str, str]]:
    """The line that is edited, and what it becomes."""
    start = edits[0].start
    _, at = tab.body.find(start)
    for leaf in cursors((node for _, node in tab.within(start, start + 1)), at):
        if leaf.start <= start < leaf.end:
            yield leaf.text, applied(leaf, edits).text


def _words(document: Document) -> Iterator[str]:
    """Its lines, but for empty ones."""
    for tab in document.all_tabs():
        yield from (leaf.text for leaf in cursors(node for _, node in tab.positioned()) if leaf.text)


def lines_of(document: Document) -> Iterator[str]:
    """A document line by line: headings with ``#``, the cells of tables with ``|``."""
    for tab in document.all_tabs():
        for leaf in cursors(node for _, node in tab.positioned()):
            level = leaf.level
            mark = ("| " if leaf.cell else "") + (f"{'#' * level} " if level else "")
            yield f"{mark}{leaf.text}"
