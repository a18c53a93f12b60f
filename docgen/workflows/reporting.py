"""Documents and findings to the figures and questions of the team review."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from msgspec.structs import replace

from docgen.account.carry import open_items
from docgen.account.dates import Language
from docgen.account.model import Account, AccountDocument, Meeting, State
from docgen.account.workdays import told_to_team
from docgen.errors import Text
from docgen.lint.findings import Finding
from docgen.lint.rule import Phase, Rule
from docgen.lint.selection import LAST_STEP
from docgen.lint.usefulness import at_once
from docgen.workflows.base import Workspace
from docgen.workflows.known import still_asked
from docgen.workflows.linting import lint_documents, rules_of
from docgen.workflows.readiness import Coming, coming_meetings
from docgen.workflows.report_model import (
    Change,
    ComingMeeting,
    CustomerQuestions,
    MeetingQuestions,
    Question,
    Report,
    RuleCount,
    Totals,
    UnitCount,
    Week,
)
from docgen.workflows.steps import next_step

COMING_DAYS = 7
HELD = (State.HELD, State.CLOSED)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the report is made from."""

    pairs: Sequence[tuple[Account, AccountDocument]]
    findings: Sequence[Finding]
    """Of the meetings in the period, and of those to come."""
    first: date
    today: date
    language: Language

    def held(self, documents: Iterable[AccountDocument] | None = None) -> Iterator[tuple[AccountDocument, Meeting]]:
        """The meetings held in the period."""
        for document in documents if documents is not None else (document for _, document in self.pairs):
            for meeting in document.meetings:
                if meeting.state in HELD and self.first.isoformat() <= meeting.date:
                    yield document, meeting

    def asked(self, document: AccountDocument, meeting: Meeting) -> list[Finding]:
        """What is asked about one meeting."""
        return [f for f in self.findings if (f.account, f.meeting) == (document.account, meeting.id)]


def report(
    workspace: Workspace,
    pairs: Sequence[tuple[Account, AccountDocument]],
    weeks: int,
    language: Language,
    *,
    all_findings: bool = False,
) -> Report:
    """The team review of the last ``weeks`` weeks and the coming ``COMING_DAYS`` days, from the documents in ``pairs``.

    A meeting that lacks something joins on the day on which a team is told of it (``told_to_team``); until then its
    author alone is.
    ``all_findings``: show all at the first adoption step too.
    """
    now = workspace.now()
    today = now.date()
    first = today - timedelta(days=today.weekday(), weeks=weeks - 1)
    every = list(still_asked(workspace, lint_documents(workspace, pairs)))
    early = set(_early(workspace, pairs)) & {(finding.account, finding.meeting) for finding in every}
    told = [(account, _without(document, early)) for account, document in pairs]
    findings = [finding for finding in every if (finding.account, finding.meeting) not in early]
    coming = coming_meetings(workspace, pairs, findings, COMING_DAYS, workspace.roster.accounts)
    since = [f for f in findings if not f.date or f.date >= first.isoformat()]
    seen = _Seen(told, since, first, today, language)
    step, rules = workspace.settings.step, rules_of(workspace.settings)
    invitation = next_step(workspace, told, findings)
    return Report(
        language=language,
        made=now.replace(tzinfo=None).isoformat(timespec="minutes"),
        first_day=first.isoformat(),
        last_day=today.isoformat(),
        coming_days=COMING_DAYS,
        totals=_totals(seen),
        coming=tuple(_coming(row, language) for row in coming),
        changes=tuple(_changes(seen, rules)),
        customers=tuple(_customers(workspace, seen, LAST_STEP if all_findings else step)),
        rules=tuple(_rules(seen, findings, rules, weeks)),
        units=tuple(_units(workspace, seen, coming)),
        weeks=tuple(_weeks(seen, weeks)),
        step=step,
        next_step=invitation.to(language) if invitation else "",
    )


def _early(workspace: Workspace, pairs: Iterable[tuple[Account, AccountDocument]]) -> Iterator[tuple[str, str]]:
    """The meetings held of which a team is not told yet, by account and id."""
    for account, document in pairs:
        today = workspace.now(account).date()
        for meeting in document.meetings:
            day = date.fromisoformat(meeting.date) if meeting.state in HELD and meeting.date else None
            if day and told_to_team(day, account.time_zone) > today:
                yield account.id, meeting.id


def _without(document: AccountDocument, early: set[tuple[str, str]]) -> AccountDocument:
    left = tuple(meeting for meeting in document.meetings if (document.account, meeting.id) not in early)
    return replace(document, meetings=left)


def _totals(seen: _Seen) -> Totals:
    meetings = list(seen.held())
    items = [item for _, meeting in meetings for item in meeting.items]
    still_open = [one for _, document in seen.pairs for one in open_items(document.meetings)]
    return Totals(
        customers=len(seen.pairs),
        held=len(meetings),
        complete=sum(not seen.asked(*each) for each in meetings),
        items=len(items),
        with_stance=sum(bool(item.stance.strip()) for item in items),
        open_action_items=len(still_open),
        overdue_action_items=sum(bool(o.item.due and o.item.due < seen.today.isoformat()) for o in still_open),
        questions=len(seen.findings),
    )


