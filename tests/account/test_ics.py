"""Calendars as Google, Outlook, Apple and others write them: what is read, and what is said of a broken one.

The files in ``calendars`` were written for these tests, folded at octets (within characters too) and ended with CR LF
as those programs do.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from docgen.account.events import Event, canonical, meeting_id
from docgen.account.ics import IcsCalendar, load_ics
from docgen.account.ics_text import parse_ics
from docgen.errors import InputError

TOKYO = ZoneInfo("Asia/Tokyo")
FILES = Path(__file__).parent / "calendars"
FIRST, LAST = datetime(2026, 11, 23, tzinfo=TOKYO), datetime(2027, 1, 4, tzinfo=TOKYO)


def events(name: str) -> Sequence[Event]:
    return load_ics(FILES / name, TOKYO).events(FIRST, LAST)


def told(found: Sequence[Event]) -> list[str]:
    """Each event as start, original start and title, in Tokyo."""
    return [
        " ".join(filter(None, (_at(one.start), f"({_at(one.original)})" if one.original else "", one.title)))
        for one in found
    ]


def _at(when: date) -> str:
    return f"{when.astimezone(TOKYO):%m-%d %H:%M}" if isinstance(when, datetime) else f"{when:%m-%d}"


def calendar(*lines: str) -> IcsCalendar:
    text = "\r\n".join(["BEGIN:VCALENDAR", *lines, "END:VCALENDAR"])
    return IcsCalendar(parse_ics(text.encode(), "x.ics"), TOKYO)


def event(*lines: str, uid: str = "u") -> list[str]:
    return ["BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT"]


def test_google_with_a_moved_and_a_cancelled_occurrence_and_a_split_series() -> None:
    found = events("google.ics")
    assert told(found) == [
        "12-02 15:00 (12-01 10:00) 【楓食品様】週次定例（振替）",
        "12-03 展示会",
        "12-08 10:00 (12-08 10:00) 【楓食品様】週次定例",
        "12-15 14:00 (12-15 14:00) 【楓食品様】隔週定例",
        "12-22 14:00 (12-22 14:00) 【楓食品様】隔週定例",
    ]
    moved, exhibition, cancelled, split, _ = found
    assert moved.meeting_id == meeting_id("2v8kaede@google.com", datetime(2026, 12, 1, 10, tzinfo=TOKYO))
    assert (cancelled.cancelled, moved.cancelled) == (True, False)
    assert split.series == moved.series == "2v8kaede@google.com"
    assert (exhibition.all_day, exhibition.transparent, exhibition.span()) == (True, True, ("2026-12-03", "2026-12-04"))


def test_google_rooms_are_nobody_and_an_address_is_no_name() -> None:
    found = load_ics(FILES / "google.ics", TOKYO).events(datetime(2026, 11, 16, tzinfo=TOKYO), FIRST)
    assert [(one.name, one.email, one.partstat) for one in found[0].people()] == [
        ("佐藤 美咲", "sato@example.com", "accepted"),
        ("", "yoshida@kaede.example.jp", "needs-action"),
    ]
    assert load_ics(FILES / "google.ics", TOKYO).owner == "sato@example.com"


def test_outlook_with_windows_zones_of_its_own_and_of_nobody() -> None:
    found = events("outlook.ics")
    title = "RE: [外部] 吉野製作所様 月次のお打ち合わせ"
    assert told(found) == [
        f"11-30 15:00 (11-30 15:00) {title}",
        "12-02 10:00 現地と",
        "12-02 13:00 定義のない時刻",
        f"12-15 11:00 (12-14 15:00) {title}",
        f"12-21 15:00 (12-21 15:00) {title}",
    ]
    assert [one.email for one in found[0].people()] == [
        "kimura@yoshino.example.jp",
        "suzuki@example.com",
        "sato@example.com",
    ]


def test_a_series_keeps_its_local_time_when_clocks_change() -> None:
    found = load_ics(FILES / "outlook.ics", TOKYO).events(datetime(2026, 10, 28, tzinfo=TOKYO), FIRST)
    assert told(found) == ["10-30 09:00 (10-30 09:00) Pacific sync", "11-06 10:00 (11-06 10:00) Pacific sync"]


def test_apple_from_here_on_and_times_without_a_zone() -> None:
    found = events("apple.ics")
    assert told(found) == [
        "11-27 11:00 (11-27 11:00) Harbour Hotels weekly",
        "12-01 09:30 時刻に時間帯なし",
        "12-02 09:00 (12-02 09:00) 現場確認",
        "12-04 09:00 (12-04 09:00) 現場確認",
        "12-04 11:00 (12-04 11:00) Harbour Hotels weekly",
        "12-09 09:00 (12-09 09:00) 現場確認",
        "12-12 14:00 (12-11 11:00) Harbour Hotels weekly (new time)",
        "12-19 14:00 (12-18 11:00) Harbour Hotels weekly (new time)",
        "12-26 14:00 (12-25 11:00) Harbour Hotels weekly (new time)",
        "01-02 14:00 (01-01 11:00) Harbour Hotels weekly (new time)",
    ]
    assert found[2].span() == ("2026-12-02T09:00", "2026-12-02T09:45")


def test_shift_jis_folded_within_characters() -> None:
    assert told(events("shift_jis.ics")) == [
        "12-01 10:00 株式会社表能ソフト様 定例会議の件につきまして、年末の体制を含めてのご相談"
    ]


def test_other_encodings_and_line_ends() -> None:
    text = "\n".join(["BEGIN:VCALENDAR", *event("DTSTART:20261201T100000", "SUMMARY:週次定例"), "END:VCALENDAR"])
    for data in (
        text.encode("utf-16"),
        text.encode("euc_jp"),
        text.encode("iso2022_jp"),
        text.replace("\n", "\r").encode(),
        text.encode() + b"\n\n",
    ):
        found = IcsCalendar(parse_ics(data, "x.ics"), TOKYO).events(FIRST, LAST)
        assert told(found) == ["12-01 10:00 週次定例"]


def test_the_id_is_by_uid_and_original_start_in_utc() -> None:
    tokyo = datetime(2026, 12, 1, 10, tzinfo=TOKYO)
    london = datetime(2026, 12, 1, 1, tzinfo=ZoneInfo("Europe/London"))
    assert canonical("u@x", tokyo) == canonical("u@x", london) == "u@x\n20261201T010000Z"
    assert canonical("u@x", date(2026, 12, 1)) == "u@x\n20261201"
    assert canonical("u@x", None) == "u@x\n"
    assert meeting_id("u@x", tokyo) == "0548108aaebe0287"


def test_an_event_of_its_own_keeps_its_id_when_it_moves() -> None:
    first, second = (calendar(*event(f"DTSTART:{day}T100000")).events(FIRST, LAST) for day in (20261201, 20261210))
    assert first[0].meeting_id == second[0].meeting_id


def test_an_event_that_goes_over_the_edge_is_in() -> None:
    at = calendar(
        *event("DTSTART:20261122T230000", "DTEND:20261123T000000", uid="before"),
        *event("DTSTART:20261122T230000", "DTEND:20261123T003000", uid="into"),
        *event("DTSTART;VALUE=DATE:20261120", "DTEND;VALUE=DATE:20261124", uid="days"),
        *event("DTSTART:20270104T000000", "DTEND:20270104T010000", uid="after"),
    )
    assert [one.uid for one in at.events(FIRST, LAST)] == ["days", "into"]


def test_what_cannot_be_read_is_told_with_its_line_and_spoils_nothing_else() -> None:
    at = calendar(
        *event("SUMMARY:よい予定", "DTSTART:20261201T100000", uid="good"),
        *event("SUMMARY:時刻が変", "DTSTART:20261201T10AA00", uid="time"),
        *event("SUMMARY:始まりなし", uid="none"),
        *event("SUMMARY:規則が変", "DTSTART:20261201T100000", "RRULE:FREQ=FORTNIGHTLY", uid="rule"),
        *event("SUMMARY:毎秒", "DTSTART:20261201T100000", "RRULE:FREQ=SECONDLY", uid="often"),
        *event("SUMMARY:日付が変", "DTSTART:20261301T100000", uid="month"),
        "X-BROKEN LINE",
        *event("DTSTART:20261202T100000", "SUMMARY:折り返しを", "忘れた説明", "ATTENDEE;CN=:mailto:", uid="odd"),
    )
    assert told(at.events(FIRST, LAST)) == ["12-01 10:00 よい予定", "12-02 10:00 折り返しを"]
    assert [error.line("ja").partition("を読めない")[0] for error in at.troubles] == [
        "x.ics:10: 予定「時刻が変」の DTSTART '20261201T10AA00' ",
        "x.ics:12: 予定「始まりなし」に始まり（DTSTART）がないため、飛ばします",
        "x.ics:20: 予定「規則が変」の繰り返し（RRULE）",
        "x.ics:26: 予定「毎秒」の繰り返し（RRULE）",
        "x.ics:31: 予定「日付が変」の DTSTART '20261301T100000' ",
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "x.ics: the file is empty"),
        (b"<!DOCTYPE html><html>", "x.ics:1: this is a web page"),
        (b"PK\x03\x04....", "x.ics: this is a ZIP file"),
        (b"id,name\n", "x.ics:1: this is no calendar"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\n", "x.ics:3: the file is cut short: BEGIN:VEVENT of line 2"),
        (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR\n", "x.ics:3: END:VCALENDAR closes nothing (BEGIN:VEVENT of"),
        (b"BEGIN:VCALENDAR\nSUMMARY:\x81\xff\x00\xfe\nEND:VCALENDAR\n", "x.ics:2: the encoding is not known"),
    ],
)
def test_a_file_that_is_no_calendar_is_one_clear_line(data: bytes, said: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_ics(data, "x.ics")
    assert caught.value.line("en").startswith(said)
    assert "\n" not in caught.value.line("ja")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        load_ics(tmp_path / "x.ics", TOKYO)
