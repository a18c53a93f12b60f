"""Ids made from names, and names that could mean the same customer."""

from __future__ import annotations

import hashlib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.account.names import ID, NearNames, free_id, id_from, match_key

NAMES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=90)


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Acme", "acme"),
        ("ABC商事", "abc"),
        ("Ａｃｍｅ　Ｊａｐａｎ", "acme-japan"),
        ("Café Zürich, Inc.", "cafe-zurich-inc"),
        ("Møller & Søn", "moller-son"),
        ("O'Reilly", "oreilly"),
        ("Studio 54", "studio-54"),
        ("株式会社ヨシノハラ食品", "a-b6a77740"),
        ("第3工場", "a-a77960d2"),
        ("🙂", "a-d06f1525"),
    ],
)
def test_an_id_is_made_of_latin_letters_or_of_the_whole_name(name: str, made: str) -> None:
    assert id_from(name) == made


def test_the_hash_is_that_of_the_nfkc_name() -> None:
    expected = hashlib.sha256("ヨシノハラ".encode()).hexdigest()[:8]
    assert id_from("ﾖｼﾉﾊﾗ") == id_from("ヨシノハラ") == f"a-{expected}"


@given(NAMES)
def test_any_name_gives_a_legal_id_that_stays(name: str) -> None:
    made = id_from(name)
    assert ID.match(made)
    assert made == id_from(unicodedata.normalize("NFKC", name))


@given(NAMES, st.integers(0, 12))
def test_a_taken_id_is_numbered(name: str, others: int) -> None:
    made = id_from(name)
    taken: set[str] = set()
    for _ in range(others + 1):
        taken.add(free_id(made, taken))
    assert len(taken) == others + 1
    assert all(ID.match(one) for one in taken)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("株式会社ヨシノハラ食品", "ヨシノハラ食品㈱"),
        ("Acme, Inc.", "ACME"),
        ("ﾖｼﾉﾊﾗ食品", "ヨシノハラ食品"),
        ("髙橋工業", "高橋工業"),
        ("𠮷田製菓", "吉田製菓"),
        ("みなと中央病院", "みなと中央医院"),
        ("みなと中央病院", "みなと中央病院様"),
        ("Northwind Traders", "Northwnd Traders"),
        ("ヨシノハラ食品 第1工場", "ヨシノハラ食品第1工場"),
    ],
)
def test_names_that_are_near(name: str, other: str) -> None:
    assert NearNames([("a", name)]).near(other) == [("a", name)]
    assert NearNames([("a", other)]).near(name) == [("a", other)]


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("山田商事", "山本商事"),
        ("ヨシノハラ食品 第1工場", "ヨシノハラ食品 第2工場"),
        ("テスト会社0001", "テスト会社0002"),
        ("Acme Japan", "Acme France"),
    ],
)
def test_names_that_are_not(name: str, other: str) -> None:
    assert NearNames([("a", name)]).near(other) == []


@given(NAMES)
def test_a_name_is_near_itself(name: str) -> None:
    assert NearNames([("a", name)]).near(name) == [("a", name)]


@given(NAMES)
def test_a_match_key_does_not_change_again(name: str) -> None:
    assert match_key(match_key(name)) == match_key(name)
