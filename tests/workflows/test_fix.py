"""``lint --fix``: what is shown is written to the letter, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.document.wire import requests as wire
from docgen.document.wire.styles import heading_id
from docgen.errors import ChangedError, NotAllowedError, Text
from docgen.render.move import COMMENTS, LINKS
from docgen.workflows.fix import Fix
from docgen.workflows.fix_plan import UNSEEN
from tests.team import AFTER, Team, at
from tests.workflows.flawed import (
    DAYS,
    RULES,
    drop_anchors,
    fixed,
    misname,
    misplace,
    plan,
    prepare,
    retype,
    text,
)


@pytest.fixture
def team(tmp_path: Path) -> Team:
    made = Team(tmp_path)
    prepare(made)
    return made


def headings(team: Team) -> list[str]:
    return [line for line in text(team) if line.startswith("2026-")]


def test_a_weekday_is_put_right_and_every_other_line_stays(team: Team) -> None:
    misname(team, "2026-11-17")
    retype(team, "11-10の仮説", "11-10の仮説と、12/4（土）まで")
    before = text(team)
    done = fixed(team)
    assert done.written
    assert [(one.kind, one.line) for one in done.fix.mends] == [("weekday", "2026-11-17（水）")]
    assert text(team) == [line.replace("2026-11-17（水）", "2026-11-17（火）") for line in before]
    assert [line for line in done.fix.diff if line[0] in "+-"] == [
        "-## 2026-11-17（水）11-17の定例",
        "+## 2026-11-17（火）11-17の定例",
    ]
    assert team.read.meetings[1].anchored


def test_the_weekday_of_a_due_date_is_put_right_and_never_the_date(team: Team) -> None:
    team.add("action_items", "料金表を送る", item=1, meeting="2026-11-24", owners=["森様"], due="12/4（土）")
    before = text(team)
    assert [one.line for one in fixed(team).fix.mends] == ["12/4（土）"]
    assert text(team) == [line.replace("12/4（土）", "12/4（金）") for line in before]


def test_where_heading_and_lines_tell_different_days_nothing_is_certain(team: Team) -> None:
    retype(team, "2026-11-17（火）", "2026-11-18（火）")
    before = text(team)
    done = fixed(team)
    assert not done.written
    assert [one.why[0].en for one in done.fix.stays] == ["its heading and the line below it say different days"]
    assert text(team) == before


def test_a_meeting_goes_to_its_place_by_date_with_all_of_its_lines(team: Team) -> None:
    misplace(team, "2026-11-24", "2026-11-12")
    before = text(team)
    done = fixed(team)
    assert [one.kind for one in done.fix.mends] == ["order"]
    assert headings(team) == [
        "2026-11-17（火）11-17の定例",
        "2026-11-12（木）11-24の定例",
        "2026-11-10（火）11-10の定例",
    ]
    assert sorted(text(team)) == sorted(before)
    assert [meeting.anchored for meeting in team.read.meetings] == [True] * 3
    assert plan(team).mends == ()


def test_a_document_kept_oldest_first_is_turned_round_as_a_whole(tmp_path: Path) -> None:
    team = Team(tmp_path)
    prepare(team, ("2026-11-03", *DAYS))
    for was, will in zip(
        ("2026-11-24", "2026-11-17", "2026-11-03"), ("2026-10-20", "2026-10-27", "2026-12-22"), strict=True
    ):
        misplace(team, was, will)
    before = text(team)
    done = fixed(team)
    assert {one.kind for one in done.fix.mends} == {"order"}
    assert [line[:10] for line in headings(team)] == ["2026-12-22", "2026-11-10", "2026-10-27", "2026-10-20"]
    assert sorted(text(team)) == sorted(before)
    assert not fixed(team).written


def test_what_cannot_be_moved_exactly_stays_and_says_why(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    misplace(team, "2026-11-24", "2026-11-12")
    misname(team, "2026-11-10")
    monkeypatch.setattr(type(team.service), "open_comments", lambda *_: ("11-24の仮説", "11-17の仮説"))
    done = fixed(team)
    assert [one.kind for one in done.fix.mends] == ["weekday"]
    assert [why.en for one in done.fix.stays for why in one.why] == ["there are open comments on it"]
    assert headings(team)[0].startswith("2026-11-12")


def test_lost_anchors_come_back_and_no_word_changes(team: Team) -> None:
    drop_anchors(team)
    before = text(team)
    done = fixed(team)
    assert [one.kind for one in done.fix.mends] == ["anchor"] * 3
    assert done.fix.diff == ()
    assert text(team) == before
    assert [meeting.anchored for meeting in team.read.meetings] == [True] * 3
    assert not fixed(team).written


def test_all_mends_land_in_one_batch(team: Team) -> None:
    drop_anchors(team)
    misname(team, "2026-11-10")
    misplace(team, "2026-11-24", "2026-11-12")
    revision = team.document.revision
    sent: list[int] = []
    real = team.service.batch_update

    def counted(*args: Any) -> Any:
        sent.append(1)
        return real(*args)

    try:
        team.service.batch_update = counted  # type: ignore[method-assign, assignment]  # a double
        done = fixed(team)
    finally:
        del team.service.batch_update
    assert sent == [1]
    assert [one.kind for one in done.fix.mends] == ["anchor", "anchor", "anchor", "weekday", "order"]
    assert team.document.revision != revision
    assert plan(team) == Fix(name=team.account.name)


def test_without_agreement_nothing_is_written(team: Team) -> None:
    misname(team, "2026-11-17")
    revision = team.document.revision
    assert not fixed(team, lambda _: False).written
    assert plan(team).mends
    assert team.document.revision == revision


def test_what_people_typed_meanwhile_is_shown_again_before_it_is_written(team: Team) -> None:
    misname(team, "2026-11-17")
    shown: list[Fix] = []

    def agree(fix: Fix) -> bool:
        shown.append(fix)
        if len(shown) == 1:
            misname(team, "2026-11-10")
        return True

    assert fixed(team, agree).written
    assert [len(fix.mends) for fix in shown] == [1, 2]
    assert all("（火）" in line for line in headings(team))


def test_words_typed_elsewhere_meanwhile_are_kept_and_nobody_is_asked_again(team: Team) -> None:
    misname(team, "2026-11-17")
    shown: list[Fix] = []

    def agree(fix: Fix) -> bool:
        shown.append(fix)
        team.type("、それから", "11-24の仮説")
        return True

    assert fixed(team, agree).written
    assert len(shown) == 1
    assert "11-24の仮説、それから" in text(team)
    assert "2026-11-17（火）11-17の定例" in text(team)


def test_a_document_that_keeps_changing_is_left_alone(team: Team) -> None:
    misname(team, "2026-11-17")

    def agree(fix: Fix) -> bool:
        retype(team, "11-17の定例", "11-17の定例！", inside="2026-11-17（水）")
        return True

    with pytest.raises(ChangedError):
        fixed(team, agree)
    assert any("2026-11-17（水）" in line for line in text(team))


def test_a_mistake_that_somebody_mended_meanwhile_is_left_alone(team: Team) -> None:
    misname(team, "2026-11-17")

    def agree(_: Fix) -> bool:
        retype(team, "（水）", "（火）", inside="2026-11-17")
        return True

    assert not fixed(team, agree).written


def heading_into_table(team: Team, *, blank_line: bool = True) -> None:
    """Somebody has written a meeting by hand, its headings in a table."""
    team.by_hand([wire.insert_text(team.tab, 1, "2026-12-01（火）手書きの会議\n\n")])
    first, blank = team.lines()[:2]
    team.by_hand(
        [
            wire.update_paragraph_style(team.tab, first.start, first.end, {"namedStyleType": "HEADING_2"}),
            wire.update_paragraph_style(team.tab, blank.start, blank.end, {"namedStyleType": "NORMAL_TEXT"}),
        ]
    )
    team.by_hand([wire.insert_table(team.tab, blank.start if blank_line else first.end - 1, 1, 2)])
    for column, words in ((1, "決定事項：12月から"), (0, "1. はじめ方\n当社スタンス：ライン長から")):
        cell = next(line for line in team.lines() if line.cell and line.cell[2] == column)
        team.by_hand([wire.insert_text(team.tab, cell.start, words)])
    title = team.line("1. はじめ方")
    team.by_hand([wire.update_paragraph_style(team.tab, title.start, title.end, {"namedStyleType": "HEADING_3"})])


def test_a_heading_in_a_table_goes_in_front_of_it(team: Team) -> None:
    heading_into_table(team)
    assert [entry.text for entry in team.read.meetings[0].headings_in_tables]
    before = [line for line in text(team) if line]
    done = fixed(team)
    assert [one.kind for one in done.fix.mends] == ["heading"], done.fix
    title = team.line("1. はじめ方")
    assert title.cell is None
    assert [line for line in text(team) if line] == before
    assert team.read.meetings[0].headings_in_tables == ()
    assert [item.title for item in team.read.meetings[0].items] == ["はじめ方"]
    assert not fixed(team).written


def test_a_heading_behind_other_words_of_its_table_stays(team: Team) -> None:
    heading_into_table(team)
    title = team.line("1. はじめ方")
    team.by_hand([wire.insert_text(team.tab, title.start, "前の言葉\n")])
    style = {"namedStyleType": "NORMAL_TEXT"}
    first = team.line("前の言葉")
    team.by_hand([wire.update_paragraph_style(team.tab, first.start, first.start + 1, style)])
    done = fixed(team)
    assert not done.written
    assert [why.en for one in done.fix.stays for why in one.why] == ["other words stand before it in the table"]


def test_a_heading_goes_between_its_meeting_s_and_the_table_and_the_anchor_stays(team: Team) -> None:
    heading_into_table(team, blank_line=False)
    meeting = team.line("手書きの会議")
    place = team.tab, meeting.start, meeting.end - 1
    facts = ("docgen:meeting:2026-12-01", "docgen:fact:2026-12-01:adopted=2026-11-01T09:00+09:00")
    team.by_hand([wire.create_named_range(*place, name) for name in facts])
    before = team.read.meetings[0]
    assert fixed(team).written
    after = team.read.meetings[0]
    assert (after.id, after.anchored, after.title) == (before.id, True, before.title)
    assert [item.title for item in after.items] == ["はじめ方"]
    assert text(team)[:3] == ["2026-12-01（火）手書きの会議", "1. はじめ方", "当社スタンス：ライン長から"]
    ranges = [one for tab in team.document.all_tabs() for one in tab.ranges if one.name in facts]
    assert {(one.start, one.end) for one in ranges} == {place[1:]}


def linked_to(team: Team, words: str) -> None:
    """Somebody has made a link to the heading ``words``."""
    style = {"link": {"heading": {"id": heading_id(team.line(words).paragraph.style), "tabId": team.tab}}}
    line = team.line("11-10の仮説")
    team.by_hand([wire.update_text_style(team.tab, line.start, line.end - 1, style)])


@pytest.mark.parametrize("words", ["1. はじめ方", "2026-12-01（火）手書きの会議"])
def test_a_heading_that_is_linked_to_stays_where_the_link_finds_it(team: Team, words: str) -> None:
    heading_into_table(team, blank_line=False)
    linked_to(team, words)
    assert [one.why for one in fixed(team).fix.stays] == [(LINKS,)]


def test_a_heading_with_comments_stays_and_so_does_all_where_nobody_can_see_them(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    heading_into_table(team)
    misplace(team, "2026-11-24", "2026-11-12")
    monkeypatch.setattr(type(team.service), "open_comments", lambda *_: ("はじめ方",))
    assert [one.why for one in plan(team).stays] == [(COMMENTS,)]

    def refused(*_: object) -> tuple[str, ...]:
        raise NotAllowedError(Text("だめ", "no"))

    monkeypatch.setattr(type(team.service), "open_comments", refused)
    assert [one.why for one in plan(team).stays] == [(UNSEEN,), (UNSEEN,)]


def mended(line: str) -> str:
    """A line of the minutes with the weekday of its heading put right."""
    return re.sub(r"^(2026-11-1[07])（水）", r"\1（火）", line)


FLAWS: dict[str, Callable[[Team], None]] = {
    "weekday": lambda team: misname(team, "2026-11-17"),
    "another weekday": lambda team: misname(team, "2026-11-10"),
    "order": lambda team: misplace(team, "2026-11-24", "2026-11-12"),
    "order, other way": lambda team: misplace(team, "2026-11-03", "2026-12-22"),
    "anchors": drop_anchors,
    "table": heading_into_table,
    "words": lambda team: retype(team, "11-24の仮説", "そのほか（水）2026-11-17"),
}


@given(st.lists(st.sampled_from(sorted(FLAWS)), unique=True))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@pytest.mark.no_cover
def test_fixing_is_done_at_once_and_touches_nothing_else(flaws: list[str]) -> None:
    with TemporaryDirectory() as folder:
        team = Team(Path(folder) / "w")
        prepare(team, ("2026-11-03", *DAYS))
        for flaw in flaws:
            FLAWS[flaw](team)
        before, shown = text(team), plan(team)
        done = fixed(team)
        assert done.fix == shown
        assert done.written == bool(shown.mends)
        after = text(team)
        gone = [line for line in before if line not in after]
        assert all("（水）" in line for line in gone)
        assert sorted(line for line in after if line) == sorted(
            line.replace("2026-11-17（水）", "2026-11-17（火）").replace("2026-11-10（水）", "2026-11-10（火）")
            for line in before
            if line
        )
        assert plan(team).mends == ()
        assert not fixed(team).written
        assert text(team) == after
        with at(AFTER):
            left = [one for one in RULES.lint(team.read, team.workspace.now(team.account)) if one.fixable]
        assert {each.id for each in left} == {each.finding for each in plan(team).stays}
