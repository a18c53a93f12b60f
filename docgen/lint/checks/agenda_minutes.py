"""``agenda-minutes``: the minutes of the agenda items fit between start and end of the meeting."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Annotated

import msgspec

from docgen.account.model import Meeting
from docgen.inputs.bilingual import Bilingual
from docgen.lint.gaps import CheckKind, Gap, Scene


class AgendaMinutes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Options of ``agenda-minutes``."""

    spare: Annotated[int, msgspec.Meta(ge=0)] = 2
    """Minutes that are left at the end, to read back what was decided."""


def find(scene: Scene, options: AgendaMinutes) -> Iterator[Gap]:
    """One gap for an agenda that is too long; none where start, end or minutes are not known."""
    meeting = scene.meeting
    planned = sum(item.minutes or 0 for item in meeting.items)
    lasts = _minutes(meeting) if planned else None
    if lasts is not None and planned + options.spare > lasts:
        yield Gap(item=None, field="minutes", span=meeting.span, match=f"{planned}/{lasts}")


def _minutes(meeting: Meeting) -> int | None:
    """How long the meeting lasts; None where it has no times of day, or ends before it begins."""
    if "T" not in meeting.start or "T" not in meeting.end:
        return None
    lasts = datetime.fromisoformat(meeting.end) - datetime.fromisoformat(meeting.start)
    return max(lasts // timedelta(minutes=1), 0) or None


KIND = CheckKind(
    name="agenda-minutes",
    summary=Bilingual(ja="論点の時間の合計が、会議の時間に収まる", en="the agenda fits between start and end"),
    options=AgendaMinutes,
    find=find,
)
