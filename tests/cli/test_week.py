"""``prepare --week --calendar`` as somebody at a terminal sees it, and somebody's script."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import jsonschema
import pytest

from docgen.cli.columns import width
from tests.cli.conftest import Terminal
from tests.typist import Typist, pseudo_terminal

ROOT = Path(__file__).resolve().parents[2]
NOW = "2026-11-30T08:30"
COMMAND = ("prepare", "--week", "--calendar", "week.ics")
ACCOUNTS = """\
id,name,aliases,domains,language
kaede,株式会社楓食品ホールディングス東日本事業統括本部,カエデ,kaede.example.jp,ja
minato,みなとホテル,,minato.example.jp,ja
kita,北町商事,,kita.example.jp,ja
"""


def event(uid: str, day: int, title: str, *guests: str, more: str = "") -> str:
    people = "".join(f"ATTENDEE;CN={name}:mailto:{name}@{domain}.example.jp\r\n" for name, domain in map(split, guests))
    return (
        f"BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTART;TZID=Tokyo Standard Time:202612{day:02}T100000\r\n"
        f"DTEND;TZID=Tokyo Standard Time:202612{day:02}T110000\r\nSUMMARY:{title}\r\n{people}{more}END:VEVENT\r\n"
    )


def split(guest: str) -> tuple[str, str]:
    name, _, domain = guest.partition("@")
    return name, domain


LONG = event("a", 1, "第3四半期の振り返りと来期の計画についての定例会議", "林@kaede")
UNSURE = event("b", 2, "合同勉強会", "林@kaede", "森@minato")
LACKING = event("c", 3, "キックオフ", "木村@kita")
OURS = event("d", 4, "部会")
WEEK = (LONG, UNSURE, LACKING, OURS)


@pytest.fixture
def desk(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A workspace on a Monday morning, two customers with a document and one without."""
    monkeypatch.setenv("DOCGEN_NOW", NOW)
    monkeypatch.setenv("LANG", "C.UTF-8")
    assert terminal.run("init", ".", "--lang", "ja").code == 0
    terminal.write({"accounts.csv": ACCOUNTS, "members.csv": "id,name,email\nsato,佐藤 美咲,sato@ours.example.com\n"})
    assert terminal.run("create", "kaede", "minato").code == 0
    week(terminal, *WEEK)
    return terminal


