"""``create --adopt``: a document made by hand becomes the customer's, and not a character of it changes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from docgen.account.minutes import minutes_tab, read_document
from docgen.account.model import Meeting
from docgen.document.tabs import Document
from docgen.document.wire import requests as wire
from docgen.document.wire.documents import encode_document
from docgen.emulator import Emulator
from docgen.errors import InputError, NotAllowedError
from docgen.formats.markdown_document import markdown_document
from docgen.lint.files import built_in
from docgen.workflows.adopt import adopt
from docgen.workflows.close import close
from docgen.workflows.create import Created, create
from docgen.workflows.documents import ARCHIVE_OF, PROPERTY
from docgen.workflows.sync import sync
from tests.drives import client, forget
from tests.team import AFTER, BEFORE, DURING, Team, at, patient

MINUTES = """\
# 港ホテル様 打ち合わせメモ

## 2026/11/24(火) 11月定例

参加者：佐藤、林様

### 料金プラン

当社スタンス：年契約が合うと考えます

仮説どおりなら年度内に決められる。

### 決定事項

- 12月から試す
- 提案

### ネクストアクション

- 見積の提示（担当：佐藤／期限：12/5）

## 議題

## 2026年11月24日 臨時の電話

決まったこと：日程をずらす

## 2026-10-20（火）キックオフ

