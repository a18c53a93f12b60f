"""The ticks of native checklists, by the Markdown of their document."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.account.model import Status
from docgen.account.ticks import Place, ticks
from docgen.connect.calls import Calls
from docgen.connect.counting import Traffic
from docgen.connect.service import Service
from docgen.document.walk import Cursor
from docgen.emulator import Emulator
from tests.team import AFTER, BEFORE, Team, at


def aligned(texts: list[str], markdown: str) -> str:
    """What is told of each of ``texts``, in a row: ``x``, ``-`` for open, ``?``."""
    items: dict[Place, str] = {("t.0", at): text for at, text in enumerate(texts)}
    known = ticks(items, markdown)
    return "".join("?" if known.get(place) is None else "x" if known[place] else "-" for place in items)


@pytest.mark.parametrize(
    ("texts", "markdown", "told"),
    [
        (["a", "b"], "- [ ] a\n- [x] b\n", "-x"),
        (["a", "b"], "* [x] a\n\n  * [ ] b\n", "x-"),
        (["a", "a"], "- [x] a\n- [ ] a\n", "x-"),
        (["a", "a", "b"], "- [x] a\n- [x] b\n", "??x"),
        (["a"], "- a\n", "?"),
        (["見積を送る（佐藤、12/5）"], "- [X] 見積を**送る**（佐藤、12/5）", "x"),
        (["1. a_b *c*"], "- [x] 1\\. a\\_b \\*c\\*", "x"),
        (["Sato に聞く"], "- [x] [Sato](mailto:sato@example.com) に聞く", "x"),
        (["a"], "| - [x] a | b |", "?"),
        ([], "- [x] a", ""),
    ],
)
def test_lines_are_aligned_by_text_and_order(texts: list[str], markdown: str, told: str) -> None:
    assert aligned(texts, markdown) == told


@given(st.lists(st.tuples(st.sampled_from(["見積", "資料", "a b", "*"]), st.booleans())))
def test_what_was_ticked_is_told(lines: list[tuple[str, bool]]) -> None:
    markdown = "".join(f"- [{'x' if done else ' '}] {text}\n" for text, done in lines)
    assert aligned([text for text, _ in lines], markdown) == "".join("x" if done else "-" for _, done in lines)


AGENDA: dict[str, Any] = {
    "title": "12月定例",
    "start": "2026-12-01 10:00",
    "end": "2026-12-01 11:00",
    "items": [{"title": "完了基準", "kind": "decide", "stance": "2段階に分ける"}],
}


def statuses(team: Team) -> list[tuple[str, Status]]:
    return [(item.text, item.status) for item in team.meeting.all_action_items()]


def test_a_checklist_that_people_ticked(tmp_path: Path) -> None:
    emulator, traffic = Emulator(), Traffic()
    calls = Calls(sleep=lambda seconds: None, traffic=traffic)
    team = Team(tmp_path, service=Service(emulator.http(), local=True, calls=calls))
    with at(BEFORE):
        team.create()
        team.prepare(AGENDA)
        for text in ("見積を送る", "資料を送る", "済んだこと"):
            team.add("action_items", text)
    with at(AFTER):
        assert statuses(team) == [(text, Status.OPEN) for text in ("見積を送る", "資料を送る", "済んだこと")]
        assert exports(traffic) == 0
        for text in ("見積を送る", "資料を送る"):
            team.erase("☐ ", [line.text for line in team.lines() if "☐" in line.text].index(f"☐ {text}"))
        check(team, team.line("見積を送る"), team.line("資料を送る"))
        emulator.people.tick(team.document.id, team.line("資料を送る").start, tab=team.tab)
        told = [("見積を送る", Status.OPEN), ("資料を送る", Status.DONE), ("済んだこと", Status.OPEN)]
        assert statuses(team) == told
        seen = exports(traffic)
        assert statuses(team) == told
        assert exports(traffic) == seen, "one request for each revision"


def check(team: Team, first: Cursor, last: Cursor) -> None:
    """Make a native checklist of some lines."""
    place = {"startIndex": first.start, "endIndex": last.end, "tabId": team.tab}
    team.by_hand([{"createParagraphBullets": {"range": place, "bulletPreset": "BULLET_CHECKBOX"}}])


def exports(traffic: Traffic) -> int:
    return sum(tally.calls for name, tally in traffic.methods.items() if name.endswith("export"))


def test_of_one_that_cannot_be_exported_nothing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from docgen.errors import NotAllowedError, Text

    team = Team(tmp_path)
    with at(BEFORE):
        team.create()
        team.prepare(AGENDA)
        team.add("action_items", "見積を送る")
        team.erase("☐ ")
        check(team, team.line("見積を送る"), team.line("見積を送る"))

    def refuse(self: Service, document_id: str) -> str:
        raise NotAllowedError(Text("だめ", "no"))

    monkeypatch.setattr(Service, "markdown", refuse)
    with at(AFTER):
        assert statuses(team) == [("見積を送る", Status.UNKNOWN)]
