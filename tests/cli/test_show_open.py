"""``show --open``: what is open across customers, by side, owner and day."""

from __future__ import annotations

import json

import jsonschema
import pytest

from docgen.cli.columns import width
from docgen.workflows.open_todos import OpenTodo
from tests.cli.conftest import Terminal

LONG = "楓食品ホールディングス株式会社東日本事業統括本部"
MEMBERS = "id,name,aliases,email\nsato,佐藤 美咲,佐藤,sato@ours.example.com\nsuzuki,鈴木 健太郎,鈴木,\n"
TEXT = "料金表と導入費用の内訳をまとめ、夜勤の方の分も含めて、来月の役員会までにお送りする"


@pytest.fixture
def desk(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Two customers; what was born on 10 November is shown again on 24 November and in the meeting to come."""
    monkeypatch.setenv("DOCGEN_NOW", "2026-11-10T08:00")
    monkeypatch.setenv("LANG", "C.UTF-8")
    terminal.run("init", ".", "--lang", "ja")
    header = "id,name,aliases,stage,owner,language\n"
    rows = f"kaede,{LONG},,,sato,\nminato,Minato Hotels,,,suzuki,en\nold,終わった会社,,churned,sato,\n"
    terminal.write({"accounts.csv": header + rows, "members.csv": MEMBERS})
    assert terminal.run("create", "kaede", "minato").code == 0
    prepare(terminal, "kaede", "2026-11-10")
    prepare(terminal, "minato", "2026-11-10")
    add(terminal, "kaede", TEXT, "--owner", "佐藤さん", "--due", "11/20")
    add(terminal, "kaede", "夜勤の方を決める", "--owner", "森様", "--due", "12/8")
    add(terminal, "kaede", "担当を決める")
    add(terminal, "minato", "Confirm the API limits", "--owner", "us", "--due", "4 Dec")
    add(terminal, "minato", "Dropped", "--done")
    for day in ("2026-11-24", "2026-12-01"):
        prepare(terminal, "kaede", day)
    monkeypatch.setenv("DOCGEN_NOW", "2026-11-25T09:00")
    return terminal


def prepare(terminal: Terminal, account: str, day: str) -> None:
    done = terminal.run("prepare", account, "--title", "定例", "--date", f"{day} 10:00", "--end", "11:00")
    assert done.code == 0


def add(terminal: Terminal, account: str, text: str, *more: str) -> None:
    assert terminal.run("add", "todo", account, text, *more).code == 0


def listed(desk: Terminal, *more: str) -> list[dict[str, object]]:
    done = desk.run("show", "--open", "--format", "json", *more)
    assert done.code == 0
    found: list[dict[str, object]] = json.loads(done.out)
    return found


def test_the_list_is_by_side_and_owner_and_fits_the_screen(desk: Terminal) -> None:
    shown = desk.run("show", "--open")
    lines = shown.out.splitlines()
    assert [line for line in lines if line and not line.startswith(" ")] == ["当社", "お客様", "担当はこれから"]
    assert [line.strip() for line in lines if line.startswith("  ") and line[2] != " "] == [
        "us",
        "佐藤 美咲",
        f"{LONG} ・ 森様",
        LONG,
    ]
    assert all(width(line) <= 80 for line in lines if "docgen:" not in line)
    assert "11/20（金）" in shown.out
    assert "期限の日を過ぎています" in shown.out
    assert TEXT in "".join(line.strip().removeprefix("11/20（金）").strip() for line in lines)
    assert shown.err.strip() == "未完了の TODO 4件、うち期限の日を過ぎたもの 1件"


def test_an_entry_says_where_it_was_born_and_how_often_it_was_carried(desk: Terminal) -> None:
    found = next(each for each in listed(desk) if each["text"] == TEXT)
    assert (found["owners"], found["side"], found["due"], found["overdue"]) == (
        ["佐藤 美咲"],
        "ours",
        "2026-11-20",
        True,
    )
    assert (found["born"], found["times_carried"]) == ("2026-11-10", 1), "the meeting to come has shown nobody anything"
    assert "#heading=" in str(found["url"])


@pytest.mark.parametrize(
    ("more", "texts"),
    [
        (["minato"], ["Confirm the API limits"]),
        (["--side", "theirs"], ["夜勤の方を決める"]),
        (["--owner", "sato"], [TEXT]),
        (["--owner", "佐藤"], [TEXT]),
        (["--owner", "鈴木"], ["Confirm the API limits"]),
        (["--owner", "森"], ["夜勤の方を決める"]),
        (["--due-before", "2026-12-04"], [TEXT]),
        (["--due-before", "12/5", "--all"], ["Confirm the API limits", TEXT]),
        (["--owner", "誰か"], []),
    ],
)
def test_what_is_asked_for_is_listed(desk: Terminal, more: list[str], texts: list[str]) -> None:
    assert [each["text"] for each in listed(desk, *more)] == texts


def test_ticked_in_the_newest_block_it_leaves_the_list_everywhere(desk: Terminal) -> None:
    assert desk.run("add", "todo", "kaede", TEXT, "--done").code == 0
    assert [each["text"] for each in listed(desk, "kaede")] == ["夜勤の方を決める", "担当を決める"]


def test_english_words_for_an_english_reader(desk: Terminal) -> None:
    shown = desk.run("show", "--open", "--lang", "en")
    assert shown.out.startswith("Us\n")
    assert "its day has passed" in shown.out
    assert shown.err.strip() == "4 open action items, 1 of which are past their day"


def test_markdown_has_a_heading_for_each_owner(desk: Terminal) -> None:
    text = desk.run("show", "--open", "--format", "md").out
    assert text.startswith("# 未完了の TODO\n\n## 当社\n")
    assert f"☐ 11/20（金） {TEXT}" in text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "say which account or file"),
        (("kaede", "minato"), "say which account or file"),
        (("kaede", "--owner", "sato"), "this goes with --open"),
        (("--open", "--format", "html"), "cannot be used here"),
        (("kaede", "--format", "text"), "cannot be used here"),
        (("--open", "--due-before", "いつか"), "is no day"),
        (("--open", "--all", "kaede"), "exclude each other"),
    ],
)
def test_what_cannot_be_meant_is_told(desk: Terminal, arguments: tuple[str, ...], words: str) -> None:
    done = desk.run("show", *arguments, "--lang", "en")
    assert (done.code, done.out) == (2, "")
    assert words in done.err


def test_the_schema_of_an_entry_is_published(desk: Terminal) -> None:
    from tests.pages import ROOT

    schema = json.loads((ROOT / "docs" / "schemas" / "open.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(listed(desk), schema)
    assert set(listed(desk)[0]) == set(OpenTodo.__struct_fields__)
