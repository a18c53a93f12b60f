"""How a date chip reads, in the languages that docgen writes; other locales read as English."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
DAY_FIRST: Final = frozenset({"en-GB", "en-AU", "en-NZ", "en-IN", "en-IE", "en-ZA"})


def moment(timestamp: str) -> datetime:
    """A timestamp of the API (RFC 3339).

    Raises ``ValueError`` where it is none.
    """
    read = datetime.fromisoformat(timestamp.replace("Z", "+00:00"))
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def zone(name: str) -> ZoneInfo:
    """A time zone as CLDR names it.

    Raises ``ValueError`` where there is none of that name.
    """
    try:
        return ZoneInfo("Etc/UTC" if name.lower() in ("etc/utc", "utc") else name)
    except (ZoneInfoNotFoundError, OSError) as error:
        raise ValueError(name) from error


def _japanese(when: datetime, form: str) -> str:
    if form in ("DATE_FORMAT_MONTH_DAY_ABBREVIATED", "DATE_FORMAT_MONTH_DAY_FULL"):
        return f"{when.month}月{when.day}日"
    return f"{when.year}/{when.month:02}/{when.day:02}"


def _english(when: datetime, form: str, *, day_first: bool) -> str:
    month = MONTHS[when.month - 1]
    name = month if form == "DATE_FORMAT_MONTH_DAY_FULL" else month[:3]
    short = f"{when.day} {name}" if day_first else f"{name} {when.day}"
    if form in ("DATE_FORMAT_MONTH_DAY_ABBREVIATED", "DATE_FORMAT_MONTH_DAY_FULL"):
        return short
    return f"{short} {when.year}" if day_first else f"{short}, {when.year}"


def display(timestamp: str, time_zone: str, locale: str, date_format: str, time_format: str) -> str:
    """The text of a date chip.

    Raises ``ValueError`` for a timestamp or a time zone that does not exist.
    """
    when = moment(timestamp).astimezone(zone(time_zone))
    japanese = locale.split("-")[0] == "ja"
    if date_format == "DATE_FORMAT_ISO8601":
        text = when.date().isoformat()
    elif japanese:
        text = _japanese(when, date_format)
    else:
        text = _english(when, date_format, day_first=locale in DAY_FIRST)
    if time_format in ("TIME_FORMAT_HOUR_MINUTE", "TIME_FORMAT_HOUR_MINUTE_TIMEZONE"):
        twelve = f"{when.hour % 12 or 12}:{when.minute:02} {'AM' if when.hour < 12 else 'PM'}"
        clock = f"{when.hour}:{when.minute:02}" if japanese or locale in DAY_FIRST else twelve
        text += f" {clock}" if japanese else f", {clock}"
        if time_format.endswith("TIMEZONE"):
            text += f" {when.tzname()}"
    return text
