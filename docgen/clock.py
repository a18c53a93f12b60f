"""The only source of "now".

``DOCGEN_NOW`` (ISO 8601) turns the clock for tests and demos; without an offset it is read in the asked time zone.
"""

from __future__ import annotations

import os
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from docgen.errors import InputError, Place, Text

VARIABLE = "DOCGEN_NOW"


def zone(name: str) -> ZoneInfo:
    """The time zone called ``name`` (IANA).

    Raises ``InputError`` for a name that does not exist.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise InputError(
            Text(f"タイムゾーン {name!r} がありません", f"there is no time zone {name!r}"),
            hint=Text("例: Asia/Tokyo", "for example Asia/Tokyo"),
        ) from error


def now(tz: ZoneInfo) -> datetime:
    """The present moment in ``tz``, always aware.

    Raises ``InputError`` when ``DOCGEN_NOW`` is not a date and time.
    """
    turned = os.environ.get(VARIABLE)
    if not turned:
        return datetime.now(tz)
    try:
        moment = datetime.fromisoformat(turned)
    except ValueError as error:
        raise InputError(
            Text(f"{turned!r} は日時として読めません", f"{turned!r} is not a date and time"),
            place=Place(key=VARIABLE),
            hint=Text("例: 2026-12-01T09:00:00+09:00", "for example 2026-12-01T09:00:00+09:00"),
        ) from error
    return moment.replace(tzinfo=tz) if moment.tzinfo is None else moment.astimezone(tz)
