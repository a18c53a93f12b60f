"""What each member might do this morning: at most three things, the most useful first.

The order, most useful first: a meeting of today that still needs something; what we promised for today; the gaps of
meetings held (a meeting that lacks something essential, the latest first); promises whose day has passed; the meetings
of the days ahead, the soonest first; lesser gaps. One thing for each meeting, and one for a customer's promises of the
same kind. Nobody is compared with anybody, and what lies more than ``LOOK_BACK`` days back is no matter of a morning.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import IntEnum
from itertools import groupby
from typing import Final, Literal, NamedTuple

import msgspec

from docgen.account.dates import Language
from docgen.account.model import Account, AccountDocument
from docgen.lint.findings import Finding
from docgen.lint.rule import Phase, Severity
from docgen.lint.usefulness import most_useful
from docgen.workflows.base import Workspace
from docgen.workflows.digest_words import about, greeting, not_prepared, of_customer, promised
from docgen.workflows.known import still_asked
from docgen.workflows.linting import lint_documents
from docgen.workflows.ours import Todo, called, due_todos, owner_of
from docgen.workflows.readiness import Coming, coming_meetings

AT_MOST: Final = 3
AHEAD: Final = 7
LOOK_BACK: Final = 14
"""Days."""


class Thing(msgspec.Struct, frozen=True, kw_only=True):
    """One thing worth doing, in words."""

    kind: Literal["prepare", "before", "after", "todo"]
    account: str
    """Id of the customer."""
    customer: str
    meeting: str = ""
    """Id of the meeting; empty for what was promised."""
    date: str
    """ISO date of the meeting, or the day something is due."""
    head: str
    """What it is about, in a few words: when, customer, meeting."""
    text: str
    """The question, or what was promised."""
    more: int = 0
    """How many more questions there are about the same meeting, or promises to the same customer."""
    url: str = ""
    """The place in the document; empty where there is no document yet."""


class MemberDigest(msgspec.Struct, frozen=True, kw_only=True):
    """The morning of one member."""

    member: str
    """Id; what accounts.csv says where that is nobody's; empty for customers whom nobody has yet."""
    name: str
    slack_id: str = ""
    greeting: str
    """A line to begin with; all of it where there is nothing to do."""
    things: tuple[Thing, ...] = ()
    later: int = 0
    """How many things can wait."""


class Digest(msgspec.Struct, frozen=True, kw_only=True):
    """What ``docgen digest`` tells."""

    language: Language
    made: str
    """Local ISO date and time, to the minute."""
    members: tuple[MemberDigest, ...]


class _Use(IntEnum):
    """How useful a thing is this morning; lower is more."""

    TODAY = 0
    DUE = 1
    ESSENTIAL = 2
    PASSED = 3
    AHEAD = 4
    LESSER = 5


class _Found(NamedTuple):
    """A thing, whose it is, and what sorts it."""

    use: _Use
    near: tuple[int, str]
    """Within the same use: days from today, time of day."""
    owner: str
    thing: Thing


def digest(
    workspace: Workspace,
    accounts: Sequence[Account],
    pairs: Sequence[tuple[Account, AccountDocument]],
    language: Language,
    *,
    member: str | None = None,
) -> Digest:
    """The mornings of all who have ``accounts``, or of ``member`` alone (as ``owner_of`` tells people).

    ``pairs``: what the documents of ``accounts`` say.
    """
    findings = list(still_asked(workspace, lint_documents(workspace, pairs)))
    coming = coming_meetings(workspace, pairs, findings, AHEAD, accounts)
    known = {account.id: account for account in accounts}
    ahead = {(row.account, row.meeting) for row in coming}
    held = [finding for finding in findings if (finding.account, finding.meeting) not in ahead]
    found: list[_Found] = []
    meetings: Counter[str] = Counter()
    for row in coming:
        account = known[row.account]
        today = workspace.now(account).date()
        owner = owner_of(workspace.roster, account)
        meetings[owner] += row.date == today.isoformat()
        if not row.ready:
            found.append(_before(workspace, owner, row, today, language))
    for account, document in pairs:
        today = workspace.now(account).date()
        found += _after(workspace, account, [one for one in held if one.account == account.id], today, language)
        found += _promises(account, due_todos(workspace, account, document), today, language)
    return Digest(
        language=language,
        made=workspace.now().replace(tzinfo=None).isoformat(timespec="minutes"),
        members=tuple(
            _morning(workspace, owner, [one for one in found if one.owner == owner], meetings[owner], language)
            for owner in ([member] if member is not None else _owners(workspace, accounts, found))
        ),
    )


