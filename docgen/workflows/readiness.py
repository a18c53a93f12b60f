"""The meetings of the coming days, and what each still needs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import msgspec
from msgspec.structs import replace

from docgen.account.model import Account, AccountDocument, Meeting, State
from docgen.lint.findings import Finding
from docgen.settings import AT_REST
from docgen.workflows.agendas import agenda_files
from docgen.workflows.base import Workspace
from docgen.workflows.ours import Todo, called, due_todos, owner_of


class Coming(msgspec.Struct, frozen=True, kw_only=True):
    """One meeting to come."""

    account: str
    name: str
    owner: str
    """Name of the member who has the account; its id where unknown."""
    meeting: str
    date: str
    time: str
    """``10:00``; empty where not written."""
    title: str
    items: int
    stances: int
    """How many of the items have a stance."""
    ready: bool
    gaps: tuple[Finding, ...]
    prepared: bool
    """False: there is an agenda file, and no block in the document yet."""
    todos: tuple[Todo, ...] = ()
    """Open action items of ours that are due until then."""
    url: str
    """Of the meeting; of the document where there is no block yet; empty without a document."""


def coming_meetings(
    workspace: Workspace,
    documents: Iterable[tuple[Account, AccountDocument]],
    findings: Iterable[Finding],
    days: int,
    accounts: Sequence[Account],
) -> tuple[Coming, ...]:
    """Meetings that are not over, from now to ``days`` days ahead, soonest first.

    From ``documents``, and from agenda files whose block is not there yet; those of ``accounts`` without a document
    too.
    """
    gaps: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        gaps.setdefault((finding.account, finding.meeting), []).append(finding)
    rows: list[Coming] = []
    for account, document in documents:
        today = workspace.now(account).date()
        last = today + timedelta(days=days)
        there = {known for meeting in document.meetings for known in (meeting.id, meeting.was)}
        here = [
            _row(workspace, account, document, meeting, tuple(gaps.get((account.id, meeting.id), ())))
            for meeting in document.meetings
            if meeting.state is State.PLANNED and meeting.date and today <= date.fromisoformat(meeting.date) <= last
        ]
        here += _unprepared(workspace, account, there, today, last, workspace.url(document.document_id))
        todos = tuple(due_todos(workspace, account, document)) if here else ()
        rows += [replace(row, todos=tuple(one for one in todos if one.due <= row.date)) for row in here]
    for account in accounts:
        if account.stage not in AT_REST and not account.document_id:
            today = workspace.now(account).date()
            rows += _unprepared(workspace, account, set(), today, today + timedelta(days=days), "")
    return tuple(sorted(rows, key=lambda row: (row.date, row.time, row.account)))


def _row(
    workspace: Workspace, account: Account, document: AccountDocument, meeting: Meeting, gaps: tuple[Finding, ...]
) -> Coming:
    return Coming(
        account=account.id,
        name=account.name,
        owner=called(workspace.roster, owner_of(workspace.roster, account)),
        meeting=meeting.id,
        date=meeting.date,
        time=meeting.start[11:16],
        title=meeting.title,
        items=len(meeting.items),
        stances=sum(bool(item.stance.strip()) for item in meeting.items),
        ready=not gaps,
        gaps=gaps,
        prepared=True,
        url=workspace.url(document.document_id, meeting.span[0], meeting.heading_id),
    )


def _unprepared(
    workspace: Workspace, account: Account, there: set[str], today: date, last: date, url: str
) -> list[Coming]:
    found = []
    for meeting, plan in agenda_files(workspace, account):
        day = date.fromisoformat(plan.start[:10])
        if meeting in there or not today <= day <= last:
            continue
        found.append(
            Coming(
                account=account.id,
                name=account.name,
                owner=called(workspace.roster, owner_of(workspace.roster, account)),
                meeting=meeting,
                date=day.isoformat(),
                time=plan.start[11:16],
                title=plan.title,
                items=len(plan.items),
                stances=sum(bool(item.stance.strip()) for item in plan.items),
                ready=False,
                gaps=(),
                prepared=False,
                url=url,
            )
        )
    return found
