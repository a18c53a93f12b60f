"""What the groups of a match mean, seen from a meeting: the right-hand side of the tables of patterns."""

from __future__ import annotations

from datetime import date, timedelta

from docgen.account.dates import days, words
from docgen.account.dates.pattern import Read, Seen
from docgen.account.dates.words import Groups

_FAR = timedelta(days=1000)
"""Beyond which two numbers for the year are read another way."""

MONTH_END = 31
WEEK_PARTS = {"明": 0, "頭": 0, "初": 0, "早": 0, "前": 2, "半": 2, "中頃": 2, "末": days.SUNDAY, "early": 2, "mid": 2}
"""The last day of a part of the week, by how its name begins; Friday for all others."""
NEW_YEAR = 10
"""年明け lasts until this day of January, as 上旬 does."""


def written(groups: Groups, seen: Seen) -> date:
    """A day of a month, its year as written or the nearest from ``seen.past`` days ago on."""
    month, day = words.month(groups["month"]), words.number(groups["day"])
    return date(year_of(groups, month, day, seen), month, day)


def year_of(groups: Groups, month: int, day: int, seen: Seen) -> int:
    """The year of a match, in whichever way it is written, or else by what is near."""
    if (word := groups.get("year_word")) and not groups.get("year"):
        return seen.reference.year + words.YEARS[word.lower()]
    return written_year(groups, seen) or days.year_around(seen.reference, month, day, seen.past)


def written_year(groups: Groups, seen: Seen) -> int | None:
    """The year of a match, where it is written in numbers."""
    if year := groups.get("year"):
        return int(year)
    if era := groups.get("era"):
        return words.ERAS[era] + words.number(groups["era_year"])
    if short := groups.get("short_year"):
        return century(seen) + int(short)
    return None


def century(seen: Seen) -> int:
    """The year with which the meeting's century begins."""
    return seen.reference.year // 100 * 100


def two_digit_year(groups: Groups, seen: Seen) -> date | None:
    """26/12/4 or 12/4/26: whichever exists and is nearer; 20/06/26, if neither is near."""
    a, b, c = (int(groups[name] or 0) for name in "abc")
    found = _existing(century(seen), (a, b, c), (c, a, b))
    nearest = min(found, key=lambda day: abs(day - seen.reference), default=None)
    if nearest is not None and abs(nearest - seen.reference) <= _FAR:
        return nearest
    return next(iter(_existing(century(seen), (c, b, a))), nearest)


def _existing(first: int, *places: tuple[int, int, int]) -> list[date]:
    """Those of years since ``first``, months and days that exist."""
    return [
        date(first + year, month, day)
        for year, month, day in places
        if 1 <= month <= 12 and 1 <= day <= days.month_end(first + year, month).day
    ]


def coming_day(groups: Groups, seen: Seen) -> date:
    """A day of the month alone: the next one, today included."""
    return days.coming_day_of_month(seen.reference, words.number(groups["day"]))


def month_of(groups: Groups, seen: Seen) -> tuple[int, int]:
    """Year and month of a match: 来月, or 12月 with or without its year, or the meeting's."""
    if word := groups.get("month_word"):
        return days.year_and_month(seen.reference, words.MONTHS[word.lower()])
    if not groups.get("month"):
        return seen.reference.year, seen.reference.month
    month = words.month(groups["month"])
    return year_of(groups, month, MONTH_END, seen), month


def last_day(groups: Groups) -> int:
    """The last day of a part of a month."""
    part = (groups.get("part") or "").lower()
    return words.PARTS.get(part, words.PARTS.get(part[:1], MONTH_END))


def part_of_month(groups: Groups, seen: Seen) -> date:
    """The last day of a named part of a named month; of the month where no part is named."""
    return days.part_of_month(*month_of(groups, seen), last_day(groups))


def coming_part(groups: Groups, seen: Seen) -> date:
    """The last day of the coming 上旬, 月末 …"""
    return days.coming_part_of_month(seen.reference, last_day(groups))


def day_of_month(groups: Groups, seen: Seen) -> date:
    """来月10日."""
    return date(*month_of(groups, seen), words.number(groups["day"]))


def nth_weekday(groups: Groups, seen: Seen) -> date:
    """来月第2金曜; without a month the coming one."""
    nth, weekday = words.number(groups["nth"]), words.weekday(groups["weekday"] or "")
    day = days.nth_weekday(*month_of(groups, seen), nth, weekday)
    if day < seen.reference and not (groups["month"] or groups["month_word"]):
        return days.nth_weekday(*days.year_and_month(seen.reference, 1), nth, weekday)
    return day


def nth_week(groups: Groups, seen: Seen) -> date:
    """12月第2週: the Friday of the week, the first of which is that with the month's first Friday."""
    return days.nth_weekday(*month_of(groups, seen), words.number(groups["nth"]), words.weekday("金"))


