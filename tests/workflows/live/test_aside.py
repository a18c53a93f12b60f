"""What only we see: what is open, for how long, and whom one could ask; in words to say aloud."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from docgen.account.model import Present
from docgen.document.wire import requests as wire
from docgen.workflows.live.aside import aside_of
from docgen.workflows.live.values import Aside, Dragging
from docgen.workflows.live.who import may_know, named_with
from tests.team import DURING, Team, at

THEIRS = ["𠮷田 恵子様（課長）", "高橋 健様"]
FIRST: dict[str, Any] = {
    "title": "11月定例",
    "start": "2026-11-17 10:00",
    "end": "2026-11-17 11:00",
    "attendees": {"ours": ["佐藤 美咲"], "theirs": THEIRS},
    "items": [
        {"title": "帳票の絞り込み", "kind": "discuss", "stance": "3種で足りる"},
        {"title": "展開の順番", "kind": "decide", "stance": "倉庫から"},
    ],
}
SECOND: dict[str, Any] = {
    **FIRST,
    "title": "12月定例",
    "start": "2026-12-01 10:00",
    "end": "2026-12-01 11:00",
    "items": [
        {"title": "はじめ方", "kind": "decide", "stance": "ライン長から"},
        {"title": "近況", "kind": "share"},
        {"title": "確認の頻度", "kind": "discuss", "stance": "週1回"},
    ],
}


@pytest.fixture
def team(tmp_path: Path) -> Team:
    team = Team(tmp_path)
    team.create()
    return team


def aside(team: Team, moment: str = DURING) -> Aside:
    with at(moment):
        workspace, account = team.workspace, team.account
        document = workspace.read(account)
        return aside_of(workspace, account, document, document.meetings[0], workspace.now(account), (), ())


def asked(team: Team) -> list[str]:
    """What is asked, each with the number of its item."""
    numbers = {item.heading_id: str(item.number) for item in team.meeting.items}
    return [f"{numbers.get(one.item, one.item)} {one.text}" for one in aside(team).questions]


def prepared(team: Team, agenda: dict[str, Any], moment: str) -> None:
    with at(moment):
        team.prepare(agenda)


class TestQuestions:
    @pytest.fixture(autouse=True)
    def block(self, team: Team) -> None:
        prepared(team, SECOND, "2026-12-01T08:30:00+09:00")

    def test_of_an_empty_block_all_are_asked_in_the_order_of_the_agenda(self, team: Team) -> None:
        assert asked(team) == [
            "1 論点1、どのようにお考えですか？",
            "1 論点1、決まったことはありますか？",
            "3 論点3、どのようにお考えですか？",
            "other 次回までに、どなたが何をしますか？",
        ]

    def test_what_is_said_is_asked_no_more_and_none_is_an_answer(self, team: Team) -> None:
        with at(DURING):
            team.add("views", "よいと思う", item=1)
            team.add("decisions", "来月から始める", item=1)
            team.add("views", "なし", item=3)
            team.add("action_items", "なし")
        assert asked(team) == []

    def test_of_an_action_item_one_line_asks_for_all_it_lacks(self, team: Team) -> None:
        with at(DURING):
            for number in (1, 3):
                team.add("views", "なし", item=number)
            team.add("decisions", "なし", item=1)
            team.add("action_items", "見積を送る", item=1)
            team.add("action_items", "日程を決める", item=3, owners=["佐藤"])
            team.add("action_items", "手順書を送る", due="12/5（土）")
        assert asked(team) == [
            "1 「見積を送る」は、どなたがいつまでに行いますか？",
            "3 「日程を決める」は、いつまでに行いますか？",
            "other 「手順書を送る」は、どなたにお願いしますか？",
        ]

    def test_what_only_lint_knows_is_asked_without_words_for_the_writer(self, team: Team) -> None:
        with at(DURING):
            for number in (1, 3):
                team.add("views", "なし", item=number)
            team.add("decisions", "始め方を検討する", item=1)
            team.add("action_items", "なし")
        assert asked(team) == ["1 「始め方を検討する」は、どこまで決まりましたか？"]

    def test_what_did_not_help_is_not_asked_again(self, team: Team) -> None:
        with at(DURING):
            for number in (1, 3):
                team.add("views", "なし", item=number)
            team.add("decisions", "始め方を検討する", item=1)
            team.add("action_items", "なし")
        [found] = [one for one in team.lint("2026-12-01T12:00:00+09:00") if one.rule == "decision-is-decided"]
        row = f"2026-12-01T12:00:00,{found.id},{found.rule},{team.id},{found.meeting},x,\n"
        feedback = team.root / ".docgen" / "feedback.csv"
        feedback.write_text(f"when,finding,rule,account,meeting,why,who\n{row}", encoding="utf-8")
        assert asked(team) == []


def test_in_english(tmp_path: Path) -> None:
    team = Team(tmp_path, language="en")
    team.create()
    prepared(team, {**SECOND, "attendees": {}}, "2026-12-01T08:30:00+09:00")
    with at(DURING):
        team.add("action_items", "send the quote", item=1)
    assert [one.text for one in aside(team).questions] == [
        "Item 1: what do you think?",
        "Item 1: what have we decided?",
        "Who does “send the quote”, and by when?",
        "Item 3: what do you think?",
    ]


class TestCarried:
    @pytest.fixture(autouse=True)
    def blocks(self, team: Team) -> None:
        prepared(team, FIRST, "2026-11-17T08:30:00+09:00")
        with at("2026-11-17T10:30:00+09:00"):
            team.add("action_items", "帳票の案を送る", item=1, owners=["佐藤"], due="11/20")
            team.add("action_items", "倉庫に話す", item=2, owners=["高橋様"], due="12/18")
        prepared(team, SECOND, "2026-12-01T08:30:00+09:00")

    def test_each_with_its_age_and_whether_it_is_late(self, team: Team) -> None:
        with at(DURING):
            team.add("action_items", "今日生まれた", item=1)
        assert aside(team).carried == (
            Dragging(
                text="帳票の案を送る", owners=("佐藤",), due="2026-11-20", due_text="11/20", age_days=14, overdue=True
            ),
            Dragging(text="倉庫に話す", owners=("高橋様",), due="2026-12-18", due_text="12/18", age_days=14),
        )

    def test_what_is_ticked_in_the_room_is_gone(self, team: Team) -> None:
        line = team.line("☐ 帳票の案を送る")
        team.by_hand(
            [
                wire.delete_content_range(team.tab, line.start, line.start + 1),
                wire.insert_text(team.tab, line.start, "☑"),
            ]
        )
        assert [one.text for one in aside(team).carried] == ["倉庫に話す"]


class TestToAsk:
    @pytest.fixture(autouse=True)
    def blocks(self, team: Team) -> None:
        prepared(team, FIRST, "2026-11-17T08:30:00+09:00")
        with at("2026-11-17T10:30:00+09:00"):
            team.add("views", "なし", item=1)
            team.add("views", "現場の手が足りない（高橋様）", item=2)
            team.add("action_items", "帳票の案を見る", item=1, owners=["𠮷田様"], due="12/18")
        prepared(team, SECOND, "2026-12-01T08:30:00+09:00")

    def test_what_the_meeting_has_and_what_was_left_open_with_who_may_know(self, team: Team) -> None:
        found = {one.text: one.who for one in aside(team).to_ask}
        assert found == {"「展開の順番」のご結論": ("高橋 健様",)}

    def test_what_was_deleted_from_the_block_can_still_be_asked(self, team: Team) -> None:
        team.erase("「展開の順番」のご結論")
        assert [one.text for one in aside(team).to_ask] == ["「展開の順番」のご結論"]

    def test_what_somebody_typed_comes_first(self, team: Team) -> None:
        team.type("\n・帳票の案を見ていかがか", after="「展開の順番」のご結論")
        assert [(one.text, one.who) for one in aside(team).to_ask] == [
            ("「展開の順番」のご結論", ("高橋 健様",)),
            ("帳票の案を見ていかがか", ("𠮷田 恵子様（課長）",)),
        ]


@pytest.mark.parametrize(
    ("words", "owner", "theirs", "ours", "known"),
    [
        ("帳票を減らす（高橋様）", "", THEIRS, [], ["高橋 健様"]),
        ("高橋：帳票を減らす", "", THEIRS, [], ["高橋 健様"]),
        ("高橋健さんが帳票を減らす", "", THEIRS, [], ["高橋 健様"]),
        ("吉田課長の帳票を減らす", "", THEIRS, [], ["𠮷田 恵子様（課長）"]),
        ("高橋電機の帳票を減らす", "", THEIRS, [], []),
        ("帳票を減らす", "高橋", THEIRS, [], ["高橋 健様"]),
        ("帳票を減らす", "田中", THEIRS, [], []),
        ("帳票を減らす（高橋様）", "", ["高橋 健様", "高橋 誠様"], [], []),
        ("帳票を減らす（高橋様）", "", THEIRS, ["高橋 一郎"], []),
        ("帳票を減らす（森様）", "", ["森様"], [], ["森様"]),
        ("森の帳票を減らす", "", ["森様"], [], []),
        ("Will will cut the forms", "", ["Will Smith"], [], []),
        ("Will Smith wants to cut the forms", "", ["Will Smith"], [], ["Will Smith"]),
        ("Mr. Smith wants to cut the forms", "", ["Will Smith"], [], ["Will Smith"]),
    ],
)
def test_a_name_counts_only_where_it_is_surely_meant(
    team: Team, words: str, owner: str, theirs: list[str], ours: list[str], known: list[str]
) -> None:
    prepared(team, {**FIRST, "attendees": {}}, "2026-11-17T08:30:00+09:00")
    with at("2026-11-17T10:30:00+09:00"):
        if owner:
            team.add("action_items", words, item=1, owners=[owner])
        else:
            team.add("views", words, item=1)
    named = named_with(team.read.meetings, Present(theirs=tuple(theirs), ours=tuple(ours)))
    assert list(may_know("「帳票の絞り込み」のご結論", named)) == known


@pytest.mark.parametrize(
    ("start", "end", "ends"),
    [
        ("2026-12-01 10:00", "2026-12-01 11:00", "2026-12-01T11:00:00+09:00"),
        ("2026-12-01 10:00", "", ""),
        ("2026-12-01", "", ""),
    ],
)
def test_the_end_is_that_which_somebody_wrote(team: Team, start: str, end: str, ends: str) -> None:
    agenda = {key: value for key, value in SECOND.items() if key not in ("start", "end")}
    prepared(team, {**agenda, "start": start, **({"end": end} if end else {})}, "2026-12-01T08:30:00+09:00")
    assert aside(team).ends == ends
