"""The end of a meeting: decisions and action items read back together, and the meeting marked as finished."""

from __future__ import annotations

from datetime import datetime

import msgspec

from docgen.account.carry import SETTLED
from docgen.account.choice import chosen_meeting
from docgen.account.model import Account, AccountDocument, ActionItem, CarriedItem, Entry, Meeting, Present, State
from docgen.account.outline import CLOSED, FACT, OPEN
from docgen.account.state import begins
from docgen.connect.writer import Plan
from docgen.document.tabs import Document
from docgen.document.wire import requests as wire
from docgen.errors import InputError, Text
from docgen.inputs.bilingual import Bilingual
from docgen.lint.usefulness import at_once
from docgen.render.anchors import heading_span, restored
from docgen.workflows.base import Workspace
from docgen.workflows.completion import complete_since
from docgen.workflows.known import still_asked
from docgen.workflows.linting import lint_documents
from docgen.workflows.missing import Missing, missing
from docgen.workflows.settling import settle


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
    """False: it was closed before, or is only read back."""
    url: str
    carried: tuple[CarriedItem, ...] = ()
    """Action items of earlier meetings that the meeting shows and that are still open."""
    to_ask: tuple[Entry, ...] = ()
    attendees: Present = Present()
    next_start: str = ""
    """When the next meeting begins (local ISO); empty where none is prepared."""
    questions: tuple[Bilingual, ...] = ()
    """What is still missing, as questions to ask at once."""


class Ending(msgspec.Struct, frozen=True):
    """A meeting about to be closed."""

    said: ReadBack
    missing: tuple[Missing, ...]
    """What could be filled in on the spot."""


def close(workspace: Workspace, account: Account, meeting: str = "") -> ReadBack:
    """Mark a meeting (``meeting``: id or date; empty for the current one) as finished, once.

    It is finished from the moment in which docgen first saw it complete, else from now. Raises ``InputError`` for one
    that has not begun or is cancelled.
    """
    now = workspace.now(account)

    def plan(document: Document) -> Plan[ReadBack]:
        minutes = workspace.minutes(document, now)
        chosen = _begun(chosen_meeting(minutes.meetings, meeting, now), now)
        said = _read_back(workspace, account, document, chosen)
        if chosen.closed_at:
            return Plan((), said)
        block = minutes.block(chosen)
        since = complete_since(chosen, document.id, workspace.snapshots) or now.isoformat(timespec="minutes")
        missing = workspace.snapshots.unfinished(document.id).get(chosen.id, "")
        stamp = f"{FACT}{chosen.id}:{CLOSED}={since}" + (f";{OPEN}={missing}" if missing else "")
        mark = wire.create_named_range(minutes.tab.id, *heading_span(block.heading), stamp)
        return Plan([*restored(minutes.tab, chosen, block), mark], said)

    document_id = workspace.document_id(account)
    settle(workspace, account)
    done = workspace.writer.change(document_id, plan)
    return msgspec.structs.replace(done.outcome, written=done.written)


def ending(workspace: Workspace, account: Account, meeting: str = "") -> Ending:
    """The meeting that ``close`` would finish, and what it lacks; nothing is written. Raises as ``close``."""
    now = workspace.now(account)
    document = workspace.reader.read(workspace.document_id(account))
    chosen = _begun(chosen_meeting(workspace.minutes(document, now).meetings, meeting, now), now)
    return Ending(_read_back(workspace, account, document, chosen), tuple(missing(chosen)))


def _begun(meeting: Meeting, now: datetime) -> Meeting:
    if meeting.state is State.CANCELLED:
        undo = f"docgen cancel … {meeting.id} --undo"
        raise InputError(
            Text(
                f"{meeting.title}（{meeting.date}）は中止になっています",
                f"{meeting.title} ({meeting.date}) is cancelled",
            ),
            hint=Text(f"開いたのなら: {undo}", f"if it took place: {undo}"),
        )
    if (
        meeting.closed_at
        or meeting.state is not State.PLANNED
        or begins(meeting) <= now.replace(tzinfo=None).isoformat()
    ):
        return meeting
    raise InputError(
        Text(
            f"{meeting.title}（{meeting.date}）はまだ始まっていません",
            f"{meeting.title} ({meeting.date}) has not begun yet",
        ),
        hint=Text(
            "会議のあとに実行するか、--meeting で選んでください",
            "run it after the meeting, or choose one with --meeting",
        ),
    )


def _read_back(workspace: Workspace, account: Account, document: Document, chosen: Meeting) -> ReadBack:
    said = workspace.said(document, account)
    meeting = next(each for each in said.meetings if each.id == chosen.id and each.span == chosen.span)
    parts = list(meeting.parts())
    following = [begins(m) for m in said.meetings if m.state is State.PLANNED and begins(m) > begins(meeting)]
    return ReadBack(
        account=account.id,
        name=account.name,
        meeting=meeting.id,
        title=meeting.title,
        date=meeting.date,
        decisions=tuple(sorted((entry for part in parts for entry in part.decisions), key=_place)),
        action_items=tuple(sorted(meeting.all_action_items(), key=_place)),
        decided_nothing=any("decisions" in part.answered_none for part in parts),
        nothing_to_do=any("action_items" in part.answered_none for part in parts),
        written=False,
        url=workspace.url(document.id, heading=meeting.heading_id),
        carried=tuple(item for item in meeting.carried if item.status not in SETTLED),
        to_ask=meeting.to_ask,
        attendees=meeting.attendees,
        next_start=min(following, default=""),
        questions=_questions(workspace, account, said, meeting),
    )


def _place(entry: Entry | ActionItem) -> int:
    return entry.span[1]


def _questions(
    workspace: Workspace, account: Account, said: AccountDocument, meeting: Meeting
) -> tuple[Bilingual, ...]:
    """What the meeting leaves open, were it over now."""
    state = State.HELD if meeting.state is State.PLANNED else meeting.state
    alone = msgspec.structs.replace(said, meetings=(msgspec.structs.replace(meeting, state=state),))
    found = tuple(still_asked(workspace, lint_documents(workspace, [(account, alone)])))
    return tuple(one.message for one in at_once(found, workspace.settings.step))
