"""However much is captured, a document has at most three named ranges per meeting and twenty more."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from docgen.account.outline import FACT, MEETING
from docgen.workflows.close import close
from tests.team import BEFORE, DURING, Team, at

ITEM = {"title": "論点", "kind": "decide", "minutes": 10, "because": "根拠", "ask": "ご判断ください"}


def test_named_ranges_are_few(tmp_path: Path) -> None:
    team = Team(tmp_path)
    team.create()
    for day in ("2026-11-24", "2026-12-01", "2026-12-08"):
        agenda = {"title": "定例", "start": f"{day} 10:00", "end": f"{day} 11:00", "goal": "決める"}
        for stance in ("一つ目", "二つ目"):
            with at(BEFORE):
                items = [{**ITEM, "stance": f"{stance}の仮説{n}"} for n in range(10)]
                team.prepare({**agenda, "items": items}, refresh=True)
    with at(DURING):
        for n in range(27):
            team.add(("views", "decisions", "action_items")[n % 3], f"発言{n}", item=n % 10 + 1)
        close(team.workspace, team.account)
        team.add("views", "あとから")
    names = [one.name for tab in team.document.all_tabs() for one in tab.ranges]
    meetings = Counter(
        name.removeprefix(MEETING).removeprefix(FACT).partition(":")[0]
        for name in names
        if name.startswith((MEETING, FACT))
    )
    assert set(meetings) == {"2026-11-24", "2026-12-01", "2026-12-08"}
    assert max(meetings.values()) <= 3
    assert len(names) - meetings.total() <= 20
    assert all(len(name.encode("utf-16-le")) // 2 <= 256 for name in names)
