"""The time zones that calendars name: IANA names, those of Windows in any language, definitions in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final
from zoneinfo import ZoneInfo

from docgen.account.ics_text import Part

LOCAL_NAMES: Final = {
    "東京 (標準時)": "Asia/Tokyo",
    "東京（標準時）": "Asia/Tokyo",
    "日本標準時": "Asia/Tokyo",
    "JST": "Asia/Tokyo",
    "Japan": "Asia/Tokyo",
    "中国標準時": "Asia/Shanghai",
    "台北標準時": "Asia/Taipei",
    "韓国標準時": "Asia/Seoul",
    "シンガポール標準時": "Asia/Singapore",
    "太平洋標準時": "America/Los_Angeles",
    "東部標準時": "America/New_York",
    "GMT 標準時": "Europe/London",
    "協定世界時": "UTC",
}
"""Windows names in Japanese and short ones that no library knows."""

_PLACES = (("東京", "Asia/Tokyo"), ("Tokyo", "Asia/Tokyo"), ("Osaka", "Asia/Tokyo"))
_OFFSET = re.compile(r"(?:UTC|GMT)\s*([+-])(\d{1,2}):?(\d{2})?")
_TZID = re.compile(r'(;TZID=)("[^"]*"|[^";:,]*)', re.IGNORECASE)


class Zones:
    """The zones of one file. ``default`` is that of names that mean nothing."""

    def __init__(self, definitions: Sequence[Part], default: ZoneInfo) -> None:
        self._defined = {part.value("TZID").strip().strip('"'): part for part in definitions}
        self._default = default.key
        self._known: dict[str, str] = {}

    def renamed(self, line: str) -> str:
        """A line that holds times, its zone under a name that is known or defined in the file."""
        return _TZID.sub(self._replaced, line)

    def needed(self, lines: Sequence[str]) -> Iterator[str]:
        """The lines of the definitions that ``lines`` need."""
        written = "\n".join(line for line in lines if "=" in line)
        for name in dict.fromkeys(found[2].strip('"') for found in _TZID.finditer(written)):
            if name in self._defined and self._name(name) == f'"{name}"':
                yield from (text for _, text in self._defined[name].lines)

    def _replaced(self, found: re.Match[str]) -> str:
        return found[1] + self._name(found[2].strip('"'))

    def _name(self, written: str) -> str:
        """The name to read instead of ``written``, in quotes."""
        if written not in self._known:
            self._known[written] = f'"{self._meant(written)}"'
        return self._known[written]

    def _meant(self, written: str) -> str:
        from icalendar.timezone import tzp

        if name := getattr(tzp.timezone(written), "key", ""):
            return str(name)
        if written in LOCAL_NAMES:
            return LOCAL_NAMES[written]
        if written in self._defined:
            return written
        if place := next((name for word, name in _PLACES if word in written), ""):
            return place
        if offset := _OFFSET.search(written):
            sign, hours, minutes = offset.groups()
            if not int(minutes or 0) and int(hours) <= 12:
                return f"Etc/GMT{'-' if sign == '+' else '+'}{int(hours)}"
        return self._default
