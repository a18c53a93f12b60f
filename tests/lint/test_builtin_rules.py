"""The rules that come with docgen, on meetings that lack one thing at a time."""

from __future__ import annotations

from typing import Any

import pytest

from docgen.account.model import AgendaItem, CarriedItem, Flaw, Kind, State, Status
from docgen.lint.files import built_in, rules_of
from tests.lint.values import complete, entries, found, meeting, todo

RULES = rules_of(built_in())


def held(*items: AgendaItem, **fields: Any) -> list[str]:
    return found(meeting(*items, **fields), rules=RULES)


def planned(*items: AgendaItem) -> list[str]:
    return found(meeting(*items, state=State.PLANNED), rules=RULES)


def test_a_complete_meeting_has_no_findings_in_any_state() -> None:
    items = (
        complete(),
        complete("第2ライン", Kind.DISCUSS, decisions=()),
        complete("報告", Kind.SHARE, views=(), decisions=()),
    )
    for state in State:
        assert found(meeting(*items, state=state), rules=RULES) == []


@pytest.mark.parametrize(
    ("changes", "finding"),
    [
        ({"views": ()}, "item-has-customer-view@2.views"),
        ({"decisions": ()}, "item-has-decision@2.decisions"),
        ({"action_items": (todo(owner=""),)}, "action-item-has-owner@2.owner: 見積を送る"),
        ({"action_items": (todo(due=""),)}, "action-item-has-due-date@2.due: 見積を送る"),
        ({"action_items": (todo(owner="", status=Status.DONE),)}, "action-item-has-owner@2.owner: 見積を送る?"),
        ({"action_items": (todo(owner="未定"),)}, "action-item-has-owner@2.owner: 見積を送る?"),
        ({"action_items": (todo(due="要確認"),)}, "action-item-has-due-date@2.due: 見積を送る?"),
        ({"action_items": (todo(due="TBD"),)}, "action-item-has-due-date@2.due: 見積を送る?"),
        ({"decisions": entries("未定")}, "item-has-decision@2.decisions: 未定?"),
        ({"views": entries("確認中")}, "item-has-customer-view@2.views: 確認中?"),
        ({"decisions": entries("〇〇とする")}, "no-placeholder-left@2.decisions: 〇〇とする"),
        ({"action_items": (todo(owner="〇〇"),)}, "no-placeholder-left@2.owner: 〇〇"),
        ({"action_items": (todo(due="○/○"),)}, "no-placeholder-left@2.due: ○/○"),
        ({"stance": "TBD"}, "no-placeholder-left@2.stance: TBD"),
    ],
)
def test_what_is_missing_after_a_meeting_is_asked_for_by_one_rule(changes: dict[str, Any], finding: str) -> None:
    assert held(complete("前の論点"), complete(**changes)) == [finding]


@pytest.mark.parametrize(
    "changes",
    [
        {"views": (), "answered_none": ("views",)},
        {"decisions": (), "answered_none": ("decisions",)},
        {"action_items": (), "answered_none": ("action_items",)},
        {"action_items": (todo(due="なし"),)},
        {"action_items": (todo(owner="", due="", status=Status.DROPPED),)},
        {"action_items": (todo(), todo(text="", owner="", due=""))},
    ],
)
def test_explicit_empties_are_answers(changes: dict[str, Any]) -> None:
    assert held(complete(**changes)) == []


def test_action_items_may_stand_in_any_item_or_outside_them() -> None:
    bare = complete(action_items=())
    assert held(bare) == ["meeting-has-action-items@0.action_items"]
    assert held(bare, complete()) == []
    assert held(bare, action_items=(todo(),)) == []
    assert held(bare, answered_none=("action_items",)) == []


def test_a_carried_action_item_is_not_judged_again() -> None:
    shown = CarriedItem(text="料金表を送る", span=("t.0", 5, 9), born="2026-11-10")
    assert held(complete(), carried=(shown,)) == []


def test_a_planned_meeting_is_asked_for_each_missing_stance() -> None:
    assert planned(complete(), complete("二つ目", stance="")) == ["agenda-has-stance@2.stance"]
    assert planned(complete(stance=" \n"), complete("共有", Kind.SHARE, stance="")) == [
        "agenda-has-stance@1.stance",
        "agenda-has-stance@2.stance",
    ]
    assert planned(complete(stance="なし")) == []
    assert planned(complete(stance="未定")) == ["agenda-has-stance@1.stance: 未定?"]


def test_a_todo_clerk_is_asked_once() -> None:
    clerk = (
        complete("前回TODOの確認", stance=""),
        complete("宿題の進捗確認", stance=""),
        complete("次回日程", stance=""),
    )
    assert planned(*clerk) == ["agenda-is-not-only-todo-checks@0.items"]
    assert planned(*clerk, complete()) == []
    assert planned(complete("次回日程", stance="")) == []


def test_each_phase_keeps_to_its_meetings() -> None:
    empty = complete(stance="", views=(), decisions=(), action_items=())
    assert planned(empty) == ["agenda-has-stance@1.stance"]
    after = [
        "meeting-has-action-items@0.action_items",
        "item-has-customer-view@1.views",
        "item-has-decision@1.decisions",
    ]
    assert held(empty) == after
    assert held(empty, state=State.CLOSED) == after
    assert held(empty, state=State.CANCELLED) == []


def test_a_block_that_people_have_to_mend_is_asked_about_once() -> None:
    for flaw, title, asked in (
        (Flaw.HEADING, "", "anchors-are-present@0.title"),
        (Flaw.ANCHOR, "定例", "anchors-are-present@0.title: 定例"),
        (Flaw.COPY, "12月定例", "one-block-per-meeting@0.title: 12月定例"),
    ):
        for state in (State.PLANNED, State.HELD, State.CLOSED):
            assert found(meeting(complete(), flaw=flaw, title=title, state=state), rules=RULES) == [asked]
