"""Dates as English minutes name them, in the order in which they are tried at one place of a text."""

from __future__ import annotations

from docgen.account.dates import readings as r
from docgen.account.dates.pattern import Pattern, table

END_OF = r"(?:(?:end|close|last day){S}of{S}(?:the{S})?)"
LATER = r"(?: from (?:now|today)| later)"
WEEK_OF = "(?:(?:week|wk)(?: of| commencing| beginning| starting)|w/[cb]){S}:?{S}(?:the )?(?:mon(?:day)? )?"
_BEFORE = "by |until |till |before |due |on |EOD |EOB |COB |of day |of business |of play "
DUE = "(?:" + "|".join(f"(?<={each})" for each in _BEFORE.split("|")) + ")"

COUNTS = table(
    "0-9a-z",
    Pattern(
        "in 3 business days",
        "2026-12-04",
        r"(?:in |within )?{ENCOUNT}{S}(?:business|working)[ -]days?",
        r.working_days_on,
    ),
    Pattern("3 days from now", "2026-12-04", r"{ENCOUNT}{S}days?" + LATER, r.days_on),
    Pattern("a week from Friday", "2026-12-11", r"{ENCOUNT}{S}weeks? from {FULLENWD}", r.weeks_from_weekday),
    Pattern("two weeks from today", "2026-12-15", r"{ENCOUNT}{S}weeks?" + LATER, r.weeks_later),
)
NAMES = table(
    "a-z",
    Pattern(
        "every Friday",
        "",
        r"(?:every|each|last|previous)(?: other)? (?:{ENWD}|week|month|quarter|year)",
        r.never,
        "never",
    ),
    Pattern(
        "end of last month", "", END_OF + r"(?:last|previous|every|each) (?:week|month|quarter|year)", r.never, "never"
    ),
    Pattern("Fridays", "", r"{FULLENWD}s", r.never, "never"),
    Pattern(
        "EOD",
        "2026-12-01",
        r"EOD|EOB|COB|" + END_OF + "(?:business(?: day)?|day|today|play)",
        r.on(0),
        "day's end",
    ),
    Pattern("EOW", "2026-12-04", r"EOW|" + END_OF + "(?:this )?(?:working )?week", r.part_of_week),
    Pattern("end of next week", "2026-12-11", END_OF + r"(?P<week_word>next week)", r.part_of_week),
    Pattern("EOM", "2026-12-31", r"EOM|month[- ]end|" + END_OF + "(?:this )?month", r.part_of_month),
    Pattern("end of next month", "2027-01-31", END_OF + r"(?P<month_word>next month)", r.part_of_month),
    Pattern("EOQ", "2026-12-31", r"EOQ|quarter[- ]end|" + END_OF + "(?:this )?quarter", r.quarter_end),
    Pattern("end of the fiscal year", "2027-03-31", END_OF + "(?:this )?(?:fiscal year|FY)|EOFY", r.fiscal_year_end),
    Pattern(
        "end of Q1", "2027-03-31", END_OF + r"?(?:(?<=by )|(?<=of )|(?<=in ))Q(?P<quarter>[1-4]){S}{QYEAR}", r.quarter
    ),
    Pattern(
        "end of FY26", "2027-03-31", r"(?:" + END_OF + r")FY{S}'?(?:20)?(?P<short_year>[0-9]{2})", r.fiscal_year_end
    ),
    Pattern(
        "FY26 end",
        "2027-03-31",
        r"FY{S}'?(?:20)?(?P<short_year>[0-9]{2}){S}(?:year[ -]?)?(?:end|末)",
        r.fiscal_year_end,
    ),
    Pattern("EOY", "2026-12-31", r"EOY|year[- ]end|" + END_OF + "(?:this )?year", r.year_end),
    Pattern("end of next year", "2027-12-31", END_OF + r"(?P<year_word>next year)", r.year_end),
    Pattern("end of November", "2026-11-30", f"(?:{END_OF}|end[ -])" + r"{ENMONTH}{ENYEAR}", r.part_of_month),
    Pattern("December end", "2026-12-31", r"{ENMONTH}[ -]end", r.part_of_month),
    Pattern("in a fortnight", "2026-12-15", r"(?:(?:in|within) )?a fortnight", r.on(14)),
    Pattern(
        "mid-December",
        "2026-12-20",
        r"{ENPART}(?:{ENMONTH}{ENYEAR}|(?P<month_word>(?:this|next) month))",
        r.part_of_month,
    ),
    Pattern("beginning of the month", "2026-12-05", r"{ENPART}(?:the )?month", r.coming_part),
    Pattern("by January", "2027-01-31", r"(?:(?<=by )|(?<=in )){ENMONTH}{ENYEAR}", r.part_of_month),
    Pattern("next business day", "2026-12-02", r"next (?:business|working) day", r.working_days_on),
    Pattern("within 48 hours", "2026-12-03", r"(?:in|within) (?:the next )?{ENCOUNT}{S}(?:hours?|hrs?)", r.hours_on),
    Pattern("in 3 days", "2026-12-04", r"(?:in|within) (?:the next )?{ENCOUNT}{S}days?", r.days_on),
    Pattern("within 2 weeks", "2026-12-15", r"(?:in|within) (?:the next )?{ENCOUNT}{S}(?:weeks?|wks?)", r.weeks_later),
    Pattern("in a month", "2027-01-01", r"(?:in|within) (?:the next )?{ENCOUNT}{S}months?", r.months_on(1)),
    Pattern("day after tomorrow", "2026-12-03", r"day after tomorrow", r.on(2)),
    Pattern("tomorrow", "2026-12-02", r"tomorrow|tmrw|tmr", r.on(1)),
    Pattern("by today", "2026-12-01", r"(?:(?<=by )|(?<=later )|(?<=due ))(?:today|tonight)", r.on(0)),
    Pattern("next Friday", "2026-12-11", r"(?P<week_word>this|next) {ENWD}", r.weekday_of_week, "weekday"),
    Pattern(
        "Friday next week",
        "2026-12-11",
        r"{ENWD},? (?:of )?(?P<week_word>(?:this|next) week)",
        r.weekday_of_week,
        "weekday",
    ),
    Pattern(
        "next week on Friday", "2026-12-11", r"(?P<week_word>next week),? (?:on )?{ENWD}", r.weekday_of_week, "weekday"
    ),
    Pattern("this weekend", "2026-12-06", r"(?:(?:this|the|over the) )?weekend", r.weekend),
    Pattern("the week after next", "2026-12-18", r"(?P<week_word>week after next)", r.part_of_week),
    Pattern(
        "early next week", "2026-12-09", r"(?P<part>early|mid)[ -](?P<week_word>(?:this|next) week)", r.part_of_week
    ),
    Pattern("week of Dec 7", "2026-12-11", WEEK_OF + r"{ENMONTH}\.?{S}{DAY}{TH}", r.week_of_day),
    Pattern("w/c 7 Dec", "2026-12-11", WEEK_OF + r"{DAY}{TH}{S}(?:of )?{ENMONTH}", r.week_of_day),
    Pattern("w/c 7/12", "2026-12-11", WEEK_OF + r"{DAY}/{MONTH}", r.week_of_day),
    Pattern("next week", "2026-12-11", r"(?P<week_word>next week)", r.part_of_week),
    Pattern("later this week", "2026-12-04", r"(?:by|within|during|later) this week", r.part_of_week),
    Pattern("next month", "2027-01-31", r"(?P<month_word>next month)", r.part_of_month),
    Pattern("within this month", "2026-12-31", r"(?:by|within|during|later) this month", r.part_of_month),
    Pattern("next year", "2027-12-31", r"(?P<year_word>next year)", r.year_end),
    Pattern("Friday", "2026-12-04", r"(?:coming |upcoming )?{FULLENWD}", r.coming_weekday, "weekday"),
    Pattern("by Fri", "2026-12-04", DUE + r"{ENWD}", r.coming_weekday, "weekday"),
    Pattern(
        "Fri, Dec 4",
        "2026-12-04",
        r"{ENWD}\.?(?=,?{S}\(?(?:[0-9]{1,2}[/ ]|{ENMONTHNEXT}))",
        r.coming_weekday,
        "weekday",
    ),
    Pattern("next meeting", "", r"next (?:meeting|time|session|call|sync)", r.next_meeting),
)
ENGLISH = (COUNTS, NAMES)

