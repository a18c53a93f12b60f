"""Notes to oneself: once each, whatever happens, and where the customer never sees them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.account.model import Meeting
from docgen.document.text import normalise
from docgen.document.walk import cursors
from docgen.document.wire import requests as wire
from docgen.emulator import Emulator
from docgen.errors import DocgenError, InputError
from docgen.workflows.documents import INTERNAL_OF
from docgen.workflows.internal import known_internal
from docgen.workflows.live.notes import accept_note, notes, waiting_notes, write_note, write_notes
from tests.team import DURING, Team, at, patient


@pytest.fixture
def team(tmp_path: Path) -> Team:
    team = Team(tmp_path, service=patient(Emulator()))
    team.create()
    prepared(team, "2026-12-01", "12月定例")
    return team


def prepared(team: Team, day: str, title: str) -> None:
    with at("2026-11-01T09:00:00+09:00"):
        team.prepare({"title": title, "start": f"{day} 10:00", "items": [{"title": "はじめ方"}]})


def meeting(team: Team, day: str = "2026-12-01") -> Meeting:
    return next(each for each in team.read.meetings if each.date == day)


def note(team: Team, id: str, text: str, day: str = "2026-12-01", moment: str = DURING) -> None:
    with at(moment):
        write_note(team.workspace, team.account, meeting(team, day), id, text)


def accept(team: Team, id: str, text: str) -> bool:
    with at(DURING):
        return accept_note(team.workspace, team.account, meeting(team), id, text)


def noted(team: Team, day: str = "2026-12-01") -> list[tuple[str, str, str]]:
    """Id, time and text of the notes on a meeting."""
    with at(DURING):
        found = notes(team.workspace, team.account, meeting(team, day))
    return [(one.id, one.at[11:16], one.text) for one in found]


def lines(team: Team) -> list[str]:
    """What stands below the heading of the notes."""
    tab = team.service.get(known_internal(team.workspace, team.account)).tabs[0]
    found = [leaf.text for leaf in cursors(node for _, node in tab.positioned())]
    return found[found.index("社内メモ") + 1 :]


def by_hand(team: Team, after: str, text: str) -> None:
    """Somebody types into the internal document, right behind the words ``after``."""
    document = team.service.get(known_internal(team.workspace, team.account))
    tab = document.tabs[0]
    leaf = next(each for each in cursors(node for _, node in tab.positioned()) if after in each.text)
    assert document.revision
    team.service.batch_update(document.id, [wire.insert_text(tab.id, leaf.end - 1, text)], document.revision)


def test_they_stand_below_their_meeting_the_newest_meeting_first(team: Team) -> None:
    prepared(team, "2026-12-15", "年内最終回")
    prepared(team, "2026-11-17", "11月定例")
    note(team, "b", "真ん中")
    note(team, "a", "いちばん古い", "2026-11-17")
    note(team, "c", "いちばん新しい", "2026-12-15")
    note(team, "d", "もう一つ", moment="2026-12-01T10:42:00+09:00")
    note(team, "e", "翌日に書いた", moment="2026-12-02T09:00:00+09:00")
    assert lines(team) == [
        "2026-12-15（火）年内最終回",
        "2026-12-01 10:30 いちばん新しい",
        "2026-12-01（火）12月定例",
        "10:30 真ん中",
        "10:42 もう一つ",
        "2026-12-02 09:00 翌日に書いた",
        "2026-11-17（火）11月定例",
        "2026-12-01 10:30 いちばん古い",
    ]
    assert noted(team) == [("b", "10:30", "真ん中"), ("d", "10:42", "もう一つ"), ("e", "09:00", "翌日に書いた")]


def test_the_same_again_is_the_same_note(team: Team) -> None:
    for text in ("温度感は低め", "温度感は低め", "別の言葉"):
        note(team, "n1", text)
    assert noted(team) == [("n1", "10:30", "温度感は低め")]
    assert accept(team, "n1", "温度感は低め") is False
    assert waiting_notes(team.workspace, team.account, meeting(team)) == ()


def test_nor_does_it_come_again_once_somebody_has_deleted_it(team: Team) -> None:
    note(team, "n1", "書きすぎた")
    document = team.service.get(known_internal(team.workspace, team.account))
    tab = document.tabs[0]
    leaf = list(cursors(node for _, node in tab.positioned()))[-1]
    assert document.revision
    cut = wire.delete_content_range(tab.id, leaf.start - 1, leaf.end - 1)
    team.service.batch_update(document.id, [cut], document.revision)
    note(team, "n1", "書きすぎた")
    assert noted(team) == []


def test_what_waits_goes_out_as_one_change_in_the_order_typed(team: Team) -> None:
    note(team, "n0", "はじめ")
    before = team.service.get(known_internal(team.workspace, team.account)).revision
    for number in range(1, 4):
        accept(team, f"n{number}", f"メモ{number}")
    assert [one[0] for one in noted(team)] == ["n0", "n1", "n2", "n3"]
    assert team.service.get(known_internal(team.workspace, team.account)).revision == before
    with at(DURING):
        assert write_notes(team.workspace, team.account) == 3
        assert write_notes(team.workspace, team.account) == 0
    assert [one[2] for one in noted(team)] == ["はじめ", "メモ1", "メモ2", "メモ3"]


@pytest.mark.parametrize("text", ["", " \n", "\x00\x0c"])
def test_an_empty_one_is_refused(team: Team, text: str) -> None:
    with pytest.raises(InputError, match="the note is empty"):
        accept(team, "n1", text)


@pytest.mark.parametrize("id", ["", "a:b", "x" * 65, "ノート", "a\n"])
def test_an_id_that_no_name_could_hold_is_refused(team: Team, id: str) -> None:
    with pytest.raises(InputError, match="cannot be the id of a note"):
        accept(team, id, "メモ")


class TestByHand:
    """The internal document is ours to write in."""

    def test_lines_that_people_type_are_notes_too(self, team: Team) -> None:
        note(team, "n1", "温度感は低め")
        by_hand(team, "温度感は低め", "\n11:05 決裁者は別\n時間のない行")
        note(team, "n2", "あとで", moment="2026-12-01T11:10:00+09:00")
        assert noted(team) == [
            ("n1", "10:30", "温度感は低め"),
            ("", "11:05", "決裁者は別"),
            ("", "11:05", "時間のない行"),
            ("n2", "11:10", "あとで"),
        ]

    def test_what_people_change_is_read_as_they_wrote_it(self, team: Team) -> None:
        note(team, "n1", "温度感は低め")
        by_hand(team, "温度感は低め", "、要注意")
        assert noted(team) == [("n1", "10:30", "温度感は低め、要注意")]

    @pytest.mark.parametrize("heading", ["社内メモ", "12月定例"])
    def test_a_heading_that_is_gone_is_written_again(self, team: Team, heading: str) -> None:
        note(team, "n1", "前")
        document = team.service.get(known_internal(team.workspace, team.account))
        tab = document.tabs[0]
        leaf = next(each for each in cursors(node for _, node in tab.positioned()) if each.text.endswith(heading))
        assert document.revision
        cut = wire.delete_content_range(tab.id, leaf.start, leaf.end)
        team.service.batch_update(document.id, [cut], document.revision)
        note(team, "n2", "後")
        assert noted(team)[-1] == ("n2", "10:30", "後")
        assert lines(team).count("10:30 後") == 1

    def test_a_heading_without_its_mark_is_known_by_its_words(self, team: Team) -> None:
        note(team, "n1", "前")
        document = team.service.get(known_internal(team.workspace, team.account))
        tab = document.tabs[0]
        assert document.revision
        marks = [wire.delete_named_range(tab.id, one.id) for one in tab.ranges]
        team.service.batch_update(document.id, marks, document.revision)
        note(team, "n2", "後")
        assert lines(team) == ["2026-12-01（火）12月定例", "10:30 前", "10:30 後"]


class TestCutShort:
    """Wherever the process dies, all of a note is there or none, and the next run completes it."""

    @pytest.mark.parametrize("after", [False, True])
    @pytest.mark.parametrize("nth", range(1, 12))
    def test_at_any_call(self, tmp_path: Path, nth: int, after: bool) -> None:
        emulator = Emulator()
        team = Team(tmp_path, service=patient(emulator))
        team.create()
        prepared(team, "2026-12-01", "12月定例")
        answers, left = emulator.answers, [nth]
        before: Callable[..., Any] = answers.answer

        def answer(*arguments: Any) -> Any:
            left[0] -= 1
            if left[0] == 0 and not after:
                raise DiedError
            given = before(*arguments)
            if left[0] == 0:
                raise DiedError
            return given

        said = meeting(team)
        with at(DURING):
            answers.answer = answer  # type: ignore[method-assign, assignment]  # a double
            try:
                write_note(team.workspace, team.account, said, "n1", "温度感は低め")
            except DiedError:
                pass
            else:
                assert left[0] > 0
            answers.answer = before  # type: ignore[method-assign]  # as it was
            found = notes(team.workspace, team.account, said)
            assert [(one.id, one.text) for one in found] == [("n1", "温度感は低め")]
            write_notes(team.workspace, team.account)
            write_note(team.workspace, team.account, said, "n1", "温度感は低め")
        assert noted(team) == [("n1", "10:30", "温度感は低め")]
        assert len(team.service.files.find({INTERNAL_OF: team.id}, bin=True)) == 1

    @pytest.mark.parametrize("call", ["documents.batchUpdate", "files.create", "documents.get", "files.list"])
    @pytest.mark.parametrize("kind", ["429", "503", "close"])
    def test_without_a_network_it_waits(self, tmp_path: Path, call: str, kind: str) -> None:
        emulator = Emulator()
        team = Team(tmp_path, service=patient(emulator))
        team.create()
        prepared(team, "2026-12-01", "12月定例")
        said = meeting(team)
        with at(DURING):
            emulator.faults.add(call, 0, kind)
            with pytest.raises(DocgenError):
                write_note(team.workspace, team.account, said, "n1", "温度感は低め")
            [waiting] = waiting_notes(team.workspace, team.account, said)
            assert (waiting.id, waiting.state) == ("n1", "waiting")
            emulator.faults.clear()
            write_notes(team.workspace, team.account)
        assert noted(team) == [("n1", "10:30", "温度感は低め")]


class DiedError(BaseException):
    """The process is gone."""


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(
        st.text(st.one_of(st.characters(), st.sampled_from("\n\r\x0b\t🙂𠮷#*-・☐ 10:42"))), min_size=1, max_size=4
    )
)
def test_what_was_typed_is_what_is_read(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    team = Team(tmp_path_factory.mktemp("notes"))
    team.create()
    prepared(team, "2026-12-01", "12月定例")
    kept = [text for text in texts if normalise(text).strip()]
    for number, text in enumerate(kept):
        accept(team, f"n{number}", text)
    with at(DURING):
        write_notes(team.workspace, team.account)
    assert noted(team) == [(f"n{n}", "10:30", normalise(text).strip("\n")) for n, text in enumerate(kept)]
