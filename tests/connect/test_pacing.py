"""No minute holds more requests than the service allows, over all processes of a workspace."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.connect.pacing import LOST, MARGIN, WINDOW, Kind, Turn, WindowPacer
from docgen.errors import InputError
from tests.pages import ROOT

LIMITS: dict[Kind, int] = {"read": 5, "write": 2}


class Desk:
    """A pacer's file, and a clock that only waiting turns."""

    def __init__(self, root: Path, limits: dict[Kind, int] = LIMITS) -> None:
        self.path = root / ".docgen" / "pace.sqlite"
        self.limits = limits
        self.now = 1_000_000.0

    @property
    def pacer(self) -> WindowPacer:
        """As another process would have it."""
        return WindowPacer(self.path, self.limits, lambda: self.now)

    def wait(self, kind: Kind) -> Turn:
        """Wait for a place and take it."""
        while (turn := self.pacer.take(kind)).seconds:
            self.now += turn.seconds
        return turn

    def send(self, kind: Kind) -> float:
        """A request that is answered at once; the seconds that it waited."""
        start = self.now
        self.pacer.over(self.wait(kind))
        return self.now - start


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@given(
    st.lists(
        st.tuples(st.floats(0, 20), st.sampled_from(get_args(Kind)), st.floats(0, 50), st.floats(0, 1), st.booleans()),
        max_size=40,
    )
)
def test_no_minute_holds_more_than_the_limit(requests: list[tuple[float, Kind, float, float, bool]]) -> None:
    """Wherever between sending and answer the service counts a request, and although some processes die meanwhile."""
    with TemporaryDirectory() as directory:
        desk = Desk(Path(directory))
        counted: list[tuple[float, Kind]] = []
        for pause, kind, taking, share, dies in requests:
            desk.now += pause
            turn = desk.wait(kind)
            counted.append((desk.now + taking * share, kind))
            desk.now += taking
            if not dies:
                desk.pacer.over(turn)
    for start, of in counted:
        assert sum(start <= at < start + WINDOW and each == of for at, each in counted) <= LIMITS[of]


def test_it_waits_no_longer_than_it_must(desk: Desk) -> None:
    assert [desk.send("write"), desk.send("write")] == [0, 0]
    desk.now += 30
    assert desk.send("write") == pytest.approx(WINDOW + MARGIN - 30)
    assert desk.send("write") == 0
    assert [desk.send("read") for _ in range(5)] == [0] * 5
    assert desk.send("read") > 0


def test_requests_on_their_way_hold_their_places(desk: Desk) -> None:
    slow = [desk.wait("write"), desk.wait("write")]
    desk.now += WINDOW + MARGIN + 10
    assert desk.pacer.take("write").seconds > 0
    desk.pacer.over(slow[0])
    desk.pacer.over(slow[1])
    assert desk.pacer.take("write").seconds == pytest.approx(WINDOW + MARGIN)


def test_a_process_that_dies_holds_its_place_for_minutes_only(desk: Desk) -> None:
    desk.wait("write")
    desk.wait("write")
    desk.now += LOST
    assert desk.send("write") == 0


@pytest.mark.parametrize("back", [3, 59, 90, 3600, 1e6])
def test_a_clock_set_back_never_locks_it(desk: Desk, back: float) -> None:
    desk.send("write")
    desk.send("write")
    desk.now -= back
    assert desk.send("write") <= 2 * WINDOW + MARGIN


def test_a_clock_set_forward_never_locks_it(desk: Desk) -> None:
    desk.send("write")
    desk.send("write")
    desk.now += 1e6
    assert desk.send("write") == 0


def test_a_spoilt_file_is_made_anew(desk: Desk) -> None:
    desk.path.parent.mkdir()
    desk.path.write_bytes(b"no database" * 1000)
    assert [desk.send("write"), desk.send("write")] == [0, 0]
    assert desk.send("write") > 0


def test_a_file_that_cannot_be_written_is_told(desk: Desk) -> None:
    desk.path.mkdir(parents=True)
    with pytest.raises(InputError):
        desk.pacer.take("write")
    desk.pacer.over(Turn(1))  # what was sent is sent


PROCESS = """
import sys
from pathlib import Path
from docgen.connect.pacing import WindowPacer
path, now = Path(sys.argv[1]), float(sys.argv[2])
pacer = WindowPacer(path, {"read": 300, "write": 60}, lambda: now)
print(sum(pacer.take("write").seconds == 0 for _ in range(40)))
"""


def test_processes_share_one_window(tmp_path: Path) -> None:
    path = tmp_path / "pace.sqlite"
    for now in (1_000_000, 1_000_000 + LOST):
        command = [sys.executable, "-c", PROCESS, str(path), str(now)]
        running = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(3)]
        assert sum(int(process.communicate()[0]) for process in running) == 60
