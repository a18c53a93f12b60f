"""Anchors put on the heading of a meeting that has lost its own, and taken from where they do not belong."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.account.model import Flaw, Meeting
from docgen.account.outline import ADOPTED, FACT, MEETING, WAS, Block
from docgen.document.tabs import NamedRange, Tab
from docgen.document.text import units
from docgen.document.walk import Cursor
from docgen.document.wire import requests as wire
from docgen.document.wire.requests import Request

NAME_LENGTH = 256
"""UTF-16 units in the name of a named range at most."""


def heading_span(heading: Cursor) -> tuple[int, int]:
    """A heading without its newline; no named range may be empty."""
    return heading.start, max(heading.end - 1, heading.start + 1)


def restored(tab: Tab, meeting: Meeting, block: Block) -> list[Request]:
    """The anchor of a meeting that docgen wrote, back on its heading; nothing where it is there, or cannot be told."""
    if meeting.anchored or meeting.flaw is Flaw.COPY or not meeting.written or not meeting.date:
        return []
    return anchored(tab, block, meeting.id, "")


def anchored(tab: Tab, block: Block, meeting: str, adopted_at: str) -> list[Request]:
    """What makes ``block`` the meeting with this id: its anchor and facts under that name, and nobody else's.

    Nothing where it is so already, or where the block has no heading. ``adopted_at`` (ISO) is when docgen took over a
    block that people wrote.
    """
    if block.headless or (block.anchored and block.id == meeting):
        return []
    place = (tab.id, *heading_span(block.heading))
    requests = list(_cleared(tab, block, meeting))
    requests.append(wire.create_named_range(*place, MEETING + meeting))
    said: list[str] = []
    if block.anchored:
        old = f"{FACT}{block.id}:"
        said = [one.name.removeprefix(old) for one in tab.ranges if one.name.startswith(old)]
        if WAS not in block.facts:
            was = f"{WAS}={block.id}"
            fits = said and units(f"{FACT}{meeting}:{said[0]};{was}") <= NAME_LENGTH
            said = [f"{said[0]};{was}", *said[1:]] if fits else [*said, was]
    elif not block.written and ADOPTED not in block.facts:
        said = [f"{ADOPTED}={adopted_at}"]
    return [*requests, *(wire.create_named_range(*place, f"{FACT}{meeting}:{each}") for each in said)]


def _cleared(tab: Tab, block: Block, meeting: str) -> Iterator[Request]:
    """Take the anchors and facts of other meetings from the heading; where they lie elsewhere too, they stay there."""
    mine = (MEETING + meeting, f"{FACT}{meeting}:")
    heading = block.heading
    for one in tab.ranges:
        ours = one.name == mine[0] or one.name.startswith(mine[1])
        if one.segment or ours or not one.name.startswith((MEETING, FACT)):
            continue
        elsewhere = [span for span in one.spans if not _touches(span, heading)]
        if len(elsewhere) < len(one.spans):
            yield wire.delete_named_range(tab.id, one.id)
            yield from (wire.create_named_range(tab.id, *span, one.name) for span in elsewhere)


def _touches(span: tuple[int, int], heading: Cursor) -> bool:
    return span[0] < heading.end and span[1] > heading.start


def names_on(tab: Tab, heading: Cursor) -> list[NamedRange]:
    """docgen's ranges that lie on a heading."""
    ranges = (one for one in tab.ranges if one.name.startswith((MEETING, FACT)) and not one.segment)
    return [one for one in ranges if any(_touches(span, heading) for span in one.spans)]
