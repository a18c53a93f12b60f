"""``prepare --refresh``: what docgen wrote follows the agenda file, what people wrote stays to the letter."""

from __future__ import annotations

import copy
import re
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.account.outline import MEETING
from docgen.account.written import LONGEST, WROTE
from docgen.document.text import units
from docgen.document.wire import requests as wire
from docgen.document.wire.styles import heading_level
from docgen.emulator import Emulator
from docgen.errors import OutcomeUnknownError
from docgen.workflows.close import close
from docgen.workflows.prepare import Prepared
from tests.examples import examples
from tests.team import AFTER, BEFORE, DURING, Team, at, keeps, patient

T = TypeVar("T", bound=Team)

FIRST: dict[str, Any] = {
    "title": "12月定例",
    "start": "2026-12-01 10:00",
    "end": "2026-12-01 11:00",
    "goal": "第2ラインを決める",
    "attendees": {"ours": ["佐藤", "鈴木"], "theirs": ["林様"]},
    "items": [
        {
            "title": "はじめ方",
            "kind": "decide",
            "minutes": 20,
            "stance": "ライン長から始める。\n現場は後でよい。",
            "because": "早い",
            "ask": "可否",
            "materials": ["工程表", "研修の案"],
        },
        {"title": "確認の頻度", "kind": "discuss", "stance": "週1回で足りる"},
    ],
}
SECOND: dict[str, Any] = {
    "title": "12月の定例会🙂",
    "start": "2026-12-01 13:00",
    "end": "2026-12-01 14:30",
    "goal": "第2ラインの開始日を決める\n受け持ちも決める",
    "attendees": {"ours": ["佐藤", "鈴木", "田中"], "theirs": ["林様", "𠮷田様"]},
    "items": [
        {
            "title": "第2ラインのはじめ方",
            "kind": "discuss",
            "minutes": 15,
            "stance": "現場から始める",
            "because": "班長が慣れている。\n棚卸しが終わる。\n監査がない。",
            "ask": "どう思われますか",
        },
        {
            "title": "確認の回数",
            "kind": "decide",
            "stance": "週2回は要る",
            "because": "初めは増やす",
            "ask": "週2回でよいか",
            "materials": ["記録用紙"],
        },
        {"title": "休業日", "kind": "share", "stance": "1月4日まで休み"},
    ],
}


class Suggesting(Team):
    """A team whose members suggest, too."""

    def __init__(self, root: Path, language: str = "ja") -> None:
        self.emulator = Emulator()
        super().__init__(root, language, patient(self.emulator))


@pytest.fixture(params=["ja", "en"])
def team(request: pytest.FixtureRequest, tmp_path: Path) -> Suggesting:
    return prepared(Suggesting(tmp_path, request.param))


def prepared(team: T) -> T:
    """An earlier meeting with an open action item, and the one that is refreshed."""
    team.create()
    with at(BEFORE):
        team.prepare({"title": "11月定例", "start": "2026-11-10", "items": [{"title": "経過"}]})
        team.add("action_items", "手順書を送る", item=1)
        team.prepare(FIRST)
    return team


def refresh(team: Team, agenda: dict[str, Any] = SECOND, **more: Any) -> Prepared:
    with at(BEFORE):
        return team.prepare(agenda, refresh=True, **more)


def text(team: Team) -> list[str]:
    return [line.text for line in team.lines()]


def fresh(team: Team, agenda: dict[str, Any], root: Path) -> Team:
    """A document that ``agenda`` was prepared in from the start."""
    other = Team(root, team.language, patient(Emulator()))
    other.create()
    with at(BEFORE):
        other.prepare({"title": "11月定例", "start": "2026-11-10", "items": [{"title": "経過"}]})
        other.add("action_items", "手順書を送る", item=1)
        other.prepare(agenda)
    return other


def looks(team: Team) -> list[tuple[Any, ...]]:
    """Every line with its style and that of its words."""
    return [
        (
            line.text,
            {k: v for k, v in (line.paragraph.style or {}).items() if k != "headingId"},
            [({k: v for k, v in (e.style or {}).items() if k != "link"}, e.text) for e in line.paragraph.elements],  # type: ignore[union-attr]  # runs
            line.cell and line.cell[1:],
        )
        for line in team.lines()
    ]


def names(team: Team) -> list[str]:
    return sorted(one.name for one in team.document.tabs[0].ranges)


