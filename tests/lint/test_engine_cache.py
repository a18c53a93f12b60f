"""What was found before is found again: with what was kept, after any edits, lint says the same as without."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from docgen.account.kept import kept_reading, pack_reading, packed_meeting, unpack_reading
from docgen.account.model import AgendaItem, Flaw, Kind, Meeting, Status
from docgen.account.state import state_of
from docgen.lint.cache import FoundBefore, pack_pieces, unpack_pieces
from docgen.lint.digests import digest
from docgen.lint.engine import Group, Rules
from docgen.lint.files import built_in, rules_of
from docgen.lint.findings import Finding
from docgen.lint.gaps import Scene
from docgen.lint.rule import Severity
from docgen.lint.selection import Selection
from docgen.settings import DisabledRule
from tests.lint.values import NOW, complete, document, entries, meeting, todo

RULES = rules_of(built_in())
DAYS = ("2026-11-03", "2026-11-10", "2026-11-17", "2026-11-24", "2026-12-01")
Looks = list[tuple[str, str]]


class Desk:
    """One account's document, linted again and again with what was kept of the last time."""

    def __init__(self) -> None:
        self.kept = b""

    def lint(self, meetings: Sequence[Meeting], rules: Rules | None = None, now: datetime = NOW) -> tuple[Finding, ...]:
        """The findings, after a way through the index: meetings packed each by itself, and pieces packed."""
        rules = rules or Rules(RULES)
        reading = unpack_reading(pack_reading(kept_reading({"t.0": tuple(meetings)}, 1000 * len(meetings))))
        alone = [one.alone(now) for one in reading.meetings]
        marks = [digest(packed_meeting(one)) for one in alone]
        for kept, one in zip(reading.meetings, alone, strict=True):
            kept.put_in_place(one)
        read = replace(document(*alone), size=reading.size)
        memory = FoundBefore(read, marks, now, "reader", unpack_pieces(self.kept))
        found = rules.lint(read, now, memory)
        self.kept = pack_pieces(memory.pieces())
        return found


def placed(*meetings: Meeting) -> list[Meeting]:
    """``meetings`` below each other, 1,000 units each, as far as they are at ``NOW``."""
    found = []
    for at, one in enumerate(meetings):
        fields = {name: getattr(one, name) for name in ("id", "date", "title", "flaw", "start", "end", "action_items")}
        made = meeting(*one.items, at=1000 * at, **fields)
        found.append(replace(made, state=state_of(made, NOW)))
    return found


ITEMS = st.builds(
    complete,
    title=st.sampled_from(["完了基準", "宿題の確認", "料金"]),
    kind=st.sampled_from([*Kind, None]),
    stance=st.sampled_from(["", "現場の3割が毎日使えばよい", "未定"]),
    views=st.sampled_from([(), entries("よいと思う"), entries("未定")]),
    decisions=st.sampled_from([(), entries("3割とする"), entries("検討する"), entries("○○とする")]),
    action_items=st.sampled_from(
        [(), (todo(),), (todo(owner=""), todo(owner="")), (todo(due="", status=Status.DONE),), (todo("確認する"),)]
    ),
)
MEETINGS = st.builds(
    lambda day, items, flaw, hour: meeting(
        *items, id=day, date=day, title="定例", flaw=flaw, start=f"{day}T{hour}:00", end=f"{day}T{hour}:50"
    ),
    day=st.sampled_from(DAYS),
    items=st.lists(ITEMS, max_size=2),
    flaw=st.sampled_from([None, None, None, Flaw.COPY]),
    hour=st.sampled_from(["10", "11", "15"]),
)
EDITS = st.lists(
    st.tuples(st.sampled_from(["insert", "delete", "change", "day", "hour", "step"]), st.integers(0, 4), MEETINGS),
    min_size=1,
    max_size=5,
)


