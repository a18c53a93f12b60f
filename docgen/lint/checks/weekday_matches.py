"""``weekday-matches``: a weekday that is written beside a date is that day's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated, Final, Literal

import msgspec

from docgen.account.carry import SETTLED
from docgen.account.model import Meeting
from docgen.inputs.bilingual import Bilingual
from docgen.lint.gaps import CheckKind, Gap, Scene

_WEEKDAY: Final = re.compile(r"[月火水木金土日][曜)）\]］]|mon|tue|wed|thu|fri|sat|sun", re.IGNORECASE)
"""Most dates have no weekday, and there is nothing to look at."""
_WEEKDAYS: Final = (*"月火水木金土日", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_CANONICAL: Final = re.compile(rf"(\S{{10}})(?:（([{''.join(_WEEKDAYS[:7])}])）| \(({'|'.join(_WEEKDAYS[7:])})\))")
"""How docgen writes a day: most headings are so, and there are many."""
_YEAR: Final = timedelta(days=365)
_NEAR: Final = timedelta(days=183)
"""How far from the meeting a day may be that somebody has meant without its year."""


class WeekdayMatches(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Options of ``weekday-matches``."""

    fields: Annotated[tuple[Literal["date", "due", "next_meeting"], ...], msgspec.Meta(min_length=1)] = (
        "date",
        "due",
        "next_meeting",
    )
    """`date`: of the meeting, in its heading. `due`: of what is still to be done. `next_meeting`: as noted in it."""


def find(scene: Scene, options: WeekdayMatches) -> Iterator[Gap]:
    """One gap for each date whose weekday is another day's; none for spans, or where another year may be meant."""
    meeting = scene.meeting
    if not meeting.date:
        return
    if "date" in options.fields and (said := _in_heading(meeting)):
        yield Gap(item=None, field="date", span=meeting.span, line=meeting.heading, match=said)
    if "due" in options.fields:
        for item in (None, *meeting.items):
            for todo in (meeting if item is None else item).action_items:
                if todo.status not in SETTLED and (said := _mistaken(todo.due_text, meeting)):
                    yield Gap(item=item, field="due", span=todo.span, line=todo.text, match=said)
    if "next_meeting" in options.fields and (said := _mistaken(meeting.next_text, meeting)):
        yield Gap(item=None, field="next_meeting", span=meeting.span, line=meeting.next_text, match=said)


def _in_heading(meeting: Meeting) -> str:
    """The meeting's date as its heading has it, where its weekday is another day's; else empty."""
    written = _CANONICAL.match(meeting.heading)
    if written and written[1] == meeting.date:
        weekday = _WEEKDAYS.index(written[2] or written[3]) % 7
        return written[0] if date.fromisoformat(meeting.date).weekday() != weekday else ""
    return _mistaken(meeting.heading, meeting, only=meeting.date)


def _mistaken(text: str, meeting: Meeting, only: str = "") -> str:
    """The date in ``text`` as written, where its weekday is another day's; else empty. ``only``: if it is that day."""
    if not _WEEKDAY.search(text):
        return ""
    from docgen.account.dates import find as find_date  # most documents can do without
    from docgen.account.dates import weekday_matches

    on = date.fromisoformat(meeting.date)
    found = find_date(text, on)
    if not found or found.is_span or weekday_matches(found) is not False:
        return ""
    if only and found.date.isoformat() != only:
        return ""
    # A day without its year is the first from shortly before the meeting on: if another is meant, the one before it.
    before = find_date(text, on - _YEAR)
    if before and weekday_matches(before) and abs(before.date - on) <= _NEAR:
        return ""
    return text[found.start : found.end]


KIND = CheckKind(
    name="weekday-matches",
    summary=Bilingual(ja="日付に添えた曜日が、その日の曜日である", en="a weekday beside a date is that day's"),
    options=WeekdayMatches,
    find=find,
    fixable=("date", "due", "next_meeting"),
)
