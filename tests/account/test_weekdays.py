"""A weekday put right in the form in which it is written; the date never changes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.account.dates import day
from docgen.account.dates.moving import changed
from docgen.account.dates.weekdays import corrected
from docgen.account.dates.words import WEEKDAYS_JA

ON = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("2026-11-24（水）11月定例", "2026-11-24（火）11月定例"),
        ("12/5（金）", "12/5（土）"),
        ("12月5日(金曜日)まで", "12月5日(土曜日)まで"),
        ("令和8年12月5日［金］", "令和8年12月5日［土］"),
        ("金曜 12/5", "土曜 12/5"),
        ("Fri 5 Dec", "Sat 5 Dec"),
        ("Friday, December 5th", "Saturday, December 5th"),
        ("2026-12-05 (FRI)", "2026-12-05 (SAT)"),
        ("due 12/5 (fri)", "due 12/5 (sat)"),
    ],
)
def test_the_weekday_is_put_right(text: str, right: str) -> None:
    change = corrected(text, ON)
    assert change is not None
    assert changed(text, [change]) == right


@pytest.mark.parametrize("text", ["12/5（土）", "12/5", "12/5(金)〜12/8(火)", "金曜まで", "", "未定（金）"])
def test_what_is_right_or_unclear_stays(text: str) -> None:
    assert corrected(text, ON) is None


@given(st.dates(date(2026, 6, 1), date(2027, 4, 1)), st.integers(1, 6))
def test_whichever_day_and_weekday(when: date, off: int) -> None:
    wrong = WEEKDAYS_JA[(when + timedelta(days=off)).weekday()]
    change = corrected(f"{when}（{wrong}）", ON)
    assert change is not None
    assert changed(f"{when}（{wrong}）", [change]) == day(when, "ja")
