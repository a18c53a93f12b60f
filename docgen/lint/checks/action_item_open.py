"""``action-item-open``: no action item stays open for longer than it should, in days or in meetings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

import msgspec

from docgen.errors import Text
from docgen.inputs.bilingual import Bilingual
from docgen.inputs.typed import UnfitError
from docgen.lint.gaps import CheckKind, Gap, Scene
from docgen.lint.threads import Thread, threads

Some = Annotated[int, msgspec.Meta(ge=1)]


class ActionItemOpen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Options of ``action-item-open``. Of `days_overdue` and `times_carried`, one or both have to be given."""

    days_overdue: Some | None = None
    """Asked about from so many days after its due date on: 1 is the day after. Not without a day that is known."""
    times_carried: Some | None = None
    """Asked about once so many meetings have shown it again. Not as long as its day is still to come, unless that was
    put off before."""
    sides: tuple[Literal["ours", "theirs", "unknown"], ...] = ("ours", "theirs", "unknown")
    """Whose action items."""
    within_days: Some = 90
    """Not what stands last in a meeting longer ago than that."""
    within_meetings: Some = 3
    """Nor what stands in none of so many latest meetings."""

    def __post_init__(self) -> None:
        if self.days_overdue is None and self.times_carried is None:
            raise UnfitError(
                Text("`days_overdue` か `times_carried` が要ります", "`days_overdue` or `times_carried` is needed")
            )


def find(scene: Scene, options: ActionItemOpen) -> Iterator[Gap]:
    """Each item once, in the latest meeting held in which it stands."""
    known, meeting, today = scene.once(threads), scene.meeting, scene.now.date()
    here = known.at.get(id(meeting))
    if not here or known.later[id(meeting)] >= options.within_meetings:
        return
    if not meeting.date or (today - date.fromisoformat(meeting.date)).days > options.within_days:
        return
    for one in here:
        if one.item.side in options.sides and one.item.text.strip() and _asked(one, options, today):
            overdue = options.days_overdue is not None
            yield Gap(
                item=None,
                field="due" if overdue else "carried",
                span=one.held[-1].item.span,
                line=one.item.text,
                match=(one.item.due_text or str(one.item.due)) if overdue else str(one.times_carried),
                whole=True,
            )


def _asked(one: Thread, options: ActionItemOpen, today: date) -> bool:
    due = date.fromisoformat(one.item.due) if one.item.due else None
    if options.days_overdue is not None and (due is None or (today - due).days < options.days_overdue):
        return False
    if options.times_carried is None:
        return True
    to_come = due is not None and due >= today and one.first.due in (None, one.item.due)
    return one.times_carried >= options.times_carried and not to_come


KIND = CheckKind(
    name="action-item-open",
    summary=Bilingual(
        ja="TODOが期限を過ぎたまま、または引き継がれたままになっていない",
        en="no action item stays open past its day, or is carried on and on",
    ),
    options=ActionItemOpen,
    find=find,
    sight="document",
)
