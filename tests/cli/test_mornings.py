"""``digest`` and ``status`` on a terminal: whose morning it is, and the coming days on one screen."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from docgen.cli import columns, progress
from docgen.cli.columns import width
from docgen.cli.context import Session
from tests.cli.conftest import Ran, Terminal

SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"
LONG = "医療法人社団蒼凪会 蒼凪総合リハビリテーション病院"
AGENDA = """\
title: 展開の進め方と、来期の契約についてのご相談（第12回定例）
start: 2026-12-01 10:00
items:
  - {title: 見せ方, kind: discuss, stance: 週1回で足りると考えます}
"""
ITEM = "  - {{title: 論点{}と、その長い長い説明の続きがここにもあります, kind: discuss}}\n"


@pytest.fixture
def monday(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A workspace at the second step with one long-named customer and a meeting tomorrow that lacks four stances."""
    monkeypatch.setenv("DOCGEN_NOW", "2026-11-30T08:30+09:00")
    assert terminal.run("init", "--lang", "ja", "--step", "2").code == 0
    terminal.write(
        {
            "agendas/nagi/2026-12-01.yaml": AGENDA + "".join(map(ITEM.format, range(4))),
            "members.csv": "id,name,aliases,unit,email,slack_id\nsato,佐藤 美咲,佐藤,,sato@example.com,U01\n"
            "suzuki,鈴木 健太,鈴木,,,\n",
        }
    )
    assert terminal.run("account", "add", LONG, "--id", "nagi", "--owner", "佐藤").code == 0
    assert terminal.run("account", "add", "くも食品", "--id", "kumo", "--yes").code == 0
    assert terminal.run("create", "--all").code == 0
    return terminal


@pytest.fixture
def prepared(monday: Terminal) -> Terminal:
    """As ``monday``, the meeting prepared, with promises of ours."""
    assert monday.run("prepare", "nagi", "--agenda", "agendas/nagi/2026-12-01.yaml").code == 0
    for number in range(3):
        text = f"{number}番目の、とても長い題名の資料を、印刷してお送りする約束をしたこと"
        assert monday.run("add", "todo", "nagi", text, "--owner", "佐藤", "--due", f"11/{28 + number}").code == 0
    return monday


def valid(ran: Ran, schema: str) -> Any:
    value = json.loads(ran.out)
    jsonschema.validate(value, json.loads((SCHEMAS / f"{schema}.schema.json").read_text(encoding="utf-8")))
    return value


def test_the_coming_days_fit_a_screen(prepared: Terminal) -> None:
    ran = prepared.run("status")
    assert all(width(line) <= 80 for line in ran.out.splitlines())
    assert ran.out == (
        "12/1（火）\n"
        "  ? 10:00  医療法人社団蒼凪会 蒼凪…  展開の進め方と、来期の契約に…  スタンス 1/5\n"
        "           「論点0と、その長い長い説明の続きがここにもあります」について、私た…\n"
        "           「論点1と、その長い長い説明の続きがここにもあります」について、私た…\n"
        "           「論点2と、その長い長い説明の続きがここにもあります」について、私た…\n"
        "           ほかに 2件\n"
        "           ☐ 0番目の、とても長い題名の資料を、印刷してお送りす…　11/28（土）まで\n"
        "           ☐ 1番目の、とても長い題名の資料を、印刷してお送りす…　11/29（日）まで\n"
        "           ☐ ほかに 1件\n"
    )
    assert "\033" not in ran.out
    (row,) = valid(prepared.run("status", "--format", "json"), "status")
    assert [todo["due"] for todo in row["todos"]] == ["2026-11-28", "2026-11-29", "2026-11-30"]
    assert prepared.run("status", "--lang", "en").out.startswith("1 Dec (Tue)\n  ? 10:00  ")


def test_a_wide_terminal_is_used(prepared: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "screen", lambda: 100)
    longest = max(map(width, prepared.run("status").out.splitlines()))
    assert 90 < longest <= 100


