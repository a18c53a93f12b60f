"""What an edit did to positions, so that whatever holds one can follow (after ProseMirror's ``Step`` and ``StepMap``).

A span follows by its two ends: text put in at its start pushes it, text put in at its end stays outside, text put in
between makes it longer. An end inside what was taken out moves to where that was.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple


class Step(NamedTuple):
    """``removed`` units taken out at ``at``, then ``inserted`` units put in there (UTF-16 code units)."""

    at: int
    removed: int = 0
    inserted: int = 0

    def start(self, position: int) -> int:
        """Where the start of a span goes."""
        if position < self.at:
            return position
        return max(self.at, position - self.removed) + self.inserted

    def end(self, position: int) -> int:
        """Where the end of a span goes."""
        if position <= self.at:
            return position
        left = max(self.at, position - self.removed)
        return left + self.inserted if left > self.at else left


class _Piece(NamedTuple):
    """Original positions from ``origin`` on go to ``target``, rising by ``slope`` (0 or 1)."""

    origin: int
    target: int
    slope: int


def _cuts(piece: _Piece, until: int | None, at: Sequence[int]) -> list[_Piece]:
    """``piece`` cut where its targets pass each of ``at`` (rising)."""
    made = [piece]
    if piece.slope:
        for cut in at:
            origin = piece.origin + cut - piece.target
            if origin > made[-1].origin and (until is None or origin < until):
                made.append(_Piece(origin, cut, 1))
    return made


def _composed(steps: Sequence[Step], move: Callable[[Step, int], int]) -> list[_Piece]:
    pieces = [_Piece(0, 0, 1)]
    for step in steps:
        edges = (step.at, step.at + 1, step.at + step.removed, step.at + step.removed + 1)
        made: list[_Piece] = []
        for number, piece in enumerate(pieces):
            until = pieces[number + 1].origin if number + 1 < len(pieces) else None
            for part in _cuts(piece, until, edges):
                inside = part.slope and step.at < part.target < step.at + step.removed
                new = _Piece(part.origin, move(step, part.target), 0 if inside else part.slope)
                last = made[-1] if made else None
                if (
                    last
                    and last.slope == new.slope
                    and last.target + last.slope * (new.origin - last.origin) == new.target
                ):
                    continue
                made.append(new)
        pieces = made
    return pieces


def _lookup(pieces: list[_Piece]) -> Callable[[int], int]:
    origins = [piece.origin for piece in pieces]

    def follow(position: int) -> int:
        origin, target, slope = pieces[bisect_right(origins, position) - 1]
        return target + slope * (position - origin)

    return follow


def followers(steps: Sequence[Step]) -> tuple[Callable[[int], int], Callable[[int], int]]:
    """Where the start and the end of a span go through all of ``steps``: two functions, quick for many spans."""
    return _lookup(_composed(steps, Step.start)), _lookup(_composed(steps, Step.end))


def follow_span(steps: Sequence[Step], span: tuple[int, int]) -> tuple[int, int] | None:
    """Where ``span`` goes through ``steps``; None once nothing of it is left."""
    start, end = span
    for step in steps:
        start, end = step.start(start), step.end(end)
        if start >= end:
            return None
    return start, end


def untouched_from(steps: Sequence[Step]) -> tuple[int, int]:
    """A position before ``steps`` from which on they only shift, and by how much they do."""
    last = shift = 0
    for step in steps:
        changed = step.inserted - step.removed
        reach = step.at + step.removed
        last = max(last + changed if last > reach else 0, reach + changed)
        shift += changed
    return last - shift, shift
