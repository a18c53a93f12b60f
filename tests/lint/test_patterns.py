"""Patterns of people's own: in linear time, on Japanese text, and as Python means them."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.inputs.typed import UnfitError
from docgen.lint.patterns import MOST, patterns, valid, whole


def match(line: str, *wanted: str, but: tuple[str, ...] = ()) -> str:
    for pattern in (*wanted, *but):
        valid(pattern)
    return patterns(wanted, but).match(line)


@pytest.mark.parametrize(
    ("pattern", "hint"),
    [
        ("見積(?=書)", "look-around"),
        ("見積(?!書)", "look-around"),
        ("(?<=御)見積", "look-around"),
        ("(?<!御)見積", "look-around"),
        (r"(.)\1", "back-references"),
        ("(?P<a>.)(?P=a)", "back-references"),
        (r"[\Wあ]", r"[^\w…]"),
        ("(?>a)b", ""),
        ("a++", ""),
        ("a{1001}", ""),
        ("(((a{100}){100}){100})", ""),
        ("(a", ""),
        ("a)", ""),
        (r"\Qa\E", ""),
        ("\ud800", ""),
    ],
)
def test_what_takes_more_than_linear_time_is_refused(
    pattern: str, hint: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(UnfitError) as caught:
        valid(pattern, "patterns", 3)
    assert caught.value.path == ("patterns", 3)
    assert hint in (caught.value.hint.en if caught.value.hint else "")
    assert bool(hint) == bool(caught.value.hint)
    assert capfd.readouterr() == ("", ""), "the engine keeps its own words to itself"


@pytest.mark.parametrize(
    ("line", "pattern", "found"),
    [
        ("ご確認（ＡＢＣ）ください", r"\(abc\)", ""),
        ("ご確認（ＡＢＣ）ください", r"(?i)\(abc\)", "（ＡＢＣ）"),
        ("㈱くもへ", r"\(株\)", "㈱"),
        ("ÉCOLE", "(?i)école", "ÉCOLE"),
        ("現場TBD", r"^\W*TBD", ""),
        ("・TBD", r"^\W*TBD", "・TBD"),
        ("漢字_かな１", r"\w+", "漢字_かな１"),
        ("東京、大阪", r"[\w、]+", "東京、大阪"),
        ("𠮷田様👍🏽", r"\w+様", "𠮷田様"),
        ("いあああ", "いあ{,2}", "いああ"),
        ("あい", r"\u3042", "あ"),
        ("見積を送る", r"送る\Z", "送る"),
        ("見積書と見積", "(?P<match>見積)([^書]|$)", "見積"),
        ("XX XX", "(^|[^A-Z])(?P<match>XX)([^A-Z]|$)", "XX"),
        ("甲、乙", "(?P<match>甲)、|、(?P<match>乙)", "甲"),
        ("\ud800見積", "見積", "見積"),
    ],
)
def test_a_pattern_means_what_it_says(line: str, pattern: str, found: str) -> None:
    assert match(line, pattern) == found


def test_what_overlaps_an_exception_is_left_alone() -> None:
    assert match("旧見積と新見積", "見積", but=("旧見積",)) == "見積"
    assert match("旧見積", "見積", but=("旧見積",)) == ""
    assert match("XX XX XX-1", "XX", but=(r"(?P<match>XX)-", r"^XX XX")) == ""


def test_names_do_not_get_in_each_other_s_way() -> None:
    assert match("bb", "(?P<x>a)", "(?P<x>b)+") == "bb"


@pytest.mark.parametrize(
    "pattern",
    ["(a+)+$", "(a|a)*b", "(.*)*x", r"(\w+\s?)*[$]", "(.*,){12}x", "([^,]*,)*!", "((a?){30}){30}b", "a.*b|a", "a"],
)
def test_no_pattern_can_keep_a_run_waiting(pattern: str) -> None:
    line = "a" * 100_000 + "、" + "あ" * 100_000
    assert match(line, f"{pattern}|$x") in ("", "a")
    assert match(line, "あ+", but=("a",)) == "", f"beyond {MOST} exceptions in a line nothing is said"


LETTERS = st.text(alphabet="aXx〇○ ab、1_（)Ａé", max_size=12)


@given(LETTERS, st.sampled_from([r"X+", r"\w+", r"\W", r"[^\w]+a", "[〇○]{2,}", r"a\s*b", "(?i)x{2}", "é|^a|1$"]))
def test_it_finds_what_python_finds(line: str, pattern: str) -> None:
    plain = "".join(unicodedata.normalize("NFKC", char) for char in line.strip())
    found = re.search(pattern, plain)
    assert unicodedata.normalize("NFKC", match(line, pattern)) == (found[0] if found else "")
    assert whole(line, pattern) == bool(re.fullmatch(pattern, plain.strip(), re.IGNORECASE))
