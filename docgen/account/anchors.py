"""Which paragraph begins the block of which meeting, also where people have moved, copied or lost an anchor.

An anchor goes along with the text it lies on: it is lost with a heading that is deleted or pasted over, it may end up
in two places, and a whole document may have been copied without any. What people see then still tells: the date and
the name in the heading, and the table 日時・参加者 that docgen writes under it, or the label where the text flows.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, takewhile

from docgen.account.dates import meeting_heading, parse_time_span
from docgen.account.labels import labels
from docgen.account.moments import iso
from docgen.document.walk import Cursor

Claims = Sequence[tuple[str, int, int]]
"""Meeting id, start and end of each part of each anchor (UTF-16 code units)."""


@dataclass(frozen=True, slots=True)
class Anchored:
    """Where anchors lie, by number of paragraph."""

    ids: Mapping[int, str]
    """Headings and the meeting that each claims to be. Several may claim one: a block was copied with its anchor."""
    parts: frozenset[int]
    """Lines right above such a heading that are what is left of it: it was broken in two."""


def anchored(leaves: Sequence[Cursor], claims: Claims) -> Anchored:
    """The headings that ``claims`` lie on. One that has grown over several headings means the last of them: text put
    in at its start may have become part of it."""
    starts = [leaf.start for leaf in leaves]
    ids: dict[int, str] = {}
    parts: set[int] = set()
    for meeting, start, end in sorted(claims, key=lambda claim: claim[2] - claim[1]):
        first, stop = bisect_right(starts, start) - 1, bisect_left(starts, end)
        touched = [i for i in range(max(first, 0), stop) if leaves[i].cell is None]
        headings = [i for i in touched if leaves[i].level] or touched
        free = [i for i in headings if i not in ids]
        if free and not any(ids.get(i) == meeting for i in headings):
            ids[free[-1]] = meeting
            near = set(headings)
            parts.update(takewhile(near.__contains__, reversed(range(free[-1]))))
    return Anchored(ids, frozenset(parts - ids.keys()))


@dataclass(frozen=True, slots=True)
class Start:
    """Where a block begins."""

    at: int
    """Number of its first paragraph: its heading, or where that is gone the first of its head."""
    day: str = ""
    """The ISO date under its label 日時・参加者; empty without one."""
    shaped: bool = False
    """Whether that head is there: docgen has written the block."""
    claims: str = ""
    """The meeting whose anchor lies on it."""


@dataclass(frozen=True, slots=True)
class Starts:
    """Finds the blocks of a tab. ``ends_head`` tells of a line that it stands within a meeting, below its head."""

    leaves: Sequence[Cursor]
    claims: Claims
    prepared: bool
    """Whether docgen has been at work in this document: then less is asked of a table to be one of docgen's."""
    ends_head: Callable[[str], bool]
    anchored: Anchored = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "anchored", anchored(self.leaves, self.claims))

    def __iter__(self) -> Iterator[Start]:
        found = heads(self.leaves, prepared=self.prepared)
        open_start: Start | None = None
        for i, leaf in enumerate(self.leaves):
            if i in self.anchored.parts:
                continue
            if i in self.anchored.ids or is_meeting(leaf):
                if open_start:
                    yield open_start
                open_start = Start(i, claims=self.anchored.ids.get(i, ""))
            elif i in found:
                if open_start and self._is_head(open_start.at, i, found[i]):
                    yield Start(open_start.at, found[i], True, open_start.claims)
                else:
                    if open_start:
                        yield open_start
                    above = self._is_lost_heading(i - 1, found[i])
                    yield Start(i - 1 if above else i, found[i], True)
                open_start = None
        if open_start:
            yield open_start

    def _is_head(self, start: int, head: int, day: str) -> bool:
        """Whether a head is the one under a heading: of its day, or with nothing in between that begins a part."""
        found = meeting_heading(self.leaves[start].exact)
        between = [leaf for leaf in self.leaves[start + 1 : head] if leaf.cell is None and leaf.text.strip()]
        if any(self.ends_head(leaf.text) for leaf in between):
            return False
        same = found is not None and found.date.isoformat() == day
        return same or not any(1 <= leaf.level <= 2 for leaf in between)

    def _is_lost_heading(self, i: int, day: str) -> bool:
        """Whether the line above a head is its meeting's heading, without its anchor and its date, or its style."""
        leaf = self.leaves[i] if i >= 0 else None
        if leaf is None or leaf.cell is not None or i in self.anchored.ids or self.ends_head(leaf.text):
            return False
        found = meeting_heading(leaf.exact)
        return 1 <= leaf.level <= 2 or (found is not None and found.date.isoformat() == day)


