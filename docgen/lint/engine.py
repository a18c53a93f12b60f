"""Rules applied to a document: which rules speak about which meeting, and what they find."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from docgen.account.model import AccountDocument, Meeting, State
from docgen.lint.checks import CHECKS
from docgen.lint.findings import Finding, finding
from docgen.lint.gaps import Scene
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
    on = [(rule, CHECKS[rule.check]) for rule in selected(rules, selection, now.date(), document.account)]
    ready = [(rule, kind, kind.read(rule.options)) for rule, kind in on]
    taken: Counter[str] = Counter()
    found: list[Finding] = []
    memo: dict[Any, Any] = {}
    for meeting, earlier in with_earlier(document):
        scene = Scene(meeting, document, earlier, now, memo)
        gaps = [
            (gap, rule)
            for rule, kind, options in ready
            if rule.phase in SPEAKS[meeting.state]
            for gap in kind.find(scene, options)
            if rule.when_unknown or not gap.unknown
        ]
        gaps.sort(key=lambda each: each[0].span[1])
        found += [finding(document, meeting, rule, gap, taken) for gap, rule in gaps]
    return tuple(found)


def with_earlier(document: AccountDocument) -> Iterator[tuple[Meeting, tuple[Meeting, ...]]]:
    """Each meeting in the order of the document, with those of days before its own, the latest first."""
    held = sorted((m for m in document.meetings if m.date and m.state is not State.CANCELLED), key=lambda m: m.date)
    days, latest_first = [meeting.date for meeting in held], tuple(reversed(held))
    for meeting in document.meetings:
        before = bisect_left(days, meeting.date) if meeting.date else 0
        yield meeting, latest_first[len(held) - before :]
