"""Findings on a terminal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from docgen.lint.outputs.lines import NOT_FIRST, width, wrapped
from docgen.lint.outputs.printing import Printing
from docgen.lint.outputs.text import as_text
from docgen.lint.rule import Language
from tests.lint.hostile import findings, hostile_findings, linked


def test_questions_stand_by_customer_and_meeting() -> None:
    a, b, c, d = (finding.id for finding in findings())
    assert as_text(findings(), Printing("ja")) == (
        "くも食品 (kumo)\n"
        "  2026-11-24 11月定例\n"
        "    要対応  1. 「完了基準」で、決まったことはありますか？（なければ「なし」）\n"
        f"            [item-has-decision {a}]\n"
        "    要対応  2. 「見積を送る」は、どなたにお願いしますか？\n"
        f"            [action-item-has-owner {b}]\n"
        "    参考    2. 「見積を送る」の期限は、いつごろ決まりそうですか？\n"
        f"            [action-item-has-due-date {c}]\n"
        "  x 臨時\n"
        "    要対応  1. 「〇〇とする」の「〇〇」には、何が入りますか？\n"
        f"            [no-placeholder-left {d}]\n"
    )
    assert as_text((), Printing("ja")) == ""


def test_each_heading_is_linked_once() -> None:
    lines = as_text(findings(), Printing("en", linked)).splitlines()
    assert [(at, line.strip()) for at, line in enumerate(lines) if "https:" in line] == [
        (4, "https://docs.google.com/document/d/doc1/edit?tab=t.0#heading=h.1"),
        (9, "https://docs.google.com/document/d/doc1/edit?tab=t.0#heading=h.2"),
        (13, "https://docs.google.com/document/d/doc1/edit?tab=t.0"),
    ]


def test_a_file_is_told_with_its_line_and_what_can_be_mended_says_so() -> None:
    first = replace(findings()[0], account="", file="minutes.md", file_line=12, fixable=True)
    text = as_text([first], Printing("en", linked))
    assert "くも食品 (minutes.md)" in text
    assert "minutes.md:12" in text
    assert "--fix can mend it" in text
    assert "--fix" not in as_text([replace(first, known=True)], Printing("en", known=True))


def test_a_reason_is_told_once() -> None:
    twice = [findings()[0], replace(findings()[0], id="other")]
    text = as_text(twice, Printing("ja", explained={"item-has-decision": "理由です"}))
    assert text.count("理由です") == 1


def test_what_is_known_is_not_listed_unless_asked_for() -> None:
    known = [replace(each, known=True) for each in findings()]
    assert as_text(known, Printing("ja")) == ""
    assert as_text(known, Printing("ja", known=True)).count("既知") == len(known)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_eighty_columns_are_enough_and_nothing_typed_is_obeyed(language: Language) -> None:
    text = as_text(hostile_findings(), Printing(language))
    assert not [line for line in text.splitlines() if width(line) > 80 and not line.endswith(".md:3")]
    assert not [char for char in text if unicodedata.category(char) in ("Cc", "Cf") and char != "\n"]
    assert "[31m赤" in text, "its words stay"


@given(st.text(alphabet="あ亜、。「」（）ーa b.,!\u0301🙂") | st.text(), st.integers(10, 40))
def test_wrapping_loses_nothing_and_keeps_punctuation_with_its_words(text: str, room: int) -> None:
    lines = wrapped(" ".join(text.split()), room)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert not [line for line in wrapped("".join(text.split()), room)[1:] if line[0] in NOT_FIRST]
