"""One thing that somebody asked to be put into a meeting, and the plan that puts it there.

It goes under its label; an action item that is done or dropped is marked where it stands, if it stands there open.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal

import msgspec

from docgen.account.choice import chosen_meeting
from docgen.account.dates import Language
from docgen.account.labels import labels
from docgen.account.minutes import Minutes
from docgen.account.model import Account, Meeting, Status
from docgen.account.outline import Block, Section
from docgen.account.words import action_line
from docgen.connect.writer import Plan, Planner
from docgen.document.chipped import read_as
from docgen.document.tabs import Document
from docgen.errors import InputError, Text
from docgen.render.anchors import heading_span, restored
from docgen.render.capture import capture_requests, entry_line, section_requests
from docgen.render.chips import NO_CHIPS, Chips
from docgen.workflows.base import Workspace
from docgen.workflows.standing import Standing, marking, near, standing

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
    did: Literal["added", "marked", "nothing"] = "added"
    """``marked``: an open action item of that text was ticked or dropped where it stands, and nothing else changed.
    ``nothing``: it had been before."""
    also: tuple[str, ...] = ()
    """Ids of the other meetings in which the same item was marked."""
    near: tuple[str, ...] = ()
    """Texts of open action items that may have been meant, where a new line was written as done."""


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
    dropped: bool = False
    heading: str = ""
    """Id of the heading of the agenda item that is meant, which no new number misleads. Where that is gone, the line
    goes outside of the items: it is not lost for that."""

    def line(self, language: Language, chips: Chips = NO_CHIPS, on: date | None = None) -> str:
        """The line as it is written into the meeting of the day ``on``."""
        return entry_line(self.what, self.text, self.owners, self.due, self.status, language, chips=chips, on=on)

    def there(self, language: Language) -> Captured:
        """What is told of it once it is in the document, and nobody can say any more in which place."""
        did: Literal["added", "marked"] = "marked" if self.dropped else "added"
        line = read_as(self.line(language))
        return Captured(self.account, self.meeting, "", self.item, "", self.what, line, did)

    @property
    def status(self) -> Status:
        """That of the action item."""
        return Status.DROPPED if self.dropped else Status.DONE if self.done else Status.OPEN

    def goes_with(self, other: Asked) -> bool:
        """Whether both are new lines of one list of a meeting that is named."""
        same = (self.account, self.what, self.item, self.meeting, self.heading)
        theirs = (other.account, other.what, other.item, other.meeting, other.heading)
        return same == theirs and bool(self.meeting) and not (self.settles or other.settles)

    @property
    def settles(self) -> bool:
        """Whether an item that stands there open may be meant."""
        return self.what == "action_items" and self.status is not Status.OPEN and not labels().is_none(self.text)


def planner(
    workspace: Workspace,
    account: Account,
    asked: Asked,
    now: datetime,
    chips: Chips = NO_CHIPS,
    more: Sequence[Asked] = (),
) -> Planner[Captured]:
    """What puts ``asked`` into the document, and ``more`` that ``goes_with`` it right behind it."""

    def plan(document: Document) -> Plan[Captured]:
        minutes = workspace.minutes(document, now)
        chosen = chosen_meeting(minutes.meetings, asked.meeting, now)
        if asked.settles and (there := standing(minutes.meetings, chosen, asked.text)):
            return _marked(minutes, account, asked, there)
        maybe = near(minutes.meetings, asked.text) if asked.settles else ()
        if asked.dropped:
            raise _nothing_to_drop(asked, maybe)
        block = minutes.block(chosen)
        item = _number(chosen, asked)
        sections, title = _sections(block, chosen, item, asked.what)
        on = date.fromisoformat(chosen.date) if chosen.date else None
        near_by = chips.beside(chosen.attendees.theirs)
        lines = [one.line(account.language, near_by, on) for one in (asked, *more)]
        outcome = Captured(account.id, chosen.id, chosen.title, item, title, asked.what, read_as(lines[0]), near=maybe)
        if sections:
            put = capture_requests(minutes.tab.id, block.heading, sections, asked.what, lines, account.language)
        else:
            put = section_requests(minutes.tab.id, block, asked.what, lines, account.language)
        # Not on the line itself: whoever rewords it at once would take the marker along.
        mark = minutes.tab.id, *heading_span(block.heading)
        return Plan([*restored(minutes.tab, chosen, block), *put], outcome, mark=mark)

    return plan


def _number(chosen: Meeting, asked: Asked) -> int | None:
    """That of the agenda item that is meant."""
    if not asked.heading:
        return asked.item
    items = (*chosen.items, *chosen.candidates)
    return next((item.number for item in items if item.heading_id == asked.heading), None)


def _marked(minutes: Minutes, account: Account, asked: Asked, there: Standing) -> Plan[Captured]:
    """The plan that marks the lines of an item, and nothing where they are marked."""
    shown, item = there.shown, there.item.item
    part = next((p for p in shown.meeting.items if shown.item in p.action_items), None)
    lines = {line.meeting.id for line in there.lines} - {shown.meeting.id}
    status = asked.status if there.lines else there.item.status
    outcome = Captured(
        account=account.id,
        meeting=shown.meeting.id,
        meeting_title=shown.meeting.title,
        item=part.number if part else None,
        item_title=part.title if part else "",
        what=asked.what,
        line=action_line(item.text, item.owners, item.due_text, status, account.language),
        did="marked" if there.lines else "nothing",
        also=tuple(sorted(lines)),
    )
    tab, start, end = shown.item.span
    return Plan(marking(minutes, there.lines, asked.status), outcome, mark=(tab, start, max(end, start + 1)))


def _nothing_to_drop(asked: Asked, maybe: Sequence[str]) -> InputError:
    listed = "、".join(f"「{text}」" for text in maybe)
    quoted = ", ".join(f"“{text}”" for text in maybe)
    return InputError(
        Text(f"未完了の TODO「{asked.text}」はありません", f"there is no open action item “{asked.text}”"),
        hint=Text(f"近いもの: {listed}", f"near: {quoted}")
        if maybe
        else Text(f"docgen show --open {asked.account} で見られます", f"see docgen show --open {asked.account}"),
    )


def _sections(block: Block, meeting: Meeting, item: int | None, what: What) -> tuple[list[Section], str]:
    """Where the label is looked for, and the title of the item. Nowhere in a block that docgen wrote and whose section
    その他 is gone: there it gets one again."""
    if item is None:
        own = block.named("other") or block.named(what)
        if own is None and block.written and not any(group.name == what for group in block.top.groups()):
            return [], ""
        return [own or block.top], ""
    start = next((i.span[1] for i in (*meeting.items, *meeting.candidates) if i.number == item), None)
    section = next((section for _, section, heading, _ in block.items() if heading.start == start), None)
    if section is None:
        items = [f"{each.number}. {each.title}" for each in meeting.items]
        raise InputError(
            Text(f"{meeting.title} に論点 {item} はありません", f"{meeting.title} has no item {item}"),
            hint=Text(f"論点: {'、'.join(items)}", f"items: {', '.join(items)}") if items else None,
        )
    return [section], next(i.title for i in (*meeting.items, *meeting.candidates) if i.number == item)
