"""Lint over the documents of many customers: what has not changed costs nothing, and what has is always seen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from docgen.connect.calls import Calls
from docgen.connect.counting import Traffic
from docgen.connect.service import Service
from docgen.document.wire.documents import encode_document
from docgen.emulator import Emulator
from docgen.errors import InputError
from docgen.formats.markdown_document import markdown_document
from docgen.lint.findings import Finding
from docgen.settings import load
from docgen.workflows import workspace as workspaces
from docgen.workflows.base import Workspace
from docgen.workflows.lint_many import Checked, lint_accounts
from docgen.workflows.linter import Linter
from docgen.workflows.linting import lint_documents
from tests.team import at

MORNING, EVENING = "2026-11-25T09:00:00+09:00", "2026-11-25T19:00:00+09:00"
CUSTOMERS = 6
MINUTES = """\
# 議事録 {number}

## 2026-11-25（水）定例

- 日時: 2026-11-25 10:00 - 11:00

### 1. 次に広げる帳票（ご判断）

## 2026-11-18（水）定例

### 1. 帳票{number}の項目（ご判断）

**お客様のご意見**

- 減らしたい

**TODO**

- [ ] 帳票{number}の案を送る（担当：佐藤）

### 2. 夜勤の入力（ご判断）

**現場の声**

- 夜も使いたい
"""
RULE = """\
id: {name}
pack: meeting
phase: after
step: 1
severity: advice
check: field-filled
options: {{field: goal, part: meeting}}
summary: {{ja: ゴールがある, en: there is a goal}}
why: {{ja: なぜなら, en: because}}
message: {{ja: "{words}", en: "{words}"}}
good:
  - {{now: "2026-11-25", document: "## 2026-11-18 定例\\n\\n**本日のゴール**: 決める\\n"}}
bad:
  - {{now: "2026-11-25", document: "## 2026-11-18 定例\\n"}}
"""


class Office:
    """A workspace with a few customers, and the service that their documents are in."""

    def __init__(self, root: Path) -> None:
        self.root = root
        workspaces.init(root, "ja", 2)
        rows = [f"c{n},顧客{n},retention,doc-{n}" for n in range(CUSTOMERS)]
        (root / "accounts.csv").write_text("\n".join(["id,name,stage,document_id", *rows, ""]), encoding="utf-8")
        self.emulator = Emulator()
        for number in range(CUSTOMERS):
            document = markdown_document(MINUTES.format(number=number), document_id=f"doc-{number}")
            self.emulator.import_document(json.loads(encode_document(document)))
        self.traffic = Traffic()

    @property
    def workspace(self) -> Workspace:
        """The workspace, as each run of docgen opens it."""
        opened = Workspace(load(start=self.root))
        calls = Calls(sleep=lambda seconds: None, traffic=self.traffic)
        opened.__dict__["service"] = Service(self.emulator.http(), local=True, calls=calls)
        return opened

    def checked(self, jobs: int = 1, now: str = MORNING) -> list[Checked]:
        self.traffic.methods.clear()
        with at(now):
            opened = self.workspace
            return list(lint_accounts(opened, opened.roster.accounts, jobs))

    def lint(self, jobs: int = 1, now: str = MORNING) -> list[Finding]:
        """What is found; what is found without the index is the same."""
        found = [one for checked in self.checked(jobs, now) for one in checked.findings]
        calls = {name: tally.calls for name, tally in self.traffic.methods.items()}
        with at(now):
            opened = self.workspace
            index = opened.settings.state / "index.sqlite"
            opened.__dict__["snapshots"] = type(opened.snapshots)(index.with_name("none.sqlite"))
            documents = [(account, opened.read(account)) for account in opened.roster.accounts]
            assert found == list(lint_documents(opened, documents))
        self.calls = calls
        return found

    def type(self, number: int, text: str) -> None:
        """Somebody types ``text`` on top of a document."""
        self.emulator.people.insert(f"doc-{number}", 1, text)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


@pytest.fixture
def linted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The customers whose documents are looked at in this process."""
    seen: list[str] = []
    whole = Linter._linted

    def look(self: Linter, reading: object, task: object) -> object:
        seen.append(task.account.id)  # type: ignore[attr-defined]  # as Linter has it
        return whole(self, reading, task)  # type: ignore[arg-type]  # as above

    monkeypatch.setattr(Linter, "_linted", look)
    return seen


def test_what_has_not_changed_costs_one_request(office: Office, linted: list[str]) -> None:
    first = office.lint()
    assert office.calls == {"files.list": 1, "documents.get": CUSTOMERS}
    linted.clear()
    assert office.lint() == first
    assert office.calls == {"files.list": 1}
    assert linted == []


