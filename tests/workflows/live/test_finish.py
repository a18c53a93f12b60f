"""The end of a meeting in one go: it only adds, and done again it adds nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from docgen.account.model import State
from docgen.document.wire import requests as wire
from docgen.errors import InputError
from docgen.workflows.live.finish import finish, next_of
from docgen.workflows.live.values import Finished
from tests.slack import CHANNEL, TOKEN, Slack, busy, running
from tests.team import AFTER, DURING, Team, at, keeps

DAY = "2026-12-01"


@pytest.fixture
def slack(monkeypatch: pytest.MonkeyPatch) -> Iterator[Slack]:
    monkeypatch.setenv("DOCGEN_SLACK_TOKEN", TOKEN)
    with running() as found:
        yield found


@pytest.fixture(params=["ja", "en"])
def team(request: pytest.FixtureRequest, tmp_path: Path) -> Team:
    """A meeting of which everything is written."""
    team = Team(tmp_path, request.param)
    team.create()
    items = [{"title": "はじめ方", "kind": "decide", "stance": "ライン長から"}]
    people = {"ours": ["佐藤 美咲"], "theirs": ["森様"]}
    team.prepare(
        {"title": "12月定例", "start": f"{DAY} 10:00", "end": f"{DAY} 11:00", "items": items, "attendees": people}
    )
    with at(DURING):
        team.add("views", "夜勤が心配", item=1)
        team.add("decisions", "12月から始める", item=1)
        team.add("action_items", "一覧を送る", item=1, owners=["佐藤"], due="12/8")
    return team


def said(team: Team, line: str) -> None:
    """Something said of the next meeting."""
    with at(DURING):
        team.add("decisions", line, item=1)


def finished(team: Team, moment: str = AFTER) -> Finished:
    with at(moment):
        return finish(team.workspace, team.account, DAY)


def words(team: Team) -> list[str]:
    return [line.text for line in team.lines()]


def test_a_meeting_ends_posted_and_with_a_next_one(team: Team, slack: Slack) -> None:
    said(team, "次回：1/12（火）10:30〜11:00" if team.language == "ja" else "Next meeting: 1/12 10:30–11:00")
    with (team.root / "docgen.toml").open("a", encoding="utf-8") as file:
        file.write(f'[chat]\nchannel = "{CHANNEL}"\nurl = "{slack.url}"\n')
    before = words(team)
    done = finished(team)
    assert keeps(list("\n".join(words(team))), list("\n".join(before)))
    following, held = team.read.meetings
    assert (held.state, bool(held.closed_at), bool(held.posted_at)) == (State.CLOSED, True, True)
    assert (following.title, following.start, following.end) == ("1月定例", "2027-01-12T10:30", "2027-01-12T11:00")
    assert [item.text for item in following.carried] == ["一覧を送る"]
    assert "12月から始める" in done.summary
    assert "森様" in done.mail
    assert "2027-01-12" in done.mail
    assert done.posted
    assert CHANNEL in done.posted.ja
    assert done.next
    assert "2027-01-12（火）" in done.next.ja
    assert "prepared (1 open action item)" in done.next.en

    before = words(team)
    again = finished(team, "2026-12-01T12:30:00+09:00")
    assert words(team) == before
    assert (again.summary, again.mail) == (done.summary, done.mail)
    assert again.next
    assert "もうあります" in again.next.ja
    assert len(slack.messages) == 1


def test_nothing_is_undone_where_the_chat_cannot_be_reached(team: Team, slack: Slack) -> None:
    with (team.root / "docgen.toml").open("a", encoding="utf-8") as file:
        file.write(f'[chat]\nchannel = "{CHANNEL}"\nurl = "{slack.url}"\n')
    slack.fails("chat.postMessage", busy(60))
    done = finished(team)
    assert team.meeting.state is State.CLOSED
    assert done.summary
    assert done.posted is None
    assert ["60 秒たってから" in one.ja for one in done.problems] == [True]


def test_a_block_that_is_there_stays_as_it_is(team: Team) -> None:
    said(team, "次回：12/15")
    team.prepare({"title": "臨時", "start": "2026-12-15 15:00", "items": [{"title": "別件"}]})
    before = words(team)
    done = finished(team)
    assert words(team) == before
    assert done.next
    assert "もうあります" in done.next.ja
    assert "15:00" in done.mail


@pytest.mark.parametrize(
    "line",
    ["次回までに決める", "次回：未定", "次回：12月中旬", "次回：11/24", "次回：12/15〜12/16", "来月の12/15に開始"],
)
def test_without_a_day_nothing_is_prepared(team: Team, line: str) -> None:
    said(team, line)
    assert next_of(team.meeting) is None
    assert finished(team).next is None
    assert len(team.read.meetings) == 1


def test_a_day_whose_weekday_is_another_is_not_taken(team: Team) -> None:
    said(team, "次回：12/15（水）10時")
    done = finished(team)
    assert done.next
    assert "曜日が合わない" in done.next.ja
    assert len(team.read.meetings) == 1


def test_a_day_that_has_passed_is_no_next_meeting(team: Team) -> None:
    said(team, "次回：12/15")
    assert finished(team, "2026-12-20T10:00:00+09:00").next is None


def test_a_template_of_the_mail_that_is_broken_stops_nothing(team: Team) -> None:
    path = team.root / "templates" / team.language / "mail.txt.j2"
    path.parent.mkdir(parents=True)
    path.write_text("{{ nobody.knows }}", encoding="utf-8")
    done = finished(team)
    assert done.mail == ""
    assert ["mail.txt.j2" in one.en for one in done.problems] == [True]
    assert team.meeting.state is State.CLOSED


def test_before_it_begins_nothing_can_be_finished(team: Team) -> None:
    before = words(team)
    with pytest.raises(InputError, match="has not begun"):
        finished(team, "2026-12-01T09:00:00+09:00")
    assert words(team) == before


def test_nobody_presses_the_button_and_the_meeting_is_closed_all_the_same(team: Team) -> None:
    ranges = [one.name for tab in team.document.all_tabs() for one in tab.ranges]
    with at(AFTER):
        meeting = team.meeting
    assert meeting.state is State.CLOSED
    assert meeting.closed_at
    assert [one.name for tab in team.document.all_tabs() for one in tab.ranges] == ranges
    assert "closed=" not in "".join(ranges)


def test_a_heading_that_people_changed_meanwhile_is_the_same_meeting(team: Team) -> None:
    said(team, "次回：12/15")
    team.by_hand([wire.insert_text(team.tab, team.line("12月定例").end - 1, "（延長）")])
    done = finished(team)
    assert done.next
    assert "12月定例（延長）" in done.next.ja
