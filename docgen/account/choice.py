"""Which meeting a person means when naming none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from docgen.account.model import Meeting, State
from docgen.account.state import ends_at
from docgen.errors import InputError, Text, nearest

EARLY = timedelta(minutes=30)
LATE = timedelta(hours=2)


def current_meeting(meetings: Sequence[Meeting], now: datetime) -> Meeting | None:
    """The meeting going on at ``now``; else the latest of today; else the latest before; else the next to come.

    Going on is from half an hour before its start to two hours after its end.
    """
    known = sorted((m for m in meetings if m.date and m.state is not State.CANCELLED), key=_order)
    today = now.date().isoformat()
    for candidates in (
        [m for m in known if _going_on(m, now)],
        [m for m in known if m.date == today],
        [m for m in known if m.date < today],
    ):
        if candidates:
            return candidates[-1]
    return known[0] if known else None


def chosen_meeting(meetings: Sequence[Meeting], meeting_id: str, now: datetime) -> Meeting:
    """The meeting with this id, or the current one if the id is empty.

    Raises ``InputError`` if there is none, naming near ids.
    """
    if not meeting_id:
        if meeting := current_meeting(meetings, now):
            return meeting
        raise InputError(
            Text("まだ会議がありません", "there is no meeting yet"),
            hint=Text("先に docgen prepare を実行してください", "run docgen prepare first"),
        )
    for meeting in meetings:
        if meeting_id in (meeting.id, meeting.date):
            return meeting
    raise InputError(
        Text(f"会議 {meeting_id} がドキュメントにありません", f"there is no meeting {meeting_id} in the document"),
        hint=nearest(meeting_id, [meeting.id for meeting in meetings]),
    )


def _order(meeting: Meeting) -> tuple[str, str]:
    return meeting.date, meeting.start


def _going_on(meeting: Meeting, now: datetime) -> bool:
    end = ends_at(meeting, now)
    if not meeting.start or "T" not in meeting.start or end is None:
        return False
    start = datetime.fromisoformat(meeting.start).replace(tzinfo=now.tzinfo)
    return start - EARLY <= now <= end + LATE
