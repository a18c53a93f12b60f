"""Layout ``columns``: a meeting flows through two columns of the page, and nothing around it does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen import clock
from docgen.account.agenda import meeting_id, parse
from docgen.account.minutes import minutes_tab
from docgen.document.wire import requests as wire
from docgen.document.wire.sameness import digests, is_blank
from docgen.document.wire.sections import columns_around
from docgen.errors import Text
from docgen.workflows.archive import archive
from docgen.workflows.base import Workspace
from docgen.workflows.close import close
from docgen.workflows.move import move_to
from docgen.workflows.prepare import Prepared, prepare
from tests.examples import examples
from tests.team import AFTER, BEFORE, DURING, Team, at, keeps

DAYS = ["2026-11-10", "2026-11-24", "2026-12-01", "2026-12-15"]


def agenda(day: str, **more: Any) -> dict[str, Any]:
    items = [{"title": f"{day}の論点", "kind": "decide", "stance": f"{day}の仮説", "because": "根拠"}]
    return {"title": f"{day}の定例", "start": f"{day} 10:00", "end": f"{day} 11:00", "items": items, **more}


@pytest.fixture
def team(tmp_path: Path) -> Team:
    team = Team(tmp_path, layout="columns")
    team.create()
    return team


def prepared(workspace: Workspace, said: dict[str, Any], *, refresh: bool = False) -> Prepared:
    plan = parse(json.dumps(said), "agenda.yaml", clock.zone("Asia/Tokyo"))
    return prepare(workspace, workspace.roster.accounts[0], plan, meeting_id(plan), refresh=refresh)


def in_columns(team: Team) -> Iterator[tuple[str, int]]:
    """Each line that says something, and in how many columns it stands; those in tables have none."""
    tab = minutes_tab(team.document)
    starts = [at for at, _ in tab.positioned()]
    columns = dict(zip(starts, columns_around(node for _, node in tab.positioned()), strict=False))
    for leaf in team.lines():
        if leaf.text.strip():
            yield leaf.text, 0 if leaf.cell else columns[leaf.start]


def headings(team: Team) -> list[str]:
    """The lines that stand in one column of the page."""
    return [text for text, columns in in_columns(team) if columns == 1]


@pytest.mark.parametrize("order", [DAYS, DAYS[::-1], [DAYS[1], DAYS[3], DAYS[0], DAYS[2]]])
def test_each_meeting_has_columns_of_its_own_and_its_heading_none(team: Team, order: list[str]) -> None:
    above = headings(team)
    with at(BEFORE):
        for day in order:
            before = [text for text, _ in in_columns(team)]
            team.prepare(agenda(day))
            assert keeps([text for text, _ in in_columns(team)], before)
    meetings = team.read.meetings
    assert [meeting.date for meeting in meetings] == DAYS[::-1]
    assert headings(team) == [*above, *(text for text, _ in in_columns(team) if "の定例" in text and "☐" not in text)]
    assert {columns for _, columns in in_columns(team)} == {1, 2}


@settings(max_examples=examples(6), suppress_health_check=[HealthCheck.too_slow])
@given(
    days=st.permutations(DAYS),
    layouts=st.lists(st.sampled_from(["table", "columns"]), min_size=4, max_size=4),
    said=st.lists(st.sampled_from(["決定事項", "その他", "・TODO", "根拠：早い", "始める"]), max_size=3),
)
def test_a_document_may_have_both_layouts(
    tmp_path_factory: pytest.TempPathFactory, days: list[str], layouts: list[str], said: list[str]
) -> None:
    team = Team(tmp_path_factory.mktemp("both"))
    team.create()
    with at(BEFORE):
        for day, layout in zip(days, layouts, strict=True):
            team.use(layout)
            team.prepare(agenda(day))
    for day in DAYS:
        for text in said:
            team.add("decisions", text, item=1, meeting=day)
    assert [
        (m.date, m.anchored, [(i.title, i.stance, i.because, [d.text for d in i.decisions]) for i in m.items])
        for m in team.read.meetings
    ] == [(day, True, [(f"{day}の論点", f"{day}の仮説", "根拠", said)]) for day in DAYS[::-1]]
    outside = [text for text, columns in in_columns(team) if columns == 1 and "の定例" in text]
    assert all(f"{day}の定例" in text for day, text in zip(DAYS[::-1], outside, strict=True))


def test_a_block_is_refreshed_in_the_layout_that_it_has(team: Team) -> None:
    new = agenda(DAYS[2])
    new["items"] = [{**new["items"][0], "stance": "新しい仮説"}, {"title": "次", "stance": "次の仮説"}]
    for layout, other in (("columns", "table"), ("table", "columns")):
        day = DAYS[2] if layout == "columns" else DAYS[3]
        renewed = {**new, **{key: agenda(day)[key] for key in ("title", "start", "end")}}
        with at(BEFORE):
            team.use(layout)
            team.prepare(agenda(day))
            team.use(other)
            assert prepared(team.workspace, renewed, refresh=True).differences == ()
            assert prepared(team.workspace, renewed, refresh=True).refreshed == ()
        meeting = next(one for one in team.read.meetings if one.date == day)
        assert [item.stance for item in meeting.items] == ["新しい仮説", "次の仮説"]
        where = [columns for text, columns in in_columns(team) if text == "次の仮説"]
        assert where[0 if layout == "table" else -1] == (0 if layout == "table" else 2)


def test_what_stays_open_is_carried_and_closed_across_layouts(team: Team) -> None:
    with at(BEFORE):
        team.prepare(agenda(DAYS[2]))
    with at(DURING):
        team.add("views", "よい", item=1)
        team.add("decisions", "始める", item=1)
        team.add("action_items", "手順書を送る", item=1, owners=["鈴木"], due="12/5")
    with at(AFTER):
        close(team.workspace, team.account)
        team.use("table")
        team.prepare(agenda(DAYS[3]))
    latest, before = team.read.meetings
    assert [(item.text, item.owners, item.born) for item in latest.carried] == [("手順書を送る", ("鈴木",), DAYS[2])]
    assert bool(before.closed_at)
    assert {columns for text, columns in in_columns(team) if "手順書" in text} == {1, 2}


@pytest.mark.parametrize(
    "word", ["決定事項", "お客様のご意見", "TODO", "根拠", "その他", "次回ご相談したいこと", "継続中のTODO"]
)
def test_a_word_that_is_a_label_stays_what_people_typed(team: Team, word: str) -> None:
    """In the agenda, in a capture, and typed into the document below an entry."""
    said = agenda(DAYS[2], goal=word)
    said["items"] = [{"title": "論点", "kind": "share", "stance": f"早い\n{word}", "because": f"{word}\n{word}"}] * 2
    with at(BEFORE):
        team.prepare(said)
    with at(DURING):
        team.add("views", word, item=2)
        team.add("decisions", "始める", item=2)
    team.type(f"\n{word}", "・始める")
    meeting = team.meeting
    first, second = meeting.items
    assert (meeting.goal, first.stance, first.because) == (word, f"早い\n{word}", f"{word}\n{word}")
    assert [e.text for e in second.views] == [word]
    assert [e.text for e in second.decisions] == ["始める", word]
    assert (first.decisions, meeting.decisions, meeting.to_ask, meeting.carried) == ((), (), (), ())


def test_a_stance_without_its_label_is_still_one(team: Team) -> None:
    with at(BEFORE):
        team.prepare(agenda(DAYS[2]))
    label = team.line("当社スタンス")
    team.by_hand([wire.delete_content_range(team.tab, label.start, label.end)])
    assert (team.meeting.items[0].stance, team.meeting.items[0].because) == (f"{DAYS[2]}の仮説", "根拠")


def test_a_meeting_goes_below_the_columns_of_the_last_one_though_their_end_was_tidied_up(team: Team) -> None:
    with at(BEFORE):
        team.prepare(agenda(DAYS[2]))
        last = team.lines()[-1]
        team.by_hand(
            [
                wire.insert_text(team.tab, last.start, "過去の記録"),
                wire.update_paragraph_style(team.tab, last.start, last.start + 1, {"namedStyleType": "HEADING_1"}),
            ]
        )
        team.prepare(agenda(DAYS[0]))
    assert [(text, columns) for text, columns in in_columns(team) if columns == 1][2:] == [
        ("2026-12-01（火）2026-12-01の定例", 1),
        ("2026-11-10（火）2026-11-10の定例", 1),
        ("過去の記録", 1),
    ]


@pytest.mark.parametrize("layouts", [("columns", "columns", "columns"), ("table", "columns", "table")])
@pytest.mark.parametrize("to", ["2026-12-20", "2026-11-01"])
def test_a_moved_meeting_takes_its_columns_along(team: Team, layouts: tuple[str, ...], to: str) -> None:
    with at(BEFORE):
        for day, layout in zip(DAYS[1:], layouts, strict=True):
            team.use(layout)
            team.prepare(agenda(day))
        before, stood = digests(minutes_tab(team.document)), headings(team)
        assert move_to(team.workspace, team.account, DAYS[2], to).place == "moved"
        assert [meeting.id for meeting in team.read.meetings] == (
            [DAYS[2], DAYS[3], DAYS[1]] if to > DAYS[3] else [DAYS[3], DAYS[1], DAYS[2]]
        )
        assert len(headings(team)) == len(stood)
        assert {columns for text, columns in in_columns(team) if text == f"{DAYS[2]}の仮説"} == {2}
        assert move_to(team.workspace, team.account, DAYS[2], DAYS[2]).place == "moved"
    after = minutes_tab(team.document)
    assert digests(after)[: len(before)] == before
    assert all(is_blank(block.node) for block in after.body[len(before) :]), "an empty last line may be left over"


def test_a_meeting_whose_columns_do_not_end_with_it_stays(team: Team) -> None:
    with at(BEFORE):
        for day in DAYS[1:]:
            team.prepare(agenda(day))
        foot = team.line(f"{DAYS[1]}の定例").start - 1
        team.by_hand([wire.delete_content_range(team.tab, foot - 1, foot)])
        before = [line.text for line in team.lines()]
        done = move_to(team.workspace, team.account, DAYS[2], "2026-12-20")
    assert (done.place, [why.en for why in done.why]) == (
        "stays",
        ["the page has other columns where it begins than where it ends"],
    )
    assert len([line.text for line in team.lines()]) == len(before)


def test_old_years_leave_with_their_columns(tmp_path: Path) -> None:
    team = Team(tmp_path, layout="columns")
    with at("2021-01-05T09:00:00+09:00"):
        team.create()
    before = headings(team)
    for day, layout in (("2021-03-02", "columns"), ("2021-11-30", "table"), ("2022-06-01", "columns")):
        team.use(layout)
        said = {**agenda(day), "items": [{"title": f"{day}の論点", "kind": "share", "stance": f"{day}の仮説"}]}
        with at(f"{day}T10:30:00+09:00"):
            team.prepare(said)
            team.add("action_items", "なし")
        with at(f"{day}T11:30:00+09:00"):
            close(team.workspace, team.account)
    with at("2023-02-01T09:00:00+09:00"):
        (moved,) = archive(team.workspace, team.account, (2021,)).years
        assert moved.state == "moved"
        assert [meeting.date for meeting in team.read.meetings] == ["2022-06-01"]
        assert headings(team) == [*before, "2022-06-01（水）2022-06-01の定例", "過去の記録", "2021年の記録"]
        kept = team.service.get(moved.archives[0].removeprefix("docgen:"))
        minutes = team.workspace.minutes(kept, datetime.fromisoformat("2023-02-01T09:00:00+09:00"))
    assert [(m.date, m.items[0].stance) for m in minutes.meetings] == [
        ("2021-11-30", "2021-11-30の仮説"),
        ("2021-03-02", "2021-03-02の仮説"),
    ]
    assert columns_around(node for _, node in minutes.tab.positioned())[-1] == 1


@pytest.mark.parametrize("mode", ["PAGES", "PAGELESS"])
def test_a_document_without_pages_is_written_to_and_told_about(team: Team, mode: str) -> None:
    style = {"documentFormat": {"documentMode": mode}}
    team.by_hand([wire.update_document_style(team.tab, style)])
    told: list[Text] = []
    workspace = team.workspace
    object.__setattr__(workspace, "tell", told.append)
    with at(BEFORE):
        assert prepared(workspace, agenda(DAYS[2])).written
        assert not prepared(workspace, agenda(DAYS[2])).written
    assert [text.en for text in told] == (
        ["the document of 株式会社𠮷野 is pageless and shows no columns (File > Page setup > Pages changes that)"]
        if mode == "PAGELESS"
        else []
    )
    assert team.meeting.items[0].stance == f"{DAYS[2]}の仮説"
