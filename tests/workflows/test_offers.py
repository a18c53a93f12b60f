"""What stays unanswered in a meeting stands under 次回ご相談したいこと of the next, in words for the customer."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from docgen.lint.files import built_in
from tests.team import AFTER, BEFORE, Team, at

FIRST = {
    "title": "12月定例",
    "start": "2026-12-01 10:00",
    "items": [
        {"title": "完了基準", "kind": "decide", "stance": "3割が毎日使えば完了"},
        {"title": "展開の順番", "kind": "discuss", "stance": "倉庫から始めると早い"},
    ],
}
NEXT: dict[str, Any] = {
    "title": "年内最終回",
    "start": "2026-12-15 10:00",
    "items": [{"title": "来年の計画", "stance": "春に広げる"}],
}
LATER = "2026-12-10T09:00:00+09:00"


@pytest.fixture
def team(tmp_path: Path) -> Team:
    made = Team(tmp_path)
    made.create()
    with at(BEFORE):
        made.prepare(FIRST)
    return made


def asked(team: Team, agenda: dict[str, Any] = NEXT, moment: str = LATER) -> list[str]:
    """What the block of ``agenda``, once it is prepared, asks for next time."""
    with at(moment):
        team.prepare(agenda)
        return [entry.text for entry in team.meeting.to_ask]


def test_what_was_left_open_is_offered(team: Team) -> None:
    with at(AFTER):
        team.add("views", "夜勤も見てほしい", item=2)
        team.add("action_items", "帳票の案を送る", item=1)
        team.add("action_items", "権限の一覧を出す（担当：佐藤、期限：未定）", item=2)
    assert asked(team) == [
        "「完了基準」のご結論",
        "「帳票の案を送る」をどなたにお願いするか",
        "「権限の一覧を出す」の時期",
    ]


def test_in_the_language_of_the_document(tmp_path: Path) -> None:
    team = Team(tmp_path, language="en")
    team.create()
    with at(BEFORE):
        team.prepare(FIRST)
    assert asked(team) == ["Our conclusion on “完了基準”", "Your view on “展開の順番”"]


def test_what_is_answered_or_on_the_agenda_is_not(team: Team) -> None:
    with at(AFTER):
        team.add("decisions", "3割で完了とする", item=1)
        team.add("views", "賛成です", item=1)
        team.add("views", "なし", item=2)
    assert asked(team) == []
    team.erase("3割で完了とする")
    on_it = {**NEXT, "start": "2026-12-16 10:00", "items": [{"title": "（候補）完了基準", "stance": "春に広げる"}]}
    assert asked(team, on_it) == []


def test_a_line_that_was_deleted_stays_away(team: Team) -> None:
    [first, *others] = asked(team)
    team.erase(f"・{first}")
    assert asked(team) == others


def test_not_of_meetings_long_past_or_called_off_or_to_come(team: Team) -> None:
    assert asked(team, {**NEXT, "start": "2027-03-15 10:00"}, "2027-03-10T09:00:00+09:00") == []
    assert asked(team, {**NEXT, "start": "2026-12-02 10:00"}, BEFORE) == []


def test_at_most_five(tmp_path: Path) -> None:
    team = Team(tmp_path)
    team.create()
    items = [{"title": f"論点{number}", "kind": "decide", "stance": "…と考える"} for number in range(9)]
    with at(BEFORE):
        team.prepare({**FIRST, "items": items})
    assert asked(team) == [f"「論点{number}」のご結論" for number in range(5)]


def test_a_rule_that_is_off_offers_nothing(team: Team) -> None:
    config = team.root / "docgen.toml"
    off = '[[lint.disable]]\nrule = "item-has-decision"\nreason = "試行中"\n'
    config.write_text(config.read_text(encoding="utf-8") + off, encoding="utf-8")
    assert asked(team) == ["「完了基準」についてのご意見", "「展開の順番」についてのご意見"]


def test_a_template_without_the_heading_is_left_as_it_is(team: Team) -> None:
    own = team.root / "templates" / "ja" / "meeting.md.j2"
    own.parent.mkdir(parents=True)
    own.write_text("## {{ heading }} {#meeting}\n\n終わり\n", encoding="utf-8")
    assert asked(team, {**NEXT, "items": []}) == []


LINT_WORDS = re.compile(
    r"未記入|抜け|不足|ルール|指摘|要対応|注意|lint|rule|missing|overdue|gap|finding|warning|error", re.I
)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_word_of_lint_is_in_what_is_offered(language: Any) -> None:
    offers = [read.rule.offer.to(language) for read in built_in() if read.rule.offer]
    assert len(offers) >= 4
    ids = [read.rule.id for read in built_in()]
    for offer in offers:
        assert not LINT_WORDS.search(offer)
        assert not any(rule in offer for rule in ids)
