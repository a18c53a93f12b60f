"""When a team may go on to the next adoption step, and how it is invited.

It is due when, in the last ``WEEKS`` weeks that are over and had meetings, at least ``ENOUGH`` of the meetings were in
good shape: nothing to ask but advice, and from step 2 on nothing that should have been asked before the meeting either.
And when there is something at the next step: a rule.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from msgspec.structs import replace

from docgen.account.model import Account, AccountDocument, State
from docgen.errors import Text
from docgen.lint.engine import lint
from docgen.lint.findings import Finding
from docgen.lint.rule import Phase, Severity
from docgen.workflows.base import Workspace
from docgen.workflows.linting import rules_of, selection_of

WEEKS: Final = 4
ENOUGH: Final = 0.9
FORGOTTEN: Final = timedelta(weeks=8)
"""Weeks before that say nothing about the team of today."""
HELD: Final = (State.HELD, State.CLOSED)

Key = tuple[str, str]
"""Ids of account and meeting."""


def next_step(
    workspace: Workspace, pairs: Iterable[tuple[Account, AccountDocument]], findings: Iterable[Finding]
) -> Text | None:
    """The invitation, or None while it is too early. ``findings``: those of the meetings in ``pairs``."""
    following = workspace.settings.step + 1
    if all(rule.step != following or rule.off for rule in rules_of(workspace.settings)):
        return None
    documents = [document for _, document in pairs]
    asked = {(one.account, one.meeting) for one in findings if one.severity is not Severity.ADVICE}
    if following > 2:
        asked |= set(_unprepared(workspace, documents))
    weeks = _weeks(documents, workspace.now().date())
    meetings = [key for week in weeks[-WEEKS:] for key in week]
    good = sum(key not in asked for key in meetings)
    if len(weeks) < WEEKS or good < ENOUGH * len(meetings):
        return None
    return _invitation(following, good, len(meetings))


def _weeks(documents: Iterable[AccountDocument], today: date) -> list[list[Key]]:
    """The meetings of each week that is over and had some, oldest week first."""
    monday = today - timedelta(days=today.weekday())
    weeks: defaultdict[date, list[Key]] = defaultdict(list)
    for document in documents:
        for meeting in document.meetings:
            if meeting.state in HELD and meeting.date:
                day = date.fromisoformat(meeting.date)
                if monday - FORGOTTEN <= day < monday:
                    weeks[day - timedelta(days=day.weekday())].append((document.account, meeting.id))
    return [weeks[week] for week in sorted(weeks)]


def _unprepared(workspace: Workspace, documents: Iterable[AccountDocument]) -> Iterator[Key]:
    """The meetings of which something would be asked if they were still to come."""
    rules = [rule for rule in rules_of(workspace.settings) if rule.phase is Phase.BEFORE]
    selection = selection_of(workspace.settings)
    for document in documents:
        meetings = tuple(replace(each, state=State.PLANNED) for each in document.meetings if each.state in HELD)
        for found in lint(replace(document, meetings=meetings), rules, now=workspace.now(), selection=selection):
            if found.severity is not Severity.ADVICE:
                yield found.account, found.meeting


def _invitation(step: int, good: int, meetings: int) -> Text:
    ja, en = (
        f"この{WEEKS}週間の会議 {meetings}件のうち {good}件で",
        f"{good} of the {meetings} meetings of {WEEKS} weeks",
    )
    if step == 2:
        return Text(
            f"{ja}、議事録がすっかり書けています。次は会議の前に、論点ごとの仮説を持ち寄ってみませんか？"
            "（docgen.toml の step を 2 にすると、準備の段階でもお尋ねします）",
            f"{en} have minutes that lack nothing. Shall we bring a hypothesis on each item to the next ones? "
            "(With step = 2 in docgen.toml, docgen asks before a meeting too.)",
        )
    if step == 3:
        return Text(
            f"{ja}、仮説のある会議ができています。うまくいく進め方を、行動原則として言葉にしてみませんか？"
            "（docgen.toml の step を 3 に）",
            f"{en} had their hypotheses. Shall we put what works into principles? (step = 3 in docgen.toml)",
        )
    return Text(
        f"{ja}、行動原則にそった会議ができています。うまくいった提案を、プレイブックに集めてみませんか？"
        "（docgen.toml の step を 4 に）",
        f"{en} kept to our principles. Shall we gather what worked in a playbook? (step = 4 in docgen.toml)",
    )
