"""What is said in a meeting, put under its label: a view, a decision, an action item."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from typing import Literal

import msgspec

from docgen import clock
from docgen.account.choice import chosen_meeting
from docgen.account.dates import Language
from docgen.account.model import Account, Meeting, Status
from docgen.account.outline import Block, Section
from docgen.account.words import ActionLine, parse_action_line, people
from docgen.connect.outbox import Intent
from docgen.connect.writer import Plan, Planner, asked_at
from docgen.document.chipped import read_as
from docgen.document.tabs import Document
from docgen.document.text import normalise
from docgen.errors import InputError, Text
from docgen.render.anchors import restored
from docgen.render.capture import capture_requests, entry_line
from docgen.render.chips import NO_CHIPS, Chips
from docgen.workflows.base import Workspace
from docgen.workflows.chips import with_chips

What = Literal["views", "decisions", "action_items"]


class Captured(msgspec.Struct, frozen=True):
    """What was written, and where."""

    account: str
    meeting: str
    meeting_title: str
    item: int | None
    item_title: str
    what: What
    line: str
    """As it stands in the document."""


def capture(
    workspace: Workspace,
    account: Account,
    what: What,
    text: str,
    *,
    item: int | None = None,
    meeting: str = "",
    owners: Sequence[str] = (),
    due: str = "",
    done: bool = False,
) -> Captured:
    """Write one line into a meeting: under the agenda item numbered ``item``, or outside the items.

    ``meeting``: an id or date; empty for the current one. Raises ``InputError`` for a text that is empty, an owner or a
    due date that would not be read back, and a meeting or an item that is not there.
    """
    text = normalise(text)
    if not text.strip():
        raise InputError(
            Text("書き込む内容がありません", "there is nothing to write"),
            hint=Text("引用符で囲んで 1 つの文にしてください", "give the text as one argument, in quotes"),
        )
    owners, due = [each for given in owners for each in people(normalise(given))], normalise(due).strip()
    asked = Asked(account.id, what, text, item, meeting, tuple(owners), due, done)
    if owners or due:
        _check_reads_back(asked.line(account.language), text, owners, due)
    document_id, now = workspace.document_id(account), workspace.now(account)
    key, redo = msgspec.json.encode(asked), partial(_redo, workspace)

    def write(chips: Chips) -> Captured:
        plan = _planner(workspace, account, asked, now, chips)
        return workspace.writer.change_once(document_id, key, plan, redo).outcome

    return with_chips(workspace, account, write) if owners or due else write(NO_CHIPS)


class Asked(msgspec.Struct, frozen=True):
    """What somebody asked to be captured, as the outbox keeps it."""

    account: str
    what: What
    text: str
    item: int | None
    meeting: str
    owners: tuple[str, ...]
    due: str
    done: bool

    def line(self, language: Language, chips: Chips = NO_CHIPS, on: date | None = None) -> str:
        """The line as it is written into the meeting of the day ``on``."""
        status = Status.DONE if self.done else Status.OPEN
        return entry_line(self.what, self.text, self.owners, self.due, status, language, chips=chips, on=on)


def settle(workspace: Workspace, account: Account) -> None:
    """Finish the captures that a crash has left open in the account's document."""
    workspace.writer.settle(workspace.document_id(account), partial(_redo, workspace))


def _redo(workspace: Workspace, intent: Intent) -> Planner[Captured]:
    """What was asked then, in the meeting that was meant then; without chips, which a service may refuse."""
    asked = msgspec.json.decode(intent.what, type=Asked)
    account = workspace.roster.find(asked.account)
    moment = datetime.fromtimestamp(asked_at(intent), clock.zone(account.time_zone))
    return _planner(workspace, account, asked, moment)


def _planner(
    workspace: Workspace, account: Account, asked: Asked, now: datetime, chips: Chips = NO_CHIPS
) -> Planner[Captured]:
    def plan(document: Document) -> Plan[Captured]:
        minutes = workspace.minutes(document, now)
        chosen = chosen_meeting(minutes.meetings, asked.meeting, now)
        block = minutes.block(chosen)
        sections, title = _sections(block, chosen, asked.item, asked.what)
        on = date.fromisoformat(chosen.date) if chosen.date else None
        line = asked.line(account.language, chips.beside(chosen.attendees.theirs), on)
        outcome = Captured(account.id, chosen.id, chosen.title, asked.item, title, asked.what, read_as(line))
        put = capture_requests(minutes.tab.id, block.heading, sections, asked.what, line, account.language)
        return Plan([*restored(minutes.tab, chosen, block), *put.requests], outcome, mark=put.place)

    return plan


def _check_reads_back(line: str, text: str, owners: Sequence[str], due: str) -> None:
    """Refuse an owner or a due date that would be read as something else."""
    if parse_action_line(line) != ActionLine(text, tuple(owners), due, parse_action_line(line).status):
        raise InputError(
            Text("担当か期限をこの形では書き込めません", "the owner or the due date cannot be written like this"),
            hint=Text(
                "対になっていないかっこや「担当：」「期限：」を除いてください",
                "leave out brackets without their other half, and words such as owner: and due:",
            ),
        )


def _sections(block: Block, meeting: Meeting, item: int | None, what: What) -> tuple[list[Section], str]:
    """Where the label is looked for, and the title of the item."""
    if item is None:
        return [block.named("other") or block.named(what) or block.top], ""
    section = next((section for number, section, _, _ in block.items() if number == item), None)
    if section is None:
        listed = "、".join(f"{i.number}. {i.title}" for i in meeting.items)
        raise InputError(
            Text(f"{meeting.title} に論点 {item} はありません", f"{meeting.title} has no item {item}"),
            hint=Text(f"論点: {listed}", f"items: {listed}") if listed else None,
        )
    return [section], next(i.title for i in (*meeting.items, *meeting.candidates) if i.number == item)
