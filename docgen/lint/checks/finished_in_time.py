"""``finished-in-time``: minutes are finished when the meeting ends, or shortly after."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Annotated

import msgspec

from docgen.account.model import State
from docgen.account.state import ends_at
from docgen.inputs.bilingual import Bilingual
from docgen.lint.gaps import CheckKind, Gap, Scene


class FinishedInTime(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Options of ``finished-in-time``."""

    minutes: Annotated[int, msgspec.Meta(ge=0)] = 5
    """How long after the end of the meeting they may still be written."""
    within_days: Annotated[int, msgspec.Meta(ge=1)] = 14
    """Only of meetings of so many last days: of older ones nobody can say any more what took so long."""


def find(scene: Scene, options: FinishedInTime) -> Iterator[Gap]:
    """One gap for minutes that were finished later, if somebody saw after that time that something was missing.

    Where nobody looked, they may well have been finished in time; and of what is still missing, other rules ask.
    """
    meeting = scene.meeting
    if meeting.state is not State.CLOSED or not meeting.closed_at or not meeting.open_at or "T" not in meeting.end:
        return
    end = ends_at(meeting, scene.now)
    if end is None or (scene.now.date() - end.date()).days > options.within_days:
        return
    latest = end + timedelta(minutes=options.minutes)
    if all(_moment(each, scene.now) > latest for each in (meeting.closed_at, meeting.open_at)):
        yield Gap(item=None, field="closed_at", span=meeting.span)


def _moment(text: str, now: datetime) -> datetime:
    """An ISO moment; without an offset, in the zone of ``now``."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=now.tzinfo)


KIND = CheckKind(
    name="finished-in-time",
    summary=Bilingual(ja="議事録が、会議の終わりに書き終わっている", en="minutes are finished when the meeting ends"),
    options=FinishedInTime,
    find=find,
)