@given(first=st.lists(MEETINGS, max_size=4), edits=EDITS)
def test_after_any_edits_it_says_the_same_as_without(
    first: list[Meeting], edits: list[tuple[str, int, Meeting]]
) -> None:
    desk, meetings, now, step = Desk(), list(first), NOW, 4
    for kind, number, one in [("", 0, meeting()), *edits]:
        at = number % (len(meetings) or 1)
        if kind == "insert":
            meetings.insert(at, one)
        elif kind in ("delete", "change"):
            meetings[at : at + 1] = [one] if kind == "change" else []
        elif kind in ("day", "hour"):
            now += timedelta(days=number - 1) if kind == "day" else timedelta(hours=number)
        elif kind == "step":
            step = max(1, number)
        rules = Rules(RULES, Selection(step=step))
        here = placed(*meetings)
        states = [replace(each, state=state_of(each, now)) for each in here]
        assert desk.lint(here, rules, now) == rules.lint(replace(document(*states), size=1000 * len(here)), now)


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> Looks:
    """Each look at a meeting: how much its rules see, and its id."""
    seen: Looks = []
    whole = Group.found

    def found(group: Group, scene: Scene) -> Iterator[Any]:
        seen.append((group.sight, scene.meeting.id))
        return whole(group, scene)

    monkeypatch.setattr(Group, "found", found)
    return seen


def of(day: str, *items: AgendaItem) -> Meeting:
    return meeting(*items, id=day, date=day, title="定例")


OLD = [of(day, complete(views=())) for day in DAYS[2::-1]]


def test_a_meeting_on_top_is_looked_at_alone_but_by_rules_that_see_the_document(looks: Looks) -> None:
    desk = Desk()
    before = desk.lint(placed(*OLD))
    looks.clear()
    after = desk.lint(placed(of(DAYS[3], complete(views=())), *OLD))
    assert {day for sight, day in looks if sight != "document"} == {DAYS[3]}
    assert {one.id for one in before} < {one.id for one in after}
    moved = {one.id: one.span[1] for one in after}
    assert all(moved[one.id] == one.span[1] + 1000 for one in before)


def test_what_has_not_changed_is_not_looked_at(looks: Looks) -> None:
    desk = Desk()
    desk.lint(placed(*OLD))
    looks.clear()
    desk.lint(placed(*OLD))
    assert looks == []


def test_a_change_is_seen_by_the_meeting_itself_and_by_those_that_look_back(looks: Looks) -> None:
    desk = Desk()
    desk.lint(placed(*OLD))
    looks.clear()
    newest, middle, oldest = OLD
    desk.lint(placed(newest, replace(middle, items=(complete(decisions=()),)), oldest))
    assert {day for sight, day in looks if sight == "meeting"} == {middle.id}
    assert {day for sight, day in looks if sight == "earlier"} == {newest.id, middle.id}


@pytest.mark.parametrize(
    "changed",
    [
        Rules(tuple(replace(rule, severity=Severity.ADVICE) for rule in RULES)),
        Rules(tuple(replace(rule, options={**rule.options, "explicit_none_counts": False})
              if rule.check == "action-item-has" else rule for rule in RULES)),
        Rules(RULES, Selection(disable=(DisabledRule(rule="item-has-customer-view", reason="?"),))),
        Rules(RULES, Selection(disable=(DisabledRule(rule="item-has-customer-view", reason="?", accounts=("kumo",)),))),
    ],
    ids=["severity", "options", "off", "off for the account"],
)  # fmt: skip
def test_other_rules_look_anew(looks: Looks, changed: Rules) -> None:
    desk = Desk()
    desk.lint(placed(*OLD))
    looks.clear()
    found = desk.lint(placed(*OLD), changed)
    assert looks
    assert found == changed.lint(replace(document(*placed(*OLD)), size=3000), NOW)


def test_an_exception_ends_with_its_day(looks: Looks) -> None:
    off = DisabledRule(rule="item-has-customer-view", reason="?", until="2026-11-24")
    desk, rules = Desk(), Rules(RULES, Selection(disable=(off,)))
    today, tomorrow = (desk.lint(placed(*OLD), rules, NOW + timedelta(days=days)) for days in (0, 1))
    assert not [one for one in today if one.rule == off.rule]
    assert [one for one in tomorrow if one.rule == off.rule]


def test_what_is_kept_and_spoilt_is_found_anew() -> None:
    desk = Desk()
    found = desk.lint(placed(*OLD))
    desk.kept = b"\xc1" + desk.kept
    assert desk.lint(placed(*OLD)) == found
