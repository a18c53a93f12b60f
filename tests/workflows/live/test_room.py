"""A meeting filled in while it goes on: what is typed is in the document, once, and everybody sees the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal
from uuid import uuid4

import msgspec
import pytest

from docgen.account.model import State
from docgen.connect.reader import Current
from docgen.document.wire import requests as wire
from docgen.errors import InputError
from docgen.workflows.live.room import Room
from docgen.workflows.live.values import OTHER, Board, Event, Line, Patch, Reword, Said, Tick
from tests.team import DURING, Team, at

AGENDA = {
    "title": "12月定例",
    "start": "2026-12-01 10:00",
    "end": "2026-12-01 11:00",
    "attendees": {"ours": ["鈴木"], "theirs": ["山田様"]},
    "items": [
        {"title": "はじめ方", "kind": "decide", "minutes": 15, "stance": "ライン長から"},
        {"title": "展開", "kind": "discuss", "stance": "来期に5拠点"},
    ],
}


@pytest.fixture(params=["table", "columns"])
def team(tmp_path: Path, request: pytest.FixtureRequest) -> Team:
    team = Team(tmp_path, layout=request.param)
    team.create()
    team.prepare(AGENDA)
    return team


class Table:
    """Somebody who types, and somebody who looks on."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.seen: Board = room.board()
        self.events: list[Event] = []
        room.subscribe(self._see)

    def _see(self, event: Event) -> None:
        self.events.append(event)
        match event.data:
            case Board():
                self.seen = event.data
            case Patch():
                assert event.data.version == self.seen.version + 1
                self.seen = patched(self.seen, event.data)

    def item(self, number: int) -> str:
        return self.room.board().items[number - 1].key

    def say(self, text: str, number: int | None = 1, kind: str = "", by: str = "b1") -> str:
        id = uuid4().hex
        key = OTHER if number is None else self.item(number)
        self.room.capture(Said(id=id, by=by, item=key, kind=kind, text=text))  # type: ignore[arg-type]  # of the literals
        return id

    def lines(self, name: str, number: int | None = 1) -> list[tuple[str, str]]:
        board = self.room.board()
        part = board.other if number is None else board.items[number - 1]
        return [(line.text, line.state) for line in getattr(part, name)]

    def line(self, name: str, number: int | None = 1, nth: int = 0) -> Line:
        board = self.room.board()
        part = board.other if number is None else board.items[number - 1]
        found: Line = getattr(part, name)[nth]
        return found


def patched(board: Board, patch: Patch) -> Board:
    """What a page makes of a patch."""
    made: dict[str, Any] = json.loads(msgspec.json.encode(board))
    parts = {item["key"]: item for item in made["items"]} | {OTHER: made["other"], "": made}
    for splice in patch.splices:
        lines = parts[splice.item][splice.list]
        lines[splice.at : splice.at + splice.remove] = json.loads(msgspec.json.encode(splice.add))
    for key, none in patch.none.items():
        parts[key]["none"] = none
    if patch.focus:
        made |= {"focus": patch.focus, "since": patch.since, "spent": patch.spent}
    return msgspec.convert({**made, "version": patch.version}, Board)


@contextmanager
def sitting(team: Team, moment: str = DURING) -> Iterator[Table]:
    with at(moment):
        room = Room(team.workspace, team.account)
        table = Table(room)
        try:
            yield table
            room.catch_up()
            seen = msgspec.structs.replace(table.seen, now="")
            assert seen == msgspec.structs.replace(room.board(), now="")  # who looks on sees what there is
        finally:
            room.close()


def test_what_is_typed_is_in_the_document(team: Team) -> None:
    with sitting(team) as table:
        table.say("操作が難しい")
        table.say("!12月から始める")
        table.say("見積送付 @鈴木 来週金曜", 2)
        table.say("決定：会場は大阪", None)
        table.room.catch_up()
        assert table.lines("views") == [("操作が難しい", "saved")]
        assert table.room.saving().saving == 0
    first, second = team.meeting.items
    assert [entry.text for entry in first.views] == ["操作が難しい"]
    assert [entry.text for entry in first.decisions] == ["12月から始める"]
    assert [(item.text, item.owners, item.due) for item in second.action_items] == [
        ("見積送付", ("鈴木",), "2026-12-11")
    ]
    assert [entry.text for entry in team.meeting.decisions] == ["会場は大阪"]


