"""Dates as people write them: each row says what a text means on a day. 2026-12-01 is a Tuesday."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.account import dates
from docgen.account.dates.finding import ALONE
from docgen.account.dates.fold import fold
from docgen.account.dates.pattern import Pattern
from docgen.account.dates.scan import PATTERNS
from docgen.account.dates.words import ERAS, MONTHS, WEEKDAYS_JA, WEEKS, YEARS

TUESDAY = date(2026, 12, 1)

PLAIN = [
    # written out
    ("2026-12-01", "2026-12-01", "2026-12-01"),
    ("2026/12/01(火) 10:00 - 11:00", "2026-11-20", "2026-12-01"),
    ("2026年12月1日（火） 10:00～11:00", "2026-11-20", "2026-12-01"),
    ("2026年12月1日（火）", "2020-01-01", "2026-12-01"),
    ("12/1", "2026-11-20", "2026-12-01"),
    ("12月1日", "2026-11-20", "2026-12-01"),
    ("令和8年12月1日", "2026-11-20", "2026-12-01"),
    ("R8.12.1", "2026-11-20", "2026-12-01"),
    ("R8年12月1日（火）", "2026-11-20", "2026-12-01"),
    ("令和8/12/1", "2026-11-20", "2026-12-01"),
    ("R9年3月末", "2026-12-01", "2027-03-31"),
    ("R9年度末", "2026-12-01", "2028-03-31"),
    ("令和元年12月1日", "2026-11-20", "2019-12-01"),
    ("2026.12.01", "2026-11-20", "2026-12-01"),
    ("9/10", "2026-09-01", "2026-09-10"),
    ("9/10まで", "2026-09-01", "2026-09-10"),
    ("9月8日", "2026-09-01", "2026-09-08"),
    ("2026-04-30: 環境構築", "2026-04-01", "2026-04-30"),
    ("5/7までに提出", "2026-04-28", "2026-05-07"),
    ("5/2 (今週金) 17時まで", "2025-04-28", "2025-05-02"),
    ("Dec 5", "2026-12-01", "2026-12-05"),
    ("by Dec 5", "2026-12-01", "2026-12-05"),
    ("Dec 5th", "2026-12-01", "2026-12-05"),
    ("5 December", "2026-12-01", "2026-12-05"),
    ("5th of December", "2026-12-01", "2026-12-05"),
    ("December 5, 2026", "2020-01-01", "2026-12-05"),
    ("5 Dec 2026", "2020-01-01", "2026-12-05"),
    ("Sept. 9", "2026-09-01", "2026-09-09"),
    ("12/5/2026", "2020-01-01", "2026-12-05"),
    # months and their parts
    ("月初", "2026-12-01", "2026-12-05"),
    ("上旬", "2026-12-01", "2026-12-10"),
    ("中旬", "2026-12-01", "2026-12-20"),
    ("下旬", "2026-12-01", "2026-12-31"),
    ("月末", "2026-12-01", "2026-12-31"),
    ("11月末", "2026-10-01", "2026-11-30"),
    ("11月月末", "2026-10-01", "2026-11-30"),
    ("3月の月初", "2026-12-01", "2027-03-05"),
    ("来月末", "2026-12-01", "2027-01-31"),
    ("今月中", "2026-12-01", "2026-12-31"),
    ("来月10日", "2026-12-01", "2027-01-10"),
    ("12月上旬", "2026-11-01", "2026-12-10"),
    ("12月中旬", "2026-11-01", "2026-12-20"),
    ("12月中", "2026-11-01", "2026-12-31"),
    ("2027年3月末", "2026-12-01", "2027-03-31"),
    ("end of month", "2026-12-01", "2026-12-31"),
    ("EOM", "2026-12-01", "2026-12-31"),
    ("end of next month", "2026-12-01", "2027-01-31"),
    ("early January", "2026-12-01", "2027-01-10"),
    ("mid-December", "2026-12-01", "2026-12-20"),
    # years
    ("年内", "2026-12-01", "2026-12-31"),
    ("年度末", "2026-12-01", "2027-03-31"),
    ("来年度末", "2026-12-01", "2028-03-31"),
    ("年明け", "2026-12-01", "2027-01-10"),
    ("end of year", "2026-12-01", "2026-12-31"),
    # weeks
    ("今週中", "2026-12-01", "2026-12-04"),
    ("今週金曜", "2026-12-01", "2026-12-04"),
    ("週明け", "2026-12-01", "2026-12-07"),
    ("来週", "2026-12-01", "2026-12-11"),
    ("来週金曜", "2026-12-01", "2026-12-11"),
    ("来週水曜", "2026-12-01", "2026-12-09"),
    ("再来週", "2026-12-01", "2026-12-18"),
    ("金曜日", "2026-12-01", "2026-12-04"),
    ("今週末", "2026-12-01", "2026-12-06"),
    ("EOW", "2026-12-01", "2026-12-04"),
    ("Friday", "2026-12-01", "2026-12-04"),
    ("next Friday", "2026-12-01", "2026-12-11"),
    ("this Friday", "2026-12-01", "2026-12-04"),
    ("end of next week", "2026-12-01", "2026-12-11"),
    # days from now
    ("本日中", "2026-12-01", "2026-12-01"),
    ("明日", "2026-12-01", "2026-12-02"),
    ("明後日", "2026-12-01", "2026-12-03"),
    ("3営業日", "2026-12-01", "2026-12-04"),
    ("3営業日以内", "2026-12-01", "2026-12-04"),
    ("10日以内", "2026-12-01", "2026-12-11"),
    ("2週間後", "2026-12-01", "2026-12-15"),
    ("EOD", "2026-12-01", "2026-12-01"),
    ("tomorrow", "2026-12-01", "2026-12-02"),
    ("in 3 days", "2026-12-01", "2026-12-04"),
    ("within 2 weeks", "2026-12-01", "2026-12-15"),
    ("3 business days", "2026-12-01", "2026-12-04"),
    # no day at all
    ("", "2026-12-01", ""),
    ("次回まで", "2026-12-01", ""),
    ("未定", "2026-12-01", ""),
    ("要確認", "2026-12-01", ""),
    ("TBD", "2026-12-01", ""),
    ("至急", "2026-12-01", ""),
    ("ASAP", "2026-12-01", ""),
]

TRICKY = [
    # the year is not written
    ("1/15", "2026-12-20", "2027-01-15"),
    ("12/28", "2027-01-05", "2026-12-28"),
    ("9/10", "2026-12-01", "2026-09-10"),  # overdue: 82 days back
    ("8/10", "2026-12-01", "2027-08-10"),
    ("1月末", "2026-12-20", "2027-01-31"),
    ("Jan 15", "2026-12-20", "2027-01-15"),
    ("by January", "2026-12-20", "2027-01-31"),
    ("来年3月末", "2026-12-01", "2027-03-31"),
    ("2/29", "2027-12-20", "2028-02-29"),
    ("2/29", "2026-12-20", ""),
    ("月初", "2026-12-06", "2027-01-05"),
    ("上旬", "2026-12-11", "2027-01-10"),
    ("月末", "2026-12-31", "2026-12-31"),
    ("2月末", "2028-01-10", "2028-02-29"),
    ("来月末", "2027-01-31", "2027-02-28"),
    ("年度末", "2027-03-31", "2027-03-31"),
    ("年度末", "2027-04-01", "2028-03-31"),
    ("2026年度末", "2026-12-01", "2027-03-31"),
    ("25日まで", "2026-12-26", "2027-01-25"),
    ("31日まで", "2026-11-10", ""),
    # no such day
    ("2/30", "2026-12-01", ""),
    ("2026-02-29", "2026-12-01", ""),
    ("13/13", "2026-12-01", ""),
    ("2026/13/45", "2026-12-01", ""),
    ("0000-00-00", "2026-12-01", ""),
    ("令和8年2月30日", "2026-12-01", ""),
    ("February 30, 2027", "2026-12-01", ""),
    ("来年", "9999-12-31", ""),
    ("1/15", "0001-01-01", ""),
    # forms of characters
    ("１２／１（火）", "2026-11-20", "2026-12-01"),
    ("２０２６年１２月１日", "2020-01-01", "2026-12-01"),
    ("２０２６－１２－０１", "2020-01-01", "2026-12-01"),
    ("2026–12–01", "2020-01-01", "2026-12-01"),
    ("2026 年 12 月 1 日", "2020-01-01", "2026-12-01"),
    ("㋿8年㋋㏠", "2020-01-01", "2026-12-01"),
    ("12⽉1⽇", "2026-11-20", "2026-12-01"),  # Kangxi radicals, as PDF copies them
    ("十二月二十五日", "2026-12-01", "2026-12-25"),
    ("令和元年五月一日", "2026-12-01", "2019-05-01"),
    ("三営業日以内", "2026-12-01", "2026-12-04"),
    ("Ｎｅｘｔ　Ｆｒｉｄａｙ", "2026-12-01", "2026-12-11"),
    ("12/4㈮", "2026-12-01", "2026-12-04"),
    ("①12/4まで", "2026-12-01", "2026-12-04"),
    ("20261204", "2020-01-01", "2026-12-04"),
    ("'26/12/4", "2026-12-01", "2026-12-04"),
    ("31/12/2026", "2026-12-01", "2026-12-31"),
    ("12/4/26", "2026-12-01", "2026-12-04"),
    ("26年12月4日", "2026-12-01", "2026-12-04"),
    # around weekends
    ("金曜", "2026-12-04", "2026-12-11"),
    ("今週金曜", "2026-12-04", "2026-12-04"),
    ("Friday", "2026-12-04", "2026-12-11"),
    ("今週中", "2026-12-05", "2026-12-06"),
    ("週明け", "2026-12-07", "2026-12-14"),
    ("来週金曜", "2026-12-06", "2026-12-11"),
    ("3営業日以内", "2026-12-03", "2026-12-08"),
    ("翌営業日", "2026-12-04", "2026-12-07"),
    ("3営業日", "2026-04-28", "2026-05-07"),
    ("in 3 business days", "2026-04-28", "2026-05-01"),
    ("最終営業日", "2027-04-10", "2027-04-30"),
    ("1営業日後", "2026-12-05", "2026-12-07"),
    ("in 2 working days", "2026-12-04", "2026-12-08"),
    ("来週(水)", "2026-12-01", "2026-12-09"),
    ("来週の水曜日まで", "2026-12-01", "2026-12-09"),
    ("来週火 14時", "2026-12-01", "2026-12-08"),
    ("来週日程を調整", "2026-12-01", "2026-12-11"),  # 日 belongs to 日程
    ("再来週月曜", "2026-12-01", "2026-12-14"),
    ("来週頭", "2026-12-01", "2026-12-07"),
    ("Friday next week", "2026-12-01", "2026-12-11"),
    ("the week after next", "2026-12-01", "2026-12-18"),
    ("来月第2金曜", "2026-12-01", "2027-01-08"),
    ("今月最終営業日", "2027-01-04", "2027-01-29"),
    # a span is its last day
    ("12/1〜12/5", "2026-12-01", "2026-12-05"),
    ("12/1(火)～3(木)", "2026-12-01", "2026-12-03"),
    ("12月1日〜5日", "2026-12-01", "2026-12-05"),
    ("12/28〜1/5", "2026-12-20", "2027-01-05"),
    ("2025/6/1〜6/5", "2026-12-01", "2025-06-05"),
    ("Dec 4-8", "2026-12-01", "2026-12-08"),
    ("Dec 28 to Jan 5", "2026-12-20", "2027-01-05"),
    ("12/1 10:00〜11:00", "2026-12-01", "2026-12-01"),
    ("12/1〜10時まで", "2026-12-01", "2026-12-01"),
    ("今週〜来週", "2026-12-01", "2026-12-11"),
    ("5年内の計画", "2026-12-01", "2031-12-01"),
    ("初旬に送る", "2026-12-01", "2026-12-10"),
    ("第2金曜に送る", "2026-12-01", "2026-12-11"),
    ("最終営業日に送る", "2026-12-01", "2026-12-31"),
    ("直近の金曜に送る", "2026-12-01", "2026-12-04"),
    ("当日中に送る", "2026-12-01", "2026-12-01"),
    ("即日中に送る", "2026-12-01", "2026-12-01"),
    ("今日中に送る", "2026-12-01", "2026-12-01"),
    ("翌日送る", "2026-12-01", "2026-12-02"),
    ("あさって送る", "2026-12-01", "2026-12-03"),
    ("しあさって送る", "2026-12-01", "2026-12-04"),
    ("'26年12月末に送る", "2026-12-01", "2026-12-31"),
    ("'26年度末に送る", "2026-12-01", "2027-03-31"),
    ("'26年12月4日に送る", "2026-12-01", "2026-12-04"),
    ("12/4 or 12/8", "2026-12-01", "2026-12-08"),
    ("木曜か金曜", "2026-12-01", "2026-12-04"),
    ("12/7の週", "2026-12-01", "2026-12-11"),
    ("令和9年度末", "2026-12-01", "2028-03-31"),
    ("2〜3営業日", "2026-12-01", "2026-12-04"),
    # which of two
    ("明日の資料を12/8までに送付", "2026-12-01", "2026-12-08"),
    ("来週金曜（12/11）", "2026-12-01", "2026-12-11"),
    ("Fri, Dec 4", "2026-12-01", "2026-12-04"),
    ("EOD Friday", "2026-12-01", "2026-12-04"),
    ("by EOD 12/4", "2026-12-01", "2026-12-04"),
    ("Friday EOD", "2026-12-01", "2026-12-04"),
    ("未定（来週金曜に確定）", "2026-12-01", ""),
    ("［期限：要確認］", "2026-12-01", ""),
    ("期限: TBDです", "2026-12-01", ""),
    ("次回(12/15)まで", "2026-12-01", "2026-12-15"),
    # clear as a whole text only
    ("金", "2026-12-01", "2026-12-04"),
    ("（金）", "2026-12-01", "2026-12-04"),
    ("Fri.", "2026-12-01", "2026-12-04"),
    ("期限：25日", "2026-12-01", "2026-12-25"),
    ("15th", "2026-12-01", "2026-12-15"),
    ("3月", "2026-12-01", "2027-03-31"),
    ("by December 2026", "2026-11-01", "2026-12-31"),
    ("今日", "2026-12-01", "2026-12-01"),
    ("2週間", "2026-12-01", "2026-12-15"),
    # looks like a date and is none
    ("説明日時の調整", "2026-12-01", ""),
    ("明日香さんに依頼", "2026-12-01", ""),
    ("10/10件完了", "2026-12-01", ""),
    ("進捗は3/5名", "2026-12-01", ""),
    ("24/7サポート", "2026-12-01", ""),
    ("年末調整の資料", "2026-12-01", ""),
    ("毎週金曜に報告", "2026-12-01", ""),
    ("毎月25日に締める", "2026-12-01", ""),
    ("隔週金曜に報告", "2026-12-01", ""),
    ("昨年末の件", "2026-12-01", ""),
    ("去年末の件", "2026-12-01", ""),
    ("先月末の件", "2026-12-01", ""),
    ("last Friday", "2026-12-01", ""),
    ("every Monday", "2026-12-01", ""),
    ("Phase 3 may start", "2026-12-01", ""),
    ("we sat down", "2026-12-01", ""),
    ("Sun Microsystems", "2026-12-01", ""),
    ("03-1234-5678", "2026-12-01", ""),
    ("2026-12-01-01", "2026-12-01", ""),
    ("112/1", "2026-12-01", ""),
    ("weekday", "2026-12-01", ""),
    ("Marc 5", "2026-12-01", ""),
]


def named(day: date | None) -> str:
    return day.isoformat() if day else ""


def test_the_tables_are_as_long_as_promised() -> None:
    assert len(PLAIN) + len(TRICKY) >= 120
    assert len(TRICKY) >= len(PLAIN)


@pytest.mark.parametrize(("text", "seen_on", "means"), PLAIN + TRICKY)
def test_a_text_means_a_day(text: str, seen_on: str, means: str) -> None:
    assert named(dates.resolve(text, date.fromisoformat(seen_on))) == means


@pytest.mark.parametrize("pattern", [*PATTERNS, *ALONE], ids=lambda pattern: pattern.example)
def test_the_example_of_every_pattern_means_what_its_row_says(pattern: Pattern) -> None:
    assert pattern.regex.search(fold(pattern.example).text)
    assert named(dates.resolve(pattern.example, TUESDAY)) == pattern.means


def kanji(number: int) -> str:
    tens, ones = divmod(number, 10)
    return (("" if tens == 1 else "〇一二三"[tens]) + "十" if tens else "") + " 一二三四五六七八九"[ones].strip()


def japanese(words: dict[str, int]) -> list[tuple[str, int]]:
    return [(word, count) for word, count in words.items() if not word.isascii()]


WORDS = [
    *((f"{word}12月4日", date(2026 + years, 12, 4)) for word, years in japanese(YEARS)),
    *((f"{word}11月末", date(2026 + years, 11, 30)) for word, years in japanese(YEARS)),
    *((f"{word}末", date(2026 + years, 12, 31)) for word, years in japanese(YEARS) if years >= 0),
    *((f"{word}度末", date(2027 + years, 3, 31)) for word, years in japanese(YEARS) if years >= 0),
    *((f"{word}10日", date(2026 + (months > 0), months or 12, 10)) for word, months in japanese(MONTHS)),
    *((f"{word}上旬", date(2026 + (months > 0), months or 12, 10)) for word, months in japanese(MONTHS)),
    *((f"{word}木曜", date(2026, 12, 3) + timedelta(weeks=weeks)) for word, weeks in japanese(WEEKS)),
    *((f"{word}中", date(2026, 12, 4) + timedelta(weeks=weeks)) for word, weeks in japanese(WEEKS)),
    *((f"{word}40年12月4日", date(before + 40, 12, 4)) for word, before in japanese(ERAS)),
    *((f"{word}40年12月末", date(before + 40, 12, 31)) for word, before in japanese(ERAS)),
    *((f"{word}40年度末", date(before + 41, 3, 31)) for word, before in japanese(ERAS)),
    *((f"{weekday}曜", TUESDAY + timedelta(days=(i - 2) % 7 + 1)) for i, weekday in enumerate(WEEKDAYS_JA)),
    *((f"{kanji(i)}日まで", date(2026, 12, i)) for i in range(1, 32)),
    *((f"{kanji(i)}日以内", TUESDAY + timedelta(days=i)) for i in range(1, 32)),
    *((f"2027年{kanji(i)}月{kanji(i)}日", date(2027, i, i)) for i in range(1, 13)),
    *((f"{kanji(i)}月{kanji(i)}日", date(2027 - (i in (9, 10, 11, 12)), i, i)) for i in range(1, 13)),
    *((f"{kanji(i)}月上旬", date(2027 - (i in (9, 10, 11, 12)), i, 10)) for i in range(1, 13)),
]


@pytest.mark.parametrize(("text", "means"), WORDS)
def test_every_word_is_known_among_other_words(text: str, means: date) -> None:
    found = dates.find(f"資料を、{text}", TUESDAY)
    assert found
    assert (found.date, found.start, found.end) == (means, 4, 4 + len(text.removesuffix("まで")))


def test_no_other_date_stands_in_for_a_due_date_that_is_not_known_yet() -> None:
    assert dates.find("見積の提示（期限：未定、12/8の会議で決める）", TUESDAY) is None
    assert dates.find("Quote, due date: TBD (see Dec 8)", TUESDAY) is None


def test_next_meeting_is_known_where_it_is_given() -> None:
    assert dates.resolve("次回まで", TUESDAY, next_meeting=date(2026, 12, 15)) == date(2026, 12, 15)
    assert dates.resolve("by next meeting", TUESDAY, next_meeting=date(2026, 12, 15)) == date(2026, 12, 15)


@pytest.mark.parametrize(
    ("text", "cut", "means", "weekday"),
    [
        ("□ 料金表を送る（担当：鈴木、期限：９／１０）", "９／１０", "2026-09-10", None),
        ("キックオフ資料作成 担当:中村 期限:9月8日", "9月8日", "2026-09-08", None),
        ("・見積の提示（担当：佐藤／期限：金曜日）", "金曜日", "2026-09-04", None),
        ("- [ ] @高橋 2026-04-30: 環境構築", "2026-04-30", "2026-04-30", None),
        ("担当: 山本 ／ 期限: 来週水曜 ／ 内容: 部門別の集計", "来週水曜", "2026-09-09", None),
        ("5/2 (今週金) 17時まで: 契約書", "5/2 (今週金)", "2027-05-02", "wrong"),
        ("🙂𠮷野さん ㋈10日㈭ まで", "㋈10日㈭", "2026-09-10", "right"),
        ("送付は９月１０日（木・祝）まで", "９月１０日（木・祝）", "2026-09-10", "right"),
        ("9/10 水曜 10:00", "9/10 水曜", "2026-09-10", "wrong"),
        ("金曜（9/3）まで", "金曜（9/3）", "2026-09-03", "wrong"),
        ("Send it on Thursday, September 10.", "Thursday, September 10", "2026-09-10", "right"),
        ("Send it by 10 Sep (Fri), please", "10 Sep (Fri)", "2026-09-10", "wrong"),
        ("9月10日日程調整", "9月10日", "2026-09-10", None),
        ("1/2の資料を確認、期限 9/10", "9/10", "2026-09-10", None),
    ],
)
def test_a_date_is_found_where_it_stands(text: str, cut: str, means: str, weekday: str | None) -> None:
    found = dates.find(text, date(2026, 9, 1))
    assert found
    assert (text[found.start : found.end], named(found.date)) == (cut, means)
    assert dates.weekday_matches(found) == {"right": True, "wrong": False, None: None}[weekday]


@pytest.mark.parametrize(
    ("text", "day", "title"),
    [
        ("2026-12-01（火）12月定例", "2026-12-01", "12月定例"),
        ("2026-12-01 (Tue) Monthly review", "2026-12-01", "Monthly review"),
        ("2026-12-01（火） 2026-12-02（水）の準備", "2026-12-01", " 2026-12-02（水）の準備"),
        ("2026/12/01(火) 定例会", "2026-12-01", "定例会"),
        ("■ 2026/12/01(火) 10:00 - 11:00 定例会", "2026-12-01", "定例会"),
        ("【2026年12月1日（火）】定例会", "2026-12-01", "定例会"),
        ("【定例】２０２６／１２／０１　議事録", "2026-12-01", "【定例】 議事録"),
        ("定例会議事録（2026/12/01 10:00〜11:00）", "2026-12-01", "定例会議事録"),
        ("2026-12-01: Monthly review", "2026-12-01", "Monthly review"),
        ("Monthly review – December 1, 2026", "2026-12-01", "Monthly review"),
        ("2026/12/1〜12/3 合宿", "2026-12-01", "合宿"),
        ("20261201_議事録", "2026-12-01", "議事録"),
        ("12月1日の定例", "2026-12-01", "定例"),
        ("12月1日定例", "2026-12-01", "定例"),
        ("12/1（火）", "2026-12-01", ""),
        ("月次定例 12/1", "2026-12-01", "月次定例"),
        ("7月1日 定例", "2026-07-01", "定例"),  # the nearest July, not the next
    ],
)
def test_a_meeting_is_known_by_its_heading(text: str, day: str, title: str) -> None:
    assert dates.meeting_heading(text, TUESDAY) == (date.fromisoformat(day), title)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "決定事項",
        "1. 2026/12/01版の確認",
        "12/1リリースの件",
        "前回（11/20）の続き",
        "来週の定例",
        "12月定例",
        "2026-13-01（火）定例",
        "継続中のTODO",
    ],
)
def test_other_headings_are_no_meetings(text: str) -> None:
    assert dates.meeting_heading(text, TUESDAY) is None


def test_a_heading_without_a_year_needs_one_from_elsewhere() -> None:
    assert dates.meeting_heading("12月1日 定例") is None
    assert dates.meeting_heading("来年1月15日 定例") is None


def test_days_are_written_for_both_languages() -> None:
    assert (dates.day(TUESDAY, "ja"), dates.day(TUESDAY, "en")) == ("2026-12-01（火）", "2026-12-01 (Tue)")
    assert (dates.short_day(TUESDAY, "ja"), dates.short_day(TUESDAY, "en")) == ("12/1（火）", "1 Dec (Tue)")


TEN, ELEVEN = datetime(2026, 12, 1, 10), datetime(2026, 12, 1, 11)


@pytest.mark.parametrize(
    ("start", "end", "ja", "en"),
    [
        (TEN, ELEVEN, "2026-12-01（火）10:00〜11:00", "2026-12-01 (Tue) 10:00–11:00"),
        (TEN, None, "2026-12-01（火）10:00〜", "2026-12-01 (Tue) 10:00"),
        (TUESDAY, None, "2026-12-01（火）", "2026-12-01 (Tue)"),
        (TUESDAY, date(2026, 12, 3), "2026-12-01（火）〜2026-12-03（木）", "2026-12-01 (Tue) – 2026-12-03 (Thu)"),
        (
            datetime(2026, 12, 1, 22),
            datetime(2026, 12, 2, 1),
            "2026-12-01（火）22:00〜2026-12-02（水）01:00",
            "2026-12-01 (Tue) 22:00 – 2026-12-02 (Wed) 01:00",
        ),
    ],
)
def test_a_time_span_is_written_for_both_languages(start: date, end: date | None, ja: str, en: str) -> None:
    assert (dates.time_span(start, end, "ja"), dates.time_span(start, end, "en")) == (ja, en)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("日時：2026/12/01(火) 10:00 - 11:00", "10:00 11:00"),
        ("2026年12月1日（火） 10:00～11:00", "10:00 11:00"),
        ("2026-12-01 10時〜11時半", "10:00 11:30"),
        ("2026-12-01 10:00–11:00", "10:00 11:00"),
        ("2026-12-01 10:00ー11:00（60分）", "10:00 11:00"),
        ("2026-12-01T10:00", "10:00"),
        ("12/1（火）１０：００〜１１：００ 会議室A", "10:00 11:00"),
        ("10:00-11:00, 1 December 2026", "10:00 11:00"),
        ("Tue 1 Dec 2026, 3-4pm", "15:00 16:00"),
        ("December 1, 2026 11:00 AM to 1:00 PM", "11:00 13:00"),
        ("12/1 午後3時から4時まで", "15:00 16:00"),
        ("12/1 正午〜13時", "12:00 13:00"),
        ("12/1 10〜11時", "10:00 11:00"),
        ("10:00〜11:00", "10:00 11:00"),
        ("12/1 23:00〜25:30", "23:00 25:30"),
        ("12/1 23:00〜1:30", "23:00 25:30"),
        ("12/1（火） 場所: 本社3階", ""),
        ("12/1（火） 2時間の予定", ""),
    ],
)
def test_a_time_span_is_read_as_people_write_it(text: str, span: str) -> None:
    midnight = datetime(2026, 12, 1)
    times = [timedelta(hours=int(part[:2]), minutes=int(part[3:])) for part in span.split()]
    start, end = [*(midnight + time for time in times), None, None][:2]
    assert dates.parse_time_span(text, on=TUESDAY) == (start or TUESDAY, end)


def test_a_time_without_a_day_is_no_time_span() -> None:
    assert dates.parse_time_span("10:00〜11:00") is None
    assert dates.parse_time_span("場所: 本社", on=TUESDAY) is None


LANGUAGES = st.sampled_from(("ja", "en"))
TITLES = st.text() | st.builds(
    "".join,
    st.lists(st.sampled_from((" ", "　", "（", "(", "火", "）", ")", "2026-12-01", "12月定例", "Tue", "\n", "10:00"))),
)
LETTERS = sorted(
    {*re.findall(r"[^\W\d_a-zA-Z]|[a-z]{2,}", "".join(p.notation for p in PATTERNS)), *"0123456789/-.(): ~,'"}
)
DATELIKE = st.text() | st.builds(
    "".join, st.lists(st.sampled_from([*LETTERS, "１", "／", "①", "㈫", "𠮷"]), max_size=30)
)


@given(DATELIKE, st.dates())
def test_any_text_is_read_without_an_error(text: str, reference: date) -> None:
    dates.resolve(text, reference)
    dates.meeting_heading(text, reference)
    dates.parse_time_span(text, reference)
    found = dates.find(text, reference)
    assert not found or 0 <= found.start < found.end <= len(text)


@given(st.text())
def test_a_fold_leads_back_to_every_character(text: str) -> None:
    folded = fold(text)
    for i, char in enumerate(folded.text):
        start, end = folded.span(i, i + 1)
        assert end == start + 1
        assert char in fold(text[start]).text
    assert folded.span(0, len(folded.text)) == (0, len(text))


@given(st.dates(), TITLES, LANGUAGES)
def test_a_heading_gives_back_date_and_exact_title(day: date, title: str, language: Literal["ja", "en"]) -> None:
    text = dates.heading(day, title, language)
    assert dates.parse_heading(text) == (day, title)
    assert dates.meeting_heading(text) == (day, title)


@given(st.dates(), LANGUAGES)
def test_a_day_is_found_again_with_its_weekday(day: date, language: Literal["ja", "en"]) -> None:
    text = f"資料を送る {dates.day(day, language)}"
    found = dates.find(text, TUESDAY)
    assert found
    assert (found.date, found.end, dates.weekday_matches(found)) == (day, len(text), True)


@given(st.dates(TUESDAY - timedelta(days=90), TUESDAY + timedelta(days=274)), LANGUAGES)
def test_a_short_day_is_the_same_day_for_most_of_a_year(day: date, language: Literal["ja", "en"]) -> None:
    assert dates.resolve(dates.short_day(day, language), TUESDAY) == day


MINUTES = st.datetimes().map(lambda moment: moment.replace(second=0, microsecond=0))


@given(MINUTES | st.dates(), st.none() | st.timedeltas(timedelta(0), timedelta(days=3)), LANGUAGES)
def test_a_time_span_gives_back_its_times(start: date, length: timedelta | None, language: Literal["ja", "en"]) -> None:
    try:
        end = None if length is None else start + timedelta(minutes=length // timedelta(minutes=1))
    except OverflowError:
        return
    if end == start and not isinstance(start, datetime):
        end = None
    assert dates.parse_time_span(dates.time_span(start, end, language)) == (start, end)


@pytest.mark.parametrize(
    "junk", ["1", " ", "（", "a", "1/", "来週の金 ", "一月", "by 1 ", "午後1", "・", "\n", "12/1あ "]
)
def test_much_junk_before_a_date_does_not_matter(junk: str) -> None:
    """Were anything quadratic in the length of the text, this would not end."""
    text = junk * (100_000 // len(junk)) + "、期限 2026-12-04"
    assert dates.resolve(text, TUESDAY) == date(2026, 12, 4)
    assert dates.parse_time_span(text) == (date(2026, 12, 4), None)
    dates.meeting_heading(text, TUESDAY)
