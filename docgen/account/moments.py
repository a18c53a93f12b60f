"""Local dates and times as agenda files and JSON hold them: ``2026-12-01``, ``2026-12-01T10:00`` (or with a space)."""

from __future__ import annotations

from datetime import date, datetime


def moment(text: str) -> date | None:
    """What ``text`` says: a ``date``, a naive ``datetime`` where a time of day is written, None where it is empty."""
    if not text:
        return None
    return date.fromisoformat(text) if len(text) == len("2026-12-01") else datetime.fromisoformat(text)


def iso(when: date | None) -> str:
    """``2026-12-01`` or ``2026-12-01T10:00``; empty for None."""
    if when is None:
        return ""
    return when.isoformat(timespec="minutes") if isinstance(when, datetime) else when.isoformat()
