"""Files as Drive knows them."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

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
