"""What stays unanswered as things to ask the customer, in words that the customer may read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from docgen.account.labels import fold
from docgen.lint.findings import Finding, shortened
from docgen.lint.rule import Language, Rule, fill
from docgen.lint.usefulness import usefulness

MOST: Final = 5
"""More than people ask in a meeting besides its agenda."""


def offers(
    findings: Iterable[Finding], rules: Iterable[Rule], language: Language, known: Iterable[str] = ()
) -> tuple[str, ...]:
    """The lines to put under 次回ご相談したいこと for ``findings``: the most useful of the latest meeting first, one
    for each item or line. What ``known`` (titles of items that are on the agenda anyway) speak of is not among them."""
    by_id: Mapping[str, Rule] = {rule.id: rule for rule in rules}
    titles = {fold(title) for title in known}
    open_ones = [one for one in findings if not one.known and not (one.item_title and fold(one.item_title) in titles)]
    open_ones.sort(key=usefulness)
    open_ones.sort(key=lambda one: one.date, reverse=True)
    lines: dict[str, str] = {}
    for one in open_ones:
        rule = by_id.get(one.rule)
        if rule and rule.offer:
            lines.setdefault(fold(one.line or one.item_title), _line(rule.offer.to(language), one))
    return tuple(lines.values())[:MOST]


def _line(template: str, finding: Finding) -> str:
    values = {
        "item": shortened(finding.item_title) or str(finding.item_number),
        "number": str(finding.item_number),
        "line": shortened(finding.line),
    }
    return fill(template, values)
