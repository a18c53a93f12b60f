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

    Going on is from half an hour before its start to two hours after its end; of several, the one nearest to ``now``,
    of those the latest.
    """
    known = sorted((m for m in meetings if m.date and m.state is not State.CANCELLED), key=_order)
    today = now.date().isoformat()
    going_on = [(away, m) for m in known if (away := _away(m, now)) is not None]
    nearest_away = min((away for away, _ in going_on), default=None)
    for candidates in (
        [m for away, m in going_on if away == nearest_away],
        [m for m in known if m.date == today],
        [m for m in known if m.date < today],
    ):
        if candidates:
            return candidates[-1]
    return known[0] if known else None


def chosen_meeting(meetings: Sequence[Meeting], meeting_id: str, now: datetime) -> Meeting:
    """The meeting with this id, else the one of this date; the current one if ``meeting_id`` is empty.

    Raises ``InputError`` if there is none, naming near ids, and for a date on which there are several.
    """
    if not meeting_id:
        if meeting := current_meeting(meetings, now):
            return meeting
        raise InputError(
            Text("まだ会議がありません", "there is no meeting yet"),
            hint=Text("先に docgen prepare を実行してください", "run docgen prepare first"),
        )
    found = [m for m in meetings if m.id == meeting_id] or [m for m in meetings if m.date == meeting_id]
    if len({meeting.id for meeting in found}) > 1:
        listed = ", ".join(meeting.id for meeting in found)
        raise InputError(
            Text(f"{meeting_id} の会議は{len(found)}件あります", f"there are {len(found)} meetings on {meeting_id}"),
            hint=Text(f"id で選んでください: {listed}", f"choose one by its id: {listed}"),
        )
    if found:
        return found[0]
    raise InputError(
        Text(f"会議 {meeting_id} がドキュメントにありません", f"there is no meeting {meeting_id} in the document"),
        hint=nearest(meeting_id, [meeting.id for meeting in meetings]),
    )


def _order(meeting: Meeting) -> tuple[str, str]:
    return meeting.date, meeting.start


def _away(meeting: Meeting, now: datetime) -> timedelta | None:
    """How far ``now`` is from a meeting that is going on: zero within it; None for one that is not."""
    end = ends_at(meeting, now)
    if not meeting.start or "T" not in meeting.start or end is None:
        return None
    start = datetime.fromisoformat(meeting.start).replace(tzinfo=now.tzinfo)
    if not start - EARLY <= now <= end + LATE:
        return None
    return max(start - now, now - end, timedelta())
