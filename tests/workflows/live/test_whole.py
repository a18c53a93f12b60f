"""The whole document as a page: as in its editor, and nothing in it that does anything."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from docgen.document.wire import requests as wire
from docgen.workflows.live.room import Room
from docgen.workflows.live.whole import ATTRIBUTES, TAGS, Whole, WholeTab, whole_of
from tests.team import BEFORE, DURING, Team, at

EVIL = '<script>alert(1)</script><img src=x onerror=alert(1)>"\' style="color:red" </p></style>'
AGENDA = {
    "title": EVIL,
    "start": "2026-12-01 10:00",
    "end": "2026-12-01 11:00",
    "goal": EVIL,
    "attendees": {"ours": [EVIL], "theirs": [EVIL]},
    "items": [
        {"title": EVIL, "kind": "decide", "stance": EVIL, "because": EVIL, "ask": EVIL, "materials": [EVIL]},
        {"title": "展開", "kind": "discuss", "stance": "来期に5拠点"},
    ],
}


class Elements:
    """Every element of a tab, and its text."""

    def __init__(self, tab: WholeTab) -> None:
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.classes: set[str] = set()
        self.text = ""
        self.read(tab.blocks)

    def read(self, pieces: Iterable[Any]) -> None:
        for piece in pieces:
            if isinstance(piece, str):
                self.text += piece
                continue
            tag, attributes, inside = piece
            self.tags.add(tag)
            self.attributes |= set(attributes)
            self.links += [value for name, value in attributes.items() if name == "href"]
            self.ids |= {attributes.get("id", "")}
            self.classes |= set(attributes.get("class", "").split())
            self.read(inside)


@pytest.fixture(params=["table", "columns"])
def team(tmp_path: Path, request: pytest.FixtureRequest) -> Team:
    team = Team(tmp_path, layout=request.param)
    team.create()
    with at(BEFORE):
        team.prepare(AGENDA)
    return team


def whole(team: Team) -> Whole:
    return whole_of(team.document, "ja")


def test_whatever_people_type_is_text(team: Team) -> None:
    with at(DURING):
        for what in ("views", "decisions", "action_items"):
            team.add(what, EVIL, item=1)
    shown = whole(team)
    assert [tab.title for tab in shown.tabs] == ["議事録", "お客様情報"]
    for tab in shown.tabs:
        found = Elements(tab)
        assert found.tags <= TAGS - {"aside"}
        assert found.attributes <= ATTRIBUTES
    assert Elements(shown.tabs[0]).text.count(EVIL) >= 10
    assert "<" not in shown.css


def test_looks_are_classes_with_rules_of_their_own(team: Team) -> None:
    shown = whole(team)
    made = {one for tab in shown.tabs for one in Elements(tab).classes if re.fullmatch("s[0-9a-f]{8}", one)}
    assert made
    assert all(f".sheet .{one}.{one}.{one}{{" in shown.css for one in made)
    assert ".tab1 .n-heading_2{" in shown.css
    assert "--page-width:842" in shown.css


def test_the_outline_leads_to_headings(team: Team) -> None:
    tab = whole(team).tabs[0]
    assert {(one.level, one.text) for one in tab.headings} >= {(2, f"2026-12-01（火）{EVIL}"), (3, "2. 展開（ご相談）")}
    assert all(one.id in Elements(tab).ids for one in tab.headings)


def test_addresses_of_this_document_stay_on_the_page(team: Team) -> None:
    heading = team.meeting.items[1].heading_id
    own = f"docgen:{team.account.document_id}"
    urls = [f"{own}#heading={heading}", f"{own}?tab={team.tab}#heading={heading}", f"{own}?tab={team.tab}",
            "docgen:another#heading=h.1", "javascript:alert(1)", "https://example.com/a"]  # fmt: skip
    line = team.line("来期に5拠点")
    for at_, url in enumerate(urls):
        start = line.start + at_
        style = {"link": {"url": url}}
        team.by_hand([wire.update_text_style(team.tab, start, start + 1, style, "link")])
    found = Elements(whole(team).tabs[0])
    assert found.links == [f"#{heading}", f"#{heading}", f"#{team.tab}", "https://example.com/a"]


def test_what_stays_the_same_has_the_same_html(team: Team) -> None:
    before = whole(team)
    assert whole(team) == before
    team.type("（夜勤も）", "来期に5拠点")
    after = whole(team)
    assert after.key != before.key
    old, new = (one.tabs[0].blocks for one in (before, after))
    assert [a == b for a, b in zip(old, new, strict=True)].count(False) == 1
    assert after.tabs[1] == before.tabs[1]


def test_the_room_shows_what_anybody_typed_a_moment_ago(team: Team) -> None:
    with at(BEFORE):
        room = Room(team.workspace, team.account)
        try:
            first = room.whole()
            assert room.whole() is first
            team.type("（夜勤も）", "来期に5拠点")
            assert "（夜勤も）" in str(room.whole())
            room.note("n1", "社内だけの話")
            room.catch_up()
            assert "社内だけの話" not in str(room.whole())
        finally:
            room.close()
