"""What a chunk of a line says, taken over into what is known of it."""

from __future__ import annotations

import re
from typing import Final

from docgen.account.actions.chunk import Parts
from docgen.account.actions.frame import Frame
from docgen.account.model import Status

REACH: Final = 120
"""Characters at an end of a line in which something may be set off."""
CJK: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


def absorbed(frame: Frame, parts: Parts | None) -> bool:
    """Whether what a chunk says was taken over; not where the same has been said before."""
    if parts is None or parts.is_empty:
        return False
    if (parts.owners and frame.owners) or (parts.due and (frame.due_text or frame.due)):
        return False
    if parts.status is not Status.UNKNOWN:
        frame.status = parts.status
    frame.owners += [frame.text[slice(*place)] for place in parts.owners]
    if isinstance(parts.due, tuple) and len(parts.due) == 2:
        frame.due_text = frame.text[slice(*parts.due)]
    elif parts.due:
        frame.due, frame.due_text = parts.due, frame.text[parts.due.start : parts.due.end]
    frame.notes += [frame.text[slice(*place)] for place in parts.notes]
    return not parts.stays
