"""Which questions are most worth asking: a page that asks everything is answered by nobody.

The order: by severity; then what nobody can say any more in a month (a decision, the customer's view) before what one
colleague can tell (who, until when), and that before the rest; then the order of the document.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from docgen.lint.findings import Finding

AT_ONCE: Final = 3
"""How many questions about one meeting a team that begins is asked at once."""
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
    kept = sorted(range(len(every)), key=lambda place: (*usefulness(every[place]), place))[:number]
    return tuple(every[place] for place in sorted(kept))


def at_once(findings: Sequence[Finding], step: int) -> tuple[Finding, ...]:
    """What of ``findings`` (those of a meeting next to each other) is shown at adoption step ``step``.

    At the first, the ``AT_ONCE`` most useful of each meeting; later, all. What is known is no part of it.
    """
    asked = [finding for finding in findings if not finding.known]
    if step > FIRST_STEP:
        return tuple(asked)
    meetings = groupby(asked, lambda finding: (finding.account, finding.document_id, finding.meeting))
    return tuple(one for _, group in meetings for one in most_useful(group, AT_ONCE))
