"""What a file says of its meeting beside its text: in its name, its front matter, its first heading."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from docgen.account.byhand.naming import naming
from docgen.account.dates import meeting_heading, parse_time_span
from docgen.account.moments import iso

_NAME: Final = re.compile(
    r"(?<![0-9])(?P<y>(?:19|20)[0-9]{2})(?P<s>[-_./年]?)(?P<m>[01]?[0-9])(?:(?P=s)|月)(?P<d>[0-3]?[0-9])日?(?![0-9])"
    r"|(?<![0-9])(?P<yy>2[0-9])(?P<mm>[01][0-9])(?P<dd>[0-3][0-9])(?![0-9])"
)
_EDGES: Final = " \u3000_-–—.()（）[]【】"


@dataclass(frozen=True, slots=True)
class Hints:
    """What a file says of its meeting beside its text."""

    name: str = ""
    """Its name or title."""
    front: Mapping[str, str] = field(default_factory=dict)
    today: date | None = None
    """Tells the year of a date without one where nothing else does."""
    is_file: bool = False
    """Whether it is one of minutes by all means: then it has a meeting even without a date."""
    heading: str = ""
    """Its first heading."""

    @property
    def title(self) -> str:
        """What a file is called, for a meeting that has no other name."""
        if not self.is_file:
            return ""
        words = naming()
        plain = self.heading and words.bare(self.heading) is None and meeting_heading(self.heading) is None
        return front_title(self) or (self.heading if plain else "") or name_title(self.name)

    @property
    def attendees(self) -> str:
        """The people that it names beside its text."""
        named = ((naming().bare(key), value) for key, value in self.front.items())
        return next((value for name, value in named if name and name.names[0] == "attendees"), "")


def name_day(name: str) -> str:
    """The ISO date in a file's name: 2026-12-01-weekly, 議事録_20261201; empty for none."""
    for match in _NAME.finditer(name):
        year = match["y"] or (f"20{match['yy']}" if match["yy"] else "")
        try:
            return date(int(year), int(match["m"] or match["mm"]), int(match["d"] or match["dd"])).isoformat()
        except ValueError:
            continue
    return ""


def name_title(name: str) -> str:
    """What a file's name says besides a date: 20261201_定例 is 定例."""
    rest = re.sub(r"[_\s]+", " ", _NAME.sub(" ", name)).strip(_EDGES)
    rest = rest.removeprefix("の")
    return rest


def front_day(hints: Hints) -> str:
    for key, value in hints.front.items():
        named = naming().bare(key)
        if named and named.names[0] == "date":
            span = parse_time_span(value)
            if span:
                return iso(span.start)[:10]
    return ""


def front_title(hints: Hints) -> str:
    """The title that a file tells beside its text; empty for none."""
    for key, value in hints.front.items():
        named = naming().bare(key)
        if value.strip() and named and named.names[0] == "title":
            return value.strip()
    return ""
