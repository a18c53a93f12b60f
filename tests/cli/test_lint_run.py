"""``docgen lint`` on folders of old minutes: the baseline, what did not help, and what is asked for."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from docgen.lint.feedback import Feedback, read_feedback, record
from docgen.lint.schemas import schemas
from tests.cli.conftest import Ran, Terminal

NOW = "2026-11-27T12:00"
ITEM = """\
### {}（ご判断・15分）
**お客様のご意見**
よいと思う
**決定事項**
{}
**TODO**
- 見積を送る（担当：鈴木、期限：12/5）
"""
DONE = ITEM.format("1. 完了基準", "3割とする")
OPEN = ITEM.format("1. 完了基準", "")


def meeting(day: str, *items: str) -> str:
    return f"## {day} 定例\n{''.join(items or (OPEN,))}\n"


@pytest.fixture(autouse=True)
def today(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCGEN_NOW", NOW)
    terminal.write({"docgen.toml": "step = 2\nlanguage = 'en'\n"})


@pytest.fixture
def team(terminal: Terminal) -> Terminal:
    """200 minutes by hand, in which a decision is missing here and there."""
    for number in range(200):
        text = meeting(f"2026-{number % 9 + 1:02}-{number % 28 + 1:02}", *((OPEN,) if number % 3 else (DONE,)))
        terminal.write({f"minutes/{number % 7}/{number % 100:03}-teirei.md": text})
    return terminal


def found(ran: Ran) -> list[Any]:
    """The findings that are not known, of a run with ``--format json``."""
    printed = json.loads(ran.out)
    jsonschema.validate(printed, schemas()["findings"], cls=jsonschema.Draft202012Validator)
    assert printed["known"] == sum(each["known"] for each in printed["findings"])
    assert len({each["id"] for each in printed["findings"]}) == len(printed["findings"])
    return [each for each in printed["findings"] if not each["known"]]


def as_json(terminal: Terminal, *arguments: str) -> list[Any]:
    return found(terminal.run("lint", *arguments, "--format", "json"))


def test_a_folder_of_old_minutes_is_adopted(team: Terminal) -> None:
    assert team.run("lint", "minutes").code == 1
    written = team.run("lint", "minutes", "--write-baseline")
    assert written.code == 0
    assert "lint-baseline.json: 133 (133 new, 0 that occur no longer)" in written.err
    again = team.run("lint", "minutes")
    assert (again.code, again.out, again.err) == (0, "", "nothing to ask, 133 known\n")
    path = team.here / "minutes/3/003-teirei.md"
    path.write_text(path.read_text(encoding="utf-8").replace("3割とする", ""), encoding="utf-8")
    after = team.run("lint", "minutes", "--format", "json")
    (new,) = found(after)
    assert (after.code, new["rule"], new["file"]) == (1, "item-has-decision", "minutes/3/003-teirei.md")
    assert json.loads(after.out)["errors"] == 1


def test_an_entry_keeps_its_finding_when_other_things_move(team: Terminal) -> None:
    two = ITEM.format("2. 第2ライン", "")
    team.write({"minutes/a.md": "# くも食品\n" + meeting("2026-11-10", OPEN, two)})
    team.run("lint", "minutes/a.md", "--write-baseline")
    changed = "\n".join(
        (
            "# くも食品",
            meeting("2026-11-24", DONE),
            meeting(
                "2026/11/10（火）",
                ITEM.format("1. はじめに", "決めた"),
                two,
                OPEN.replace("1. 完了基準", "３．完了基準"),
            ),
        )
    )
    (team.here / "minutes/a.md").unlink()
    team.write({"elsewhere/a.md": changed})
    assert as_json(team, "elsewhere/a.md") == []
    assert as_json(team, "elsewhere", "--baseline", "lint-baseline.json") == []


def test_files_of_one_name_do_not_hide_each_other(terminal: Terminal) -> None:
    for name in "abc":
        terminal.write({f"{name}/minutes.md": meeting("2026-11-10")})
    terminal.run("lint", "a", "b", "--write-baseline")
    assert as_json(terminal, "a", "b") == []
    (third,) = as_json(terminal, "a", "b", "c", "c/minutes.md")
    assert third["file"] == "c/minutes.md"


def test_what_occurs_no_longer_is_dropped_and_what_was_not_looked_at_stays(team: Terminal) -> None:
    team.write({"one.md": meeting("2026-11-10"), "two.md": meeting("2026-11-17")})
    team.run("lint", "one.md", "two.md", "--write-baseline")
    team.write({"one.md": meeting("2026-11-10", DONE)})
    assert "lint-baseline.json: 1 (0 new, 1 that occur no longer)" in team.run("lint", "one.md", "--write-baseline").err
    assert as_json(team, "two.md") == []
    assert "(133 new, 1 that occur no longer)" in team.run("lint", "minutes", "--write-baseline").err
    lines = (team.here / "lint-baseline.json").read_text(encoding="utf-8").splitlines()
    assert (lines[0], lines[-1], len(lines)) == ('{"version": 1, "findings": [', "]}", 135)
    assert lines[1:-1] == sorted(lines[1:-1], key=lambda line: line.rstrip(","))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[", "lint-baseline.json: this is not JSON: "),
        ("[]", "lint-baseline.json: this is no baseline: "),
        ('{"version": 2, "findings": []}', "lint-baseline.json: this is a baseline of version 2"),
        ('{"version": 1, "findings": [{"id": 3}]}', "lint-baseline.json: this is no baseline: "),
    ],
)
def test_a_baseline_that_is_none_is_told_and_left_alone(terminal: Terminal, content: str, said: str) -> None:
    terminal.write({"a.md": meeting("2026-11-10"), "lint-baseline.json": content})
    for more in ((), ("--write-baseline",), ("--baseline", "lint-baseline.json")):
        ran = terminal.run("lint", "a.md", *more)
        assert (ran.code, ran.out, ran.err.startswith(said), ran.err.count("\n")) == (2, "", True, 1), more
    assert (terminal.here / "lint-baseline.json").read_text(encoding="utf-8") == content


def test_a_baseline_that_cannot_be_read_or_written_is_told(terminal: Terminal) -> None:
    terminal.write({"a.md": meeting("2026-11-10"), "dir/x": "", "file": ""})
    assert terminal.run("lint", "a.md", "--baseline", "none.json").err.startswith("none.json: there is no such file")
    for place in ("dir", "file/b.json"):
        ran = terminal.run("lint", "a.md", "--write-baseline", "--baseline", place)
        assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert terminal.run("lint", "a.md", "--write-baseline", "--rule", "item-has-decision").code == 2


def test_what_cannot_be_read_does_not_stop_the_rest(terminal: Terminal) -> None:
    terminal.write({"m/a.md": meeting("2026-11-10"), "m/b.json": "{", "m/.c.md": "", "m/d.png": ""})
    ran = terminal.run("lint", "m", "--format", "json")
    assert ran.code == 2, "wins over 1"
    assert ran.err.startswith("m/b.json: ")
    assert [each["file"] for each in json.loads(ran.out)["findings"]] == ["m/a.md"]
    assert [each["file"] for each in as_json(terminal, "m/[a]*.md")] == ["m/a.md"]
    terminal.write({"empty/x.png": ""})
    assert terminal.run("lint", "empty").err.startswith("empty: there are no minutes to read")
    assert terminal.run("lint", "none/*.md").code == 2


def test_what_does_not_help_is_recorded_and_not_asked_again(team: Terminal) -> None:
    team.write({"a.md": meeting("2026-11-10", OPEN, ITEM.format("2. 第2ライン", ""))})
    one, other = as_json(team, "a.md")
    assert team.run("lint", "a.md", "--not-helpful", one["id"], "共有だけの\n論点でした").code == 0
    (said,) = read_feedback(team.here / ".docgen/feedback.csv")
    assert said == Feedback(
        "2026-11-27T12:00:00", one["id"], one["rule"], "", "2026-11-10", "共有だけの 論点でした", ""
    )
    assert as_json(team, "a.md") == [other]
    for wrong in (("f" * 12, "why"), (other["id"], " ")):
        ran = team.run("lint", "a.md", "--not-helpful", *wrong)
        assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert len(read_feedback(team.here / ".docgen/feedback.csv")) == 1


def test_many_can_say_so_at_once(tmp_path: Path) -> None:
    path = tmp_path / ".docgen" / "feedback.csv"
    path.parent.mkdir()
    path.write_text("\ufefffinding,rule,mine\nx,a-b,○\n", encoding="utf-8")
    rows = [Feedback("2026", str(n), "a-b", "", "", f'「{n}」, "{n}"', "m1") for n in range(20)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda row: record(path, row), rows))
    assert {row.finding for row in read_feedback(path)} == {"x", *map(str, range(20))}
    assert set(rows) < set(read_feedback(path))
    text = path.read_text(encoding="utf-8")
    assert text.startswith("\ufefffinding,rule,mine,when,")
    assert "\nx,a-b,○," in text


def test_what_is_known_uses_up_none_of_the_three(terminal: Terminal) -> None:
    terminal.write({"docgen.toml": "language = 'en'\n"})
    items = "".join(ITEM.format(f"{n}. 論点{n}", "") for n in range(1, 6))
    terminal.write({"a.md": meeting("2026-11-10", items)})
    assert "3 to ask (error 3), 2 more (--all-findings)" in terminal.run("lint", "a.md").err
    terminal.run("lint", "a.md", "--write-baseline")
    more = "".join(ITEM.format(f"{n}. 論点{n}", "") for n in range(1, 10))
    terminal.write({"a.md": meeting("2026-11-10", more)})
    assert "3 to ask (error 3), 1 more (--all-findings), 5 known" in terminal.run("lint", "a.md").err
    every = terminal.run("lint", "a.md", "--all-findings")
    assert every.out.count("    known") == 5
    assert every.out.count("    error") == 4


def test_what_is_asked_for_can_be_narrowed(team: Terminal) -> None:
    gap = DONE.replace("（担当：鈴木、期限：12/5）", "（期限：12/5）")
    team.write({"a.md": meeting("2026-12-01") + meeting("2026-11-24", OPEN, gap) + meeting("2026-11-10")})

    def rules(*arguments: str) -> list[tuple[str, str]]:
        return [(each["date"][5:], each["rule"]) for each in as_json(team, "a.md", *arguments)]

    decision = "item-has-decision"
    assert ("12-01", "agenda-has-stance") in rules("--phase", "before")
    assert {day for day, _ in rules("--phase", "before")} == {"12-01"}
    assert rules("--since", "11/20", "--rule", decision) == [("11-24", decision)]
    assert rules("--since", "先週", "--phase", "after") == [("11-24", decision), ("11-24", "action-item-has-owner")]
    assert rules("--since", "2 weeks ago") == rules("--since", "2026-11-13")
    assert rules("--pack", "document") == []
    assert team.run("lint", "a.md", "--rule", "item-has-decisions").code == 2
    assert team.run("lint", "a.md", "--since", "いつか").err.startswith("'いつか' is no day")


def test_reasons_are_told_once(team: Terminal) -> None:
    team.write(
        {
            "docgen.toml": "language = 'ja'\nstep = 2\n[lint.principles]\nitem-has-decision = '決めて帰る'\n",
            "a.md": meeting("2026-11-24") + meeting("2026-11-10"),
        }
    )
    out = team.run("lint", "a.md", "--explain").out
    assert out.count("行動原則: 決めて帰る") == 1
    printed = json.loads(team.run("lint", "a.md", "--explain", "--format", "json").out)
    assert list(printed["explained"]) == ["item-has-decision"]


def test_exceptions_that_have_ended_are_told_once(team: Terminal) -> None:
    team.write(
        {
            "docgen.toml": "language = 'en'\n[[lint.disable]]\nrule = 'item-has-decision'\nuntil = 2026-11-26\n"
            "reason = 'moving'\n[[lint.disable]]\nrule = 'item-has-customer-view'\nreason = 'x'\n",
            "a.md": meeting("2026-11-24"),
        }
    )
    ran = team.run("lint", "a.md", "--rule", "item-has-decision", "--rule", "item-has-customer-view")
    assert ran.code == 1
    assert ran.err.splitlines()[:2] == [
        "docgen.toml: item-has-decision was off until 2026-11-26 and is on again (reason: moving)",
        "item-has-customer-view is off: x",
    ]


def test_a_customer_s_document_is_adopted(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    (terminal.here / "docgen.toml").unlink()
    monkeypatch.setenv("DOCGEN_NOW", "2026-11-16T09:00")
    terminal.run("init", ".")
    for name in ("kumo", "hoshi"):
        terminal.run("account", "add", name, "--id", name)
        terminal.run("create", name)
        terminal.run("prepare", name, "--title", "Weekly", "--date", "2026-11-17 10:00", "--end", "11:00")
    monkeypatch.setenv("DOCGEN_NOW", "2026-11-18T09:00")
    assert {each["account"] for each in as_json(terminal, "--all")} == {"kumo", "hoshi"}
    terminal.run("lint", "kumo", "--write-baseline")
    assert {each["account"] for each in as_json(terminal, "--all")} == {"hoshi"}
    terminal.run("lint", "hoshi", "--write-baseline")
    assert as_json(terminal, "--all") == [], "what is known of the other customer stays"
    assert json.loads(terminal.run("report", "--format", "json").out)["totals"]["questions"] == 0
    terminal.run("prepare", "kumo", "--title", "Weekly", "--date", "2026-11-19 10:00", "--end", "11:00")
    monkeypatch.setenv("DOCGEN_NOW", "2026-11-20T09:00")
    new = as_json(terminal, "--all")
    assert {(each["account"], each["date"]) for each in new} == {("kumo", "2026-11-19")}
    assert terminal.run("lint", "--not-helpful", new[0]["id"], "a call").code == 0
    assert new[0]["id"] not in {each["id"] for each in as_json(terminal, "--all")}
    toml = terminal.here / "docgen.toml"
    off = "\n[[lint.disable]]\nrule = 'meeting-has-action-items'\nreason = 'x'\naccounts = ['{}']\n"
    toml.write_text(toml.read_text(encoding="utf-8") + off.format("kumo"), encoding="utf-8")
    assert "meeting-has-action-items" not in {each["rule"] for each in as_json(terminal, "--all")}
    toml.write_text(toml.read_text(encoding="utf-8") + off.format("humo"), encoding="utf-8")
    ran = terminal.run("lint", "--all")
    assert (ran.code, "lint.disable[1].accounts[0]: " in ran.err) == (2, True)
