"""What waits in the outbox goes out together, in order, and is there once whatever happens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from docgen.connect.outbox import Intent, Outbox
from docgen.connect.writer import Plan, Planner, Step, new_operation
from docgen.document.tabs import Document
from docgen.errors import DocgenError, InputError, RefusedError, Text
from tests.connect.test_writer import FAULTS, Desk


class Waiting(Desk):
    """Lines that wait."""

    @property
    def outbox(self) -> Outbox:
        return Outbox(self.root / "outbox.sqlite")

    def accept(self, *texts: str, name: str = "") -> list[str]:
        return [
            self.outbox.accept(Intent(new_operation(1.6e9), self.id, text.encode()), name or text) for text in texts
        ]

    def settle(self) -> None:
        self.writer.settle(self.id, self.redo)

    def redo(self, intents: Sequence[Intent]) -> Iterator[Step]:
        for intent in intents:
            yield Step((intent,), self.planned(intent.what.decode()))

    def planned(self, text: str) -> Planner[str]:
        def plan(document: Document) -> Plan[str]:
            if text.startswith("gone"):
                raise InputError(Text("ありません", "gone"))
            made = self.planner(text)(document)
            return Plan([{"nonsense": {}}], text, made.mark) if text.startswith("refused") else made

        return plan


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Waiting]:
    made = Waiting(tmp_path)
    yield made
    made.emulator.close()


def test_what_waits_is_one_write(desk: Waiting) -> None:
    desk.accept("一", "二", "三")
    before = desk.service.get(desk.id).revision
    desk.fault("close", 2)  # a second write would fail
    desk.settle()
    assert desk.service.get(desk.id).revision != before
    assert desk.lines == ["三", "二", "一"]  # each at the top
    assert desk.outbox.open(desk.id) == ()
    assert len(desk.marks) == 1


@pytest.mark.parametrize(("kind", "args"), FAULTS, ids=str)
def test_a_failure_leaves_each_line_there_once(desk: Waiting, kind: str, args: dict[str, Any]) -> None:
    desk.accept("一", "二", "三")
    desk.fault(kind, 1, **args)
    desk.settle()
    assert [line for line in desk.lines if line != "人の手"] == ["三", "二", "一"]


@pytest.mark.parametrize("after", [False, True], ids=["before it landed", "after"])
def test_what_a_crash_cuts_short_is_there_once(desk: Waiting, after: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.accept("一", "二")
    send = desk.service.batch_update

    def die(*args: Any) -> Any:
        if after:
            send(*args)
        raise SystemExit(137)

    with monkeypatch.context() as dying:
        dying.setattr(desk.service, "batch_update", die)
        with pytest.raises(SystemExit):
            desk.settle()
    desk.accept("三")
    desk.settle()
    assert desk.lines == ["三", "二", "一"]


def test_what_cannot_be_reached_waits_on(desk: Waiting) -> None:
    desk.accept("一")
    desk.fault("429", 0)
    with pytest.raises(DocgenError):
        desk.settle()
    desk.accept("二")
    assert desk.lines == []
    desk.settle()
    assert desk.lines == ["二", "一"]


def test_what_finds_no_place_stops_nothing_else(desk: Waiting) -> None:
    desk.accept("一", "gone", "三")
    desk.settle()
    assert desk.lines == ["三", "一"]
    assert [(one.intent.what, one.why) for one in desk.outbox.stuck(desk.id)] == [(b"gone", "gone")]


def test_what_the_service_refuses_stops_nothing_else(desk: Waiting) -> None:
    desk.accept("一", "refused", "三")
    desk.settle()
    assert desk.lines == ["三", "一"]
    assert [one.intent.what for one in desk.outbox.stuck(desk.id)] == [b"refused"]


def test_the_same_name_is_the_same_line(desk: Waiting) -> None:
    first, again = desk.accept("一", "二", name="n1")
    assert first == again
    desk.settle()
    desk.accept("一", name="n1")
    desk.settle()
    assert desk.lines == ["一"]


def test_what_nobody_has_begun_to_send_can_be_withdrawn(desk: Waiting) -> None:
    one, two = desk.accept("一", "二")
    assert desk.outbox.withdraw(one)
    desk.settle()
    assert desk.lines == ["二"]
    assert not desk.outbox.withdraw(two)


def test_a_write_of_somebody_else_settles_what_waits_first(desk: Waiting) -> None:
    desk.accept("一")
    desk.capture("二")
    assert desk.lines == ["二", "一"]
    assert desk.outbox.open(desk.id) == ()


def test_an_outbox_of_the_first_version_is_brought_up(desk: Waiting) -> None:
    import sqlite3

    from docgen.connect import outbox

    path = desk.root / "outbox.sqlite"
    with sqlite3.connect(path) as old:
        old.executescript(outbox.STEPS[0] + "PRAGMA user_version = 1;")
        row = (new_operation(1.6e9), desk.id, 1, "一".encode())
        old.execute("INSERT INTO intents (operation, document, number, what) VALUES (?, ?, ?, ?)", row)
    old.close()
    (kept,) = desk.outbox.open(desk.id)
    assert kept.batch == kept.operation  # it may have been sent
    desk.settle()
    assert desk.lines == ["一"]


def test_a_refusal_of_all_is_no_loss(desk: Waiting, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> Any:
        raise RefusedError(Text("だめです", "no"))

    desk.accept("一", "二")
    with monkeypatch.context() as refusing:
        refusing.setattr(desk.service, "batch_update", refuse)
        desk.settle()
    assert [one.intent.what.decode() for one in desk.outbox.stuck(desk.id)] == ["一", "二"]
