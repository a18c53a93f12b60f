"""A document that people edit by hand: what they take out is asked for, what they write is read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from docgen.account.model import State
from docgen.document.wire import requests as wire
from docgen.workflows.close import close
from tests.team import AFTER, BEFORE, DURING, Team, at, keeps

WORDS: dict[str, dict[str, str]] = {
    "ja": {
        "stance": "ライン長から始めるのが近道と考えます",
        "other stance": "週1回の確認で足りると考えます",
        "view": "ライン長なら話を通しやすい",
        "decision": "12月からライン長2名で始める",
        "todo": "手順書を送る",
        "owner": "担当：鈴木、",
        "due": "期限：12/5",
    },
    "en": {
        "stance": "Starting with the line leads is the shortest way",
        "other stance": "A weekly check is enough",
        "view": "The line leads will listen",
        "decision": "Two line leads start in December",
        "todo": "Send the manual",
        "owner": "owner: Suzuki, ",
        "due": "due: 5 Dec",
    },
}


@pytest.fixture(params=["ja", "en", "ja-columns", "en-columns"])
def team(request: pytest.FixtureRequest, tmp_path: Path) -> Team:
    """A meeting of two items that nothing is missing in."""
    language, _, layout = request.param.partition("-")
    team = Team(tmp_path, language, layout=layout or "table")
    words = WORDS[language]
    team.create()
    items: list[dict[str, Any]] = [
        {
            "title": "はじめ方",
            "kind": "decide",
            "minutes": 20,
            "stance": words["stance"],
            "because": "早い",
            "ask": "可否",
        },
        {"title": "確認の頻度", "kind": "discuss", "stance": words["other stance"], "ask": "頻度"},
    ]
    with at(BEFORE):
        team.prepare({"title": "12月定例", "start": "2026-12-01 10:00", "end": "2026-12-01 11:00", "items": items})
    return team


def hold(team: Team) -> dict[str, str]:
    words = WORDS[team.language]
    owner = "鈴木" if team.language == "ja" else "Suzuki"
    with at(DURING):
        team.add("views", words["view"], item=1)
        team.add("decisions", words["decision"], item=1)
        team.add(
            "action_items", words["todo"], item=1, owners=[owner], due="12/5" if team.language == "ja" else "5 Dec"
        )
        team.add("views", "なし" if team.language == "ja" else "None", item=2)
    return words


def test_nothing_is_asked_of_a_planned_or_held_meeting_that_is_whole(team: Team) -> None:
    assert team.lint(BEFORE) == []
    hold(team)
    assert team.lint(AFTER) == []
    with at(AFTER):
        assert team.meeting.state is State.CLOSED


def test_a_stance_taken_out_before_the_meeting_is_asked_for(team: Team) -> None:
    team.erase(WORDS[team.language]["stance"])
    assert [(f.rule, f.item_number) for f in team.lint(BEFORE)] == [("agenda-has-stance", 1)]


@pytest.mark.parametrize(
    ("gone", "rule"),
    [
        ("view", "item-has-customer-view"),
        ("decision", "item-has-decision"),
        ("owner", "action-item-has-owner"),
        ("due", "action-item-has-due-date"),
    ],
)
def test_what_is_taken_out_of_a_held_item_is_asked_for(team: Team, gone: str, rule: str) -> None:
    words = hold(team)
    team.erase(words[gone])
    assert [(f.rule, f.item_number) for f in team.lint(AFTER)] == [(rule, 1)]


@pytest.mark.parametrize(("gone", "rule"), [("・", "item-has-customer-view"), ("☐ ", "meeting-has-action-items")])
def test_a_whole_line_taken_out_is_asked_for(team: Team, gone: str, rule: str) -> None:
    words = hold(team)
    line = team.line(words["view" if gone == "・" else "todo"])
    team.erase(line.text)
    assert [f.rule for f in team.lint(AFTER)] == [rule]


def test_what_people_type_under_a_label_is_read(team: Team) -> None:
    words = hold(team)
    team.type("\n- 来月もう一度見る", words["decision"])
    team.type("\n【要望】画面を大きく", words["view"])
    item = team.meeting.items[0]
    assert [entry.text for entry in item.decisions] == [words["decision"], "来月もう一度見る"]
    assert [entry.text for entry in item.views] == [words["view"], "【要望】画面を大きく"]


def test_a_capture_goes_behind_what_people_typed(team: Team) -> None:
    words = hold(team)
    team.type("\n来月もう一度見る", words["decision"])
    team.add("decisions", "1月に判断", item=1)
    assert [e.text for e in team.meeting.items[0].decisions] == [words["decision"], "来月もう一度見る", "1月に判断"]


def test_a_capture_without_its_label_brings_it_along(team: Team) -> None:
    label = "決定事項" if team.language == "ja" else "Decisions"
    line = team.line(label)
    team.by_hand(
        [{"deleteContentRange": {"range": {"startIndex": line.start, "endIndex": line.end, "tabId": team.tab}}}]
    )
    before = [each.text for each in team.lines()]
    team.add("decisions", "12月から始める", item=1)
    assert [e.text for e in team.meeting.items[0].decisions] == ["12月から始める"]
    after = [each.text for each in team.lines()]
    assert len(after) == len(before) + 2
    assert keeps(after, before)


def test_a_heading_without_its_anchor_is_found_by_its_date(team: Team) -> None:
    ranges = [one for tab in team.document.all_tabs() for one in tab.ranges if "meeting:" in one.name]
    team.by_hand([{"deleteNamedRange": {"namedRangeId": one.id}} for one in ranges])
    meeting = team.meeting
    assert (meeting.id, meeting.title, meeting.anchored) == ("2026-12-01", "12月定例", False)
    assert [item.title for item in meeting.items] == ["はじめ方", "確認の頻度"]


def test_a_meeting_typed_by_hand_takes_no_other_meetings_id(team: Team) -> None:
    heading = team.line("2026-12-01")
    team.by_hand(
        [
            wire.insert_text(team.tab, heading.start - 1, "\n2026-12-01 臨時の打ち合わせ"),
            wire.update_paragraph_style(team.tab, heading.start, heading.start + 1, {"namedStyleType": "HEADING_2"}),
        ]
    )
    assert [(m.id, m.anchored) for m in team.read.meetings] == [("2026-12-01-2", False), ("2026-12-01", True)]
    hold(team)
    assert len(team.read.meetings[1].items[0].views) == 1


def test_a_meeting_without_its_anchor_is_closed_once(team: Team) -> None:
    ranges = [one for tab in team.document.all_tabs() for one in tab.ranges if "meeting:" in one.name]
    team.by_hand([wire.delete_named_range(team.tab, one.id) for one in ranges])
    with at(AFTER):
        assert [close(team.workspace, team.account).written for _ in range(2)] == [True, False]
        assert team.meeting.state is State.CLOSED


def test_words_typed_before_a_heading_belong_to_no_other_meeting(team: Team) -> None:
    line = team.line("2026-12-01")
    team.by_hand([{"insertText": {"location": {"index": line.start, "tabId": team.tab}, "text": "【延期】"}}])
    assert (team.meeting.id, len(team.read.meetings)) == ("2026-12-01", 1)


def test_a_value_on_the_line_of_its_label_keeps_its_colons(team: Team) -> None:
    decisions = "決定事項" if team.language == "ja" else "Decisions"
    label = team.line(decisions)
    plain = [
        {
            "updateTextStyle": {
                "range": {"startIndex": label.start, "endIndex": label.end - 1, "tabId": team.tab},
                "textStyle": {},
                "fields": "bold",
            }
        }
    ]
    team.by_hand(plain)
    team.type("：10:00 から始める", decisions)
    assert [entry.text for entry in team.meeting.items[0].decisions] == ["10:00 から始める"]


def test_items_keep_the_numbers_that_readers_see(team: Team) -> None:
    """The first one deleted, and one typed in front without a number."""
    first, second = team.line("1. はじめ方"), team.line("2. 確認の頻度")
    team.by_hand(
        [
            wire.delete_content_range(team.tab, first.start, second.start),
            wire.insert_text(team.tab, first.start, "近況\n"),
        ]
    )
    team.add("views", "足りない", item=2)
    assert [(i.number, i.title, len(i.views)) for i in team.meeting.items] == [(3, "近況", 0), (2, "確認の頻度", 1)]


@pytest.mark.parametrize("style", ["HEADING_1", "HEADING_2", "NORMAL_TEXT"])
@pytest.mark.parametrize("nth", [0, 1, 2])
def test_a_heading_that_was_restyled_is_still_one(team: Team, style: str, nth: int) -> None:
    hold(team)
    with at(DURING):
        team.add("decisions", "次回は1月")
    before = team.meeting
    line = team.line(["はじめ方", "確認の頻度", "その他" if team.language == "ja" else "Other"][nth])
    team.by_hand([wire.update_paragraph_style(team.tab, line.start, line.end, {"namedStyleType": style})])
    assert [(i.number, i.title, i.stance, len(i.views), len(i.action_items)) for i in team.meeting.items] == [
        (i.number, i.title, i.stance, len(i.views), len(i.action_items)) for i in before.items
    ]
    assert [entry.text for entry in team.meeting.decisions] == ["次回は1月"]


@pytest.mark.parametrize("style", ["HEADING_1", "HEADING_3", "NORMAL_TEXT"])
def test_a_meetings_heading_that_was_restyled_keeps_its_items(team: Team, style: str) -> None:
    line = team.line("2026-12-01")
    team.by_hand([wire.update_paragraph_style(team.tab, line.start, line.end, {"namedStyleType": style})])
    assert [item.title for item in team.meeting.items] == ["はじめ方", "確認の頻度"]


def test_a_heading_that_lost_its_date_has_that_of_the_lines_below(team: Team) -> None:
    team.erase(team.line("2026-12-01").text.removesuffix("12月定例"))
    hold(team)
    assert (team.meeting.date, team.meeting.title) == ("2026-12-01", "12月定例")
    assert team.lint(AFTER) == []


def test_what_people_type_between_the_tables_is_read_by_its_labels(team: Team) -> None:
    """In columns it stands where what people typed does: there only what is set in bold is a label."""
    decisions = "決定事項" if team.language == "ja" else "Decisions"
    second = team.line("2. ")
    team.by_hand(
        [
            wire.insert_text(team.tab, second.start, f"{decisions}：来期に始める\n"),
            wire.update_paragraph_style(team.tab, second.start, second.start + 1, {"namedStyleType": "NORMAL_TEXT"}),
        ]
    )
    first = team.meeting.items[0]
    if team.layout == "columns":
        assert [item.text for item in first.action_items] == [f"{decisions}：来期に始める"]
    else:
        assert [entry.text for entry in first.decisions] == ["来期に始める"]


def test_a_date_among_the_customers_information_is_no_meeting(team: Team) -> None:
    karte = team.document.tabs[1].id
    team.by_hand(
        [
            wire.insert_text(karte, 1, "2026-11-01 引き継ぎの時点\n"),
            wire.update_paragraph_style(karte, 1, 2, {"namedStyleType": "HEADING_2"}),
        ]
    )
    assert [meeting.id for meeting in team.read.meetings] == ["2026-12-01"]


def test_the_meetings_are_found_behind_another_tab_without_their_title(team: Team) -> None:
    title = team.lines()[0]
    team.by_hand(
        [
            wire.delete_content_range(team.tab, title.start, title.end),
            {"addDocumentTab": {"tabProperties": {"title": "メモ", "index": 0}}},
        ]
    )
    hold(team)
    assert len(team.meeting.items[0].decisions) == 1


def test_a_meeting_whose_heading_is_empty_can_be_closed(team: Team) -> None:
    last = team.lines()[-1]
    team.by_hand(
        [
            wire.insert_text(team.tab, last.end - 1, "\n\n"),
            wire.create_named_range(team.tab, last.end, last.end + 1, "docgen:meeting:phone-call"),
        ]
    )
    with at(AFTER):
        assert close(team.workspace, team.account, "phone-call").written
        assert [m.state for m in team.read.meetings if m.id == "phone-call"] == [State.CLOSED]


@pytest.mark.parametrize("nth", [0, 1])
def test_a_meeting_moved_in_its_heading_or_its_lines_alone_is_asked_nothing_before_it(team: Team, nth: int) -> None:
    """The heading has the date first, the line below it second."""
    line = [each for each in team.lines() if "2026-12-01" in each.text][nth]
    day = line.start + line.text.index("2026-12-01") + len("2026-12-0")
    team.by_hand([wire.insert_text(team.tab, day, "3"), wire.delete_content_range(team.tab, day + 1, day + 2)])
    assert team.lint(AFTER) == []
    with at("2026-12-03T12:00:00+09:00"):
        assert team.meeting.state is State.HELD
