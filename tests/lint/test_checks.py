"""The check kinds, with the options that the rules of docgen do not use."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.account.model import Kind, Meeting, Present, State, Status
from docgen.lint.checks import CHECKS
from docgen.lint.engine import Rules
from docgen.lint.files import built_in, rules_of
from docgen.lint.gaps import Scene
from tests.lint.values import NOW, complete, document, entries, meeting, todo


def gaps(kind: str, of: Meeting, **options: Any) -> list[str]:
    """What a check finds, as ``item.field: line``."""
    check, scene = CHECKS[kind], Scene(of, document(of), (), NOW)
    return [
        f"{gap.item.number if gap.item else 0}.{gap.field}{f': {gap.line}' if gap.line else ''}"
        for gap in check.find(scene, check.read(options))
    ]


def test_field_filled_of_the_meeting() -> None:
    bare, full = (
        meeting(),
        meeting(goal="完了を判定する", attendees=Present(theirs=("𠮷田様",)), start="2026-11-24T10:00"),
    )
    for field in ("goal", "attendees", "start"):
        assert gaps("field-filled", bare, part="meeting", field=field) == [f"0.{field}"]
        assert gaps("field-filled", full, part="meeting", field=field) == []


def test_field_filled_of_items_by_kind() -> None:
    of = meeting(complete(kind=Kind.SHARE, ask=""), complete(kind=None, ask=" \n"), complete(kind=Kind.DECIDE))
    assert gaps("field-filled", of, field="ask") == ["1.ask", "2.ask"]
    assert gaps("field-filled", of, field="ask", kinds=["share", "decide"]) == ["1.ask"]
    assert gaps("field-filled", of, field="minutes", kinds=["decide"]) == ["3.minutes"]
    assert gaps("field-filled", meeting(complete(materials=("資料",))), field="materials") == []


def test_field_filled_may_refuse_explicit_empties() -> None:
    of = meeting(complete(stance="なし", views=(), answered_none=("views",)))
    for field in ("stance", "views"):
        assert gaps("field-filled", of, field=field) == []
        assert gaps("field-filled", of, field=field, explicit_none_counts=False) == [f"1.{field}"]


def test_field_filled_anywhere_takes_what_is_known_before_what_is_not() -> None:
    of = meeting(complete(decisions=entries("未定")), complete(decisions=()))
    assert gaps("field-filled", of, part="anywhere", field="decisions") == ["0.decisions: 未定"]
    of = meeting(complete(decisions=entries("未定")), decisions=entries("決めた"))
    assert gaps("field-filled", of, part="anywhere", field="decisions") == []


def test_action_item_has_by_status() -> None:
    items = tuple(todo(status, due="", status=Status(status)) for status in ("open", "done", "dropped", "unknown"))
    of = meeting(complete(action_items=items))
    assert gaps("action-item-has", of, field="due") == ["1.due: open", "1.due: done", "1.due: unknown"]
    assert gaps("action-item-has", of, field="due", statuses=["open"]) == ["1.due: open"]
    assert gaps("action-item-has", meeting(action_items=items[:1]), field="due") == ["0.due: open"]


def test_agenda_titles_by_patterns() -> None:
    of = meeting(complete("機能のご紹介（新機能）", stance="使える"), complete("その他", stance=""))
    options: dict[str, Any] = {"patterns": ["機能.*"], "beside": ["housekeeping"], "unless_stance": False}
    assert gaps("agenda-titles", of, **options) == ["0.items"]
    assert gaps("agenda-titles", of, **(options | {"unless_stance": True})) == []
    assert gaps("agenda-titles", of, **(options | {"at_least": 2})) == []
    assert gaps("agenda-titles", of, **(options | {"beside": []})) == []


def test_text_matches_in_some_fields() -> None:
    of = meeting(complete("高い", stance="一行目\n 高い 二行目", views=entries("高い")), title="高い", goal="高い")
    everywhere = ["0.title: 高い", "0.goal: 高い", "1.title: 高い", "1.stance: 高い 二行目", "1.views: 高い"]
    assert gaps("text-matches", of, patterns=["高い"]) == everywhere
    assert gaps("text-matches", of, patterns=[{"match": "高い", "fields": ["views"]}]) == ["1.views: 高い"]
    assert gaps("text-matches", of, patterns=[{"match": "高い", "not_fields": ["title", "goal"]}]) == everywhere[3:]
    assert gaps("text-matches", of, patterns=["高い"], exceptions=["高い 二"]) == [*everywhere[:3], everywhere[4]]


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("field-filled", {"part": "anywhere", "field": "goal"}),
        ("field-filled", {"field": "goal"}),
        ("field-filled", {}),
        ("field-filled", {"field": "ask", "where": ["stances"]}),
        ("field-filled", {"field": "ask", "where": ["stance", "goal"]}),
        ("field-filled", {"field": "ask", "unless": ["ok", "("]}),
        ("field-filled", {"field": "ask", "within_days": -1}),
        ("action-item-has", {"field": "who"}),
        ("agenda-titles", {}),
        ("agenda-titles", {"patterns": ["("]}),
        ("text-matches", {"patterns": []}),
        ("text-matches", {"patterns": ["x"], "exceptions": [""]}),
        ("text-matches", {"patterns": [{"match": "x", "fields": ["span"]}]}),
    ],
)
def test_options_that_make_no_sense_are_refused(kind: str, options: dict[str, Any]) -> None:
    with pytest.raises(msgspec.ValidationError):
        CHECKS[kind].read(options)


RULES = Rules(rules_of(built_in()))
TEXT = st.text(alphabet=st.sampled_from("〇○●×X_TBD要記入（）[]{}<>0-9月/ 　\nなし未定𠮷👍🏽…?"), max_size=30)


@given(
    TEXT, TEXT, TEXT, TEXT, st.sampled_from(State), st.sampled_from([*Kind, None]), st.sampled_from(Status)
)  # fmt: skip
def test_whatever_people_write_is_linted(
    title: str, text: str, owner: str, due: str, state: State, kind: Kind | None, status: Status
) -> None:
    item = complete(
        title,
        kind,
        stance=text,
        views=entries(text),
        decisions=entries(owner),
        action_items=(todo(text, owner, due, status),),
    )
    read = document(meeting(item, state=state))
    found = RULES.lint(read, NOW)
    assert found == RULES.lint(read, NOW)
    assert len({finding.id for finding in found}) == len(found)
    for finding in found:
        assert finding.message.ja
        assert finding.message.en
        assert not {"{item}", "{line}", "{match}"} & {finding.message.ja, finding.message.en}
        assert finding.match in finding.line or finding.match in (owner, due)


def test_field_filled_knows_items_and_what_happened_to_a_meeting() -> None:
    assert gaps("field-filled", meeting(), part="meeting", field="items") == ["0.items"]
    assert gaps("field-filled", meeting(complete("")), part="meeting", field="items") == []
    seen = meeting(reviewed_at="2026-11-23T18:00", posted_at="2026-11-24T11:02")
    for field in ("reviewed_at", "posted_at"):
        assert gaps("field-filled", meeting(), part="meeting", field=field) == [f"0.{field}"]
        assert gaps("field-filled", seen, part="meeting", field=field) == []


def test_field_filled_where_something_else_stands() -> None:
    full, bare, none, unknown = (complete(ask="", stance=each) for each in ("毎日", " ", "なし", "未定"))
    assert gaps("field-filled", meeting(full, bare, none, unknown), field="ask", where=["stance"]) == ["1.ask"]
    assert gaps("field-filled", meeting(full), field="ask", where=["stance", "because"]) == []
    because = complete(ask="", because="速い")
    assert gaps("field-filled", meeting(because), field="ask", where=["stance", "because"]) == ["1.ask"]
    parts = meeting(complete(action_items=(), decisions=()), decisions=entries("決めた"))
    assert gaps("field-filled", parts, part="anywhere", field="action_items", where=["decisions"]) == ["0.action_items"]
    assert gaps("field-filled", parts, part="anywhere", field="action_items", where=["decisions", "action_items"]) == []


def test_field_filled_unless_it_is_said_elsewhere() -> None:
    of = meeting(
        complete("よいか", ask=""), complete(ask="", because="一行目\nよいか?"), complete(ask="未定", stance="よい か")
    )
    assert gaps("field-filled", of, field="ask", unless=["よいか"]) == ["3.ask: 未定"]
    assert gaps("field-filled", of, field="ask", unless=["一行", "よい か"]) == ["1.ask"]
    assert gaps("field-filled", of, field="ask") == ["1.ask", "2.ask", "3.ask: 未定"]


@pytest.mark.parametrize(
    ("date", "days", "asked"),
    [
        ("2026-11-24", 0, True),
        ("2026-11-23", 0, False),
        ("2026-11-23", 1, True),
        ("2026-11-25", 1, True),
        ("2026-11-26", 1, False),
        ("2026-11-22", 1, False),
        ("", 99, False),
    ],
)
def test_field_filled_of_meetings_that_are_near(date: str, days: int, asked: bool) -> None:
    found = gaps("field-filled", meeting(date=date), part="meeting", field="goal", within_days=days)
    assert found == (["0.goal"] if asked else [])
    assert gaps("field-filled", meeting(date=date), part="meeting", field="goal") == ["0.goal"]
