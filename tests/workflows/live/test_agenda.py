"""An agenda written in a form: each field as an edit of that field alone, once, and of nothing that people changed."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.document.text import normalise
from docgen.document.wire import requests as wire
from docgen.emulator import Emulator
from docgen.errors import DocgenError, InputError
from docgen.workflows.live.agenda import add_item, agenda_of, remove_item, set_field
from docgen.workflows.live.aside import rules_now
from docgen.workflows.live.form import FIELDS, AddItem, Agenda, FieldChangedError, FieldName, RemoveItem, SetField
from docgen.workflows.live.hints import shown
from tests.examples import examples
from tests.team import BEFORE, Team, at, patient

AGENDA: dict[str, Any] = {
    "title": "12月定例",
    "start": "2026-12-01 10:00",
    "end": "2026-12-01 11:00",
    "goal": "始める日を決める",
    "items": [
        {
            "title": "はじめ方",
            "kind": "decide",
            "minutes": 15,
            "stance": "ライン長から始める\n二人でよい",
            "because": "夜勤にも届く",
            "ask": "始める日",
            "materials": ["見積書", "工程表"],
        },
        {"title": "展開", "kind": "discuss"},
    ],
}
NASTY = [
    "決定事項", "お客様のご意見", "TODO", "根拠", "資料", "Decisions", "Our stance (hypothesis)",
    "ご判断いただきたいこと", "次回ご相談したいこと", "その他", "# 見出し", "* 箇条書き", "- [ ] 確認",
    "1. 番号（共有・5分）", "| 表 | 列 |", "::: column", "{#meeting} {.label}", "{{ value }} {% if %}",
    "<script>alert(1)</script>", "👩‍👩‍👧‍👦 𠮷野家 ｶﾞｷﾞ ＡＢＣ", "👩‍👩‍👦", "🇯🇵🇫🇷", "が", "שלום مرحبا ‏", "神塚",
    "\t字下げ　全角", "  前後の空白  ", "なし", "2026-12-01（火）別の会議", "【決定】来月から",
]  # fmt: skip
letters = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff")
line = st.one_of(st.sampled_from(NASTY), st.text(letters, max_size=20))
text = st.lists(line, max_size=4).map("\n".join)


def form(team: Team) -> Agenda:
    with at(BEFORE):
        return agenda_of(team.workspace, team.account, team.document, "2026-12-01")


def put(team: Team, number: int, field: FieldName, new: str, old: str | None = None) -> None:
    """Set a field of the item numbered so, or of the meeting (0), as a form does that shows ``old``."""
    shown = form(team)
    item = shown.items[number - 1] if number else None
    there: str = getattr(item or shown, field)
    key = item.key if item else ""
    wanted = SetField(meeting="2026-12-01", item=key, field=field, old=there if old is None else old, text=new)
    with at(BEFORE):
        set_field(team.workspace, team.account, wanted)


def add(team: Team, title: str = "", known: tuple[str, ...] | None = None) -> str:
    shown = form(team)
    keys = tuple(item.key for item in shown.items) if known is None else known
    with at(BEFORE):
        return add_item(team.workspace, team.account, AddItem(meeting="2026-12-01", known=keys, title=title))


def prepared(path: Path, layout: str = "table", language: str = "ja", **more: Any) -> Team:
    team = Team(path, language, layout=layout, **more)
    team.create()
    with at(BEFORE):
        team.prepare(AGENDA)
    return team


@pytest.fixture(params=["table", "columns"])
def team(tmp_path: Path, request: pytest.FixtureRequest) -> Team:
    return prepared(tmp_path, request.param)


@pytest.mark.no_cover
@pytest.mark.parametrize("layout", ["table", "columns"])
@pytest.mark.parametrize("language", ["ja", "en"])
@settings(max_examples=examples(6), suppress_health_check=[HealthCheck.too_slow])
@given(edits=st.lists(st.tuples(st.integers(0, 2), st.sampled_from(FIELDS), text), min_size=1, max_size=5))
def test_what_is_set_is_read_back_and_nothing_else_changes(
    layout: str, language: str, edits: list[tuple[int, FieldName, str]]
) -> None:
    with TemporaryDirectory() as directory:
        team = prepared(Path(directory), layout, language)
        before = form(team)
        wanted = {0: {"goal": before.goal}} | {
            item.number: {name: getattr(item, name) for name in FIELDS} for item in before.items
        }
        for number, field, new in edits:
            where: FieldName = "goal" if not number else field
            new = {"kind": "share", "minutes": "20", "title": new.replace("\n", " ")}.get(where, new)
            try:
                put(team, number, where, new)
            except InputError:
                assert where == "title"  # of a heading not all that one may type can be read back
                continue
            new = normalise(new)
            wanted[number][where] = new if where != "materials" else "\n".join(filter(None, new.split("\n")))
            after = form(team)
            assert wanted[0] == {"goal": after.goal}
            assert [wanted[n] for n in (1, 2)] == [
                {name: getattr(item, name) for name in FIELDS} for item in after.items
            ]
            assert not any(item.locked for item in after.items)


@pytest.mark.parametrize("field", get_args(FieldName))
def test_what_the_document_says_otherwise_by_now_stays(team: Team, field: FieldName) -> None:
    number = 0 if field == "goal" else 1
    new = {"kind": "share", "minutes": "30"}.get(field, "新しい言葉")
    older = {"kind": "discuss", "minutes": "10"}.get(field, "前の言葉")
    before = team.document.revision
    with pytest.raises(FieldChangedError) as refused:
        put(team, number, field, new, old=older)
    shown = form(team)
    assert refused.value.present == getattr(shown.items[0] if number else shown, field)
    assert team.document.revision == before
    put(team, number, field, new)
    after = team.document.revision
    put(team, number, field, new, old=older)  # it says so already
    assert team.document.revision == after


def test_words_typed_beside_stay(team: Team) -> None:
    team.type("（夜勤も）", "ライン長から始める")
    team.type("まずはデモ", "2. 展開")
    put(team, 1, "because", "夜勤にも日勤にも届く")
    put(team, 1, "stance", "班長から始める（夜勤も）\n二人でよい\n三人目は来月")
    item = form(team).items[0]
    assert (item.stance, item.because) == ("班長から始める（夜勤も）\n二人でよい\n三人目は来月", "夜勤にも日勤にも届く")
    assert team.line("2. 展開まずはデモ")


def test_paragraphs_that_people_made_are_edited_too(team: Team) -> None:
    at_end = team.behind("二人でよい")
    team.by_hand([wire.insert_text(team.tab, at_end, "\n三人目は来月\nそのあと全員")])
    assert form(team).items[0].stance == "ライン長から始める\n二人でよい\n三人目は来月\nそのあと全員"
    put(team, 1, "stance", "ライン長から始める\nそのあと班長\n最後に全員")
    assert form(team).items[0].stance == "ライン長から始める\nそのあと班長\n最後に全員"
    put(team, 1, "stance", "")
    assert (form(team).items[0].stance, form(team).items[0].because) == ("", "夜勤にも届く")


def test_what_is_not_there_comes_with_its_label(team: Team) -> None:
    put(team, 2, "materials", "提案書\nhttps://example.com/a")
    put(team, 2, "kind", "share")
    assert form(team).items[1].materials == "提案書\nhttps://example.com/a"
    label = team.line("提案書").start
    assert [one.text for one in team.lines() if one.end == label] == ["資料"]


def test_the_label_of_what_is_asked_goes_with_the_kind(team: Team) -> None:
    put(team, 2, "ask", "広げる順を")
    asked = [one.text for one in team.lines()]
    assert asked[asked.index("広げる順を") - 1] == "ご相談したいこと"
    put(team, 2, "kind", "decide")
    asked = [one.text for one in team.lines()]
    assert asked[asked.index("広げる順を") - 1] == "ご判断いただきたいこと"
    assert form(team).items[1].ask == "広げる順を"


@pytest.mark.parametrize(("field", "new"), [("minutes", "0"), ("minutes", "たくさん"), ("kind", "party"),
                                            ("title", "一行\n二行"), ("stance", "あ" * 20_001)])  # fmt: skip
def test_what_cannot_stand_there_is_told(team: Team, field: FieldName, new: str) -> None:
    before = team.document.revision
    with pytest.raises(InputError):
        put(team, 1, field, new)
    assert team.document.revision == before


def test_an_item_is_added_once_and_taken_out_while_it_is_empty(team: Team) -> None:
    before, lines = form(team), [one.text for one in team.lines()]
    known = tuple(item.key for item in before.items)
    key = add(team)
    assert add(team, known=known) == key
    added = form(team).items[-1]
    assert (added.key, added.number, added.title, added.kind, added.removable) == (key, 3, "", "discuss", True)
    assert not any(item.removable for item in form(team).items[:2])
    other = add(team, "夜勤の人数")
    put(team, 4, "stance", "二人で回る")
    with at(BEFORE):
        with pytest.raises(InputError):
            remove_item(team.workspace, team.account, RemoveItem(meeting="2026-12-01", item=other))
        for _ in range(2):
            remove_item(team.workspace, team.account, RemoveItem(meeting="2026-12-01", item=key))
    assert [item.title for item in form(team).items] == ["はじめ方", "展開", "夜勤の人数"]
    put(team, 3, "stance", "")
    put(team, 3, "title", "")
    with at(BEFORE):
        remove_item(team.workspace, team.account, RemoveItem(meeting="2026-12-01", item=other))
    assert [one.text for one in team.lines()] == lines


def test_what_people_lay_out_themselves_is_changed_in_the_document(team: Team) -> None:
    team.erase("当社スタンス（仮説）")
    shown = form(team).items[0]
    assert shown.stance
    assert shown.locked == ("stance",)
    with pytest.raises(InputError):
        put(team, 1, "stance", "別の言葉")
    put(team, 1, "because", "別の根拠")


def test_a_block_that_people_wrote_is_only_shown(tmp_path: Path) -> None:
    team = Team(tmp_path)
    team.create()
    start = team.lines()[-1].start
    team.by_hand([wire.insert_text(team.tab, start, "2026-12-01 定例\n1. はじめ方\n仮説：ライン長から\n")])
    line = team.line("2026-12-01")
    team.by_hand([wire.update_paragraph_style(team.tab, line.start, line.end, {"namedStyleType": "HEADING_2"})])
    shown = form(team)
    assert shown.by_hand
    wanted = SetField(meeting=shown.meeting, item="", field="goal", old="", text="始める")
    with pytest.raises(InputError), at(BEFORE):
        set_field(team.workspace, team.account, wanted)


@pytest.mark.parametrize(
    ("fault", "more"),
    [
        ("503", {}),
        ("timeout", {"after": False}),
        ("timeout", {"after": True}),
        ("human_edit", {"text": "人の言葉。", "index": 1}),
    ],
)
@pytest.mark.parametrize("what", ["field", "item"])
def test_a_failure_leaves_it_once(tmp_path: Path, fault: str, more: dict[str, Any], what: str) -> None:
    emulator = Emulator()
    team = prepared(tmp_path, service=patient(emulator))
    shown = form(team)
    emulator.faults.add("documents.batchUpdate", 1, fault, **more)
    for _ in range(2):  # the page, told of a failure or not, does the same again
        with suppress(DocgenError):
            if what == "field":
                put(team, 1, "stance", "班長から始める", old=shown.items[0].stance)
            else:
                add(team, "夜勤の人数", known=tuple(item.key for item in shown.items))
    emulator.faults.clear()
    assert [item.title for item in form(team).items] == ["はじめ方", "展開", *["夜勤の人数"] * (what == "item")]
    assert form(team).items[0].stance == ("班長から始める" if what == "field" else shown.items[0].stance)


@pytest.mark.parametrize("lands", [True, False])
@pytest.mark.parametrize("what", ["field", "item"])
def test_a_run_that_is_cut_short_leaves_it_once(
    team: Team, monkeypatch: pytest.MonkeyPatch, what: str, lands: bool
) -> None:
    keys = tuple(item.key for item in form(team).items)
    send = type(team.service).batch_update

    def die(*arguments: Any) -> Any:
        if lands:
            send(*arguments)
        raise SystemExit(137)

    def act() -> None:
        if what == "field":
            put(team, 1, "stance", "班長から始める", old="ライン長から始める\n二人でよい")
        else:
            add(team, "夜勤の人数", known=keys)

    with monkeypatch.context() as dying:
        dying.setattr(type(team.service), "batch_update", die)
        with pytest.raises(SystemExit):
            act()
    act()
    assert [item.title for item in form(team).items] == ["はじめ方", "展開", *["夜勤の人数"] * (what == "item")]
    if what == "field":
        assert form(team).items[0].stance == "班長から始める"


def quiet(team: Team) -> dict[tuple[int, str], str]:
    """The hints, by number of the item (0 for none) and field."""
    with at(BEFORE):
        agenda = shown(team.workspace, team.account, "2026-12-01", rules_now(team.workspace))
    numbers = {item.key: item.number for item in agenda.items} | {"": 0}
    assert len({(hint.item, hint.field) for hint in agenda.hints}) == len(agenda.hints)
    return {(numbers[hint.item], hint.field): hint.text for hint in agenda.hints}


@pytest.mark.parametrize("step", [1, 2])
def test_hints_come_and_go_whatever_the_step(team: Team, step: int) -> None:
    config = team.root / "docgen.toml"
    config.write_text(config.read_text(encoding="utf-8").replace("step = 2", f"step = {step}"), encoding="utf-8")
    assert set(quiet(team)) == {(2, "stance")}
    assert "展開" in quiet(team)[2, "stance"]
    put(team, 2, "stance", "点検表から広げる")
    assert set(quiet(team)) == {(2, "ask")}
    put(team, 2, "ask", "広げる順を伺いたい")
    assert quiet(team) == {}
    put(team, 2, "minutes", "50")
    assert set(quiet(team)) == {(0, "minutes")}
    add(team)
    assert set(quiet(team)) == {(0, "minutes")}
    put(team, 3, "title", "夜勤の人数")
    assert set(quiet(team)) == {(0, "minutes"), (3, "stance")}


def test_a_stance_of_last_time_is_asked_about(team: Team) -> None:
    older = {**AGENDA, "title": "11月定例", "start": "2026-11-17 10:00", "end": "2026-11-17 11:00"}
    with at("2026-11-10T09:00:00+09:00"):
        team.prepare(older)
    assert (1, "stance") in quiet(team)
    put(team, 1, "stance", "夜勤は班長だけで始め、記録の抜けを来月また見る")
    assert (1, "stance") not in quiet(team)


def test_what_the_last_meeting_left_open_may_be_added(team: Team) -> None:
    older = {"title": "11月定例", "start": "2026-11-17 10:00", "end": "2026-11-17 11:00",
             "items": [{"title": "夜勤の人数", "kind": "decide", "stance": "二人でよい"}]}  # fmt: skip
    with at("2026-11-10T09:00:00+09:00"):
        team.prepare(older)
    with at("2026-11-17T10:30:00+09:00"):
        team.add("action_items", "料金表を送る", meeting="2026-11-17", owners=["鈴木"], due="12/5")
    asked = next(line for line in team.lines() if line.start == team.line("次回ご相談したいこと").end)
    team.by_hand([wire.insert_text(team.tab, asked.start, "・「夜勤の人数」のご結論")])  # as prepare puts it there
    with at(BEFORE):
        left = shown(team.workspace, team.account, "2026-12-01", rules_now(team.workspace)).left
    assert [(one.text, one.what) for one in left] == [("夜勤の人数", "undecided"), ("料金表を送る", "action_item")]
    add(team, "夜勤の人数")
    with at(BEFORE):
        left = shown(team.workspace, team.account, "2026-12-01", rules_now(team.workspace)).left
    assert [one.text for one in left] == ["料金表を送る"]
