"""``docgen account``."""

from __future__ import annotations

import json

import jsonschema
import pytest

from docgen.cli.context import Session
from docgen.resources import examples
from tests.cli.conftest import Terminal

HEADER = "id,name,aliases,stage,owner,domains,karte,language,time_zone,renewal_date,tier,document_id\n"
YOSHINOHARA = HEADER + "y,株式会社ヨシノハラ食品,ヨシノハラ,retention,佐藤,,,,,,,\n"
SCHEMA = json.loads((examples().parent / "docs" / "schemas" / "accounts.schema.json").read_text(encoding="utf-8"))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Somebody at the terminal who gives these answers."""
    answers: list[str] = []
    monkeypatch.setattr(Session, "asks", lambda _: True)
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _: answers.pop(0))
    return answers


class TestAdd:
    def test_the_id_is_the_answer(self, workspace: Terminal) -> None:
        ran = workspace.run(
            *("account", "add", "𠮷田 & Sons 🙂", "--alias", "吉田", "--alias", "YS", "--stage", "sales"),
            *("--owner", "佐藤", "--domain", "ys.example", "--karte", "brief", "--language", "ja"),
            *("--time-zone", "Europe/London", "--renewal-date", "2027/3/1", "--tier", "A"),
        )
        assert (ran.code, ran.out, ran.err) == (0, "sons\n", "")
        assert json.loads(workspace.run("account", "show", "吉田", "--format", "json").out) == {
            "id": "sons",
            "name": "𠮷田 & Sons 🙂",
            "aliases": ["吉田", "YS"],
            "stage": "sales",
            "owner": "佐藤",
            "domains": ["ys.example"],
            "karte": "brief",
            "language": "ja",
            "time_zone": "Europe/London",
            "renewal_date": "2027-03-01",
            "tier": "A",
            "document_id": "",
        }

    def test_an_id_of_one_s_own(self, workspace: Terminal) -> None:
        assert workspace.run("account", "add", "みなと中央病院", "--id", "minato").out == "minato\n"

    def test_a_plan_changes_nothing(self, workspace: Terminal) -> None:
        before = workspace.tree()
        assert workspace.run("account", "add", "Acme", "--dry-run").out == "acme\n"
        assert workspace.tree() == before

    def test_a_near_name_is_asked_about(self, workspace: Terminal, asked: list[str]) -> None:
        workspace.write({"accounts.csv": YOSHINOHARA})
        before = workspace.tree()
        asked += ["n", "y"]
        refused = workspace.run("account", "add", "ヨシノハラ食品㈱")
        assert (refused.code, refused.out) == (2, "")
        assert refused.err.splitlines()[0] == (
            "nearly the same name: ヨシノハラ食品㈱ (a-1aeefa81) and 株式会社ヨシノハラ食品 (y)"
        )
        assert workspace.tree() == before
        assert workspace.run("account", "add", "ヨシノハラ食品㈱").code == 0

    def test_where_nobody_can_be_asked(self, workspace: Terminal) -> None:
        workspace.write({"accounts.csv": YOSHINOHARA})
        before = workspace.tree()
        ran = workspace.run("account", "add", "ヨシノハラ")
        assert (ran.code, ran.err.splitlines()) == (
            2,
            [
                "the same name: ヨシノハラ (a-dd4cdde5) and ヨシノハラ (y)",
                "nothing was written → if they are different customers, add --yes",
            ],
        )
        assert workspace.tree() == before
        assert workspace.run("account", "add", "ヨシノハラ", "--yes").code == 0


class TestImport:
    def test_what_was_done_is_told(self, workspace: Terminal) -> None:
        workspace.write(
            {"accounts.csv": YOSHINOHARA, "crm.csv": "id,name,owner\ny,株式会社ヨシノハラ食品,髙橋\n,Acme,\n"}
        )
        ran = workspace.run("account", "import", "crm.csv")
        assert (ran.code, ran.out, ran.err) == (0, "", "1 added, 1 updated, 0 unchanged\n")
        again = workspace.run("account", "import", "crm.csv", "--lang", "ja")
        assert again.err == "追加 0件、更新 0件、そのまま 2件\n"

    def test_a_plan_changes_nothing(self, workspace: Terminal) -> None:
        workspace.write({"accounts.csv": YOSHINOHARA, "crm.csv": "id,name\ny,ヨシノハラ\na,ヨシノハラ食品\n"})
        before = workspace.tree()
        ran = workspace.run("account", "import", "crm.csv", "--dry-run")
        assert (ran.code, ran.out) == (0, "+ a\tヨシノハラ食品\n~ y\tヨシノハラ\n")
        assert ran.err.splitlines() == [
            "nearly the same name: ヨシノハラ食品 (a) and 株式会社ヨシノハラ食品 (y)",
            "1 added, 1 updated, 0 unchanged (nothing was changed)",
        ]
        assert workspace.tree() == before

    def test_near_names_do_not_stop_it_where_nobody_can_be_asked(self, workspace: Terminal) -> None:
        workspace.write({"accounts.csv": YOSHINOHARA, "crm.csv": "name\nヨシノハラ食品㈱\n"})
        assert workspace.run("account", "import", "crm.csv").code == 0

    def test_equal_names_do(self, workspace: Terminal) -> None:
        workspace.write({"accounts.csv": YOSHINOHARA, "crm.csv": "id,name\na,ﾖｼﾉﾊﾗ\n"})
        before = workspace.tree()
        assert workspace.run("account", "import", "crm.csv").code == 2
        assert workspace.tree() == before
        assert workspace.run("account", "import", "crm.csv", "--yes").code == 0

    def test_no_more_than_ten_are_listed(self, workspace: Terminal) -> None:
        rows = "".join(f"a{number},みなと\n" for number in range(8))
        workspace.write({"crm.csv": "id,name\n" + rows})
        lines = workspace.run("account", "import", "crm.csv").err.splitlines()
        assert len(lines) == 12
        assert lines[10] == "and 18 more pairs"


class TestListAndShow:
    def test_columns_stand_below_each_other(self, workspace: Terminal) -> None:
        workspace.write({"accounts.csv": YOSHINOHARA + "northwind,Northwind,,onboarding,Kim,,,,,,,\n"})
        assert workspace.run("account", "list").out == (
            "y          retention   佐藤  株式会社ヨシノハラ食品\nnorthwind  onboarding  Kim   Northwind\n"
        )
        assert workspace.run("account", "list", "--stage", "retention").out.split()[0] == "y"

    def test_json_keeps_its_schema(self, workspace: Terminal) -> None:
        workspace.write({"accounts.csv": YOSHINOHARA})
        listed = json.loads(workspace.run("account", "list", "--format", "json").out)
        jsonschema.validate(listed, SCHEMA)
        shown = json.loads(workspace.run("account", "show", "y", "--format", "json").out)
        assert listed == [shown]

    def test_one_customer_in_words(self, workspace: Terminal) -> None:
        workspace.write({"accounts.csv": YOSHINOHARA})
        assert (
            "name          株式会社ヨシノハラ食品\naliases       ヨシノハラ\n"
            in workspace.run("account", "show", "ヨシノハラ").out
        )

    def test_a_new_workspace_has_none(self, workspace: Terminal) -> None:
        ran = workspace.run("account", "list")
        assert (ran.code, ran.out) == (0, "")
        assert json.loads(workspace.run("account", "list", "--format", "json").out) == []


SAVE = "save it as UTF-8 (Excel: Save As → CSV UTF-8)"
BAD = {
    "no workspace": (
        {"docgen.toml": None},
        ["account", "list"],
        "this is no workspace (there is no docgen.toml) → make one with docgen init",
    ),
    "an unknown setting": (
        {"docgen.toml": "# 設定\nlangage = 'en'\nlanguage = 'en'\n"},
        ["account", "list"],
        "docgen.toml:2: langage: there is no such key → did you mean language?",
    ),
    "a setting of a wrong type": (
        {"docgen.toml": "language = 'en'\nchips = 1\n"},
        ["account", "list"],
        "docgen.toml:2: chips: write true or false here → it is now 1",
    ),
    "a roster in Shift_JIS": (
        {"accounts.csv": YOSHINOHARA.encode("cp932")},
        ["account", "list"],
        f"accounts.csv:2: the file is not UTF-8 (it looks like Shift_JIS) → {SAVE}",
    ),
    "an import in Shift_JIS": (
        {"crm.csv": "name\nみなと中央病院\n".encode("cp932")},
        ["account", "import", "crm.csv"],
        f"crm.csv:2: the file is not UTF-8 (it looks like Shift_JIS) → {SAVE}",
    ),
    "an id twice": (
        {"accounts.csv": YOSHINOHARA + "y,B,,,,,,,,,,\n"},
        ["account", "add", "Acme"],
        "accounts.csv:3: id: the id 'y' is on line 2 too → change the id of one",
    ),
    "an illegal id": (
        {"crm.csv": "id,name\nみなと,みなと\n"},
        ["account", "import", "crm.csv"],
        "crm.csv:2: id: 'みなと' cannot be an id → use lower-case letters, digits and -, at most 63",
    ),
    "a missing column": (
        {"crm.csv": "id,nmae\na,A\n"},
        ["account", "import", "crm.csv"],
        "crm.csv:1: the column 'name' is missing → rename 'nmae' to 'name'",
    ),
    "an import that is not there": (
        {"customers.csv": "name\n"},
        ["account", "import", "custmers.csv"],
        "custmers.csv: there is no such file → did you mean customers.csv?",
    ),
    "an import of a folder": (
        {"crm/a.csv": "name\n"},
        ["account", "import", "crm"],
        "crm: this is a folder, not a file → give a file",
    ),
    "a NUL": (
        {"crm.csv": b"name\nA\0\n"},
        ["account", "import", "crm.csv"],
        "crm.csv:2: there is a control character, U+0000 → delete that character",
    ),
    "an empty import": (
        {"crm.csv": ""},
        ["account", "import", "crm.csv"],
        "crm.csv: the file is empty → write the column names first: " + HEADER.strip(),
    ),
    "no roster": (
        {"accounts.csv": None},
        ["account", "list"],
        "accounts.csv: there is no such file → known here: members.csv",
    ),
    "an unknown account": (
        {"accounts.csv": YOSHINOHARA},
        ["account", "show", "ヨシノハナ"],
        "there is no account 'ヨシノハナ' → did you mean ヨシノハラ?",
    ),
    "an id that is there": (
        {"accounts.csv": YOSHINOHARA},
        ["account", "add", "Acme", "--id", "y"],
        "there is an account 'y' already → give another with --id",
    ),
    "an id that cannot be": (
        {},
        ["account", "add", "Acme", "--id", "Acme Inc"],
        "id: 'Acme Inc' cannot be an id → use lower-case letters, digits and -, at most 63",
    ),
    "a name of nothing": ({}, ["account", "add", " "], "name: the name is empty → write the name"),
    "a stage that is none": (
        {},
        ["account", "add", "Acme", "--stage", "sale"],
        "stage: 'sale' is not one of the choices → did you mean sales?",
    ),
}


@pytest.mark.parametrize(("files", "arguments", "line"), BAD.values(), ids=BAD.keys())
def test_bad_input_is_told_in_one_line_and_changes_nothing(
    workspace: Terminal, files: dict[str, str | bytes | None], arguments: list[str], line: str
) -> None:
    for name in [name for name, content in files.items() if content is None]:
        (workspace.here / name).unlink()
    workspace.write({name: content for name, content in files.items() if content is not None})
    before = workspace.tree()
    ran = workspace.run(*arguments)
    assert (ran.code, ran.out, ran.err) == (2, "", line + "\n")
    assert workspace.run(*arguments, "--lang", "ja").err.count("\n") == 1
    assert workspace.tree() == before


def test_an_owner_that_nobody_knows_is_told(workspace: Terminal) -> None:
    workspace.write({"members.csv": "id,name,aliases,unit,email,slack_id\nsato,Misaki Sato,,,,\n"})
    assert workspace.run("account", "add", "Kaede Foods", "--owner", "sato").err == ""
    told = workspace.run("account", "add", "Minato Hotels", "--owner", "saito").err
    assert told == "the owner 'saito' is not in members.csv\n"


def test_a_stage_that_does_not_exist_is_told(workspace: Terminal) -> None:
    ran = workspace.run("account", "list", "--stage", "onbording")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "there is no stage 'onbording' → did you mean onboarding?\n"
