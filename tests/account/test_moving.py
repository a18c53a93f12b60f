"""The words that say when, for a meeting that moves: what they become, and what around them stays."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from docgen.account.dates import TimeSpan
from docgen.account.dates.asking import asked, asked_end
from docgen.account.dates.moving import changed, moved_heading, moved_line

TUESDAY = date(2026, 12, 1)
LATER = TimeSpan(datetime(2026, 12, 10, 15), datetime(2026, 12, 10, 16, 30))
HEADINGS = {
    "2026-12-01（火）12月定例": "2026-12-10（木）12月定例",
    "2026-12-01 (Tue) Monthly review": "2026-12-10 (Thu) Monthly review",
    "2026-12-01（月）12月定例": "2026-12-10（木）12月定例",
    "2026/12/1 定例 ★大事": "2026/12/10 定例 ★大事",
    "■ 2026.12.1 定例": "■ 2026.12.10 定例",
    "定例 2026年12月1日（火）": "定例 2026年12月10日（木）",
    "令和8年12月1日(火曜日) 定例": "令和8年12月10日(木曜日) 定例",
    "【中止】2026-12-01（火）定例": "【中止】2026-12-10（木）定例",
    "2026年12月1日 10時〜11時 定例": "2026年12月10日 15時〜16時30分 定例",
    "2026-12-01（火）10:00 定例": "2026-12-10（木）15:00 定例",
    "Tue, 1 Dec 2026 - Review": "Thu, 10 Dec 2026 - Review",
    "December 1, 2026 Review": "December 10, 2026 Review",
    "12/1リリースの件": None,
}
LINES = {
    "2026-12-01（火）10:00〜11:00": "2026-12-10（木）15:00〜16:30",
    "2026-12-01 (Tue) 10:00–11:00": "2026-12-10 (Thu) 15:00–16:30",
    "2026-12-01（火）10:00〜": "2026-12-10（木）15:00〜16:30",
    "2026-12-01（火）": "2026-12-10（木）15:00〜16:30",
    "2026-12-01（火）（予定）10:00〜11:00 ※会議室A": "2026-12-10（木）（予定）15:00〜16:30 ※会議室A",
    "12/1(火) 10時〜11時半 @本社": "12/10(木) 15時〜16時半 @本社",
    "2026/12/01(火) 10:00 - 11:00": "2026/12/10(木) 15:00 - 16:30",
    "12月1日 午後3時から4時": "12月10日 15:00から16時30分",
    "10:00〜11:00": "15:00〜16:30",
    "2026-12-01（火）10:00〜2026-12-02（水）11:00": "2026-12-10（木）15:00〜16:30",
    "2026-12-01（火）10:00★〜11:00": None,
    "調整中": None,
}


@pytest.mark.parametrize(("before", "after"), HEADINGS.items())
def test_a_heading(before: str, after: str | None) -> None:
    changes = moved_heading(before, LATER, "ja")
    assert (None if changes is None else changed(before, changes)) == after


@pytest.mark.parametrize(("before", "after"), LINES.items())
def test_a_line(before: str, after: str | None) -> None:
    changes = moved_line(before, TUESDAY, LATER, "ja")
    assert (None if changes is None else changed(before, changes)) == after


def test_what_is_said_already_does_not_change() -> None:
    assert moved_heading("2026-12-10（木）定例", LATER, "ja") == []
    assert moved_line("12月10日 15時から16時半まで", TUESDAY, LATER, "ja") == []


def test_a_meeting_of_whole_days_loses_its_times_and_gets_them_back() -> None:
    line, day = "2026-12-01（火）10:00〜11:00 ※本社", TimeSpan(date(2026, 12, 10))
    away = moved_line(line, TUESDAY, day, "ja")
    assert away is not None
    assert changed(line, away) == "2026-12-10（木） ※本社"
    back = moved_line(changed(line, away), date(2026, 12, 10), LATER, "ja")
    assert back is not None
    assert changed(changed(line, away), back) == "2026-12-10（木）15:00〜16:30 ※本社"


ASKED = {
    "2026-12-08": "2026-12-08T10:00 2026-12-08T11:00",
    "2026-12-08 15:00": "2026-12-08T15:00 2026-12-08T16:00",
    "12/8 15時": "2026-12-08T15:00 2026-12-08T16:00",
    "来週火曜 15:00–16:30": "2026-12-08T15:00 2026-12-08T16:30",
    "next Thursday 3pm": "2026-12-10T15:00 2026-12-10T16:00",
    "15:00": "2026-12-01T15:00 2026-12-01T16:00",
    "明日": "2026-12-02T10:00 2026-12-02T11:00",
    "今日 15時": "2026-12-01T15:00 2026-12-01T16:00",
    "1/15": "2027-01-15T10:00 2027-01-15T11:00",
    "12/8〜9": "2026-12-08 2026-12-09",
    "来週": "",
    "12月上旬": "",
    "あとで": "",
}


@pytest.mark.parametrize(("words", "means"), ASKED.items())
def test_what_people_ask_for(words: str, means: str) -> None:
    said = asked(words, TUESDAY)
    span = said.beside(TUESDAY, datetime(2026, 12, 1, 10), datetime(2026, 12, 1, 11)) if said else ()
    assert " ".join(each.isoformat()[:16] for each in span if each) == means


def test_the_end() -> None:
    assert asked_end("16時", TUESDAY, datetime(2026, 12, 8, 15)) == datetime(2026, 12, 8, 16)
    assert asked_end("12/9 10:00", TUESDAY, datetime(2026, 12, 8, 15)) == datetime(2026, 12, 9, 10)
