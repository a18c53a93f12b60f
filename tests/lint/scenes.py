"""What a check finds in meetings, in a readable form."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from docgen.account.model import ActionItem, CarriedItem, Meeting, State, Status
from docgen.lint.checks import CHECKS
from docgen.lint.engine import Stage
from docgen.lint.gaps import Gap
from tests.lint.values import document
from tests.lint.values import meeting as placed

TODAY = datetime.fromisoformat("2026-12-16T09:00:00+09:00")


def on(day: str, *, state: State | None = None, **fields: Any) -> Meeting:
    """A meeting on a day, held if that is before today."""
    state = state or (State.HELD if day < TODAY.date().isoformat() else State.PLANNED)
    return placed(*fields.pop("items", ()), id=day, date=day, title=day[5:], state=state, **fields)


def item(
    text: str = "見積を送る", due: str = "", said: str = "", status: Status = Status.OPEN, **more: Any
) -> ActionItem:
    """An action item that was born in a meeting."""
    return ActionItem(text=text, due=due or None, due_text=said or due, status=status, span=("t.0", 1, 2), **more)


def again(
    text: str = "見積を送る", due: str = "", said: str = "", status: Status = Status.OPEN, born: str = "", **more: Any
) -> CarriedItem:
    """An action item that is shown again."""
    due_text, span = said or due, ("t.0", 3, 4)
    return CarriedItem(
        text=text, due=due or None, due_text=due_text, status=status, span=span, born=born or None, **more
    )


def seen(kind: str, *meetings: Meeting, now: datetime = TODAY, size: int = 0, **options: Any) -> list[tuple[str, Gap]]:
    """What a check finds, each with the id of its meeting; ``meetings`` are in the order of the document.

    It is shown no more than it says that it looks at.
    """
    from msgspec.structs import replace

    check = CHECKS[kind]
    read, stage = check.read(options), Stage(replace(document(*meetings), size=size), now)
    return [
        (meeting.id, gap)
        for at, meeting in enumerate(meetings)
        for gap in check.find(stage.scene(at, check.sight), read)
    ]


def found(kind: str, *meetings: Meeting, **options: Any) -> list[str]:
    """The same as ``day line (match)``, without its year."""
    return [
        f"{meeting[5:]} {gap.line}".strip() + (f" ({gap.match})" if gap.match else "")
        for meeting, gap in seen(kind, *meetings, **options)
    ]
