"""Words and numerals of dates in both languages, and the notation in which patterns are written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

Language = Literal["ja", "en"]
Groups = Mapping[str, str | None]
"""The named groups of a match; None where not taken part."""

WEEKDAYS_JA = "月火水木金土日"
WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

ERAS = {"令和": 2018, "R": 2018, "平成": 1988}
"""The year before each era's first."""
YEARS = {"昨年": -1, "去年": -1, "今年": 0, "本年": 0, "来年": 1, "翌年": 1, "再来年": 2, "next year": 1}
MONTHS = {"今月": 0, "当月": 0, "本月": 0, "来月": 1, "翌月": 1, "次月": 1, "再来月": 2, "翌々月": 2}
MONTHS |= {"this month": 0, "next month": 1}
WEEKS = {"今週": 0, "来週": 1, "翌週": 1, "次週": 1, "再来週": 2, "翌々週": 2}
WEEKS |= {"this": 0, "this week": 0, "next": 1, "next week": 1, "week after next": 2}
"""How many years, months, weeks after the meeting's."""
PARTS = {"初": 5, "頭": 5, "上旬": 10, "初旬": 10, "前半": 15, "半ば": 20, "中頃": 20, "中旬": 20}
PARTS |= {"beginning": 5, "start": 5, "early": 10, "mid": 20, "middle": 20}
"""The last day of a part of the month; the month's own for all others. 月初 is defined nowhere: here 1st to 5th."""
COUNTS_EN = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
DIGITS_JA = "一二三四五六七八九"
NUMERAL_LEADS = "0-9十" + DIGITS_JA

_NUMERAL = "[0-9]{1,2}|[一二三四五六七八九十]{1,3}"
_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_TOKENS = {
    "S": " {0,3}",
    "YEAR": "(?P<year>[0-9]{4})",
    "MONTH": "(?P<month>[0-9]{1,2})",
    "DAY": "(?P<day>[0-9]{1,2})",
    "FIRST": "(?P<first>[0-9]{1,2})",
    "JYEAR": (
        "(?:(?P<year>[0-9]{4}) {0,3}年|(?P<era>令和|平成|(?-i:R)) {0,3}(?P<era_year>元|" + _NUMERAL + ") {0,3}年"
        "|'?(?P<short_year>[0-9]{2})年|(?P<year_word>昨年|去年|今年|本年|再?来年|翌年)の?)"
    ),
    "JMONTH": f"(?P<month>{_NUMERAL})",
    "JDAY": f"(?P<day>{_NUMERAL})",
    "JFIRST": f"(?P<first>{_NUMERAL})",
    "MONTHREF": "(?:{MONTHWORD}|{JYEAR}?{S}{JMONTH}{S}月)",
    "MONTHWORD": "(?P<month_word>今月|当月|本月|再?来月|次月|翌々?月)",
    "PART": "(?P<part>上旬|中旬|下旬|初旬|初め?|頭|半ば|中頃|前半|後半|末日?|中|内|いっぱい)",
    "WEEKWORD": "(?P<week_word>今週|再?来週|次週|翌々?週)",
    "WEEKPART": "(?P<part>明け|頭|初め?|早々|前半|半ば|中頃|後半|末|中|内|いっぱい|以内)",
    "COUNT": "(?P<count>[0-9]{1,3}|[一二三四五六七八九十]{1,3})",
    "IN": "(?:以内|後|内|を?(?:目途|目処|めど|メド))",
    "END": "(?:末|中|内)",
    "DUE": "(?= {0,3}(?:まで|迄|必着|締|〆))",
    "WD": "(?P<weekday>[月火水木金土日])",
    "ANYWD": "[月火水木金土日]",
    "WDNOTE": r"(?:\( {0,3}[月火水木金土日](?:曜日?)? {0,3}\))",
    "ENWD": "(?P<weekday>{ENWDNAME})",
    "ENWDNAME": (
        "(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
    ),
    "FULLENWD": "(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day)",
    "ENMONTH": f"(?P<month>{_MONTHS})",
    "ENMONTHNEXT": f"(?=(?:{_MONTHS}) )",
    "ENPART": "(?P<part>beginning|start|early|mid|middle|late)[ -](?:of )?",
    "ENYEAR": "(?:,? {0,3}(?P<year>20[0-9]{2})(?!:[0-9]))?",
    "QYEAR": "(?:'?(?:20)?(?P<short_year>[0-9]{2})(?![0-9]))?",
    "ENCOUNT": "(?P<count>[0-9]{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten)",
    "TH": "(?:st|nd|rd|th)?",
}
"""What ``{NAME}`` stands for in a pattern. No quantifier without a bound and no deep nesting: matching is linear."""


def expand(notation: str) -> str:
    """The regular expression that ``notation`` stands for: its ``{NAME}`` replaced."""
    return re.sub(r"\{([A-Z]+)\}", lambda token: expand(_TOKENS[token[1]]), notation)


def number(text: str | None) -> int:
    """What a numeral says: digits, kanji up to 99 (十二, 元 for 1), or a, an, one … ten.

    Raises ``ValueError`` for none.
    """
    text = (text or "").lower()
    if text.isdecimal():
        return int(text)
    if text in ("元", "a", "an"):
        return 1
    if text in COUNTS_EN:
        return COUNTS_EN.index(text) + 1
    tens, ten, ones = text.rpartition("十")
    if not text or len(tens) > 1 or len(ones) > 1:
        raise ValueError(text)
    return (10 * (DIGITS_JA.index(tens) + 1 if tens else 1) if ten else 0) + (DIGITS_JA.index(ones) + 1 if ones else 0)


def weekday(word: str) -> int:
    """0 for 月, Mon, Monday … to 6 for 日, Sun, Sunday.

    Raises ``ValueError`` for anything else.
    """
    return WEEKDAYS_JA.index(word[0]) if word[0] in WEEKDAYS_JA else WEEKDAYS_EN.index(word[:3].title())


def month(word: str | None) -> int:
    """The month of a numeral or of an English name or its abbreviation.

    Raises ``ValueError`` for anything else.
    """
    name = (word or "")[:3].title()
    return MONTHS_EN.index(name) + 1 if name in MONTHS_EN else number(word)