def test_it_is_seen_at_once_and_marked_until_it_is_saved(team: Team) -> None:
    with sitting(team) as table:
        line = table.room.capture(Said(id="x", by="b1", item=table.item(1), kind="views", text="難しい"))
        assert line
        assert (line.text, line.state) == ("難しい", "waiting")
        assert table.seen.items[0].views[0].text == "難しい"


def test_the_same_line_sent_again_is_there_once(team: Team) -> None:
    with sitting(team) as table:
        said = Said(id="x", by="b1", item=table.item(1), kind="decisions", text="始める")
        for _ in range(2):
            table.room.capture(said)
        table.room.catch_up()
        table.room.capture(said)
    assert [entry.text for entry in team.meeting.items[0].decisions] == ["始める"]


def test_two_lines_of_the_same_words_are_two(team: Team) -> None:
    with sitting(team) as table:
        table.say("!始める")
        table.say("!始める")
        keys = [line.key for line in table.seen.items[0].decisions]
        assert len(set(keys)) == 2
    assert [entry.text for entry in team.meeting.items[0].decisions] == ["始める", "始める"]


def test_a_restart_loses_nothing_and_repeats_nothing(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    with at(DURING), monkeypatch.context() as dying:
        for name in ("_turn", "_last_write"):
            dying.setattr(f"docgen.workflows.live.room.Room.{name}", lambda self: None)
        room = Room(team.workspace, team.account)
        room.capture(Said(id="x", by="b1", item=room.board().items[0].key, kind="decisions", text="始める"))
        room.close()
    assert not team.meeting.items[0].decisions
    with sitting(team) as table:
        table.room.capture(Said(id="x", by="b1", item=table.item(1), kind="decisions", text="始める"))
        table.say("!次も")
    assert [entry.text for entry in team.meeting.items[0].decisions] == ["始める", "次も"]


def test_typing_fast_asks_the_service_no_more_often(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("docgen.workflows.live.room.LOCAL_BATCH", 3600.0)
    monkeypatch.setattr("docgen.workflows.live.room.LOCAL_LOOK", 3600.0)
    with at(DURING):
        workspace = team.workspace
        room = Room(workspace, team.account)
        room.catch_up()
        asked, current = list[str](), workspace.reader.current

        def counted(document_id: str, version: str = "") -> Current:
            asked.append(document_id)
            return current(document_id, version)

        monkeypatch.setattr(workspace.reader, "current", counted)
        for number in range(20):
            room.capture(Said(id=f"x{number}", by="b", item=OTHER, text=f"その{number}"))
        room.agenda("")  # everything before has had its turn
        typing = len(asked)
        room.close()
    assert typing <= 2
    assert len(team.meeting.views) == 20


def test_an_edit_by_hand_is_seen(team: Team) -> None:
    with sitting(team) as table:
        table.say("!始める")
        table.room.catch_up()
        team.type("こと", after="始める")
        table.room.catch_up()
        assert table.lines("decisions") == [("始めること", "saved")]


def test_a_line_is_ticked_and_opened_again(team: Team) -> None:
    with sitting(team) as table:
        table.say("見積送付 @鈴木")
        table.room.catch_up()
        boxes: dict[Literal["done", "open", "dropped"], str] = {"done": "☑", "open": "☐", "dropped": "☒"}
        for status, box in boxes.items():
            line = table.line("action_items").line
            table.room.tick(Tick(id=status, by="b1", item=table.item(1), line=line, status=status))
            assert table.seen.items[0].action_items[0].status == status
            table.room.catch_up()
            assert team.line("見積送付").text.startswith(box)


def test_a_line_gets_other_words_and_its_look_stays(team: Team) -> None:
    with sitting(team) as table:
        table.say("!始める")
        table.room.catch_up()
        line = table.line("decisions").line
        table.room.reword(
            Reword(id="r", by="b1", item=table.item(1), list="decisions", line=line, text="12月から始める")
        )
        assert table.lines("decisions") == [("12月から始める", "waiting")]
        table.room.catch_up()
        assert table.lines("decisions") == [("12月から始める", "saved")]
    assert team.line("12月から始める").text == "・12月から始める"


def test_who_was_faster_by_hand_keeps_their_words(team: Team) -> None:
    with sitting(team) as table:
        table.say("!始める")
        table.room.catch_up()
        line = table.line("decisions").line
        team.type("ことはしない", after="始め")
        table.room.reword(Reword(id="r", by="b1", item=table.item(1), list="decisions", line=line, text="やめる"))
        table.room.catch_up()
        assert table.lines("decisions") == [("始めことはしないる", "saved")]
        (stuck,) = table.room.aside().stuck
        assert stuck.text == "・やめる"  # their words, to be typed again or let go
        table.room.discard(stuck.id)
        table.room.catch_up()
        assert table.room.aside().stuck == ()


@pytest.mark.parametrize("saved", [False, True])
def test_the_last_line_is_taken_back(team: Team, saved: bool) -> None:
    before = [line.text for line in team.lines()]
    with sitting(team) as table:
        table.say("!始める")
        table.room.catch_up()
        id = table.say("!続ける")
        if saved:
            table.room.catch_up()
        with pytest.raises(InputError):
            table.room.take_back(id, "b2")
        table.room.take_back(id, "b1")
        assert [text for text, _ in table.lines("decisions")] == ["始める"]
    assert [entry.text for entry in team.meeting.items[0].decisions] == ["始める"]
    with sitting(team) as table:
        table.say("!その次")
        table.room.catch_up()
        table.room.take_back(table.line("decisions", nth=1).id, "b1")
    after = [line.text for line in team.lines()]
    assert [line for line in after if line not in before] in (["・始める"], ["決定事項", "・始める"])


def test_an_item_that_is_gone_costs_no_words(team: Team) -> None:
    with sitting(team) as table:
        key = table.item(2)
        start, end = team.line("2. 展開").start, team.line("2. 展開").end
        team.by_hand([wire.update_paragraph_style(team.tab, start, end, {"namedStyleType": "NORMAL_TEXT"})])
        table.room.capture(Said(id="x", by="b1", item=key, kind="decisions", text="始める"))
        table.room.catch_up()
    texts = [line.text for line in team.lines()]
    assert texts.count("・始める") == 1


def test_nothing_is_an_answer(team: Team) -> None:
    with sitting(team) as table:
        table.say("特になし", kind="decisions")
        assert table.seen.items[0].none == ("decisions",)
        table.room.catch_up()
        assert table.room.board().items[0].none == ("decisions",)


def test_nothing_is_no_answer_where_there_is_something(team: Team) -> None:
    with sitting(team) as table:
        assert table.room.capture(Said(id="n", by="b1", item=table.item(2), kind="views", text="なし")) is None
        table.say("始める", kind="decisions")
        with pytest.raises(InputError, match="none"):
            table.say("特になし", kind="decisions")
    assert [line.text for line in team.lines()].count("・なし") == 1


def test_the_focus_and_its_times_outlive_a_restart(team: Team) -> None:
    with at(DURING):
        room = Room(team.workspace, team.account)
        first, second = (item.key for item in room.board().items)
        assert room.board().focus == first
    with at("2026-12-01T10:37:00+09:00"):
        room.focus(second)
        assert (room.board().focus, room.board().spent[first]) == (second, 420)
        with pytest.raises(InputError):
            room.focus("h.nowhere")
        room.close()
        again = Room(team.workspace, team.account)
        assert (again.board().focus, again.board().spent[first]) == (second, 420)
        again.close()


def test_without_a_meeting_it_says_what_to_do(tmp_path: Path) -> None:
    team = Team(tmp_path)
    team.create()
    with at(DURING), pytest.raises(InputError) as caught:
        Room(team.workspace, team.account)
    assert "prepare" in caught.value.line("en")


def test_what_only_we_see_follows_the_meeting(team: Team) -> None:
    with sitting(team) as table:
        table.room.catch_up()
        questions = [one.text for one in table.room.aside().questions]
        assert any("1" in text for text in questions)
        table.say("!始める")
        table.room.catch_up()
        table.room.note("n1", "部長は慎重")
        table.room.catch_up()
        assert [(one.text, one.state) for one in table.room.aside().notes] == [("部長は慎重", "saved")]
        private = [event for event in table.events if event.audience == "private"]
        assert all(event.name == "aside" for event in private)
    assert not any("部長は慎重" in line.text for line in team.lines())


def test_the_end_is_one_button(team: Team) -> None:
    with sitting(team, "2026-12-01T10:55:00+09:00") as table:
        table.say("!始める")
        table.say("見積送付 @鈴木 12/4")
        assert [text for text, _ in table.lines("decisions")] == ["始める"]
        done = table.room.finish()
        assert "始める" in done.summary
        assert "見積送付" in done.mail
        assert table.room.board().meeting.state is State.CLOSED
        assert table.room.finish().summary == done.summary
    assert team.meeting.closed_at