def test_what_somebody_typed_is_looked_at_alone(office: Office, linted: list[str]) -> None:
    office.lint()
    office.type(3, "前に\n")
    linted.clear()
    moved = [one for one in office.lint() if one.account == "c3"]
    assert office.calls == {"files.list": 1, "documents.get": 2}  # its revision, and what it says
    assert linted == ["c3"]
    assert moved


def test_several_processes_find_the_same_in_the_same_order(office: Office) -> None:
    alone = office.lint()
    (office.root / ".docgen" / "index.sqlite").unlink()
    assert office.lint(jobs=2) == alone
    office.type(1, "前に\n")
    assert [one.id for one in office.lint(jobs=3)] == [one.id for one in alone]


def test_a_meeting_that_ends_is_asked_about_afterwards(office: Office, linted: list[str]) -> None:
    def asked(now: str) -> set[str]:
        return {one.rule for one in office.lint(now=now) if one.date == "2026-11-25" and one.item_number}

    assert "agenda-has-stance" in asked(MORNING)
    assert "item-has-decision" in asked(EVENING)
    assert "agenda-has-stance" in asked(MORNING)


def test_each_look_at_what_is_over_and_not_finished_counts(office: Office, linted: list[str]) -> None:
    office.lint(now=EVENING)
    linted.clear()
    office.lint(now="2026-11-25T20:00:00+09:00")
    assert len(linted) == CUSTOMERS
    assert set(office.workspace.snapshots.unfinished("doc-0").values()) == {"2026-11-25T20:00+09:00"}


def test_a_rule_a_word_a_colleague_and_the_settings_are_seen_at_once(office: Office) -> None:
    def count(rule: str) -> int:
        return sum(one.rule == rule for one in office.lint())

    assert count("team-has-goal") == 0
    rules = office.root / "lint_rules"
    rules.mkdir()
    rule = rules / "team-has-goal.yaml"
    rule.write_text(RULE.format(name="team-has-goal", words="ゴールは？"), encoding="utf-8")
    assert count("team-has-goal") == CUSTOMERS
    rule.write_text(RULE.format(name="team-has-goal", words="何を決めますか？"), encoding="utf-8")
    assert {one.message.ja for one in office.lint() if one.rule == "team-has-goal"} == {"何を決めますか？"}
    toml = office.root / "docgen.toml"
    off = '\n[[lint.disable]]\nrule = "team-has-goal"\nreason = "?"\naccounts = ["c1"]\n'
    toml.write_text(toml.read_text(encoding="utf-8") + off, encoding="utf-8")
    assert count("team-has-goal") == CUSTOMERS - 1
    words = office.root / "templates" / "labels" / "ja.yaml"
    words.parent.mkdir(parents=True)
    assert count("item-has-customer-view") == CUSTOMERS
    words.write_text("fields:\n  views:\n    also: [現場の声]\n", encoding="utf-8")
    assert count("item-has-customer-view") == 0
    (office.root / "members.csv").write_text("id,name\nsato,佐藤\n", encoding="utf-8")
    office.lint()
    table = office.root / "accounts.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("顧客1,", "佐藤,"), encoding="utf-8")
    office.lint()


def test_one_that_is_gone_is_told_with_its_customer_and_the_others_are_linted(office: Office) -> None:
    office.workspace.service._documents  # noqa: B018 - the client is there before the document is gone
    office.emulator.http().request("https://www.googleapis.com/drive/v3/files/doc-2", "DELETE")
    checked = office.checked()
    assert [one.account.id for one in checked if one.error] == ["c2"]
    assert all(one.findings for one in checked if not one.error)
    opened = office.workspace
    with pytest.raises(InputError):
        list(lint_accounts(opened, [opened.roster.find("c2")]))


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_rule_that_cannot_be_used_is_told_once(office: Office, jobs: int) -> None:
    (office.root / "lint_rules").mkdir()
    (office.root / "lint_rules" / "own.yaml").write_text("id: own\n", encoding="utf-8")
    with pytest.raises(InputError):
        office.checked(jobs)


def test_an_index_that_cannot_be_used_makes_no_difference(office: Office) -> None:
    found = office.lint()
    index = office.root / ".docgen" / "index.sqlite"
    index.write_bytes(b"SQLite format 3\x00" + b"\xff" * 4096)
    assert office.lint() == found
    index.unlink()
    index.mkdir()
    assert [one for checked in office.checked(jobs=2) for one in checked.findings] == found
