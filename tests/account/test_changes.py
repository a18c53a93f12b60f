"""What a week asks for, from what the calendar says, what it said before and what the documents say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from docgen.account.candidates import unmarked
from docgen.account.changes import Changes, Do, Seen, Step
from docgen.account.events import Event
from docgen.account.matching import Matcher
from docgen.account.model import Entry, Flaw, Meeting, Present, State
from tests.account.week import ACCOUNTS, GUEST, NOW, ROSTER, US, event, meeting

WEEKLY = "2026-12-01T10:00"


def planned(
    events: Iterable[Event], blocks: Sequence[Meeting] = (), seen: Mapping[str, Seen] | None = None, **more: Any
) -> tuple[Step, ...]:
    matcher = Matcher(ROSTER, ACCOUNTS, more.pop("decided", {}))
    return Changes(list(events), {"kaede": blocks}, matcher, seen or {}, NOW, 7, **more).steps()


def says(*args: Any, **more: Any) -> list[str]:
    """Each step as what is to be done and when."""
    return [f"{step.do.value} {step.start[5:]}" for step in planned(*args, **more)]


def last_time(*events: Event) -> dict[str, Seen]:
    """What a run remembers for which the calendar held ``events``."""
    return {step.meeting: step.seen for step in planned(events) if step.seen}


def weekly(start: str = WEEKLY, **more: Any) -> Event:
    return event("週次定例", start, US, GUEST, uid="w@google.com", **{"original": WEEKLY, **more})


def block(of: Event, **more: Any) -> Meeting:
    start, end = of.span()
    people = {"ours": ("佐藤 美咲",), "theirs": ("𠮷田 恵子様",)}
    return meeting(of.meeting_id, start, **{"end": end, **people, **more})


def test_a_week_of_new_blocks_soonest_first_and_nothing_beyond() -> None:
    days = ("2026-12-07", "2026-12-01T10:00", "2026-11-30T18:00", "2026-12-08T10:00", "2026-11-29T10:00")
    events = [event("定例", day, GUEST, uid=day) for day in days]
    assert says(events) == ["new 11-30T18:00", "new 12-01T10:00", "new 12-07"]


def test_other_events_are_told_but_nothing_is_done_for_them() -> None:
    me = "sato@ours.example.com"
    events = [
        event("部会", "2026-12-01T09:00", uid="a"),
        event("面談", "2026-12-01T10:00", "x@partner.example", uid="b"),
        event("定例", "2026-12-01T11:00", f"!{US}", GUEST, uid="c"),
        event("合同", "2026-12-01T12:00", GUEST, "k@yoshino.example.jp", uid="d"),
        event("合同中止", "2026-12-01T13:00", GUEST, "k@yoshino.example.jp", uid="e", cancelled=True),
        event("中止", "2026-12-01T14:00", GUEST, uid="f", cancelled=True),
    ]
    assert [line.split()[0] for line in says(events, me=me)] == [
        "internal",
        "nobody",
        "declined",
        "unsure",
        "nobody",
    ]
    assert not any(step.writes for step in planned(events, me=me))


def test_a_block_that_is_there_is_left_alone() -> None:
    one = weekly()
    assert says([one], [block(one)], last_time(one)) == ["there 12-01T10:00"]
    assert says([one], [block(one)]) == ["there 12-01T10:00"]


def test_a_meeting_moves_with_its_event_once() -> None:
    before, after = weekly(), weekly("2026-12-02T15:00")
    assert says([after], [block(before)], last_time(before)) == ["moved 12-02T15:00"]
    assert says([after], [block(after)], last_time(before)) == ["there 12-02T15:00"]
    assert says([after], [block(before)]) == ["moved 12-02T15:00"]  # nothing remembered: the calendar's word holds
    far = weekly("2027-01-15T10:00")
    assert says([far], [block(before)], last_time(before)) == ["moved 01-15T10:00"]


def test_what_people_changed_in_the_document_stays() -> None:
    one = weekly()
    by_hand = structs.replace(block(one, title="特別回", theirs=("部長 山本様",)), start="2026-12-01T13:00")
    assert says([one], [by_hand], last_time(one)) == ["there 12-01T10:00"]


def test_a_new_title_and_new_people_come_along_and_typed_ones_stay() -> None:
    before = weekly()
    after = replace(
        weekly(), title="隔週定例", attendees=event("", WEEKLY, US, "森 一郎<mori@kaede.example.jp>").attendees
    )
    typed = block(before, theirs=("𠮷田 恵子様", "山本部長"))
    (step,) = planned([after], [typed], last_time(before))
    assert (step.do, step.new_title) == (Do.CHANGED, "隔週定例")
    assert step.new_attendees == Present(ours=("佐藤 美咲",), theirs=("山本部長", "森 一郎様"))
    done = structs.replace(typed, title="隔週定例", attendees=step.new_attendees)
    assert says([after], [done], last_time(before)) == ["there 12-01T10:00"]


def test_cancelled_and_back_again() -> None:
    one, off = weekly(), weekly(cancelled=True)
    there = block(one)
    called_off = structs.replace(there, state=State.CANCELLED)
    assert says([off], [there], last_time(one)) == ["cancelled 12-01T10:00"]
    assert says([off], [called_off], {}) == ["there 12-01T10:00"]
    seen = {step.meeting: step.seen for step in planned([off], [there], last_time(one)) if step.seen}
    assert says([one], [called_off], seen) == ["restored 12-01T10:00"]
    later = weekly("2026-12-03T10:00")
    assert says([later], [called_off], seen) == ["restored 12-03T10:00", "moved 12-03T10:00"]


def test_a_title_that_says_so_calls_it_off() -> None:
    one = weekly()
    for title in ("【中止】週次定例", "[延期] 週次定例", "Canceled: 週次定例"):
        off = replace(weekly(), title=title)
        assert says([off], [block(one)], last_time(one)) == ["cancelled 12-01T10:00"]
        assert says([off]) == []
        called_off = structs.replace(block(one), state=State.CANCELLED)
        seen = {step.meeting: step.seen for step in planned([off], [block(one)], last_time(one)) if step.seen}
        assert says([one], [called_off], seen) == ["restored 12-01T10:00"]


def test_a_meeting_that_people_called_off_stays_so_until_its_event_moves() -> None:
    one = weekly()
    called_off = structs.replace(block(one), state=State.CANCELLED)
    assert says([one], [called_off], last_time(one)) == ["there 12-01T10:00"]
    assert says([one], [called_off]) == ["there 12-01T10:00"]


def test_a_meeting_that_was_held_is_neither_moved_nor_called_off() -> None:
    one = weekly()
    said = (Entry(text="よい", span=("t.0", 0, 1)),)
    for there in (block(one, state=State.CLOSED), block(one, state=State.HELD, views=said)):
        assert says([weekly(cancelled=True)], [there], last_time(one)) == ["there 12-01T10:00"]
    beforehand = block(one, views=said)
    assert says([weekly(cancelled=True)], [beforehand], last_time(one)) == ["cancelled 12-01T10:00"]


def test_an_occurrence_that_its_series_has_no_more_is_called_off() -> None:
    one, next_week = weekly(), weekly("2026-12-08T10:00", original="2026-12-08T10:00")
    assert says([next_week], [block(one)], last_time(one)) == ["cancelled 12-01T10:00"]
    assert says([next_week], [block(one)]) == ["cancelled 12-01T10:00"]  # the id alone tells of which series it was


def test_an_event_that_vanished_is_told_and_not_called_off() -> None:
    one = event("単発", WEEKLY, GUEST, uid="alone")
    assert says([], [block(one)], last_time(one)) == ["gone 12-01T10:00"]
    assert says([], [block(one)]) == []  # of somebody else's calendar
    assert says([weekly()], [block(one)]) == ["new 12-01T10:00"]


def test_beyond_what_was_looked_at_nothing_is_gone() -> None:
    far, seen = weekly("2027-06-01T10:00"), last_time(weekly())
    assert says([], [block(far)], seen) == ["gone 06-01T10:00"]
    assert says([], [block(far)], seen, last=NOW.date()) == []


def test_blocks_follow_a_series_that_was_split_or_moved_as_a_whole() -> None:
    first, second = weekly(), weekly("2026-12-08T10:00", original="2026-12-08T10:00")
    split = [
        replace(weekly(day), uid="w_R20261201T010000@google.com", original=weekly(day).start)
        for day in ("2026-12-02T14:00", "2026-12-09T14:00")
    ]
    past = weekly("2026-11-24T10:00", original="2026-11-24T10:00")
    steps = planned([past, *split], [block(first), block(second)], last_time(first, second))
    assert [(step.do, step.block and step.block.id, step.start) for step in steps] == [
        (Do.ADOPT, first.meeting_id, "2026-12-02T14:00"),
        (Do.MOVED, first.meeting_id, "2026-12-02T14:00"),
        (Do.ADOPT, second.meeting_id, "2026-12-09T14:00"),
        (Do.MOVED, second.meeting_id, "2026-12-09T14:00"),
    ]


def test_an_event_takes_the_block_that_people_made_for_its_day() -> None:
    one = weekly()
    for there in (
        meeting("2026-12-01", "2026-12-01"),
        meeting("2026-12-01", "2026-12-01T10:00", "楓食品さま"),
        meeting("2026-12-01-2", "2026-12-01T11:30", "別の名前"),
        meeting("2026-12-01", "2026-12-01T17:00", "週次 定例"),
    ):
        steps = planned([one], [there])
        assert [(step.do, step.meeting, step.block) for step in steps] == [(Do.ADOPT, one.meeting_id, there)]
    for other in (
        meeting("2026-12-01", "2026-12-01T17:00", "別の会議"),
        meeting("2026-12-02", "2026-12-02T10:00"),
        meeting("2026-12-01", state=State.CANCELLED),
        meeting("2026-12-01", flaw=Flaw.COPY),
        meeting("0123456789abcdef", "2026-12-01T10:00"),
    ):
        assert Do.ADOPT not in [step.do for step in planned([one], [other])]


def test_of_two_events_each_takes_the_block_that_is_its() -> None:
    morning, evening = (
        event("朝会", "2026-12-01T09:00", GUEST, uid="m"),
        event("夕会", "2026-12-01T18:00", GUEST, uid="e"),
    )
    blocks = [meeting("2026-12-01", "2026-12-01", "夕会"), meeting("2026-12-01-2", "2026-12-01", "朝会")]
    steps = planned([morning, evening], blocks)
    assert [(step.title, step.block and step.block.id) for step in steps] == [
        ("朝会", "2026-12-01-2"),
        ("夕会", "2026-12-01"),
    ]
    assert says([morning, evening], [meeting("2026-12-01", "2026-12-01", "別")]) == [
        "new 12-01T09:00",
        "new 12-01T18:00",
    ]


def test_an_event_stays_with_the_document_that_has_its_block() -> None:
    one = weekly()
    alone = replace(weekly("2026-12-01T11:00"), attendees=())
    assert says([alone], [block(one)], last_time(one)) == ["moved 12-01T11:00"]


# A week as people and calendars change it: whatever the order, each event has one block, which says what it says.

SLOTS = [f"2026-12-0{day}T{hour:02}:00" for day in range(1, 8) for hour in (9, 13, 17)]
CHANGE = st.tuples(
    st.sampled_from(["move", "rename", "cancel", "restore", "invite", "vanish", "split", "type", "hand"]),
    st.integers(0, 3),
    st.sampled_from(SLOTS),
)


def changed(event_: Event, kind: str, slot: str) -> Event:
    if kind == "move":
        return replace(event_, start=weekly(slot).start, end=weekly(slot).end)
    if kind == "rename":
        return replace(event_, title=f"会議{slot[9:]}")
    if kind in ("cancel", "restore"):
        return replace(event_, cancelled=kind == "cancel")
    if kind == "invite":
        people = event("", slot, US, GUEST, f"森{slot[9]}<m{slot[9]}@kaede.example.jp>").attendees
        return replace(event_, attendees=people)
    if kind == "split" and event_.original:
        moved = changed(event_, "move", slot)
        return replace(moved, uid=f"w{event_.uid[1]}_R20261201T010000@google.com", original=moved.start)
    return event_


def carried_out(step: Step, blocks: list[Meeting]) -> list[Meeting]:
    """The blocks after a step, as the workflows leave them."""
    if step.do is Do.NEW and step.seen:
        people = {"ours": step.seen.ours, "theirs": step.seen.theirs}
        return [*blocks, meeting(step.meeting, step.start, step.title, end=step.end, **people)]
    made = []
    for one in blocks:
        if step.do is Do.ADOPT and step.block and one.id == step.block.id:
            one = structs.replace(one, id=step.meeting, was=one.id)
        elif one.id == step.meeting and step.do in (Do.MOVED, Do.CHANGED):
            one = structs.replace(one, date=step.start[:10], start=step.start, end=step.end)
            one = structs.replace(one, title=step.new_title or one.title, attendees=step.new_attendees or one.attendees)
        elif one.id == step.meeting and step.do in (Do.CANCELLED, Do.RESTORED):
            one = structs.replace(one, state=State.CANCELLED if step.do is Do.CANCELLED else State.PLANNED)
        made.append(one)
    return made


def run(events: Iterable[Event], blocks: list[Meeting], seen: dict[str, Seen]) -> list[Meeting]:
    for step in planned(events, blocks, seen):
        blocks = carried_out(step, blocks)
        if step.seen:
            seen[step.meeting] = step.seen
    return blocks


@given(st.lists(st.lists(CHANGE, max_size=4), max_size=6))
def test_whatever_changes_each_event_has_one_block_that_says_what_it_says(
    runs: list[list[tuple[str, int, str]]],
) -> None:
    starts = [f"2026-12-0{day}T10:00" for day in (1, 2, 3, 4)]
    events: dict[int, Event] = {
        n: event(f"会議{n}", start, US, GUEST, uid=f"w{n}@google.com", original=start if n % 2 else None)
        for n, start in enumerate(starts)
    }
    blocks: list[Meeting] = []
    seen: dict[str, Seen] = {}
    typed: set[str] = set()
    for changes in runs:
        for kind, number, slot in changes:
            if kind == "vanish":
                events.pop(number, None)
            elif kind in ("type", "hand") and blocks:
                at = number % len(blocks)
                name = f"手書き{slot[8:10]}{slot[11:13]}様"
                typed.add(name)
                people = blocks[at].attendees
                people = structs.replace(people, theirs=tuple(dict.fromkeys((*people.theirs, name))))
                blocks[at] = structs.replace(blocks[at], attendees=people)
            elif number in events:
                events[number] = changed(events[number], kind, slot)
        blocks = run(events.values(), blocks, seen)
        steady = [step for step in planned(events.values(), blocks, seen) if step.writes]
        assert steady == []
        assert len({one.id for one in blocks}) == len(blocks)
        for one in events.values():
            mine = [block for block in blocks if block.id == one.meeting_id]
            assert len(mine) == (1 if mine or not one.cancelled else 0)
            if mine and not one.cancelled:
                assert (mine[0].start, mine[0].end, mine[0].title) == (*one.span(), one.title)
            assert all((block.state is State.CANCELLED) == one.cancelled for block in mine)
    assert typed <= {name for one in blocks for name in one.attendees.theirs}
    assert not any(unmarked(one.title) for one in blocks)
