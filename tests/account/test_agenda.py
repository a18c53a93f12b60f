"""Agenda files: what they give, and what is said of those that cannot be."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from docgen import resources
from docgen.account.agenda import load, meeting_id, parse
from docgen.account.model import AgendaItemPlan, AgendaPlan, Attendees, Kind
from docgen.errors import InputError

TOKYO = ZoneInfo("Asia/Tokyo")
HEAD = 'title: 定例\nstart: "2026-12-01 10:00"\n'


def test_all_that_an_agenda_can_hold() -> None:
    text = """\
title: 12月定例 🙂
start: 2026-12-01 10:00
end: 2026-12-01 11:00
id: kickoff
goal: |
  一行目
  二行目
attendees:
  ours: [佐藤 美咲]
  theirs: ["𠮷田 恵子様（課長）"]
items:
  - title: "1. # 見出しのような論点"
    kind: decide
    minutes: 15
    stance: 完了とする
    because: "* 数字がそろった"
    ask: ご判断ください
    materials: [https://example.jp/a]
  - title: 近況
    kind: share
  - title: 次回
"""
    assert parse(text, "a.yaml", TOKYO) == AgendaPlan(
        title="12月定例 🙂",
        start="2026-12-01 10:00",
        end="2026-12-01 11:00",
        id="kickoff",
        goal="一行目\n二行目\n",
        attendees=Attendees(ours=("佐藤 美咲",), theirs=("𠮷田 恵子様（課長）",)),
        items=(
            AgendaItemPlan(
                "1. # 見出しのような論点",
                Kind.DECIDE,
                15,
                "完了とする",
                "* 数字がそろった",
                "ご判断ください",
                ("https://example.jp/a",),
            ),
            AgendaItemPlan("近況", Kind.SHARE),
            AgendaItemPlan("次回", Kind.DISCUSS),
        ),
    )


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("start: 2026-12-01", "2026-12-01", ""),
        ("start: 2026/12/1 9:05", "2026-12-01 09:05", ""),
        ("start: 2026-12-01T10:00:00", "2026-12-01 10:00", ""),
        ("start: ２０２６-１２-０１　１０：００", "2026-12-01 10:00", ""),
        ("start: 2026-12-01T01:00Z", "2026-12-01 10:00", ""),
        ("start: 2026-12-01T16:00-08:00", "2026-12-02 09:00", ""),
        ("start: 2026-12-01 10:00\nend: 11:30", "2026-12-01 10:00", "2026-12-01 11:30"),
        ("start: 2026-12-01 22:00\nend: 2026-12-02 01:00", "2026-12-01 22:00", "2026-12-02 01:00"),
        ("start: 2026-12-01\nend: 2026-12-01", "2026-12-01", "2026-12-01"),
        ("start: 2028-02-29", "2028-02-29", ""),
    ],
)
def test_when_a_meeting_is(written: str, start: str, end: str) -> None:
    plan = parse(f"title: 定例\n{written}\n", "a.yaml", TOKYO)
    assert (plan.start, plan.end) == (start, end)


WRONG = {
    "no start": ("title: 定例\n", "a.yaml:1: start is missing → add start"),
    "a day that is none": (
        "title: 定例\nstart: 2026-11-31\n",
        "a.yaml:2: start: there is no such date as '2026-11-31' → check the month and the day",
    ),
    "a leap day in another year": (
        "title: 定例\nstart: 2027-02-29 10:00\n",
        "a.yaml:2: start: there is no such date as '2027-02-29 10:00' → check the month and the day",
    ),
    "a start and an end in one": (
        "title: 定例\nstart: 2026-12-01 10:00-11:00\n",
        "a.yaml:2: start: '2026-12-01 10:00-11:00' looks like a start and an end"
        " → write the end by itself, for example end: 11:00",
    ),
    "an hour that is none": (
        "title: 定例\nstart: 2026-12-01 25:00\n",
        "a.yaml:2: start: there is no such time as '2026-12-01 25:00' → for example 2026-12-01 10:00",
    ),
    "a day in words": (
        "title: 定例\nstart: 来週火曜\n",
        "a.yaml:2: start: '来週火曜' is not a date and time → for example 2026-12-01 10:00",
    ),
    "an end before its start": (
        HEAD + "end: 2026-12-01 09:00\n",
        "a.yaml:3: end: the end 2026-12-01 09:00 is not after the start 2026-12-01 10:00 → check start and end",
    ),
    "an end at its start": (
        HEAD + "end: 10:00\n",
        "a.yaml:3: end: the end 2026-12-01 10:00 is not after the start 2026-12-01 10:00 → check start and end",
    ),
    "an end without time": (
        HEAD + "end: 2026-12-01\n",
        "a.yaml:3: end: only one of start and end has a time of day → for example 2026-12-01 10:00",
    ),
    "an empty title": ("title: ' '\nstart: 2026-12-01\n", "a.yaml:1: title: this is empty → write one line"),
    "a title that Docs would strip": (
        'title: "\\uE000"\nstart: 2026-12-01\n',
        "a.yaml:1: title: this is empty → write one line",
    ),
    "a title of two lines": (
        'title: "定例\\nの件"\nstart: 2026-12-01\n',
        "a.yaml:1: title: there is a line break in it → write it on one line",
    ),
    "an item without title": (
        HEAD + "items:\n  - title: a\n  - kind: decide\n    stance: b\n",
        "a.yaml:5: items[1]: title is missing → add title",
    ),
    "an item with an empty title": (
        HEAD + "items:\n  - title: ''\n",
        "a.yaml:4: items[0].title: this is empty → write one line",
    ),
    "no minutes": (
        HEAD + "items:\n  - title: a\n    minutes: 0\n",
        "a.yaml:5: items[0].minutes: the minutes must be 1 or more → delete the line if they are not known",
    ),
    "a kind that is none": (
        HEAD + "items:\n  - title: a\n    kind: ご判断\n",
        "a.yaml:5: items[0].kind: 'ご判断' is not one of the choices → known here: decide, discuss, share",
    ),
    "an attendee of two lines": (
        HEAD + 'attendees:\n  theirs:\n    - a\n    - "b\\nc"\n',
        "a.yaml:6: attendees.theirs[1]: there is a line break in it → write it on one line",
    ),
    "an empty material": (
        HEAD + "items:\n  - title: a\n    materials: ['']\n",
        "a.yaml:5: items[0].materials[0]: this is empty → write one line",
    ),
    "an id with spaces": (
        HEAD + "id: 12月 定例\n",
        "a.yaml:3: id: '12月 定例' cannot be an id → use lower-case letters, digits and -, at most 63",
    ),
}


@pytest.mark.parametrize(("text", "line"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_agenda_is_told_in_one_line(text: str, line: str) -> None:
    with pytest.raises(InputError) as caught:
        parse(text, "a.yaml", TOKYO)
    assert caught.value.line("en") == line
    assert "\n" not in caught.value.line("ja")


def test_an_hour_that_clocks_skip() -> None:
    text = "title: Weekly\nstart: 2026-03-08 02:30\n"
    assert parse(text, "a.yaml", TOKYO).start == "2026-03-08 02:30"
    with pytest.raises(InputError) as caught:
        parse(text, "a.yaml", ZoneInfo("America/New_York"))
    assert caught.value.line("en") == (
        "a.yaml:2: start: clocks skip '2026-03-08 02:30' when summer time begins → check the time"
    )


@pytest.mark.parametrize(
    ("extra", "name", "expected"),
    [
        ("id: kickoff\n", "2026-12-03.yaml", "kickoff"),
        ("", "2026-12-03.yaml", "2026-12-03"),
        ("", "2026-12-01-2.yaml", "2026-12-01-2"),
        ("", "12月定例.yaml", "2026-12-01"),
        ("", "2026-12-01-kickoff.yaml", "2026-12-01"),
    ],
)
def test_the_id_of_a_meeting(extra: str, name: str, expected: str) -> None:
    assert meeting_id(parse(HEAD + extra, name, TOKYO), Path("agendas") / name) == expected


def test_without_file_the_date_is_the_id() -> None:
    assert meeting_id(parse(HEAD, "-", TOKYO)) == "2026-12-01"


def test_every_agenda_of_the_sample_team_can_be_read() -> None:
    paths = sorted((resources.examples() / "team" / "agendas").rglob("*.yaml"))
    assert paths
    for path in paths:
        plan = load(path, TOKYO)
        assert meeting_id(plan, path) == plan.start[:10]
