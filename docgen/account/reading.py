"""The blocks of a tab to meetings, items, decisions and action items."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import msgspec

from docgen.account.byhand.document_title import titles_of
from docgen.account.byhand.hints import Hints
from docgen.account.byhand.lines import Lists, lines_of
from docgen.account.byhand.meeting import ByHand
from docgen.account.candidates import parted
from docgen.account.dates import meeting_heading
from docgen.account.model import CarriedItem, Meeting, State
from docgen.account.outline import (
    CLOSED,
    NO_HINTS,
    OPEN,
    POSTED,
    TEMPLATE,
    WAS,
    Block,
    meeting_blocks,
)
from docgen.account.reading_written import Written
from docgen.account.state import is_called_off, state_of
from docgen.document.nodes import NOTHING, Run
from docgen.document.tabs import Tab
from docgen.document.walk import Cursor
from docgen.document.wire.styles import heading_id, linked_heading


def read_meetings(
    tab: Tab, now: datetime, *, prepared: bool = False, hints: Hints = NO_HINTS, customer: Sequence[str] = ()
) -> tuple[Meeting, ...]:
    """The meetings of one tab, in the order written. ``prepared``: docgen has been at work in the document. ``hints``:
    what is known besides of one that it has not; ``customer``: the names of the customer."""
    blocks = meeting_blocks(tab, prepared=prepared, hints=hints)
    births = {heading_id(block.heading.paragraph.style): block.id for block in blocks}
    for block in blocks:
        for section in block.sections:
            if section.heading and (anchor := heading_id(section.heading.paragraph.style)):
                births.setdefault(anchor, block.id)
    births.pop("", None)
    around = Around(
        tab.id,
        births,
        tab.resources.get("lists") or NOTHING,
        tuple(customer),
        hints.attendees if len(blocks) == 1 else "",
        hints.title if any(not block.written and not block.title for block in blocks) else "",
        hints.is_file,
    )
    return tuple(_meeting(block, around, now) for block in blocks)


@dataclass(frozen=True, slots=True)
class Around:
    """What is known around a block."""

    tab: str
    births: Mapping[str, str]
    """Heading id → id of the meeting that it belongs to."""
    lists: Lists
    customer: tuple[str, ...]
    attendees: str
    """Those that the file names beside its text."""
    title: str
    """What the document is called."""
    is_file: bool


def _meeting(block: Block, around: Around, now: datetime) -> Meeting:
    said = Written(around.tab, block, around.births).fields() if block.written else _by_hand(block, around)
    meeting = Meeting(
        id=block.id,
        anchored=block.anchored,
        written=block.written,
        was=block.facts.get(WAS, ""),
        flaw=block.flaw,
        closed_at=block.facts.get(CLOSED, ""),
        open_at=block.facts.get(OPEN, ""),
        posted_at=block.facts.get(POSTED, ""),
        template=block.facts.get(TEMPLATE, ""),
        heading="" if block.headless else block.heading.exact.strip(),
        heading_id=heading_id(block.heading.paragraph.style),
        span=(around.tab, block.start, block.end),
        **said,
    )
    if not block.headless and is_called_off(block.heading.exact, meeting):
        return msgspec.structs.replace(meeting, state=State.CANCELLED)
    return msgspec.structs.replace(meeting, state=state_of(meeting, now))


def _by_hand(block: Block, around: Around) -> dict[str, Any]:
    """What a block says that people wrote, as fields of ``Meeting``."""
    leaves = block.leaves()
    said = ByHand.of(
        lines_of(leaves, around.lists),
        tab=around.tab,
        reference=date.fromisoformat(block.date) if block.date else None,
        customer=around.customer,
        attendees=around.attendees,
        heading=block.heading,
        titles=titles_of(leaves) if around.is_file and not meeting_heading(block.heading.exact) else frozenset(),
        # In a document that docgen keeps, whoever has a chip is usually a colleague.
        colleagues=not around.is_file,
    )
    top = said.answers[id(said.builder.meeting)]
    items, candidates = parted(said.items())
    return {
        "date": block.date or (said.reference.isoformat() if said.reference else ""),
        "title": block.title or said.title or around.title,
        "start": said.start,
        "end": said.end,
        "goal": "\n".join(top["goal"]),
        "attendees": said.present,
        "items": items,
        "candidates": candidates,
        "carried": tuple(
            CarriedItem(**msgspec.structs.asdict(item), **_birth(leaf, around.births))
            for item, leaf in top.get("carried", ())
        ),
        "to_ask": tuple(top["to_ask"]),
        "next_meeting": said.next_meeting,
        "next_text": said.next_text,
        "headings_in_tables": said.in_tables(),
        **said.of_part(said.builder.meeting),
    }


def _birth(leaf: Cursor, births: Mapping[str, str]) -> dict[str, Any]:
    """Where an action item that is shown again comes from, by the link in its line."""
    links = (linked_heading(e.style) for e in leaf.paragraph.elements if isinstance(e, Run))
    origin = next(filter(None, links), "")
    return {"born": births.get(origin), "origin": origin}
