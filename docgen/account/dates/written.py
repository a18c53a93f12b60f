"""Dates written out with numbers, in the order in which they are tried at one place of a text."""

from __future__ import annotations

from docgen.account.dates.pattern import Pattern, table
from docgen.account.dates.readings import coming_day, part_of_month, two_digit_year, week_of_day, written
from docgen.account.dates.words import NUMERAL_LEADS

UNIT = "件社名人個回枚台点倍割"
NO_COUNT = r"(?!/?[0-9]|{S}[%" + UNIT + "])"
"""Not behind 3/5 where it counts: 3/5件 is no date."""
NO_TIME = r"(?!{S}[:時月/.%" + UNIT + "]|-|{S}[a-z])"
"""Not behind 12/4〜10 where the 10 is no day: 12/4〜10時."""
DUE_ON = "(?:(?<=by )|(?<=by the )|(?<=until the )|(?<=before the )|(?<=on the )|(?<=day )|(?<=day the ))"

SLASHED = table(
    "0-9'",
    Pattern("2026-12-04", "2026-12-04", r"{YEAR}-{MONTH}-{DAY}(?!-)", written, "day"),
    Pattern("2026/12/4〜8", "2026-12-08", r"{YEAR}/{MONTH}/{FIRST}{WDNOTE}?~{DAY}日?" + NO_TIME, written, "day"),
    Pattern("2026/12/04", "2026-12-04", r"{YEAR}/{MONTH}/{DAY}(?!/)", written, "day"),
    Pattern("2026.12.4", "2026-12-04", r"{YEAR}\.{S}{MONTH}\.{S}{DAY}", written, "day"),
    Pattern("20261204", "2026-12-04", r"(?P<year>20[0-9]{2})(?P<month>[01][0-9])(?P<day>[0-3][0-9])", written, "day"),
    Pattern("31.12.2026", "2026-12-31", r"{DAY}\.{S}{MONTH}\.{S}(?P<year>20[0-9]{2})", written, "day"),
    Pattern("31/12/2026", "2026-12-31", r"(?P<day>1[3-9]|2[0-9]|3[01])/{MONTH}/(?P<year>20[0-9]{2})", written, "day"),
    Pattern("12/4/2026", "2026-12-04", r"{MONTH}/{DAY}/(?P<year>20[0-9]{2})", written, "day"),
    Pattern(
        "26/12/4", "2026-12-04", r"'?(?P<a>[0-9]{2})/(?P<b>[0-9]{1,2})/(?P<c>[0-9]{1,2})(?!/)", two_digit_year, "day"
    ),
    Pattern("4/1/27", "2027-04-01", r"(?P<a>[0-9])/(?P<b>[0-9]{1,2})/(?P<c>[0-9]{2})(?!/)", two_digit_year, "day"),
    Pattern("12/4(金)〜8", "2026-12-08", r"{MONTH}/{FIRST}{WDNOTE}?~{DAY}日?" + NO_TIME, written, "day"),
    Pattern("2027/3末", "2027-03-31", r"{YEAR}/{MONTH}/?(?P<part>[上中下]旬|末|初)", part_of_month),
    Pattern("12/末", "2026-12-31", r"{MONTH}/(?P<part>[上中下]旬|末|初)", part_of_month),
    Pattern("12/7の週", "2026-12-11", r"{MONTH}/{DAY}の?週(?![間次])", week_of_day),
    Pattern(
        "31/12",
        "2026-12-31",
        r"(?!24/7)(?P<day>1[3-9]|2[0-9]|3[01])/(?P<month>0?[1-9]|1[0-2])(?!/)" + NO_COUNT,
        written,
        "day",
    ),
    Pattern("12/4", "2026-12-04", r"{MONTH}/{DAY}" + NO_COUNT, written, "day"),
    Pattern(
        "04.12.",
        "2026-12-04",
        r"(?P<day>[0-3]?[0-9])\.(?P<month>0[1-9]|1[0-2])\.(?={S}(?:[)\],;]|\Z))",
        written,
        "day",
    ),
    Pattern("12.4(金)", "2026-12-04", r"{MONTH}\.{DAY}(?={S}{WDNOTE})", written, "day"),
)
WITH_KANJI = table(
    NUMERAL_LEADS + "'令平R昨去今本来再翌",
    Pattern(
        "12月4日(金)〜8日",
        "2026-12-08",
        r"{JYEAR}?{S}{JMONTH}{S}月{S}{JFIRST}日?{WDNOTE}?{S}~{S}{JDAY}日",
        written,
        "day",
    ),
    Pattern("12月7日の週", "2026-12-11", r"{JYEAR}?{S}{JMONTH}{S}月{S}{JDAY}{S}日の?週(?![間次])", week_of_day),
    Pattern("令和8年12月4日", "2026-12-04", r"{JYEAR}?{S}{JMONTH}{S}月{S}{JDAY}{S}日(?!間)", written, "day"),
)
DAY_ALONE = table(
    NUMERAL_LEADS,
    Pattern("25日まで", "2026-12-25", r"{JDAY}日(?={S}(?:{WDNOTE}|まで|迄|必着|締|〆))", coming_day, "month's day"),
)
ERA = table(
    "R令",
    Pattern(
        "R8.12.4",
        "2026-12-04",
        r"(?P<era>(?-i:R)|令和)\.?{S}(?P<era_year>元|[0-9]{1,2})[./-]{MONTH}[./-]{DAY}",
        written,
        "day",
    ),
)
MONTH_FIRST = table(
    "a-z",
    Pattern(
        "Dec 4-8", "2026-12-08", r"{ENMONTH}\.?{S}{FIRST}{TH}{S}[-~]{S}{DAY}{TH}(?!:[0-9]){ENYEAR}", written, "day"
    ),
    Pattern("December 4th, 2026", "2026-12-04", r"{ENMONTH}\.?{S}{DAY}{TH}(?!:[0-9]){ENYEAR}", written, "day"),
)
DAY_FIRST = table(
    "0-9",
    Pattern("4th of December", "2026-12-04", r"{DAY}{TH}{S}(?:of )?(?!(?-i:may)){ENMONTH}\.?{ENYEAR}", written, "day"),
    Pattern("by the 15th", "2026-12-15", DUE_ON + r"{DAY}(?:st|nd|rd|th)", coming_day, "month's day"),
)
WRITTEN = (SLASHED, WITH_KANJI, DAY_ALONE, ERA)
NAMED = (MONTH_FIRST, DAY_FIRST)
