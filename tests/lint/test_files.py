"""Rule files: what is read, and every mistake told with file, line, key and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen import resources
from docgen.errors import InputError
from docgen.lint.files import built_in, parse_rule, read_rule, read_rules, rule_files, rules_of
from docgen.lint.rule import Severity

RULE = """\
id: goal-is-written
pack: meeting
phase: before
step: 2
severity: advice
check: field-filled
options:
  part: meeting
  field: goal
summary: {ja: ゴールがある, en: the meeting has a goal}
why: {ja: 終わりがわかる。, en: It tells when we are done.}
message:
  ja: 「{meeting}」のゴールは何ですか？
  en: What is the goal of “{meeting}”?
good:
  - now: 2026-11-20T09:00
    document: |
      ## 2026-11-24（火）11月定例
      **本日のゴール**
      完了を判定する
bad:
  - now: 2026-11-20T09:00
    document: |
      ## 2026-11-24（火）11月定例
"""


def told(text: str) -> str:
    with pytest.raises(InputError) as caught:
        parse_rule(text, "own.yaml")
    return caught.value.line("en")


def changed(old: str, new: str) -> str:
    assert old in RULE
    return RULE.replace(old, new)


@pytest.mark.parametrize(
    ("old", "new", "place", "hint"),
    [
        ("step: 2", "stepp: 2", "own.yaml:4: stepp: ", "did you mean step?"),
        ("step: 2", "step: 5", "own.yaml:4: step: ", "4 or less"),
        ("phase: before", "phase: befor", "own.yaml:3: phase: ", "did you mean before?"),
        ("severity: advice\n", "", "own.yaml:1: ", "add severity"),
        ("check: field-filled", "check: field-fild", "own.yaml:6: check: ", "did you mean field-filled?"),
        ("  part: meeting", "  prt: meeting", "own.yaml:8: options.prt: ", "did you mean part?"),
        ("  part: meeting", "  part: meetings", "own.yaml:8: options.part: ", "did you mean meeting?"),
        ("  field: goal", "  field: goals", "own.yaml:9: options.field: ", "did you mean goal?"),
        (
            "  field: goal",
            "  field: stance",
            "own.yaml:9: options.field: ",
            "'stance' is no field of 'meeting'; known: action_",
        ),
        ("「{meeting}」", "「{meting}」", "own.yaml:13: message.ja: ", "did you mean meeting?"),
        ("ja: ゴールがある", 'ja: ""', "own.yaml:10: summary.ja: ", "write it in both languages"),
        ("id: goal-is-written", "id: Goal", "own.yaml:1: id: ", "'Goal' is not of the right form"),
    ],
)
def test_a_mistake_is_told_in_one_line(old: str, new: str, place: str, hint: str) -> None:
    said = told(changed(old, new))
    assert said.startswith(place)
    assert hint in said
    assert "\n" not in said


def test_a_pattern_that_is_none_is_told_with_its_line() -> None:
    own = changed(
        "check: field-filled\noptions:\n  part: meeting\n  field: goal\n", "check: text-matches\noptions:\n{}"
    )
    said = told(own.replace("{}", "  patterns:\n    - 'ok'\n    - '(x'\n"))
    assert said.startswith("own.yaml:10: options.patterns[1]: ")
    assert said.endswith("'(x' is no regular expression: missing )")
    assert "'x*' matches an empty line" in told(own.replace("{}", "  patterns: ['x*']\n"))
    said = told(own.replace("{}", "  patterns:\n    - match: 'x(?=y)'\n"))
    assert said.startswith("own.yaml:9: options.patterns[0].match: ")
    assert "(?= → there is no look-around: write (?P<match>…)" in said
    assert said.endswith("or use exceptions")


def test_a_file_is_called_after_its_rule(tmp_path: Path) -> None:
    (tmp_path / "goal.yaml").write_text(RULE, encoding="utf-8")
    with pytest.raises(InputError, match="the file is called otherwise") as caught:
        read_rules((tmp_path,))
    assert caught.value.line("en").endswith("→ call it goal-is-written.yaml")


def test_a_rule_of_ones_own_stands_in_for_the_one_that_comes_with_docgen(tmp_path: Path) -> None:
    (tmp_path / "goal-is-written.yaml").write_text(RULE, encoding="utf-8")
    shipped = (resources.rules() / "item-has-decision.yaml").read_text(encoding="utf-8")
    (tmp_path / "item-has-decision.yaml").write_text(
        shipped.replace("severity: error", "severity: warning", 1), "utf-8"
    )
    read = {rule.id: rule for rule in rules_of(read_rules((tmp_path, resources.rules())))}
    assert set(read) == {each.rule.id for each in built_in()} | {"goal-is-written"}
    assert read["item-has-decision"].severity is Severity.WARNING


def test_a_directory_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        read_rules((tmp_path / "none",))
    with pytest.raises(InputError, match="there is no such file"):
        read_rule(tmp_path / "none.yaml")


def test_the_rules_that_come_with_docgen() -> None:
    assert [(rule.id, rule.phase, rule.severity, rule.step) for rule in rules_of(built_in())] == [
        ("action-item-has-due-date", "after", "error", 1),
        ("action-item-has-owner", "after", "error", 1),
        ("action-item-is-concrete", "after", "advice", 1),
        ("action-item-is-not-carried-too-often", "after", "advice", 1),
        ("action-item-is-not-overdue", "after", "warning", 1),
        ("agenda-exists", "before", "warning", 2),
        ("agenda-fits-the-time", "before", "warning", 2),
        ("agenda-has-stance", "before", "error", 2),
        ("agenda-is-not-only-todo-checks", "before", "warning", 2),
        ("agenda-is-reviewed", "before", "warning", 2),
        ("anchors-are-present", "always", "warning", 1),
        ("decision-is-decided", "after", "advice", 1),
        ("document-is-below-the-size-limit", "always", "warning", 1),
        ("due-date-matches-weekday", "after", "warning", 1),
        ("headings-are-outside-tables", "always", "warning", 1),
        ("item-has-customer-view", "after", "warning", 1),
        ("item-has-decision", "after", "error", 1),
        ("meeting-has-action-items", "after", "warning", 1),
        ("meetings-are-newest-first", "always", "warning", 1),
        ("minutes-are-finished-in-time", "after", "warning", 1),
        ("minutes-are-posted", "after", "warning", 1),
        ("no-placeholder-left", "after", "error", 1),
        ("one-block-per-meeting", "always", "error", 1),
        ("open-action-items-are-on-the-agenda", "before", "warning", 2),
        ("stance-asks-for-something", "before", "warning", 2),
        ("stance-is-a-hypothesis", "before", "advice", 2),
        ("stance-is-not-copied-from-last-time", "before", "advice", 2),
        ("talk-is-not-only-about-means", "before", "advice", 2),
        ("template-is-current", "always", "advice", 1),
    ]


@pytest.mark.parametrize("path", rule_files((resources.rules(),)), ids=lambda path: str(path.stem))
def test_every_pattern_of_a_rule_of_docgens_own_is_one(path: Path) -> None:
    # Where rules are read for use, these are taken for tried.
    read_rule(path)
