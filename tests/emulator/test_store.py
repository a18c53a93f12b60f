"""Documents in a file: all or nothing, several processes, and errors for people."""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.emulator import Emulator
from docgen.emulator.store.order import filled, fresh
from docgen.emulator.store.schema import VERSION
from docgen.errors import DocgenError, InputError
from tests.emulator.service import Service
from tests.emulator.sketch import at, insert, name
from tests.emulator.test_properties import check

ROOT = Path(__file__).parents[2]
WRITER = """
import sys
from tests.emulator.service import Service
from tests.emulator.sketch import at, insert, name
from docgen.emulator import Emulator

service = Service(Emulator(sys.argv[1]))
mark = sys.argv[3]
for number in range(int(sys.argv[4])):
    requests = [insert(1, f"{mark}{number}\\n"), name(1, 2, mark)]
    if number % 3 == 0:
        requests.append({"insertTable": {"location": at(2), "rows": 1, "columns": 2}})
    service.update(sys.argv[2], *requests)
    print(number, flush=True)
"""


def writer(path: Path, document_id: str, mark: str, count: int) -> subprocess.Popen[str]:
    arguments = [sys.executable, "-c", WRITER, str(path), document_id, mark, str(count)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, env=environment)


def marks(service: Service, document_id: str, mark: str) -> int:
    return sum(line.startswith(mark) for line in service.text(document_id).splitlines())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "documents.sqlite"


def test_a_killed_writer_leaves_whole_batches(path: Path) -> None:
    document_id = Service(Emulator(path)).create()
    seen = 0
    for kill in range(12):
        process = writer(path, document_id, "a", 1000)
        assert process.stdout is not None
        for _ in range(1 + Random(kill).randrange(6)):  # noqa: S311 - not for secrets
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        process.communicate()

        service = Service(Emulator(path))
        document = service.emulator._library.read(document_id).document
        check(document)
        now = marks(service, document_id, "a")
        assert now > seen
        assert len(document.tabs[0].ranges) == now
        seen = now
        service.emulator.close()


def test_two_processes_lose_no_write(path: Path) -> None:
    service = Service(Emulator(path))
    document_id = service.create()
    processes = [writer(path, document_id, mark, 15) for mark in "ab"]
    for number in range(15):
        service.update(document_id, insert(1, f"c{number}\n"), name(1, 2, "c"))
    for process in processes:
        process.communicate()
        assert process.returncode == 0
    assert [marks(service, document_id, mark) for mark in "abc"] == [15, 15, 15]
    check(service.emulator._library.read(document_id).document)
    assert service.get(document_id) == Service(Emulator(path)).get(document_id)


def test_a_file_of_a_newer_version_is_refused(path: Path) -> None:
    Emulator(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    with pytest.raises(InputError, match="was written by a newer docgen") as refused:
        Emulator(path)
    assert "docgen を更新してください" in refused.value.line("ja")


def test_a_file_that_is_none_is_refused_in_one_line(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("not a database at all, and long enough to be none" * 20, encoding="utf-8")
    for path in (text, tmp_path, text / "below.sqlite"):
        with pytest.raises(InputError) as refused:
            Emulator(path)
        assert str(path) in refused.value.line("en")
        assert refused.value.exit_code == 2


def test_a_full_disk_leaves_what_was_there(path: Path) -> None:
    service = Service(Emulator(path))
    document_id = service.create()
    service.update(document_id, insert(1, "before"))
    before = service.get(document_id)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))
    try:
        with pytest.raises(DocgenError, match="could not be written") as refused:
            service.update(document_id, insert(1, "x" * 600_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "\n" not in refused.value.line("ja")
    assert service.get(document_id) == before
    assert Service(Emulator(path)).get(document_id) == before
    service.update(document_id, insert(1, "after "))
    assert service.text(document_id) == "after before\n"


def test_an_edit_on_top_writes_what_it_changed(path: Path) -> None:
    service = Service(Emulator(path))
    document_id = service.create()
    service.update(document_id, insert(1, "\n".join(f"line {number}" for number in range(300))))
    connection = service.emulator._library.database.connection
    for _ in range(40):
        before = connection.total_changes
        service.update(document_id, insert(1, "new\n"), {"insertTable": {"location": at(1), "rows": 2, "columns": 2}})
        assert connection.total_changes - before < 15


@given(st.lists(st.tuples(st.integers(0, 1000), st.booleans()), max_size=60))
def test_order_keys_keep_rising_wherever_rows_come_and_go(moves: list[tuple[int, bool]]) -> None:
    keys = fresh(3)
    for where, grow in moves:
        spot = where % (len(keys) + 1)
        kept: list[int | None] = [*keys[:spot], *([None, None] if grow else []), *keys[spot + (not grow) :]]
        placed = filled(kept, [] if grow else keys[spot : spot + 1])
        keys = fresh(len(kept)) if placed is None else placed
        assert keys == sorted(set(keys))


@pytest.mark.parametrize("changed", [0, 1, 3])
def test_the_place_right_under_the_top_never_gets_narrow(changed: int) -> None:
    keys = fresh(6)
    for _ in range(500):
        new = [None] * (30 + changed)
        placed = filled([keys[0], *new, *keys[1 + changed :]], keys[1 : 1 + changed])
        assert placed is not None
        keys = placed
