"""``docgen --version`` costs at most 1.3 times what importing click costs."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Iterator

from benchmarks.result import Result

ROUNDS = 30
VERSION = "import sys; from docgen.__main__ import run; sys.argv = ['docgen', '--version']; sys.exit(run())"


def measure() -> Iterator[Result]:
    """Processor time, the least of many runs taken in turn, so that a busy machine weighs on both alike."""
    click, version = float("inf"), float("inf")
    for _ in range(ROUNDS):
        click = min(click, _processor_seconds("import click"))
        version = min(version, _processor_seconds(VERSION))
    yield Result("docgen --version : import click", version / click, "x", limit=1.3)


def _processor_seconds(code: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
