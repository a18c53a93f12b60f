"""What is written is there once, whatever the service does, with somebody typing meanwhile."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from docgen.connect.calls import Calls
from docgen.connect.failures import PassingError
from docgen.connect.outbox import Intent, Outbox
from docgen.connect.reader import Reader
from docgen.connect.service import Service
from docgen.connect.snapshots import Snapshots
from docgen.connect.writer import KEPT, MARK, STALE, Plan, Planner, Step, Writer, new_operation
from docgen.document.nodes import Paragraph
from docgen.document.tabs import Document
from docgen.document.wire import requests as wire
from docgen.emulator import Emulator
from docgen.errors import ChangedError, DocgenError, InputError, OutcomeUnknownError, Text, UnavailableError


class Desk:
    """A document, a writer to it, and lines that are captured at its top."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.emulator = Emulator()
        self.service = Service(self.emulator.http(), local=True, calls=Calls(sleep=lambda seconds: None))
        self.id = self.service.files.create("x", {}).id

    @property
    def writer(self) -> Writer:
        """As another process would have it."""
        outbox = Outbox(self.root / "outbox.sqlite")
        reader = Reader(self.service, Snapshots(self.root / "index.sqlite"))
        return Writer(self.service, reader, outbox, self.root / "locks", sleep=lambda seconds: None)

    def capture(self, text: str) -> Any:
        return self.writer.change_once(self.id, text.encode(), self.planner(text), self.redo, text)

    def redo(self, intents: Sequence[Intent]) -> Iterator[Step]:
        return (Step((intent,), self.planner(intent.what.decode())) for intent in intents)

    def planner(self, text: str) -> Planner[str]:

        def plan(document: Document) -> Plan[str]:
            return Plan([wire.insert_text("t.0", 1, text + "\n")], text, mark=("t.0", 1, 1 + len(text)))

        return plan

    def fault(self, kind: str, nth: int = 1, **args: Any) -> None:
        self.emulator.faults.add("documents.batchUpdate", nth, kind, **args)

    @property
    def lines(self) -> list[str]:
        self.emulator.faults.clear()
        return [node.text for _, node in self.tab.positioned() if isinstance(node, Paragraph) and node.text]

    @property
    def tab(self) -> Any:
        return self.service.get(self.id).tabs[0]

    @property
    def marks(self) -> list[str]:
        return [one.name for one in self.tab.ranges if one.name.startswith(MARK)]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.emulator.close()


FAULTS: list[tuple[str, dict[str, Any]]] = [
    ("429", {}),
    ("userRateLimitExceeded", {}),
    *[(kind, {"after": after}) for kind in ("500", "503", "close", "timeout") for after in (False, True)],
    ("human_edit", {"text": "人の手\n", "index": 1}),
]


@pytest.mark.parametrize(("kind", "args"), FAULTS, ids=str)
@pytest.mark.parametrize("times", [1, 3])
def test_a_passing_failure_leaves_the_line_there_once(desk: Desk, kind: str, args: dict[str, Any], times: int) -> None:
    for nth in range(1, times + 1):
        desk.fault(kind, nth, **args)
    assert desk.capture("決定").outcome == "決定"
    lines = desk.lines
    assert lines.count("決定") == 1
    assert lines.count("人の手") == (times if kind == "human_edit" else 0)


@pytest.mark.parametrize(
    ("kind", "args", "error"),
    [
        ("429", {}, UnavailableError),
        ("500", {}, OutcomeUnknownError),
        ("timeout", {}, OutcomeUnknownError),
        ("human_edit", {"text": "人の手\n", "index": 1}, ChangedError),
    ],
)
def test_a_failure_that_stays_is_told_truly(
    desk: Desk, kind: str, args: dict[str, Any], error: type[DocgenError]
) -> None:
    desk.fault(kind, 0, **args)
    with pytest.raises(error):
        desk.capture("決定")
    assert "決定" not in desk.lines
    desk.capture("次")
    expected = ["決定"] if error is OutcomeUnknownError else []
    assert [line for line in desk.lines if line != "人の手"] == ["次", *expected]


def test_run_again_after_an_unknown_outcome_it_is_there_once(desk: Desk) -> None:
    desk.fault("timeout", 0, after=True)
    desk.emulator.faults.add("documents.get", 2, "500")
    desk.capture("決定")
    assert desk.lines == ["決定"]
    desk.fault("500", 0)
    with pytest.raises(OutcomeUnknownError):
        desk.capture("次")
    desk.emulator.faults.clear()
    desk.capture("次")
    assert desk.lines == ["次", "決定"]


def test_what_was_typed_survives_a_crash_while_an_earlier_line_is_settled(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: Any, **__: Any) -> Any:
        raise SystemExit(137)

    with monkeypatch.context() as dying:
        dying.setattr(desk.service, "batch_update", die)
        for text in ("一つ目", "二つ目"):
            with pytest.raises(SystemExit):
                desk.capture(text)
    desk.capture("三つ目")
    assert sorted(desk.lines) == sorted(["一つ目", "二つ目", "三つ目"])


