"""Forty minutes in forty styles are read as a careful colleague reads them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.minutes.expected import differences, expectation, read_file, sources


@pytest.mark.parametrize("source", sources(), ids=lambda path: path.stem)
def test_minutes(source: Path) -> None:
    assert differences(expectation(source), read_file(source)) == []
