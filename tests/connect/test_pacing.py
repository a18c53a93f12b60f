"""No minute holds more requests than the service allows, over all processes of a workspace."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from docgen.connect.pacing import WINDOW, Kind, WindowPacer


class Clock:
    """A clock that only sleeping turns."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        assert seconds > 0
        self.now += seconds


@given(st.lists(st.tuples(st.floats(0, 20), st.sampled_from(["read", "write"]), st.booleans()), max_size=40))
def test_no_minute_holds_more_than_the_limit(requests: list[tuple[float, Kind, bool]]) -> None:
    with TemporaryDirectory() as directory:
        clock = Clock()
        limits: dict[Kind, int] = {"read": 5, "write": 2}
        pacers = [WindowPacer(Path(directory) / "pace.sqlite", limits, clock, clock.sleep) for _ in range(2)]
        sent: list[tuple[float, Kind]] = []
        for pause, kind, other in requests:
            clock.now += pause
            pacers[other].wait(kind)
            sent.append((clock.now, kind))
    for start, of in sent:
        assert sum(start <= at < start + WINDOW and each == of for at, each in sent) <= limits[of]


def test_it_waits_no_longer_than_it_must(tmp_path: Path) -> None:
    clock = Clock()
    pacer = WindowPacer(tmp_path / "pace.sqlite", {"read": 300, "write": 3}, clock, clock.sleep)
    assert [pacer.wait("write") for _ in range(3)] == [0, 0, 0]
    clock.now += 30
    assert WINDOW - 30 <= pacer.wait("write") <= WINDOW - 28
    assert pacer.wait("write") < 0.01
    assert pacer.wait("read") == 0


def test_a_clock_set_back_does_not_lock_it(tmp_path: Path) -> None:
    clock = Clock()
    pacer = WindowPacer(tmp_path / "pace.sqlite", {"read": 1, "write": 1}, clock, clock.sleep)
    pacer.wait("write")
    clock.now -= 3600
    assert pacer.wait("write") == 0
