"""From when a team is told what is missing: the author has one whole working day first."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.account.workdays import is_working_day, next_working_day, told_to_team

TOKYO, SINGAPORE = "Asia/Tokyo", "Asia/Singapore"


@pytest.mark.parametrize(
    ("held", "told", "zone", "why"),
    [
        ("2026-11-09", "2026-11-11", TOKYO, "Monday to Wednesday"),
        ("2026-11-11", "2026-11-13", TOKYO, "Wednesday to Friday"),
        ("2026-11-12", "2026-11-16", TOKYO, "Thursday: all Friday for the author, then Monday"),
        ("2026-11-13", "2026-11-17", TOKYO, "Friday evening: all Monday, then Tuesday"),
        ("2026-11-14", "2026-11-17", TOKYO, "Saturday as Friday"),
        ("2026-11-15", "2026-11-17", TOKYO, "Sunday as Friday"),
        ("2026-11-20", "2026-11-25", TOKYO, "Monday is 勤労感謝の日"),
        ("2026-11-20", "2026-11-24", SINGAPORE, "which is Japan's alone"),
        ("2026-04-30", "2026-05-07", TOKYO, "大型連休, with 振替休日 on the 6th"),
        ("2026-09-18", "2026-09-25", TOKYO, "敬老の日, 国民の休日, 秋分の日"),
        ("2026-12-31", "2027-01-05", TOKYO, "the first alone is a national holiday"),
    ],
)
def test_a_team_is_told_after_one_whole_working_day(held: str, told: str, zone: str, why: str) -> None:
    assert told_to_team(date.fromisoformat(held), zone).isoformat() == told, why


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)), st.sampled_from([TOKYO, SINGAPORE]))
def test_one_working_day_lies_between(held: date, zone: str) -> None:
    told = told_to_team(held, zone)
    between = [
        day for n in range(held.toordinal() + 1, told.toordinal()) if is_working_day(day := date.fromordinal(n), zone)
    ]
    assert between == [next_working_day(held, zone)]
    assert is_working_day(told, zone)
