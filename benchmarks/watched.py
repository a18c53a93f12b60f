"""A command with all its processes, watched: how long it takes, and how much memory they share between them."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

EVERY: Final = 0.02
"""Seconds between two looks."""
TICK: Final = os.sysconf("SC_CLK_TCK")


class Watched(NamedTuple):
    """What a run took."""

    seconds: float
    cpu: float
    """Seconds of all processes."""
    memory: float
    """MB at the most, pages that several processes share counted once; 0 where the system does not tell."""


def watched(command: Sequence[str | Path], folder: Path, **environment: str) -> Watched:
    """Run ``command`` in ``folder`` to its end, its output thrown away. Raises ``RuntimeError`` where it could not."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    watch = _Watch(process.pid)
    watch.start()
    code = process.wait()
    taken = time.perf_counter() - start
    watch.over.set()
    watch.join()
    if code not in (0, 1):  # 1: there are findings
        raise RuntimeError(f"{command[0]} ended with {code}")
    return Watched(taken, sum(watch.cpu.values()), watch.most)


class _Watch(threading.Thread):
    def __init__(self, session: int) -> None:
        super().__init__(daemon=True)
        self._session = session
        self.over = threading.Event()
        self.cpu: dict[int, float] = {}
        self.most = 0.0

    def run(self) -> None:
        while not self.over.wait(EVERY):
            memory = sum(map(self._look, self._processes()))
            self.most = max(self.most, memory)

    def _processes(self) -> list[int]:
        found = []
        for each in Path("/proc").glob("[0-9]*/stat"):
            if (fields := _fields(each)) and int(fields[3]) == self._session:
                pid = int(each.parent.name)
                self.cpu[pid] = (int(fields[11]) + int(fields[12])) / TICK
                found.append(pid)
        return found

    def _look(self, pid: int) -> float:
        """MB of one process, its part of what is shared."""
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except OSError:  # it has ended
            return 0.0
        return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


def _fields(stat: Path) -> list[str]:
    """What the system says of a process, behind its name; nothing of one that has ended."""
    try:
        return stat.read_text().rpartition(")")[2].split()
    except OSError:
        return []