def nth_working_day(groups: Groups, seen: Seen) -> date:
    """来月第3営業日; without a month the coming one."""
    before_the_first = date(*month_of(groups, seen), 1) - timedelta(days=1)
    day = days.after_working_days(before_the_first, words.number(groups["count"]), japan=True)
    if day < seen.reference and not (groups["month"] or groups["month_word"]):
        end = days.month_end(seen.reference.year, seen.reference.month)
        return days.after_working_days(end, words.number(groups["count"]), japan=True)
    return day


def last_working_day(groups: Groups, seen: Seen) -> date:
    """来月最終営業日."""
    return days.working_day_until(days.month_end(*month_of(groups, seen)))


def weeks_on(groups: Groups) -> int:
    """How many weeks after the meeting's."""
    return words.WEEKS[" ".join((groups.get("week_word") or "今週").lower().split())]


def weekday_of_week(groups: Groups, seen: Seen) -> date:
    """来週水曜, next Wednesday."""
    return days.in_week(seen.reference, weeks_on(groups), words.weekday(groups["weekday"] or ""))


def part_of_week(groups: Groups, seen: Seen) -> date:
    """来週前半, 今週末; the working week's end where no part is named."""
    part = groups.get("part") or ""
    for start, day in WEEK_PARTS.items():
        if part.startswith(start):
            return days.in_week(seen.reference, weeks_on(groups), day)
    return days.week_end(seen.reference, weeks_on(groups))


def week_of_day(groups: Groups, seen: Seen) -> date:
    """12/7の週: the end of its working week."""
    return days.week_end(days.in_week(written(groups, seen), 0, 0), 0)


def weeks_from_weekday(groups: Groups, seen: Seen) -> date:
    """Two weeks from Monday."""
    return coming_weekday(groups, seen) + timedelta(weeks=words.number(groups["count"]))


def weekend(groups: Groups, seen: Seen) -> date:
    """The Sunday of a week."""
    return days.in_week(seen.reference, weeks_on(groups), days.SUNDAY)


def coming_weekday(groups: Groups, seen: Seen) -> date:
    """金曜, Friday; 週明け is Monday."""
    return days.coming_weekday(seen.reference, words.weekday(groups.get("weekday") or "月"))


def on(count: int) -> Read:
    """A fixed number of days after the meeting."""
    return lambda _groups, seen: seen.reference + timedelta(days=count)


def days_on(groups: Groups, seen: Seen) -> date:
    """So many days after the meeting."""
    return seen.reference + timedelta(days=words.number(groups["count"]))


def hours_on(groups: Groups, seen: Seen) -> date:
    """So many hours after the meeting, a part of a day counted as a day."""
    return seen.reference + timedelta(days=-(-words.number(groups["count"]) // 24))


def weeks_later(groups: Groups, seen: Seen) -> date:
    """So many weeks after the meeting."""
    return seen.reference + timedelta(weeks=words.number(groups["count"]))


def working_days_on(groups: Groups, seen: Seen) -> date:
    """So many working days after the meeting; one where no number stands."""
    return days.after_working_days(seen.reference, words.number(groups.get("count") or "1"))


def working_days_of_japan(groups: Groups, seen: Seen) -> date:
    """3営業日: the same without the national holidays."""
    return days.after_working_days(seen.reference, words.number(groups.get("count") or "1"), japan=True)


def months_on(each: int) -> Read:
    """So many times ``each`` months after the meeting; once where no number stands."""
    return lambda groups, seen: days.after_months(seen.reference, words.number(groups.get("count") or "1") * each)


def year_end(groups: Groups, seen: Seen) -> date:
    """31 December of the year written or named, else of the meeting's."""
    year = written_year(groups, seen) or seen.reference.year + years_on(groups)
    return date(year, 12, 31)


def years_on(groups: Groups) -> int:
    """How many years after the meeting's."""
    return words.YEARS[(groups.get("year_word") or "今年").lower()]


def new_year(_groups: Groups, seen: Seen) -> date:
    """年明け: the first days of next year."""
    return date(seen.reference.year + 1, 1, NEW_YEAR)


def fiscal_year_end(groups: Groups, seen: Seen) -> date:
    """31 March that ends the fiscal year (from April) written or named, else the meeting's."""
    this = seen.reference.year - (seen.reference.month < 4)
    return date((written_year(groups, seen) or this + years_on(groups)) + 1, 3, 31)


def quarter_end(_groups: Groups, seen: Seen) -> date:
    """The end of March, June, September or December."""
    return days.month_end(seen.reference.year, (seen.reference.month + 2) // 3 * 3)


def quarter(groups: Groups, seen: Seen) -> date:
    """The end of a quarter of the calendar year that is written, else of the coming one."""
    month = 3 * words.number(groups["quarter"])
    year = written_year(groups, seen) or days.year_around(seen.reference, month, MONTH_END, 0)
    return days.month_end(year, month)


def half_end(month: int) -> Read:
    """The coming end of a half of the fiscal year, in that month."""
    return lambda _groups, seen: days.month_end(seen.reference.year + (seen.reference.month > month), month)


def next_meeting(_groups: Groups, seen: Seen) -> date | None:
    """The next meeting's day, where it is known."""
    return seen.next_meeting


def never(_groups: Groups, _seen: Seen) -> None:
    """No day that anything can be due on: every Friday, the end of last month."""
