"""Requests written against an older revision, carried over the edits since (``writeControl.targetRevisionId``)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from docgen.document.steps import Step
from docgen.emulator.draft import Trace

JSON = dict[str, Any]

LOCATIONS: Final = frozenset({"location", "tableStartLocation", "sectionBreakLocation"})
RANGES: Final = frozenset({"range"})
Move = Callable[[str, str, int, bool], int]
"""Tab, segment, position, and whether it is the end of a range: where it is now."""


@dataclass(slots=True)
class Line:
    """One segment's history: what others did, and what this batch did, as it thinks and as it was."""

    others: list[Step] = field(default_factory=list)
    thought: list[Step] = field(default_factory=list)
    done: list[Step] = field(default_factory=list)

    def now(self, position: int, *, end: bool) -> int:
        """Where ``position``, of the old revision and the batch so far, is in the document as it is."""
        for number in range(len(self.thought) - 1, -1, -1):
            step = self.thought[number]
            inside = (
                step.at <= position <= step.at + step.inserted
                if end
                else (step.at <= position < step.at + step.inserted)
            )
            if step.inserted and inside:
                return self._forward(self.done[number].at + position - step.at, self.done[number + 1 :], end=end)
            if position >= step.at:
                position += step.removed - step.inserted
        for step in self.others:
            position = step.end(position) if end else step.start(position)
        return self._forward(position, self.done, end=end)

    @staticmethod
    def _forward(position: int, steps: Iterable[Step], *, end: bool) -> int:
        for step in steps:
            position = step.end(position) if end else step.start(position)
        return position


def moved(request: Any, move: Move) -> Any:
    """``request`` with every location and range in it carried over."""
    if isinstance(request, list):
        return [moved(one, move) for one in request]
    if not isinstance(request, dict):
        return request
    made = {}
    for key, value in request.items():
        if key in LOCATIONS and isinstance(value, dict) and "index" in value:
            where = value.get("tabId") or "", value.get("segmentId") or ""
            made[key] = {**value, "index": move(*where, value["index"], False)}
        elif key in RANGES and isinstance(value, dict) and "endIndex" in value:
            where = value.get("tabId") or "", value.get("segmentId") or ""
            start, end = value.get("startIndex", 0), value["endIndex"]
            made[key] = {**value, "startIndex": move(*where, start, False), "endIndex": move(*where, end, True)}
        else:
            made[key] = moved(value, move)
    return made


class Rebase:
    """Carries the requests of one batch over, one after the other."""

    def __init__(self, others: Sequence[Trace], first_tab: str) -> None:
        self._first_tab = first_tab
        self._lines: dict[tuple[str, str], Line] = {}
        for one in others:
            self._line(one.tab, one.segment).others.append(one.step)
        self._shift = 0

    def _line(self, tab: str, segment: str) -> Line:
        return self._lines.setdefault((tab or self._first_tab, segment), Line())

    def request(self, request: JSON) -> JSON:
        """The next request, as it must be for the document as it is."""
        self._shift = 0

        def move(tab: str, segment: str, position: int, end: bool) -> int:
            there = self._line(tab, segment).now(position, end=end)
            if not end:
                self._shift = there - position
            return there

        made: JSON = moved(request, move)
        return made

    def done(self, traces: Iterable[Trace]) -> None:
        """What the last request did to the document as it is."""
        for one in traces:
            line = self._line(one.tab, one.segment)
            line.done.append(one.step)
            line.thought.append(one.step._replace(at=max(0, one.step.at - self._shift)))
