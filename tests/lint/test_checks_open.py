"""Action items that stay open: asked about once, and only where somebody can still say something."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
import pytest

from docgen.account.model import Entry, Meeting, State, Status
from docgen.lint.checks import CHECKS
from tests.lint.scenes import again, found, item, on, seen
from tests.lint.values import complete, entries

OVERDUE = "action-item-open"


def overdue(*meetings: Meeting, days: int = 1, **options: Any) -> list[str]:
    return found(OVERDUE, *meetings, days_overdue=days, **options)


def carried(*meetings: Meeting, times: int = 3, **options: Any) -> list[str]:
    return found(OVERDUE, *meetings, times_carried=times, **options)


@pytest.mark.parametrize(
    ("due", "days", "asked"),
    [
        ("2026-12-15", 1, True),
        ("2026-12-16", 1, False),
        ("2026-12-17", 1, False),
        ("2026-12-13", 3, True),
        ("2026-12-14", 3, False),
        ("", 1, False),
    ],
)
def test_an_item_is_overdue_so_many_days_after_its_day(due: str, days: int, asked: bool) -> None:
    assert overdue(on("2026-12-08", action_items=(item(due=due),)), days=days) == (
        [f"12-08 見積を送る ({due})"] if asked else []
    )


def test_the_due_date_is_told_as_written() -> None:
    [(_, gap)] = seen(
        OVERDUE, on("2026-12-08", action_items=(item(due="2026-12-11", said="今週金曜"),)), days_overdue=1
    )
    assert (gap.match, gap.field, gap.whole, gap.item, gap.span) == ("今週金曜", "due", True, None, ("t.0", 920, 921))
    bare = msgspec.structs.replace(item(due="2026-12-11"), due_text="")
    assert overdue(on("2026-12-08", action_items=(bare,))) == ["12-08 見積を送る (2026-12-11)"]


@pytest.mark.parametrize(
    ("status", "asked"), [(Status.OPEN, 1), (Status.DONE, 0), (Status.DROPPED, 0), (Status.UNKNOWN, 0)]
)
def test_only_what_is_open_is_asked_about(status: Status, asked: int) -> None:
    born = on("2026-12-01", action_items=(item(due="2026-12-10"),))
    assert len(overdue(on("2026-12-08", action_items=(item(due="2026-12-10", status=status),)))) == asked
    assert len(overdue(on("2026-12-08", carried=(again(status=status, born="2026-12-01"),)), born)) == asked


def test_an_item_is_asked_about_once_in_the_latest_meeting_held_in_which_it_stands() -> None:
    born = on("2026-11-24", action_items=(item(due="2026-12-10"),))
    shown = [on(day, carried=(again(born="2026-11-24"),)) for day in ("2026-12-22", "2026-12-08", "2026-12-01")]
    assert overdue(*shown, born) == ["12-08 見積を送る (2026-12-10)"]
    assert [gap.span for _, gap in seen(OVERDUE, *shown, born, days_overdue=1)] == [("t.0", 3, 4)]
    off = on("2026-12-15", state=State.CANCELLED, carried=(again(born="2026-11-24"),))
    assert overdue(off, *shown, born) == ["12-08 見積を送る (2026-12-10)"]
    assert overdue(on("2026-12-15", state=State.CLOSED), *shown, born) == ["12-08 見積を送る (2026-12-10)"]


def test_what_only_a_meeting_shows_that_was_called_off_or_is_to_come_is_not_asked_about() -> None:
    assert overdue(on("2026-12-08", state=State.CANCELLED, action_items=(item(due="2026-12-10"),))) == []
    assert overdue(on("2026-12-22", action_items=(item(due="2026-12-10"),))) == []


def test_a_new_date_counts() -> None:
    born = on("2026-12-01", action_items=(item(due="2026-12-10"),))
    assert overdue(on("2026-12-08", carried=(again(due="2026-12-18", born="2026-12-01"),)), born) == []


def test_an_item_that_people_copied_by_hand_is_one_thing_while_it_is_open() -> None:
    first = on("2026-12-01", action_items=(item(due="2026-12-03"),))
    for status, asked in ((Status.OPEN, ["12-08 見積を送る (2026-12-10)"]), (Status.DONE, [])):
        copied = on("2026-12-08", action_items=(item(" 見積を送る", due="2026-12-10", status=status),))
        assert [line.replace("  ", " ") for line in overdue(copied, first)] == asked
    done = on("2026-12-01", action_items=(item(due="2026-12-03", status=Status.DONE),))
    assert overdue(on("2026-12-08", action_items=(item(due="2026-12-10"),)), done) == ["12-08 見積を送る (2026-12-10)"]
    other = on("2026-12-08", action_items=(item("料金表を送る", due="2026-12-10"),))
    assert overdue(other, first) == ["12-08 料金表を送る (2026-12-10)", "12-01 見積を送る (2026-12-03)"]


def test_the_latest_line_of_what_was_copied_and_carried_counts() -> None:
    first = on("2026-12-01", action_items=(item(due="2026-12-03"),))
    copied = on("2026-12-03", action_items=(item(due="2026-12-04"),))
    shown = on("2026-12-08", carried=(again(born="2026-12-01"),))
    assert overdue(shown, copied, first) == ["12-08 見積を送る (2026-12-04)"]


def test_what_was_edited_and_copied_is_one_thing() -> None:
    first = on("2026-12-01", action_items=(item(due="2026-12-03"),))
    edited = on("2026-12-02", carried=(again("見積書を送る", born="2026-12-01"),))
    copied = on("2026-12-08", action_items=(item("見積書を送る", due="2026-12-10"),))
    assert overdue(copied, edited, first) == ["12-08 見積書を送る (2026-12-10)"]


def test_two_lines_of_one_text_in_one_meeting_are_asked_about_once() -> None:
    both = on("2026-12-08", action_items=(item(due="2026-12-10"), item(due="2026-12-10")))
    assert overdue(both) == ["12-08 見積を送る (2026-12-10)"]


@pytest.mark.parametrize(("day", "asked"), [("2026-09-17", True), ("2026-09-16", False)])
def test_old_minutes_are_not_asked(day: str, asked: bool) -> None:
    meeting = on(day, action_items=(item(due="2026-09-20"),))
    assert bool(overdue(meeting)) == asked
    assert overdue(meeting, within_days=200)
    assert overdue(on("2026-12-08"), meeting, within_days=200, within_meetings=1) == []


@pytest.mark.parametrize(("since", "asked"), [(0, True), (2, True), (3, False)])
def test_nor_is_what_the_latest_meetings_do_not_show(since: int, asked: bool) -> None:
    later = [on(f"2026-12-{14 - n}") for n in range(since)]
    off = [on("2026-12-15", state=State.CANCELLED), on("2026-12-22")]
    assert bool(overdue(*off, *later, on("2026-12-01", action_items=(item(due="2026-12-10"),)))) == asked


def test_an_undated_meeting_is_not_asked() -> None:
    undated = on("", state=State.HELD, action_items=(item(due="2026-12-10"),))
    assert overdue(undated) == []


def test_sides_may_be_chosen() -> None:
    sides = ("ours", "theirs", "unknown")
    items = tuple(item(side, due="2026-12-10", side=side) for side in sides)
    meeting = on("2026-12-08", action_items=(*items, item(" ", due="2026-12-10")))
    assert overdue(meeting) == [f"12-08 {side} (2026-12-10)" for side in sides]
    assert overdue(meeting, sides=["theirs"]) == ["12-08 theirs (2026-12-10)"]


def series(count: int, *dues: str) -> list[Meeting]:
    """A meeting in which an item was born, and ``count`` later ones that show it; the newest first."""
    days = [f"2026-12-{2 + n:02}" for n in range(count + 1)]
    due = [*dues, *[dues[-1] if dues else ""] * (count + 1 - len(dues))]
    first = on(days[0], action_items=(item(due=due[0]),))
    later = [on(d, carried=(again(due=w, born=days[0]),)) for d, w in zip(days[1:], due[1:], strict=True)]
    return [*reversed(later), first]


@pytest.mark.parametrize(
    ("count", "times", "asked"), [(2, 3, False), (3, 3, True), (4, 3, True), (1, 1, True), (0, 1, False)]
)
def test_an_item_is_carried_so_many_times(count: int, times: int, asked: bool) -> None:
    last = f"12-{2 + count:02}"
    assert carried(*series(count), times=times) == ([f"{last} 見積を送る ({count})"] if asked else [])


def test_meetings_to_come_and_called_off_do_not_count() -> None:
    planned = on("2026-12-22", carried=(again(born="2026-12-02"),))
    off = on("2026-12-15", state=State.CANCELLED, carried=(again(born="2026-12-02"),))
    assert carried(planned, off, *series(2)) == []
    assert carried(planned, off, *series(3)) == ["12-05 見積を送る (3)"]
    twice = on("2026-12-06", carried=(again(born="2026-12-02"), again("見積を送る", born="2026-12-02")))
    assert carried(twice, *series(1)) == []


@pytest.mark.parametrize(
    ("dues", "asked"),
    [
        (("2027-02-26",), False),
        (("2026-12-16",), False),
        (("2026-12-15",), True),
        (("2026-12-08", "2026-12-11", "2026-12-25"), True),
        (("2026-12-08", "2026-12-25"), True),
        (("", "2026-12-25"), False),
    ],
)
def test_what_is_due_later_may_go_on_unless_its_day_was_put_off(dues: tuple[str, ...], asked: bool) -> None:
    assert bool(carried(*series(3, *dues))) == asked


def test_what_people_copied_by_hand_is_carried_too() -> None:
    days = ("2026-12-02", "2026-12-03", "2026-12-04", "2026-12-05")

    def copied(*dues: str, done: int | None = None) -> list[str]:
        status = [Status.DONE if n == done else Status.OPEN for n in range(4)]
        made = [on(d, action_items=(item(due=w, status=s),)) for d, w, s in zip(days, dues, status, strict=True)]
        return carried(*reversed(made))

    assert copied("", "", "", "") == ["12-05 見積を送る (3)"]
    assert copied("2027-02-26", "2027-02-26", "2027-02-26", "2027-02-26") == []
    assert copied("2026-12-08", "2027-02-26", "2027-02-26", "2027-02-26") == ["12-05 見積を送る (3)"]
    for done in range(4):
        assert copied("", "", "", "", done=done) == []


def test_both_may_be_asked_for_at_once() -> None:
    for count, due, asked in ((3, "2026-12-10", 1), (2, "2026-12-10", 0), (3, "2026-12-16", 0)):
        assert len(overdue(*series(count, due), times_carried=3)) == asked


def test_carried_items_are_told_with_their_number() -> None:
    [(day, gap)] = seen(OVERDUE, *series(3), times_carried=3)
    assert (day, gap.field, gap.match, gap.whole) == ("2026-12-05", "carried", "3", True)


def test_it_needs_to_be_told_what_is_too_long() -> None:
    wrong: list[dict[str, Any]] = [{}, {"days_overdue": 0}, {"times_carried": 0}, {"days_overdue": 1, "within_days": 0}]
    for options in wrong:
        with pytest.raises(msgspec.ValidationError):
            CHECKS[OVERDUE].read(options)


SHOWN = "open-items-shown"
LAST = on("2026-12-15", action_items=(item("料金表を送る"), item("Send the revised quote", due="2026-12-18")))
BOTH = ["12-22 料金表を送る (2)"]


def test_what_was_open_at_the_last_meeting_is_shown_in_the_next() -> None:
    assert found(SHOWN, on("2026-12-22"), LAST) == BOTH
    shown = (again("料金表を送る", born="2026-12-15"), again("Send the revised quote"))
    assert found(SHOWN, on("2026-12-22", carried=shown[:1]), LAST) == ["12-22 Send the revised quote (1)"]
    assert found(SHOWN, on("2026-12-22", carried=shown), LAST) == []
    [(_, gap)] = seen(SHOWN, on("2026-12-22", at=5000), LAST)
    assert (gap.field, gap.item, gap.span) == ("carried", None, ("t.0", 5000, 6000))


def test_what_is_settled_or_empty_need_not_be_shown() -> None:
    settled = on(
        "2026-12-15", action_items=(item("一", status=Status.DONE), item("二", status=Status.DROPPED), item(" "))
    )
    assert found(SHOWN, on("2026-12-22"), settled) == []
    assert found(SHOWN, on("2026-12-22"), settled, mentioned=False) == []
    assert found(SHOWN, on("2026-12-22")) == []


def test_only_the_next_meeting_is_asked() -> None:
    assert found(SHOWN, on("2026-12-29"), on("2026-12-22"), LAST) == BOTH
    assert found(SHOWN, LAST) == []
    assert found(SHOWN, on("2026-12-15", state=State.CLOSED), on("2026-12-08", action_items=(item(),))) == []
    older = on("2026-12-08", action_items=(item("前の前"),))
    assert found(SHOWN, on("2026-12-22"), on("2026-12-15"), older) == []


@pytest.mark.parametrize(
    ("changes", "left"),
    [
        ({"title": "前回TODOの確認"}, 0),
        ({"title": "料金表について"}, 1),
        ({"stance": "料金表は 1 月に改めます"}, 1),
        ({"because": "A revised quote was asked for"}, 1),
        ({"ask": "Is the quote fine?"}, 2),
        ({"notes": (Entry(text="料 金 表", span=("t.0", 0, 0)),)}, 1),
        ({"views": entries("料金表が高い")}, 1),
        ({"title": "料金について"}, 2),
    ],
)
def test_the_agenda_may_speak_of_it(changes: dict[str, Any], left: int) -> None:
    bare = complete(title="定例の形", stance="", ask="", views=(), decisions=(), action_items=())
    next_one = on("2026-12-22", items=(msgspec.structs.replace(bare, **changes),))
    counts = [gap.match for _, gap in seen(SHOWN, next_one, LAST)]
    assert counts == ([str(left)] if left else [])


@pytest.mark.parametrize(
    ("todo", "said", "mentioned"),
    [
        ("料金表を送る", "料金表", True),
        ("料金表に書き足す", "料金表", True),
        ("料金表について伺う", "料金表", True),
        ("料金表の送付", "料金表", True),
        ("料金表の色", "料金表", False),
        ("表を送る", "料金表を送る", True),
        ("見積", "見積と契約", True),
        ("Ｑｕｏｔｅ の送付", "the quote", True),
        ("Send quote", "The quote", False),
        ("Send quote", "Who will send the quote", True),
        ("Ask IT", "Is it done", False),
    ],
)
def test_what_an_item_is_about(todo: str, said: str, mentioned: bool) -> None:
    last = on("2026-12-15", action_items=(item(todo),))
    assert (found(SHOWN, on("2026-12-22", goal=said), last) == []) == mentioned


def test_to_speak_of_it_may_not_be_enough() -> None:
    said = complete(title="料金表について", action_items=())
    check = complete(title="宿題の確認", action_items=())
    assert found(SHOWN, on("2026-12-22", items=(said,)), LAST, mentioned=False) == BOTH
    assert found(SHOWN, on("2026-12-22", items=(check,)), LAST, mentioned=False) == []
    assert found(SHOWN, on("2026-12-22", items=(check,)), LAST, titles=[]) == BOTH


def test_days_are_counted_from_the_day_it_is() -> None:
    late = datetime.fromisoformat("2026-12-17T00:00:00+09:00")
    meeting = on("2026-12-08", action_items=(item(due="2026-12-16"),))
    assert (overdue(meeting), len(seen(OVERDUE, meeting, now=late, days_overdue=1))) == ([], 1)
