"""What only our side sees of a meeting that goes on. Nothing of it is ever written, and least of all for the customer.

It asks, and does not blame: what is still open, what has been carried on for how long, and whom one could ask.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

import msgspec

from docgen.account.candidates import unmarked
from docgen.account.carry import open_items
from docgen.account.labels import fold
from docgen.account.model import Account, AccountDocument, Meeting, State
from docgen.account.state import begins, ends_at
from docgen.workflows.base import Workspace
from docgen.workflows.known import still_asked
from docgen.workflows.live.quiet import questions
from docgen.workflows.live.values import Aside, Dragging, Note, StuckLine, ToAsk
from docgen.workflows.live.who import may_know, named_with
from docgen.workflows.offers import offered_on

if TYPE_CHECKING:
    from docgen.lint.engine import Rules
    from docgen.lint.findings import Finding

REMEMBERED = 50
"""How many of the latest meetings tell who may know."""


def aside_of(
    workspace: Workspace,
    account: Account,
    document: AccountDocument,
    meeting: Meeting,
    now: datetime,
    notes: Sequence[Note],
    stuck: Sequence[StuckLine],
    rules: Rules | None = None,
) -> Aside:
    """The aside of ``meeting``, one of ``document``, at ``now`` (aware, in the account's time zone).

    ``rules``: those of the workspace where they are at hand (``rules_now``). Raises ``InputError`` for a rule or a
    docgen.toml that cannot be used.
    """
    rules = rules or rules_now(workspace)
    return Aside(
        questions=questions(meeting, _found(workspace, document, meeting, rules, now), account.language),
        carried=tuple(carried(document.meetings, meeting, now.date())),
        to_ask=_to_ask(workspace, account, document, meeting, rules),
        ends=_ends(meeting, now),
        notes=tuple(notes),
        stuck=tuple(stuck),
    )


def rules_now(workspace: Workspace) -> Rules:
    """The rules of the workspace. Raises ``InputError`` for one that cannot be used."""
    from docgen.workflows.linting import kept_rules, rules_key

    return kept_rules(workspace.settings, workspace.snapshots, rules_key(workspace.settings))


def carried(meetings: Sequence[Meeting], meeting: Meeting, today: date) -> Iterator[Dragging]:
    """What is open from before ``meeting``, the oldest first. What is ticked in it is open no more."""
    before = [one for one in meetings if begins(one) < begins(meeting)]
    for one in open_items([*before, meeting]):
        if one.born is meeting and not one.lines[0].is_carried:
            continue
        due = one.item.due
        yield Dragging(
            text=one.item.text,
            owners=one.item.owners,
            due=due,
            due_text=one.item.due_text,
            age_days=max(0, (today - date.fromisoformat(one.born.date)).days) if one.born.date else 0,
            overdue=due is not None and due < today.isoformat(),
        )


def _found(
    workspace: Workspace, document: AccountDocument, meeting: Meeting, rules: Rules, now: datetime
) -> tuple[Finding, ...]:
    """What lint would ask of ``meeting``, were it over now."""
    from docgen.lint.usefulness import at_once

    state = State.HELD if meeting.state is State.PLANNED else meeting.state
    alone = msgspec.structs.replace(document, meetings=(msgspec.structs.replace(meeting, state=state),))
    return at_once(tuple(still_asked(workspace, rules.lint(alone, now))), workspace.settings.step)


def _to_ask(
    workspace: Workspace, account: Account, document: AccountDocument, meeting: Meeting, rules: Rules
) -> tuple[ToAsk, ...]:
    """What the meeting itself has to be asked next, then what the meetings before left open."""
    before = [one for one in document.meetings if one.date and one.date < meeting.date]
    titles = [unmarked(item.title) or item.title for item in meeting.items]
    left = offered_on(workspace, account, before, meeting.date, titles, rules) if meeting.date else ()
    lines: dict[str, str] = {}
    for text in (*(entry.text for entry in meeting.to_ask), *left):
        lines.setdefault(fold(text), text)
    lines.pop("", None)
    held = [one for one in before if one.state is not State.CANCELLED]
    latest = sorted(held, key=begins, reverse=True)[:REMEMBERED]
    named = named_with(latest, meeting.attendees)
    return tuple(ToAsk(text=text, who=may_know(text, named)) for text in lines.values())


def _ends(meeting: Meeting, now: datetime) -> str:
    """When it is to end, where somebody wrote that: the end of the day is no such word."""
    end = ends_at(meeting, now) if "T" in meeting.end else None
    return end.isoformat(timespec="seconds") if end else ""