def _owners(workspace: Workspace, accounts: Iterable[Account], found: Iterable[_Found]) -> list[str]:
    """In the order of members.csv, then of accounts.csv; nobody (empty) last, if there is something for nobody."""
    having = dict.fromkeys(owner_of(workspace.roster, account) for account in accounts)
    anyone = {*having, *(one.owner for one in found)}
    members = [member.id for member in workspace.roster.members if member.id in anyone]
    others = [owner for owner in having if owner and owner not in members]
    return [*members, *others, *([""] if any(one.owner == "" for one in found) else [])]


def _morning(
    workspace: Workspace, owner: str, found: Sequence[_Found], meetings: int, language: Language
) -> MemberDigest:
    things = [one.thing for one in sorted(found, key=lambda one: (one.use, one.near, one.thing.account))]
    person = workspace.roster.member(owner) if owner else None
    name = called(workspace.roster, owner)
    return MemberDigest(
        member=owner,
        name=name,
        slack_id=person.slack_id if person else "",
        greeting=greeting(name, workspace.now().hour, min(len(things), AT_MOST), meetings).to(language),
        things=tuple(things[:AT_MOST]),
        later=max(len(things) - AT_MOST, 0),
    )


def _before(workspace: Workspace, owner: str, row: Coming, today: date, language: Language) -> _Found:
    day = date.fromisoformat(row.date)
    first = next(iter(most_useful(row.gaps, 1)), None)
    thing = Thing(
        kind="before" if first else "prepare",
        account=row.account,
        customer=row.name,
        meeting=row.meeting,
        date=row.date,
        head=about(day, row.time, row.name, row.title, today, language),
        text=first.message.to(language) if first else not_prepared(row.account if not row.url else "").to(language),
        more=max(len(row.gaps) - 1, 0),
        url=workspace.link(first) if first else row.url,
    )
    return _Found(_Use.TODAY if day == today else _Use.AHEAD, ((day - today).days, row.time), owner, thing)


def _after(
    workspace: Workspace, account: Account, findings: Iterable[Finding], today: date, language: Language
) -> Iterator[_Found]:
    """What the meetings held lack, whoever is told of it later."""
    for meeting, group in groupby(findings, lambda one: one.meeting):
        asked = [one for one in group if one.phase is not Phase.BEFORE and one.date]
        if not asked or not 0 <= (ago := (today - date.fromisoformat(asked[0].date)).days) <= LOOK_BACK:
            continue
        (first,) = most_useful(asked, 1)
        thing = Thing(
            kind="after",
            account=account.id,
            customer=account.name,
            meeting=meeting,
            date=first.date,
            head=about(date.fromisoformat(first.date), "", account.name, first.meeting_title, today, language),
            text=first.message.to(language),
            more=len(asked) - 1,
            url=workspace.link(first),
        )
        use = _Use.ESSENTIAL if first.severity is Severity.ERROR else _Use.LESSER
        yield _Found(use, (ago, ""), owner_of(workspace.roster, account), thing)


def _promises(account: Account, todos: Iterable[Todo], today: date, language: Language) -> Iterator[_Found]:
    """What we promised a customer for today, and what we promised for a day that has passed."""
    kept: dict[tuple[str, bool], list[Todo]] = {}
    for todo in todos:
        if 0 <= (today - date.fromisoformat(todo.due)).days <= LOOK_BACK:
            for owner in todo.owners:
                kept.setdefault((owner, todo.due == today.isoformat()), []).append(todo)
    for (owner, on_time), group in kept.items():
        latest = max(group, key=lambda one: one.due)
        day = date.fromisoformat(latest.due)
        thing = Thing(
            kind="todo",
            account=account.id,
            customer=account.name,
            date=latest.due,
            head=of_customer(account.name).to(language),
            text=promised(latest.text, day, today, language).to(language),
            more=len(group) - 1,
            url=latest.url,
        )
        yield _Found(_Use.DUE if on_time else _Use.PASSED, ((today - day).days, ""), owner, thing)
