"""What the lines of an action item say."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from docgen.account.model import Status

Role = Literal["task", "owner", "due", "status", "side", "note"]
"""What a column of a table of action items tells."""
Side = Literal["ours", "theirs", "unknown"]


class Said(NamedTuple):
    """An action item as it is read."""

    text: str
    owners: tuple[str, ...] = ()
    due: date | None = None
    due_text: str = ""
    status: Status = Status.UNKNOWN
    """Unknown where neither a box nor a word tells: open, unless the line has a native tick box."""
    side: Side = "unknown"
    """Told by a word (弊社 → 御社); whose the owners are, the roster and the attendees tell."""
    details: tuple[str, ...] = ()
    """Lines nested below that are no part of the above, replies included, as written."""
