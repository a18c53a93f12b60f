"""The internal notes on a customer: which tab holds them, and which lines were written about which meeting.

A heading 社内メモ; under it one of the level below for each meeting, the newest first; under that, the notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from itertools import pairwise
from typing import Final, NamedTuple

from docgen.account.dates import Language, meeting_heading
from docgen.account.labels import fold
from docgen.account.model import Meeting
from docgen.account.state import begins
from docgen.document.tabs import Document, NamedRange, Tab
from docgen.document.text import SOFT_BREAK
from docgen.document.walk import Cursor, cursors

INTERNAL: Final = "docgen:internal"
"""The name of the named range on the heading of the notes."""
ABOUT: Final = "docgen:internal:"
"""That on the heading of a meeting: this, then the meeting's id."""
NOTE: Final = "docgen:note:"
"""That on a note: this, its id, and behind a colon when it was written, in seconds since 1970."""
TITLES: Final[Mapping[Language, str]] = {"ja": "社内メモ", "en": "Internal notes"}
"""The heading of the notes, and the title of their tab."""
TIME: Final = re.compile(r"(?:(?P<day>\d{4}-\d{2}-\d{2}) )?(?P<time>(?:[01]?\d|2[0-3]):[0-5]\d)(?: |\Z)")
"""What a note begins with; the day only where that is not the meeting's."""


class Jotting(NamedTuple):
    """One note."""

    id: str
    """Empty for a line that somebody typed into the document."""
    at: datetime
    """Aware, in the account's time zone; of a typed line without a time, that of the note before."""
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """What was noted about one meeting."""

    meeting: str
    """Its id; empty where the mark on the heading is gone."""
    date: str
    """ISO date in the heading; empty for none."""
    title: str
    heading: Cursor
    lines: tuple[Cursor, ...]

    def is_about(self, meeting: Meeting) -> bool:
        """Whether it is the one of ``meeting``: by its mark, else by what the heading says."""
        if self.meeting:
            return self.meeting in (meeting.id, meeting.was)
        return bool(self.date) and (self.date, fold(self.title)) == (meeting.date, fold(meeting.title))


@dataclass(frozen=True, slots=True)
class Notes:
    """The part of a tab that holds the notes."""

    tab: Tab
    heading: Cursor | None
    """None where it is gone."""
    lines: tuple[Cursor, ...]
    """What stands right under the heading; without one, all of the tab."""
    sections: tuple[Section, ...]

    def section(self, meeting: Meeting) -> Section | None:
        """The section of ``meeting``."""
        marked = (one for one in self.sections if one.meeting and one.is_about(meeting))
        return next(marked, None) or next((one for one in self.sections if one.is_about(meeting)), None)


def internal_tabs(document: Document) -> tuple[Tab, ...]:
    """The tabs that hold internal notes: those with a mark of theirs, and those that are called so beside others."""
    first = document.tabs[0].id
    return tuple(tab for tab in document.all_tabs() if _is_marked(tab) or (tab.id != first and _is_called_so(tab)))


def without_internal(document: Document) -> Document:
    """``document`` as anybody may see it."""
    ours = {tab.id for tab in internal_tabs(document)}

    def shown(tabs: tuple[Tab, ...]) -> tuple[Tab, ...]:
        return tuple(replace(tab, children=shown(tab.children)) for tab in tabs if tab.id not in ours)

    return replace(document, tabs=shown(document.tabs)) if ours else document


def _is_marked(tab: Tab) -> bool:
    return any(one.name.startswith((INTERNAL, NOTE)) for one in tab.ranges)


def _is_called_so(tab: Tab) -> bool:
    return tab.title.strip() in TITLES.values()


def notes_in(tab: Tab) -> Notes:
    """Where the notes stand in ``tab``."""
    leaves = list(cursors(node for _, node in tab.positioned()))
    outside = [at for at, leaf in enumerate(leaves) if leaf.cell is None]
    marks = [one for one in tab.ranges if one.name == INTERNAL]
    head = next((at for at in outside if leaves[at].text.strip() and any(_on(leaves[at], marks))), None)
    if head is None:
        named = (at for at in outside if leaves[at].text.strip() in TITLES.values())
        head = next((at for at in named if leaves[at].level == 1), None)
    if head is None:
        return Notes(tab, None, tuple(leaves), ())
    end = next((at for at in outside if at > head and leaves[at].level == 1), len(leaves))
    cuts = [*(at for at in outside if head < at < end and leaves[at].level == 2), end]
    about = [one for one in tab.ranges if one.name.startswith(ABOUT)]
    found = (_section(leaves[at:stop], about) for at, stop in pairwise(cuts))
    return Notes(tab, leaves[head], tuple(leaves[head + 1 : cuts[0]]), tuple(found))


def _section(leaves: Sequence[Cursor], about: Sequence[NamedRange]) -> Section:
    heading, *lines = leaves
    mark = next(_on(heading, about), "")
    said = meeting_heading(heading.exact)
    date, title = (said.date.isoformat(), said.title) if said else ("", heading.exact.strip())
    return Section(mark.removeprefix(ABOUT), date, title, heading, tuple(lines))


def jottings(notes: Notes, meeting: Meeting, zone: tzinfo) -> Iterator[Jotting]:
    """What was noted about ``meeting``, in the order written. ``zone``: of the account."""
    section = notes.section(meeting)
    marks = [one for one in notes.tab.ranges if one.name.startswith(NOTE)]
    last, seen = datetime.fromisoformat(begins(meeting) or "1970-01-01").replace(tzinfo=zone), {""}
    for leaf in section.lines if section else ():
        line = leaf.text.replace(SOFT_BREAK, "\n")
        if not line.strip():
            continue
        time = TIME.match(line)
        note, seconds = next(_on(leaf, marks), "").removeprefix(NOTE).rpartition(":")[::2]
        if note not in seen and seconds.isdecimal():
            last = datetime.fromtimestamp(int(seconds), zone)
        elif time:
            last = _moment(time["day"] or meeting.date, time["time"], zone) or last
        # Half of a note that somebody has split is a line of theirs.
        yield Jotting("" if note in seen else note, last, line[time.end() :] if time else line)
        seen.add(note)


def _moment(day: str, time: str, zone: tzinfo) -> datetime | None:
    try:
        return datetime.fromisoformat(f"{day}T{time:0>5}").replace(tzinfo=zone)
    except ValueError:
        return None


def noted(tab: Tab) -> frozenset[str]:
    """The ids of all notes in ``tab``."""
    names = (one.name.removeprefix(NOTE) for one in tab.ranges if one.name.startswith(NOTE))
    return frozenset(name.rpartition(":")[0] for name in names)


def _on(leaf: Cursor, ranges: Sequence[NamedRange]) -> Iterator[str]:
    """The names of those of ``ranges`` that lie on a paragraph."""
    for one in ranges:
        if not one.segment and any(start < leaf.end and end > leaf.start for start, end in one.spans):
            yield one.name
