"""A line of a meeting changed by the person who sees it: ticked, worded anew, or taken back.

Each names the line as it stood before that person. One that reads otherwise by now is somebody else's: it stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Literal

import msgspec

from docgen.account.choice import chosen_meeting
from docgen.account.dates.moving import Change
from docgen.account.minutes import Minutes
from docgen.account.model import Account, ActionItem, AgendaItem, Entry, Meeting, Status
from docgen.connect.writer import Plan, Planner
from docgen.document.tabs import Document
from docgen.document.walk import Cursor, cursors
from docgen.document.wire import requests as wire
from docgen.document.wire.requests import Request
from docgen.errors import InputError, Text
from docgen.render import in_place
from docgen.render.anchors import heading_span
from docgen.render.todo import is_all_of, marked
from docgen.workflows.base import Workspace
from docgen.workflows.standing import among_others, marking, standing

Where = Literal["views", "decisions", "action_items", "open_points", "carried", "to_ask"]


class Amendment(msgspec.Struct, frozen=True, kw_only=True, tag_field="do"):
    """What all have: which line is meant."""

    account: str
    meeting: str
    heading: str
    """Id of the heading of its agenda item; empty for what stands outside the items."""
    where: Where
    line: str
    """The whole line as it stands in the document, its mark included (``Cursor.exact``)."""

    @property
    def text(self) -> str:
        """What a person is told of it."""
        return self.line


class Ticked(Amendment, frozen=True, kw_only=True, tag="tick"):
    """An action item that is done, dropped, or open again. One that is settled is marked wherever it stands open."""

    status: Status


class Reworded(Amendment, frozen=True, kw_only=True, tag="reword"):
    """A line with other words."""

    new: str
    """The whole line as it is to be."""


class TakenBack(Amendment, frozen=True, kw_only=True, tag="take-back"):
    """A line that was written by mistake. Of several that read alike, the last goes."""


def amend_planner(workspace: Workspace, account: Account, amendment: Amendment, now: datetime) -> Planner[None]:
    """The plan of ``amendment``, nothing where the document is so already. Its run raises ``InputError`` where the line
    is not there, or cannot be changed without touching something else."""

    def plan(document: Document) -> Plan[None]:
        minutes = workspace.minutes(document, now)
        chosen = chosen_meeting(minutes.meetings, amendment.meeting, now)
        mark = minutes.tab.id, *heading_span(minutes.block(chosen).heading)
        return Plan(_requests(minutes, chosen, amendment), None, mark=mark)

    return plan


def lines(
    minutes: Minutes, meeting: Meeting, heading: str, where: Where
) -> Iterator[tuple[Entry | ActionItem, Cursor]]:
    """What stands in one list of a meeting."""
    part: Meeting | AgendaItem | None = meeting
    if heading:
        part = next((item for item in meeting.items if item.heading_id == heading), None)
    entries: tuple[Entry | ActionItem, ...] = getattr(part, where, ())
    if entries:
        leaves = {leaf.start: leaf for leaf in _leaves(minutes, meeting)}
        yield from ((entry, leaves[entry.span[1]]) for entry in entries if entry.span[1] in leaves)


def _requests(minutes: Minutes, meeting: Meeting, amendment: Amendment) -> list[Request]:
    there = lines(minutes, meeting, amendment.heading, amendment.where)
    found = [(entry, leaf) for entry, leaf in there if leaf.exact == amendment.line]
    if not found:
        raise InputError(
            Text(
                "この行は、もう文書にないか書き換えられています",
                "this line is gone from the document, or reads otherwise",
            )
        )
    entry, leaf = found[-1]
    match amendment:
        case Ticked():
            return _ticked(minutes, meeting, entry, leaf, amendment.status)
        case Reworded():
            edits = in_place.edits(leaf, [Change(0, len(leaf.exact), amendment.new)])
            if edits is None:
                raise InputError(
                    Text(
                        "画像や変更の提案がある行は、文書で直してください",
                        "a line with an image or a suggestion is to be changed in the document",
                    )
                )
            return in_place.requests(minutes.tab.id, edits)
        case _:
            return _removal(minutes, meeting, leaf)


def _ticked(
    minutes: Minutes, meeting: Meeting, entry: Entry | ActionItem, leaf: Cursor, status: Status
) -> list[Request]:
    there = standing(minutes.meetings, meeting, entry.text) if status is not Status.OPEN else None
    if there and there.lines:
        return marking(minutes, there.lines, status)
    if not is_all_of(leaf, entry.text):
        raise among_others(entry.text)
    return marked(minutes.tab.id, leaf, status)


def _removal(minutes: Minutes, meeting: Meeting, leaf: Cursor) -> list[Request]:
    """Take the words of ``leaf`` out, and its paragraph where another one of its place stays."""
    around = [each for each in _leaves(minutes, meeting) if each.cell == leaf.cell]
    tab, start, end = minutes.tab.id, leaf.start, leaf.end
    if any(each.start == end for each in around):
        return [wire.delete_content_range(tab, start, end)]
    before = next((each for each in around if each.end == start), None)
    if before and before.paragraph.style == leaf.paragraph.style and before.paragraph.bullet == leaf.paragraph.bullet:
        return [wire.delete_content_range(tab, start - 1, end - 1)]
    return [wire.delete_content_range(tab, start, end - 1)] if end - 1 > start else []


def _leaves(minutes: Minutes, meeting: Meeting) -> Iterator[Cursor]:
    start, end = meeting.span[1:]
    return cursors((node for _, node in minutes.tab.within(start, end)), start)