def test_an_untouched_block_becomes_what_the_agenda_says_down_to_its_looks(team: Team, tmp_path: Path) -> None:
    done = refresh(team)
    assert (done.written, done.anchored, done.differences) == (False, False, ())
    assert {d.field for d in done.refreshed} >= {"title", "start", "goal", "items[0].stance", "items[2]"}
    other = fresh(team, SECOND, tmp_path / "other")
    assert text(team) == text(other)
    assert looks(team) == looks(other)
    assert team.meeting.items == other.meeting.items or [i.stance for i in team.meeting.items] == [
        item["stance"] for item in SECOND["items"]
    ]


def test_there_and_back_again_is_what_it_was(team: Team) -> None:
    before = text(team)
    two = {**SECOND, "items": SECOND["items"][:2]}
    refresh(team, two)
    assert text(team) != before
    refresh(team, FIRST)
    assert text(team) == before
    assert refresh(team, FIRST).refreshed == ()


def test_a_second_run_writes_nothing(team: Team) -> None:
    refresh(team)
    revision, before = team.document.revision, names(team)
    again = refresh(team)
    assert (again.refreshed, again.differences, team.document.revision) == ((), (), revision)
    assert names(team) == before


def test_a_meeting_has_three_names_at_most_and_each_fits(team: Team) -> None:
    with at(AFTER):
        close(team.workspace, team.account, "2026-12-01")
    refresh(team)
    refresh(team, FIRST)
    mine = [name for name in names(team) if ":2026-12-01" in name]
    assert len(mine) == 3
    assert all(units(name) <= LONGEST for name in mine)
    meeting = team.meeting
    assert (meeting.id, meeting.anchored, bool(meeting.closed_at)) == ("2026-12-01", True, True)


def test_a_dry_run_tells_and_writes_nothing(team: Team) -> None:
    revision = team.document.revision
    planned = refresh(team, dry_run=True)
    assert team.document.revision == revision
    done = refresh(team)
    assert (planned.refreshed, planned.differences) == (done.refreshed, done.differences)


EDITS: dict[str, tuple[str, str, str]] = {
    "title": ("12月定例", "（臨時）", "title"),
    "when": ("10:00", "ごろ", "start"),
    "ours": ("佐藤、鈴木", "、高橋", "attendees.ours"),
    "theirs": ("林様", "（工場長）", "attendees.theirs"),
    "goal": ("第2ラインを決める", "つもり", "goal"),
    "item title": ("はじめ方", "と終わり方", "items[0].title"),
    "stance": ("ライン長から始める。", "たぶん。", "items[0].stance"),
    "stance, second line": ("現場は後でよい。", "\nもう1行。", "items[0].stance"),
    "because": ("早い", "から", "items[0].because"),
    "ask": ("可否", "をお願いします", "items[0].ask"),
    "materials": ("工程表", "\n見積", "items[0].materials"),
}


@pytest.mark.parametrize(("after", "typed", "field"), EDITS.values(), ids=EDITS)
def test_what_somebody_typed_stays_and_all_else_is_new(team: Team, after: str, typed: str, field: str) -> None:
    if team.language == "en" and after == "佐藤、鈴木":
        after = "佐藤, 鈴木"
    team.type(typed, after)
    words = "".join(text(team))
    done = refresh(team)
    assert [d.reason for d in done.differences if d.field == field] == ["edited"]
    assert field not in {d.field for d in done.refreshed}
    assert {"items[1].stance", "items[1].ask", "items[2]"} <= {d.field for d in done.refreshed}
    assert typed.strip("\n") in "".join(text(team))
    assert words != "".join(text(team))
    stays = {d.field for d in done.differences}
    again = refresh(team)
    assert (again.refreshed, {d.field for d in again.differences}) == ((), stays)


@pytest.mark.parametrize(
    "style", [{"strikethrough": True}, {"bold": True}, {"link": {"url": "https://example.com/"}}], ids=str
)
def test_words_that_somebody_struck_or_linked_are_edited(team: Team, style: dict[str, Any]) -> None:
    line = team.line("早い")
    team.by_hand([wire.update_text_style(team.tab, line.start, line.start + 1, style)])
    done = refresh(team)
    assert [d.reason for d in done.differences if d.field == "items[0].because"] == ["edited"]
    assert "早い" in text(team)