def is_meeting(leaf: Cursor) -> bool:
    """Whether a line is the heading of a meeting by itself."""
    return leaf.cell is None and 1 <= leaf.level <= 2 and meeting_heading(leaf.exact) is not None


def is_parted(leaf: Cursor, following: Cursor) -> bool:
    """Whether a page section begins between two paragraphs, one after the other: its break takes one unit."""
    return leaf.cell is None and following.cell is None and following.start == leaf.end + 1


def is_head_label(leaf: Cursor) -> bool:
    """Whether a line outside tables is a label of a meeting's head, such as 日時・参加者."""
    if not leaf.is_bold or leaf.cell is not None or leaf.level:
        return False
    return labels().fields.name(leaf.text) in ("when", "goal")


def heads(leaves: Sequence[Cursor], *, prepared: bool) -> dict[int, str]:
    """Number of the first paragraph of each head of a meeting as docgen writes it, a table or text that flows in a page
    section → the ISO date in it."""
    found: dict[int, str] = {}
    numbered = enumerate(leaves)
    for table, group in groupby(numbered, key=lambda each: each[1].cell[0] if each[1].cell else None):
        rows = list(group)
        if table is None:
            found.update(_flowing(leaves, range(rows[0][0], rows[-1][0] + 1), prepared=prepared))
            continue
        row = [leaf for _, leaf in rows if leaf.cell and leaf.cell[1] == 0]
        if (day := _head_day(row, prepared=prepared)) is not None:
            found[rows[0][0]] = day
    return found


def _flowing(leaves: Sequence[Cursor], lines: range, *, prepared: bool) -> Iterator[tuple[int, str]]:
    """The heads among ``lines`` outside tables. One that no page section begins with any more must be as docgen writes
    it, to the letter."""
    stop = lines.start
    for i in lines:
        if i < stop or not is_head_label(leaves[i]):
            continue
        below = takewhile(lambda n: not _ends_head(leaves, n), range(i + 1, lines.stop))
        row = [leaves[i], *(leaves[n] for n in below)]
        begins = i > 0 and is_parted(leaves[i - 1], leaves[i])
        day = _head_day(row, prepared=prepared) if begins or (prepared and _is_to_the_letter(row)) else None
        if day is not None and (begins or day):
            stop = i + len(row)
            yield i, day


def _ends_head(leaves: Sequence[Cursor], i: int) -> bool:
    return leaves[i].level > 0 or is_parted(leaves[i - 1], leaves[i])


def _is_to_the_letter(row: Sequence[Cursor]) -> bool:
    fields = labels().fields
    return all(any(fields.is_written(name, leaf.text) for leaf in row if leaf.is_bold) for name in ("when", "goal"))


def _head_day(row: Sequence[Cursor], *, prepared: bool) -> str | None:
    """The ISO date under 日時・参加者 among the lines of a head, empty for none; None where they are something else."""
    labelled = ((i, name) for i, leaf in enumerate(row) if leaf.is_bold and (name := labels().fields.name(leaf.text)))
    first = next(labelled, None)
    if first is None or first[1] not in ("when", "goal"):
        return None  # as nearly all tables: their other lines need not be looked at
    names = [first, *labelled]
    when = next((i for i, name in names if name == "when"), None)
    if when is None:
        return None
    end = next((i for i, _ in names if i > when), len(row))
    below = takewhile(lambda leaf: leaf.cell == row[when].cell, row[when + 1 : end])
    day = next((iso(span.start)[:10] for leaf in below if (span := parse_time_span(leaf.exact))), "")
    both = any(name == "goal" for _, name in names)
    return day if (both and (day or prepared)) or (day and prepared) else None
