"""An action item in the row of a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from docgen.account.actions.line import action_item
from docgen.account.actions.said import Role, Said
from docgen.document.wire.lines import Marked

_NOTHING = Marked("")


def action_row(
    cells: Mapping[Role, Marked],
    reference: date | None,
    *,
    under: Sequence[Marked] = (),
    next_meeting: date | None = None,
) -> Said:
    """The action item in a row, ``cells`` by what their columns tell; as ``action_item``."""
    task = cells.get("task", _NOTHING)
    return action_item(task, task.text, reference, under=under, next_meeting=next_meeting)
