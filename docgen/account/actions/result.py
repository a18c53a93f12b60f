"""What was found in the line of an action item, as a person reads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from docgen.account.actions.below import Below
from docgen.account.actions.frame import Frame
from docgen.account.actions.persons import side_word
from docgen.account.actions.said import Said, Side
from docgen.account.actions.shadow import shadow
from docgen.account.chips import people
from docgen.account.dates import resolve
from docgen.account.model import Status
from docgen.document.wire.chips import DATE
from docgen.document.wire.lines import Marked


def said(frame: Frame, below: Below | None = None) -> Said:
    """What was found, as a person reads it."""
    line, owners = frame.line, [*names_shown(frame.line, frame.owners)]
    due_text, due = line.shown(frame.due_text), due_of(frame, frame.due_text)
    status = frame.status
    details = [line.shown(note) for note in frame.notes]
    if below:
        if frame.of_sentence and below.owners:
            owners = []  # a label below says it more plainly
        owners = owners or [name for at, owner in below.owners for name in people(at, owner)]
        if not due_text and below.due:
            due_text, due = below.due[0].line.shown(below.due[1]), due_of(*below.due)
        if below.status is not Status.UNKNOWN and status is not Status.DROPPED:
            status = below.status
        details += below.details
    side = side_of_names(owners)
    if side == "unknown":
        side = frame.side if frame.side != "unknown" or below is None else below.side
    text = line.shown(frame.text[frame.lo : frame.hi])
    return Said(text, tuple(owners), due, due_text, status, side, tuple(details))


def names_shown(line: Marked, owners: Sequence[str]) -> Iterator[str]:
    """The owners, parts of ``line``, as it shows them; behind a chip さん is no part of the name."""
    for owner in owners:
        bare = owner
        for title in ("さん", "様", "氏"):
            bare = bare.removesuffix(title) if line.chips and bare[:1] in line.chips else bare
        yield from people(line, bare.strip())


def side_of_names(owners: Sequence[str]) -> Side:
    """The side that a word among the owners tells, 様 included; what both do is ours to see to."""
    sides = {"theirs" if owner.endswith(("様", "さま")) else side_word(shadow(owner)) for owner in owners}
    return "ours" if "ours" in sides else "theirs" if "theirs" in sides else "unknown"


def due_of(frame: Frame, due: str) -> date | None:
    """The day that a due date means."""
    if not due:
        return None
    dates = frame.line.of(DATE) if frame.line.chips else ""
    moments = [frame.line.chips[char].moment for char in due if char in dates]
    if moments and moments[-1]:
        return date.fromisoformat(moments[-1][:10])
    if frame.due and frame.due.date:
        return frame.due.date
    return _resolved(frame.line.shown(due), frame.reference, frame.next_meeting)


@lru_cache(maxsize=4096)
def _resolved(text: str, reference: date | None, next_meeting: date | None) -> date | None:
    return resolve(text, reference, next_meeting) if reference else None
