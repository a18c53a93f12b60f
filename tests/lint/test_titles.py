"""Agenda titles as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.lint.titles import in_lists

TODO_CHECKS = """
TODO確認 / 前回TODOの確認 / 前回のTODOの進捗確認 / 宿題の進捗確認 / 残課題の確認 / TODOリストの確認（5件）
前回ToDoの振り返り / 継続中のTODO / 進捗確認 / 進捗状況の共有 / タスクの棚卸し / アクションアイテムの進捗
ネクストアクション確認 / 未完了タスクの確認 / 11/24のTODOの確認 / 10月分のTODO確認 / ＴＯＤＯ確認
持ち帰り事項の確認 / 前回からの宿題 / 宿題 / 課題一覧の確認 / TODO・宿題事項の確認 / 長谷川様の宿題の確認
前回会議のTODOの消し込み / 各社のタスク進捗 / やることの確認 / 対応状況の確認 / 前回持ち帰り事項のご報告
前回までのTODOの確認と共有 / TODO確認（15分） / 未対応タスクの確認 / 残タスク / 定例TODOの確認
Review of last meeting's action items / Follow-up on open action items / Action item review / Status update
To-do check / Open tasks / Check on to-dos / Action items
"""
TOPICS = """
タスク管理の進め方の確認 / 利用状況の共有 / 10月の点検件数 / 進捗管理の方法 / 第2ラインの教育
アクションプランの策定 / TODOの書き方 / 現場の課題の確認 / 完了判定に残るもの / 宿題をやめて当日入力にする
次回までに試すこと / TODO管理ツールの選定 / 状況に応じた教育 / 残り３帳票の順番 / Task management roll-out
Status page for customers / Progress towards the goal / Roles and tools / What success looks like by December
"""
HOUSEKEEPING = """
その他 / 次回日程 / 次回の日程調整 / 自己紹介 / ご挨拶 / 前回議事録の確認 / 次回について / 前回の振り返り / AOB
Next meeting / Next steps / Introductions
"""


def titles(text: str) -> list[str]:
    return [title.strip() for line in text.strip().splitlines() for title in line.split(" / ")]


@pytest.mark.parametrize("title", titles(TODO_CHECKS))
def test_checks_of_action_items_are_told(title: str) -> None:
    assert in_lists(title, ["todo-check"])
    assert not in_lists(title, ["housekeeping"])


@pytest.mark.parametrize("title", titles(TOPICS))
def test_topics_are_not_taken_for_them(title: str) -> None:
    assert not in_lists(title, ["todo-check", "housekeeping"])


@pytest.mark.parametrize("title", titles(HOUSEKEEPING))
def test_housekeeping_is_told(title: str) -> None:
    assert in_lists(title, ["housekeeping"])


@given(st.text(alphabet="前回のTODO宿題確認進捗・と（）() task action-'s", max_size=60))
def test_any_title_is_answered(title: str) -> None:
    assert in_lists(title, ["todo-check", "housekeeping"]) in (True, False)


def test_a_long_title_is_a_topic() -> None:
    assert not in_lists("対応状況・" * 2000 + "。", ["todo-check", "housekeeping"])
