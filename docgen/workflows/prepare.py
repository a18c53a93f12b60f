"""A dated block on top of the customer's document, once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec

from docgen.account.again import bare_meeting, planned_meeting
from docgen.account.carry import OpenItem, open_items
from docgen.account.dates import Language, resolve, short_day
from docgen.account.dates import day as full_day
from docgen.account.dates import heading as meeting_heading
from docgen.account.minutes import Minutes
from docgen.account.model import Account, AgendaPlan, Kind, Meeting
from docgen.account.moments import iso, moment
from docgen.account.roster import Roster
from docgen.account.state import begins
from docgen.connect.writer import Plan
from docgen.document.nodes import Paragraph
from docgen.document.tabs import Document, Tab
from docgen.document.walk import Cursor
from docgen.document.wire.styles import heading_level
from docgen.errors import InputError, Text
from docgen.render.anchors import anchored
from docgen.render.chips import Chips
from docgen.render.meeting import fits_anchor, meeting_nodes, meeting_requests, start_day
from docgen.render.requests import Place, after, before
from docgen.workflows.base import Workspace
from docgen.workflows.capture import settle
from docgen.workflows.chips import with_chips


class Difference(msgspec.Struct, frozen=True):
    """One field in which the block and the agenda file are not the same."""

    field: str
    """As in the agenda file, e.g. ``items[0].stance``."""
    document: str
    agenda: str


class Prepared(msgspec.Struct, frozen=True):
    """What ``prepare`` did for one meeting."""

    account: str
    meeting: str
    title: str
    written: bool
    """False: the block was there already, and nothing was changed."""
    differences: tuple[Difference, ...]
    """Where the block that is there differs from the agenda file."""
    carried: int
    """How many open action items of earlier meetings it shows."""
    url: str
    anchored: bool = False
    """Whether its anchor was lost and was put back; no word was changed for it."""


def bare_items(count: int, language: Language) -> list[dict[str, str]]:
    """The items of a bare agenda, as an agenda file has them: their stances are filled in in the document."""
    return [{"title": "論点" if language == "ja" else "Topic", "kind": Kind.DISCUSS.value}] * count


def prepare(workspace: Workspace, account: Account, plan: AgendaPlan, meeting: str, *, bare: bool = False) -> Prepared:
    """Put the block of ``plan`` into the account's document, newest on top: one read and one write.

    If the meeting is there already, no word changes, and what differs from ``plan`` is listed. A ``bare`` one has no
    id of its own: ``meeting`` is its day, and it is there already if one of that day has its title; else it is a second
    one of the day, whose id ends in ``-2``.
    """
    if not fits_anchor(meeting):
        raise InputError(
            Text(f"会議の id が長すぎます: {meeting[:40]}…", f"the meeting's id is too long: {meeting[:40]}…"),
            hint=Text("64 文字までにしてください", "keep it within 64 characters"),
        )
    document_id = workspace.document_id(account)
    settle(workspace, account)

    def write(chips: Chips) -> Prepared:
        return workspace.writer.change(
            document_id, lambda document: _plan(workspace, account, plan, meeting, document, chips, bare=bare)
        ).outcome

    return with_chips(workspace, account, write)


def _plan(
    workspace: Workspace,
    account: Account,
    plan: AgendaPlan,
    meeting: str,
    document: Document,
    chips: Chips,
    *,
    bare: bool,
) -> Plan[Prepared]:
    now = workspace.now(account)
    minutes = workspace.minutes(document, now)
    tab, meetings = minutes.tab, minutes.meetings
    if bare:
        meeting, there = bare_meeting(meetings, plan)
    else:
        there = planned_meeting(meetings, meeting, plan)
    if there:
        differences = tuple(_differences(there, plan, workspace.roster))
        url = workspace.url(document.id, tab.id, there.heading_id)
        anchor = anchored(tab, minutes.block(there), meeting, now.isoformat(timespec="minutes"))
        shown = len(there.carried)
        outcome = Prepared(account.id, meeting, there.title, False, differences, shown, url, anchored=bool(anchor))
        return Plan(anchor, outcome)
    start = iso(moment(plan.start))
    carried = open_items(meetings, until=start)
    nodes = meeting_nodes(
        plan,
        [_carried(item, plan, tab, account.language, chips) for item in carried],
        language=account.language,
        directories=workspace.settings.template_directories,
        chips=chips,
    )
    place, neighbour = _place(minutes, start)
    requests = meeting_requests(
        meeting,
        nodes,
        place,
        now.isoformat(timespec="minutes"),
        bullets_around=neighbour.paragraph.bullet is not None,
    )
    outcome = Prepared(account.id, meeting, plan.title, True, (), len(carried), workspace.url(document.id, tab.id))
    return Plan(requests, outcome)


def _place(minutes: Minutes, start: str) -> tuple[Place, Cursor]:
    """Above the first meeting that does not begin later than ``start``; below all where every one does. And the
    paragraph there.

    After the paragraph before it rather than in front of its heading: so no anchor is touched, however the service
    treats text put in at the edge of a named range. In front of it where the paragraph before is a heading, since the
    part of a paragraph before a new line end gets another heading id.
    """
    tab, meetings = minutes.tab, minutes.meetings
    below = next((meeting for meeting in meetings if begins(meeting) <= start), None)
    edge = below.span[1] if below else meetings[-1].span[2] if meetings else tab.body.size
    above = _paragraph_that_ends_at(tab, edge)
    if below and (above is None or heading_level(above.paragraph.style)):
        block = minutes.block(below)
        if above is None or not block.headless:
            return before(block.heading, tab.id), block.heading
    if above is None:
        raise InputError(
            Text("会議を書き込む場所が見つかりません", "there is no place for the meeting"),
            hint=Text("タブの最後に空の行を足してください", "add an empty line at the end of the tab"),
        )
    return after(above, tab.id), above


def _paragraph_that_ends_at(tab: Tab, edge: int) -> Cursor | None:
    number, start = tab.body.find(edge - 1)
    node = tab.body[number].node
    return Cursor(node, start) if isinstance(node, Paragraph) else None


def _carried(open_item: OpenItem, plan: AgendaPlan, tab: Tab, language: Language, chips: Chips) -> dict[str, str]:
    """An open item as it is shown again in the meeting of ``plan``."""
    item, born, on = open_item.item, open_item.born, start_day(plan)
    due = _due(date.fromisoformat(item.due), item.due_text, on, language) if item.due else item.due_text
    return {
        "line": chips.beside(plan.attendees.theirs).action_line(item.text, item.owners, due, item.status, on, language),
        "origin": meeting_heading(date.fromisoformat(born.date), born.title, language) if born.date else born.title,
        "link": f"?tab={tab.id}#heading={born.heading_id}",
    }


def _due(due: date, written: str, on: date, language: Language) -> str:
    """``due`` in words that mean it on the day ``on``: as ``written`` if they do, else its day, else with its year."""
    return next(
        (text for text in (written, short_day(due, language)) if resolve(text, on) == due), full_day(due, language)
    )


def _differences(there: Meeting, plan: AgendaPlan, roster: Roster) -> Iterator[Difference]:
    def compared(field: str, document: object, agenda: object) -> Iterator[Difference]:
        if document != agenda:
            yield Difference(field, _shown(document), _shown(agenda))

    yield from compared("title", there.title, plan.title)
    yield from compared("start", there.start, iso(moment(plan.start)))
    if plan.end:
        yield from compared("end", there.end, iso(moment(plan.end)))
    yield from compared("goal", there.goal, plan.goal)
    ours = [[roster.member(name) or name for name in each.attendees.ours] for each in (there, plan)]
    if ours[0] != ours[1]:  # a chip may show another name of the same person
        yield from compared("attendees.ours", there.attendees.ours, plan.attendees.ours)
    yield from compared("attendees.theirs", there.attendees.theirs, plan.attendees.theirs)
    for i, (mine, theirs) in enumerate(zip(there.items, plan.items, strict=False)):
        for name in ("title", "kind", "minutes", "stance", "because", "ask", "materials"):
            yield from compared(f"items[{i}].{name}", getattr(mine, name), getattr(theirs, name))
    for i in range(len(plan.items), len(there.items)):
        yield Difference(f"items[{i}]", there.items[i].title, "")
    for i in range(len(there.items), len(plan.items)):
        yield Difference(f"items[{i}]", "", plan.items[i].title)


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return "、".join(map(str, value))
    return "" if value is None else str(value)
