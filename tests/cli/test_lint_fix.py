"""``lint --fix`` and ``--diff`` at a terminal, and where nobody is there to agree."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.typist import Typist, pseudo_terminal

MINUTES = """\
## 2026-11-24（水）11月定例
### 1. 完了基準（ご判断・15分）
**お客様のご意見**
よい
**決定事項**
・3割とする
**TODO**
☐ 見積を送る（担当：鈴木、期限：12/5（金））
"""
RIGHT = MINUTES.replace("（水）", "（火）").replace("（金）", "（土）")


@pytest.fixture
def minutes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DOCGEN_NOW", "2026-11-25T09:00+09:00")
    path = tmp_path / "minutes.md"
    path.write_text(MINUTES, encoding="utf-8")
    return path


def run(*arguments: str) -> int:
    from docgen.cli.main import main

    return main([*arguments, "--lang", "en"])


def test_a_diff_shows_and_changes_nothing(minutes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("lint", "minutes.md", "--diff") == 0
    out, err = capsys.readouterr()
    assert "-## 2026-11-24（水）11月定例\n+## 2026-11-24（火）11月定例\n" in out
    assert "the weekday is put right: 12/5（金）" in out
    assert err == ""
    assert minutes.read_text(encoding="utf-8") == MINUTES


def test_where_nobody_can_agree_it_shows_changes_nothing_and_exits_1(
    minutes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("lint", "minutes.md", "--fix", "--format", "json") == 1
    out, err = capsys.readouterr()
    assert [each["fixable"] for each in json.loads(out)["findings"]] == [True, True]
    assert "+## 2026-11-24（火）11月定例\n" in err
    assert "nobody is there to agree, so nothing was changed; --yes mends it" in err
    assert minutes.read_text(encoding="utf-8") == MINUTES


def test_yes_mends_and_then_tells_what_is_left(minutes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("lint", "minutes.md", "--fix", "--yes") == 0
    assert "minutes.md: mended\nnothing to ask\n" in capsys.readouterr().err
    assert minutes.read_text(encoding="utf-8") == RIGHT
    assert run("lint", "minutes.md", "--fix", "--yes") == 0
    assert "there is nothing to mend" in capsys.readouterr().err


@pseudo_terminal
@pytest.mark.parametrize(("answer", "after"), [("y", RIGHT), ("n", MINUTES), ("", MINUTES)])
def test_at_a_terminal_somebody_is_asked(minutes: Path, answer: str, after: str) -> None:
    typist = Typist(minutes.parent, {"このとおり直しますか？": answer})
    assert typist.run("lint", "minutes.md", "--fix", "--lang", "ja") == 0
    assert minutes.read_text(encoding="utf-8") == after
    assert ("minutes.md: 直しました" in typist.screen) == (answer == "y")
    assert "\x1b[32m+## 2026-11-24（火）11月定例" in typist.screen
