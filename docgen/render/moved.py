"""All requests that bring a block to another time: its words, its place, and the names on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from docgen.account.outline import FACT, MEETING, Block
from docgen.document.chipped import parts_of
from docgen.document.steps import Step, follow_span
from docgen.document.tabs import NamedRange, Tab
from docgen.document.text import units
from docgen.document.wire import requests as wire
from docgen.document.wire.requests import Request
from docgen.render.anchors import heading_span
from docgen.render.in_place import Edit, requests
from docgen.render.move import Shift


def moved_requests(
    tab: Tab, block: Block, edits: Sequence[Edit], facts: Mapping[str, str], shift: Shift | None = None
) -> list[Request]:
    """What carries out ``edits`` of ``block`` and ``shift``; ``facts``: id of a named range → the name that it gets.

    Named ranges that go with their words are made again where these stand then.
    """
    by = shift.by if shift else 0
    on_heading = [one for one in tab.ranges if one.name.startswith((MEETING, FACT)) and _touches(one, block)]
    kept = shift.names if shift else [one for one in on_heading if one.id in facts or _is_lost(one, edits)]
    dropped = [] if shift else [wire.delete_named_range(tab.id, one.id) for one in kept if one.id in facts]
    words = requests(tab.id, edits, by)
    named = [
        wire.create_named_range(tab.id, start + by, end + by, facts.get(one.id, one.name))
        for one in kept
        for start, end in [_span(one, block, edits)]
    ]
    return [*dropped, *(shift.requests if shift else ()), *words, *named]


def _touches(one: NamedRange, block: Block) -> bool:
    return not one.segment and any(a < block.heading.end and b > block.heading.start for a, b in one.spans)


def _is_lost(one: NamedRange, edits: Sequence[Edit]) -> bool:
    return all(follow_span(list(_steps(edits)), span) is None for span in one.spans)


def _span(one: NamedRange, block: Block, edits: Sequence[Edit]) -> tuple[int, int]:
    """Where a range lies once the words have changed; on all of the heading, where its own are gone."""
    steps = list(_steps(edits))
    if span := follow_span(steps, (one.start, one.end)):
        return span
    start, end = heading_span(block.heading)
    return start, max(end + sum(each.grows for each in edits if start <= each.start <= end), start + 1)


def _steps(edits: Sequence[Edit]) -> Iterator[Step]:
    for edit in sorted(edits, key=lambda each: -each.start):
        size = sum(units(words) if chip is None else chip.size for words, chip in parts_of(edit.text))
        yield Step(edit.at, 0, size)
        yield Step(edit.at + size, edit.end - edit.at, 0)
        yield Step(edit.start, edit.at - edit.start, 0)
