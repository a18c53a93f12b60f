"""An action item in a line, with the lines that are nested below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from docgen.account.actions.below import Below
from docgen.account.actions.chunk import names_at, parts_of
from docgen.account.actions.ends import absorbed, strip_head, strip_tail
from docgen.account.actions.frame import Frame
from docgen.account.actions.labelled import labelled
from docgen.account.actions.persons import Rank, side_word
from docgen.account.actions.said import Said, Side
from docgen.account.actions.sentence import due_in_sentence, owners_in_sentence
from docgen.account.actions.shadow import shadow
from docgen.account.actions.tags import strip_front
from docgen.account.chips import people
from docgen.account.dates import resolve
from docgen.account.model import Status
from docgen.account.words import last_brackets
from docgen.document.wire.chips import DATE
from docgen.document.wire.lines import Marked

LONGEST = 1000
"""Characters beyond which a line is a text in which nothing is looked for but what docgen itself writes."""
NOBODY: frozenset[str] = frozenset()


def action_item(
    line: Marked,
    text: str,
    reference: date | None,
    *,
    under: Sequence[Marked] = (),
    next_meeting: date | None = None,
    known: frozenset[str] = NOBODY,
) -> Said:
    """The action item in ``text``, a part of ``line``, with the lines ``under`` it.

    What is due is seen from ``reference``, the meeting's day, where that is known; ``next_meeting`` tells 次回まで.
    ``known``: the ``forms`` of people such as attendees, who need no other sign to be taken for owners.
    """
    frame = Frame(line, text.replace("\x0b", "\n"), reference, next_meeting, known)
    strip_front(frame)
    _canonical(frame)
    if len(frame.text) <= LONGEST and not (frame.owners and frame.due_text):
        _record(frame)
        _strip_ends(frame)
        _sentence(frame)
    return said(frame, Below(frame, under) if under else None)


def _canonical(frame: Frame) -> None:
    """担当：鈴木、期限：9/10 in the brackets that end the line, as docgen writes it: exact to the space."""
    found = last_brackets(frame.text[frame.lo : frame.hi])
    if found is None:
        return
    opens, closes = found[0] + frame.lo, found[1] + frame.lo
    marks = labelled(frame, opens + 1, closes)
    if not marks or marks[0].start != opens + 1 or {mark.name for mark in marks} - {"owner", "due", "status", "note"}:
        return
    for mark in marks:
        value = frame.trimmed(mark.at, mark.end, "、,;")
        if mark.name == "owner":
            frame.owners += [frame.text[slice(*place)] for place in names_at(frame, *value)]
        elif mark.name == "due":
            frame.due_text = frame.due_text or frame.text[slice(*value)]
        elif parts := parts_of(frame, mark.start, mark.end):
            absorbed(frame, parts)
    frame.hi = opens - (frame.text[opens] == "(" and frame.text[frame.lo : opens].endswith(" "))


def _record(frame: Frame) -> None:
    """担当: 山本 ／ 期限: 来週水曜 ／ 内容: 部門別の集計."""
    start, end = frame.trimmed(frame.lo, frame.hi)
    marks = labelled(frame, start, end)
    if not any(mark.start == start or mark.name == "task" for mark in marks):
        return
    if not any(mark.name in ("owner", "due", "status") for mark in marks):
        return
    parts = parts_of(frame, start, end)
    if parts is None or parts.task is None:
        return
    if absorbed(frame, parts):
        frame.lo, frame.hi = parts.task


def _strip_ends(frame: Frame) -> None:
    lo, hi = frame.lo, frame.hi
    start, end = frame.trimmed(lo, hi, ":→-")
    whole = None if labelled(frame, start, end) else parts_of(frame, start, end, least=Rank.LIKELY)
    if whole and (whole.owners or whole.due):
        absorbed(frame, whole)
        return
    while strip_tail(frame) or strip_head(frame):
        pass
    if (frame.lo, frame.hi) != (lo, hi):
        frame.lo, frame.hi = frame.trimmed(frame.lo, frame.hi)


def _sentence(frame: Frame) -> None:
    if not frame.owners:
        frame.owners = [frame.text[slice(*place)] for place in owners_in_sentence(frame)]
    if not frame.due_text and (day := due_in_sentence(frame)):
        frame.due, frame.due_text = day, frame.text[day.start : day.end]


def said(frame: Frame, below: Below | None = None) -> Said:
    """What was found, as a person reads it."""
    line, owners = frame.line, [*_names(frame.line, frame.owners)]
    due_text, due = line.shown(frame.due_text), due_of(frame, frame.due_text)
    status, details = frame.status, [line.shown(note) for note in frame.notes]
    if below:
        owners = owners or [name for at, owner in below.owners for name in people(at, owner)]
        if not due_text and below.due:
            due_text, due = below.due[0].line.shown(below.due[1]), due_of(*below.due)
        if below.status is not Status.UNKNOWN and status is not Status.DROPPED:
            status = below.status
        details += below.details
    text = line.shown(frame.text[frame.lo : frame.hi])
    return Said(text, tuple(owners), due, due_text, status, side_of_names(owners), tuple(details))


def _names(line: Marked, owners: Sequence[str]) -> Iterator[str]:
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
