"""Whole blocks out of a tab, in ranges that the API takes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from docgen.document.nodes import Node, Paragraph, SectionBreak
from docgen.document.tabs import Tab
from docgen.document.wire import requests as wire
from docgen.document.wire.requests import Request
from docgen.document.wire.sections import columns_around, is_whole
from docgen.render.look import BODY


class Placed(NamedTuple):
    """A block of a tab and where it starts."""

    at: int
    node: Node

    @property
    def end(self) -> int:
        """Index after it (UTF-16 code units)."""
        return self.at + self.node.size


@dataclass(frozen=True, slots=True)
class Step:
    """Requests for one place; of several, those further down are sent first, so that no place moves."""

    at: int
    requests: Sequence[Request]


def placed(tab: Tab) -> tuple[Placed, ...]:
    """The blocks of a tab."""
    return tuple(Placed(at, node) for at, node in tab.positioned())


def with_breaks(blocks: Sequence[Placed], gone: Collection[int], kept: Collection[int]) -> set[int]:
    """``gone``, and the section breaks between such blocks where the text around them stands in as many columns; those
    that are ``kept`` stay."""
    columns = columns_around(one.node for one in blocks)
    breaks = {n for n, one in enumerate(blocks) if n and isinstance(one.node, SectionBreak)} - set(kept)
    found = set(gone)
    for _, group in groupby(range(len(blocks)), key=lambda n: n in gone or n in breaks):
        run = list(group)
        between = not breaks.isdisjoint(run) and not found.isdisjoint(run)
        if between and is_whole([blocks[n].node for n in run], columns[run[0] : run[-1] + 2]):
            found.update(run)
    return found


def in_order(steps: Sequence[Step]) -> list[Request]:
    """The requests of all ``steps`` as one batch takes them."""
    return [request for step in sorted(steps, key=lambda each: -each.at) for request in step.requests]


def removals(
    tab: str, blocks: Sequence[Placed], gone: Collection[int], *, more_follows: bool = False
) -> Iterator[Step]:
    """What takes the blocks numbered ``gone`` out.

    The newline at the end of the tab stays, unless ``more_follows`` it in the same batch; so does one before anything
    that is no paragraph: an empty paragraph is left over then.
    """
    number = 0
    while number < len(blocks):
        if number not in gone:
            number += 1
            continue
        first = number
        while number < len(blocks) and number in gone:
            number += 1
        following = blocks[number].node if number < len(blocks) else None
        stays = not isinstance(following, Paragraph) and not (following is None and more_follows)
        yield from _removal(tab, blocks[first:number], stays=stays)


def _removal(tab: str, run: Sequence[Placed], *, stays: bool) -> Iterator[Step]:
    start, end = run[0].at, run[-1].end
    if not stays:
        yield Step(start, [wire.delete_content_range(tab, start, end)])
        return
    cut = [wire.delete_content_range(tab, start, end - 1)] if end - 1 > start else []
    plain = [
        wire.delete_paragraph_bullets(tab, start, start + 1),
        wire.update_paragraph_style(tab, start, start + 1, BODY),
    ]
    yield Step(start, [*cut, *plain])
