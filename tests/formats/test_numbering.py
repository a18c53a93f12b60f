"""The numbers of ordered lists."""

from __future__ import annotations

import pytest

from docgen.document.wire.lists import Level, bullet, list_resource
from docgen.formats.numbering import Numbering, letters, roman


@pytest.mark.parametrize(
    ("number", "as_roman", "as_letters"),
    [(1, "i", "a"), (4, "iv", "d"), (26, "xxvi", "z"), (27, "xxvii", "aa"), (1994, "mcmxciv", ""), (0, "0", "0")],
)
def test_numbers_are_written_as_the_editor_does(number: int, as_roman: str, as_letters: str) -> None:
    assert roman(number) == as_roman
    assert not as_letters or letters(number) == as_letters
    assert roman(4000) == "4000"


def test_levels_below_begin_anew_and_lists_count_apart() -> None:
    numbering = Numbering({"a": list_resource([Level(True, 3)]), "b": list_resource([Level()])})
    items = [("a", 0), ("a", 1), ("a", 1), ("b", 0), ("a", 0), ("a", 1), ("a", 2), ("b", 1), ("unknown", 0)]
    assert [numbering.glyph(bullet(*item)) for item in items] == [
        "3.",
        "c.",
        "d.",
        "●",
        "4.",
        "c.",
        "iii.",
        "○",
        "●",
    ]


def test_a_format_may_show_the_levels_above() -> None:
    level = {"glyphType": "UPPER_ROMAN", "glyphFormat": "%0"}
    below = {"glyphType": "ZERO_DECIMAL", "glyphFormat": "(%0-%1)"}
    numbering = Numbering({"a": {"listProperties": {"nestingLevels": [level, below]}}})
    assert [numbering.glyph(bullet("a", at)) for at in (0, 1, 1, 0, 1)] == ["I", "(I-01)", "(I-02)", "II", "(II-01)"]
