"""``docgen rules`` as its users run it."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.cli.main import main
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
    assert "停止中: まだ練習中  ご判断の論点に" in out


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


def test_test_of_a_file_that_is_no_rule_is_told(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (elsewhere / "goal-is-written.yaml").write_text(RULE.replace("field: goal", "field: gaol"), encoding="utf-8")
    assert main(["rules", "test", "goal-is-written.yaml", "--lang", "ja"]) == 2
    assert "goal-is-written.yaml:9: options.field: " in capsys.readouterr().err
