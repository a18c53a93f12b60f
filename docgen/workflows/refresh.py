"""What a block says and its agenda file does not, and what came of bringing it up to date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from docgen.account.model import AgendaPlan, Meeting
from docgen.account.moments import iso, moment
from docgen.account.roster import Roster
from docgen.account.written import Field, Key
from docgen.render.refresh import Reason, Refreshed

ITEM_FIELDS: Final = ("title", "kind", "minutes", "stance", "because", "ask", "materials")
WRITTEN_IN: Final = {
    "title": "heading",
    "date": "heading",
    "kind": "heading",
    "minutes": "heading",
    "start": "when",
    "end": "when",
    "attendees.ours": "ours",
    "attendees.theirs": "theirs",
}
"""Where a field of an agenda file stands in a block, if it has no place of its own name."""
NAMES: Final = {"heading": "title", "when": "start", "ours": "attendees.ours", "theirs": "attendees.theirs"}


class Difference(msgspec.Struct, frozen=True):
    """One field in which the block and the agenda file are not the same."""

    field: str
    """As in the agenda file, e.g. ``items[0].stance``."""
    document: str
    agenda: str
    reason: Reason | None = None
    """Why it stays in the document, where it was to be refreshed."""


class Found(msgspec.Struct, frozen=True):
    """A difference and where it stands in the block."""

    difference: Difference
    key: Key


def differences(there: Meeting, plan: AgendaPlan, roster: Roster) -> Iterator[Found]:
    """What is not the same; items are compared by their numbers."""
    yield from _compared("title", there.title, plan.title)
    start = iso(moment(plan.start))
    if there.date != start[:10] and there.start[:10] == start[:10]:
        yield from _compared("date", there.date, start[:10])
    yield from _compared("start", there.start, start)
    if plan.end:
        yield from _compared("end", there.end, iso(moment(plan.end)))
    yield from _compared("goal", there.goal, plan.goal)
    ours = [[roster.member(name) or name for name in each.attendees.ours] for each in (there, plan)]
    if ours[0] != ours[1]:  # a chip may show another name of the same person
        yield from _compared("attendees.ours", there.attendees.ours, plan.attendees.ours)
    yield from _compared("attendees.theirs", there.attendees.theirs, plan.attendees.theirs)
    known = {item.number: item for item in there.items}
    for number, theirs in enumerate(plan.items, 1):
        mine = known.pop(number, None)
        if mine is None:
            yield Found(Difference(f"items[{number - 1}]", "", theirs.title), Key(number, "heading"))
            continue
        for name in ITEM_FIELDS:
            yield from _compared(name, getattr(mine, name), getattr(theirs, name), number)
    for number, gone in known.items():
        yield Found(Difference(f"items[{number - 1}]", gone.title, ""), Key(number, "heading"))


def _compared(name: str, document: object, agenda: object, item: int = 0) -> Iterator[Found]:
    if document != agenda:
        field = f"items[{item - 1}].{name}" if item else name
        yield Found(Difference(field, _shown(document), _shown(agenda)), Key(item, WRITTEN_IN.get(name, name)))


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def told(found: Sequence[Found], made: Refreshed) -> tuple[tuple[Difference, ...], tuple[Difference, ...]]:
    """What stays though it differs, each with the reason if one is known, and what is replaced or put in."""
    new = {Key(number, "heading") for number in made.added}
    stays, replaced = list[Difference](), list[Difference]()
    for one in found:
        if one.key in made.replaced or one.key in new:
            replaced.append(one.difference)
        else:
            stays.append(msgspec.structs.replace(one.difference, reason=made.kept.get(one.key)))
    listed = {one.key for one in found}
    replaced += [_as_written(key, *fields) for key, fields in made.replaced.items() if key not in listed]
    return tuple(stays), tuple(replaced)


def _as_written(key: Key, there: Field, wanted: Field) -> Difference:
    """A field that says the same in other words, such as another label."""
    name = NAMES.get(key.field, key.field)
    field = f"items[{key.item - 1}].{name}" if key.item else name
    return Difference(field, "\n".join(there.said), "\n".join(wanted.said))
