"""What went in is what ``show`` says: agendas of any words, in both languages, and what was captured."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.account.labels import labels
from docgen.account.model import Kind
from docgen.document.text import normalise
from tests.examples import examples
from tests.team import BEFORE, DURING, Team, at

# Played without counting lines: that takes longer than the scenes themselves.
pytestmark = pytest.mark.no_cover

NASTY = [
    "決定事項",
    "お客様のご意見",
    "TODO",
    "**決定事項**",
    "根拠：",
    "資料",
    "Decisions",
    "Our stance (hypothesis)",
    "ご判断いただきたいこと",
    "次回ご相談したいこと",
    "その他",
    "# 見出し",
    "* 箇条書き",
    "- [ ] 確認",
    "1. 番号",
    "| 表 | 列 |",
    "::: column",
    "{#meeting} {.label}",
    "{{ value }} {% if %}",
    "<script>alert(1)</script>",
    "👩‍👩‍👧‍👦 𠮷野家 ｶﾞｷﾞ ＡＢＣ",
    "שלום مرحبا ‏",
    "神塚",
    "☐ 済（担当：鈴木、期限：9/10）",
    "・中黒",
    "\t字下げ　全角",
    "  前後の空白  ",
    "\\*バックスラッシュ\\ &amp; &#35;",
    "2026-12-01（火）別の会議",
    "なし",
    "当社：佐藤",
    "You: 10:00",
]
letters = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff")
line = st.one_of(st.sampled_from(NASTY), st.text(letters, min_size=1, max_size=30))
text = st.lists(st.one_of(line, st.just("")), max_size=4).map("\n".join)
title = line.filter(lambda t: bool(normalise(t).strip()) and len(t.splitlines()) == 1)
entry = st.one_of(line, st.lists(line, min_size=2, max_size=2).map("\n".join)).filter(
    lambda t: bool(normalise(t).strip(" \t\n\u3000")) and not labels().is_none(t)
)
name = st.sampled_from(["佐藤 美咲", "𠮷田 恵子様（課長）", "Smith-Jones", "神谷専務", "山本🌙", "Kim (chat: @kim)"])
names = st.lists(name, max_size=3, unique=True)
item = st.fixed_dictionaries(
    {"title": title, "kind": st.sampled_from([kind.value for kind in Kind])},
    optional={
        "minutes": st.integers(1, 240),
        "stance": text,
        "because": text,
        "ask": text,
        "materials": st.lists(title, max_size=2),
    },
)
agenda = st.fixed_dictionaries(
    {"title": title, "start": st.just("2026-12-01 10:00"), "end": st.just("2026-12-01 11:00")},
    optional={
        "goal": text,
        "attendees": st.fixed_dictionaries({}, optional={"ours": names, "theirs": names}),
        "items": st.lists(item, max_size=3),
    },
)
owner = st.sampled_from(["鈴木", "@sato", "弊社（中村）", "Bramwick"])
due = st.sampled_from(["12/5", "来週金曜", "未定", "EOD Friday", "12/5（土）17:00まで"])
capture: st.SearchStrategy[Any] = st.one_of(
    st.tuples(st.sampled_from(["views", "decisions"]), entry, st.just({})),
    st.tuples(st.just("action_items"), entry, st.fixed_dictionaries({"owners": owner.map(lambda o: [o]), "due": due})),
)


@pytest.mark.parametrize("layout", ["table", "columns"])
@pytest.mark.parametrize("language", ["ja", "en"])
@settings(max_examples=examples(8), suppress_health_check=[HealthCheck.too_slow])
@given(agenda=agenda, captures=st.lists(st.tuples(st.integers(0, 3), capture), max_size=6))
def test_what_went_in_is_what_show_says(
    language: str, layout: str, agenda: dict[str, Any], captures: list[Any]
) -> None:
    with TemporaryDirectory() as directory:
        team = Team(Path(directory), language, layout=layout)
        team.create()
        with at(BEFORE):
            team.prepare(json.dumps(agenda, ensure_ascii=False))
        items = agenda.get("items", [])
        for number, (what, said, more) in captures:
            with at(DURING):
                team.add(what, said, item=min(number, len(items)) or None, **more)
        meeting = team.meeting

    assert meeting.title == normalise(agenda["title"])
    assert (meeting.start, meeting.end) == ("2026-12-01T10:00", "2026-12-01T11:00")
    assert meeting.goal == normalise(agenda.get("goal", ""))
    people = agenda.get("attendees", {})
    assert [list(meeting.attendees.ours), list(meeting.attendees.theirs)] == [
        people.get("ours", []),
        people.get("theirs", []),
    ]
    assert len(meeting.items) == len(items)
    for read, given_item in zip(meeting.items, items, strict=True):
        assert read.title == normalise(given_item["title"])
        assert (read.kind, read.minutes) == (given_item["kind"], given_item.get("minutes"))
        for field in ("stance", "because", "ask"):
            assert getattr(read, field) == normalise(given_item.get(field, ""))
        assert list(read.materials) == [normalise(m) for m in given_item.get("materials", [])]
    for part, number in [(meeting, 0), *((read, read.number) for read in meeting.items)]:
        mine = [c for n, c in captures if min(n, len(items)) == number]
        for field in ("views", "decisions"):
            assert [e.text for e in getattr(part, field)] == [normalise(s) for w, s, _ in mine if w == field]
        assert [(a.text, list(a.owners), a.due_text) for a in part.action_items] == [
            (normalise(s), more["owners"], more["due"]) for w, s, more in mine if w == "action_items"
        ]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_stance_of_ten_thousand_characters_comes_back(tmp_path: Path, language: str) -> None:
    stance = "\n".join(["仮説👍🏽" * 499 + "。"] * 4)
    assert len(stance) > 5_000
    team = Team(tmp_path, language)
    team.create()
    team.prepare({"title": "定例", "start": "2026-12-01", "items": [{"title": "論点", "stance": stance * 2}]})
    assert team.meeting.items[0].stance == stance * 2
