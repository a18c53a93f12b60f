"""``create``: the customer's one document, and never a word over what people made of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.document.wire import requests as wire
from docgen.workflows.create import create
from tests.team import Team


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