def test_status_says_what_to_do_first(monday: Terminal) -> None:
    assert "  … 10:00  " in monday.run("status").out
    assert "文書への用意はこれからです: docgen prepare --week" in monday.run("status").out
    assert monday.run("account", "add", "海辺商会", "--id", "umi", "--yes").code == 0
    monday.write({"agendas/umi/2026-11-30.yaml": AGENDA.replace("2026-12-01", "2026-11-30")})
    ran = monday.run("status")
    assert ran.out.startswith("11/30（月） 今日\n")
    assert "文書はこれからです: docgen create umi" in ran.out


def test_status_can_be_one_member_s(prepared: Terminal) -> None:
    assert prepared.run("status", "佐藤").out == prepared.run("status").out
    ran = prepared.run("status", "suzuki")
    assert (ran.code, ran.out, ran.err) == (0, "", "これから7日間の会議はありません\n")
    ran = prepared.run("status", "suzuky")
    assert (ran.code, ran.err) == (2, "メンバー 'suzuky' はいません　→ もしかして: suzuki\n")


def test_digest_is_of_whoever_is_at_the_keyboard(prepared: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    everyone = valid(prepared.run("digest", "--format", "json"), "digest")
    assert [one["member"] for one in everyone["members"]] == ["sato"]
    assert valid(prepared.run("digest", "--all", "--format", "json"), "digest") == everyone

    monkeypatch.setenv("DOCGEN_ME", "鈴木")
    assert prepared.run("digest").out == "おはようございます、鈴木 健太さん。いま気になることはありません。\n"
    assert valid(prepared.run("digest", "--all", "--format", "json"), "digest") == everyone
    assert prepared.run("digest", "sato@example.com").out.startswith("おはようございます、佐藤 美咲さん。")
    assert prepared.run("digest", "--all", "sato").code == 2

    monkeypatch.setenv("DOCGEN_ME", "nobody")
    ran = prepared.run("digest")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("DOCGEN_ME: メンバー 'nobody' はいません")


def test_digest_knows_the_person_s_own_config(prepared: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(prepared.here / "own"))
    for text, code, words in (
        ('me = "suzuki"\n', 0, ""),
        ('me = "x"\n', 2, "own/docgen/config.toml: me: メンバー 'x' はいません"),
        ('you = "x"\n', 2, "own/docgen/config.toml:1: you"),
    ):
        prepared.write({"own/docgen/config.toml": text})
        ran = prepared.run("digest")
        assert ran.code == code
        assert words in ran.err
        assert len(ran.err.splitlines()) <= 1


def test_digest_is_text_and_slack(prepared: Terminal) -> None:
    ran = prepared.run("digest")
    first, _, one, question, *_ = ran.out.splitlines()
    assert first == "おはようございます、佐藤 美咲さん。よければ、この3つから。"
    assert (one, question[:3]) == (f"1. {LONG}のTODO", "   ")
    assert "docgen:1" in ran.out
    assert ran.err == "担当のいないお客様が 1件あります（くも食品）　→ accounts.csv の owner に書けます\n"
    (message,) = map(json.loads, prepared.run("digest", "--format", "slack").out.splitlines())
    assert message["channel"] == "U01"
    assert message["blocks"][0]["text"]["text"] == message["text"] == first
    assert prepared.run("digest", "--lang", "en").out.startswith(
        "Good morning, 佐藤 美咲. Three things, if you like:\n"
    )


def test_a_long_read_says_how_far_it_is(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    clock = iter([0.0, 1.0, 2.5, 3.0])
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert list(progress.counted(Session("ja"), "abc", 3)) == ["a", "b", "c"]
    assert capsys.readouterr().err == "\r文書を読んでいます 2/3\r文書を読んでいます 3/3\r\033[K"


def test_elsewhere_it_is_quiet(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "QUIET", -1.0)
    assert list(progress.counted(Session("en"), [1, 2], 2)) == [1, 2]
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("text", "room", "shown"),
    [
        ("くも食品", 8, "くも食品"),
        ("くも食品", 7, "くも食…"),
        ("くも食品", 6, "くも…"),
        ("ab 食品", 4, "ab…"),
        ("abc", 1, "…"),
    ],
)
def test_what_is_too_long_is_cut(text: str, room: int, shown: str) -> None:
    assert columns.cut(text, room) == shown
    assert width(columns.fitted(text, room)) == room
