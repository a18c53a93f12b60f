"""Adoption steps: which rules are on, and how much is asked at once."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from docgen.lint.engine import lint
from docgen.lint.files import built_in, rules_of
from docgen.lint.findings import Finding
from docgen.lint.rule import Pack, Phase
from docgen.lint.selection import Selection, selected
from docgen.lint.usefulness import at_once, most_useful
from tests.lint.values import NOW, complete, document, entries, meeting, todo

RULES = rules_of(built_in())


def found() -> tuple[Finding, ...]:
    """Two meetings, the first with five gaps."""
    many = meeting(
        complete("見せ方", views=(), decisions=(), action_items=(todo("一つ目", due=""), todo("二つ目", owner=""))),
        complete("はじめ方", decisions=entries("〇〇とする")),
    )
    return lint(document(many, meeting(complete(views=()), id="2026-11-10", date="2026-11-10")), RULES, now=NOW)


def names(findings: tuple[Finding, ...]) -> list[str]:
    return [f"{finding.item_number}.{finding.field}" for finding in findings]


def test_before_comes_with_the_second_step() -> None:
    for rule in RULES:
        assert rule.off or rule.pack in (Pack.MEETING, Pack.DOCUMENT), "no rule is on whose feature does not exist"
        assert rule.step == (2 if rule.phase is Phase.BEFORE else 1), rule.id
    first = selected(RULES, Selection(step=1), NOW.date())
    assert {rule.phase for rule in first} <= {Phase.AFTER, Phase.ALWAYS}
    every = tuple(rule for rule in RULES if not rule.off)
    assert selected(RULES, Selection(step=2), NOW.date()) == selected(RULES, Selection(), NOW.date()) == every


def test_the_first_step_asks_the_most_useful_of_each_meeting() -> None:
    assert names(found()) == ["1.views", "1.decisions", "1.due", "1.owner", "2.decisions", "1.views"]
    assert names(at_once(found(), 1)) == ["1.decisions", "2.decisions", "1.views"], "two a week of a customer"
    in_a_file = [replace(each, account="") for each in found()]
    assert names(at_once(in_a_file, 1)) == ["1.decisions", "1.owner", "2.decisions", "1.views"]
    same_week = [replace(each, date="2026-11-2" + str(at)) for at, each in enumerate(found(), 3)]
    assert names(at_once(same_week, 1)) == ["1.decisions", "2.decisions"]
    known = [replace(each, known=each.field == "decisions") for each in found()]
    assert names(at_once(known, 1)) == ["1.due", "1.owner", "1.views"]
    assert at_once(found(), 2) == found()


@pytest.mark.parametrize(
    ("number", "kept"),
    [
        (0, []),
        (1, ["1.decisions"]),
        (2, ["1.decisions", "2.decisions"]),
        (4, ["1.decisions", "1.due", "1.owner", "2.decisions"]),
    ],
)
def test_what_fades_is_asked_first(number: int, kept: list[str]) -> None:
    assert names(most_useful(found()[:5], number)) == kept
