"""Anchors that people lose: the meeting is found again, its anchor comes back, and nothing is there twice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from docgen.account.model import Flaw
from docgen.document.tabs import NamedRange
from docgen.document.wire import requests as wire
from docgen.workflows.close import close
from tests.team import AFTER, BEFORE, DURING, Team, at

DAYS = ("2026-11-10", "2026-12-01", "2026-11-24")
MIDDLE = "2026-11-24"


def agenda(day: str, **more: Any) -> dict[str, Any]:
    items = [{"title": f"{day}の論点", "kind": "decide", "stance": f"{day}の仮説", "because": "根拠", "ask": "可否"}]
    fields = {"title": f"{int(day[5:7])}月{day[8:]}日の定例", "start": f"{day} 10:00", "end": f"{day} 11:00"}
    return {**fields, "goal": "決める", "items": items, **more}


@pytest.fixture(params=["ja", "en", "ja-columns"])
def team(request: pytest.FixtureRequest, tmp_path: Path) -> Team:
    """Three meetings; each day is written in the heading first."""
    language, _, layout = request.param.partition("-")
    team = Team(tmp_path, language, layout=layout or "table")
    team.create()
    with at(BEFORE):
        for day in DAYS:
            team.prepare(agenda(day))
    return team


def ranges(team: Team, prefix: str = "docgen:meeting:") -> list[NamedRange]:
    return [one for tab in team.document.all_tabs() for one in tab.ranges if one.name.startswith(prefix)]


def text(team: Team) -> list[str]:
    return [line.text for line in team.lines()]


def drop(team: Team, *prefixes: str) -> None:
    tabs = list(team.document.all_tabs())
    team.by_hand(
        [wire.delete_named_range(tab.id, one.id) for tab in tabs for one in tab.ranges if one.name.startswith(prefixes)]
    )


def heading_emptied(team: Team) -> None:
    line = team.line(MIDDLE)
    team.by_hand([wire.delete_content_range(team.tab, line.start, line.end - 1)])


def heading_deleted(team: Team) -> None:
    """Together with its line, so that the table stands right below what was above."""
    at = team.line(MIDDLE).start - 1
    team.by_hand([wire.insert_text(team.tab, at, "次に聞くこと")])
    line = team.line(MIDDLE)
    team.by_hand([wire.delete_content_range(team.tab, line.start - 1, line.end - 1)])


def pasted(text: str, style: str = "HEADING_2") -> Callable[[Team], None]:
    def paste(team: Team) -> None:
        line = team.line(MIDDLE)
        at = line.end - 1
        team.by_hand(
            [
                wire.insert_text(team.tab, at, text),
                wire.delete_content_range(team.tab, line.start, at),
                wire.update_paragraph_style(team.tab, line.start, line.start + 1, {"namedStyleType": style}),
            ]
        )

    return paste


def all_ranges_gone(team: Team) -> None:
    """As in a copy of the document."""
    drop(team, "docgen:")


def anchors_gone(team: Team) -> None:
    drop(team, "docgen:meeting:", "docgen:fact:")


FOUND = {
    "emptied": heading_emptied,
    "another title": pasted("2026-11-24 定例会"),
    "no date": pasted("秋の定例会"),
    "plain text": pasted("2026-11-24（火）11月24日の定例", "NORMAL_TEXT"),
    "another level": pasted("11/24/2026 Review", "HEADING_1"),
    "copied": all_ranges_gone,
    "anchors gone": anchors_gone,
}
LOST = {"deleted": heading_deleted, "no heading": pasted("秋の定例会", "NORMAL_TEXT")}


@pytest.mark.parametrize("lose", [*FOUND.values(), *LOST.values()], ids=[*FOUND, *LOST])
def test_a_meeting_without_its_anchor_is_there_and_its_neighbours_keep_their_items(
    team: Team, lose: Callable[[Team], None]
) -> None:
    lose(team)
    assert [(m.date, [item.stance for item in m.items]) for m in team.read.meetings] == [
        (day, [f"{day}の仮説"]) for day in sorted(DAYS, reverse=True)
    ]


@pytest.mark.parametrize("lose", FOUND.values(), ids=FOUND)
def test_prepare_finds_it_and_puts_the_anchor_back(team: Team, lose: Callable[[Team], None]) -> None:
    lose(team)
    before = text(team)
    done = team.prepare(agenda(MIDDLE))
    assert (done.written, done.anchored, done.meeting) == (False, True, MIDDLE)
    assert text(team) == before
    again = team.prepare(agenda(MIDDLE))
    assert (again.written, again.anchored) == (False, False)
    assert [one.name for one in ranges(team)].count(f"docgen:meeting:{MIDDLE}") == 1
    assert [(m.id, m.anchored, m.written) for m in team.read.meetings if m.date == MIDDLE] == [(MIDDLE, True, True)]


@pytest.mark.parametrize("lose", LOST.values(), ids=LOST)
def test_prepare_writes_no_second_block_below_one_without_a_heading(team: Team, lose: Callable[[Team], None]) -> None:
    lose(team)
    before, revision = text(team), team.document.revision
    done = team.prepare(agenda(MIDDLE))
    assert (done.written, done.anchored) == (False, False)
    assert (text(team), team.document.revision) == (before, revision)
    assert [m.flaw for m in team.read.meetings] == [None, Flaw.HEADING, None]


@pytest.mark.parametrize("lose", [*FOUND.values(), *LOST.values()], ids=[*FOUND, *LOST])
def test_a_capture_and_a_close_go_into_it(team: Team, lose: Callable[[Team], None]) -> None:
    lose(team)
    headless = lose in LOST.values()
    with at(DURING):
        team.add("decisions", "来月から", item=1, meeting=MIDDLE)
        assert [m.anchored for m in team.read.meetings if m.date == MIDDLE] == [not headless]
    lose(team) if lose is anchors_gone else None
    with at(AFTER):
        assert [close(team.workspace, team.account, MIDDLE).written for _ in range(2)] == [True, False]
    middle = next(m for m in team.read.meetings if m.date == MIDDLE)
    assert ([d.text for d in middle.items[0].decisions], middle.anchored) == (["来月から"], not headless)


@pytest.mark.parametrize("lose", [*FOUND.values(), *LOST.values()], ids=[*FOUND, *LOST])
@pytest.mark.parametrize("day", ["2026-11-25", "2026-11-23", "2026-12-24", "2026-10-01"])
def test_another_meeting_goes_in_around_it(team: Team, lose: Callable[[Team], None], day: str) -> None:
    lose(team)
    team.prepare(agenda(day))
    days = sorted({*DAYS, day}, reverse=True)
    assert [(m.date, [i.stance for i in m.items]) for m in team.read.meetings] == [(d, [f"{d}の仮説"]) for d in days]


@pytest.mark.parametrize("lose", [*FOUND.values(), *LOST.values()], ids=[*FOUND, *LOST])
def test_people_are_asked_only_for_what_docgen_cannot_find_by_itself(team: Team, lose: Callable[[Team], None]) -> None:
    lose(team)
    asked = [f.rule for f in team.lint(BEFORE) if f.rule in ("anchors-are-present", "one-block-per-meeting")]
    assert asked == ["anchors-are-present"] * (lose in (*LOST.values(), heading_emptied))


def test_a_document_that_never_had_anchors_is_asked_nothing(team: Team) -> None:
    heading_deleted(team)
    all_ranges_gone(team)
    assert [m.date for m in team.read.meetings] == ["2026-12-01", MIDDLE, "2026-11-10"]
    assert [f.rule for f in team.lint(BEFORE) if f.rule in ("anchors-are-present", "one-block-per-meeting")] == []


def test_an_anchor_that_two_blocks_carry_belongs_to_the_one_of_its_day(team: Team) -> None:
    """A block was copied with its anchor, put on top and given another date."""
    top = team.line("2026-12-01")
    team.by_hand([wire.create_named_range(team.tab, top.start, top.end - 1, f"docgen:meeting:{MIDDLE}")])
    drop(team, "docgen:meeting:2026-12-01")
    assert [(m.id, m.anchored, m.flaw) for m in team.read.meetings] == [
        ("2026-12-01", False, None),
        (MIDDLE, True, None),
        ("2026-11-10", True, None),
    ]
    assert team.prepare(agenda("2026-12-01")).anchored
    assert [(m.id, m.anchored) for m in team.read.meetings[:2]] == [("2026-12-01", True), (MIDDLE, True)]
    assert sorted(one.name for one in ranges(team)) == [f"docgen:meeting:{day}" for day in sorted(DAYS)]


def test_a_copy_without_an_anchor_is_no_meeting_of_its_own(team: Team) -> None:
    """As if the block of the middle day had been pasted in the place of the first."""
    middle = team.line(MIDDLE).text
    for nth in (1, 0):
        line = team.line("2026-12-01", nth)
        at = line.start + line.text.index("2026-12-01")
        words = MIDDLE if nth else middle
        gone = at + 10 if nth else line.end - 1
        team.by_hand([wire.insert_text(team.tab, gone, words), wire.delete_content_range(team.tab, at, gone)])
    assert [(m.id, m.anchored, m.flaw) for m in team.read.meetings[:2]] == [
        ("2026-11-24-2", False, Flaw.COPY),
        (MIDDLE, True, None),
    ]
    assert "one-block-per-meeting" in {f.rule for f in team.lint(BEFORE)}
    done = team.prepare(agenda(MIDDLE))
    assert (done.written, done.anchored, done.differences) == (False, False, ())


def test_a_heading_broken_in_two_is_one_meeting(team: Team) -> None:
    team.type("\n", MIDDLE)
    assert [(m.id, m.date, m.anchored, len(m.items)) for m in team.read.meetings] == [
        (day, day, True, 1) for day in sorted(DAYS, reverse=True)
    ]


def test_an_agenda_with_an_id_of_its_own_takes_over_the_block_of_its_day_and_name(team: Team) -> None:
    with at(AFTER):
        close(team.workspace, team.account, MIDDLE)
    done = team.prepare({**agenda(MIDDLE), "id": "0123456789abcdef"})
    assert (done.written, done.meeting, done.differences) == (False, "0123456789abcdef", ())
    middle = next(m for m in team.read.meetings if m.date == MIDDLE)
    assert (middle.id, middle.anchored, bool(middle.closed_at)) == ("0123456789abcdef", True, True)
    assert len([one for one in ranges(team, "docgen:") if MIDDLE in one.name.split(":")[2]]) == 0


def test_another_meeting_of_the_day_is_not_taken_for_the_one_that_lost_its_anchor(team: Team) -> None:
    anchors_gone(team)
    other = agenda(MIDDLE, title="役員会", start=f"{MIDDLE} 15:00", end="16:00")
    other["items"] = [{"title": "更新", "kind": "decide", "stance": "続ける"}]
    assert team.prepare({**other, "id": "2026-11-24-2"}).written
    done = team.prepare(agenda(MIDDLE))
    assert (done.written, done.anchored) == (False, True)


def test_a_block_that_people_wrote_is_taken_over_as_theirs(team: Team) -> None:
    heading = team.line("2026-12-01")
    team.by_hand(
        [
            wire.insert_text(team.tab, heading.start - 1, "\n2026-12-08 臨時の打ち合わせ\n決定事項：来月から"),
            wire.update_paragraph_style(team.tab, heading.start, heading.start + 1, {"namedStyleType": "HEADING_2"}),
        ]
    )
    before = text(team)
    done = team.prepare(agenda("2026-12-08"))
    assert (done.written, done.anchored, text(team)) == (False, True, before)
    meeting = team.meeting
    assert (meeting.anchored, meeting.written, [d.text for d in meeting.decisions]) == (True, False, ["来月から"])
