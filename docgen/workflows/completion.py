"""When a meeting was finished: the moment in which docgen first saw that nothing is missing any more.

A command that only reads writes nothing into the customer's document, so it keeps that moment in the index; ``close``
puts it into the document. Of a meeting at which nobody looked for a day after its end, it is not known, and not told.
Beside it goes when something was last seen missing after the end: without that, minutes that were first seen complete
in the evening may well have been so at the end of the meeting.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from docgen.account.model import AccountDocument, Meeting, State
from docgen.account.state import ends_at, is_complete

if TYPE_CHECKING:
    from docgen.connect.snapshots import Snapshots

LOOKED: Final = timedelta(days=1)
"""How long after its end a meeting must be seen complete for the moment to tell anything."""


def with_moments(document: AccountDocument, snapshots: Snapshots, now: datetime) -> AccountDocument:
    """``document`` in which every meeting that is closed by its content says since when, where that is known, and until
    when it was not."""
    ended = (now - LOOKED).date().isoformat()
    held = (m for m in document.meetings if m.state is State.HELD and max(m.date, m.end[:10]) >= ended)
    if open_ones := [meeting.id for meeting in held if _seen(meeting, now)]:
        snapshots.note_unfinished(document.document_id, open_ones, now.isoformat(timespec="minutes"))
    if all(meeting.closed_at or meeting.state is not State.CLOSED for meeting in document.meetings):
        return document
    known, missing = snapshots.complete(document.document_id), snapshots.unfinished(document.document_id)
    meetings = []
    for meeting in document.meetings:
        if meeting.state is State.CLOSED and not meeting.closed_at:
            if meeting.id not in known and (seen := _seen(meeting, now)):
                snapshots.note_complete(document.document_id, meeting.id, seen)
                known[meeting.id] = seen
            if meeting.id in known or meeting.id in missing:
                meeting = replace(meeting, closed_at=known.get(meeting.id, ""), open_at=missing.get(meeting.id, ""))
        meetings.append(meeting)
    return replace(document, meetings=tuple(meetings))


def complete_since(meeting: Meeting, document_id: str, snapshots: Snapshots) -> str:
    """When the meeting was first seen complete (ISO, with offset); empty where it is not, or nobody looked in time."""
    return snapshots.complete(document_id).get(meeting.id, "") if is_complete(meeting) else ""


def _seen(meeting: Meeting, now: datetime) -> str:
    end = ends_at(meeting, now)
    return now.isoformat(timespec="minutes") if end and end <= now <= end + LOOKED else ""
