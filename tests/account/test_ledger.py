"""Writing accounts.csv: what is added, merged, kept and refused."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import hypothesis
import pytest
from filelock import FileLock
from hypothesis import given
from hypothesis import strategies as st

from docgen.account import ledger, roster
from docgen.account.cells import cells_of
from docgen.account.ledger import Plan
from docgen.account.model import Account
from docgen.account.names import ID
from docgen.errors import InputError, UnavailableError
from docgen.inputs.lock import held
from docgen.settings import Settings
from tests.account.workspaces import HEADER, workspace

PRESENT = HEADER + "minato,みなと中央病院,,retention,sato,,,,,,,doc1\n"


def imported(settings: Settings, text: str) -> Plan:
    """What importing ``text`` did."""
    incoming = settings.root / "in.csv"
    incoming.write_text(text, encoding="utf-8", newline="")
    with ledger.ledger(settings) as table:
        plan = ledger.planned_import(table, settings, ledger.import_table(incoming))
        ledger.save(settings, plan)
    return plan


def ids(accounts: tuple[Account, ...]) -> list[str]:
    return [account.id for account in accounts]


def test_rows_are_merged_by_id(tmp_path: Path) -> None:
    settings = workspace(tmp_path, PRESENT)
    plan = imported(settings, "id,name,stage,owner\nminato,みなと中央病院,,suzuki\nacme,Acme,sales,\n")
    assert (ids(plan.added), ids(plan.updated), plan.unchanged) == (["acme"], ["minato"], 0)
    assert settings.accounts_csv.read_text(encoding="utf-8") == (
        HEADER + "minato,みなと中央病院,,retention,suzuki,,,,,,,doc1\nacme,Acme,,sales,,,none,,,,,\n"
    )


def test_a_second_import_changes_nothing(tmp_path: Path) -> None:
    settings = workspace(tmp_path, PRESENT)
    text = "name,owner\n株式会社ヨシノハラ食品,sato\nAcme 商事,\nAcme 工業,\nみなと中央病院,\n"
    assert ids(imported(settings, text).added) == ["a-b6a77740", "acme", "acme-2"]
    before = settings.accounts_csv.read_bytes()
    plan = imported(settings, text)
    assert (plan.added, plan.updated, plan.unchanged) == ((), (), 4)
    assert settings.accounts_csv.read_bytes() == before


def test_columns_that_docgen_does_not_know_stay_in_their_order(tmp_path: Path) -> None:
    settings = workspace(tmp_path, "メモ,id,name,CRM\r\nx,minato,みなと,1\r\n")
    imported(settings, "CRM,name,地域,owner\n2,Acme,関東,sato\n")
    ledger.set_document_id(settings, "minato", "doc1")
    assert settings.accounts_csv.read_bytes().decode() == (
        "メモ,id,name,CRM,地域,owner,stage,karte,document_id\r\n"
        "x,minato,みなと,1,,,,,doc1\r\n"
        ",acme,Acme,2,関東,sato,onboarding,none,\r\n"
    )


def test_near_and_equal_names_are_told(tmp_path: Path) -> None:
    settings = workspace(tmp_path, HEADER + "y,株式会社ヨシノハラ食品,ヨシノハラ\n")
    plan = imported(settings, "id,name\na,ヨシノハラ食品\nb,株式会社ヨシノハラ食品\nc,ﾖｼﾉﾊﾗ\nd,別の会社\n")
    assert [(one.id, one.other_id, one.equal) for one in plan.alike] == [
        ("a", "y", False),
        ("b", "y", True),
        ("b", "a", False),
        ("c", "y", True),
    ]


WRONG = {
    "an id twice": (
        "id,name\na,A\nb,B\na,C\n",
        "in.csv:4: id: the id 'a' is on line 2 too → delete one of the rows, or change an id",
    ),
    "a name twice without id": (
        "name\nAcme\nAcme\n",
        "in.csv:3: id: the id 'acme' is on line 2 too → delete one of the rows, or change an id",
    ),
    "a name that two customers have": (
        "name\n港\n",
        "in.csv:2: name: '港' means 2 accounts → write the id: one, two",
    ),
    "an unknown stage in the last row": (
        "name,stage\nA,sales\nB,sale\n",
        "in.csv:3: stage: 'sale' is not one of the choices → did you mean sales?",
    ),
    "no name": ("id,name\nnew,\n", "in.csv:2: name: the name is empty → write the name"),
    "no column for the name": ("id,owner\n", "in.csv:1: the column 'name' is missing → needed: name"),
}


@pytest.mark.parametrize(("text", "line"), WRONG.values(), ids=WRONG.keys())
def test_an_import_is_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, line: str
) -> None:
    monkeypatch.chdir(tmp_path)
    settings = workspace(tmp_path, PRESENT + "one,港\ntwo,港\n")
    before = settings.accounts_csv.read_bytes()
    with pytest.raises(InputError) as caught:
        imported(settings, text)
    assert caught.value.line("en") == line
    assert settings.accounts_csv.read_bytes() == before


NAME = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), min_size=1, max_size=20).map(
    str.strip
)
LINE = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=10).map(str.strip)
ACCOUNTS = st.lists(
    st.builds(
        Account,
        id=st.from_regex(ID, fullmatch=True),
        name=NAME.filter(bool),
        aliases=st.lists(LINE.map(lambda text: text.replace(";", "").replace("；", "").strip()).filter(bool)).map(
            tuple
        ),
        stage=st.sampled_from(["sales", "onboarding", "retention", "dormant", "churned"]),
        owner=LINE,
        karte=st.sampled_from(["full", "brief", "none"]),
        language=st.sampled_from(["ja", "en"]),
        time_zone=st.sampled_from(["Asia/Tokyo", "Europe/London"]),
        renewal_date=st.dates().map(str) | st.just(""),
        tier=LINE,
    ),
    unique_by=lambda account: account.id,
    max_size=5,
)


@hypothesis.settings(max_examples=40)  # each writes files and waits for the disk
@given(accounts=ACCOUNTS)
def test_customers_exported_and_imported_are_the_same(
    tmp_path_factory: pytest.TempPathFactory, accounts: list[Account]
) -> None:
    settings = workspace(tmp_path_factory.mktemp("there"))
    with ledger.ledger(settings) as table:
        for account in accounts:
            cells = cells_of(account, settings)
            table = ledger.planned_addition(table, settings, cells).table
        ledger.save(settings, Plan(table, tuple(accounts)))
    assert roster.load(settings).accounts == tuple(accounts)
    other = workspace(tmp_path_factory.mktemp("elsewhere"))
    imported(other, settings.accounts_csv.read_text(encoding="utf-8"))
    assert roster.load(other).accounts == tuple(accounts)


class TestAddition:
    def test_an_id_is_made_and_numbered(self, tmp_path: Path) -> None:
        settings = workspace(tmp_path, HEADER + "acme,Acme 商事\n")
        with ledger.ledger(settings) as table:
            plan = ledger.planned_addition(table, settings, {"name": "Acme 工業", "aliases": "AK"})
        assert (plan.added[0].id, plan.added[0].aliases) == ("acme-2", ("AK",))

    def test_an_id_that_is_there(self, tmp_path: Path) -> None:
        settings = workspace(tmp_path, PRESENT)
        with ledger.ledger(settings) as table, pytest.raises(InputError, match="there is an account 'minato' already"):
            ledger.planned_addition(table, settings, {"name": "港", "id": "minato"})


class TestDocumentId:
    def test_it_is_written_once(self, tmp_path: Path) -> None:
        settings = workspace(tmp_path, HEADER + "a,A\nb,B\n")
        ledger.set_document_id(settings, "b", "doc1")
        ledger.set_document_id(settings, "b", "doc1")
        assert [account.document_id for account in roster.load(settings).accounts] == ["", "doc1"]

    def test_another_document_is_not_overwritten(self, tmp_path: Path) -> None:
        settings = workspace(tmp_path, PRESENT)
        with pytest.raises(InputError, match="it has another document already"):
            ledger.set_document_id(settings, "minato", "doc2")

    def test_nobody_s(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match="there is no account 'acme'"):
            ledger.set_document_id(workspace(tmp_path, PRESENT), "acme", "doc1")

    def test_writers_take_turns(self, tmp_path: Path) -> None:
        names = [f"a{number}" for number in range(24)]
        settings = workspace(tmp_path, HEADER + "".join(f"{name},{name}\n" for name in names))
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda name: ledger.set_document_id(settings, name, f"doc-{name}"), names))
        assert [account.document_id for account in roster.load(settings).accounts] == [f"doc-{name}" for name in names]

    def test_a_writer_that_does_not_finish(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        settings = workspace(tmp_path, PRESENT)
        monkeypatch.setattr(ledger, "held", partial(held, patience=0.0))
        settings.state.mkdir()
        with FileLock(settings.state / "accounts.lock"), pytest.raises(UnavailableError):
            ledger.set_document_id(settings, "minato", "doc1")