| 当社スタンス | お客様のご意見 |
|---|---|
| まず1部署 | 賛成 |
"""


class Desk:
    """A team without a document yet, and one that people made."""

    def __init__(self, root: Path, text: str = MINUTES) -> None:
        self.emulator = Emulator()
        self.team = Team(root, service=patient(self.emulator))
        document = markdown_document(text, title="メモ")
        document = document.replace_tab(replace(document.tabs[0], properties={"index": 0}))
        self.id = self.emulator.import_document(json.loads(encode_document(document)))
        self.client = client(self.team)

    def adopt(self, word: str = "", *, dry_run: bool = False) -> Created:
        with at(BEFORE):
            return adopt(self.team.workspace, self.team.account, word or self.id, dry_run=dry_run)

    @property
    def document(self) -> Document:
        return self.team.service.get(self.id)

    @property
    def meetings(self) -> list[Meeting]:
        """What is read, but whether it is anchored."""
        with at(AFTER):
            now = self.team.workspace.now()
        read = read_document(self.document, now=now).meetings
        return [msgspec.structs.replace(meeting, anchored=False) for meeting in read]

    @property
    def words(self) -> list[Any]:
        """Every tab as the service shows it, without the names on it."""
        tabs = self.client.get(self.id)["tabs"]
        return [
            (tab["tabProperties"], {key: value for key, value in tab["documentTab"].items() if key != "namedRanges"})
            for tab in tabs
        ]

    def names(self) -> list[str]:
        return sorted(one.name for tab in self.document.all_tabs() for one in tab.ranges)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_not_a_character_changes_and_all_is_read_as_before(desk: Desk) -> None:
    words, meetings = desk.words, desk.meetings
    done = desk.adopt()
    assert desk.words[:1] == words
    assert desk.meetings == meetings
    assert [(one.meeting, one.title) for one in done.anchored] == [
        ("2026-11-24", "11月定例"),
        ("2026-11-24-2", "臨時の電話"),
        ("2026-10-20", "キックオフ"),
    ]
    assert done.made
    assert all(meeting.anchored for meeting in desk.team.read.meetings)
    assert [tab.title for tab in desk.document.tabs] == ["メモ", "お客様情報"]
    assert desk.document.tabs[1].body.size > 100
    assert desk.team.account.document_id == desk.id


def test_again_nothing_changes(desk: Desk) -> None:
    desk.adopt()
    revision = desk.document.revision
    done = desk.adopt()
    assert (done.made, done.anchored, desk.document.revision) == (False, (), revision)
    assert not create(desk.team.workspace, desk.team.account).made


def test_a_dry_run_lists_and_changes_nothing(desk: Desk) -> None:
    revision = desk.document.revision
    done = desk.adopt(dry_run=True)
    assert [one.meeting for one in done.anchored] == ["2026-11-24", "2026-11-24-2", "2026-10-20"]
    assert desk.document.revision == revision
    assert desk.team.account.document_id == ""
    assert desk.team.service.files.get(desk.id).properties == {}


def test_it_is_found_again_on_a_new_machine(desk: Desk) -> None:
    desk.adopt()
    forget(desk.team)
    assert [one.state for one in sync(desk.team.workspace, desk.team.workspace.roster.accounts)] == ["found"]
    assert desk.team.account.document_id == desk.id


def test_meetings_go_on_in_it(desk: Desk) -> None:
    desk.adopt()
    before = desk.meetings
    agenda = {"title": "12月定例", "start": "2026-12-01 10:00", "items": [{"title": "進め方", "stance": "週次で"}]}
    with at(BEFORE):
        prepared = desk.team.prepare(agenda)
    with at(DURING):
        desk.team.add("decisions", "1月から", item=1)
        desk.team.add("decisions", "臨時も決めた", meeting="2026-11-24-2")
    with at(AFTER):
        close(desk.team.workspace, desk.team.account, "2026-10-20")
    assert prepared.carried == 1
    read = {meeting.id: meeting for meeting in desk.meetings}
    assert [entry.text for entry in read["2026-11-24-2"].decisions] == ["日程をずらす", "臨時も決めた"]
    assert read["2026-10-20"].closed_at
    assert [entry.text for entry in read["2026-12-01"].items[0].decisions] == ["1月から"]
    first = read["2026-11-24"]
    assert (first.items, first.decisions) == _moved(before[0], first)


def _moved(meeting: Meeting, there: Meeting) -> tuple[Any, Any]:
    """The items and decisions of ``meeting`` where they stand in ``there``."""
    by = there.span[1] - meeting.span[1]

    def moved(value: Any) -> Any:
        if isinstance(value, tuple) and len(value) == 3 and isinstance(value[1], int):
            return (value[0], value[1] + by, value[2] + by)
        if isinstance(value, tuple):
            return tuple(map(moved, value))
        if isinstance(value, msgspec.Struct):
            return type(value)(**{name: moved(getattr(value, name)) for name in value.__struct_fields__})
        return value

    return moved(meeting.items), moved(meeting.decisions)


BY_HAND = {example.document: one.rule.id for one in built_in() for example in (*one.rule.good, *one.rule.bad)}


@pytest.mark.parametrize("text", BY_HAND, ids=[f"{rule}-{number}" for number, rule in enumerate(BY_HAND.values())])
def test_the_examples_of_the_rules_are_read_as_before(tmp_path: Path, text: str) -> None:
    desk = Desk(tmp_path, text)
    words, meetings = desk.words, desk.meetings
    desk.adopt()
    assert desk.words[: len(words)] == words
    assert desk.meetings == meetings


def test_a_run_that_was_cut_short_is_completed(desk: Desk) -> None:
    words = desk.words
    desk.emulator.faults.add("documents.batchUpdate", 2, "invalid_grant")
    with pytest.raises(NotAllowedError):
        desk.adopt()
    assert desk.document.tabs[1].body.size <= 2
    assert desk.adopt().made
    assert desk.document.tabs[1].body.size > 100
    assert len(desk.document.tabs) == 2
    assert len(desk.names()) == len(set(desk.names())) == 2 * 3 + 2
    assert desk.words[:1] == words


def test_while_somebody_types(desk: Desk) -> None:
    for _ in range(2):
        desk.emulator.faults.add("documents.batchUpdate", 1, "human_edit", text="追記。", index=1)
    desk.adopt()
    assert desk.document.tabs[0].body[1].node.text.startswith("追記。追記。港ホテル様")  # type: ignore[union-attr]  # a line
    assert [meeting.id for meeting in desk.meetings] == ["2026-11-24", "2026-11-24-2", "2026-10-20"]


@pytest.mark.parametrize(
    "form",
    [
        "{id}",
        "docgen:{id}",
        "docgen:{id}?tab=t.0#heading=h.1",
        "https://docs.google.com/document/d/{id}/edit?tab=t.0#heading=h.1",
        "https://docs.google.com/document/u/1/d/{id}/edit",
        "https://drive.google.com/open?id={id}",
        " {id}\n",
    ],
)
def test_it_is_given_by_its_id_or_any_of_its_addresses(desk: Desk, form: str) -> None:
    assert desk.adopt(form.format(id=desk.id), dry_run=True).document_id == desk.id


class TestRefusals:
    """What cannot be adopted stays as it is, and so do the customers."""

    @pytest.fixture(autouse=True)
    def _unchanged(self, desk: Desk) -> Iterator[None]:
        words, rows = desk.words, (desk.team.root / "accounts.csv").read_bytes()
        yield
        assert desk.words == words
        assert desk.names() == []
        assert (desk.team.root / "accounts.csv").read_bytes() == rows

    @pytest.mark.parametrize(
        "word", ["https://example.com/minutes", "https://docs.google.com/document/d/e/2PACX-1v/pub", "メモ", ""]
    )
    def test_no_address_of_a_document(self, desk: Desk, word: str) -> None:
        with pytest.raises(InputError, match="neither the URL of a document nor an id"):
            adopt(desk.team.workspace, desk.team.account, word)

    def test_one_that_is_not_there(self, desk: Desk) -> None:
        with pytest.raises(InputError, match="there is no document 1nowhere"):
            desk.adopt("https://docs.google.com/document/d/1nowhere/edit")

    def test_a_file_that_is_no_document(self, desk: Desk) -> None:
        sheet = desk.client.files.create(body={"name": "表", "mimeType": "application/vnd.google-apps.spreadsheet"})
        with pytest.raises(InputError, match="表 is no Google document"):
            desk.adopt(sheet.execute()["id"])

    def test_one_in_the_bin(self, desk: Desk) -> None:
        desk.client.files.update(fileId=desk.id, body={"trashed": True}).execute()
        with pytest.raises(InputError, match="in the bin"):
            desk.adopt()

    def test_another_customer_s(self, desk: Desk) -> None:
        desk.team.service.files.label(desk.id, {PROPERTY: "kaede"})
        with pytest.raises(InputError, match="this is the document of kaede"):
            desk.adopt()

    def test_an_archive(self, desk: Desk) -> None:
        desk.team.service.files.label(desk.id, {ARCHIVE_OF: desk.team.id})
        with pytest.raises(InputError, match="an archive of"):
            desk.adopt()

    def test_a_second_one_of_the_customer(self, desk: Desk) -> None:
        other = desk.team.service.files.create("いまの文書", {PROPERTY: desk.team.id})
        with pytest.raises(InputError, match=f"has a document already: docgen:{other.id}"):
            desk.adopt()

    def test_without_edit_access(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        """Google gives no revision to those who may only read."""
        answer = desk.emulator.answers.answer

        def for_readers(uri: str, *rest: Any) -> Any:
            made = answer(uri, *rest)
            body = json.loads(made.body)
            body.pop("revisionId", None)
            return made._replace(body=json.dumps(body).encode())

        monkeypatch.setattr(desk.emulator.answers, "answer", for_readers)
        with pytest.raises(NotAllowedError, match="can only be read"):
            desk.adopt()


def test_a_document_that_accounts_csv_gives_to_another(desk: Desk) -> None:
    with (desk.team.root / "accounts.csv").open("a", encoding="utf-8") as rows:
        rows.write(f"kaede,楓食品,,,,,,,,,,{desk.id}\n")
    with pytest.raises(InputError, match="this is the document of 楓食品"):
        desk.adopt()


def test_a_customer_whose_document_accounts_csv_knows(desk: Desk) -> None:
    known = desk.team.create()
    with pytest.raises(InputError, match=f"has a document already: docgen:{known}"):
        desk.adopt()


def test_what_docgen_wrote_is_read_as_such_though_its_anchors_are_lost(desk: Desk) -> None:
    """A document that docgen has made elsewhere: some of its anchors were lost on the way."""
    team = desk.team
    team.create()
    items = [{"title": "進め方", "kind": "decide", "stance": "週次で。\n決定事項"}]
    with at(BEFORE):
        for day in ("2026-12-01", "2026-12-08"):
            team.prepare({"title": "定例", "start": f"{day} 10:00", "items": items})
    desk.id = team.account.document_id
    lost = [one for one in team.document.tabs[0].ranges if "2026-12-01" in one.name]
    team.by_hand([wire.delete_named_range(team.tab, one.id) for one in lost])
    forget(team)
    team.service.files.label(desk.id, {PROPERTY: None})
    meetings = desk.meetings
    done = desk.adopt()
    assert [one.meeting for one in done.anchored] == ["2026-12-01"]
    assert desk.meetings == meetings
    assert meetings[1].items[0].stance == "週次で。\n決定事項"


class TestTabs:
    def test_the_tab_with_the_latest_meeting_takes_the_next_ones(self, tmp_path: Path) -> None:
        desk = Desk(tmp_path, "## 2026-11-24（火）定例\n")
        add = [{"addDocumentTab": {"tabProperties": {"title": title}}} for title in ("2027年", "About you")]
        made = desk.client.update(desk.id, *add)["replies"]
        new, karte = (one["addDocumentTab"]["tabProperties"]["tabId"] for one in made)
        for tab, text in ((new, "2027-01-12 新年\n2026-11-24 振り返り"), (karte, "2026-04-01 契約")):
            desk.client.update(
                desk.id,
                wire.insert_text(tab, 1, text),
                wire.update_paragraph_style(tab, 1, len(text) + 1, {"namedStyleType": "HEADING_2"}),
            )
        words = desk.words
        done = desk.adopt()
        assert desk.words == words
        assert minutes_tab(desk.document).id == new
        assert [one.meeting for one in done.anchored] == ["2026-11-24", "2027-01-12", "2026-11-24-2"]
        assert [tab.title for tab in desk.document.tabs] == ["メモ", "2027年", "About you"]

    def test_an_empty_document_becomes_one_as_docgen_makes_them(self, tmp_path: Path) -> None:
        desk = Desk(tmp_path)
        empty = desk.team.service.files.create("空の文書", {}).id
        assert desk.adopt(empty).made
        assert [tab.title for tab in desk.team.document.tabs] == ["議事録", "お客様情報"]
        assert not desk.adopt(empty).made
