"""The whole document as it stands, and the form in which its author writes an agenda."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.account.model import Meeting
from docgen.settings import load
from docgen.workflows.base import Workspace
from tests.browser.conftest import READY
from tests.browser.office import Office
from tests.browser.tabs import Browser, Tab
from tests.browser.test_access import reached, severe
from tests.browser.test_look import CHECKS, looked_at
from tests.browser.test_meeting import AGENDA
from tests.team import BEFORE, Team, at, shared_service

STANCE = "#main .field.stance textarea"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    team = Team(tmp_path / "team", service=shared_service())
    team.service = Workspace(load(config=team.root / "docgen.toml")).service
    with at(BEFORE):
        team.create()
        team.prepare(AGENDA)
    return Office(team.root, team.id)


def fit(tab: Tab) -> None:
    """Read on any screen, by anybody, in both themes."""
    tab.value(CHECKS)
    looked_at(tab)
    assert reached(tab) == []
    for theme in ("dark", "light"):
        tab.look(theme=theme)
        assert severe(tab) == [], theme


def test_the_document_and_the_form_of_its_agenda(office: Office, browser: Browser) -> None:
    with office.live(at=BEFORE) as live:
        stage, author = browser.open(live.stage), browser.open(live.private)
        for tab, path in ((stage, "/document"), (author, "/private/agenda")):
            tab.wait(READY)
            tab.go(tab.value(f"new URL({path!r}, location.href).href"))
        stage.shows(*(item["stance"] for item in AGENDA["items"]))
        author.wait(f"document.querySelectorAll({STANCE!r}).length === 3")
        fit(stage)
        fit(author)
        author.value(f"document.querySelectorAll({STANCE!r})[2].select()")
        author.compose("1月5日から営業します。", "1月", "1月5日から")
        author.press("Tab")
        stage.shows("1月5日から営業します。")
        assert stage.faults + author.faults == []
        for tab in (stage, author):
            tab.close()
    assert stances(office.meeting) == [*(item["stance"] for item in AGENDA["items"][:2]), "1月5日から営業します。"]


def stances(meeting: Meeting) -> list[str]:
    return [item.stance for item in meeting.items]
