"""Which lines are labels of minutes by hand, what they stand for, and which only read like one."""

from __future__ import annotations

import re

import pytest

from docgen.account.byhand.naming import Labelled, Naming, naming
from docgen.account.labels import labels, own_words, shipped
from docgen.settings import LabelSettings

LABELS = """
decisions: 決定事項 ■決定事項 【決定事項】 ＜決定事項＞ <決定事項> ●決定事項： ▶合意事項 １．決定事項
decisions: (1)決定事項 （１）決定事項 ①決定事項 決定事項（2件） 本日の決定事項 決定事項一覧
decisions: Decisions | ## Decisions | Key decisions | Summary of decisions | ✅ Decisions | ⤴ Decisions
decisions: 3. Resolutions | Agreed:
action_items: TODO ToDo ＴＯＤＯ To-Do 宿題事項 持ち帰り事項 ネクストアクション 📌TODO #TODO
action_items: 次回までの宿題 実施事項 残作業 次までにすること
action_items: Action items | Next Action | Next Actions: | Summary of action items | To-do list
action_items: A. Action items | TODO List
decisions+action_items: 決定事項・宿題事項 決定/TODO 決定事項およびTODO 【決定事項・TODO】 決定事項とTODO
decisions+action_items: Decisions & Actions | Decisions and Action Items
open_points: 保留 未決事項 懸念事項 ペンディング | Parking lot | Open issues
views: お客様のご意見 先方の反応 お客様コメント | Customer feedback
stance: 当社スタンス（仮説） 仮説 事前仮説 提案 | Hypothesis | Proposal
attendees: 参加者 出席者（敬称略） 出席者一覧 | Present: | Attendees (5)
to_ask: 次回ご相談したいこと 次回聞くこと ヒアリング事項 申し送り 確認事項
next: 次回 次回予定 次回会議 | Next meeting
date: 日時 日　時 | Date
agenda: アジェンダ 議題 論点 | Topics
carried: 前回のTODO 前回宿題 | Action items from last meeting
"""
NONE = """
決定する 決定しました 提案する TODOを送る TODO確認屋さん 宿題を出す 議題A 課題管理表の見直し
次回までに送る 参加者からの声が多かった
The decision was hard | Theme | To do this | Action movie night | Agreed with Bob
We present the results | Todo app launch
"""


JAPANESE = re.compile("[ぁ-んァ-ヶ一-龠]")


def words(line: str) -> list[str]:
    """Japanese ones stand between spaces, English ones between bars."""
    parts = (part.split(" ") if JAPANESE.search(part) else [part.strip()] for part in line.split("|"))
    return [each for part in parts for each in part if each]


def pairs() -> list[tuple[str, str]]:
    lines = (line.partition(": ") for line in LABELS.strip().splitlines())
    return [(text, names) for names, _, rest in lines for text in words(rest)]


@pytest.mark.parametrize(("text", "names"), pairs())
def test_labels(text: str, names: str) -> None:
    named = naming().bare(text)
    assert named is not None
    assert named.names == tuple(names.split("+"))


@pytest.mark.parametrize("text", [text for line in NONE.strip().splitlines() for text in words(line)])
def test_words_in_prose_are_none(text: str) -> None:
    assert naming().bare(text) is None
    assert naming().valued(text) is None
    assert naming().tag(text) is None


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("決定事項：来月開始", "decisions", "来月開始"),
        ("Decision: we start", "decisions", "we start"),
        ("日　時　2026年12月1日（火）10:00～11:00", "date", "2026年12月1日（火）10:00～11:00"),
        ("３　出席者　　佐藤、鈴木", "attendees", "佐藤、鈴木"),
        ("【次回】12/8（火）", "next", "12/8（火）"),
        ("次回：", "next", ""),
        ("RESOLVED: Publish as CR", "decisions", "Publish as CR"),
        ("RESOLUTION: Publish", "decisions", "Publish"),
        ("ACTION-42: Carol to send it", "action_items", "Carol to send it"),
        ("ACTION Taro: send it", "action_items", "send it"),
        ("AI: @bob to update the KEP", "action_items", "@bob to update the KEP"),
        ("【決定】来月から", "decisions", "来月から"),
        ("[決定] 来月から", "decisions", "来月から"),
        ("→宿題: 佐藤 見積", "action_items", "佐藤 見積"),
        ("#decision go live", "decisions", "go live"),
        ("【ToDo】Aさんが利用マニュアルを提出", "action_items", "Aさんが利用マニュアルを提出"),
        ("決定1：A", "decisions", "A"),
        ("来月から始める【決定】", "decisions", "来月から始める"),
        ("Subtopic: Review open PRs", "topic", "Review open PRs"),
    ],
)
def test_values(text: str, name: str, value: str) -> None:
    found = naming().valued(text) or naming().tag(text)
    assert isinstance(found, Labelled)
    assert (found.named.names[0], text[found.start : found.stop]) == (name, value)


@pytest.mark.parametrize(
    "text",
    ["PROPOSED RESOLUTION: Publish", "田中様：決定でよい", "10:00 開始", "<alice> we agreed", "[x] done", "URL: x"],
)
def test_what_only_looks_like_a_tag(text: str) -> None:
    assert naming().valued(text) is None
    assert naming().tag(text) is None


@pytest.mark.parametrize(
    ("text", "side", "who"),
    [
        ("弊社TODO", "ours", "弊社"),
        ("御社の宿題", "theirs", "御社"),
        ("TODO（先方）", "theirs", "先方"),
        ("TODO（佐藤）", "", "佐藤"),
    ],
)
def test_whose(text: str, side: str, who: str) -> None:
    named = naming().bare(text)
    assert named is not None
    assert (named.names, named.side, named.who) == (("action_items",), side, who)


def test_a_team_has_words_of_its_own() -> None:
    with own_words((), {"decisions": ("決裁事項",)}):
        named = naming().bare("■決裁事項（2件）")
        assert named is not None
        assert named.names == ("decisions",)
    assert naming().bare("決裁事項") is None


def test_every_field_takes_words() -> None:
    fields = set(labels().by_hand.values())
    assert set(LabelSettings.__struct_fields__) <= fields


def test_no_word_is_meant_for_two_fields() -> None:
    for language in shipped().values():
        found = [word for words in language["by_hand"].values() for word in words]
        assert len(found) == len(set(found))


def test_words_are_looked_up_in_those_in_use() -> None:
    assert isinstance(naming(), Naming)
    assert naming() is naming()
