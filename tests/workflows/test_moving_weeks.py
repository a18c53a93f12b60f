"""Meetings that move, are renamed, called off and on again while people type in their blocks: no character is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.account.invited import merged
from docgen.account.minutes import minutes_tab
from docgen.account.model import Attendees, Meeting, State
from docgen.account.state import begins
from docgen.document.walk import Cursor
from docgen.document.wire import requests as wire
from docgen.document.wire.sameness import digests
from docgen.emulator import Emulator
from docgen.emulator.refusal import Refusal
from docgen.errors import InputError
from docgen.workflows.cancel import cancel, restore
from docgen.workflows.move import move
from tests.examples import examples
from tests.team import BEFORE, Team, at, patient

# Played without counting lines: that takes longer than the scenes themselves.
pytestmark = pytest.mark.no_cover

DAYS = ("2026-12-01", "2026-12-02", "2026-12-08")
OURS = ("佐藤", "鈴木")
TYPED = 0x3400
"""What people type are single characters from here on, which stand nowhere else."""

Share = st.floats(0, 1, exclude_max=True)
Step = st.one_of(
    st.tuples(st.just("move"), st.integers(0, 2), st.integers(1, 14), st.sampled_from(["", "10:00", "15:30"])),
    st.tuples(st.just("back"), st.integers(0, 2)),
    st.tuples(st.just("cancel"), st.integers(0, 2)),
    st.tuples(st.just("restore"), st.integers(0, 2)),
    st.tuples(st.just("rename"), st.integers(0, 2), st.sampled_from(["隔週定例", "Review", "12月の会議（仮）"])),
    st.tuples(st.just("invite"), st.integers(0, 2), st.sampled_from(["高橋", "森"])),
    st.tuples(st.sampled_from(["type", "type in the head", "enter", "bold", "colour"]), Share, Share),
    st.tuples(st.sampled_from(["list", "numbers", "link", "suggest", "suggest deletion"]), Share, Share),
)


@dataclass
class Room:
    """One document, and what is known of its meetings."""

    root: Path
    layout: str = "table"
    emulator: Emulator = field(default_factory=Emulator)
    typed: list[str] = field(default_factory=list)
    ours: dict[str, tuple[str, ...]] = field(default_factory=lambda: dict.fromkeys(DAYS, OURS))
    """Who of us is invited, by the calendar."""

    def __post_init__(self) -> None:
        self.team = Team(self.root, service=patient(self.emulator), layout=self.layout)
        self.team.create()
        for day in DAYS:
            self.team.prepare(
                {
                    "title": "定例",
                    "start": f"{day} 10:00",
                    "end": f"{day} 11:00",
                    "attendees": {"ours": list(OURS), "theirs": ["田中様"]},
                    "items": [{"title": "はじめ方", "kind": "decide", "stance": "ライン長から始める"}],
                }
            )

    @property
    def meetings(self) -> dict[str, Meeting]:
        found = self.team.read.meetings
        assert sorted(meeting.id for meeting in found) == sorted(DAYS), "each has one block"
        return {meeting.id: meeting for meeting in found}

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.team.lines())

    def looks(self, meeting: Meeting) -> list[bytes]:
        """The blocks below the head, as they look; blank lines at the end belong to nobody."""
        tab = minutes_tab(self.team.document)
        _, start, end = meeting.span
        first, last = tab.body.find(start)[0], tab.body.find(end - 1)[0]
        head = {"table": 2, "columns": 6}[self.layout]
        return digests(tab)[first + head : last]

    def holds(self) -> None:
        """Every character that people typed is there, once."""
        now = self.text
        for char in self.typed:
            assert now.count(char) == 1, f"{char} is there {now.count(char)} times"


def run(room: Room, step: tuple[Any, ...]) -> None:
    kind, *rest = step
    if kind in ("move", "back", "cancel", "restore", "rename", "invite"):
        calendar(room, kind, DAYS[rest[0]], *rest[1:])
    else:
        somebody(room, kind, *rest)


def calendar(room: Room, kind: str, meeting: str, *rest: Any) -> None:
    """What a changed event does, twice: the second time there is nothing to do."""
    team, before = room.team, room.meetings[meeting]
    workspace, account = team.workspace, team.account
    below = room.looks(before)
    if kind in ("cancel", "restore"):
        with suppress(InputError):  # the mark holds more than the mark, or a suggestion
            marked = (cancel if kind == "cancel" else restore)(workspace, account, meeting)
            assert (room.meetings[meeting].state is State.CANCELLED) == (kind == "cancel")
            assert (room.meetings[meeting].date, room.meetings[meeting].title) == (before.date, before.title)
            assert marked.cancelled == (kind == "cancel")
            assert not (cancel if kind == "cancel" else restore)(workspace, account, meeting).written
        room.holds()
        return
    start, end = before.start or before.date, before.end
    title, people = "", None
    if kind == "move":
        day, hour = f"2026-12-{rest[0]:02}", rest[1]
        start, end = (f"{day}T{hour}", f"{day}T23:00") if hour else (day, "")
    elif kind == "back":
        start, end = f"{meeting}T10:00", f"{meeting}T11:00"
    elif kind == "rename":
        title = rest[0]
    else:
        known = room.ours[meeting]
        room.ours[meeting] = tuple(one for one in known if one != rest[0]) if rest[0] in known else (*known, rest[0])
        names = merged(before.attendees.ours, known, room.ours[meeting])
        people = Attendees(ours=names, theirs=before.attendees.theirs)
    done = move(workspace, account, meeting, start, end, title=title, attendees=people)
    room.holds()
    after, kept = room.meetings[meeting], {one.field for one in done.kept}
    assert room.looks(after) == below, "what stands below the head is as it was"
    assert (after.state is State.CANCELLED) == (before.state is State.CANCELLED)
    if "heading" not in kept:
        assert after.date == start[:10]
        if "when" not in kept:
            assert (after.start, after.end) == (start, end)
    if title and "title" not in kept:
        assert after.title == title
    if people and "ours" not in kept:
        assert set(after.attendees.ours) == set(people.ours)
    if done.place == "moved":
        order = [one for one in team.read.meetings if one.date]
        beside = [(a, b) for a, b in pairwise(order) if meeting in (a.id, b.id)]
        assert all(begins(a) >= begins(b) for a, b in beside)
    again = move(workspace, account, meeting, start, end, title=title, attendees=people)
    assert not again.written


def somebody(room: Room, kind: str, where: float, how: float) -> None:
    """An edit by hand, at a share of the lines of the meetings and of one line's text."""
    people, document, tab = room.emulator.people, room.team.document.id, room.team.tab
    lines = list(of_meetings(room, head=kind == "type in the head"))
    line = lines[int(where * len(lines))]
    length = line.paragraph.size - 1
    index = line.start + int(how * (length + 1))
    some = (line.start, line.start + max(1, int(how * length)))
    char = chr(TYPED + len(room.typed))

    def suggest() -> None:
        people.suggest_insert(document, index, char, tab=tab)

    edits: dict[str, Callable[[], object]] = {
        "type": lambda: people.insert(document, index, char, tab=tab),
        "type in the head": lambda: people.insert(document, index, char, tab=tab),
        "enter": lambda: people.insert(document, index, "\n", tab=tab),
        "suggest": suggest,
        "suggest deletion": lambda: people.suggest_delete(document, *some, tab=tab),
        "bold": lambda: room.team.by_hand([wire.update_text_style(tab, *some, {"bold": True})]),
        "colour": lambda: room.team.by_hand([wire.update_text_style(tab, *some, RED)]),
        "link": lambda: room.team.by_hand(
            [wire.update_text_style(tab, *some, {"link": {"url": "https://a.example/"}})]
        ),
        "list": lambda: room.team.by_hand([wire.create_paragraph_bullets(tab, *some, ordered=False)]),
        "numbers": lambda: room.team.by_hand([wire.create_paragraph_bullets(tab, *some, ordered=True)]),
    }
    if kind in ("enter", "list", "numbers", "suggest deletion") and not line.cell:
        return  # a heading in two, in a list or about to go: whose block it is then, other tests ask
    ids = {one.id for one in room.team.read.meetings}
    with suppress(Refusal, ValueError):
        edits[kind]()
        room.typed += [char] if kind in ("type", "type in the head") else []
    assert ids == set(DAYS)


RED = {"foregroundColor": {"color": {"rgbColor": {"red": 1.0}}}}


def of_meetings(room: Room, *, head: bool) -> Iterator[Cursor]:
    """The lines of the meetings; of their heads alone."""
    for meeting in room.team.read.meetings:
        _, start, end = meeting.span
        within = [line for line in room.team.lines() if start <= line.start < end]
        yield from within[:6] if head else within


@pytest.mark.parametrize("layout", ["table", "columns"])
@settings(max_examples=examples(6), deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(Step, min_size=3, max_size=12))
def test_whatever_happens_to_a_meeting_no_character_is_lost(layout: str, steps: list[tuple[Any, ...]]) -> None:
    with TemporaryDirectory() as root, at(BEFORE):
        room = Room(Path(root), layout)
        for step in steps:
            run(room, step)
            room.holds()
