"""Files as Drive knows them."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

from docgen.emulator.drive_places import FOLDER
from docgen.emulator.library import ROOT
from tests.emulator.service import DOCUMENT, Service, refused
from tests.emulator.sketch import bullets, heading, insert


@pytest.fixture
def service() -> Service:
    return Service()


def names(service: Service, query: str, **parameters: Any) -> list[str]:
    found = service.files.list(q=query, orderBy="name", fields="files(name)", **parameters).execute()
    return [file["name"] for file in found["files"]]


def test_files_are_found_by_what_is_asked(service: Service) -> None:
    folder = service.files.create(body={"name": "F", "mimeType": "application/vnd.google-apps.folder"}).execute()["id"]
    one = service.create("株式会社 One", appProperties={"docgen": "one"}, parents=[folder])
    service.create("Two's", appProperties={"docgen": "two"})
    gone = service.create("Three")
    service.files.update(fileId=gone, body={"trashed": True}).execute()

    documents = f"mimeType = '{DOCUMENT}'"
    assert names(service, f"{documents} and trashed = false") == ["Two's", "株式会社 One"]
    assert names(service, f"{documents} and not trashed and '{folder}' in parents") == ["株式会社 One"]
    assert names(service, "name = 'Two\\'s'") == ["Two's"]
    assert names(service, "name contains 'on'") == ["株式会社 One"]
    assert names(service, "appProperties has { key='docgen' and value='two' }") == ["Two's"]
    assert names(service, "trashed or (name = 'F' and 'root' in parents)") == ["F", "Three"]
    assert service.files.get(fileId=one, fields="parents").execute() == {"parents": [folder]}
    assert refused(lambda: names(service, "nmae = 'x'"))[0] == 400


EVERYWHERE = {"supportsAllDrives": True, "includeItemsFromAllDrives": True}


def test_a_parent_must_be_a_folder_that_is_there(service: Service) -> None:
    document = service.create()
    assert refused(lambda: service.create(parents=["nowhere"])) == (404, "File not found: nowhere.")
    assert refused(lambda: service.create(parents=[document])) == (403, "The specified parent is not a folder.")
    assert refused(lambda: service.files.update(fileId=document, addParents="nowhere", body={}).execute())[0] == 404
    assert service.files.get(fileId=document, fields="parents").execute()["parents"] == [ROOT]


def test_what_lies_in_a_shared_drive_is_for_those_who_ask(service: Service) -> None:
    team = service.drive.drives().create(requestId="1", body={"name": "Team"}).execute()["id"]
    inside = {"supportsAllDrives": True}
    folder = service.files.create(body={"name": "F", "mimeType": FOLDER, "parents": [team]}, **inside).execute()["id"]
    body = {"name": "shared", "mimeType": DOCUMENT, "parents": [folder]}
    assert refused(lambda: service.files.create(body=body).execute())[0] == 404
    file = service.files.create(body=body, fields="id,driveId", **inside).execute()
    assert file["driveId"] == team
    service.create("mine")

    assert refused(lambda: service.files.get(fileId=file["id"]).execute())[0] == 404
    assert service.files.get(fileId=file["id"], **inside).execute()["name"] == "shared"
    documents = f"mimeType = '{DOCUMENT}'"
    assert names(service, documents) == ["mine"]
    assert names(service, documents, **EVERYWHERE) == ["mine", "shared"]
    assert names(service, "", **EVERYWHERE, corpora="drive", driveId=team) == ["F", "shared"]
    assert refused(lambda: names(service, "", corpora="drive", driveId=team))[0] == 400
    lost = refused(lambda: names(service, "", **EVERYWHERE, corpora="drive", driveId="0Anowhere"))
    assert lost == (404, "Shared drive not found: 0Anowhere")
    assert [one["name"] for one in service.drive.drives().list().execute()["drives"]] == ["Team"]

    service.files.update(fileId=file["id"], addParents="root", removeParents=folder, body={}, **inside).execute()
    assert names(service, documents) == ["mine", "shared"]


def test_search_may_lag_behind(service: Service) -> None:
    service.create("new")
    service.emulator.faults.add("files.list", 2, "search_lag", seconds=30)
    assert [names(service, "") for _ in range(3)] == [["new"], [], ["new"]]


def test_files_were_made_in_the_order_in_which_they_were(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    for now in ("2026-12-01T10:00:00Z", "2026-12-01T10:00:00Z", "2026-11-01T10:00:00Z"):
        monkeypatch.setenv("DOCGEN_NOW", now)
        made.append(service.create())
    found = service.files.list(orderBy="createdTime", fields="files(id)").execute()["files"]
    assert [file["id"] for file in found] == made


def test_lists_come_in_pages(service: Service) -> None:
    for number in range(5):
        service.create(f"{number}")
    seen, request = [], service.files.list(pageSize=2, orderBy="name", fields="nextPageToken,files(name)")
    while request is not None:
        answer = request.execute()
        seen.append([file["name"] for file in answer["files"]])
        request = service.files.list_next(request, answer)
    assert seen == [["0", "1"], ["2", "3"], ["4"]]


def test_properties_change_one_by_one_and_names_with_the_document(service: Service) -> None:
    file = service.create("Old", appProperties={"a": "1", "b": "2"})
    changed = service.files.update(
        fileId=file, body={"name": "New", "appProperties": {"a": None, "c": "3"}}, fields="name,appProperties"
    ).execute()
    assert changed == {"name": "New", "appProperties": {"b": "2", "c": "3"}}
    assert service.get(file)["title"] == "New"
    long = {"appProperties": {"key": "あ" * 50}}
    assert refused(lambda: service.files.update(fileId=file, body=long).execute())[0] == 400


def test_a_deleted_file_is_gone_for_docs_too(service: Service) -> None:
    file = service.create()
    service.files.delete(fileId=file).execute()
    assert refused(lambda: service.get(file)) == (404, "Requested entity was not found.")
    assert refused(lambda: service.files.get(fileId=file).execute()) == (404, f"File not found: {file}.")


def test_changes_since_a_token_name_each_file_once(service: Service) -> None:
    token = service.drive.changes().getStartPageToken().execute()["startPageToken"]
    kept, gone = service.create("kept"), service.create("gone")
    service.update(kept, insert(1, "x"))
    service.files.delete(fileId=gone).execute()
    answer = service.drive.changes().list(pageToken=token).execute()
    assert [(change["fileId"], change["removed"]) for change in answer["changes"]] == [(kept, False), (gone, True)]
    again = service.drive.changes().list(pageToken=answer["newStartPageToken"]).execute()
    assert again["changes"] == []


def test_a_copy_has_the_content_and_its_own_name(service: Service) -> None:
    file = service.create("One", appProperties={"docgen": "x"})
    service.update(file, insert(1, "text"))
    copy = service.files.copy(fileId=file, body={"name": "Two", "appProperties": {"docgen": "y"}}).execute()["id"]
    assert service.text(copy) == "text\n"
    service.update(copy, insert(1, "more "))
    assert service.text(file) == "text\n"
    assert service.files.get(fileId=copy, fields="name,appProperties").execute() == {
        "name": "Two",
        "appProperties": {"docgen": "y"},
    }


def test_a_document_is_exported_in_four_forms(service: Service) -> None:
    file = service.create("One")
    service.update(file, insert(1, "Title\nitem\nrest"), heading(1, 2, 1), bullets(7, 8))
    kinds = {
        "text/markdown": "# Title",
        "text/html": "Title",
        "text/plain": "\ufeffTitle\r\n* item\r\nrest",
    }
    for kind, expected in kinds.items():
        assert expected in service.files.export(fileId=file, mimeType=kind).execute().decode()
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    archive = zipfile.ZipFile(io.BytesIO(service.files.export(fileId=file, mimeType=word).execute()))
    assert b"Heading1" in archive.read("word/document.xml")
    assert refused(lambda: service.files.export(fileId=file, mimeType="image/png").execute())[0] == 400


def test_permissions_are_kept(service: Service) -> None:
    file = service.create()
    held = service.drive.permissions()
    made = held.create(fileId=file, body={"type": "user", "role": "reader", "emailAddress": "a@example.com"}).execute()
    held.update(fileId=file, permissionId=made["id"], body={"role": "writer"}).execute()
    roles = [one["role"] for one in held.list(fileId=file).execute()["permissions"]]
    assert roles == ["owner", "writer"]
    held.delete(fileId=file, permissionId=made["id"]).execute()
    assert len(held.list(fileId=file).execute()["permissions"]) == 1


def test_about_and_comments_want_a_mask(service: Service) -> None:
    file = service.create()
    assert service.drive.about().get(fields="user(emailAddress)").execute()["user"]["emailAddress"]
    assert service.drive.comments().list(fileId=file, fields="comments").execute() == {"comments": []}
    assert refused(lambda: service.drive.about().get().execute())[0] == 400
