"""Prepares below the service's quotas, on a turned clock; `python -m benchmarks soak` makes thousands."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.bench_soak import soak


@pytest.mark.parametrize(("writes", "reads"), [(8, 300), (60, 10)])
def test_the_pacer_leaves_nothing_to_refuse(tmp_path: Path, writes: int, reads: int) -> None:
    """Over several processes, with answers that take their time and some that never come."""
    done = soak(40, tmp_path, writes=writes, reads=reads)
    assert (done.prepared, done.refused) == (40, 0)
    assert done.traffic.retries > 0
    needed = max(done.traffic.calls("write") / writes, done.traffic.calls("read") / reads)
    assert needed - 1 < done.minutes < 1.3 * needed + 1


def test_without_it_the_service_refuses(tmp_path: Path) -> None:
    assert soak(20, tmp_path, writes=8, reads=300, paced=False).refused > 0
