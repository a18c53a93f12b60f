"""A meeting called off, and back again: one mark in its heading, and no other word."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from docgen.account.called_off import find_mark, title_in, without_mark, written_mark
from docgen.account.choice import chosen_meeting
from docgen.account.dates import Language, meeting_heading, parse_heading
from docgen.account.dates.moving import Change, changed
from docgen.account.model import Account, Flaw, Meeting, State
from docgen.account.outline import Block
from docgen.connect.writer import Plan
from docgen.document.tabs import Document
from docgen.errors import InputError, Text
from docgen.render.anchors import anchored
from docgen.render.in_place import Edit, edits
from docgen.render.moved import moved_requests
from docgen.render.rewording import noted
from docgen.workflows.base import Workspace
from docgen.workflows.settling import settle


class Cancelled(msgspec.Struct, frozen=True, kw_only=True):
    """What ``cancel`` or ``restore`` did."""

    account: str
    meeting: str
    title: str
    date: str
    cancelled: bool
    """Whether the meeting is called off now."""
    written: bool
    """False: it was so already, or could not be changed."""
    heading: str
    """Its heading, as it reads now."""
    said: int = 0
    """How many views, decisions and action items stand in it, which figures leave out while it is called off."""
    url: str


def cancel(workspace: Workspace, account: Account, meeting_id: str, *, dry_run: bool = False) -> Cancelled:
    """Mark a meeting (by id or date) as called off. Again, or where people have done so, nothing changes.

    Raises ``InputError`` for a meeting that is not there, is there twice, or has no heading.
    """
    return _change(workspace, account, meeting_id, called_off=True, dry_run=dry_run)


def restore(workspace: Workspace, account: Account, meeting_id: str, *, dry_run: bool = False) -> Cancelled:
    """Take the mark off again, and nothing else. Raises ``InputError`` as ``cancel``, and where more than the mark
    would go: a reason that people have written into it."""
    return _change(workspace, account, meeting_id, called_off=False, dry_run=dry_run)


def _change(workspace: Workspace, account: Account, meeting_id: str, *, called_off: bool, dry_run: bool) -> Cancelled:
    document_id, known = workspace.document_id(account), [meeting_id]

    def plan(document: Document) -> Plan[Cancelled]:
        now = workspace.now(account)
        minutes = workspace.minutes(document, now)
        meeting = chosen_meeting(minutes.meetings, known[-1], now)
        known.append(meeting.id)
        tab, block = minutes.tab, minutes.block(meeting)
        text = block.heading.exact
        wanted: list[Edit] = []
        if (meeting.state is State.CANCELLED) != called_off:
            _refuse(meeting)
            found = _marked(text, account.language) if called_off else _unmarked(text)
            wanted = _edits(block, found)
            text = changed(text, [found])
        anchor = anchored(tab, block, meeting.id, now.isoformat(timespec="minutes")) if wanted else []
        requests = moved_requests(tab, block, wanted, noted(tab, block, wanted)) if wanted else []
        outcome = Cancelled(
            account=account.id,
            meeting=meeting.id,
            title=meeting.title,
            date=meeting.date,
            cancelled=called_off,
            written=bool(requests),
            heading=text,
            said=sum(len(part.views) + len(part.decisions) + len(part.action_items) for part in meeting.parts()),
            url=workspace.url(document.id, tab.id, meeting.heading_id),
        )
        return Plan([*anchor, *requests], outcome)

    if dry_run:
        return plan(workspace.reader.read(document_id)).outcome
    settle(workspace, account)
    done = workspace.writer.change(document_id, plan)
    return msgspec.structs.replace(done.outcome, written=done.written)


def _refuse(meeting: Meeting) -> None:
    if meeting.flaw is Flaw.COPY:
        raise InputError(
            Text(f"会議 {meeting.id} が文書に2つあります", f"the meeting {meeting.id} is in the document twice"),
            hint=Text("どちらかを文書から消してください", "take one of them out of the document"),
        )
    if meeting.flaw is Flaw.HEADING or not (meeting.anchored or meeting.date):
        raise InputError(
            Text(f"会議 {meeting.id} の見出しがありません", f"the heading of the meeting {meeting.id} is gone"),
            hint=Text("日付と名前の見出しを書いてください", "write a heading with its date and its name"),
        )


def _edits(block: Block, change: Change) -> list[Edit]:
    made = edits(block.heading, [change])
    if made is None:
        raise InputError(
            Text("見出しに、承認も却下もされていない提案があります", "somebody has suggested a change in the heading"),
            hint=Text("提案を承認か却下してから、もう一度実行してください", "accept or reject it, then run this again"),
        )
    return made


def _marked(heading: str, language: Language) -> Change:
    """Where the mark goes into a heading: in front of the title, so that both still read."""
    before, title = meeting_heading(heading), without_mark(title_in(heading))
    for change in _places(heading, written_mark(language)):
        after = changed(heading, [change])
        found = meeting_heading(after)
        same = (found and found.date) == (before and before.date)
        if same and find_mark(title_in(after)) and without_mark(title_in(after)).strip() == title.strip():
            return change
    raise InputError(
        Text(f"見出し「{heading}」に中止の印を付けられません", f"the heading “{heading}” cannot be marked"),
        hint=Text("見出しに【中止】と書いてください", "write [Cancelled] into it"),
    )


def _places(heading: str, mark: str) -> Iterator[Change]:
    space = " " if mark.isascii() else ""
    if found := parse_heading(heading):
        at = len(heading) - len(found.title)
        yield Change(at, at, mark + space if found.title else space + mark)
    yield Change(0, 0, mark + space)
    yield Change(len(heading), len(heading), space + mark)


def _unmarked(heading: str) -> Change:
    """The mark in a heading, to be taken out of it."""
    raw = title_in(heading)
    mark = find_mark(raw)
    if mark and mark.whole:
        words = raw[mark.start : mark.end]
        for text in (f" {words}" if not raw[: mark.start] + raw[mark.end :] else "", words, words.strip()):
            at = heading.find(text) if text else -1
            change = Change(at, at + len(text), "")
            after = meeting_heading(changed(heading, [change])) if at >= 0 else None
            before = meeting_heading(heading)
            if (
                at >= 0
                and (after and after.date) == (before and before.date)
                and not find_mark(title_in(changed(heading, [change])))
            ):
                return change
    raise InputError(
        Text(f"見出し「{heading}」の中止の印に、ほかの言葉も入っています", f"there is more in the mark of “{heading}”"),
        hint=Text("文書で印を消してください", "take it out in the document"),
    )
