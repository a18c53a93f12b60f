"""A line while it is taken apart: what is left of its words, and what was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final

from docgen.account.actions.days import Day, days_in, may_hold_days
from docgen.account.actions.persons import Rank, is_known, rank
from docgen.account.actions.said import Side
from docgen.account.actions.shadow import shadow
from docgen.account.model import Status
from docgen.document.wire.chips import PERSON
from docgen.document.wire.lines import Marked

SPACE: Final = " \n"


@dataclass(eq=False)
class Frame:
    """``text``, a part of ``line``; what is left of it is ``[lo, hi)``. All places are places in ``text``."""

    line: Marked
    text: str
    reference: date | None = None
    next_meeting: date | None = None
    known: frozenset[str] = frozenset()
    """Forms of the names of people who are known."""
    lo: int = 0
    hi: int = 0
    owners: list[str] = field(default_factory=list)
    due: Day | None = None
    due_text: str = ""
    status: Status = Status.UNKNOWN
    side: Side = "unknown"
    notes: list[str] = field(default_factory=list)
    of_sentence: bool = False
    """Whether the owners are part of a sentence, which is less sure than a label."""
    tagged: bool = False
    """Whether a tag (ACTION:) says that this is to be done by somebody."""

    def __post_init__(self) -> None:
        self.plain = shadow(self.text)
        self.hi = self.hi or len(self.text)
        self._persons = self.line.of(PERSON)

    @cached_property
    def days(self) -> Sequence[Day]:
        """The days in the text."""
        return tuple(days_in(self.line, self.text, self.plain, self.reference, self.next_meeting))

    def days_within(self, start: int, end: int) -> list[Day]:
        """Those that stand in ``[start, end)``."""
        if not self.line.chips and not may_hold_days(self.plain, start, end):
            return []
        return [day for day in self.days if start <= day.start and day.end <= end]

    def rank(self, start: int, end: int) -> Rank:
        """How much ``[start, end)`` looks like one name."""
        piece = self.plain[start:end].strip(SPACE)
        if self._persons and piece and any(char in self.line.chips for char in piece):
            bare = piece.removesuffix("さん").removesuffix("様").removesuffix("氏").strip(SPACE)
            return Rank.SURE if bare and all(char in self._persons or char == " " for char in bare) else Rank.NONE
        return Rank.SURE if is_known(piece, self.known) else rank(piece)

    def trimmed(self, start: int, end: int, more: str = "") -> tuple[int, int]:
        """``[start, end)`` without spaces, and ``more``, at its ends."""
        strip = SPACE + more
        while start < end and self.plain[start] in strip:
            start += 1
        while start < end and self.plain[end - 1] in strip:
            end -= 1
        return start, end

    def left(self) -> str:
        """What is left, as it is matched."""
        return self.plain[self.lo : self.hi]
