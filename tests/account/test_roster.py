"""accounts.csv and members.csv, and finding who is meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.account.model import Account, Member
from docgen.account.roster import Roster, document_id, load
from docgen.errors import InputError
from tests.account.workspaces import HEADER, MEMBERS, workspace

YOSHINOHARA = Account(
    id="yoshinohara",
    name="株式会社ヨシノハラ食品",
    aliases=("ヨシノハラ", "YF"),
    owner="sato",
    domains=("yoshinohara.example.jp",),
    karte="full",
    renewal_date="2027-03-31",
    document_id="1aB_c-D",
)
NORTHWIND = Account(id="northwind", name="Northwind 🍎", language="en", time_zone="Europe/London", stage="retention")
SATO = Member(
    id="sato", name="佐藤 美咲", aliases=("佐藤", "みさき"), unit="第1", email="sato@example.jp", slack_id="U01"
)
KAWASAKI = Member(id="sato-k", name="佐藤 健", aliases=("佐藤",))
ROSTER = Roster((YOSHINOHARA, NORTHWIND), (SATO, KAWASAKI))


def test_the_files_are_read(tmp_path: Path) -> None:
    accounts = (
        "\ufeffid,name,aliases,stage,owner,domains,karte,language,time_zone,renewal_date,document_id,メモ\r\n"
        "yoshinohara,株式会社ヨシノハラ食品,ヨシノハラ; YF;,,sato,yoshinohara.example.jp,full,,,2027/3/31,1aB_c-D,x\r\n"
        "\r\n"
        "northwind,Northwind 🍎,,retention,,,,en,Europe/London,,,\r\n"
    )
    members = MEMBERS + "sato,佐藤 美咲,佐藤；みさき,第1,sato@example.jp,U01\nsato-k,佐藤 健,佐藤,,,\n"
    assert load(workspace(tmp_path, accounts, members)) == ROSTER


def test_what_is_not_written_follows_the_workspace(tmp_path: Path) -> None:
    toml = "language = 'en'\ntime_zone = 'Europe/London'\nstages = ['trial', 'live']"
    found = load(workspace(tmp_path, "id,name\na,A\n", toml=toml)).accounts[0]
    assert (found.language, found.time_zone, found.stage) == ("en", "Europe/London", "trial")


WRONG = {
    "an id with capitals": (
        "Acme,Acme",
        "accounts.csv:2: id: 'Acme' cannot be an id → use lower-case letters, digits and -, at most 63",
    ),
    "an id in Japanese": (
        "顧客,Acme",
        "accounts.csv:2: id: '顧客' cannot be an id → use lower-case letters, digits and -, at most 63",
    ),
    "no id": (",Acme", "accounts.csv:2: id: the id is empty → use lower-case letters, digits and -, at most 63"),
    "an id twice": (
        "a,A\n\nb,B\na,C",
        "accounts.csv:5: id: the id 'a' is on line 2 too → change the id of one",
    ),
    "no name": ("a, ", "accounts.csv:2: name: the name is empty → write the name"),
    "a name of two lines": ('a,"A\nB"', "accounts.csv:2: name: the name has a line break in it → write it on one line"),
    "an unknown stage": (
        "a,A,,onbording",
        "accounts.csv:2: stage: 'onbording' is not one of the choices → did you mean onboarding?",
    ),
    "an unknown karte": (
        "a,A,,,,,ful",
        "accounts.csv:2: karte: 'ful' is not one of the choices → did you mean full?",
    ),
    "an unknown language": (
        "a,A,,,,,,jp",
        "accounts.csv:2: language: 'jp' is not one of the choices → did you mean ja?",
    ),
    "an unknown time zone": (
        "a,A,,,,,,,Tokyo",
        "accounts.csv:2: time_zone: there is no time zone 'Tokyo' → for example Asia/Tokyo",
    ),
    "a date that is none": (
        "a,A,,,,,,,,2026-02-30",
        "accounts.csv:2: renewal_date: there is no date '2026-02-30' → for example 2026-12-31",
    ),
    "a date in words": (
        "a,A,,,,,,,,年度末",
        "accounts.csv:2: renewal_date: there is no date '年度末' → for example 2026-12-31",
    ),
}


@pytest.mark.parametrize(("row", "line"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_row_is_told_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, row: str, line: str) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError) as caught:
        load(workspace(tmp_path, HEADER + row + "\n"))
    assert caught.value.line("en") == line
    assert "\n" not in caught.value.line("ja")


def test_a_member_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError) as caught:
        load(workspace(tmp_path, members="id,name\nsato,佐藤\nsato,佐藤\n"))
    assert (
        caught.value.line("ja") == "members.csv:3: id: id 'sato' は2行目にもあります　→ どちらかの id を変えてください"
    )


class TestFind:
    @pytest.mark.parametrize(
        "word",
        [
            "yoshinohara",
            "株式会社ヨシノハラ食品",
            "ﾖｼﾉﾊﾗ",
            " yf ",
            "1aB_c-D",
            "https://docs.google.com/document/d/1aB_c-D/edit?tab=t.0#heading=h.1",
            "https://docs.google.com/open?id=1aB_c-D",
        ],
    )
    def test_by_whatever_people_call_it(self, word: str) -> None:
        assert ROSTER.find(word) is YOSHINOHARA

    def test_an_id_comes_before_a_name(self) -> None:
        roster = Roster((Account(id="a", name="b"), Account(id="b", name="a")))
        assert roster.find("a").id == "a"

    def test_a_word_for_several(self) -> None:
        roster = Roster((Account(id="a", name="みなと"), Account(id="b", name="港", aliases=("ミナト", "みなと"))))
        with pytest.raises(InputError) as caught:
            roster.find("みなと")
        assert caught.value.line("ja") == "'みなと' は2件あります　→ id で指定してください: a, b"

    def test_a_word_for_none_offers_the_nearest(self) -> None:
        with pytest.raises(InputError) as caught:
            ROSTER.find("ヨシノハナ")
        assert caught.value.line("ja") == "顧客 'ヨシノハナ' はありません　→ もしかして: ヨシノハラ"

    def test_where_there_is_none_at_all(self) -> None:
        with pytest.raises(InputError) as caught:
            Roster().find("a")
        assert caught.value.line("en") == "there is no account 'a' → add one with docgen account add"


class TestMember:
    @pytest.mark.parametrize("word", ["sato", "佐藤　美咲", "ﾐｻｷ", "みさき", "SATO@example.jp"])
    def test_by_whatever_people_call_them(self, word: str) -> None:
        assert ROSTER.member(word) == (SATO if word != "ﾐｻｷ" else None)

    @pytest.mark.parametrize("word", ["佐藤", "鈴木", ""])
    def test_nobody_is_guessed(self, word: str) -> None:
        assert ROSTER.member(word) is None


@pytest.mark.parametrize("word", ["みなと/中央", "a?b", "1aB_c-D", ""])
def test_a_word_that_is_no_url_stays(word: str) -> None:
    assert document_id(word) == word


def test_no_two_customers_share_a_document(tmp_path: Path) -> None:
    rows = "id,name,document_id\na,みなと,\nb,港,1aB\nc,岬,\nd,湊,1aB\n"
    with pytest.raises(InputError) as caught:
        load(workspace(tmp_path, rows))
    assert caught.value.line("ja").endswith(
        "accounts.csv:5: document_id: 港 の文書と同じです　→ どちらかのセルを空にしてください"
    )
