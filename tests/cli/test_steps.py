"""Adoption steps on the command line, and how severe a finding has to be."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Terminal

MINUTES = """\
## 2026-11-24（火）11月定例
### 1. 見せ方（ご判断・15分）
**お客様のご意見**
**決定事項**
〇〇とする
**TODO**
- 一つ目（担当：鈴木）
- 二つ目（期限：12/5）
"""


def test_lint_says_how_many_more_there_are(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCGEN_NOW", "2026-11-25T09:00")
    terminal.write({"minutes.md": MINUTES})
    alone = json.loads(terminal.run("lint", "minutes.md", "--format", "json").out)
    assert (len(alone["findings"]), alone["not_shown"]) == (4, 0), "no workspace: everything"

    assert terminal.run("init").code == 0
    ran = terminal.run("lint", "minutes.md", "--lang", "ja")
    assert ran.err == "確認したいこと 3件（要対応 3）　ほかに 1件（--all-findings）\n"
    assert len([line for line in ran.out.splitlines() if "[" in line]) == 3
    ran = terminal.run("lint", "minutes.md", "--all-findings")
    assert ran.err == "4 to ask (error 3, warning 1)\n"
    assert ran.code == 1
    assert json.loads(terminal.run("lint", "minutes.md", "--format", "json").out)["not_shown"] == 1


@pytest.mark.parametrize("word", ["error", "warning", "advice", "要対応", "注意", "参考"])
def test_fail_on_takes_the_words_of_both_languages(terminal: Terminal, word: str) -> None:
    terminal.write({"minutes.md": MINUTES.replace("（担当：鈴木）", "（担当：鈴木、期限：12/5）")})
    assert terminal.run("lint", "minutes.md", "--fail-on", word).code == 1


def test_rules_list_says_which_come_later(terminal: Terminal) -> None:
    def line() -> str:
        listed = terminal.run("rules", "list", "--lang", "en").out.splitlines()
        return next(each for each in listed if each.startswith("agenda-has-stance"))

    assert "from step" not in line()
    assert terminal.run("init").code == 0
    assert "from step 2 on: every agenda item" in line()


def test_a_workspace_begins_at_the_step_that_is_asked_for(terminal: Terminal) -> None:
    assert terminal.run("init", "a").code == 0
    assert terminal.run("init", "b", "--step", "2").code == 0
    assert terminal.run("init", "c", "--step", "5").code == 2
    assert b"\nstep = 1 " in terminal.tree()["a/docgen.toml"]
    assert b"\nstep = 2 " in terminal.tree()["b/docgen.toml"]