def test_a_field_moved_to_another_cell_is_edited(team: Team) -> None:
    """The label and the words of the second stance are cut, and pasted into the cell beside."""
    label = "当社スタンス（仮説）" if team.language == "ja" else "Our stance (hypothesis)"
    line, words = team.line(label, 1), team.line("週1回で足りる")
    blank = next(leaf for leaf in team.lines() if leaf.start > words.end and leaf.cell and leaf.cell[2] == 1)
    team.by_hand(
        [
            wire.insert_text(team.tab, blank.start, f"{label}\n週1回で足りる\n"),
            wire.update_text_style(team.tab, blank.start, blank.start + len(label), {"bold": True}),
            wire.update_text_style(team.tab, blank.start + len(label), blank.start + len(label) + 8, {"bold": False}),
            wire.delete_content_range(team.tab, line.start, words.end),
        ]
    )
    done = refresh(team)
    assert [d.reason for d in done.differences if d.field == "items[1].stance"] == ["edited"]
    assert "週1回で足りる" in text(team)


def test_an_empty_field_that_somebody_filled_is_edited(team: Team) -> None:
    second = [line for line in team.lines() if line.text in ("根拠", "Because")][1]
    team.by_hand([wire.insert_text(team.tab, second.end, "現場の声")])
    done = refresh(team)
    assert [(d.document, d.reason) for d in done.differences if d.field == "items[1].because"] == [
        ("現場の声", "edited")
    ]


def test_a_label_that_somebody_put_in_keeps_its_field(team: Team) -> None:
    """The second item has no materials until a person lists some."""
    last = [
        line
        for line in team.lines()
        if line.cell
        and line.cell[2] == 0
        and line.end < team.line("その他" if team.language == "ja" else "Other").start
    ][-1]
    label = "資料" if team.language == "ja" else "Materials"
    team.by_hand(
        [
            wire.insert_text(team.tab, last.end - 1, f"\n{label}\n写真"),
            wire.update_text_style(team.tab, last.end, last.end + len(label), {"bold": True}),
        ]
    )
    done = refresh(team)
    assert [d.reason for d in done.differences if d.field == "items[1].materials"] == ["edited"]
    assert "写真" in text(team)
    assert "記録用紙" not in text(team)


def test_answers_and_what_is_carried_are_never_touched(team: Team) -> None:
    with at(DURING):
        team.add("views", "なるほど", item=1)
        team.add("decisions", "12月から", item=1)
        team.add("action_items", "日程を送る", item=2, owners=["鈴木"], due="12/5")
        team.add("decisions", "全体の決定")
    before = [(i.views, i.decisions, i.action_items) for i in team.meeting.items]
    refresh(team)
    meeting = team.meeting
    assert [
        ([e.text for e in i.views], [e.text for e in i.decisions], [e.text for e in i.action_items])
        for i in meeting.items[:2]
    ] == [([e.text for e in v], [e.text for e in d], [e.text for e in a]) for v, d, a in before]
    assert [d.text for d in meeting.decisions] == ["全体の決定"]
    assert [c.born for c in meeting.carried] == ["2026-11-10"]
    assert [i.title for i in meeting.items] == ["第2ラインのはじめ方", "確認の回数", "休業日"]


def test_items_gone_from_the_file_stay_and_are_listed(team: Team) -> None:
    done = refresh(team, {**FIRST, "items": FIRST["items"][:1]})
    assert [(d.field, d.document, d.reason) for d in done.differences] == [("items[1]", "確認の頻度", "gone")]
    assert len(team.meeting.items) == 2


def test_an_item_that_somebody_deleted_does_not_come_back(team: Team) -> None:
    start, stop = team.line("2. 確認の頻度"), team.line("その他" if team.language == "ja" else "Other")
    team.by_hand([wire.delete_content_range(team.tab, start.start, stop.start)])
    done = refresh(team)
    assert [(d.field, d.reason) for d in done.differences] == [("items[1]", "deleted")]
    assert [i.title for i in team.meeting.items] == ["第2ラインのはじめ方", "休業日"]
    assert refresh(team).refreshed == ()


def test_an_item_of_somebodys_own_is_theirs(team: Team) -> None:
    other = team.line("その他" if team.language == "ja" else "Other")
    team.by_hand([wire.insert_text(team.tab, other.start, "3. 追加の論点（ご相談）\n")])
    done = refresh(team)
    assert ("items[2].title", "edited") in {(d.field, d.reason) for d in done.differences}
    assert "3. 追加の論点（ご相談）" in text(team)
    assert "休業日" not in "".join(text(team))


