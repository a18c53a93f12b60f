"""Which differences make no difference: spelling, politeness, order. Whatever else differs makes two texts of two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.lint.alike import Comparison
from docgen.lint.patterns import compiled

PLAIN = Comparison(None, None, None, None, (), (), frozenset())
RULE = Comparison(
    courtesies=compiled("よろしく|^thanks"),
    asides=compiled("^第\\d+回は|^as said, "),
    endings=compiled("(?:だ?と考えます|です)$"),
    again=compiled("再度|once more"),
    spellings=((compiled("弊社"), "当社".encode()), (compiled("\\btwo\\b"), b"2")),
    turns=(compiled("ない"), compiled("だけ"), compiled("\\bnot\\b")),
    small=frozenset({"the", "that"}),
)


def same(one: str, other: str, by: Comparison = RULE) -> bool:
    found = by.same(by.said(one), by.said(other))
    assert by.same(by.said(other), by.said(one)) == found
    return found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("当社は３台要る。", "・弊社は3台要る"),
        ("鍵は班長だと考えます。", "鍵は班長です"),
        ("第11回は、鍵は班長", "鍵は班長。よろしくお願いします"),
        ("As said, two sites first.", "Thanks for coming. 2 sites first"),
        ("三割が既に慣れた", "3割がすでに慣れた"),
        ("誰も見ていない", "だれも見ていない"),
        ("朝に、班長が読む", "班長が読む、朝に"),
        ("声を掛けた人から、先に始めることができた", "声を掛けた人から、先に始める事ができた"),
        ("the first wards copy", "first wards copy"),
        ("licences first, training later", "licenses first, trainning later"),
        ("training later, licences first", "licences first, training later"),
        ("Start small because it works", "Because it works, start small"),
        ("困っていない人が多い", "困っていいない人が多い"),
        ("朝に班長が読む", "班長が朝に読む"),
        ("情報が先", "じょうほうが先"),
        ("the that the that the wards copy", "wards copy"),
        ("鍵は班長だ", "鍵こそ班長よね"),
        ("forms come first", "forns come first"),
    ],
)
def test_the_same(one: str, other: str) -> None:
    assert same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("鍵は班長", "鍵は課長"),
        ("鍵は班長", "鍵は班長の声かけ"),
        ("3台要る", "4台要る"),
        ("3割が慣れた", "三人が慣れた"),
        ("要る", "要らない"),
        ("夜勤は要る", "夜勤だけ要る"),
        ("課長から班長に移す", "班長から課長に移す"),
        ("増やす", "減らす"),
        ("方針転換が先", "ほうしんてんかんが先"),
        ("為す", "ためになるです"),
        ("これはよいことである", "そこではわるいものになった"),
        ("the wards copy", "the wards do not copy"),
        ("the wards copy", "the beds copy"),
        ("wards copy first", "cards copy first"),
        ("site a first", "site b first"),
        ("leads decide", "leads decide later"),
        ("train drivers", "brain drivers"),
        ("trailer first", "trainee first"),
        ("leeds first", "leedss beds first"),
        ("鍵は班長である", "鍵こそ班長なのだ"),
        ("志が先", "こころざが先"),
        ("form one first", "forn one first"),
        ("Leeds beats Hull", "Hull beats Leeds"),
        ("version 12345 first", "version 12346 first"),
    ],
)
def test_not_the_same(one: str, other: str) -> None:
    assert not same(one, other)


def test_without_anything_to_set_aside_texts_are_compared_as_they_stand() -> None:
    assert same("鍵は班長。", "鍵は班長", PLAIN)
    assert not same("当社", "弊社", PLAIN)
    assert same("要る", "要らない", PLAIN)


def test_texts_of_many_pages_are_the_same_only_to_the_word() -> None:
    text = "鍵は班長の声かけである" * 90
    assert same(text, text.replace("かけ", "がけ", 1))
    pages = text * 2
    assert not same(pages, pages.replace("かけ", "がけ", 1))
    assert same(pages, f"・{pages}。")


def test_how_long_a_text_is_and_whether_it_says_why_it_comes_again() -> None:
    assert RULE.said("鍵は班長。").length == 4
    assert RULE.said("A lead copies 12345 forms").length == 1 + 2 * 4
    assert RULE.said("第3回は、よろしく").length == 0
    assert RULE.said("再度、鍵は班長").again
    assert not RULE.said("鍵は班長").again
    assert not PLAIN.said("再度、鍵は班長").again


@given(st.text(alphabet="三3割人がはない要らabn't 、。\n・（）", max_size=30))
def test_a_text_is_the_same_as_itself(text: str) -> None:
    assert same(text, text)
    assert same(text, f"・{text}。")
