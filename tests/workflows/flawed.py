"""Documents in which people have made the mistakes that ``lint --fix`` mends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from docgen import resources
from docgen.account.dates import day as written
from docgen.document.text import units
from docgen.document.wire import requests as wire
from docgen.lint.engine import Rules
from docgen.lint.files import read_rule
from docgen.workflows.fix import Agree, Fix, Fixed, fix, proposed
from tests.team import AFTER, Team, at, place

DAYS = ("2026-11-10", "2026-11-17", "2026-11-24")
FIXABLE = ("due-date-matches-weekday", "meetings-are-newest-first", "headings-are-outside-tables")
RULES = Rules(tuple(read_rule(resources.rules() / f"{name}.yaml").rule for name in FIXABLE))


def agenda(day: str) -> dict[str, Any]:
    """A meeting of ``day``, of its own words."""
    items = [
        {"title": f"{day[5:]}の論点", "kind": "decide", "stance": f"{day[5:]}の仮説", "ask": "始めてよいか"},
        {"title": f"{day[5:]}の共有", "kind": "share"},
    ]
    return {"title": f"{day[5:]}の定例", "start": f"{day} 10:00", "end": f"{day} 11:00", "items": items}


def prepare(team: Team, days: Sequence[str] = DAYS) -> None:
    """A document with a meeting on each of ``days``."""
    team.create()
    with at("2026-11-01T09:00:00+09:00"):
        for day in days:
            team.prepare(agenda(day))


def retype(team: Team, old: str, new: str, nth: int = 0, inside: str = "") -> None:
    """Somebody types ``new`` over ``old``, as an editor does it; on the ``nth`` line that holds ``inside``."""
    line = team.line(inside or old, nth)
    start = place(line, line.text.index(old))
    end = place(line, line.text.index(old) + len(old))
    rest = start + 1 + units(new), end + units(new)
    team.by_hand(
        [
            wire.insert_text(team.tab, start + 1, new),
            *([wire.delete_content_range(team.tab, *rest)] if rest[0] < rest[1] else []),
            wire.delete_content_range(team.tab, start, start + 1),
        ]
    )


def misname(team: Team, day: str) -> None:
    """A weekday in the heading of ``day`` that is another's."""
    retype(team, "（火）", "（水）", inside=f"{day}（火）")


def misplace(team: Team, day: str, other: str) -> None:
    """The meeting of ``day`` is on the day ``other`` now, in heading and lines, and stands where it stood."""
    for _ in range(2):
        retype(team, f"{day}（火）", written(date.fromisoformat(other), "ja"))


def drop_anchors(team: Team) -> None:
    """As in a copy of the document, but for the marks of its tabs."""
    tabs = list(team.document.all_tabs())
    gone = ("docgen:meeting:", "docgen:fact:")
    team.by_hand(
        [wire.delete_named_range(tab.id, one.id) for tab in tabs for one in tab.ranges if one.name.startswith(gone)]
    )


def yes(_: Fix) -> bool:
    """Agrees to everything."""
    return True


def fixed(team: Team, agree: Agree = yes) -> Fixed:
    """``lint --fix`` after the meetings."""
    with at(AFTER):
        return fix(team.workspace, team.account, RULES, agree)


def plan(team: Team) -> Fix:
    """``lint --diff``."""
    with at(AFTER):
        return proposed(team.workspace, team.account, RULES)


def text(team: Team) -> list[str]:
    """The lines of the tab of meetings."""
    return [line.text for line in team.lines()]
