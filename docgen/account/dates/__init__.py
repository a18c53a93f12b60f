"""Dates as people write them in Japanese and English minutes: found, resolved, and written in docgen's own form.

Pure functions without a clock: relative words are seen from the meeting's date that the caller gives. Reading takes
time linear in the text. What a span or a vague word counts as is said in ``finding``.
"""

from docgen.account.dates.finding import Found, find, resolve, weekday_matches
from docgen.account.dates.headings import Heading, heading, meeting_heading, parse_heading
from docgen.account.dates.times import TimeSpan, parse_time_span, time_span
from docgen.account.dates.words import Language
from docgen.account.dates.writing import day, short_day

__all__ = [
    "Found",
    "Heading",
    "Language",
    "TimeSpan",
    "day",
    "find",
    "heading",
    "meeting_heading",
    "parse_heading",
    "parse_time_span",
    "resolve",
    "short_day",
    "time_span",
    "weekday_matches",
]
