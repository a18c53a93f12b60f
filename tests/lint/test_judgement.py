"""The rules of judgement on labelled examples: what they were built against, what they never saw, and other fields."""

from __future__ import annotations

import pytest

from tests.lint.judgement_score import HERE, MADE, Score, score


def figures(rule: str, half: str) -> Score:
    """Without the errors: a failure must not show the half that is not to be seen."""
    return score(rule, HERE / half / f"{rule}.yaml")._replace(errors=())


@pytest.mark.parametrize("rule", MADE)
def test_on_unseen_examples_a_finding_is_right_and_most_are_found(rule: str) -> None:
    unseen = figures(rule, "sealed")
    assert unseen.examples >= 30
    assert unseen.precision >= 0.9, unseen
    assert unseen.recall >= 0.7, unseen


@pytest.mark.parametrize("half", [".", "other"])
@pytest.mark.parametrize("rule", MADE)
def test_on_examples_that_can_be_seen_hardly_any_is_wrong(rule: str, half: str) -> None:
    seen = figures(rule, half)
    assert seen.precision >= 0.95, seen
    assert seen.recall >= 0.95, seen
