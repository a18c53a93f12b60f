"""``create``: the customer's one document, and never a word over what people made of it."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from docgen.connect.calls import Calls
from docgen.connect.files import File
from docgen.connect.home import FOLDER_TYPE, Home
from docgen.connect.service import Service
from docgen.document.wire import requests as wire
from docgen.emulator import Emulator
from docgen.errors import InputError, OutcomeUnknownError
from docgen.workflows.create import create
from docgen.workflows.documents import PROPERTY
from tests.drives import Pair, client, configure, forget, put_into_the_bin
from tests.team import Team, patient


@pytest.fixture
def team(tmp_path: Path) -> Team:
    team = Team(tmp_path)
    team.create()
    return team


def test_again_it_is_there(team: Team) -> None:
    before = team.document
    assert not create(team.workspace, team.account).made
    assert team.document.revision == before.revision


def test_a_title_that_people_deleted_stays_deleted(team: Team) -> None:
    title = team.lines()[0]
    team.by_hand([wire.delete_content_range(team.tab, title.start, title.end)])
    before = team.document
    assert not create(team.workspace, team.account).made
    assert team.document.revision == before.revision


def test_a_tab_that_people_emptied_stays_empty(team: Team) -> None:
    team.by_hand([wire.delete_content_range(team.tab, 1, team.lines()[-1].end - 1)])
    assert not create(team.workspace, team.account).made
    assert [tab.title for tab in team.document.tabs] == ["議事録", "お客様情報"]


def test_a_document_that_people_made_is_not_written_over(team: Team) -> None:
    file = team.service.files.create("手書きの議事録", {})
    theirs = team.service.get(file.id)
    assert theirs.revision
    team.service.batch_update(file.id, [wire.insert_text(theirs.tabs[0].id, 1, "大事なこと")], theirs.revision)
    rows = (team.root / "accounts.csv").read_text(encoding="utf-8")
    (team.root / "accounts.csv").write_text(rows.replace(team.account.document_id, file.id), encoding="utf-8")
    before = team.document
    assert not create(team.workspace, team.account).made
    assert team.document.revision == before.revision


class TestTwoAtOnce:
    """Two workspaces of one team over one Drive, each creating the document of the same customer."""

    @pytest.fixture
    def pair(self, tmp_path: Path) -> Pair:
        return Pair(tmp_path)

    def test_whoever_is_later_takes_the_other_s(self, pair: Pair) -> None:
        theirs: list[str] = []
        pair.once("POST", "/files?", lambda: theirs.append(pair.theirs.create()))
        done = create(pair.ours.workspace, pair.ours.account)
        assert [done.document_id] == theirs == pair.documents()
        assert [note.en[:44] for note in done.notes] == ["another document was made at the same moment"]
        assert pair.ours.account.document_id == pair.theirs.account.document_id == theirs[0]
        assert [tab.title for tab in pair.ours.document.tabs] == ["議事録", "お客様情報"]

    def test_whoever_is_earlier_keeps_theirs(self, pair: Pair) -> None:
        """The other one cannot find it yet, and makes one more."""

        def theirs() -> None:
            pair.emulator.faults.add("files.list", 1, "search_lag")
            pair.theirs.create()

        pair.once("GET", "/files?", theirs, nth=2)
        done = create(pair.ours.workspace, pair.ours.account)
        assert [done.document_id] == pair.documents()
        assert done.notes == ()
        assert pair.theirs.account.document_id == done.document_id

    def test_where_search_lags_it_is_asked_once_more_after_creating(self, pair: Pair) -> None:
        """Ours comes up at once, theirs, which is older, with the second look."""
        pair.ours.service.local = False
        pair.once("POST", "/files?", pair.theirs.create)
        found = pair.ours.service.files.find
        looks: list[int] = []

        def late(properties: Mapping[str, str], home: Home | None = None, *, bin: bool = False) -> tuple[File, ...]:
            looks.append(1)
            seen = found(properties, home, bin=bin)
            return seen[1:] if len(looks) == 2 else seen

        pair.ours.service.files.find = late  # type: ignore[method-assign]  # a double
        done = create(pair.ours.workspace, pair.ours.account)
        assert [done.document_id] == pair.documents()
        assert done.document_id == pair.theirs.account.document_id

    def test_words_that_somebody_typed_are_never_put_into_the_bin(self, pair: Pair) -> None:
        """Typed before the fourth search, which is ours after creating; theirs made two."""

        def hasty() -> None:
            mine = next(file for file in pair.files.find(pair.mark) if file.id != pair.theirs.account.document_id)
            pair.emulator.people.insert(mine.id, 1, "もう書き始めました")

        pair.once("POST", "/files?", pair.theirs.create)
        pair.once("GET", "/files?", hasty, nth=4)
        done = create(pair.ours.workspace, pair.ours.account)
        assert done.document_id == pair.theirs.account.document_id
        assert len(pair.documents()) == 2
        assert "もう書き始めました" in pair.text(pair.documents()[1])
        assert "has text and stays" in done.notes[0].en

    def test_six_at_once_end_with_one(self, tmp_path: Path) -> None:
        def join(number: int) -> str:
            emulator = Emulator(tmp_path / "drive.sqlite")
            return Team(tmp_path / str(number), service=patient(emulator), id="minato").create()

        with ThreadPoolExecutor(6) as pool:
            made = list(pool.map(join, range(6)))
        files = patient(Emulator(tmp_path / "drive.sqlite")).files.find({PROPERTY: "minato"}, bin=True)
        assert {file.id for file in files} == set(made)
        assert len(files) == 1


class TestRemembered:
    def test_a_document_in_the_bin_is_told(self, team: Team) -> None:
        put_into_the_bin(team)
        with pytest.raises(InputError, match="is in the bin") as told:
            create(team.workspace, team.account)
        assert f"docgen account sync {team.id}" in told.value.line("ja")

    def test_nor_is_another_made_beside_it_on_a_new_machine(self, team: Team) -> None:
        put_into_the_bin(team)
        forget(team)
        with pytest.raises(InputError, match="is in the bin"):
            create(team.workspace, team.account)

    def test_one_that_is_gone_is_told(self, team: Team) -> None:
        client(team).files.delete(fileId=team.account.document_id).execute()
        with pytest.raises(InputError, match="is not there") as told:
            create(team.workspace, team.account)
        assert told.value.hint
        assert f"docgen account sync {team.id}" in told.value.hint.en

    def test_one_of_somebody_else_is_told(self, team: Team) -> None:
        team.service.files.label(team.account.document_id, {PROPERTY: "kaede"})
        with pytest.raises(InputError, match="this is the document of kaede"):
            create(team.workspace, team.account)

    def test_on_a_new_machine_it_is_found(self, team: Team) -> None:
        known = team.account.document_id
        forget(team)
        done = create(team.workspace, team.account)
        assert (done.document_id, done.made, done.notes) == (known, False, ())
        assert team.account.document_id == known

    def test_of_several_the_oldest_is_taken_and_the_others_named(self, team: Team) -> None:
        known = team.account.document_id
        forget(team)
        other = team.service.files.create("写し", {PROPERTY: team.id})
        done = create(team.workspace, team.account)
        assert done.document_id == known
        assert other.id in done.notes[0].ja


@pytest.mark.parametrize("kind", ["429", "503", "close"])
def test_that_nothing_was_written_is_not_said_once_the_file_is_there(tmp_path: Path, kind: str) -> None:
    emulator = Emulator()
    team = Team(tmp_path, service=patient(emulator))
    emulator.faults.add("documents.batchUpdate", 0, kind)
    with pytest.raises(OutcomeUnknownError):
        team.create()
    emulator.faults.clear()
    assert team.create() == team.account.document_id
    assert len(team.service.files.find({PROPERTY: team.id})) == 1
    assert [tab.title for tab in team.document.tabs] == ["議事録", "お客様情報"]


class TestPlaces:
    """``folder`` and ``shared_drive`` of docgen.toml, with a service that is not the workspace's own."""

    @pytest.fixture
    def abroad(self, tmp_path: Path) -> Team:
        service = Service(Emulator().http(), local=False, calls=Calls(sleep=lambda seconds: None))
        return Team(tmp_path, service=service)

    def test_a_document_goes_into_the_folder(self, abroad: Team) -> None:
        folder = client(abroad).files.create(body={"name": "お客様", "mimeType": FOLDER_TYPE}).execute()["id"]
        configure(abroad, f'folder = "{folder}"')
        made = abroad.create()
        assert client(abroad).files.get(fileId=made, fields="parents").execute()["parents"] == [folder]

    def test_and_into_the_shared_drive(self, abroad: Team) -> None:
        drive = client(abroad).drive.drives().create(requestId="1", body={"name": "チーム"}).execute()["id"]
        configure(abroad, f'shared_drive = "{drive}"')
        made = abroad.create()
        forget(abroad)
        assert abroad.create() == made

    @pytest.mark.parametrize("key", ["folder", "shared_drive"])
    def test_a_wrong_one_is_told_by_its_line(self, abroad: Team, key: str) -> None:
        configure(abroad, f'{key} = "1nowhere"')
        with pytest.raises(InputError, match="1nowhere") as told:
            abroad.create()
        assert f"docgen.toml:2: {key}: " in told.value.line("ja")

    def test_in_the_workspace_s_own_service_there_are_none(self, tmp_path: Path) -> None:
        team = Team(tmp_path)
        configure(team, 'folder = "1nowhere"\nshared_drive = "0nowhere"')
        assert team.create()
