"""``docgen rules`` as its users run it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from docgen.cli.main import main
from docgen.lint.feedback import Feedback, record
from docgen.lint.files import built_in
from tests.lint.test_files import RULE

TOML = """\
[[lint.disable]]
rule = "item-has-decision"
reason = "まだ練習中"
until = "2026-12-31"
"""


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty directory, below no workspace, on a day in November."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DOCGEN_NOW", "2026-11-24T12:00")
    monkeypatch.delenv("DOCGEN_CONFIG", raising=False)
    return tmp_path


def test_list_needs_no_workspace(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "list", "--lang", "en"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(built_in()) + 1
    assert ["agenda-has-stance", "before", "error", "2"] in [line.split()[:4] for line in lines]


def test_list_knows_the_workspace(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (elsewhere / "docgen.toml").write_text(TOML, encoding="utf-8")
    (elsewhere / "lint_rules").mkdir()
    (elsewhere / "lint_rules" / "goal-is-written.yaml").write_text(RULE, encoding="utf-8")
    assert main(["rules", "list", "--lang", "ja"]) == 0
    out = capsys.readouterr().out
    assert "goal-is-written" in out
    assert "停止中: まだ練習中（2026-12-31 まで）  ご判断の論点に" in out


def test_list_and_explain_tell_what_the_team_said(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    toml = TOML.replace("until", "accounts = ['kumo']\nuntil") + "[lint.principles]\nitem-has-decision = '決めて帰る'\n"
    (elsewhere / "docgen.toml").write_text(toml, encoding="utf-8")
    for number in range(4):
        said = Feedback(f"2026-11-2{number}T09:00:00", "f", "item-has-decision", "kumo", "x", f"理由{number}", "m1")
        record(elsewhere / ".docgen" / "feedback.csv", said)
    assert main(["rules", "list", "--lang", "ja"]) == 0
    assert "kumo では停止中: まだ練習中（2026-12-31 まで）  ご判断の論点に" in (out := capsys.readouterr().out)
    assert out.count("（役に立たない: 4件）") == 1
    assert main(["rules", "explain", "item-has-decision", "--lang", "ja"]) == 0
    assert "\n行動原則: 決めて帰る\n" in (out := capsys.readouterr().out)
    assert "役に立たない: 4件\n  理由3（2026-11-23 kumo x m1）\n  理由2（2026-11-22 kumo x m1）\n" in out
    assert main(["rules", "explain", "item-has-decision", "--format", "json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert (printed["on"], printed["not_helpful"], len(printed["said"])) == (True, 4, 3)
    assert main(["rules", "list", "--format", "json"]) == 0
    by_id = {each["id"]: each for each in json.loads(capsys.readouterr().out)}
    assert by_id["item-has-decision"] == {name: printed[name] for name in by_id["item-has-decision"]}
    assert (by_id["agenda-has-stance"]["on"], by_id["agenda-has-stance"]["off"]) == (False, "ステップ2から")


def test_explain_speaks_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "explain", "item-has-decision", "--lang", "ja"]) == 0
    assert "決まったことはありますか？（なければ「なし」）" in capsys.readouterr().out
    assert main(["rules", "explain", "item-has-decision", "--lang", "en"]) == 0
    assert "Was anything decided on" in capsys.readouterr().out


def test_explain_offers_the_nearest_rule(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "explain", "item-has-desicion", "--lang", "en"]) == 2
    assert capsys.readouterr().err == "there is no rule 'item-has-desicion' → did you mean item-has-decision?\n"


def test_test_runs_the_examples_of_all_rules(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "test", "--lang", "en"]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.endswith(", all as they say\n")


def test_test_tells_file_and_line_of_an_example_that_fails(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (elsewhere / "goal-is-written.yaml").write_text(RULE.replace("      完了を判定する\n", ""), encoding="utf-8")
    assert main(["rules", "test", "goal-is-written.yaml", "--lang", "en"]) == 1
    said = capsys.readouterr()
    assert said.out == "goal-is-written.yaml:16: good[0]: expected 0 finding(s), got 1: item 0, goal (advice)\n"
    assert said.err == "rules: 1, examples: 2, 1 not as they say\n"
    assert main(["rules", "test", "goal-is-written.yaml", "--format", "json"]) == 1
    printed = json.loads(capsys.readouterr().out)
    assert (printed["rules"], printed["examples"], [each["line"] for each in printed["wrong"]]) == (1, 2, [16])


def test_test_of_a_file_that_is_no_rule_is_told(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (elsewhere / "goal-is-written.yaml").write_text(RULE.replace("field: goal", "field: gaol"), encoding="utf-8")
    assert main(["rules", "test", "goal-is-written.yaml", "--lang", "ja"]) == 2
    assert "goal-is-written.yaml:9: options.field: " in capsys.readouterr().err
