"""What a chunk of a line says, taken over into what is known of it."""

from __future__ import annotations

import re
from typing import Final

from docgen.account.actions.chunk import Parts
from docgen.account.actions.frame import Frame
from docgen.account.actions.persons import side_word
from docgen.account.actions.said import Side
from docgen.account.actions.shadow import shadow
from docgen.account.model import Status

REACH: Final = 120
"""Characters at an end of a line in which something may be set off."""
SIDE: Final = 4
"""Characters of a word for a side at most: 弊社, them."""
CJK: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


def absorbed(frame: Frame, parts: Parts | None) -> bool:
    """Whether what a chunk says was taken over; not where the same has been said before."""
    if parts is None or parts.is_empty:
        return False
    if parts.due and (frame.due_text or frame.due):
        return False
    if parts.owners and frame.owners and not _is_named_by(frame, parts):
        if (side := _side_alone(frame, parts)) == "unknown":
            return False
        parts = parts._replace(owners=(), side=side)
    if parts.side != "unknown":
        frame.side = parts.side
    if parts.status is not Status.UNKNOWN:
        frame.status = parts.status
    frame.owners += [frame.text[slice(*place)] for place in parts.owners]
    if isinstance(parts.due, tuple) and len(parts.due) == 2:
        frame.due_text = frame.text[slice(*parts.due)]
    elif parts.due:
        frame.due, frame.due_text = parts.due, frame.text[parts.due.start : parts.due.end]
    frame.notes += [frame.text[slice(*place)] for place in parts.notes]
    return not parts.stays


def _is_named_by(frame: Frame, parts: Parts) -> bool:
    """Whether a chunk names those of whom only the side was known, which it then remembers."""
    names = [frame.plain[slice(*place)] for place in parts.owners]
    if (side := mere_side(frame)) == "unknown" or any(side_word(name) != "unknown" for name in names):
        return False
    frame.owners, frame.side = [], side
    return True


def _side_alone(frame: Frame, parts: Parts) -> Side:
    """The side of those already named, if that is all that a chunk says of anybody."""
    sides = {side_word(frame.plain[slice(*place)]) for place in parts.owners}
    return sides.pop() if len(sides) == 1 and frame.side == "unknown" and mere_side(frame) == "unknown" else "unknown"


def mere_side(frame: Frame) -> Side:
    """The side that is all that is known of the owners."""
    sides = {side_word(shadow(owner)) if len(owner) <= SIDE else "unknown" for owner in frame.owners}
    return sides.pop() if len(sides) == 1 else "unknown"
