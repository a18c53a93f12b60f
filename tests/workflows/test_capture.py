"""``add``: a line goes to where people look for it, whatever they made of the block."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from docgen.connect.outbox import Intent, Outbox
from docgen.connect.writer import new_operation
from docgen.document.wire import requests as wire
from docgen.errors import InputError, Text
from docgen.workflows.capture import capture
from docgen.workflows.settling import settle
from tests.team import DURING, Team, at, keeps


@pytest.fixture
def team(tmp_path: Path) -> Team:
    team = Team(tmp_path)
    team.create()
    item = {"title": "はじめ方", "kind": "decide", "stance": "ライン長から"}
    team.prepare({"title": "12月定例", "start": "2026-12-01 10:00", "end": "2026-12-01 11:00", "items": [item]})
    return team


def add(team: Team, text: str, item: int | None = None) -> None:
    with at(DURING):
        team.add("decisions", text, item=item)


def heading(team: Team, text: str, level: int) -> None:
    line = team.line(text)
    team.by_hand([wire.update_paragraph_style(team.tab, line.start, line.end, {"namedStyleType": f"HEADING_{level}"})])


def listed(team: Team, first: str, *lines: str) -> None:
    """Native list items of the editor, a tab in front for each level, in the place of the line ``first``."""
    line = team.line(first)
    text = "\n".join(lines)
    team.by_hand(
        [
            wire.delete_content_range(team.tab, line.start, line.end - 1),
            wire.insert_text(team.tab, line.start, text),
            {
                "createParagraphBullets": {
                    "range": {"startIndex": line.start, "endIndex": line.start + len(text), "tabId": team.tab},
                    "bulletPreset": "BULLET_DISC_CIRCLE_SQUARE",
                }
            },
        ]
    )


def test_a_meeting_with_nothing_left_below_it_takes_a_capture(team: Team) -> None:
    top, last = team.line("2026-12-01"), team.lines()[-1]
    team.by_hand([wire.delete_content_range(team.tab, top.end - 1, last.end - 1)])
    add(team, "始める")
    assert [entry.text for entry in team.meeting.decisions] == ["始める"]
    assert team.lines()[-1].text == "・始める"


def test_minutes_typed_under_headings_take_a_capture_under_theirs(team: Team) -> None:
    last = team.lines()[1]
    team.by_hand([wire.insert_text(team.tab, last.end - 1, "\n2026-12-02 電話\n決定事項\n・来月開始\nTODO\n")])
    heading(team, "2026-12-02", 2)
    heading(team, "決定事項", 3)
    heading(team, "TODO", 3)
    before = [line.text for line in team.lines()]
    with at("2026-12-02T10:00:00+09:00"):
        team.add("decisions", "2名で始める")
        team.add("action_items", "資料を送る")
    after = [line.text for line in team.lines()]
    assert after[after.index("決定事項") :][:5] == ["決定事項", "・来月開始", "・2名で始める", "TODO", "☐ 資料を送る"]
    assert keeps(after, [line for line in before if line])
    assert [entry.text for entry in team.meeting.decisions] == ["来月開始", "2名で始める"]


def test_a_capture_joins_the_list_that_people_made(team: Team) -> None:
    add(team, "仮", item=1)
    listed(team, "・仮", "来月開始", "2名から")
    add(team, "週1回", item=1)
    line = team.line("週1回")
    assert (line.text, line.paragraph.bullet is not None) == ("週1回", True)


def test_a_capture_behind_a_nested_list_stands_below_none_of_its_entries(team: Team) -> None:
    add(team, "仮", item=1)
    listed(team, "・仮", "来月開始", "\tライン長から")
    add(team, "週1回", item=1)
    line = team.line("週1回")
    assert (line.text, line.paragraph.bullet) == ("・週1回", None)
    assert [entry.text for entry in team.meeting.items[0].decisions] == ["来月開始", "ライン長から", "週1回"]


@pytest.mark.parametrize(
    ("given", "read"),
    [
        (["ジョン・スミス", "鈴木"], ("ジョン・スミス", "鈴木")),
        (["ジョン", "スミス"], ("ジョン", "スミス")),
        (["鈴木、佐藤"], ("鈴木", "佐藤")),
        (["弊社（中村）"], ("弊社（中村）",)),
        ([" "], ()),
    ],
)
def test_owners_are_those_that_were_given(team: Team, given: list[str], read: tuple[str, ...]) -> None:
    with at(DURING):
        team.add("action_items", "手順書を送る", item=1, owners=given, due="12/5（土）17:00")
    [todo] = team.meeting.items[0].action_items
    assert (todo.text, todo.owners, todo.due_text) == ("手順書を送る", read, "12/5（土）17:00")


@pytest.mark.parametrize(("owner", "due"), [("a)b）", ""), ("", "（仮"), ("", "12/5、担当：田中")])
def test_an_owner_or_due_date_that_would_be_misread_is_refused(team: Team, owner: str, due: str) -> None:
    before = team.document.revision
    with pytest.raises(InputError), at(DURING):
        team.add("action_items", "手順書を送る", item=1, owners=[owner], due=due)
    assert team.document.revision == before


def test_a_line_that_people_reword_before_it_is_settled_does_not_come_again(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    send = type(team.service).batch_update

    def die(*arguments: Any) -> Any:
        send(*arguments)
        raise SystemExit(137)

    with monkeypatch.context() as dying:
        dying.setattr(type(team.service), "batch_update", die)
        with pytest.raises(SystemExit):
            add(team, "12月から始める", item=1)
    line = team.line("12月から始める")
    team.by_hand(
        [
            wire.insert_text(team.tab, line.end - 1, "・1月から始める"),
            wire.delete_content_range(team.tab, line.start, line.end - 1),
        ]
    )
    add(team, "次", item=1)
    assert [entry.text for entry in team.meeting.items[0].decisions] == ["1月から始める", "次"]


@pytest.mark.parametrize("again", [True, False])
def test_a_line_that_landed_is_there_whatever_became_of_its_item(
    team: Team, monkeypatch: pytest.MonkeyPatch, again: bool
) -> None:
    """Told that it is not, the user would type it once more."""
    send = type(team.service).batch_update

    def die(*arguments: Any) -> Any:
        send(*arguments)
        raise SystemExit(137)

    with monkeypatch.context() as dying:
        dying.setattr(type(team.service), "batch_update", die)
        with pytest.raises(SystemExit):
            add(team, "12月から始める", item=1)
    renumbered(team)
    told: list[Text] = []
    with at(DURING):
        workspace = team.workspace
        object.__setattr__(workspace, "tell", told.append)
        if again:
            done = capture(workspace, team.account, "decisions", "12月から始める", item=1)
            assert (done.line, done.item, done.did) == ("・12月から始める", 1, "added")
        else:
            settle(workspace, team.account)
    assert told == []
    assert [entry.text for entry in team.meeting.items[0].decisions] == ["12月から始める"]


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        (
            b'{"account":"acme","what":"decisions","line":"12\xe6\x9c\x88"}',
            '{"account":"acme","what":"decisions","line":"12月"}',
        ),
        (b"12\xe6\x9c\x88\xff", "12月\ufffd"),
    ],
    ids=["other fields", "no JSON"],
)
def test_what_another_version_noted_is_told_and_stops_nothing(team: Team, kept: bytes, shown: str) -> None:
    told: list[Text] = []
    with at(DURING):
        workspace = team.workspace
        object.__setattr__(workspace, "tell", told.append)
        outbox = Outbox(workspace.settings.state / "outbox.sqlite")
        outbox.note(Intent(new_operation(workspace.now().timestamp()), team.account.document_id, kept))
        capture(workspace, team.account, "decisions", "12月から始める", item=1)
        settle(workspace, team.account)
    assert [entry.text for entry in team.meeting.items[0].decisions] == ["12月から始める"]
    assert [shown in text.en and shown in text.ja for text in told] == [True]


def renumbered(team: Team) -> None:
    line = team.line("1. はじめ方")
    team.by_hand(
        [wire.delete_content_range(team.tab, line.start, line.start + 1), wire.insert_text(team.tab, line.start, "7")]
    )


def test_a_line_that_finds_no_place_any_more_is_told(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    def die(*_: Any) -> Any:
        raise SystemExit(137)

    with monkeypatch.context() as dying:
        dying.setattr(type(team.service), "batch_update", die)
        with pytest.raises(SystemExit):
            add(team, "12月から始める", item=1)
    renumbered(team)
    told: list[Text] = []
    with at(DURING):
        workspace = team.workspace
        object.__setattr__(workspace, "tell", told.append)
        settle(workspace, team.account)
    assert [text.en for text in told] == [
        "look whether “12月から始める”, which was typed before, is in the document (12月定例 has no item 1)"
    ]
