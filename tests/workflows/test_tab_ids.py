"""Every place in every request that docgen sends names its tab: one without is the first tab's, or every tab's."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from docgen.account.model import Attendees
from docgen.connect.calls import Calls
from docgen.connect.service import Service
from docgen.document.wire import requests as wire
from docgen.emulator import Emulator
from docgen.emulator.discovery import members
from docgen.workflows.cancel import cancel, restore
from docgen.workflows.close import close
from docgen.workflows.move import move
from tests.team import AFTER, BEFORE, DURING, Team, at

PLACES = {"Location": "tabId", "Range": "tabId", "EndOfSegmentLocation": "tabId"}
OVER_ALL_TABS = {"ReplaceAllTextRequest", "DeleteNamedRangeRequest", "ReplaceNamedRangeContentRequest"}
"""Without ``tabsCriteria`` these touch all tabs."""


class Listening:
    """A transport that keeps the bodies of all batches."""

    def __init__(self, emulator: Emulator) -> None:
        self._http = emulator.http()
        self.requests: list[dict[str, Any]] = []

    def request(
        self, uri: str, method: str = "GET", body: Any = None, headers: Any = None, **options: Any
    ) -> tuple[Any, bytes]:
        if ":batchUpdate" in uri:
            self.requests += json.loads(body)["requests"]
        return self._http.request(uri, method, body, headers, **options)

    def close(self) -> None:
        """Nothing is held open."""


def without_tab(value: Any, schema: dict[str, Any], path: str) -> Iterator[str]:
    """Where in a request something that should name its tab does not, by the API's own schemas."""
    if isinstance(value, list):
        for one in value:
            yield from without_tab(one, schema["items"], path)
    elif name := schema.get("$ref"):
        if name in PLACES and not value.get(PLACES[name]):
            yield f"{path}: {name}"
        if name in OVER_ALL_TABS and not (value.get("tabsCriteria") or {}).get("tabIds"):
            yield f"{path}: no tabsCriteria"
        for key, inner in value.items():
            yield from without_tab(inner, members(name)[key], f"{path}.{key}")


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_request_names_its_tab(tmp_path: Path, language: str) -> None:
    http = Listening(Emulator())
    team = Team(tmp_path, language, Service(http, local=True, calls=Calls(sleep=lambda seconds: None)))
    with (tmp_path / "docgen.toml").open("a", encoding="utf-8") as settings:
        settings.write("chips = true\n")
    (tmp_path / "members.csv").write_text("id,name,email\nsato,佐藤,sato@example.com\n", encoding="utf-8")
    items = [{"title": "はじめ方", "kind": "decide", "stance": "ライン長から始める"}]
    ours = {"ours": ["佐藤"]}
    team.create()
    with at(BEFORE):
        team.prepare({"title": "11月", "start": "2026-11-01 10:00", "items": items, "attendees": ours})
    with at(DURING):
        team.add("action_items", "資料を送る", item=1, owners=["佐藤"], due="12/5", meeting="2026-11-01")
        team.add("views", "よい", item=1, meeting="2026-11-01")
        team.prepare({"title": "12月", "start": "2026-12-01 10:00", "end": "11:00", "items": items, "attendees": ours})
        label = team.line("決定事項" if language == "ja" else "Decisions")
        team.by_hand([wire.delete_content_range(team.tab, label.start, label.end)])
        team.add("decisions", "始める", item=1)
        team.add("decisions", "続ける")
        cancel(team.workspace, team.account, "2026-11-01")
        restore(team.workspace, team.account, "2026-11-01")
        people = Attendees(ours=("佐藤", "鈴木"))
        done = move(team.workspace, team.account, "2026-11-01", "2026-12-03T10:00", title="別の会議", attendees=people)
        assert done.written
    with at(AFTER):
        close(team.workspace, team.account)

    kinds = {kind for request in http.requests for kind in request}
    assert kinds >= {"insertText", "insertTable", "insertPerson", "insertDate", "createNamedRange", "deleteNamedRange"}
    missing = [each for one in http.requests for each in without_tab(one, {"$ref": "Request"}, "request")]
    assert missing == []
