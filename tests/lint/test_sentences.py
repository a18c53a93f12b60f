"""Where one sentence of minutes ends and the next begins, and what stands around it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.lint.sentences import sentences


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", []),
        (" 。\n・\n", []),
        ("なぜか？原因は端末。直す！次へ", ["なぜか?", "原因は端末", "直す", "次へ"]),
        ("・一つ目\n　２．二つ目\n1) 三つ目", ["一つ目", "二つ目", "三つ目"]),
        ("【決定】Ａ案とする", ["a案とする"]),
        ("1. Close on day 3. The entries are in; then print.", ["close on day 3", "the entries are in", "then print"]),
        ("Ask Ms. Ono, e.g. by mail. Mr. B. Sato too", ["ask ms. ono, e.g. by mail", "mr. b. sato too"]),
        ("Up 3.5% (in May). Fine", ["up 3.5%", "fine"]),
        ("It grew by 5%. Good", ["it grew by 5%", "good"]),
        ("方向性で合意（詳細は後日）。", ["方向性で合意"]),
        ("Go live [draft]", ["go live"]),
        ("（未定）", ["(未定)"]),
    ],
)
def test_sentences(text: str, said: list[str]) -> None:
    assert [each.text for each in sentences(text)] == said


def test_what_stands_in_brackets_at_the_end_is_kept_beside() -> None:
    (sentence,) = sentences("完了基準（案）。")
    assert (sentence.text, sentence.whole) == ("完了基準", "完了基準(案)")
    (sentence,) = sentences("（仮）1月に始める")
    assert (sentence.text, sentence.whole) == ("(仮)1月に始める", "(仮)1月に始める")


@given(st.text(alphabet="ab1.。？(（）)\n ;・#【】", max_size=40))
def test_whatever_people_write_falls_into_sentences(text: str) -> None:
    for sentence in sentences(text):
        assert sentence.text
        assert sentence.whole.startswith(sentence.text)
        assert "\n" not in sentence.whole
