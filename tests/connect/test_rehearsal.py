"""A rehearsal tells what a batch leaves, and changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.connect.rehearsal import rehearsed
from docgen.document.walk import cursors
from docgen.document.wire import requests as wire
from docgen.errors import RefusedError
from tests.team import Team


def test_it_is_what_the_service_leaves(tmp_path: Path) -> None:
    team = Team(tmp_path)
    team.create()
    before = team.document
    line = team.lines()[0]
    requests = [
        wire.insert_text(team.tab, line.end - 1, "一行目\n二行目"),
        wire.create_named_range(team.tab, line.start, line.end, "印"),
    ]
    after = rehearsed(before, requests)
    assert after.revision is None
    assert team.document.revision == before.revision
    team.by_hand(requests)
    for one in (after, team.document):
        tab = one.tabs[0]
        text = [leaf.text for leaf in cursors(node for _, node in tab.positioned())]
        assert text == [leaf.text for leaf in team.lines()]
        assert [(each.start, each.end) for each in tab.ranges if each.name == "印"] == [(line.start, line.end)]


def test_what_the_service_would_refuse_is_refused(tmp_path: Path) -> None:
    team = Team(tmp_path)
    team.create()
    with pytest.raises(RefusedError, match="cannot be done"):
        rehearsed(team.document, [wire.delete_content_range(team.tab, 1, 10**9)])
