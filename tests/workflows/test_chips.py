"""Person and date chips: written where the service offers them, read whoever wrote them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from docgen.account.model import AccountDocument
from docgen.connect.probe import ChipAnswers, chips_offered
from docgen.document.nodes import Inline
from docgen.document.text import units
from docgen.document.wire import requests as wire
from docgen.document.wire.chips import day_chip, person
from docgen.document.wire.documents import encode_document
from docgen.emulator import Emulator
from docgen.errors import Text
from docgen.formats.html import to_html
from docgen.formats.markdown_write import to_markdown
from docgen.workflows.base import Workspace
from tests.team import AFTER, BEFORE, DURING, Team, at, patient

MEMBERS = """id,name,aliases,unit,email,slack_id
sato,佐藤 美咲,佐藤,エンタープライズ,sato@example.com,
suzuki,鈴木 健太,鈴木,グロース,suzuki@example.com,
tanaka,田中,,グロース,,
"""
FIRST = {
    "title": "11月定例",
    "start": "2026-11-04 10:00",
    "end": "2026-11-04 11:00",
    "attendees": {"ours": ["佐藤", "田中", "外部の方"], "theirs": ["中村様"]},
    "items": [{"title": "はじめ方", "kind": "decide", "stance": "ライン長から始める"}],
}
SECOND = {
    "title": "12月定例",
    "start": "2026-12-01 10:00",
    "end": "2026-12-02 11:00",
    "attendees": {"ours": ["鈴木 健太", "佐藤"], "theirs": ["𠮷田様", "鈴木 部長"]},
    "items": [{"title": "確認の頻度", "kind": "discuss", "stance": "週1回で足りる"}],
}
TODOS: list[dict[str, Any]] = [
    {"text": "手順書を送る👍", "owners": ["佐藤", "鈴木"], "due": "11/13"},
    {"text": "見積を送る", "owners": ["田中"], "due": "来週金曜"},
    {"text": "範囲を決める", "owners": ["佐藤"], "due": "未定"},
    {"text": "試す", "owners": ["外部の方"], "due": "11/13（金）17:00まで"},
    {"text": "曜日が違う", "owners": [], "due": "11/13（月）"},
    {"text": "幅がある", "owners": ["鈴木"], "due": "11/9〜11/13"},
]


class Chipped(Team):
    """A team that wants chips, on a service of its own."""

    def __init__(self, root: Path, language: str = "ja", *, chips: bool = True) -> None:
        self.emulator = Emulator()
        self.told: list[Text] = []
        super().__init__(root, language, patient(self.emulator))
        (root / "members.csv").write_text(MEMBERS, encoding="utf-8")
        with (root / "docgen.toml").open("a", encoding="utf-8") as settings:
            settings.write(f"chips = {str(chips).lower()}\n")
        self.create()

    @property
    def workspace(self) -> Workspace:
        opened = super().workspace
        told = replace(opened, tell=self.told.append)
        told.__dict__.update(
            {key: opened.__dict__[key] for key in ("service", "reader", "writer") if key in opened.__dict__}
        )
        return told

    def hold(self) -> None:
        """Two meetings; what is left open in the first is shown again in the second."""
        with at("2026-11-04T10:30:00+09:00"):
            self.prepare(FIRST)
            for todo in TODOS:
                self.add("action_items", item=1, **todo)
        with at(BEFORE):
            self.prepare(SECOND)

    def chips(self) -> list[tuple[str, str]]:
        """The chips in the order of the document: kind, and the line that each stands in."""
        return [
            (element.kind, leaf.text)
            for leaf in self.lines()
            for element in leaf.paragraph.elements
            if isinstance(element, Inline)
        ]

    def withhold(self, *kinds: str) -> None:
        """Take the access to kinds of request away."""
        self.emulator.faults.add("documents.batchUpdate", 0, "withheld", kinds=kinds)


def bare(document: AccountDocument) -> list[Any]:
    """What a document says, but for places, ids and the words of due dates."""

    def without(value: Any) -> Any:
        if isinstance(value, dict):
            gone = ("span", "heading_id", "origin", "due_text")
            return {key: without(inner) for key, inner in value.items() if key not in gone}
        return [without(inner) for inner in value] if isinstance(value, list | tuple) else value

    meetings: list[Any] = without(msgspec.to_builtins(document.meetings))
    return meetings


def test_a_block_with_chips_reads_as_the_same_block_of_text(tmp_path: Path) -> None:
    teams = [Chipped(tmp_path / str(chips), chips=chips) for chips in (True, False)]
    for team in teams:
        team.hold()
    chipped, plain = teams
    assert bare(chipped.read) == bare(plain.read)
    assert (plain.chips(), chipped.told) == ([], [])
    asked = [[(f.rule, f.meeting, f.item_number, f.field) for f in team.lint(AFTER)] for team in teams]
    assert asked[0] == asked[1] != []


@pytest.mark.parametrize("language", ["ja", "en"])
def test_days_people_and_due_dates_become_chips(tmp_path: Path, language: str) -> None:
    team = Chipped(tmp_path, language)
    team.hold()
    brackets, owner, due, mark = (
        ("（{}）", "担当：", "期限：", "・") if language == "ja" else (" ({})", "owner: ", "due: ", " & ")
    )
    comma = "、" if language == "ja" else ", "

    def line(text: str, owners: str, day: str) -> str:
        inside = comma.join(filter(None, (owners and owner + owners, day and due + day)))
        return f"☐ {text}{brackets.format(inside)}"

    lines = [leaf.text for leaf in team.lines() if leaf.start > team.line("11月定例", -1).start]
    assert [each for each in lines if each.startswith("☐")] == [
        line("手順書を送る👍", f"佐藤{mark}鈴木", "2026-11-13"),
        line("見積を送る", "田中", "2026-11-13"),
        line("範囲を決める", "佐藤", "未定"),
        line("試す", "外部の方", "2026-11-13 17:00まで"),
        line("曜日が違う", "", "11/13（月）"),
        line("幅がある", "鈴木", "11/9〜11/13"),
    ]
    kinds: dict[str, list[str]] = {}
    for kind, where in team.chips():
        kinds.setdefault(where, []).append(kind)
    assert list(kinds.values()) == [
        ["dateElement", "dateElement"],  # 日時 of the second meeting, which ends on another day
        ["person", "person"],
        ["person", "dateElement"],  # carried: the customer has a 鈴木 of their own in this one
        ["dateElement"],
        ["person"],
        ["dateElement"],
        ["dateElement"],  # 日時 of the first meeting
        ["person"],  # 田中 has no mail address, and nobody knows 外部の方
        ["person", "person", "dateElement"],
        ["dateElement"],
        ["person"],
        ["dateElement"],
        ["person"],
    ]
    assert not any(where.startswith("2026-") for _, where in team.chips()), "headings stay text"


def test_the_service_is_asked_once_a_week_and_keeps_nothing_of_it(tmp_path: Path) -> None:
    team = Chipped(tmp_path)
    before = team.document
    assert chips_offered(team.service, before)
    assert encode_document(team.document) == encode_document(before)

    answers = ChipAnswers(tmp_path / ".docgen" / "chips.json", "local")
    with at(BEFORE):
        team.prepare(FIRST)
        today = team.workspace.now().date()
    assert answers.known(today)
    assert ChipAnswers(tmp_path / ".docgen" / "chips.json", "google").known(today) is None
    team.withhold("insertPerson")
    assert not chips_offered(team.service, team.document)
    for moment, offered in [("2026-12-07T09:00:00+09:00", True), ("2026-12-08T09:00:00+09:00", False)]:
        with at(moment):
            today = team.workspace.now().date()
            assert (answers.known(today) is True) is offered
            team.prepare({**SECOND, "start": f"{today} 13:00", "end": f"{today} 14:00", "id": f"at-{today}"})


@pytest.mark.parametrize("kind", ["insertPerson", "insertDate"])
def test_without_access_all_is_text(tmp_path: Path, kind: str) -> None:
    team, plain = Chipped(tmp_path / "chips"), Chipped(tmp_path / "plain", chips=False)
    team.withhold(kind)
    team.hold()
    plain.hold()
    assert team.chips() == []
    assert [leaf.text for leaf in team.lines()] == [leaf.text for leaf in plain.lines()]
    assert len(team.told) == 2, "asked in November and again in December"
    assert "文字で書きます" in team.told[0].ja


@pytest.mark.parametrize("act", ["prepare", "add"])
def test_a_service_that_refuses_later_gets_text(tmp_path: Path, act: str) -> None:
    team = Chipped(tmp_path)
    with at(DURING):
        team.prepare({**FIRST, "start": "2026-12-01 10:00", "end": "2026-12-01 11:00"})
        written = len(team.chips())
        team.withhold("insertPerson", "insertDate")
        if act == "prepare":
            team.prepare({**SECOND, "start": "2026-12-08 10:00", "end": ""})
            assert team.read.meetings[0].attendees.ours == ("鈴木 健太", "佐藤")
        else:
            team.add("action_items", "見積を送る", item=1, owners=["佐藤"], due="12/5")
            assert [(item.text, item.owners, item.due) for item in team.meeting.all_action_items()] == [
                ("見積を送る", ("佐藤",), "2026-12-05")
            ]
        assert len(team.chips()) == written
        assert [text.en[:28] for text in team.told] == ["the service offers no chips:"]
        team.add("action_items", "もう一つ", item=1, owners=["佐藤"])
    assert len(team.told) == 1, "it is not tried again"


def test_a_service_that_is_busy_gets_text_this_time(tmp_path: Path) -> None:
    team = Chipped(tmp_path)
    team.emulator.faults.add("documents.batchUpdate", 1, "503")
    with at(DURING):
        team.prepare(FIRST)
        assert team.chips() == []
        assert ["確かめられなかった" in text.ja for text in team.told] == [True]
        team.prepare(SECOND)
    assert team.chips()


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("kind", ["500", "close", "timeout"])
def test_a_todo_with_chips_is_there_once(tmp_path: Path, kind: str, after: bool) -> None:
    team = Chipped(tmp_path)
    with at(DURING):
        team.prepare(SECOND)
        team.emulator.faults.add("documents.batchUpdate", 1, kind, after=after)
        team.add("action_items", "見積を送る", item=1, owners=["佐藤"], due="12/5")
    assert [(item.owners, item.due) for item in team.meeting.all_action_items()] == [(("佐藤",), "2026-12-05")]


def test_chips_that_people_put_in_are_read(tmp_path: Path) -> None:
    team = Chipped(tmp_path, chips=False)
    with at(BEFORE):
        team.prepare(SECOND)

    def put(after: str, *parts: str | Inline) -> None:
        at, requests = team.behind(after), []
        for part in parts:
            if isinstance(part, str):
                requests.append(wire.insert_text(team.tab, at, part))
            else:
                requests.append(wire.insert_chip(team.tab, at, part))
            at += units(part) if isinstance(part, str) else part.size
        team.by_hand(requests)

    lee, other = person("Lee, Ann (Sales)", "lee@example.com"), person("", "kim@example.com")
    put("当社：鈴木 健太、佐藤", "、", lee, " ", other)
    put("TODO", "\n☐ 見積を送る ", lee, " ", day_chip(date(2027, 1, 23), "en"))
    put("お客様のご意見", "\n", other, "さんが参加")
    meeting = team.meeting
    assert meeting.attendees.ours == ("鈴木 健太", "佐藤", "Lee, Ann (Sales)", "kim@example.com")
    todo = meeting.items[0].action_items[0]
    assert (todo.text, todo.owners, todo.due) == ("見積を送る", ("Lee, Ann (Sales)",), "2027-01-23")
    assert [view.text for view in meeting.items[0].views] == ["kim@example.comさんが参加"]
    shown, written = to_html(team.document, language="ja", title=""), to_markdown(team.document)
    assert all("kim@example.com" in text and "2027-01-23" in text for text in (shown, written))
    with at(DURING):
        team.add("action_items", "次も", item=1)
        team.add("views", "短い", item=1)
    assert [todo.text for todo in team.meeting.items[0].action_items] == ["見積を送る", "次も"]


def test_a_heading_with_a_date_chip_is_a_meetings(tmp_path: Path) -> None:
    team = Chipped(tmp_path, chips=False)
    end = team.lines()[-1].end - 1
    team.by_hand(
        [
            wire.insert_text(team.tab, end, "\n | 週次の会\n参加者：\nTODO\n☐ 送る "),
            wire.update_paragraph_style(team.tab, end + 1, end + 2, {"namedStyleType": "HEADING_2"}),
            wire.update_paragraph_style(team.tab, end + 10, end + 20, {"namedStyleType": "NORMAL_TEXT"}),
            {
                "insertDate": {
                    "location": {"index": end + 1, "tabId": team.tab},
                    "dateElementProperties": {
                        "timestamp": "2027-01-22T15:30:00Z",
                        "timeZoneId": "Asia/Tokyo",
                        "locale": "en",
                        "dateFormat": "DATE_FORMAT_MONTH_DAY_ABBREVIATED",
                    },
                }
            },
        ]
    )
    meeting = team.meeting
    assert (meeting.date, meeting.title) == ("2027-01-23", "週次の会")
    line = team.line("参加者")
    team.by_hand([wire.insert_chip(team.tab, line.end - 1, person("Lee", "lee@example.com"))])
    assert team.meeting.attendees.ours == ("Lee",)
