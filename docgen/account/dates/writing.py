"""Days as docgen writes them."""

from __future__ import annotations

from datetime import date

from docgen.account.dates.words import MONTHS_EN, WEEKDAYS_EN, WEEKDAYS_JA, Language


def day(day: date, language: Language) -> str:
    """``2026-12-01（火）`` or ``2026-12-01 (Tue)``."""
    iso = f"{day.year:04}-{day.month:02}-{day.day:02}"
    return f"{iso}（{WEEKDAYS_JA[day.weekday()]}）" if language == "ja" else f"{iso} ({WEEKDAYS_EN[day.weekday()]})"


def short_day(day: date, language: Language, *, weekday: bool = True) -> str:
    """``12/1（火）`` or ``1 Dec (Tue)``: for lines near a heading that tells the year; or without the weekday."""
    if language == "ja":
        return f"{day.month}/{day.day}" + (f"（{WEEKDAYS_JA[day.weekday()]}）" if weekday else "")
    return f"{day.day} {MONTHS_EN[day.month - 1]}" + (f" ({WEEKDAYS_EN[day.weekday()]})" if weekday else "")