def week(terminal: Terminal, *events: str) -> None:
    terminal.write({"week.ics": f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{''.join(events)}END:VCALENDAR\r\n"})


def test_a_dry_run_is_a_table_of_80_columns_and_writes_nothing(desk: Terminal) -> None:
    before = desk.tree()
    ran = desk.run(*COMMAND, "--dry-run")
    lines = ran.out.splitlines()
    assert [line.split()[0] for line in lines] == ["日", "12/1（火）", "12/2（水）", "12/3（木）", "12/4（金）"]
    assert [line.split()[-1] for line in lines[2:]] == ["要確認", "できません", "社内"]
    assert lines[1].endswith("新規        1")
    assert max(map(width, lines)) == 80
    assert "docgen create kita" in ran.err
    assert "（何も書き込んでいません）" in ran.err
    assert {name for name in desk.tree() if "index" not in name} == {name for name in before if "index" not in name}


def test_what_can_be_done_is_done_and_the_worst_is_the_exit_code(desk: Terminal) -> None:
    ran = desk.run(*COMMAND)
    assert ran.code == 2
    assert [line.split()[0] for line in ran.out.splitlines()] == ["日", "12/1（火）", "12/2（水）", "12/3（木）"]
    assert "用意 1件、要確認 1件、できません 1件" in ran.err
    assert ".docgen/matches.csv:2 の account に id（なければ -）を書いてください" in ran.err
    week(desk, LONG, UNSURE)
    assert desk.run(*COMMAND).code == 0


def test_what_is_written_into_matches_csv_is_the_answer(desk: Terminal) -> None:
    desk.run(*COMMAND)
    path = desk.here / ".docgen" / "matches.csv"
    assert path.read_text(encoding="utf-8").splitlines()[1] == "b,,合同勉強会,kaede;minato,"
    path.write_text(path.read_text(encoding="utf-8").replace("b,,", "b,minato,"), encoding="utf-8")
    ran = desk.run(*COMMAND)
    assert "要確認" not in ran.out + ran.err
    assert "合同勉強会" in desk.run("show", "minato").out


def test_json_for_programs(desk: Terminal) -> None:
    ran = desk.run(*COMMAND, "--format", "json")
    rows = json.loads(ran.out)
    schema = json.loads((ROOT / "docs" / "schemas" / "week.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(rows, schema)
    assert [(row["state"], row["done"]) for row in rows] == [
        ("new", True),
        ("unsure", False),
        ("trouble", False),
        ("internal", False),
    ]


def test_an_event_that_cannot_be_read_is_one_line_and_stops_nothing(desk: Terminal) -> None:
    week(desk, LONG, event("x", 2, "変な予定", "林@kaede").replace("T100000", "T10XX00"))
    ran = desk.run(*COMMAND)
    assert (ran.code, "用意 1件" in ran.err) == (0, True)
    assert "week.ics:12: 予定「変な予定」の DTSTART '20261202T10XX00' を読めないため、飛ばします" in ran.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("prepare", "--calendar", "week.ics"), "--calendar は --week とだけ"),
        (("prepare", "kaede", "--week", "--calendar", "week.ics"), "--calendar は --week とだけ"),
        (("prepare", "--week", "--calendar", "no.ics"), "no.ics: ありません"),
        (("prepare", "--week", "--calendar", "google"), "Google カレンダーはまだ使えません"),
        (("prepare", "--week", "--calendar", "accounts.csv"), "accounts.csv:1: カレンダー（iCalendar）ではありません"),
    ],
)
def test_what_cannot_be_is_one_line(desk: Terminal, arguments: Sequence[str], said: str) -> None:
    ran = desk.run(*arguments)
    assert ran.code == 2
    assert said in ran.err
    assert len(ran.err.splitlines()) == 1


@pseudo_terminal
def test_at_a_terminal_the_customer_is_asked_once(desk: Terminal) -> None:
    week(desk, LONG, UNSURE)
    typist = Typist(desk.here, {"飛ばす": "7", "ありません": "みなとホテル"})
    assert typist.run(*COMMAND) == 0
    assert "1  株式会社楓食品" in typist.screen
    assert "0  どの顧客でもない" in typist.screen
    assert "用意 2件" in typist.screen
    again = Typist(desk.here, {})
    assert again.run(*COMMAND) == 0
    assert "既存 2件" in again.screen


@pseudo_terminal
def test_enter_leaves_it_for_later_and_0_for_good(desk: Terminal) -> None:
    week(desk, LONG, UNSURE)
    assert Typist(desk.here, {"飛ばす": ""}).run(*COMMAND) == 0
    last = Typist(desk.here, {"飛ばす": "0"})
    assert last.run(*COMMAND) == 0
    assert "要確認 1件" not in last.screen
    assert "要確認" not in desk.run(*COMMAND).err


@pseudo_terminal
def test_ctrl_c_stops_at_once_and_the_next_run_goes_on(desk: Terminal) -> None:
    events = [event(f"w{n}", 1 + n % 6, f"定例{n}", "林@kaede") for n in range(30)]
    week(desk, *events)
    typist = Typist(desk.here, {}, interrupt_at="書き込み 3/30")
    assert typist.run(*COMMAND) == 130
    assert "もう一度実行すると続けます" in typist.screen
    assert "Traceback" not in typist.screen
    rows = json.loads(desk.run(*COMMAND, "--format", "json").out)
    assert {row["state"] for row in rows} == {"new", "there"}
    meetings = json.loads(desk.run("show", "kaede", "--format", "json").out)["meetings"]
    assert sorted(one["title"] for one in meetings) == sorted(f"定例{n}" for n in range(30))
