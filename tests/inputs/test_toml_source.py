"""TOML files: every key knows its line."""

from __future__ import annotations

import pytest

from docgen.errors import InputError
from docgen.inputs.source import KeyPath
from docgen.inputs.toml_source import parse_toml

EXAMPLE = '''\
language = "ja"  # en
"time_zone" = 'Asia/Tokyo'
stages = [
  "sales",  # 商談
  "a]b", """
c""",
]

[lint]
fail_on = "error"
disable = [
  { rule = "a", reason = "}", until = 2026-12-31 },
  { rule = "b", reason = "#" },
]
deep.er.key = 1

[[fields]]
id = "one"
  [fields.label]
  ja = """
[[fields]]
"""

[[fields]]
id = "two"
label = { ja = "二", en = "two" }
'''


def test_the_line_of_every_key() -> None:
    lines: dict[KeyPath, int] = {
        ("language",): 1,
        ("time_zone",): 2,
        ("stages",): 3,
        ("stages", 0): 4,
        ("stages", 1): 5,
        ("stages", 2): 5,
        ("lint",): 9,
        ("lint", "fail_on"): 10,
        ("lint", "disable"): 11,
        ("lint", "disable", 0): 12,
        ("lint", "disable", 0, "rule"): 12,
        ("lint", "disable", 0, "reason"): 12,
        ("lint", "disable", 0, "until"): 12,
        ("lint", "disable", 1): 13,
        ("lint", "disable", 1, "rule"): 13,
        ("lint", "disable", 1, "reason"): 13,
        ("lint", "deep"): 15,
        ("lint", "deep", "er"): 15,
        ("lint", "deep", "er", "key"): 15,
        ("fields",): 17,
        ("fields", 0): 17,
        ("fields", 0, "id"): 18,
        ("fields", 0, "label"): 19,
        ("fields", 0, "label", "ja"): 20,
        ("fields", 1): 24,
        ("fields", 1, "id"): 25,
        ("fields", 1, "label"): 26,
        ("fields", 1, "label", "ja"): 26,
        ("fields", 1, "label", "en"): 26,
    }
    assert parse_toml(EXAMPLE, "docgen.toml").lines == lines


def test_line_ends_of_windows_change_nothing() -> None:
    assert parse_toml(EXAMPLE.replace("\n", "\r\n"), "a") == parse_toml(EXAMPLE, "a")


def test_dates_stay_text() -> None:
    assert parse_toml("a = 2026-12-31\nb = [10:00:00]", "a").data == {"a": "2026-12-31", "b": ["10:00:00"]}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a = 1\nb = ", 2),
        ("a == 1", 1),
        ('a = 1\n\nb = "open\nc = 2', 3),
        ("a = 1\nb = [1,\n\n", 2),
        ("a = 1\na = 2", 2),
        ("[a]\n[a]", 2),
        ("a = " + "[" * 10_000, 0),
    ],
)
def test_what_is_not_toml_is_told_with_its_line(text: str, line: int) -> None:
    with pytest.raises(InputError) as caught:
        parse_toml(text, "docgen.toml")
    place = caught.value.place
    assert place is not None
    assert (place.file, place.line) == ("docgen.toml", line)
