"""``add todo --done`` and ``--drop``: an open action item is marked where it stands, and nothing else changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from docgen.account.carry import open_items
from docgen.document.text import units
from docgen.document.wire import requests as wire
from docgen.errors import InputError
from docgen.workflows.asked import Captured
from docgen.workflows.capture import capture, may_be_meant
from tests.team import Team, at

FIRST, SECOND, THIRD = "2026-11-10", "2026-11-24", "2026-12-01"
NOW = f"{SECOND}T10:30:00+09:00"


@pytest.fixture(params=["ja", "en"])
def team(request: pytest.FixtureRequest, tmp_path: Path) -> Team:
    """料金表を送る was born in the first meeting and is shown in the second, which is on now, and in the next."""
    team = Team(tmp_path, request.param)
    team.create()
    meet(team, FIRST)
    with at(f"{FIRST}T10:30:00+09:00"):
        team.add("action_items", "料金表を送る", item=1, owners=["鈴木"], due="11/20")
        team.add("action_items", "見積もりを出す")
    meet(team, SECOND)
    meet(team, THIRD)
    return team


def meet(team: Team, day: str) -> None:
    with at(f"{day}T08:00:00+09:00"):
        item = {"title": "はじめ方", "kind": "decide", "stance": "ライン長から"}
        team.prepare({"title": "定例", "start": f"{day} 10:00", "end": f"{day} 11:00", "items": [item]})


def todo(team: Team, text: str, **more: Any) -> Captured:
    with at(NOW):
        return capture(team.workspace, team.account, "action_items", text, **more)


def text(team: Team) -> list[str]:
    return [line.text for line in team.lines()]


def still(team: Team) -> list[str]:
    return [one.item.text for one in open_items(team.read.meetings)]


@pytest.mark.parametrize(("asked", "mark"), [({"done": True}, "☑"), ({"dropped": True}, "☒")])
def test_an_open_item_is_marked_wherever_it_stands_and_nothing_else_changes(
    team: Team, asked: dict[str, bool], mark: str
) -> None:
    before = text(team)
    told = todo(team, "料金表を　送る", **asked)
    assert (told.did, told.meeting, told.also) == ("marked", SECOND, (FIRST, THIRD))
    assert told.line.startswith(f"{mark} 料金表を送る")
    assert text(team) == [line.replace("☐ 料金表", f"{mark} 料金表") for line in before]
    assert still(team) == ["見積もりを出す"]
    revision = team.document.revision
    assert todo(team, "料金表を送る", **asked).did == "nothing"
    assert team.document.revision == revision


def test_a_meeting_that_is_over_keeps_what_it_has_shown(team: Team) -> None:
    with at(f"{THIRD}T10:30:00+09:00"):
        told = capture(team.workspace, team.account, "action_items", "料金表を送る", done=True)
    assert (told.meeting, told.also) == (THIRD, (FIRST,))
    assert sum("☐ 料金表" in line for line in text(team)) == 1


def test_without_an_open_item_a_line_is_written_as_done_once(team: Team) -> None:
    told = todo(team, "料金表を郵送する", done=True, owners=["佐藤"])
    assert (told.did, told.meeting, told.near) == ("added", SECOND, ("料金表を送る",))
    assert text(team).count(told.line) == 1
    assert todo(team, "料金表を郵送する", done=True).did == "nothing"
    assert still(team) == ["見積もりを出す", "料金表を送る"]


def test_what_was_done_long_ago_was_another_thing(team: Team) -> None:
    with at(f"{FIRST}T10:40:00+09:00"):
        team.add("action_items", "議事録を送る", done=True)
    with at(f"{THIRD}T10:30:00+09:00"):
        assert capture(team.workspace, team.account, "action_items", "議事録を送る", done=True).did == "added"


def test_what_is_to_be_dropped_must_be_open(team: Team) -> None:
    revision = team.document.revision
    with pytest.raises(InputError, match="no open action item") as caught:
        todo(team, "料金表", dropped=True)
    assert caught.value.hint is not None
    assert "料金表を送る" in caught.value.hint.ja
    assert team.document.revision == revision
    assert team.workspace.writer._outbox.open(team.account.document_id) == ()


@pytest.mark.parametrize(
    ("given", "near"),
    [
        ("料金表を送る", ()),
        ("料金表", ("料金表を送る",)),
        ("料金表を送", ("料金表を送る",)),
        ("見積を出す", ("見積もりを出す",)),
        ("専務", ()),
    ],
)
def test_near_texts_are_named(team: Team, given: str, near: tuple[str, ...]) -> None:
    with at(NOW):
        assert may_be_meant(team.workspace, team.account, given) == near


@pytest.mark.parametrize(
    ("typed", "ticked"),
    [
        ("□ 資料を配る（担当：鈴木）", "☑ 資料を配る（担当：鈴木）"),
        ("[ ] 資料を配る", "[x] 資料を配る"),
        ("［ ］資料を配る", "［x］資料を配る"),
        ("・□ 資料を配る", "・☑ 資料を配る"),
        ("・資料を配る（担当：鈴木）", "・☑ 資料を配る（担当：鈴木）"),
        ("資料を配る", "☑ 資料を配る"),
        ("- [ ] 🙂資料を配る", "- [x] 🙂資料を配る"),
    ],
)
def test_a_line_that_people_wrote_is_ticked_as_they_wrote_it(tmp_path: Path, typed: str, ticked: str) -> None:
    team = Team(tmp_path)
    team.create()
    meet(team, SECOND)
    with at(NOW):
        team.add("action_items", "仮")
    line = team.line("☐ 仮")
    tab = team.tab
    start, end = line.start + units(typed), line.end - 1 + units(typed)
    team.by_hand([wire.insert_text(tab, line.start, typed), wire.delete_content_range(tab, start, end)])
    before = text(team)
    assert todo(team, "🙂資料を配る" if "🙂" in typed else "資料を配る", done=True).did == "marked"
    assert text(team) == [ticked if line == typed else line for line in before]


def test_a_section_that_was_deleted_comes_back_for_what_is_outside_the_items(tmp_path: Path) -> None:
    team = Team(tmp_path)
    team.create()
    meet(team, SECOND)
    top, last = team.line("その他"), team.line("次回ご相談したいこと")
    team.by_hand([wire.delete_content_range(team.tab, top.start, last.start)])
    before = text(team)
    todo(team, "資料を配る")
    after = text(team)
    at_heading = after.index("次回ご相談したいこと")
    assert after[at_heading - 3 : at_heading] == ["その他", "TODO", "☐ 資料を配る"]
    assert [line for line in after if line not in ("その他", "☐ 資料を配る")].count("TODO") == before.count("TODO") + 1
    assert [item.text for item in team.meeting.action_items] == ["資料を配る"]
    assert team.meeting.goal == ""
    todo(team, "もう1つ")
    assert text(team)[text(team).index("☐ 資料を配る") + 1] == "☐ もう1つ"
