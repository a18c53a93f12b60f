"""The end of a meeting: decisions and action items read back together, and the meeting marked as finished."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec

from docgen.account.choice import chosen_meeting
from docgen.account.dates import Language, heading
from docgen.account.labels import labels
from docgen.account.model import Account, ActionItem, Entry, Meeting, State
from docgen.account.outline import FACT
from docgen.account.words import action_line
from docgen.connect.writer import Plan
from docgen.document.tabs import Document
from docgen.document.wire import requests as wire
from docgen.errors import InputError, Text
from docgen.inputs.bilingual import Bilingual
from docgen.render.anchors import heading_span, restored
from docgen.workflows.base import Workspace
from docgen.workflows.capture import settle
from docgen.workflows.linting import lint_documents


class ReadBack(msgspec.Struct, frozen=True):
    """What was decided and what is to be done, to be read aloud."""

    account: str
    name: str
    meeting: str
    title: str
    date: str
    decisions: tuple[Entry, ...]
    action_items: tuple[ActionItem, ...]
    decided_nothing: bool
    """Whether the document says so (なし)."""
    nothing_to_do: bool
    written: bool
    """False: it was closed before."""
    url: str


def close(workspace: Workspace, account: Account, meeting: str = "") -> ReadBack:
    """Mark a meeting (``meeting``: id or date; empty for the current one) as finished, once.

    Raises ``InputError`` for one that has not begun.
    """
    now = workspace.now(account)

    def plan(document: Document) -> Plan[Meeting]:
        minutes = workspace.minutes(document, now)
        chosen = chosen_meeting(minutes.meetings, meeting, now)
        if chosen.closed_at:
            return Plan((), chosen)
        if chosen.state is State.PLANNED and (chosen.start or chosen.date) > now.replace(tzinfo=None).isoformat():
            raise InputError(
                Text(
                    f"{chosen.title}（{chosen.date}）はまだ始まっていません",
                    f"{chosen.title} ({chosen.date}) has not begun yet",
                ),
                hint=Text(
                    "会議のあとに実行するか、--meeting で選んでください",
                    "run it after the meeting, or choose one with --meeting",
                ),
            )
        block = minutes.block(chosen)
        stamp = f"{FACT}{chosen.id}:closed={now.isoformat(timespec='minutes')}"
        mark = wire.create_named_range(minutes.tab.id, *heading_span(block.heading), stamp)
        return Plan([*restored(minutes.tab, chosen, block), mark], chosen)

    document_id = workspace.document_id(account)
    settle(workspace, account)
    done = workspace.writer.change(document_id, plan)
    return _read_back(account, done.outcome, done.written, workspace.url(document_id, heading=done.outcome.heading_id))


def questions(workspace: Workspace, account: Account, meeting: str) -> Iterator[Bilingual]:
    """What a meeting that was held still leaves open, as questions to ask at once."""
    document = workspace.read(account)
    held = [
        msgspec.structs.replace(each, state=State.HELD if each.state is State.PLANNED else each.state)
        for each in document.meetings
        if each.id == meeting
    ]
    for found in lint_documents(workspace, [(account, msgspec.structs.replace(document, meetings=tuple(held)))]):
        yield found.message


def summary(done: ReadBack, language: Language, *, markdown: bool = False) -> str:
    """What was decided and what is to be done, in the customer's language."""
    words = labels().fields
    head = heading(date.fromisoformat(done.date), done.title, language) if done.date else done.title
    nothing = "（なし）" if language == "ja" else "(none)"
    bullet, title, sub = ("- ", "## ", "### ") if markdown else ("・" if language == "ja" else "- ", "", "")
    decisions = [bullet + entry.text for entry in done.decisions] or [nothing]
    todos = [
        ("- " if markdown else "")
        + action_line(item.text, item.owners, item.due_text, item.status, language).replace("\x0b", "\n")
        for item in done.action_items
    ] or [nothing]
    between = [""] if markdown else []
    return "\n".join(
        [
            f"{title}{done.name}　{head}" if language == "ja" else f"{title}{done.name}: {head}",
            "",
            f"{sub}{words.write('decisions', language)}",
            *between,
            *decisions,
            "",
            f"{sub}{words.write('action_items', language)}",
            *between,
            *todos,
        ]
    )


def _read_back(account: Account, meeting: Meeting, written: bool, url: str) -> ReadBack:
    parts = list(meeting.parts())
    return ReadBack(
        account=account.id,
        name=account.name,
        meeting=meeting.id,
        title=meeting.title,
        date=meeting.date,
        decisions=tuple(entry for part in parts for entry in part.decisions),
        action_items=tuple(meeting.all_action_items()),
        decided_nothing=any("decisions" in part.answered_none for part in parts),
        nothing_to_do=any("action_items" in part.answered_none for part in parts),
        written=written,
        url=url,
    )
