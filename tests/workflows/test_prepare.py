"""``prepare``: one block per meeting, newest on top, with what is still open."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from docgen import clock
from docgen.account.agenda import parse
from docgen.account.model import CarriedItem, Status
from docgen.connect.service import Service
from docgen.emulator import Emulator
from docgen.workflows.prepare import prepare
from tests.team import BEFORE, Team, at, keeps, patient


@pytest.fixture
def team(tmp_path: Path) -> Team:
    team = Team(tmp_path)
    team.create()
    return team


def agenda(day: str, *titles: str, **more: Any) -> dict[str, Any]:
    items = [{"title": title, "stance": f"{title}の仮説"} for title in titles]
    return {"title": f"{day}の会議", "start": f"{day} 10:00", "end": f"{day} 11:00", "items": items, **more}


class Counting:
    """An http object that counts the requests that pass through it."""

    def __init__(self) -> None:
        self.inner = Emulator().http()
        self.seen: list[str] = []

    def request(self, uri: str, method: str = "GET", body: Any = None, headers: Any = None, **more: Any) -> Any:
        self.seen.append(f"{method} {uri.split('?')[0].rpartition(':')[2] if ':batch' in uri else 'get'}")
        return self.inner.request(uri, method, body=body, headers=headers, **more)


def test_one_read_and_one_write_however_many_items(tmp_path: Path) -> None:
    http = Counting()
    team = Team(tmp_path, service=Service(http, local=True))
    team.create()
    for number, items in enumerate((1, 12), 1):
        http.seen.clear()
        team.prepare(agenda(f"2026-12-0{number}", *(f"論点{n}" for n in range(items))))
        assert http.seen == ["GET get", "POST batchUpdate"]


def test_a_write_whose_answer_got_lost_is_told_as_written(tmp_path: Path) -> None:
    emulator = Emulator()
    team = Team(tmp_path, service=patient(emulator))
    team.create()
    emulator.faults.add("documents.batchUpdate", 1, "timeout", after=True)
    assert team.prepare(agenda("2026-12-01", "完了基準")).written
    assert not team.prepare(agenda("2026-12-01", "完了基準")).written


def test_again_changes_nothing_and_says_what_differs(team: Team) -> None:
    first = team.prepare(agenda("2026-12-01", "完了基準", goal="決める"))
    revision = team.document.revision
    again = team.prepare(agenda("2026-12-01", "完了の基準", "頻度", goal="決める"))
    assert (first.written, again.written) == (True, False)
    assert team.document.revision == revision
    assert [(d.field, d.document, d.agenda) for d in again.differences] == [
        ("items[0].title", "完了基準", "完了の基準"),
        ("items[0].stance", "完了基準の仮説", "完了の基準の仮説"),
        ("items[1]", "", "頻度"),
    ]
    assert team.prepare(agenda("2026-12-01", "完了基準", goal="決める")).differences == ()


def test_meetings_stand_newest_first_in_whatever_order_they_come(team: Team) -> None:
    for day in ("2026-11-10", "2026-12-08", "2026-11-24", "2026-10-01", "2026-12-01"):
        team.prepare(agenda(day, "論点"))
    meetings = team.read.meetings
    days = ["2026-12-08", "2026-12-01", "2026-11-24", "2026-11-10", "2026-10-01"]
    assert [(m.id, m.date, m.anchored) for m in meetings] == [(day, day, True) for day in days]
    assert [[item.stance for item in m.items] for m in meetings] == [["論点の仮説"]] * 5


def test_open_action_items_are_shown_with_a_link_to_where_they_were_born(team: Team) -> None:
    with at(BEFORE):
        team.prepare(agenda("2026-11-10", "論点"))
        team.add("action_items", "手順書を送る", item=1, owners=["鈴木"], due="11/20")
        team.add("action_items", "もう済んだこと", item=1, owners=["鈴木"], due="11/20", done=True)
        team.add("action_items", "全体の宿題")
        second = team.prepare(agenda("2026-11-24", "論点"))
    assert second.carried == 2
    newest = team.meeting
    assert [(c.text, c.owners, c.due, c.status, c.born) for c in newest.carried] == [
        ("全体の宿題", (), None, Status.OPEN, "2026-11-10"),
        ("手順書を送る", ("鈴木",), "2026-11-20", Status.OPEN, "2026-11-10"),
    ]
    assert newest.action_items == ()


def test_done_where_it_is_shown_again_is_done(team: Team) -> None:
    with at(BEFORE):
        team.prepare(agenda("2026-11-10", "論点"))
        team.add("action_items", "手順書を送る", item=1)
        team.prepare(agenda("2026-11-24", "論点"))
        line = team.line("☐ 手順書を送る", 0)
        assert "2026-11-10" in line.text
        team.by_hand(
            [
                {"insertText": {"location": {"index": line.start, "tabId": team.tab}, "text": "☑"}},
                {
                    "deleteContentRange": {
                        "range": {"startIndex": line.start + 1, "endIndex": line.start + 2, "tabId": team.tab}
                    }
                },
            ]
        )
        assert team.prepare(agenda("2026-12-01", "論点")).carried == 0


def test_two_meetings_of_one_day(team: Team) -> None:
    team.prepare(agenda("2026-12-01", "朝"))
    team.prepare({**agenda("2026-12-01", "夕"), "id": "2026-12-01-2"})
    assert [(m.id, m.items[0].title) for m in team.read.meetings] == [("2026-12-01-2", "夕"), ("2026-12-01", "朝")]


def test_of_one_day_the_later_stands_above_and_shows_what_the_earlier_left_open(team: Team) -> None:
    late = {**agenda("2026-12-01", "夕"), "id": "2026-12-01-2", "start": "2026-12-01 15:00", "end": "2026-12-01 16:00"}
    team.prepare(late)
    team.prepare(agenda("2026-12-01", "朝"))
    assert [m.id for m in team.read.meetings] == ["2026-12-01-2", "2026-12-01"]
    with at(BEFORE):
        team.add("action_items", "手順書を送る", item=1, meeting="2026-12-01")
    assert team.prepare({**late, "id": "2026-12-01-3", "start": "2026-12-01 17:00", "end": ""}).carried == 1


def carrying(team: Team, due: str, born: str, shown: str) -> CarriedItem:
    """One action item born on one day and shown again on another."""
    team.prepare(agenda(born, "論点"))
    team.add("action_items", "手順書を送る", item=1, owners=["鈴木"], due=due, meeting=born)
    team.prepare(agenda(shown, "論点"))
    return team.meeting.carried[0]


@pytest.mark.parametrize(
    ("due", "means", "again"),
    [
        ("5/20", "2026-05-20", "2026-05-20（水）"),  # on 1 December, 5/20 would be next year's
        ("来週金曜", "2026-05-08", "2026-05-08（金）"),
        ("12/5 17:00まで", "2026-12-05", "12/5 17:00まで"),
        ("未定", None, "未定"),
    ],
)
def test_a_due_date_shown_again_means_the_same_day(team: Team, due: str, means: str | None, again: str) -> None:
    shown = carrying(team, due, "2026-05-01" if due != "12/5 17:00まで" else "2026-11-10", "2026-12-01")
    assert (shown.due, shown.due_text) == (means, again)


def test_what_people_change_in_a_line_shown_again_is_shown_next(team: Team) -> None:
    carrying(team, "11/20", "2026-11-10", "2026-11-24")
    team.erase("11/20")
    team.type("12/18", "☐ 手順書を送る（担当：鈴木、期限：")
    team.prepare(agenda("2026-12-01", "論点"))
    assert [(c.text, c.due, c.born) for c in team.meeting.carried] == [("手順書を送る", "2026-12-18", "2026-11-10")]


def test_a_line_typed_among_the_open_ones_is_an_action_item(team: Team) -> None:
    carrying(team, "11/20", "2026-11-10", "2026-11-24")
    line = team.line("☐ 手順書を送る")
    team.by_hand([{"insertText": {"location": {"index": line.start, "tabId": team.tab}, "text": "☐ 料金表を送る\n"}}])
    team.prepare(agenda("2026-12-01", "論点"))
    assert [(c.text, c.born) for c in team.meeting.carried] == [
        ("手順書を送る", "2026-11-10"),
        ("料金表を送る", "2026-11-24"),
    ]


def test_an_item_outlives_the_meeting_it_was_born_in(team: Team) -> None:
    carrying(team, "11/20", "2026-11-10", "2026-11-24")
    born = next(line for line in team.lines() if line.text.startswith("2026-11-10"))
    end = team.lines()[-1].end
    team.by_hand(
        [
            {
                "deleteContentRange": {
                    "range": {"startIndex": born.start - 1, "endIndex": end - 1, "tabId": team.tab},
                }
            }
        ]
    )
    team.prepare(agenda("2026-12-01", "論点"))
    assert [(c.text, c.born) for c in team.meeting.carried] == [("手順書を送る", "2026-11-24")]


def test_what_people_wrote_around_the_blocks_stays(team: Team) -> None:
    team.prepare(agenda("2026-11-10", "論点"))
    team.type("\n連絡先は総務の山本様です。", "最新の会議が一番上に入ります")
    before = [line.text for line in team.lines()]
    team.prepare(agenda("2026-11-24", "論点"))
    after = [line.text for line in team.lines()]
    assert keeps(after, before)
    assert after.index(before[2]) < after.index(next(text for text in after if text.startswith("2026-11-24")))


def test_a_link_to_the_origin_that_was_restyled_is_no_part_of_the_text(team: Team) -> None:
    carrying(team, "11/20", "2026-11-10", "2026-11-24")
    line = team.line("☐ 手順書を送る")
    end = line.end - 1
    text_range = {"startIndex": end - 3, "endIndex": end, "tabId": team.tab}
    team.by_hand([{"updateTextStyle": {"range": text_range, "textStyle": {"italic": True}, "fields": "italic"}}])
    assert [(c.text, c.born) for c in team.meeting.carried] == [("手順書を送る", "2026-11-10")]


def test_a_second_bare_meeting_of_a_day_is_another_one(team: Team) -> None:
    def bare(title: str) -> tuple[str, bool]:
        plan = parse(f"{{title: {title}, start: 2026-12-01}}", "", clock.zone("Asia/Tokyo"))
        done = prepare(team.workspace, team.account, plan, "2026-12-01", bare=True)
        return done.meeting, done.written

    assert bare("定例") == ("2026-12-01", True)
    assert bare("役員会") == ("2026-12-01-2", True)
    assert bare("定例") == ("2026-12-01", False)
    assert bare("役員会") == ("2026-12-01-2", False)
    assert bare("懇親会") == ("2026-12-01-3", True)
