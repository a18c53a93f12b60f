"""The internal document: one for each customer, never taken for theirs, and never a word of it in theirs."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from docgen.account.internal import NOTE, TITLES
from docgen.connect.calls import Calls
from docgen.connect.home import FOLDER_TYPE
from docgen.connect.service import Service
from docgen.document.tabs import Document
from docgen.document.walk import cursors
from docgen.document.wire import requests as wire
from docgen.emulator import Emulator
from docgen.errors import InputError
from docgen.workflows.adopt import adopt
from docgen.workflows.archive import archive
from docgen.workflows.close import close
from docgen.workflows.create import create
from docgen.workflows.documents import INTERNAL_OF, PROPERTY
from docgen.workflows.export import export
from docgen.workflows.internal import CACHE, internal_document, known_internal
from docgen.workflows.live.notes import notes, write_note
from docgen.workflows.sync import sync
from tests.drives import Pair, client, configure, forget
from tests.team import AFTER, DURING, Team, at, patient

MEETING = {"title": "12月定例", "start": "2026-12-01 10:00", "end": "2026-12-01 11:00"}
OURS = "温度感は低め、決裁者は別にいそう"


@pytest.fixture
def team(tmp_path: Path) -> Team:
    team = Team(tmp_path, service=patient(Emulator()))
    team.create()
    team.prepare({**MEETING, "items": [{"title": "はじめ方", "kind": "decide"}]})
    return team


@pytest.fixture
def pair(tmp_path: Path) -> Pair:
    return Pair(tmp_path)


def note(team: Team, text: str = OURS, id: str = "n1", moment: str = DURING) -> None:
    with at(moment):
        write_note(team.workspace, team.account, team.meeting, id, text)


def texts(document: Document, tab: str = "") -> list[str]:
    found = (each for each in document.all_tabs() if tab in ("", each.title))
    return [leaf.text for each in found for leaf in cursors(node for _, node in each.positioned()) if leaf.text]


def names(document: Document) -> list[str]:
    return [one.name for tab in document.all_tabs() for one in tab.ranges]


def internal(team: Team) -> Document:
    return team.service.get(known_internal(team.workspace, team.account))


def test_there_is_none_before_there_is_something_to_write(team: Team) -> None:
    with at(DURING):
        assert notes(team.workspace, team.account, team.meeting) == ()
    assert known_internal(team.workspace, team.account) == ""
    assert team.service.files.find({INTERNAL_OF: team.id}) == ()


def test_the_first_note_makes_it_and_the_customer_s_document_stays_as_it_is(team: Team) -> None:
    before = team.document.revision
    note(team)
    assert team.document.revision == before
    [file] = team.service.files.find({INTERNAL_OF: team.id})
    assert file.name == "【社内】株式会社𠮷野 カルテ・メモ"
    assert PROPERTY not in file.properties
    assert texts(internal(team)) == [
        "【社内】株式会社𠮷野 カルテ・メモ",
        "社内用です。お客様には共有しません。",
        "社内メモ",
        "2026-12-01（火）12月定例",
        f"10:30 {OURS}",
    ]


def test_of_an_english_customer_it_is_in_english(tmp_path: Path) -> None:
    team = Team(tmp_path, language="en")
    team.create()
    team.prepare({**MEETING, "title": "Monthly review", "items": [{"title": "Start"}]})
    note(team, "they hesitate")
    assert texts(internal(team))[2:] == ["Internal notes", "2026-12-01 (Tue) Monthly review", "10:30 they hesitate"]
    assert internal(team).title.startswith("[Internal] 株式会社𠮷野")


def test_it_lies_where_the_customers_documents_lie(tmp_path: Path) -> None:
    team = Team(tmp_path, service=Service(Emulator().http(), local=False, calls=Calls(sleep=lambda seconds: None)))
    folder = client(team).files.create(body={"name": "お客様", "mimeType": FOLDER_TYPE}).execute()["id"]
    configure(team, f'folder = "{folder}"')
    made = internal_document(team.workspace, team.account)
    assert client(team).files.get(fileId=made, fields="parents").execute()["parents"] == [folder]


class TestFound:
    @pytest.mark.parametrize("lose", [lambda path: path.unlink(), lambda path: path.write_bytes(b"\xff{")])
    def test_without_what_this_machine_remembers(self, team: Team, lose: Callable[[Path], object]) -> None:
        note(team)
        known = known_internal(team.workspace, team.account)
        lose(team.root / ".docgen" / CACHE)
        assert internal_document(team.workspace, team.account) == known

    def test_instead_of_what_this_machine_remembers_wrongly(self, team: Team) -> None:
        note(team)
        known = known_internal(team.workspace, team.account)
        for wrong in ("1nowhere", team.account.document_id):
            (team.root / ".docgen" / CACHE).write_text(f'{{"{team.id}": "{wrong}"}}', encoding="utf-8")
            assert known_internal(team.workspace, team.account) == known

    @pytest.mark.parametrize("forgotten", [False, True])
    def test_in_the_bin_it_is_told_and_no_other_is_made(self, team: Team, forgotten: bool) -> None:
        note(team)
        file = known_internal(team.workspace, team.account)
        client(team).files.update(fileId=file, body={"trashed": True}).execute()
        if forgotten:
            (team.root / ".docgen" / CACHE).unlink()
        with pytest.raises(InputError, match="is in the bin"):
            note(team, "次", "n2")
        client(team).files.update(fileId=file, body={"trashed": False}).execute()
        note(team, "その次", "n3")
        assert texts(internal(team))[-2:] == ["10:30 次", "10:30 その次"]

    def test_never_in_a_file_that_is_the_customer_s(self, team: Team) -> None:
        team.service.files.label(team.account.document_id, {INTERNAL_OF: team.id})
        note(team)
        assert known_internal(team.workspace, team.account) != team.account.document_id
        assert OURS not in "".join(texts(team.document))


class TestNeverTheCustomers:
    def test_create_and_sync_find_theirs_although_the_internal_one_is_older(self, tmp_path: Path) -> None:
        team = Team(tmp_path, service=patient(Emulator()))
        ours = internal_document(team.workspace, team.account)
        theirs = team.create()
        assert theirs != ours
        forget(team)
        assert [one.document_id for one in sync(team.workspace, [team.account])] == [theirs]
        forget(team)
        assert create(team.workspace, team.account).document_id == theirs

    def test_without_one_of_theirs_nothing_is_found(self, tmp_path: Path) -> None:
        team = Team(tmp_path, service=patient(Emulator()))
        internal_document(team.workspace, team.account)
        [found] = sync(team.workspace, [team.account])
        assert (found.state, found.document_id) == ("missing", "")

    def test_nobody_can_adopt_it(self, team: Team) -> None:
        note(team)
        ours = known_internal(team.workspace, team.account)
        forget(team)
        with pytest.raises(InputError, match="is the internal document of"):
            adopt(team.workspace, team.account, ours)

    def test_where_accounts_csv_names_it_that_is_refused_and_mended(self, team: Team) -> None:
        note(team)
        theirs, ours = team.account.document_id, known_internal(team.workspace, team.account)
        rows = (team.root / "accounts.csv").read_text(encoding="utf-8")
        (team.root / "accounts.csv").write_text(rows.replace(theirs, ours), encoding="utf-8")
        with pytest.raises(InputError, match="is the internal document of"):
            create(team.workspace, team.account)
        assert [one.document_id for one in sync(team.workspace, [team.account])] == [theirs]

    def test_archives_have_nothing_of_it(self, team: Team) -> None:
        team.add("decisions", "始める", item=1)
        note(team)
        kept = internal(team).revision
        with at("2027-02-01T09:00:00+09:00"):
            close(team.workspace, team.account)
            archive(team.workspace, team.account, [2026])
        files = client(team).files.list(q="trashed = false", fields="files(id)").execute()["files"]
        others = [team.service.get(file["id"]) for file in files if file["id"] != internal(team).id]
        assert len(others) == 2
        assert not [text for document in others for text in texts(document) if OURS in text]
        assert internal(team).revision == kept


class TestTwoAtOnce:
    def test_the_older_wins_and_the_empty_one_goes_into_the_bin(self, pair: Pair) -> None:
        pair.once("POST", "/files?", lambda: internal_document(pair.theirs.workspace, pair.theirs.account))
        mine = internal_document(pair.ours.workspace, pair.ours.account)
        assert mine == internal_document(pair.theirs.workspace, pair.theirs.account)
        assert pair.documents() == [mine]

    def test_six_at_once_end_with_one(self, tmp_path: Path) -> None:
        def join(number: int) -> str:
            emulator = Emulator(tmp_path / "drive.sqlite")
            team = Team(tmp_path / str(number), service=patient(emulator), id="minato")
            return internal_document(team.workspace, team.account)

        Emulator(tmp_path / "drive.sqlite").close()  # the file is there before they come: only its making is not shared
        with ThreadPoolExecutor(6) as pool:
            made = list(pool.map(join, range(6)))
        files = patient(Emulator(tmp_path / "drive.sqlite")).files.find({INTERNAL_OF: "minato"}, bin=True)
        assert {file.id for file in files} == set(made)
        assert len(files) == 1


class TestInATab:
    """``karte.place = "tab"``: a team that shares no documents."""

    @pytest.fixture
    def tabbed(self, team: Team) -> Team:
        configure(team, 'step = 2\n[karte]\nplace = "tab"')
        return team

    def test_notes_go_into_a_tab_of_the_customer_s_document(self, tabbed: Team) -> None:
        note(tabbed)
        note(tabbed, "次の手", "n2")
        assert [tab.title for tab in tabbed.document.tabs] == ["議事録", "お客様情報", TITLES["ja"]]
        assert texts(tabbed.document, "社内メモ")[-2:] == [f"10:30 {OURS}", "10:30 次の手"]
        assert tabbed.service.files.find({INTERNAL_OF: tabbed.id}) == ()

    def test_what_is_noted_is_no_meeting(self, tabbed: Team) -> None:
        before = tabbed.read.meetings
        note(tabbed)
        assert tabbed.read.meetings == before
        assert tabbed.lint(AFTER) == [one for one in tabbed.lint(AFTER) if OURS not in str(one)]

    def test_nor_where_people_have_lost_every_mark(self, tabbed: Team) -> None:
        note(tabbed)
        tab = tabbed.document.tabs[2]
        tabbed.by_hand([wire.delete_named_range(tab.id, one.id) for one in tab.ranges])
        assert [meeting.id for meeting in tabbed.read.meetings] == ["2026-12-01"]
        note(tabbed, "次の手", "n2")
        assert texts(tabbed.document, "社内メモ")[-1] == "10:30 次の手"
        assert [name for name in names(tabbed.document) if name.startswith(NOTE)] != []

    def test_nor_where_the_document_is_adopted_again(self, tabbed: Team) -> None:
        note(tabbed)
        before = names(tabbed.document)
        adopt(tabbed.workspace, tabbed.account, tabbed.account.document_id)
        assert names(tabbed.document) == before

    def test_a_copy_for_the_customer_leaves_it_out(self, tabbed: Team) -> None:
        note(tabbed)
        for form in ("md", "html"):
            assert OURS not in export(tabbed.workspace, tabbed.account, form)

    def test_archives_have_nothing_of_it(self, tabbed: Team) -> None:
        tabbed.add("decisions", "始める", item=1)
        note(tabbed)
        with at("2027-02-01T09:00:00+09:00"):
            close(tabbed.workspace, tabbed.account)
            archive(tabbed.workspace, tabbed.account, [2026])
        files = client(tabbed).files.list(q="trashed = false", fields="files(id)").execute()["files"]
        documents = [tabbed.service.get(file["id"]) for file in files]
        assert [OURS in "".join(texts(one)) for one in documents if one.id != tabbed.account.document_id] == [False]
