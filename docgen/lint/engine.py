"""Rules applied to a document: which rules speak about which meeting, and what they find."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from docgen.account.model import AccountDocument, State
from docgen.lint.checks import CHECKS
from docgen.lint.findings import Finding, finding
from docgen.lint.rule import Phase, Rule
from docgen.lint.selection import ALL, Selection, selected

SPEAKS = {
    State.PLANNED: frozenset({Phase.BEFORE, Phase.ALWAYS}),
    State.HELD: frozenset({Phase.AFTER, Phase.ALWAYS}),
    State.CLOSED: frozenset({Phase.AFTER, Phase.ALWAYS}),
    State.CANCELLED: frozenset[Phase](),
}


def lint(
    document: AccountDocument, rules: Iterable[Rule], *, now: datetime, selection: Selection = ALL
) -> tuple[Finding, ...]:
    """What ``rules`` find in ``document``: meetings in the order of the document, in each by where it stands.

    A meeting's state, as read, says which phase it is in; ``now`` says which rules are on today. A known unknown is a
    finding only of rules that have a question for it.
    """
    on = [(rule, CHECKS[rule.check]) for rule in selected(rules, selection, now.date())]
    ready = [(rule, kind, kind.read(rule.options)) for rule, kind in on]
    taken: Counter[str] = Counter()
    found: list[Finding] = []
    for meeting in document.meetings:
        gaps = [
            (gap, rule)
            for rule, kind, options in ready
            if rule.phase in SPEAKS[meeting.state]
            for gap in kind.find(meeting, options)
            if rule.when_unknown or not gap.unknown
        ]
        gaps.sort(key=lambda each: each[0].span[1])
        found += [finding(document, meeting, rule, gap, taken) for gap, rule in gaps]
    return tuple(found)
