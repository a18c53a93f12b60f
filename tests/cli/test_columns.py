"""Tables for a terminal."""

from __future__ import annotations

from docgen.cli.columns import aligned, width


def test_wide_characters_take_two_columns() -> None:
    assert [width(text) for text in ("abc", "日本", "ﾊﾝｶｸ", "🙂", "か\u3099")] == [3, 4, 4, 2, 2]


def test_cells_stand_below_each_other() -> None:
    assert aligned([("名前", "x"), ("a", "長い"), ("abcde", "")]) == ["名前   x", "a      長い", "abcde"]
    assert aligned([]) == []
