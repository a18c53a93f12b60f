"""A calendar that changes, documents that people type into, and a week prepared in between: no character is lost."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.account.events import Event
from docgen.account.model import Meeting, State
from docgen.document.wire import requests as wire
from docgen.emulator import Emulator
from tests.account.test_changes import changed
from tests.account.week import GUEST, US, event
from tests.examples import examples
from tests.team import at, patient
from tests.workflows.test_weekly import MONDAY, Office, lines, office, weekly

# Played without counting lines: that takes longer than the scenes themselves.
pytestmark = pytest.mark.no_cover

__all__ = ["office"]


def block(office: Office) -> Meeting:
    (found,) = office.read().meetings
    return found


def test_a_meeting_moves_with_its_event_and_takes_its_words_along(office: Office) -> None:
    office.calendar.held = [weekly()]
    office.run()
    typed(office, 7, "林様のご都合")
    before = Counter("".join(line.text for line in lines(office)))
    office.calendar.held = [
        replace(weekly(), start=weekly("2026-12-03T15:00").start, end=weekly("2026-12-03T15:00").end)
    ]
    assert office.states() == ["moved! 週次定例"]
    assert (block(office).id, block(office).date) == (weekly().meeting_id, "2026-12-03")
    assert (block(office).start, block(office).end) == ("2026-12-03T15:00", "2026-12-03T16:00")
    after = Counter("".join(line.text for line in lines(office)))
    assert all(after[char] >= count for char, count in before.items() if char in "林様のご都合")
    assert office.states() == ["there 週次定例"]


def test_called_off_and_on_again(office: Office) -> None:
    office.calendar.held = [weekly()]
    office.run()
    before = [line.text for line in lines(office)]
    office.calendar.held = [weekly(cancelled=True)]
    assert office.states() == ["cancelled! 週次定例"]
    assert (block(office).state, office.states()) == (State.CANCELLED, ["there 週次定例"])
    office.calendar.held = [weekly()]
    assert office.states() == ["restored! 週次定例"]
    assert block(office).state is State.PLANNED
    assert [line.text for line in lines(office)] == before


def test_renamed_with_somebody_new(office: Office) -> None:
    office.calendar.held = [weekly()]
    office.run()
    people = event("", "2026-12-01T10:00", US, GUEST, "森 一郎<mori@kaede.example.jp>").attendees
    office.calendar.held = [replace(weekly(), title="隔週定例", attendees=people)]
    assert office.states() == ["changed! 隔週定例"]
    assert (block(office).title, block(office).attendees.theirs) == ("隔週定例", ("𠮷田 恵子様", "森 一郎様"))


def test_a_split_series_keeps_its_block(office: Office) -> None:
    office.calendar.held = [weekly()]
    office.run()
    split = replace(weekly("2026-12-02T14:00"), uid="w_R20261202T050000@google.com")
    office.calendar.held = [weekly("2026-11-24T10:00"), split]
    assert [row.done for row in office.run() if row.state != "there"] == [True]
    assert (block(office).id, block(office).start) == (split.meeting_id, "2026-12-02T14:00")


CHANGE = st.tuples(
    st.sampled_from(["move", "rename", "cancel", "restore", "invite", "split", "zone", "type"]),
    st.integers(0, 2),
    st.sampled_from([f"2026-12-0{day}T{hour}:00" for day in range(1, 7) for hour in (10, 15)]),
)


def typed(office: Office, at: int, text: str) -> None:
    """Type ``text`` at the end of a line of the documents, of a table or outside."""
    found = [line for line in lines(office) if line.cell or not line.text]
    if found:
        line = found[at % len(found)]
        document = office.service.get(office.account().document_id)
        requests = [wire.insert_text(document.tabs[0].id, line.end - 1, text)]
        office.service.batch_update(document.id, requests, document.revision or "")


@settings(max_examples=examples(6), suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(CHANGE, max_size=3), min_size=1, max_size=4))
def test_whatever_the_calendar_does_every_typed_character_stays(runs: list[list[tuple[str, int, str]]]) -> None:
    with TemporaryDirectory() as folder, at(MONDAY):
        office = Office.opened(Path(folder), patient(Emulator()))
        starts = ("2026-12-01T10:00", "2026-12-02T10:00", "2026-12-03T10:00")
        events: dict[int, Event] = {
            n: event(f"会議{n}", start, US, GUEST, uid=f"w{n}@google.com", original=start if n else None)
            for n, start in enumerate(starts)
        }
        written: list[str] = []
        for changes in [[], *runs]:
            for kind, number, slot in changes:
                if kind == "type":
                    written.append(f"〔{len(written)}〕")
                    typed(office, 3 * number + int(slot[9]), written[-1])
                elif kind == "zone":
                    events[number] = replace(events[number], start=_elsewhere(events[number]))
                else:
                    events[number] = changed(events[number], kind, slot)
            office.calendar.held = list(events.values())
            office.run()
            said = "".join(line.text for line in lines(office))
            assert all(each in said for each in written)
            blocks = {one.id: one for one in office.read().meetings}
            assert len(blocks) == len(office.read().meetings)
            for one in events.values():
                mine = blocks.get(one.meeting_id)
                if mine and not one.cancelled:
                    assert mine.date == one.span()[0][:10]
                assert mine is None or (mine.state is State.CANCELLED) == one.cancelled
                assert mine is not None or one.cancelled


def _elsewhere(one: Event) -> date:
    """The same moment as a calendar in another time zone writes it."""
    return one.start.astimezone(UTC) if isinstance(one.start, datetime) else one.start
