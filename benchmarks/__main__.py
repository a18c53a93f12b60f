"""``python -m benchmarks [WORD...]``: run those whose module's name holds one of the words, or all.

A benchmark is a module ``bench_<subject>.py`` with ``measure() -> Iterable[Result]``. Exits 1 when a limit is exceeded.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

from benchmarks.result import Result


def main(words: list[str]) -> int:
    """Run the benchmarks; returns the exit code."""
    names = sorted(path.stem for path in Path(__file__).parent.glob("bench_*.py"))
    chosen = [name for name in names if not words or any(word in name for word in words)]
    failed = False
    for name in chosen:
        for result in importlib.import_module(f"benchmarks.{name}").measure():
            failed |= not result.within
            print(_line(result), flush=True)
    return int(failed)


def _line(result: Result) -> str:
    limit = "" if result.limit is None else f"  at most {result.limit:g} {result.unit}"
    mark = "ok  " if result.within else "SLOW"
    return f"{mark}  {result.name:<56} {result.value:8.3f} {result.unit}{limit}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
