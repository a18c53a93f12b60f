"""A read that is one URL asks for and gives what the official client would."""

from __future__ import annotations

from typing import Any

import pytest
from googleapiclient.discovery import build
from googleapiclient.errors import HttpError

from docgen.connect.plain import PlainRead
from docgen.emulator import Emulator


class Recorder:
    """A transport that notes what is asked of another."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self._http = Emulator().http()

    def request(self, uri: str, method: str = "GET", **options: Any) -> tuple[Any, bytes]:
        self.asked.append((method, uri))
        return self._http.request(uri, method, **{**options, "headers": None})


@pytest.mark.parametrize("name", ["a b/c", "文書"])
def test_it_sends_what_the_official_client_sends(name: str) -> None:
    http = Recorder()
    theirs = build("docs", "v1", http=http, static_discovery=True).documents().get(documentId=name, fields="revisionId")
    ours = PlainRead(http, "docs.documents.get", name, fields="revisionId")
    assert ours.methodId == theirs.methodId
    errors = []
    for request in (theirs, ours):
        with pytest.raises(HttpError) as refused:
            request.execute(http=http, num_retries=0)
        errors.append((refused.value.resp.status, refused.value.content))
    assert http.asked[0] == http.asked[1]
    assert errors[0] == errors[1]


def test_it_leaves_out_what_is_none_and_writes_booleans_as_json() -> None:
    http = Recorder()
    files = build("drive", "v3", http=http, static_discovery=True).files()
    asked: dict[str, Any] = {"q": "name = 'é x'", "pageToken": None, "supportsAllDrives": True, "pageSize": 10}
    answers = [files.list(**asked).execute(), PlainRead(http, "drive.files.list", **asked).execute(http)]
    assert answers[0] == answers[1]
    assert http.asked[0] == http.asked[1]