def test_a_line_that_is_told_as_not_written_is_not_written_later(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.fault("timeout", 0)
    with pytest.raises(OutcomeUnknownError):
        desk.capture("一つ目")
    desk.emulator.faults.clear()
    desk.fault("429", 0)
    with pytest.raises(UnavailableError):
        desk.capture("二つ目")
    desk.emulator.faults.clear()
    desk.capture("三つ目")
    assert desk.lines == ["三つ目", "一つ目"]


@pytest.mark.parametrize("fault", [("503", {}), ("invalid_grant", {}), ("403", {"reason": "forbidden"})], ids=str)
def test_run_again_while_nothing_can_be_read_its_outcome_stays_unknown(
    desk: Desk, fault: tuple[str, dict[str, Any]]
) -> None:
    """Else the third run would be taken for another line, and what has landed would be there twice."""
    kind, args = fault
    desk.fault("timeout", 1, after=True)
    for nth in range(2, 20):
        desk.emulator.faults.add("documents.get", nth, "503")
    with pytest.raises(OutcomeUnknownError):
        desk.capture("決定")
    desk.emulator.faults.add("documents.get", 0, kind, **args)
    with pytest.raises(OutcomeUnknownError):
        desk.capture("決定")
    desk.emulator.faults.clear()
    desk.capture("決定")
    assert desk.lines == ["決定"]


def test_a_planner_that_cannot_read_leaves_a_write_without_an_answer_unknown(desk: Desk) -> None:
    """Nobody may read that nothing was written because another document is out of reach."""
    planned: list[Document] = []

    def plan(document: Document) -> Plan[str]:
        planned.append(document)
        if len(planned) > 1:
            raise UnavailableError(Text("", ""))
        return Plan([wire.insert_text("t.0", 1, "決定\n")], "")

    desk.fault("timeout", 1, after=True)
    with pytest.raises(OutcomeUnknownError):
        desk.writer.change(desk.id, plan)
    assert desk.lines == ["決定"]


def test_a_document_that_is_out_of_sight_for_a_while_gets_what_was_left_open(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Google tells one who is signed in as somebody else that there is no such document."""
    desk.fault("timeout", 0)
    with pytest.raises(OutcomeUnknownError):
        desk.capture("決定")
    desk.emulator.faults.clear()

    def hidden(_: str) -> Any:
        raise InputError(Text("", ""))

    with monkeypatch.context() as elsewhere:
        for way in ("revision", "outline"):
            elsewhere.setattr(desk.service, way, hidden)
        with pytest.raises(InputError):
            desk.writer.settle(desk.id, desk.redo)
    desk.writer.settle(desk.id, desk.redo)
    assert desk.lines == ["決定"]


@pytest.mark.parametrize("landed", [True, False])
def test_what_a_crash_left_open_is_settled_by_the_next(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, landed: bool
) -> None:
    send = desk.service.batch_update

    def die(*arguments: Any, **more: Any) -> Any:
        if landed:
            send(*arguments, **more)
        raise SystemExit(137)

    monkeypatch.setattr(desk.service, "batch_update", die)
    with pytest.raises(SystemExit):
        desk.capture("落ちる前の言葉")
    monkeypatch.setattr(desk.service, "batch_update", send)
    desk.capture("次")
    assert desk.lines == ["次", "落ちる前の言葉"]


def test_settled_markers_are_swept_by_the_next_write(desk: Desk) -> None:
    for number in range(5):
        desk.capture(f"{number}")
        assert len(desk.marks) == 1


def test_markers_that_people_have_deleted_with_their_words_are_forgotten(desk: Desk) -> None:
    desk.capture("一つ目")
    document = desk.service.get(desk.id)
    assert document.revision
    ranges = [wire.delete_named_range("t.0", one.id) for one in desk.tab.ranges]
    desk.service.batch_update(desk.id, ranges, document.revision)
    desk.capture("二つ目")
    settled = Outbox(desk.root / "outbox.sqlite").sweepable(desk.id)
    assert [MARK + one for one in settled] == desk.marks


def test_markers_of_others_are_swept_when_they_are_many_and_old(desk: Desk) -> None:
    old, new = time.time() - 10 * STALE, time.time()
    names = [MARK + new_operation(old + n) for n in range(KEPT + 5)] + [MARK + new_operation(new) for _ in range(3)]
    document = desk.service.get(desk.id)
    assert document.revision
    requests = [wire.insert_text("t.0", 1, "x"), *(wire.create_named_range("t.0", 1, 2, name) for name in names)]
    desk.service.batch_update(desk.id, requests, document.revision)
    desk.capture("決定")
    assert len(desk.marks) <= KEPT + 1
    assert set(names[-3:]) <= set(desk.marks), "what is young may not have settled yet"


@pytest.mark.parametrize("method", ["documents.get", "documents.batchUpdate"])
def test_a_refusal_after_an_unknown_outcome_leaves_it_unknown(desk: Desk, method: str) -> None:
    """Whoever lost access in between must not read that nothing was written."""
    desk.fault("timeout", 1)
    desk.emulator.faults.add(method, 2, "403", reason="insufficientFilePermissions")
    with pytest.raises(OutcomeUnknownError):
        desk.capture("決定")


@pytest.mark.parametrize(("asked", "waits"), [(17, [17.0]), (3600, [])])
def test_a_write_waits_as_long_as_the_service_asks(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, asked: int, waits: list[float]
) -> None:
    """Or leaves it to the person, where that is too long."""
    slept: list[float] = []
    writer, send, refusals = desk.writer, desk.service.batch_update, [asked]

    def refused_once(*arguments: Any) -> Any:
        if refusals:
            raise PassingError(Text("", ""), tries=7, retry_after=refusals.pop())
        return send(*arguments)

    monkeypatch.setattr(desk.service, "batch_update", refused_once)
    monkeypatch.setattr(writer, "_sleep", slept.append)
    if waits:
        writer.change_once(desk.id, b"x", desk.planner("決定"), desk.redo, "決定")
    else:
        with pytest.raises(UnavailableError):
            writer.change_once(desk.id, b"x", desk.planner("決定"), desk.redo, "決定")
    assert slept == waits
    assert desk.lines == ["決定"] * len(waits)
