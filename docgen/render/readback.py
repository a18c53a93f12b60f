"""Whether what a team's template writes of a meeting is read back as it was given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from docgen.account.model import Meeting
from docgen.account.moments import iso, moment
from docgen.account.outline import FACT, MEETING
from docgen.account.reading import read_meetings
from docgen.document.nodes import Node, SectionBreak
from docgen.document.tabs import NamedRange, Tab, blocks
from docgen.formats.building import EMPTY
from docgen.render.samples import DAY, Sample

TAB = "t.0"
FILLED = "✎"
"""What stands in every empty line of a meeting that people have written into."""


class Difference(NamedTuple):
    """A variable of the template (``items[].stance``, or the name of a field to fill in) and what came of it."""

    path: str
    given: object
    read: object


def read(nodes: Sequence[Node]) -> tuple[Meeting, ...]:
    """The meetings in a tab that docgen has put ``nodes`` into as the block of one."""
    start = EMPTY.size + 1
    spans = ((start, start + nodes[0].size - 1),)
    ranges = (NamedRange("1", MEETING + DAY, spans), NamedRange("2", f"{FACT}{DAY}:prepared={DAY};template=1", spans))
    tab = Tab(TAB, "", blocks(SectionBreak(), EMPTY, *nodes), ranges=ranges)
    return read_meetings(tab, datetime.fromisoformat(f"{DAY}T09:00+09:00"), prepared=True)


def differences(sample: Sample, found: Sequence[Meeting], *, filled: bool) -> Iterator[Difference]:
    """Where ``found`` says something else than ``sample``. ``filled``: its empty lines hold ``FILLED``."""
    if len(found) != 1 or found[0].id != DAY:
        yield Difference("heading", 1, len(found))
        return
    plan, meeting = sample.plan, found[0]
    pairs: list[Difference] = [
        Difference("heading", (DAY, plan.title), (meeting.date, meeting.title)),
        Difference("when", (iso(moment(plan.start)), iso(moment(plan.end))), (meeting.start, meeting.end)),
        Difference("ours", plan.attendees.ours, meeting.attendees.ours),
        Difference("theirs", plan.attendees.theirs, meeting.attendees.theirs),
        Difference("goal", plan.goal, meeting.goal),
        Difference("items", len(plan.items), len(meeting.items)),
    ]
    for given, item in zip(plan.items, meeting.items, strict=False):
        head = (given.title, given.kind, given.minutes), (item.title, item.kind, item.minutes)
        pairs.append(Difference("items[].heading", *head))
        for name in ("stance", "because", "ask", "materials"):
            pairs.append(Difference(f"items[].{name}", getattr(given, name), getattr(item, name)))
    carried = tuple((text, (owner,), due) for text, owner, due in sample.carried)
    shown = tuple((item.text, item.owners, item.due_text) for item in meeting.carried)
    pairs.append(Difference("carried[].line", carried, shown))
    expected = (FILLED,) if filled else ()
    for item in meeting.items:
        for name in ("views", "decisions", "action_items"):
            pairs.append(Difference(name, expected, tuple(entry.text for entry in getattr(item, name))))
    pairs.append(Difference("to_ask", expected, tuple(entry.text for entry in meeting.to_ask)))
    yield from (pair for pair in pairs if pair.given != pair.read)