def _coming(row: Coming, language: Language) -> ComingMeeting:
    return ComingMeeting(
        date=row.date,
        time=row.time,
        account=row.account,
        customer=row.name,
        title=row.title,
        owner=row.owner,
        items=row.items,
        stances=row.stances,
        ready=row.ready,
        prepared=row.prepared,
        missing=tuple(finding.message.to(language) for finding in row.gaps),
        url=row.url,
    )


def _customers(workspace: Workspace, seen: _Seen, step: int) -> Iterator[CustomerQuestions]:
    for account, document in seen.pairs:
        mine = [f for f in seen.findings if f.account == account.id and f.phase is not Phase.BEFORE]
        if mine:
            member = workspace.roster.member(account.owner)
            yield CustomerQuestions(
                account=account.id,
                customer=account.name,
                stage=account.stage,
                unit=member.unit if member else "",
                meetings=tuple(_meetings(workspace, mine, step, seen.language)),
                url=document.url,
            )


def _meetings(
    workspace: Workspace, findings: Sequence[Finding], step: int, language: Language
) -> Iterator[MeetingQuestions]:
    kept = {finding.id for finding in at_once(findings, step)}
    for meeting, group in groupby(findings, lambda f: f.meeting):
        asked = list(group)
        shown = [finding for finding in asked if finding.id in kept]
        yield MeetingQuestions(
            meeting=meeting,
            date=asked[0].date,
            title=asked[0].meeting_title,
            questions=tuple(_question(workspace, finding, language) for finding in shown),
            more=len(asked) - len(shown),
            url=workspace.link(asked[0]),
        )


def _question(workspace: Workspace, finding: Finding, language: Language) -> Question:
    return Question(
        id=finding.id,
        rule=finding.rule,
        severity=finding.severity.value,
        text=finding.message.to(language),
        item=f"{finding.item_number}. {finding.item_title}" if finding.item_number else "",
        url=workspace.link(finding),
    )


def _rules(seen: _Seen, findings: Sequence[Finding], rules: Sequence[Rule], weeks: int) -> Iterator[RuleCount]:
    start = (seen.first - timedelta(weeks=weeks)).isoformat()
    earlier = Counter(f.rule for f in findings if start <= f.date < seen.first.isoformat())
    looked = any(start <= m.date < seen.first.isoformat() for _, document in seen.pairs for m in document.meetings)
    counts = Counter(f.rule for f in seen.findings)
    for rule in sorted(rules, key=lambda rule: -counts[rule.id]):
        if counts[rule.id] or earlier[rule.id]:
            yield RuleCount(
                rule=rule.id,
                summary=rule.summary.to(seen.language),
                why=rule.why.to(seen.language),
                severity=rule.severity.value,
                count=counts[rule.id],
                customers=len({f.account for f in seen.findings if f.rule == rule.id}),
                before=earlier[rule.id] if looked else None,
            )


def _changes(seen: _Seen, rules: Sequence[Rule]) -> Iterator[Change]:
    """What the later half of the period asks more or less often than the earlier one."""
    middle = (seen.first + (seen.today - seen.first) / 2).isoformat()
    held = [f for f in seen.findings if f.phase is not Phase.BEFORE]
    then, lately = Counter(f.rule for f in held if f.date < middle), Counter(f.rule for f in held if f.date >= middle)
    for rule in rules:
        earlier, later = then[rule.id], lately[rule.id]
        summary = rule.summary.to(seen.language).rstrip("。.")
        if later < earlier:
            words = Text(
                f"「{summary}」の確認が {earlier}件から {later}件に減りました",
                f"{summary}: asked {earlier} times, then {later}",
            )
            yield Change(kind="better", text=words.to(seen.language))
        elif later > earlier:
            words = Text(
                f"「{summary}」の確認が {earlier}件から {later}件になりました",
                f"{summary}: asked {earlier} times, then {later}",
            )
            yield Change(kind="note" if earlier else "new", text=words.to(seen.language))


def _units(workspace: Workspace, seen: _Seen, coming: Sequence[Coming]) -> Iterator[UnitCount]:
    units: dict[str, list[tuple[Account, AccountDocument]]] = {}
    for account, document in seen.pairs:
        member = workspace.roster.member(account.owner)
        units.setdefault(member.unit if member else "", []).append((account, document))
    for unit, pairs in sorted(units.items()):
        ids = {account.id for account, _ in pairs}
        held = list(seen.held(document for _, document in pairs))
        ahead = [row for row in coming if row.account in ids]
        yield UnitCount(
            unit=unit,
            customers=len(pairs),
            meetings=len(held),
            complete=sum(not seen.asked(*each) for each in held),
            coming=len(ahead),
            ready=sum(row.ready for row in ahead),
            questions=sum(f.account in ids for f in seen.findings),
        )


def _weeks(seen: _Seen, weeks: int) -> Iterator[Week]:
    held = list(seen.held())
    for number in range(weeks):
        monday = seen.first + timedelta(weeks=number)
        mine = [each for each in held if monday <= date.fromisoformat(each[1].date) < monday + timedelta(weeks=1)]
        items = [item for _, meeting in mine for item in meeting.items]
        yield Week(
            start=monday.isoformat(),
            held=len(mine),
            complete=sum(not seen.asked(*each) for each in mine),
            items=len(items),
            with_stance=sum(bool(item.stance.strip()) for item in items),
            questions=sum(len(seen.asked(*each)) for each in mine),
        )


def file_stem(made: str) -> str:
    """What the files of a report are called: ``report-2026-11-27``."""
    return f"report-{datetime.fromisoformat(made):%Y-%m-%d}"
