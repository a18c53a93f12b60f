"""An action item in a line, with the lines that are nested below it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Final

from docgen.account.actions.apart import absorbed, mere_side
from docgen.account.actions.below import Below
from docgen.account.actions.chunk import Parts, owner_value, parts_of
from docgen.account.actions.frame import Frame
from docgen.account.actions.head import strip_head, strip_status
from docgen.account.actions.labelled import labelled
from docgen.account.actions.persons import Rank, side_word
from docgen.account.actions.result import said
from docgen.account.actions.said import Said
from docgen.account.actions.sentence import due_in_sentence, owners_in_sentence
from docgen.account.actions.shadow import shadow
from docgen.account.actions.statuses import says_done
from docgen.account.actions.tags import strip_box, strip_tags
from docgen.account.actions.tail import strip_tail
from docgen.account.labels import version
from docgen.account.model import Status
from docgen.account.words import last_brackets
from docgen.document.wire.lines import Marked

LONGEST: Final = 1000
"""Characters beyond which a line is a text in which nothing is looked for but what docgen itself writes."""
NOBODY: Final[frozenset[str]] = frozenset()


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
    if not under and not line.chips:
        return _alone(text, reference, next_meeting, known, version())
    frame = _apart(line, text, reference, next_meeting, known)
    return said(frame, Below(frame, under) if under else None)


@lru_cache(maxsize=4096)  # what is not done yet stands in one meeting after the other
def _alone(text: str, reference: date | None, next_meeting: date | None, known: frozenset[str], _words: str) -> Said:
    return said(_apart(Marked(text), text, reference, next_meeting, known))


def _apart(line: Marked, text: str, reference: date | None, next_meeting: date | None, known: frozenset[str]) -> Frame:
    frame = Frame(line, text.replace("\x0b", "\n"), reference, next_meeting, known)
    take_apart(frame)
    return frame


def take_apart(frame: Frame) -> None:
    """Find everything that the line itself says."""
    strip_box(frame)
    _canonical(frame)
    if len(frame.text) > LONGEST:
        return
    if frame.owners and frame.due_text and frame.lo:
        strip_status(frame)
        return
    strip_tags(frame)
    _record(frame)
    _strip_ends(frame)
    _sentence(frame)


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
            said_of = owner_value(frame, *value)
            frame.owners += [frame.text[slice(*place)] for place in said_of.owners]
            absorbed(frame, said_of._replace(owners=()))
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
    if whole and (whole.owners or whole.due) and not _holds_task(frame, whole):
        absorbed(frame, whole)
        return
    while strip_tail(frame) or strip_head(frame):
        pass
    if (frame.lo, frame.hi) != (lo, hi):
        frame.lo, frame.hi = frame.trimmed(frame.lo, frame.hi)


def _holds_task(frame: Frame, parts: Parts) -> bool:
    """Whether a line that seems to say who and when alone has what is to be done among the names: 6/12　槙　掲示文."""
    wide = any("\u3000" in frame.text[slice(*owner)] for owner in parts.owners)
    return bool(parts.due) and (wide or len(parts.owners) > 1) and " " in frame.left().strip()


def _sentence(frame: Frame) -> None:
    side = mere_side(frame)
    if not frame.owners or side != "unknown":
        owners = [frame.text[slice(*place)] for place in owners_in_sentence(frame)]
        if side == "unknown" or any(side_word(shadow(owner)) == "unknown" for owner in owners):
            frame.owners, frame.side = owners, side if side != "unknown" else frame.side
            frame.of_sentence = bool(owners)
    if frame.status is Status.UNKNOWN and says_done(frame.left()):
        frame.status = Status.DONE
    if not frame.due_text and (day := due_in_sentence(frame)):
        frame.due, frame.due_text = day, frame.text[day.start : day.end]
