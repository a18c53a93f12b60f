"""Which questions are most worth asking: a page that asks everything is answered by nobody.

The order: by severity; then what nobody can say any more in a month (a decision, the customer's view) before what one
colleague can tell (who, until when), and that before the rest; then the order of the document.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Final

from docgen.lint.findings import Finding

AT_ONCE: Final = 3
"""How many questions about one meeting a team that begins is asked at once."""
A_WEEK: Final = 2
"""How many questions about one customer's meetings of a week: whoever has ten customers is asked a good many."""
FIRST_STEP: Final = 1
FADING: Final = ("decisions", "views", "stance", "action_items", "owner", "due")
"""Fields, what fades soonest first."""


def usefulness(finding: Finding) -> tuple[int, int]:
    """What sorts the most useful finding first; equals stay in the order of the document."""
    fading = FADING.index(finding.field) if finding.field in FADING else len(FADING)
    return -finding.severity.weight, fading


def most_useful(findings: Iterable[Finding], number: int) -> tuple[Finding, ...]:
    """The ``number`` most useful of ``findings``, in the order given."""
    every = list(findings)
    return tuple(every[place] for place in sorted(_most_useful(every, range(len(every)), number)))


def _most_useful(findings: Sequence[Finding], places: Sequence[int], number: int) -> list[int]:
    """Those of ``places`` at which the ``number`` most useful of ``findings`` stand."""
    pairs = sorted(zip(findings, places, strict=True), key=lambda pair: (*usefulness(pair[0]), pair[1]))
    return [place for _, place in pairs[:number]]


def at_once(findings: Sequence[Finding], step: int) -> tuple[Finding, ...]:
    """What of ``findings`` (those of a meeting next to each other) is shown at adoption step ``step``.

    At the first, the ``AT_ONCE`` most useful of each meeting, and of those the ``A_WEEK`` most useful of each week of a
    customer; later, all. What is known is no part of it.
    """
    asked = [finding for finding in findings if not finding.known]
    if step > FIRST_STEP:
        return tuple(asked)
    meetings = groupby(asked, lambda finding: (finding.account, finding.document_id, finding.meeting))
    shown = [one for _, group in meetings for one in most_useful(group, AT_ONCE)]
    weeks: defaultdict[object, list[int]] = defaultdict(list)
    for place, finding in enumerate(shown):
        weeks[_week(finding) or place].append(place)
    kept = {at for places in weeks.values() for at in _most_useful([shown[at] for at in places], places, A_WEEK)}
    return tuple(shown[at] for at in sorted(kept))


def _week(finding: Finding) -> tuple[str, date] | None:
    """The customer, and the Monday of the meeting's week; None for a file's, and where no day is known."""
    if not finding.account or not finding.date:
        return None
    day = date.fromisoformat(finding.date)
    return finding.account, day - timedelta(days=day.weekday())
