"""An action item in a line, with the lines that are nested below it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from docgen.account import chips
from docgen.account.actions.said import Said
from docgen.document.wire.lines import Marked


def action_item(
    line: Marked,
    text: str,
    reference: date | None,
    *,
    under: Sequence[Marked] = (),
    next_meeting: date | None = None,
) -> Said:
    """The action item in ``text``, a part of ``line``, with the lines ``under`` it.

    What is due is seen from ``reference``, the meeting's day, where that is known; ``next_meeting`` tells 次回まで.
    """
    said = chips.action_item(line, text, reference)
    return Said(*said, details=tuple(one.shown(one.text) for one in under))