def test_a_block_of_an_earlier_version_is_listed_and_left(team: Team) -> None:
    tab = team.document.tabs[0]
    facts = next(one for one in tab.ranges if one.name.startswith("docgen:fact:2026-12-01"))
    old = re.sub(rf";items=.*{WROTE}=.*", "", facts.name)
    team.by_hand(
        [
            wire.delete_named_range(team.tab, facts.id),
            wire.create_named_range(team.tab, facts.start, facts.end, old),
        ]
    )
    before, revision = text(team), team.document.revision
    done = refresh(team)
    assert {d.reason for d in done.differences} == {"unknown"}
    assert (text(team), team.document.revision, done.refreshed) == (before, revision, ())


def test_a_block_whose_anchor_is_lost_is_anchored_and_left(team: Team) -> None:
    gone = [one for one in team.document.tabs[0].ranges if ":2026-12-01" in one.name]
    team.by_hand([wire.delete_named_range(team.tab, one.id) for one in gone])
    before = text(team)
    done = refresh(team)
    assert (done.written, done.anchored, {d.reason for d in done.differences}) == (False, True, {"unknown"})
    assert text(team) == before
    assert names(team).count(f"{MEETING}2026-12-01") == 1


def test_an_agenda_that_gets_an_id_of_its_own_refreshes_in_the_same_run(team: Team) -> None:
    done = refresh(team, {**SECOND, "title": "12月定例", "start": FIRST["start"], "id": "dec"})
    assert (done.meeting, done.anchored, done.differences) == ("dec", True, ())
    assert team.meeting.items[0].stance == "現場から始める"


@pytest.mark.parametrize("delete", [False, True])
def test_a_suggestion_is_in_the_way_of_its_field_alone(team: Suggesting, delete: bool) -> None:
    line = team.line("早い")
    people, document = team.emulator.people, team.account.document_id
    if delete:
        people.suggest_delete(document, line.start, line.end - 1, tab=team.tab)
    else:
        people.suggest_insert(document, line.end - 1, "！", tab=team.tab)
    assert team.meeting.items[0].because == "早い"
    done = refresh(team)
    assert [(d.document, d.reason) for d in done.differences] == [("早い", "suggested")]
    assert team.meeting.items[0].because == "早い"
    assert team.meeting.items[0].stance == "現場から始める"
    assert len([e for leaf in team.lines() for e in leaf.paragraph.elements if _is_suggested(e)]) == 1


COMMENTS: dict[str, tuple[tuple[str, ...], set[str]]] = {
    "a word": (("ライン長",), {"items[0].stance"}),
    "of one line to the next": (("から始める。\n現場は",), {"items[0].stance"}),
    "from one field to another": (("可否\n資料\n工程",), {"items[0].ask", "items[0].materials"}),
    "on the whole document": (("",), set()),
    "in another meeting": (("経過の報告",), set()),
}


@pytest.mark.parametrize(("comments", "fields"), COMMENTS.values(), ids=COMMENTS)
def test_a_field_at_which_an_open_comment_stands_stays_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, comments: tuple[str, ...], fields: set[str]
) -> None:
    team = prepared(Suggesting(tmp_path))
    calls: list[str] = []

    def listed(_: object, document: str) -> tuple[str, ...]:
        calls.append(document)
        return comments

    monkeypatch.setattr(type(team.service), "open_comments", listed)
    done = refresh(team)
    assert {d.field for d in done.differences if d.reason == "commented"} == fields
    assert not fields & {d.field for d in done.refreshed}
    assert "items[1].stance" in {d.field for d in done.refreshed}
    assert calls == [team.account.document_id]
    assert {d.field for d in refresh(team).differences if d.reason == "commented"} == fields
    assert len(calls) == 1 + bool(fields), "asked only where something would be replaced"


def test_where_comments_may_not_be_seen_a_refresh_goes_on(team: Suggesting) -> None:
    team.emulator.faults.add("comments.list", 0, "403", reason="insufficientFilePermissions")
    assert "items[0].stance" in {d.field for d in refresh(team).refreshed}


def _is_suggested(element: Any) -> bool:
    return any(key.startswith("suggested") for key in getattr(element, "extra", {}))


