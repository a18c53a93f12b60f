"""The main job through the command line: what is printed, in JSON under the published schemas, and what is refused."""

from __future__ import annotations

import errno
import json
import os
import sqlite3
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.cli.conftest import Ran, Terminal

SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"
AGENDA = """\
title: 12月定例
start: 2026-12-01 10:00
end: 2026-12-01 11:00
goal: はじめ方を決める
attendees: {ours: [佐藤 美咲], theirs: ["𠮷田 恵子様（課長）"]}
items:
  - title: はじめ方
    kind: decide
    minutes: 20
    stance: |-
      ライン長から始めるのが近道と考えます。
      理由は２つあります。
    because: 第3ラインでそうなりました
    ask: 12月に始めてよいか
    materials: [手順書 https://share.example.jp/x]
  - {title: 確認の頻度, kind: discuss, stance: 週1回で足りると考えます}
"""
BEFORE, DURING, AFTER = (f"2026-12-01T{hour}:00+09:00" for hour in ("08:30", "10:30", "11:30"))


@pytest.fixture
def account(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A Japanese workspace with one customer and an agenda file, on the morning of the meeting."""
    monkeypatch.setenv("DOCGEN_NOW", BEFORE)
    assert terminal.run("init", "--lang", "ja").code == 0
    assert terminal.run("account", "add", "株式会社𠮷野🌙", "--id", "acme", "--owner", "sato").code == 0
    terminal.write(
        {
            "agenda.yaml": AGENDA,
            "agendas/acme/2026-12-01.yaml": AGENDA,
            "members.csv": "id,name,aliases,unit,email,slack_id\nsato,佐藤 美咲,,営業,,\n",
        }
    )
    return terminal


@pytest.fixture
def prepared(account: Terminal) -> Terminal:
    """As ``account``, with the document and the meeting's block."""
    assert account.run("create", "acme").code == 0
    assert account.run("prepare", "acme", "--agenda", "agenda.yaml").code == 0
    return account


def valid(ran: Ran, schema: str) -> Any:
    """What was printed, as it stands under ``docs/schemas``."""
    value = json.loads(ran.out)
    jsonschema.validate(value, json.loads((SCHEMAS / f"{schema}.schema.json").read_text(encoding="utf-8")))
    return value


def test_the_whole_path_in_json(account: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    created = valid(account.run("create", "--all", "--format", "json"), "create")
    assert [c["made"] for c in created] == [True]
    assert [c["made"] for c in valid(account.run("create", "acme", "--format", "json"), "create")] == [False]
    assert valid(account.run("account", "list", "--format", "json"), "accounts")[0]["document_id"]
    ready = valid(account.run("status", "--format", "json"), "status")
    assert [(row["meeting"], row["prepared"]) for row in ready] == [("2026-12-01", False)]

    done = valid(account.run("prepare", "--week", "--format", "json"), "prepare")
    assert [(p["meeting"], p["written"]) for p in done] == [("2026-12-01", True)]
    assert not valid(account.run("prepare", "--week", "--format", "json"), "prepare")[0]["written"]
    ready = valid(account.run("status", "--format", "json"), "status")
    assert [(row["ready"], row["stances"], row["owner"]) for row in ready] == [(True, 2, "佐藤 美咲")]

    monkeypatch.setenv("DOCGEN_NOW", DURING)
    for arguments in (
        ("view", "話を通しやすい", "--item", "1"),
        ("decision", "12月から\nライン長2名で", "--item", "1"),
        ("todo", "手順書を送る", "--item", "1", "--owner", "鈴木", "--due", "12/4"),
        ("view", "なし", "--item", "2"),
        ("decision", "次回は1月"),
    ):
        kind, *rest = arguments
        valid(account.run("add", kind, "acme", *rest, "--format", "json"), "add")
    monkeypatch.setenv("DOCGEN_NOW", AFTER)
    back = valid(account.run("close", "acme", "--format", "json"), "close")
    assert [d["text"] for d in back["decisions"]] == ["12月から\nライン長2名で", "次回は1月"]

    shown = valid(account.run("show", "acme", "--format", "json"), "show")
    meeting = shown["meetings"][0]
    assert (meeting["title"], meeting["state"], meeting["goal"]) == ("12月定例", "closed", "はじめ方を決める")
    assert meeting["attendees"] == {"ours": ["佐藤 美咲"], "theirs": ["𠮷田 恵子様（課長）"], "others": []}
    first, second = meeting["items"]
    assert first["stance"] == "ライン長から始めるのが近道と考えます。\n理由は２つあります。"
    assert first["action_items"][0]["due"] == "2026-12-04"
    assert second["answered_none"] == ["views"]
    assert [d["text"] for d in meeting["decisions"]] == ["次回は1月"]
    tab, start, end = first["decisions"][0]["span"]
    assert (tab, end - start) == ("t.0", len("・12月から ライン長2名で"))

    found = valid(account.run("lint", "--all", "--format", "json"), "findings")
    assert found["findings"] == []
    assert valid(account.run("report", "--format", "json"), "report")["totals"]["complete"] == 1


@pytest.mark.parametrize("language", ["ja", "en"])
def test_findings_make_lint_exit_1(prepared: Terminal, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.setenv("DOCGEN_NOW", AFTER)
    ran = prepared.run("lint", "acme", "--lang", language)
    assert ran.code == 1
    assert "[item-has-decision " in ran.out
    assert ("決まったことはありますか" if language == "ja" else "decided") in ran.out
    assert prepared.run("lint", "acme", "--fail-on", "error").code == 1
    assert prepared.run("lint", "agenda.yaml").code == 2
    found = valid(prepared.run("lint", "acme", "--format", "json"), "findings")
    assert found["errors"] >= 1
    assert valid(prepared.run("lint", "acme", "--format", "json"), "findings") == found


def test_the_exports_say_what_the_document_says(prepared: Terminal) -> None:
    html = prepared.run("export", "acme", "--to", "html").out
    markdown = prepared.run("export", "acme", "--to", "md").out
    for text in (html, markdown):
        for words in ("2026-12-01（火）12月定例", "ライン長から始めるのが近道と考えます。", "お客様情報", "導入目的"):
            assert words in text
    assert prepared.run("export", "acme", "--to", "html", "--out", "out/a.html").code == 0
    assert (prepared.here / "out" / "a.html").read_text(encoding="utf-8").rstrip() == html.rstrip()


def test_an_exported_document_is_linted_like_the_document(prepared: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCGEN_NOW", AFTER)
    assert prepared.run("export", "acme", "--to", "md", "--out", "minutes.md").code == 0
    rules = [
        [finding["rule"] for finding in json.loads(ran.out)["findings"]]
        for target in ("acme", "minutes.md")
        if (ran := prepared.run("lint", target, "--all-findings", "--format", "json"))
    ]
    assert rules[0] == rules[1] != []


def test_files_need_no_workspace(terminal: Terminal) -> None:
    minutes = "## 2026-11-01 定例\n### 1. はじめ方（ご判断）\n**決定事項**\n・来月から\n"
    terminal.write({"minutes.md": minutes})
    found = valid(terminal.run("lint", "minutes.md", "--format", "json"), "findings")
    assert "item-has-customer-view" in [f["rule"] for f in found["findings"]]
    assert valid(terminal.run("show", "minutes.md", "--format", "json"), "show")["meetings"][0]["date"] == "2026-11-01"
    assert terminal.run("lint", "minutes.md", "acme").code == 2
    assert list(terminal.tree()) == ["minutes.md"]


def test_no_internal_field_reaches_the_customer_s_document(prepared: Terminal) -> None:
    from docgen.account.fields import load
    from docgen.settings import load as load_settings

    html = prepared.run("export", "acme", "--to", "html").out
    fields = load(load_settings(prepared.here))
    shared = {field.label.ja for _, group in fields.shared() for field in group}
    for _, group in fields.internal():
        for field in group:
            assert field.label.ja in shared or field.label.ja not in html
            assert field.question.ja not in html


REFUSED = {
    "no such account": (("prepare", "acm", "--agenda", "agenda.yaml"), "acme"),
    "no document yet": (("show", "acme"), "docgen create acme"),
    "no agenda file": (("prepare", "acme", "--agenda", "agendas/none.yaml"), "none.yaml"),
    "neither agenda nor title": (("prepare", "acme"), "--agenda"),
    "agenda and title": (("prepare", "acme", "--agenda", "agenda.yaml", "--title", "x"), "--title"),
    "a date that is not": (("prepare", "acme", "--title", "x", "--date", "2026-02-30"), "2026-02-30"),
    "nobody named": (("create",), "--all"),
    "week and account": (("prepare", "acme", "--week"), "--week"),
    "no target": (("lint",), "--all"),
    "a file of another kind": (("lint", "members.csv"), "members.csv"),
    "empty text": (("add", "decision", "acme", "  "), "書き込む内容がありません"),
    "item 0": (("add", "decision", "acme", "x", "--item", "0"), "--item"),
    "unknown format": (("show", "acme", "--format", "xml"), "--format"),
    "unknown rule": (("rules", "explain", "agenda-has-stanse"), "agenda-has-stance"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_bad_input_is_one_clear_line(account: Terminal, name: str) -> None:
    arguments, word = REFUSED[name]
    before = account.tree()
    ran = account.run(*arguments)
    assert ran.code == 2
    assert ran.out == ""
    assert len(ran.err.splitlines()) == 1, ran.err
    assert word in ran.err
    after = {path: data for path, data in account.tree().items() if ".docgen" not in path}
    assert after == {path: data for path, data in before.items() if ".docgen" not in path}


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("add", "decision", "acme", "x", "--item", "9"), "論点 9"),
        (("add", "decision", "acme", "x", "--meeting", "2026-12-02"), "2026-12-02"),
        (("add", "decision", "acme", " \n "), "書き込む内容がありません"),
        (("close", "acme"), "まだ始まっていません"),
    ],
)
def test_what_does_not_fit_the_document_changes_nothing(
    prepared: Terminal, arguments: tuple[str, ...], word: str
) -> None:
    before = prepared.run("export", "acme", "--to", "md").out
    ran = prepared.run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert word in ran.err
    assert len(ran.err.splitlines()) == 1
    assert prepared.run("export", "acme", "--to", "md").out == before


@pytest.mark.parametrize(
    ("template", "line", "word"),
    [
        ("## {{ heading }}\n\n{{ item.nothing }}\n", 3, "item"),
        ("## {{ heading }\n", 1, ""),
        ("## {{ heading }}\n{% if %}\n", 2, ""),
        ("## {{ heading }} {#meeting}\n\n{{ goal }} {.lable}\n", 3, "label"),
        ("## {{ heading }} {#meeting}\n\n:::: columns 50 50\n::: column\nx\n:::\n", 3, "column"),
        ("## {{ heading }}\n\n{{ goal }}\n", 1, "{#meeting}"),
    ],
)
def test_a_template_that_is_wrong_says_where(account: Terminal, template: str, line: int, word: str) -> None:
    account.run("create", "acme")
    account.write({"templates/ja/meeting.md.j2": template})
    ran = account.run("prepare", "acme", "--agenda", "agenda.yaml")
    assert (ran.code, ran.out) == (2, "")
    assert f"meeting.md.j2:{line}" in ran.err if line else "meeting.md.j2" in ran.err
    assert word in ran.err
    assert len(ran.err.splitlines()) == 1
    assert json.loads(account.run("show", "acme", "--format", "json").out)["meetings"] == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_workspace_is_one_clear_line(prepared: Terminal) -> None:
    (prepared.here / ".docgen").chmod(0o555)
    try:
        ran = prepared.run("add", "decision", "acme", "x")
    finally:
        (prepared.here / ".docgen").chmod(0o755)
    assert ran.code == 2
    assert len(ran.err.splitlines()) == 1


def test_a_full_disk_is_one_clear_line(account: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*arguments: Any, **more: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    ran = account.run("account", "add", "別の会社", "--id", "other")
    assert ran.code == 2
    assert "ディスクの空きがありません" in ran.err
    assert len(ran.err.splitlines()) == 1


def test_a_damaged_store_is_one_clear_line(account: Terminal) -> None:
    account.write({".docgen/documents.sqlite": b"not a database at all" * 100})
    ran = account.run("create", "acme")
    assert ran.code == 2
    assert len(ran.err.splitlines()) == 1
    assert "documents.sqlite" in ran.err


def test_a_store_of_a_newer_docgen_is_refused(prepared: Terminal) -> None:
    with sqlite3.connect(prepared.here / ".docgen" / "documents.sqlite") as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    ran = prepared.run("show", "acme")
    assert (ran.code, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1


def test_ctrl_c_exits_130(account: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*arguments: Any, **more: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("docgen.workflows.create.create", interrupt)
    ran = account.run("create", "acme")
    assert ran.code == 130
    assert len(ran.err.splitlines()) <= 1


def test_a_week_is_prepared_whole_or_not_at_all(account: Terminal) -> None:
    assert account.run("account", "add", "Other", "--id", "other").code == 0
    assert account.run("create", "acme").code == 0
    account.write({"agendas/other/2026-12-02.yaml": AGENDA.replace("2026-12-01", "2026-12-02")})
    ran = account.run("prepare", "--week")
    assert (ran.code, ran.out) == (2, "")
    assert "docgen create other" in ran.err
    assert json.loads(account.run("show", "acme", "--format", "json").out)["meetings"] == []


def test_status_tells_of_agendas_whose_account_has_no_document(account: Terminal) -> None:
    [row] = valid(account.run("status", "--format", "json"), "status")
    assert (row["account"], row["meeting"], row["prepared"], row["ready"]) == ("acme", "2026-12-01", False, False)


def test_a_file_without_a_meeting_is_not_called_complete_in_silence(account: Terminal) -> None:
    account.write({"shopping.md": "# 買い物\n\n牛乳\n"})
    ran = account.run("lint", "shopping.md")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith("shopping.md: 日付のある会議の見出しが見つかりません")
