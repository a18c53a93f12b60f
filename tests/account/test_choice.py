"""Which meeting is meant: the one that is going on, and by name exactly the one that was named."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from docgen.account.choice import chosen_meeting, current_meeting
from docgen.account.model import Meeting
from docgen.errors import InputError

TOKYO = ZoneInfo("Asia/Tokyo")


def meeting(name: str, start: str, end: str = "") -> Meeting:
    day = start[:10]
    return Meeting(id=name, date=day, title=name, start=start, end=end and f"{day}T{end}", span=("t.0", 1, 2))


DAY = (
    meeting("2026-12-01-2", "2026-12-01T11:00", "12:00"),
    meeting("2026-12-01", "2026-12-01T10:00", "11:00"),
    meeting("2026-11-24", "2026-11-24"),
)


@pytest.mark.parametrize(
    ("now", "meant"),
    [
        ("2026-12-01T09:20", "2026-12-01-2"),  # the latest of today: none is going on
        ("2026-12-01T09:40", "2026-12-01"),
        ("2026-12-01T10:45", "2026-12-01"),  # the next begins in a quarter of an hour
        ("2026-12-01T11:00", "2026-12-01-2"),
        ("2026-12-01T13:00", "2026-12-01-2"),
        ("2026-11-30T23:59", "2026-11-24"),
        ("2026-11-01T10:00", "2026-11-24"),
    ],
)
def test_the_meeting_that_is_going_on(now: str, meant: str) -> None:
    found = current_meeting(DAY, datetime.fromisoformat(now).replace(tzinfo=TOKYO))
    assert found
    assert found.id == meant


def test_just_after_its_end_a_meeting_is_still_meant() -> None:
    two = (meeting("b", "2026-12-01T11:30", "12:30"), meeting("a", "2026-12-01T10:00", "11:00"))
    found = current_meeting(two, datetime(2026, 12, 1, 11, 5, tzinfo=TOKYO))
    assert found
    assert found.id == "a"


def test_an_id_goes_before_a_date() -> None:
    assert chosen_meeting(DAY, "2026-12-01", datetime.now(TOKYO)).title == "2026-12-01"


def test_a_date_of_two_meetings_is_asked_about() -> None:
    two = (meeting("b", "2026-12-01T11:00"), meeting("a", "2026-12-01T10:00"))
    with pytest.raises(InputError) as caught:
        chosen_meeting(two, "2026-12-01", datetime.now(TOKYO))
    assert "b, a" in caught.value.line("ja")