ALONE_ENGLISH = (
    Pattern("today", "2026-12-01", r"today|tonight", r.on(0)),
    Pattern("this week", "2026-12-04", r"this week", r.part_of_week),
    Pattern("this month", "2026-12-31", r"this month", r.part_of_month),
    Pattern("this year", "2026-12-31", r"this year", r.year_end),
    Pattern("Fri", "2026-12-04", r"{ENWD}\.?", r.coming_weekday),
    Pattern("15th", "2026-12-15", r"(?:the )?{DAY}(?:st|nd|rd|th)", r.coming_day),
    Pattern("December 2026", "2026-12-31", r"{ENMONTH}\.?{ENYEAR}", r.part_of_month),
    Pattern("Q1", "2027-03-31", r"Q(?P<quarter>[1-4]){S}{QYEAR}", r.quarter),
    Pattern("FY26", "2027-03-31", r"FY{S}'?(?:20)?(?P<short_year>[0-9]{2})", r.fiscal_year_end),
    Pattern("3 days", "2026-12-04", r"{ENCOUNT}{S}days?", r.days_on),
    Pattern("2 weeks", "2026-12-15", r"{ENCOUNT}{S}(?:weeks?|wks?)", r.weeks_later),
)
"""Too short to be a date among other words, but clear as all that a due date says."""
