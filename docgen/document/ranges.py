"""The named ranges of a tab, moved through edits only when someone looks at them.

A batch makes some sixty edits and a document of years has a thousand ranges; moving each range through each edit would
cost more than the edits. ``Ranges`` notes the edits and moves all ranges through all of them at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, NamedTuple, overload

from docgen.document.steps import Step, follow_span, followers, untouched_from
from docgen.document.tabs import NamedRange

FEW: Final = 8
"""Up to this many spans are moved step by step, which is then quicker than preparing."""


class _Group(NamedTuple):
    ranges: tuple[NamedRange, ...]
    since: int
    """How many of the steps had happened when these ranges were right."""


Spans = tuple[tuple[int, int], ...]
Mover = Callable[[Spans], Spans]


def _by_step(steps: Sequence[Step]) -> Mover:
    return lambda spans: tuple(moved for span in spans if (moved := follow_span(steps, span)))


def _at_once(steps: Sequence[Step]) -> Mover:
    start, end = followers(steps)

    def move(spans: Spans) -> Spans:
        moved = ((start(a), end(b)) for a, b in spans)
        return tuple(span for span in moved if span[0] < span[1])

    return move


def _mover(steps: Sequence[Step], spans: Sequence[tuple[int, int]]) -> Mover:
    """Moves spans through all ``steps``; those behind every edit, which are most, in one addition."""
    tail, shift = untouched_from(steps)
    near = sum(start < tail for start, _ in spans)
    others = _by_step(steps) if near <= FEW else _at_once(steps)

    def move(spans: Spans) -> Spans:
        if len(spans) == 1 and spans[0][0] >= tail:
            return ((spans[0][0] + shift, spans[0][1] + shift),)
        return others(spans)

    return move


def placed(one: NamedRange, spans: Spans) -> NamedRange:
    """The same range elsewhere."""
    return NamedRange(one.id, one.name, spans, one.segment, one.place, one.extra)


def moved(ranges: tuple[NamedRange, ...], steps: Sequence[tuple[str, Step]]) -> tuple[NamedRange, ...]:
    """``ranges`` after ``steps``, each with the segment it happened in. A range with nothing left is gone."""
    movers: dict[str, Mover] = {}
    for segment in {segment for segment, _ in steps}:
        here = [step for where, step in steps if where == segment]
        movers[segment] = _mover(here, [span for one in ranges if one.segment == segment for span in one.spans])
    made = []
    for one in ranges:
        mover = movers.get(one.segment)
        if mover is None:
            made.append(one)
        elif spans := mover(one.spans):
            same = spans == one.spans
            made.append(one if same else placed(one, spans))
    return tuple(made)


class Ranges(Sequence[NamedRange]):
    """Named ranges in the order they were made, as a value."""

    __slots__ = ("_groups", "_now", "_steps")

    def __init__(self, ranges: Iterable[NamedRange] = ()) -> None:
        self._groups: tuple[_Group, ...] = (_Group(tuple(ranges), 0),)
        self._steps: tuple[tuple[str, Step], ...] = ()
        self._now: tuple[NamedRange, ...] | None = None

    @classmethod
    def _of(cls, groups: tuple[_Group, ...], steps: tuple[tuple[str, Step], ...]) -> Ranges:
        made = cls.__new__(cls)
        made._groups, made._steps, made._now = groups, steps, None
        return made

    def stepped(self, segment: str, step: Step) -> Ranges:
        """The ranges after one more edit in ``segment``."""
        if not any(group.ranges for group in self._groups):
            return self
        return self._of(self._groups, (*self._steps, (segment, step)))

    def added(self, one: NamedRange) -> Ranges:
        """The ranges and one more, whose spans are right as of now."""
        return self._of((*self._groups, _Group((one,), len(self._steps))), self._steps)

    def now(self) -> tuple[NamedRange, ...]:
        """All ranges as they are now."""
        if self._now is None:
            parts = [
                group.ranges if group.since == len(self._steps) else moved(group.ranges, self._steps[group.since :])
                for group in self._groups
            ]
            self._now = tuple(one for part in parts for one in part)
        return self._now

    def __len__(self) -> int:
        return len(self.now())

    def __iter__(self) -> Iterator[NamedRange]:
        return iter(self.now())

    @overload
    def __getitem__(self, at: int) -> NamedRange: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[NamedRange, ...]: ...
    def __getitem__(self, at: int | slice) -> NamedRange | tuple[NamedRange, ...]:
        return self.now()[at]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self.now() == tuple(other)

    def __hash__(self) -> int:
        return hash(self.now())


def ranges_of(ranges: Sequence[NamedRange]) -> Ranges:
    """``ranges`` in the form that can follow edits."""
    return ranges if isinstance(ranges, Ranges) else Ranges(ranges)
