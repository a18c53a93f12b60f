"""``account sync``: the ids of documents found again."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.emulator import Emulator
from docgen.errors import InputError, UnavailableError
from docgen.workflows.documents import ARCHIVE_OF, PROPERTY
from docgen.workflows.sync import Synced, sync
from tests.drives import client, forget, put_into_the_bin
from tests.team import Team, patient


@pytest.fixture
def team(tmp_path: Path) -> Team:
    team = Team(tmp_path, service=patient(Emulator()))
    team.create()
    return team


def synced(team: Team, *, dry_run: bool = False) -> Synced:
    (one,) = sync(team.workspace, team.workspace.roster.accounts, dry_run=dry_run)
    return one


def remember(team: Team, document_id: str) -> None:
    rows = (team.root / "accounts.csv").read_text(encoding="utf-8").removesuffix("\n").rpartition(",")[0]
    (team.root / "accounts.csv").write_text(f"{rows},{document_id}\n", encoding="utf-8")


def test_on_a_new_machine_it_is_found_once(team: Team) -> None:
    known = team.account.document_id
    forget(team)
    assert (synced(team, dry_run=True).document_id, team.account.document_id) == (known, "")
    one = synced(team)
    assert (one.state, one.document_id, one.before, one.others) == ("found", known, "", ())
    assert team.account.document_id == known
    assert synced(team).state == "unchanged"


def test_of_several_the_oldest_is_taken(team: Team) -> None:
    known = team.account.document_id
    other = team.service.files.create("写し", {PROPERTY: team.id}).id
    remember(team, other)
    one = synced(team)
    assert (one.state, one.document_id, one.before, one.others) == ("several", known, other, (other,))
    assert team.account.document_id == known


def test_an_archive_is_not_the_document(team: Team) -> None:
    known = team.account.document_id
    team.service.files.create("2024年", {ARCHIVE_OF: team.id, "docgenArchiveYear": "2024"})
    assert (synced(team).state, synced(team).document_id) == ("unchanged", known)


def test_one_in_the_bin_is_missing_until_it_is_restored(team: Team) -> None:
    known = team.account.document_id
    put_into_the_bin(team)
    one = synced(team)
    assert (one.state, one.document_id, one.in_the_bin) == ("missing", known, (known,))
    new = team.service.files.create("新しい文書", {PROPERTY: team.id}).id
    assert (synced(team).state, team.account.document_id) == ("found", new)
    client(team).files.update(fileId=known, body={"trashed": False}).execute()
    assert (synced(team).state, team.account.document_id) == ("several", known)


def test_one_that_is_gone_is_missing_and_stays_in_the_table(team: Team) -> None:
    known = team.account.document_id
    client(team).files.delete(fileId=known).execute()
    one = synced(team)
    assert (one.state, one.document_id, one.in_the_bin) == ("missing", known, ())
    forget(team)
    assert (synced(team).state, synced(team).url) == ("missing", "")


def test_what_somebody_wrote_into_the_table_counts(team: Team) -> None:
    """A document without docgen's mark, which another way of working may have made."""
    known = team.account.document_id
    chosen = team.service.files.create("手書き", {}).id
    remember(team, chosen)
    one = synced(team)
    assert (one.state, one.document_id, one.others) == ("several", chosen, (known,))
    team.service.files.label(known, {PROPERTY: None})
    assert synced(team).state == "unchanged"


def test_a_document_of_somebody_else_is_not_taken(team: Team) -> None:
    other = team.service.files.create("別の顧客", {PROPERTY: "kaede"}).id
    known = team.account.document_id
    remember(team, other)
    assert (synced(team).state, team.account.document_id) == ("found", known)


def test_the_documents_of_all_are_written_or_none(team: Team) -> None:
    known = team.account.document_id
    forget(team)
    with (team.root / "accounts.csv").open("a", encoding="utf-8") as rows:
        rows.write(f"kaede,楓食品,,,,,,,,,,{known}\n")
        rows.write("minato,港,,,,,,,,,,\n")
    team.service.files.create("港", {PROPERTY: "minato"})
    with pytest.raises(InputError, match="this is the document of"):
        sync(team.workspace, team.workspace.roster.accounts)
    assert [account.document_id for account in team.workspace.roster.accounts] == ["", known, ""]


def test_a_search_that_fails_changes_nothing(tmp_path: Path) -> None:
    emulator = Emulator()
    team = Team(tmp_path, service=patient(emulator))
    team.create()
    forget(team)
    emulator.faults.add("files.list", 0, "503")
    with pytest.raises(UnavailableError):
        synced(team)
    assert team.account.document_id == ""