def test_the_words_of_many_items_fit_as_far_as_they_do(tmp_path: Path) -> None:
    """What found no room counts as edited."""
    team = Team(tmp_path, service=patient(Emulator()))
    team.create()
    many = [{"title": f"論点{n}", "stance": f"仮説{n}"} for n in range(30)]
    agenda: dict[str, Any] = {"title": "長い会議", "start": "2026-12-01", "id": "a" * 60, "items": many}
    team.prepare(agenda)
    changed: dict[str, Any] = copy.deepcopy(agenda)
    for item in changed["items"]:
        item["stance"] += "。"
    done = team.prepare(changed, refresh=True)
    assert {d.field for d in done.refreshed} >= {f"items[{n}].stance" for n in range(10)}
    assert {d.reason for d in done.differences} == {"edited"}
    assert len(done.refreshed) + len(done.differences) == 30
    assert team.prepare(changed, refresh=True).refreshed == ()


@pytest.mark.parametrize("day", ["2026-12-08", "2026-11-30"])
def test_neighbours_are_left_alone(team: Team, day: str) -> None:
    with at(BEFORE):
        team.prepare({"title": "隣の会議", "start": day, "items": [{"title": "別の論点", "stance": "別の仮説"}]})
    before = {m.id: (m.title, [i.stance for i in m.items]) for m in team.read.meetings if m.id != "2026-12-01"}
    refresh(team)
    after = {m.id: (m.title, [i.stance for i in m.items]) for m in team.read.meetings if m.id != "2026-12-01"}
    assert after == before
    assert all(m.anchored for m in team.read.meetings)


def test_links_to_its_heading_still_lead_there(team: Team) -> None:
    before = team.meeting.heading_id
    refresh(team)
    assert team.meeting.heading_id == before
    assert heading_level(team.line("2026-12-01").paragraph.style) == 2


HUMAN = st.text(st.sampled_from("人が打った🙂 "), min_size=1, max_size=4).map(lambda words: f"《{words}》")
EDITS_BY_HAND = st.lists(
    st.tuples(st.integers(0, 400), st.integers(0, 400), HUMAN, st.integers(0, 2)), min_size=1, max_size=6
)


def edit_by_hand(team: Team, where: int, at: int, words: str, how: int) -> None:
    """Words put in somewhere in the block, in the place of a character, or with a line end behind them."""
    lines = [line for line in team.lines() if line.start >= team.meeting.span[1]]
    line = lines[where % len(lines)]
    at %= len(line.text) + 1
    index, after = (line.start + units(line.text[:stop]) for stop in (at, at + 1))
    requests = [wire.insert_text(team.tab, index, words + ("\n" if how == 1 and line.cell else ""))]
    if how == 2 and at < len(line.text) and line.text[at] not in "《》":
        requests.insert(0, wire.delete_content_range(team.tab, index, after))
    team.by_hand(requests)


@given(edits=EDITS_BY_HAND)
@settings(max_examples=examples(5), deadline=None)
def test_every_line_that_somebody_touched_stays_to_the_letter(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[int, int, str, int]]
) -> None:
    team = prepared(Team(tmp_path_factory.mktemp("team")))
    for edit in edits:
        edit_by_hand(team, *edit)
    before = text(team)
    numbers = {item.number for item in team.meeting.items}
    done = refresh(team)
    after = text(team)
    assert keeps(after, [line for line in before if "《" in line or "》" in line])
    stays = {d.field for d in done.differences}
    items = {item.number: item for item in team.meeting.items}
    for number, wanted in enumerate(SECOND["items"], 1):
        for field in ("stance", "because", "ask"):
            if number in items and number in numbers and f"items[{number - 1}].{field}" not in stays:
                # A line above the first label of a cell is read with the stance, and stays above what is new there.
                said = [line for line in getattr(items[number], field).split("\n") if "《" not in line]
                assert "\n".join(said) == wanted.get(field, "")
    assert refresh(team).refreshed == ()
    assert text(team) == after


def test_an_anchor_that_is_back_is_no_nothing_written(team: Suggesting) -> None:
    anchors = [one for one in team.document.tabs[0].ranges if one.name.startswith(MEETING)]
    team.by_hand([wire.delete_named_range(team.tab, one.id) for one in anchors])
    for nth in range(2, 20):
        team.emulator.faults.add("documents.batchUpdate", nth, "429")
    with pytest.raises(OutcomeUnknownError):
        refresh(team)
    team.emulator.faults.clear()
    assert refresh(team).differences == ()
