"""The team review: what it is told, when, and how a team is invited to the next step."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from docgen.account.model import Meeting, State
from docgen.lint.files import parse_rule
from docgen.workflows.report_model import Report
from docgen.workflows.report_page import html_page, markdown_page
from docgen.workflows.reporting import report
from tests.lint.values import complete, meeting, todo
from tests.team import at
from tests.workflows.review import pairs, team

FRIDAY = "2026-11-13"


def on(day: str, *, flawed: bool = False, bare: bool = False, state: State = State.HELD) -> Meeting:
    """A meeting of that day that lacks nothing, or its decision, or its stance."""
    item = complete(decisions=(), stance="") if flawed else complete(stance="") if bare else complete()
    return meeting(item, id=day, date=day, start=f"{day}T17:00", end=f"{day}T18:00", state=state)


def review(root: Path, now: str, *meetings: Meeting, step: int = 2, account: str = "kumo") -> Report:
    with at(now):
        workspace = team(root, step=step)
        return report(workspace, pairs(workspace, **{account: meetings}), 4, "ja")


@pytest.mark.parametrize(
    ("now", "told"),
    [
        ("2026-11-13T19:00+09:00", False),
        ("2026-11-16T09:00+09:00", False),
        ("2026-11-16T23:59+09:00", False),
        ("2026-11-17T00:00+09:00", True),
    ],
)
def test_a_team_is_told_of_a_meeting_one_working_day_later(tmp_path: Path, now: str, told: bool) -> None:
    made = review(tmp_path, now, on(FRIDAY, flawed=True), on("2026-11-12"), on("2026-11-10"))
    assert (made.totals.held, made.totals.complete) == ((3, 2) if told else (2, 2)), "those that lack nothing, at once"
    assert made.totals.questions == len(made.customers) == len(made.rules) == int(told)
    assert sum(week.held for week in made.weeks) == made.totals.held


def test_a_day_is_over_where_the_customer_is(tmp_path: Path) -> None:
    def told(now: str) -> int:
        return review(tmp_path, now, on(FRIDAY, flawed=True), account="hoshi").totals.questions

    assert [told("2026-11-17T00:30+09:00"), told("2026-11-17T01:00+09:00")] == [0, 1]


def test_readiness_shows_at_once(tmp_path: Path) -> None:
    made = review(tmp_path, "2026-11-13T09:00+09:00", on(FRIDAY, bare=True, state=State.PLANNED))
    assert [(one.ready, one.missing) for one in made.coming] == [
        (False, ("「完了基準」について、私たちはどう考えますか？（仮説でかまいません）",))
    ]


def test_the_first_step_shows_two_a_week_and_counts_all(tmp_path: Path) -> None:
    items = [complete(f"論点{n}", decisions=(), views=()) for n in range(3)]
    made = review(tmp_path, "2026-11-27T09:00+09:00", meeting(*items), step=1)
    (shown,) = made.customers[0].meetings
    assert (len(shown.questions), shown.more, made.customers[0].count, made.totals.questions) == (2, 4, 6, 6)
    assert {question.rule for question in shown.questions} == {"item-has-decision"}
    assert "ほかに 4件" in markdown_page(made)
    assert "ほかに 4件" in html_page(made)
    assert "ステップ1: 議事録を書き終える" in markdown_page(made)
    with at("2026-11-27T09:00+09:00"):
        workspace = team(tmp_path, step=1)
        every = report(workspace, pairs(workspace, kumo=[meeting(*items)]), 4, "en", all_findings=True)
    assert (len(every.customers[0].meetings[0].questions), every.customers[0].meetings[0].more) == (6, 0)
    assert "step 1: minutes that are finished" in markdown_page(every)


def weekly(number: int, *, flawed: int = 0, bare: bool = False, per_week: int = 1) -> list[Meeting]:
    """Meetings of the ``number`` weeks before that of 2026-11-23, the newest ``flawed`` of them lacking something."""
    days = [date(2026, 11, 16) - timedelta(weeks=w) + timedelta(days=d) for w in range(number) for d in range(per_week)]
    newest_first = enumerate(sorted(days, reverse=True))
    return [on(day.isoformat(), flawed=n < flawed, bare=bare) for n, day in newest_first]


@pytest.mark.parametrize(
    ("step", "meetings", "invited"),
    [
        (1, weekly(4), True),
        (1, weekly(3), False),
        (1, weekly(4, flawed=1), False),
        (1, weekly(4, per_week=5, flawed=2), True),
        (1, weekly(4, per_week=5, flawed=3), False),
        (1, weekly(4, bare=True), True),
        (1, [each for n, each in enumerate(weekly(5)) if n != 2], True),
        (1, weekly(4)[:2], False),
        (1, [], False),
        (2, weekly(4), False),
    ],
    ids=[
        "four good weeks", "too few", "one of four is flawed", "nine of ten are good", "less than nine of ten",
        "stances are no matter yet", "a week without meetings between", "two weeks", "nothing yet",
        "nothing is there at the third step",
    ],
)  # fmt: skip
def test_the_next_step_is_an_invitation_when_it_is_due(
    tmp_path: Path, step: int, meetings: list[Meeting], invited: bool
) -> None:
    made = review(tmp_path, "2026-11-27T09:00+09:00", *meetings, step=step)
    assert made.step == step
    assert ("みませんか" in made.next_step) == bool(made.next_step) == invited
    assert made.next_step in html_page(made)


RULE = """\
id: agenda-has-goal
pack: meeting
phase: before
step: 3
severity: warning
check: field-filled
options: {part: meeting, field: goal}
summary: {ja: ゴールがある, en: there is a goal}
why: {ja: 行動原則, en: a principle}
message: {ja: ゴールは何ですか？, en: What is the goal?}
good: [{now: "2026-11-20T09:00", document: "## 2026-11-24 定例\\n**本日のゴール**\\n決める\\n"}]
bad: [{now: "2026-11-20T09:00", document: "## 2026-11-24 定例\\n"}]
"""


@pytest.mark.parametrize(("bare", "invited"), [(False, True), (True, False)])
def test_the_third_step_waits_for_stances_and_for_a_rule_of_it(tmp_path: Path, bare: bool, invited: bool) -> None:
    assert parse_rule(RULE).rule.step == 3
    (tmp_path / "lint_rules").mkdir()
    (tmp_path / "lint_rules" / "agenda-has-goal.yaml").write_text(RULE, encoding="utf-8")
    made = review(tmp_path, "2026-11-27T09:00+09:00", *weekly(4, bare=bare), step=2)
    assert ("行動原則" in made.next_step) == invited


def test_advice_is_good_shape(tmp_path: Path) -> None:
    unknown = [meeting(complete(action_items=(todo(m.id, due="未定"),)), id=m.id, date=m.date) for m in weekly(4)]
    made = review(tmp_path, "2026-11-27T09:00+09:00", *unknown, step=1)
    assert (made.totals.questions, made.totals.complete) == (3, 0), "three of the weeks are in the report"
    assert "4件のうち 4件" in made.next_step
