"""The published table is the one in the code, and what is not in it is refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.emulator.batch import applied
from docgen.emulator.coverage import RECORDED, table
from docgen.emulator.discovery import api, kinds
from docgen.emulator.refusal import Refusal
from docgen.emulator.table import HANDLERS
from tests.emulator.sketch import blank

PAGE = Path(__file__).parents[2] / "docs" / "coverage.md"


def test_the_published_table_is_what_the_code_does() -> None:
    published = PAGE.read_text(encoding="utf-8")
    if f"revision {api().revision})" not in published:
        pytest.skip("the installed client brings another revision of the API than the published table")
    assert published == table()


def test_every_handler_is_of_a_kind_that_the_api_has() -> None:
    assert set(HANDLERS) <= set(kinds())
    assert set(HANDLERS) >= RECORDED


@pytest.mark.parametrize("kind", sorted(set(kinds()) - set(HANDLERS)))
def test_a_kind_without_a_handler_is_refused_by_name(kind: str) -> None:
    with pytest.raises(Refusal, match=f"{kind} is not emulated"):
        applied(blank(), [{kind: {}}])
