"""An action item that stands in a document already, found by its text, and marked there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from docgen.account.carry import SETTLED, Line, Tracked, likeness, tracked
from docgen.account.labels import fold
from docgen.account.minutes import Minutes
from docgen.account.model import Meeting, Span, Status
from docgen.account.state import begins
from docgen.document.walk import Cursor, cursors
from docgen.document.wire.requests import Request
from docgen.errors import InputError, Text
from docgen.render.todo import is_all_of, marked

NEAR: Final = 0.55
"""From which likeness on an open item is named to somebody who gave another text."""
MOST: Final = 3
PART: Final = 4
"""Characters of a text that, being part of another, make the two near."""


@dataclass(frozen=True)
class Standing:
    """An item as seen from one meeting."""

    item: Tracked
    meeting: Meeting
    lines: tuple[Line, ...]
    """Where its mark is to change: where it was born, in that meeting and in later ones. Nowhere if it is settled."""

    @property
    def shown(self) -> Line:
        """The line to tell people of: the one in the meeting, else the latest."""
        lines = self.lines or tuple(self.item.lines)
        return next((line for line in lines if line.meeting is self.meeting), lines[-1])


def standing(meetings: Sequence[Meeting], chosen: Meeting, text: str) -> Standing | None:
    """The item of this text, as seen from ``chosen``: one that is open, of several the latest; else one that is settled
    and stands in that meeting or in the one before it. An older one of the same text was another thing."""
    wanted, now = fold(text), begins(chosen)
    same = [one for one in tracked(meetings) if wanted in one.texts]
    if still := [one for one in same if one.status not in SETTLED]:
        one = max(still, key=lambda each: (any(line.meeting is chosen for line in each.lines), begins(each.born)))
        return Standing(one, chosen, _to_mark(one, now))
    before = max((begins(m) for m in meetings if begins(m) < now), default=now)
    late = [one for one in same if any(before <= begins(line.meeting) <= now for line in one.lines)]
    return Standing(late[-1], chosen, ()) if late else None


def near(meetings: Sequence[Meeting], text: str) -> tuple[str, ...]:
    """Texts of open items that may be meant by ``text``, nearest first; none where one is called that."""
    wanted = fold(text)
    still = [one for one in tracked(meetings) if one.status not in SETTLED]
    if not wanted or any(wanted in one.texts for one in still):
        return ()
    found = [(_nearness(wanted, one), one.item.text) for one in still]
    return tuple(text for score, text in sorted(found, key=lambda each: -each[0]) if score >= NEAR)[:MOST]


def _nearness(wanted: str, one: Tracked) -> float:
    part = any(min(len(wanted), len(each)) >= PART and (wanted in each or each in wanted) for each in one.texts)
    return 1.0 if part else likeness(wanted, one.texts)


def _to_mark(one: Tracked, now: str) -> tuple[Line, ...]:
    """Oldest first. What a meeting that is over has shown of it stays as it was, unless nothing else is left."""
    still = [line for line in one.lines if line.item.status not in SETTLED]
    lines = [line for line in still if not line.is_carried or begins(line.meeting) >= now]
    return tuple(lines or still[-1:])


def marking(minutes: Minutes, lines: Sequence[Line], status: Status) -> list[Request]:
    """The requests that give ``lines`` the mark of ``status``; each leaves every index but its own as it is.

    One that is a sentence among others stays where there is another line. Raises ``InputError`` where there is none.
    """
    placed = [(line_at(minutes, line.meeting, line.item.span), line.item.text) for line in lines]
    whole = [leaf for leaf, text in placed if is_all_of(leaf, text)]
    if placed and not whole:
        raise among_others(placed[-1][1])
    return [
        request
        for leaf in sorted(whole, key=lambda leaf: -leaf.start)
        for request in marked(minutes.tab.id, leaf, status)
    ]


def among_others(text: str) -> InputError:
    """Why an action item that is a sentence of a paragraph is left to people."""
    return InputError(
        Text(
            f"「{text}」は段落の中の1文なので、ここからは変えられません",
            f"“{text}” is a sentence among others, and cannot be changed from here",
        ),
        hint=Text("文書で1行に分けてください", "give it a line of its own in the document"),
    )


def line_at(minutes: Minutes, meeting: Meeting, span: Span) -> Cursor:
    """The paragraph of ``meeting`` that stands at ``span``."""
    start, end = meeting.span[1:]
    leaves = cursors((node for _, node in minutes.tab.within(start, end)), start)
    return next(leaf for leaf in leaves if leaf.start == span[1])
