"""A dated block on top of the customer's document, once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import msgspec

from docgen.account.again import bare_meeting, planned_meeting
from docgen.account.carry import OpenItem, open_items
from docgen.account.dates import Language, resolve, short_day
from docgen.account.dates import day as full_day
from docgen.account.dates import heading as meeting_heading
from docgen.account.events import is_linked
from docgen.account.minutes import Minutes, minutes_tab
from docgen.account.model import Account, AgendaPlan, Kind, State
from docgen.account.moments import iso, moment
from docgen.connect.writer import Plan
from docgen.document.nodes import Node
from docgen.document.tabs import Document, Tab
from docgen.document.wire.sections import is_pageless
from docgen.errors import InputError, NotAllowedError, Text
from docgen.inputs.template_version import MEETING_TEMPLATES, template_version
from docgen.render.anchors import anchored
from docgen.render.chips import NO_CHIPS, Chips
from docgen.render.meeting import fits_anchor, meeting_nodes, meeting_requests, start_day
from docgen.render.placing import place_for
from docgen.render.refresh import Refreshed, refreshed
from docgen.render.to_ask import with_to_ask
from docgen.settings import Layout
from docgen.workflows.base import Workspace
from docgen.workflows.chips import with_chips
from docgen.workflows.documents import unfinished
from docgen.workflows.offers import offered
from docgen.workflows.refresh import Difference, differences, told
from docgen.workflows.settling import settle


class Prepared(msgspec.Struct, frozen=True):
    """What ``prepare`` did for one meeting."""

    account: str
    meeting: str
    title: str
    written: bool
    """False: the block was there already, and nothing was changed."""
    differences: tuple[Difference, ...]
    """Where the block that is there differs from the agenda file, and stays as it is."""
    carried: int
    """How many open action items of earlier meetings it shows."""
    url: str
    anchored: bool = False
    """Whether its anchor was lost and was put back; no word was changed for it."""
    refreshed: tuple[Difference, ...] = ()
    """What was replaced in the block, or put in, so that it says what the agenda file does."""
    cancelled: bool = False
    """Whether the meeting is called off, by its heading: it stays so, and nothing in it is replaced."""


def bare_items(count: int, language: Language) -> list[dict[str, str]]:
    """The items of a bare agenda, as an agenda file has them: their stances are filled in in the document."""
    return [{"title": "論点" if language == "ja" else "Topic", "kind": Kind.DISCUSS.value}] * count


@dataclass(frozen=True)
class _Asked:
    """What is asked for."""

    plan: AgendaPlan
    meeting: str
    bare: bool
    refresh: bool


def prepare(
    workspace: Workspace,
    account: Account,
    plan: AgendaPlan,
    meeting: str,
    *,
    bare: bool = False,
    refresh: bool = False,
    dry_run: bool = False,
) -> Prepared:
    """Put the block of ``plan`` into the account's document, newest on top: one read and one write.

    If the meeting is there already, no word changes, and what differs from ``plan`` is listed; to ``refresh`` replaces
    what people have left as docgen wrote it. A ``bare`` one has no id of its own: ``meeting`` is its day, and it is
    there already if one of that day has its title; else it is a second one of the day, whose id ends in ``-2``. A
    ``dry_run`` tells what would come of it, and writes nothing.
    """
    if not fits_anchor(meeting):
        raise InputError(
            Text(f"会議の id が長すぎます: {meeting[:40]}…", f"the meeting's id is too long: {meeting[:40]}…"),
            hint=Text("64 文字までにしてください", "keep it within 64 characters"),
        )
    document_id, asked = workspace.document_id(account), _Asked(plan, meeting, bare, refresh)
    if dry_run:
        return _plan(workspace, account, asked, workspace.reader.read(document_id), NO_CHIPS).outcome
    settle(workspace, account)
    pageless = False

    def write(chips: Chips) -> Prepared:
        def planned(document: Document) -> Plan[Prepared]:
            nonlocal pageless
            pageless = is_pageless(minutes_tab(document).resources)
            return _plan(workspace, account, asked, document, chips)

        done = workspace.writer.change(document_id, planned).outcome
        if done.anchored and refresh:  # what docgen wrote is noted under the name that the meeting has only now
            with unfinished():
                again = workspace.writer.change(document_id, planned).outcome
            return msgspec.structs.replace(again, anchored=True)
        return done

    done = with_chips(workspace, account, write)
    if done.written and pageless and workspace.settings.layout == "columns":
        workspace.tell(_pageless(account))
    return done


def _pageless(account: Account) -> Text:
    return Text(
        f"{account.name} の文書は「ページ分けなし」なので、2段に見えません（ファイル > ページ設定 > ページ）",
        f"the document of {account.name} is pageless and shows no columns (File > Page setup > Pages changes that)",
    )


def _plan(workspace: Workspace, account: Account, asked: _Asked, document: Document, chips: Chips) -> Plan[Prepared]:
    now = workspace.now(account)
    minutes = workspace.minutes(document, now)
    if asked.bare:
        meeting, there = bare_meeting(minutes.meetings, asked.plan)
    else:
        meeting, there = asked.meeting, planned_meeting(minutes.meetings, asked.meeting, asked.plan)
    if there is None:
        return _new(workspace, account, asked.plan, meeting, document, minutes, chips)
    meeting = there.id if there.anchored and is_linked(there.id) else meeting
    block = minutes.block(there)
    anchor = anchored(minutes.tab, block, meeting, now.isoformat(timespec="minutes"))
    made, cancelled = Refreshed(), there.state is State.CANCELLED
    if asked.refresh and not anchor and not cancelled:
        layout: Layout = "columns" if block.flowing else "table"
        nodes = _nodes(workspace, account, asked.plan, [], chips, layout)
        made = refreshed(minutes.tab, block, meeting, nodes)
        if made.replaced and (comments := _comments(workspace, document)):
            made = refreshed(minutes.tab, block, meeting, nodes, comments)
    stays, replaced = told(list(differences(there, asked.plan, workspace.roster)), made)
    outcome = Prepared(
        account=account.id,
        meeting=meeting,
        title=there.title,
        written=False,
        differences=stays,
        carried=len(there.carried),
        url=workspace.url(document.id, minutes.tab.id, there.heading_id),
        anchored=bool(anchor),
        refreshed=replaced,
        cancelled=cancelled,
    )
    return Plan([*anchor, *made.requests], outcome)


def _comments(workspace: Workspace, document: Document) -> tuple[str, ...]:
    """The words that open comments stand at; none where Drive does not let this person see any."""
    try:
        return workspace.service.open_comments(document.id)
    except NotAllowedError:
        return ()


def _new(
    workspace: Workspace,
    account: Account,
    plan: AgendaPlan,
    meeting: str,
    document: Document,
    minutes: Minutes,
    chips: Chips,
) -> Plan[Prepared]:
    """The block of a meeting that is not there yet."""
    tab, start = minutes.tab, iso(moment(plan.start))
    carried = open_items(minutes.meetings, until=start)
    shown = [_carried(item, plan, tab, account.language, chips) for item in carried]
    place, neighbour = place_for(minutes, start)
    nodes = _nodes(workspace, account, plan, shown, chips, workspace.settings.layout)
    if to_ask := offered(workspace, account, minutes.meetings, plan):
        nodes = with_to_ask(nodes, to_ask, account.language)
    requests = meeting_requests(
        meeting,
        nodes,
        place,
        workspace.now(account).isoformat(timespec="minutes"),
        template=template_version(MEETING_TEMPLATES[account.language], workspace.settings.template_directories),
        bullets_around=neighbour.paragraph.bullet is not None,
    )
    outcome = Prepared(account.id, meeting, plan.title, True, (), len(carried), workspace.url(document.id, tab.id))
    return Plan(requests, outcome)


def _nodes(
    workspace: Workspace,
    account: Account,
    plan: AgendaPlan,
    carried: Sequence[dict[str, str]],
    chips: Chips,
    layout: Layout,
) -> tuple[Node, ...]:
    directories = workspace.settings.template_directories
    return meeting_nodes(plan, carried, language=account.language, directories=directories, chips=chips, layout=layout)


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
