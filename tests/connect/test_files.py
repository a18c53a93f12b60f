"""The documents as files: made once, whatever the service does, and found again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from docgen.connect.home import FOLDER_TYPE, Home
from docgen.emulator import Emulator
from docgen.errors import DocgenError, InputError, OutcomeUnknownError
from tests.emulator.service import Service as Client
from tests.team import patient

MINE = {"docgenAccount": "minato"}
DOUBTS: list[tuple[str, dict[str, Any]]] = [
    (kind, {"after": after}) for kind in ("500", "503", "close", "timeout") for after in (False, True)
]


class Drive:
    """A service over an embedded one, and a client of its own to look at it."""

    def __init__(self) -> None:
        self.emulator = Emulator()
        self.files = patient(self.emulator).files
        self.fail = self.emulator.faults.add
        self.client = Client(self.emulator)

    def folder(self, name: str, *parents: str) -> str:
        body = {"name": name, "mimeType": FOLDER_TYPE, "parents": list(parents)}
        return str(self.client.files.create(body=body, supportsAllDrives=True).execute()["id"])

    def shared(self, name: str) -> str:
        return str(self.client.drive.drives().create(requestId=name, body={"name": name}).execute()["id"])

    def said(self, file_id: str, fields: str) -> Any:
        return self.client.files.get(fileId=file_id, fields=fields, supportsAllDrives=True).execute()


@pytest.fixture
def drive() -> Drive:
    return Drive()


@pytest.mark.parametrize(("kind", "args"), [("429", {}), ("userRateLimitExceeded", {}), *DOUBTS], ids=str)
def test_a_file_is_made_once(drive: Drive, kind: str, args: dict[str, Any]) -> None:
    drive.fail("files.create", 1, kind, **args)
    made = drive.files.create("港", MINE)
    assert [file.id for file in drive.files.find(MINE)] == [made.id]


@pytest.mark.parametrize(("kind", "args"), DOUBTS, ids=str)
def test_a_search_that_lags_is_asked_more_than_once(drive: Drive, kind: str, args: dict[str, Any]) -> None:
    drive.fail("files.create", 1, kind, **args)
    for nth in (1, 2):
        drive.fail("files.list", nth, "search_lag")
    drive.files.create("港", MINE)
    assert len(drive.files.find(MINE)) == 1


@pytest.mark.parametrize("after", [False, True])
def test_the_outcome_is_unknown_while_nobody_can_look(drive: Drive, after: bool) -> None:
    drive.fail("files.create", 1, "close", after=after)
    drive.fail("files.list", 0, "503")
    with pytest.raises(OutcomeUnknownError):
        drive.files.create("港", MINE)
    drive.emulator.faults.clear()
    assert len(drive.files.find(MINE)) == after


@pytest.mark.parametrize(("kind", "code"), [("503", 5), ("close", 5), ("429", 6), ("storageQuotaExceeded", 3)])
def test_a_failure_that_stays_is_told_as_it_is(drive: Drive, kind: str, code: int) -> None:
    drive.fail("files.create", 0, kind)
    with pytest.raises(DocgenError) as told:
        drive.files.create("港", MINE)
    assert told.value.exit_code == code
    drive.emulator.faults.clear()
    assert drive.files.find(MINE) == ()


def test_the_oldest_comes_first_and_those_in_the_bin_when_asked(drive: Drive) -> None:
    first, second, third = (drive.files.create("港", MINE) for _ in range(3))
    drive.client.files.update(fileId=second.id, body={"trashed": True}).execute()
    assert [file.id for file in drive.files.find(MINE)] == [first.id, third.id]
    both = drive.files.find(MINE, bin=True)
    assert [(file.id, file.trashed) for file in both] == [(first.id, False), (second.id, True), (third.id, False)]


def test_many_are_found_in_few_questions(drive: Drive) -> None:
    ids = {f"a-{n}": drive.files.create("x", {"docgenAccount": f"a-{n}"}).id for n in range(25)}
    found = drive.files.find_each("docgenAccount", [*ids, "nobody", "it's"])
    assert {name: [file.id for file in files] for name, files in found.items()} == {
        **{name: [one] for name, one in ids.items()},
        "nobody": [],
        "it's": [],
    }


@pytest.mark.parametrize("after", [False, True])
def test_properties_are_set_and_a_file_put_into_the_bin_through_failures(drive: Drive, after: bool) -> None:
    made = drive.files.create("港", {})
    drive.fail("files.update", 1, "503", after=after)
    drive.files.label(made.id, MINE)
    assert [file.id for file in drive.files.find(MINE)] == [made.id]
    drive.fail("files.update", 1, "timeout", after=after)
    drive.files.bin(made.id, without="docgenAccount")
    assert drive.files.find(MINE, bin=True) == ()
    assert drive.files.get(made.id).trashed


class TestHome:
    def test_a_folder(self, drive: Drive) -> None:
        folder = drive.folder("お客様")
        made = drive.files.create("港", MINE, Home(folder))
        assert drive.said(made.id, "parents")["parents"] == [folder]

    def test_a_shared_drive_alone_is_the_parent(self, drive: Drive) -> None:
        team = drive.shared("team")
        made = drive.files.create("港", MINE, Home(drive=team))
        assert drive.said(made.id, "parents,driveId") == {"parents": [team], "driveId": team}
        assert [file.id for file in drive.files.find(MINE, Home(drive=team))] == [made.id]
        drive.files.label(made.id, {"docgenAccount": "other"})
        drive.files.bin(made.id, without="docgenAccount")
        assert drive.files.get(made.id).trashed

    def test_documents_from_before_the_shared_drive_are_found_too(self, drive: Drive) -> None:
        old = drive.files.create("港", MINE)
        home = Home(drive=drive.shared("team"))
        new = drive.files.create("港", MINE, home)
        assert [file.id for file in drive.files.find(MINE, home)] == [old.id, new.id]

    def test_the_drive_of_a_folder_is_searched(self, drive: Drive, monkeypatch: pytest.MonkeyPatch) -> None:
        team = drive.shared("team")
        home = Home(drive.folder("お客様", team))
        asked: list[str] = []
        answer = drive.emulator.answers.answer

        def noted(uri: str, *rest: Any) -> Any:
            asked.append(uri)
            return answer(uri, *rest)

        monkeypatch.setattr(drive.emulator.answers, "answer", noted)
        made = drive.files.create("港", MINE, home)
        assert [file.id for file in drive.files.find(MINE, home)] == [made.id]
        assert any(f"driveId={team}" in uri for uri in asked)

    @pytest.mark.parametrize("key", ["folder", "shared_drive"])
    def test_one_that_is_not_there_is_told_by_its_line(self, drive: Drive, tmp_path: Path, key: str) -> None:
        config = tmp_path / "docgen.toml"
        config.write_text(f'language = "ja"\n{key} = "1nowhere"\n', encoding="utf-8")
        home = Home("1nowhere", "", config) if key == "folder" else Home("", "1nowhere", config)
        with pytest.raises(InputError) as told:
            drive.files.create("港", MINE, home)
        assert f"docgen.toml:2: {key}: 1nowhere is not in Drive" in told.value.line("en")
        if key == "shared_drive":
            with pytest.raises(InputError, match="there is no shared drive 1nowhere"):
                drive.files.find(MINE, home)

    def test_a_document_is_no_folder(self, drive: Drive) -> None:
        document = drive.files.create("x", {}).id
        with pytest.raises(InputError, match="is not a folder"):
            drive.files.create("港", MINE, Home(document))
