"""The structure of forty minutes in forty styles: meetings, items, fields, people. What an action item says in its line
is another matter.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docgen.workflows.files import read_file
from tests.minutes.expected import NOW, differences, expectation, sources

IN_LINES = re.compile(r"action_items|: (?:owners|due|side|status) ")
"""Differences in what the words of an action item say."""


@pytest.mark.parametrize("source", sources(), ids=lambda path: path.stem)
def test_structure(source: Path) -> None:
    found = differences(expectation(source), read_file(source, NOW))
    assert [line for line in found if not IN_LINES.search(line)] == []
