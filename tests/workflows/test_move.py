"""``move``, ``cancel`` and back: the words that say so change in place, the block goes along, and no word is lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pytest

from docgen.account.carry import open_items
from docgen.account.minutes import minutes_tab
from docgen.account.model import Meeting, Present, State
from docgen.document.nodes import Inline
from docgen.document.wire import requests as wire
from docgen.document.wire.sameness import digests
from docgen.emulator import Emulator
from docgen.errors import InputError
from docgen.workflows.cancel import Cancelled, cancel, restore
from docgen.workflows.close import close
from docgen.workflows.move import Moved, move, move_to
from docgen.workflows.readiness import coming_meetings
from tests.team import AFTER, BEFORE, DURING, Team, at, patient


def agenda(day: str, **more: Any) -> dict[str, Any]:
    return {
        "title": "定例",
        "start": f"{day} 10:00",
        "end": f"{day} 11:00",
        "attendees": {"ours": ["佐藤", "鈴木"], "theirs": ["田中様"]},
        "items": [{"title": "はじめ方", "kind": "decide", "stance": "ライン長から始める"}],
        **more,
    }


class Suggesting(NamedTuple):
    """A team, and the service under it, in which people do what only they can."""

    emulator: Emulator
    team: Team


@pytest.fixture
def suggesting(tmp_path: Path) -> Suggesting:
    emulator = Emulator()
    return Suggesting(emulator, begun(Team(tmp_path, service=patient(emulator))))


@pytest.fixture(params=["ja", "en"])
def team(request: pytest.FixtureRequest, tmp_path: Path) -> Team:
    return begun(Team(tmp_path, request.param))


def begun(team: Team) -> Team:
    """With three meetings."""
    team.create()
    with at(BEFORE):
        for day in ("2026-12-01", "2026-12-08", "2026-12-15"):
            team.prepare(agenda(day))
    return team


def moved(team: Team, to: str, meeting: str = "2026-12-01", **more: Any) -> Moved:
    with at(BEFORE):
        return move_to(team.workspace, team.account, meeting, to, **more)


def off(team: Team, meeting: str = "2026-12-01") -> Cancelled:
    return cancel(team.workspace, team.account, meeting)


def on(team: Team, meeting: str = "2026-12-01") -> Cancelled:
    return restore(team.workspace, team.account, meeting)


def meetings(team: Team, moment: str = BEFORE) -> dict[str, Meeting]:
    with at(moment):
        return {meeting.id: meeting for meeting in team.read.meetings}


def ids(team: Team) -> list[str]:
    return [meeting.id for meeting in team.read.meetings]


def looks(team: Team, meeting: str) -> list[bytes]:
    """The blocks of a meeting below its head, as they look."""
    tab = minutes_tab(team.document)
    _, start, end = meetings(team)[meeting].span
    first, last = tab.body.find(start)[0], tab.body.find(end - 1)[0]
    return digests(tab)[first + 2 : last + 1]


def text(team: Team) -> list[str]:
    return [line.text for line in team.lines()]


def test_a_meeting_keeps_its_id_and_goes_to_its_place(team: Team) -> None:
    before = looks(team, "2026-12-01")
    done = moved(team, "12/10 15:00")
    found = meetings(team)["2026-12-01"]
    assert (found.date, found.start, found.end) == ("2026-12-10", "2026-12-10T15:00", "2026-12-10T16:00")
    assert (found.title, found.anchored, found.attendees.ours) == ("定例", True, ("佐藤", "鈴木"))
    assert (done.place, done.changed, done.kept) == ("moved", ("heading", "when"), ())
    assert ids(team) == ["2026-12-15", "2026-12-01", "2026-12-08"]
    assert looks(team, "2026-12-01") == before
    again = moved(team, "12/10 15:00")
    assert (again.written, again.place) == (False, "same")


def test_there_and_back_is_where_it_was(team: Team) -> None:
    before, lines = [digest for one in ids(team) for digest in looks(team, one)], text(team)
    for to in ("2026-12-20 9:00-12:00", "12/11", "2026-11-24", "2026-12-01 10:00-11:00"):
        assert moved(team, to).place in ("moved", "same")
    assert text(team) == lines
    assert [digest for one in ids(team) for digest in looks(team, one)] == before


def test_a_dry_run_changes_nothing(team: Team) -> None:
    revision = team.document.revision
    done = moved(team, "12/10", dry_run=True)
    assert (done.written, done.place, done.start) == (True, "moved", "2026-12-10T10:00")
    assert team.document.revision == revision


def test_by_its_old_date_it_is_found_where_it_is_now(team: Team) -> None:
    team.prepare({**agenda("2026-12-22"), "id": "4f0c2b7a9d3e1f55"})
    assert moved(team, "12/23", "2026-12-22").written
    assert not moved(team, "12/23", "2026-12-22").written
    with pytest.raises(InputError):
        moved(team, "12/24", "2026-12-22")


def test_what_people_typed_around_the_words_stays(team: Team) -> None:
    team.type(" ★要確認", after="定例", nth=2)
    team.type("（会議室A）", after="11:00", nth=2)
    team.type("（リモート）", after="鈴木", nth=2)
    people = Present(ours=("佐藤", "鈴木（リモート）", "高橋"), theirs=("山田様",))
    move(team.workspace, team.account, "2026-12-01", "2026-12-03T13:00", "2026-12-03T14:00", attendees=people)
    found = meetings(team)["2026-12-01"]
    assert (found.date, found.title, found.attendees) == ("2026-12-03", "定例 ★要確認", people)
    lines = text(team)
    assert any(line.endswith("定例 ★要確認") and line.startswith("2026-12-03") for line in lines)
    assert any("13:00" in line and line.endswith("14:00（会議室A）") for line in lines)


def test_a_line_that_says_no_time_any_more_stays_and_is_told(team: Team) -> None:
    line = next(line for line in team.lines()[40:] if "2026-12-01" in line.text and line.cell)
    team.by_hand([wire.insert_text(team.tab, line.end - 1, "→調整中")])
    at_time = line.start + line.text.index("10:00") + 5
    team.by_hand([wire.insert_text(team.tab, at_time, "ごろ？")])
    done = moved(team, "2026-12-03 10:00")
    assert [(kept.field, "ごろ？" in kept.line) for kept in done.kept] == [("when", True)]
    assert meetings(team)["2026-12-01"].date == "2026-12-03"


def test_a_new_title_goes_where_nobody_has_typed(team: Team) -> None:
    done = moved(team, "2026-12-01", title="臨時会議")
    assert (done.changed, meetings(team)["2026-12-01"].title) == (("title",), "臨時会議")
    team.type("〔拡大〕", after="臨時会議")
    done = moved(team, "12/2", title="別の会議")
    assert [kept.field for kept in done.kept] == ["title"]
    found = meetings(team)["2026-12-01"]
    assert (found.title, found.date) == ("臨時会議〔拡大〕", "2026-12-02")
    assert not moved(team, "12/2", title="臨時会議〔拡大〕").written


@pytest.mark.parametrize("what", ["suggestion", "link", "image", "comment"])
def test_a_block_that_cannot_be_copied_stays_where_it_is(
    suggesting: Suggesting, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    team = suggesting.team
    line = team.line("ライン長から始める", 2)
    if what == "suggestion":
        suggesting.emulator.people.suggest_insert(team.document.id, line.start, "案：", tab=team.tab)
    elif what == "link":
        found = meetings(team)["2026-12-01"]
        top = team.lines()[1]
        style = {"link": {"headingId": found.items[0].heading_id}}
        team.by_hand([wire.update_text_style(team.tab, top.start, top.start + 2, style)])
    elif what == "image":
        image = {"uri": "https://share.example.jp/x.png", "location": {"index": line.start, "tabId": team.tab}}
        team.by_hand([{"insertInlineImage": image}])
    else:
        monkeypatch.setattr(type(team.service), "open_comments", lambda *_: ("ライン長から",))
    words = text(team)
    done = moved(team, "12/10")
    assert (done.place, len(done.why)) == ("stays", 1)
    assert ids(team) == ["2026-12-15", "2026-12-08", "2026-12-01"]
    assert meetings(team)["2026-12-01"].date == "2026-12-10"
    assert len(text(team)) == len(words)
    assert not moved(team, "12/10").written


def test_lists_colours_and_links_of_people_go_along(team: Team) -> None:
    line = team.line("次回ご相談したいこと" if team.language == "ja" else "To ask next time", 2)
    entry = team.lines()[-1]
    assert entry.start >= line.end
    team.by_hand([wire.insert_text(team.tab, entry.start, "一つ目\n二つ目\n三つ目")])
    first, second = team.line("一つ目"), team.line("二つ目")
    team.by_hand([wire.insert_text(team.tab, second.start, "\t")])
    team.by_hand([wire.create_paragraph_bullets(team.tab, first.start, team.line("三つ目").end, ordered=True)])
    red = {"foregroundColor": {"color": {"rgbColor": {"red": 1}}}, "link": {"url": "https://example.jp/"}}
    first = team.line("一つ目")
    team.by_hand([wire.update_text_style(team.tab, first.start, first.start + 1, red)])
    team.by_hand([wire.update_paragraph_style(team.tab, first.start, first.end, {"alignment": "CENTER"})])
    stance = team.line("ライン長から始める", 2)
    team.by_hand([wire.update_text_style(team.tab, stance.start, stance.start + 3, {"italic": True})])
    before = looks(team, "2026-12-01")
    assert moved(team, "12/10").place == "moved"
    assert looks(team, "2026-12-01")[: len(before)] == before
    assert moved(team, "2026-11-30").place == "moved"
    assert looks(team, "2026-12-01")[: len(before)] == before


def test_markers_and_facts_go_along(team: Team) -> None:
    with at(DURING):
        team.add("decisions", "12月から始める", item=1, meeting="2026-12-01")
    names = sorted(one.name for tab in team.document.all_tabs() for one in tab.ranges if "wrote" not in one.name)
    assert moved(team, "12/10").place == "moved"
    after = sorted(one.name for tab in team.document.all_tabs() for one in tab.ranges if "wrote" not in one.name)
    assert set(after) <= set(names)
    assert len([name for name in after if name.startswith("docgen:meeting:")]) == 3
    found = meetings(team)["2026-12-01"]
    assert [entry.text for entry in found.items[0].decisions] == ["12月から始める"]


def test_a_cancelled_meeting_leaves_everything_and_comes_back(team: Team) -> None:
    lines = text(team)
    assert team.lint(AFTER)
    done = off(team)
    assert (done.cancelled, done.written, done.title) == (True, True, "定例")
    found = meetings(team, AFTER)["2026-12-01"]
    assert (found.state, found.title, found.date) == (State.CANCELLED, "定例", "2026-12-01")
    assert [f for f in team.lint(AFTER) if f.meeting == "2026-12-01"] == []
    with at(BEFORE):
        coming = coming_meetings(team.workspace, [(team.account, team.read)], [], 30, [])
    assert [one.meeting for one in coming] == ["2026-12-08", "2026-12-15"]
    assert off(team).written is False
    assert on(team).written is True
    assert (text(team), on(team).written) == (lines, False)
    assert meetings(team, AFTER)["2026-12-01"].state is State.HELD


@pytest.mark.parametrize("typed", ["（中止）", " 中止", "【キャンセル】"])
def test_people_cancel_by_typing_and_docgen_takes_just_that_out(team: Team, typed: str) -> None:
    lines = text(team)
    team.type(typed, after="定例", nth=2)
    assert meetings(team)["2026-12-01"].state is State.CANCELLED
    assert off(team).written is False
    assert on(team).cancelled is False
    assert text(team) == lines


def test_a_reason_that_people_wrote_is_not_taken_out(team: Team) -> None:
    off(team)
    mark = "中止" if team.language == "ja" else "Cancelled"
    team.type("（台風）", after=mark)
    assert meetings(team)["2026-12-01"].state is State.CANCELLED
    with pytest.raises(InputError):
        on(team)


def test_a_postponed_meeting_takes_place_once_something_is_said_in_it(team: Team) -> None:
    team.type("【延期】", after="定例", nth=2)
    assert meetings(team)["2026-12-01"].state is State.CANCELLED
    team.add("views", "よい", item=1, meeting="2026-12-01")
    assert meetings(team, AFTER)["2026-12-01"].state is State.HELD


def test_preparing_a_cancelled_meeting_says_so_and_changes_nothing(team: Team) -> None:
    off(team)
    revision = team.document.revision
    for refresh in (False, True):
        done = team.prepare(agenda("2026-12-01", title="定例の2"), refresh=refresh)
        assert (done.cancelled, done.written, done.refreshed) == (True, False, ())
    assert team.document.revision == revision


def test_a_cancelled_meeting_is_not_closed(team: Team) -> None:
    off(team)
    with at(AFTER):
        with pytest.raises(InputError):
            close(team.workspace, team.account, "2026-12-01")
        on(team)
        assert close(team.workspace, team.account, "2026-12-01").written


def test_moved_while_cancelled_it_stays_cancelled(team: Team) -> None:
    off(team)
    done = moved(team, "12/10")
    assert (done.cancelled, done.place) == (True, "moved")
    found = meetings(team)["2026-12-01"]
    assert (found.state, found.date) == (State.CANCELLED, "2026-12-10")
    on(team)
    assert meetings(team)["2026-12-01"].state is State.PLANNED


def test_what_docgen_moved_is_still_its_own_to_refresh(team: Team) -> None:
    moved(team, "12/10 15:00")
    later = agenda("2026-12-10", id="2026-12-01", start="2026-12-10 16:00", end="2026-12-10 17:00")
    with at(BEFORE):
        done = team.prepare(later, refresh=True)
    assert [each.field for each in done.refreshed] == ["start", "end"]
    assert meetings(team)["2026-12-01"].start == "2026-12-10T16:00"


def test_action_items_of_a_cancelled_meeting_are_still_open(team: Team) -> None:
    with at(BEFORE):
        team.add("action_items", "資料を送る", item=1, meeting="2026-12-01")
        off(team)
        assert [one.item.text for one in open_items(team.read.meetings)] == ["資料を送る"]


def test_due_dates_that_mean_another_day_are_told(team: Team) -> None:
    with at(BEFORE):
        team.add("action_items", "資料を送る", item=1, due="金曜", meeting="2026-12-01")
        team.add("action_items", "見積を送る", item=1, due="12/20", meeting="2026-12-01")
    assert moved(team, "12/10").due == ("金曜",)


def test_a_meeting_that_people_wrote(tmp_path: Path) -> None:
    team = Team(tmp_path)
    team.create()
    line = team.lines()[-1]
    team.by_hand(
        [
            wire.insert_text(
                team.tab, line.end - 1, "\n2026年12月1日（火） キックオフ\n日時：10時〜11時\n宿題\n・見積"
            ),
        ]
    )
    title = team.line("キックオフ")
    team.by_hand([wire.update_paragraph_style(team.tab, title.start, title.end, {"namedStyleType": "HEADING_2"})])
    for text_line in ("日時：", "宿題", "見積"):
        one = team.line(text_line)
        team.by_hand([wire.update_paragraph_style(team.tab, one.start, one.end, {"namedStyleType": "NORMAL_TEXT"})])
    done = moved(team, "12/3 15時")
    found = team.meeting
    assert (found.id, found.date, found.start, found.end) == (
        "2026-12-01",
        "2026-12-03",
        "2026-12-03T15:00",
        "2026-12-03T16:00",
    )
    assert (done.kept, team.line("キックオフ").text) == ((), "2026年12月3日（木） キックオフ")
    assert off(team).written
    assert team.meeting.state is State.CANCELLED


def test_chips_go_along_where_they_may_be_written(tmp_path: Path) -> None:
    team = Team(tmp_path, service=patient(Emulator()))
    plain = (tmp_path / "docgen.toml").read_text(encoding="utf-8")
    (tmp_path / "docgen.toml").write_text(plain + "chips = true\n", encoding="utf-8")
    members = "id,name,email\nsato,佐藤,sato@example.com\nsuzuki,鈴木,suzuki@example.com\ntaka,高橋,taka@example.com\n"
    (tmp_path / "members.csv").write_text(members, encoding="utf-8")
    begun(team)
    head = [kinds(team, text) for text in ("日時：", "当社：")]
    people = Present(ours=("鈴木", "高橋"), theirs=("田中様",))
    done = move(team.workspace, team.account, "2026-12-01", "2026-12-10T15:00", "2026-12-10T16:00", attendees=people)
    found = meetings(team)["2026-12-01"]
    assert (done.place, found.start, found.attendees) == ("moved", "2026-12-10T15:00", people)
    assert [kinds(team, text) for text in ("日時：", "当社：")] == head == [["dateElement"], ["person", "person"]]

    (tmp_path / "docgen.toml").write_text(plain, encoding="utf-8")
    done = moved(team, "12/20")
    assert (done.place, done.kept, meetings(team)["2026-12-01"].date) == ("stays", (), "2026-12-20")


def kinds(team: Team, words: str) -> list[str]:
    """The chips in the line of the second meeting that begins with ``words``."""
    return [each.kind for each in team.line(words, 1).paragraph.elements if isinstance(each, Inline)]
