"""Every example of every rule, run; and what is told of one that does not do what it says."""

from __future__ import annotations

import pytest

from docgen.errors import Text
from docgen.lint.examples import outcomes
from docgen.lint.files import RuleFile, built_in, parse_rule
from tests.lint.test_files import RULE


@pytest.mark.parametrize("read", built_in(), ids=lambda read: str(read.rule.id))
def test_the_examples_of_a_rule_do_what_they_say(read: RuleFile) -> None:
    wrong = [f"{each.file}:{each.line}: {each.problem.en}" for each in outcomes(read) if each.problem]
    assert wrong == []


def problems(text: str) -> list[tuple[int, Text | None]]:
    return [(each.line, each.problem) for each in outcomes(parse_rule(text, "own.yaml"))]


def test_an_example_is_found_by_its_line() -> None:
    assert problems(RULE) == [(16, None), (22, None)]


def test_a_good_example_with_a_finding_is_told() -> None:
    ((line, problem), _) = problems(RULE.replace("      完了を判定する\n", ""))
    assert line == 16
    assert problem is not None
    assert problem.en == "expected 0 finding(s), got 1: item 0, goal (advice)"


def test_a_bad_example_with_other_findings_is_told() -> None:
    (_, (line, problem)) = problems(RULE + "    finds: [{item: 0, field: goal, severity: error}]\n")
    assert line == 22
    assert problem is not None
    assert problem.en == "expected item 0, field goal, severity error, found: item 0, goal (advice)"
    assert problem.ja.startswith("見つかるはずのもの: item 0, field goal, severity error、")


def test_an_example_that_cannot_be_read_is_told() -> None:
    (_, (_, problem)) = problems(RULE.replace("      ## 2026-11-24（火）11月定例\n", "      ## 定例\n"))
    assert problem is not None
    assert problem.en == "no heading of a meeting with its date was found"
    ((_, problem), _) = problems(RULE.replace("now: 2026-11-20T09:00", "now: 11/20", 1))
    assert problem is not None
    assert problem.en == "'11/20' is not a date and time → for example 2026-12-01T09:00"
