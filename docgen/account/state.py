"""How far a meeting is, from the clock and from what its block says."""

from __future__ import annotations

from datetime import datetime, time

from docgen.account.model import AgendaItem, Kind, Meeting, State

END_OF_DAY = time(23, 59, 59)


def ends_at(meeting: Meeting, now: datetime) -> datetime | None:
    """When the meeting ends, in the zone of ``now``: with its day where no time is written; None without a date.

    Where a meeting was moved in its heading or in its lines alone, the later of the two days counts.
    """
    written = meeting.end or meeting.start or meeting.date
    written = max(written[:10], meeting.date) + written[10:]
    if not written:
        return None
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None
    if "T" not in written:
        moment = datetime.combine(moment.date(), END_OF_DAY)
    return moment.replace(tzinfo=now.tzinfo)


def is_held(meeting: Meeting, now: datetime) -> bool:
    """Whether its end has passed."""
    end = ends_at(meeting, now)
    return end is not None and end <= now


def item_is_complete(item: AgendaItem) -> bool:
    """Whether an item has what its kind asks for, an explicit empty (なし) included."""
    wanted = {None: (), Kind.SHARE: (), Kind.DISCUSS: ("views",), Kind.DECIDE: ("views", "decisions")}[item.kind]
    return all(getattr(item, name) or name in item.answered_none for name in wanted)


def is_complete(meeting: Meeting) -> bool:
    """Whether nothing is missing: every item answered, action items there (or なし), each with owner and due date."""
    items = list(meeting.all_action_items())
    any_items = bool(items) or any("action_items" in part.answered_none for part in meeting.parts())
    return (
        bool(meeting.items)
        and all(map(item_is_complete, meeting.items))
        and any_items
        and all(item.owners and item.due_text for item in items)
    )


def state_of(meeting: Meeting, now: datetime) -> State:
    """Planned, held or closed; a cancelled meeting stays that: its heading tells it, when it is read."""
    if meeting.state is State.CANCELLED:
        return State.CANCELLED
    if meeting.closed_at:
        return State.CLOSED
    if not is_held(meeting, now):
        return State.PLANNED
    return State.CLOSED if is_complete(meeting) else State.HELD


def is_called_off(heading: str, meeting: Meeting) -> bool:
    """Whether a meeting does not take place, by the mark in its ``heading``. One that was only postponed does where
    something has been said in it since."""
    from docgen.account.called_off import find_mark, title_in  # dates, which only a reader needs

    mark = find_mark(title_in(heading))
    if mark is None or mark.name == "cancelled":
        return mark is not None
    return not any(part.views or part.decisions or part.action_items for part in meeting.parts())


def begins(meeting: Meeting) -> str:
    """When a meeting begins, as ISO text that sorts: its date, with the time of day where one is written for it."""
    return meeting.start if meeting.start.startswith(meeting.date) else meeting.date
