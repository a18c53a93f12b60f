"""Weekdays beside dates, minutes of an agenda, and when minutes were finished."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
import pytest

from docgen.account.model import State, Status
from docgen.lint.checks import CHECKS
from tests.lint.scenes import TODAY, found, item, on, seen
from tests.lint.values import complete

WEEKDAYS = "weekday-matches"


@pytest.mark.parametrize(
    ("day", "said", "wrong"),
    [
        ("2026-12-08", "12/11（金）", ""),
        ("2026-12-08", "12/11（木）", "12/11（木）"),
        ("2026-12-08", "12/11(木)まで", "12/11(木)"),
        ("2026-12-08", "12月11日木曜", "12月11日木曜"),
        ("2026-12-08", "Thu 11 Dec", "Thu 11 Dec"),
        ("2026-12-08", "Fri 11 Dec", ""),
        ("2026-12-08", "12/11", ""),
        ("2026-12-08", "木曜", ""),
        ("2026-12-08", "2026-12-11 (木)", "2026-12-11 (木)"),
        ("2026-12-08", "2025-12-11 (木)", ""),
        ("2026-12-08", "2025-12-11 (金)", "2025-12-11 (金)"),
        ("2026-12-08", "12/8（火）〜12/11（木）", ""),
        ("2026-12-08", "", ""),
        ("2026-12-20", "1/15（金）", ""),
        ("2026-12-20", "1/15（木）", "1/15（木）"),
        ("2026-12-20", "9/15（火）", ""),
        ("2026-12-20", "9/15（水）", ""),
        ("2026-12-20", "9/15（木）", "9/15（木）"),
        ("2026-12-08", "12/5（金）", "12/5（金）"),
        ("2026-02-05", "10/9（木）", ""),
        ("2028-02-10", "2/29（月）", "2/29（月）"),
        ("2026-02-05", "8/6（水）", ""),
        ("2026-02-05", "8/5（火）", "8/5（火）"),
        ("2026-02-05", "8/4（月）", "8/4（月）"),
        ("2026-01-12", "7/15（火）", ""),
    ],
)
def test_a_weekday_is_that_of_its_date_seen_from_the_meeting(day: str, said: str, wrong: str) -> None:
    meeting = on(day, state=State.HELD, action_items=(item(said=said),))
    assert found(WEEKDAYS, meeting, fields=["due"]) == ([f"{day[5:]} 見積を送る ({wrong})"] if wrong else [])
    noted = on(day, state=State.HELD, next_text=said)
    assert found(WEEKDAYS, noted, fields=["next_meeting"]) == ([f"{day[5:]} {said} ({wrong})"] if wrong else [])


@pytest.mark.parametrize(
    ("heading", "wrong"),
    [
        ("2026-12-08（火）定例", ""),
        ("2026-12-08（水）定例", "2026-12-08（水）"),
        ("2026-12-08 (Wed) Review", "2026-12-08 (Wed)"),
        ("2026-12-08 (Tue) Review", ""),
        ("2026-12-08 定例", ""),
        ("12/8（水）定例", "12/8（水）"),
        ("定例 2026年12月8日(水)", "2026年12月8日(水)"),
        ("2026-12-09（火）定例", ""),
        ("12/8 定例（12/9（火）に延期）", ""),
        ("", ""),
    ],
)
def test_the_weekday_in_a_heading(heading: str, wrong: str) -> None:
    meeting = on("2026-12-08", heading=heading)
    assert found(WEEKDAYS, meeting) == ([f"12-08 {heading} ({wrong})"] if wrong else [])


def test_where_a_weekday_stands_is_told() -> None:
    bad: dict[str, Any] = {"said": "12/11（木）"}
    inner = complete(
        action_items=(
            item("中", **bad),
            item("済", status=Status.DONE, **bad),
            item("やめ", status=Status.DROPPED, **bad),
        )
    )
    meeting = on(
        "2026-12-08",
        heading="2026-12-08（水）",
        next_text="12/22（水）",
        action_items=(item("外", **bad),),
        items=(inner,),
    )
    gaps = [(g.field, g.item.number if g.item else 0, g.line, g.span[1]) for _, g in seen(WEEKDAYS, meeting)]
    assert gaps == [
        ("date", 0, "2026-12-08（水）", 0),
        ("due", 0, "外", 920),
        ("due", 1, "中", 130),
        ("next_meeting", 0, "12/22（水）", 0),
    ]
    for field, count in (("date", 1), ("due", 2), ("next_meeting", 1)):
        assert [g.field for _, g in seen(WEEKDAYS, meeting, fields=[field])] == [field] * count
    assert seen(WEEKDAYS, on("", state=State.HELD, heading="2026-12-08（水）", next_text="12/22（水）")) == []
    with pytest.raises(msgspec.ValidationError):
        CHECKS[WEEKDAYS].read({"fields": []})


MINUTES = "agenda-minutes"


def agenda(*minutes: int | None, start: str = "T10:00", end: str = "T11:00") -> list[str]:
    items = tuple(complete(minutes=each) for each in minutes)
    day = "2026-12-22"
    return found(MINUTES, on(day, items=items, start=start and day + start, end=end and day + end))


@pytest.mark.parametrize(
    ("minutes", "wrong"),
    [
        ((30, 28), ""),
        ((30, 29), "59/60"),
        ((61,), "61/60"),
        ((None, 59), "59/60"),
        ((None, None), ""),
        ((), ""),
    ],
)
def test_an_agenda_leaves_two_minutes(minutes: tuple[int | None, ...], wrong: str) -> None:
    assert agenda(*minutes) == ([f"12-22 ({wrong})"] if wrong else [])


@pytest.mark.parametrize(
    ("start", "end"), [("", "T11:00"), ("T10:00", ""), ("", ""), ("T11:00", "T10:00"), ("T10:00", "T10:00")]
)
def test_nothing_is_asked_of_a_meeting_whose_length_is_not_known(start: str, end: str) -> None:
    assert agenda(90, start=start, end=end) == []


def test_items_without_minutes_take_no_time() -> None:
    assert agenda(None, end="T10:01") == []
    assert agenda(1, end="T10:01") == ["12-22 (1/1)"]


def test_days_alone_tell_no_length() -> None:
    for start, end in (("2026-12-22", "2026-12-22T11:00"), ("2026-12-22T10:00", "2026-12-23")):
        assert found(MINUTES, on("2026-12-22", items=(complete(minutes=5000),), start=start, end=end)) == []


def test_how_much_is_to_be_left_may_be_told() -> None:
    meeting = on("2026-12-22", items=(complete(minutes=55),), start="2026-12-22T10:00", end="2026-12-22T11:00")
    assert [bool(seen(MINUTES, meeting, spare=spare)) for spare in (0, 5, 6)] == [False, False, True]
    [(_, gap)] = seen(MINUTES, meeting, spare=6)
    assert (gap.field, gap.item, gap.span) == ("minutes", None, meeting.span)
    with pytest.raises(msgspec.ValidationError):
        CHECKS[MINUTES].read({"spare": -1})


FINISHED = "finished-in-time"
DAY = "2026-12-15"


def finished(closed: str, missing: str, now: datetime = TODAY, **more: Any) -> bool:
    options = {name: more.pop(name) for name in ("minutes", "within_days") if name in more}
    fields = {"state": State.CLOSED, "start": f"{DAY}T10:00", "end": f"{DAY}T11:00", **more}
    meeting = on(DAY, closed_at=closed, open_at=missing, **fields)
    found = seen(FINISHED, meeting, now=now, **options)
    assert all((gap.field, gap.item, gap.span) == ("closed_at", None, meeting.span) for _, gap in found)
    return bool(found)


@pytest.mark.parametrize(
    ("closed", "missing", "late"),
    [
        (f"{DAY}T18:00", f"{DAY}T11:40", True),
        (f"{DAY}T18:00+09:00", f"{DAY}T11:06+09:00", True),
        (f"{DAY}T18:00", f"{DAY}T11:05", False),
        (f"{DAY}T11:05", f"{DAY}T11:40", False),
        (f"{DAY}T18:00", "", False),
        ("", f"{DAY}T11:40", False),
        (f"{DAY}T09:00+00:00", f"{DAY}T02:40+00:00", True),
        (f"{DAY}T09:00+00:00", f"{DAY}T02:05+00:00", False),
    ],
)
def test_minutes_are_late_if_somebody_saw_them_unfinished(closed: str, missing: str, late: bool) -> None:
    assert finished(closed, missing) == late


def test_when_minutes_are_not_asked() -> None:
    late = (f"{DAY}T18:00", f"{DAY}T11:40")
    assert not finished(*late, state=State.HELD)
    assert not finished(*late, end="")
    assert not finished(*late, end=DAY)
    assert not finished(*late, minutes=40)
    assert finished(*late, minutes=39)
    assert finished(*late, now=datetime.fromisoformat("2026-12-29T09:00:00+09:00"))
    assert not finished(*late, now=datetime.fromisoformat("2026-12-30T09:00:00+09:00"))
    assert not finished(*late, now=datetime.fromisoformat("2026-12-18T09:00:00+09:00"), within_days=2)
    for options in ({"minutes": 0}, {"within_days": 1}):
        CHECKS[FINISHED].read(options)
    for options in ({"minutes": -1}, {"within_days": 0}):
        with pytest.raises(msgspec.ValidationError):
            CHECKS[FINISHED].read(options)
