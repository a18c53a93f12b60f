"""What the real service did, the embedded one does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from googleapiclient.discovery import build

from docgen.emulator import Emulator
from tests.emulator.real_docs import read, recordings, without_ids


def documents(emulator: Emulator) -> Any:
    return build("docs", "v1", http=emulator.http(), static_discovery=True).documents()


@pytest.mark.parametrize("folder", recordings("mutations"))
def test_a_recorded_edit_gives_the_recorded_document(folder: Path) -> None:
    emulator = Emulator()
    document_id = emulator.import_document(read(folder / "before.json"))
    service = documents(emulator)

    service.batchUpdate(documentId=document_id, body={"requests": read(folder / "request.json")}).execute()

    got = service.get(documentId=document_id, includeTabsContent=True).execute()
    assert without_ids(got) == without_ids(read(folder / "after.json"))


@pytest.mark.parametrize("dump", recordings("dumps"))
def test_a_dump_comes_back_unchanged(dump: Path, tmp_path: Path) -> None:
    recorded = read(dump)
    document_id = Emulator(tmp_path / "documents.sqlite").import_document(recorded)
    again = Emulator(tmp_path / "documents.sqlite")
    assert documents(again).get(documentId=document_id, includeTabsContent=True).execute() == recorded


@pytest.mark.parametrize("dump", recordings("dumps"))
def test_a_dump_in_the_legacy_shape_comes_back_unchanged(dump: Path) -> None:
    recorded = read(dump)
    [tab] = recorded.pop("tabs")
    legacy = {**recorded, **tab["documentTab"]}
    emulator = Emulator()
    document_id = emulator.import_document(legacy)
    assert documents(emulator).get(documentId=document_id).execute() == legacy
