"""A weekday that is not that of the date beside it, put right where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from docgen.account.dates.moving import Change
from docgen.account.dates.weekdays import corrected
from docgen.document.walk import Cursor
from docgen.inputs.bilingual import Bilingual
from docgen.render.in_place import Edit, edits

ELSEWHERE: Final = Bilingual(
    "その言葉がどの行のものか、はっきりしません", "it cannot be told which line these words stand on"
)
UNCLEAR: Final = Bilingual("どの曜日を直すのか、はっきりしません", "it cannot be told which weekday is meant")
BETWEEN: Final = Bilingual(
    "その行に提案か、文字でないものがあります", "on that line there is a suggestion, or something that is no text"
)


@dataclass(frozen=True, slots=True)
class Misnamed:
    """A date with another day's weekday."""

    start: int
    """Where its line starts (UTF-16 code units), if that is known."""
    line: str
    """Words of its line, where it does not start there."""
    written: str
    """The date with the weekday."""
    said_on: date
    """The day from which the date is seen."""


def weekday_edits(leaves: Iterable[Cursor], misnamed: Misnamed) -> Sequence[Edit] | Bilingual:
    """The edit that puts the weekday right, or what keeps it as it is. ``leaves``: the lines of the meeting."""
    change = corrected(misnamed.written, misnamed.said_on)
    if change is None:
        return UNCLEAR
    having = [leaf for leaf in leaves if leaf.exact.count(misnamed.written) == 1]
    here = [leaf for leaf in having if leaf.start == misnamed.start]
    lines = here or [leaf for leaf in having if misnamed.line in leaf.exact]
    if len(lines) != 1:
        return ELSEWHERE
    at = lines[0].exact.index(misnamed.written)
    made = edits(lines[0], [Change(at + change.start, at + change.end, change.text)])
    return made or BETWEEN
