"""The order of meetings, the size of a document, what stands where nothing should, and templates."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.account.model import Meeting, State
from docgen.lint.checks import CHECKS
from tests.lint.scenes import found, on, seen
from tests.lint.values import complete, document, entries

ORDER = "newest-first"


def misplaced(days: str) -> list[str]:
    """The days out of place, of December and in the order given."""
    return [line[3:5] for line in found(ORDER, *(on(f"2026-12-{day}") for day in days.split()))]


@pytest.mark.parametrize(
    ("days", "moved"),
    [
        ("", []),
        ("08", []),
        ("08 01", []),
        ("08 08 01 01", []),
        ("01 08", ["08"]),
        ("15 08 01 22", ["22"]),
        ("01 22 15 08", ["01"]),
        ("22 08 15 01", ["15"]),
        ("22 15 29 08 30 01", ["29", "30"]),
        ("29 28 27 01 02 03", ["02", "03"]),
        ("01 08 15 22", ["22"]),
        ("01 08 08 15", ["15"]),
        ("08 08", []),
        ("08 01 22 15", ["22", "15"]),
    ],
)
def test_what_is_out_of_place_is_asked_about(days: str, moved: list[str]) -> None:
    assert misplaced(days) == moved


def test_undated_meetings_and_those_called_off_may_stand_anywhere() -> None:
    undated = on("", state=State.HELD)
    off = on("2026-12-01", state=State.CANCELLED)
    assert found(ORDER, undated, off, on("2026-12-08"), undated, on("2026-11-24"), off) == []


def test_each_tab_has_an_order_of_its_own() -> None:
    def tab(name: str, *days: str) -> list[Meeting]:
        return [msgspec.structs.replace(on(f"2026-12-{day}"), span=(name, 0, 9)) for day in days]

    assert found(ORDER, *tab("t.1", "08", "01"), *tab("t.2", "22", "15")) == []
    assert found(ORDER, *tab("t.1", "08", "01"), *tab("t.2", "15", "22")) == ["12-22 12-22"]


def test_a_document_kept_the_other_way_round_is_asked_about_as_a_whole() -> None:
    [(_, gap)] = seen(ORDER, *(on(f"2026-12-{day}") for day in ("01", "08", "15")))
    assert (gap.whole, gap.field, gap.item, gap.line) == (True, "date", None, "12-15")
    [(_, gap)] = seen(ORDER, on("2026-12-01"), on("2026-12-08"))
    assert not gap.whole


@given(st.lists(st.integers(1, 9), max_size=9))
def test_without_what_is_asked_about_the_rest_is_in_order(days: list[int]) -> None:
    meetings = [on(f"2026-12-0{day}", at=5000 * at) for at, day in enumerate(days)]
    gaps = seen(ORDER, *meetings)
    moved = {gap.span for _, gap in gaps}
    rest = [meeting.date for meeting in meetings if meeting.span not in moved]
    if not any(gap.whole for _, gap in gaps):
        assert rest == sorted(rest, reverse=True)
    runs = [[]] if not days else _runs(days)
    assert any(gap.whole for _, gap in gaps) or len(rest) == max(map(len, runs))


def _runs(days: list[int]) -> list[list[int]]:
    """A longest run that never rises, by trying all."""
    best: list[list[int]] = []
    for day in days:
        best.append(max(([*run, day] for run in [[], *best] if not run or run[-1] >= day), key=len))
    return best


SIZE = "document-size"


@pytest.mark.parametrize(("size", "percent"), [(69, ""), (70, "70"), (75, "75"), (100, "100"), (123, "123")])
def test_a_document_is_asked_about_from_a_share_of_its_limit(size: int, percent: str) -> None:
    meetings = (on("2026-12-15"), on("2026-12-08"))
    assert found(SIZE, *meetings, size=size, characters=100) == ([f"12-15 ({percent})"] if percent else [])
    assert found(SIZE, *meetings, size=size, characters=100, share=1) == (
        ["12-15 (100)"] if size == 100 else ["12-15 (123)"] if size == 123 else []
    )


def test_the_size_is_asked_about_at_the_first_meeting_that_takes_place() -> None:
    off = on("2026-12-15", state=State.CANCELLED)
    [(day, gap)] = seen(SIZE, off, on("2026-12-08"), on("2026-12-01"), size=900_000)
    assert (day, gap.match, gap.field, gap.whole, gap.item) == ("2026-12-08", "88", "size", True, None)
    assert seen(SIZE, on("2026-12-08"), size=713_999) == []
    assert len(seen(SIZE, on("2026-12-08"), size=714_000)) == 1
    assert found(SIZE, on("2026-12-08"), size=1_019_999) == ["12-08 (99)"]
    for options in ({"share": 0}, {"share": 1.1}, {"characters": 0}):
        with pytest.raises(msgspec.ValidationError):
            CHECKS[SIZE].read(options)


EMPTY = "field-empty"


def test_headings_in_tables_are_found() -> None:
    meeting = on("2026-12-08", headings_in_tables=entries("1. 完了基準", "2. 定例の形"), items=(complete(),))
    assert found(EMPTY, meeting, field="headings_in_tables") == ["12-08 1. 完了基準", "12-08 2. 定例の形"]
    assert found(EMPTY, meeting, field="headings_in_tables", once=True) == ["12-08 1. 完了基準"]
    assert found(EMPTY, on("2026-12-08"), field="headings_in_tables", once=True) == []


def test_open_points_and_notes_may_be_asked_about() -> None:
    inner = complete(open_points=entries("二"), notes=entries("四"))
    meeting = on("2026-12-08", open_points=entries("一"), notes=entries("三"), items=(inner,))
    for field, lines in (("open_points", ["一", "二"]), ("notes", ["三", "四"])):
        gaps = [(g.item.number if g.item else 0, g.line, g.field) for _, g in seen(EMPTY, meeting, field=field)]
        assert gaps == [(0, lines[0], field), (1, lines[1], field)]


TEMPLATE = "template-version"
CURRENT = {"ja": "2", "en": "1"}


@pytest.mark.parametrize(
    ("version", "day", "asked"),
    [("1", "2026-12-22", True), ("2", "2026-12-22", False), ("", "2026-12-22", False), ("1", "2026-12-08", False)],
)
def test_what_another_template_wrote_is_asked_about_before_the_meeting(version: str, day: str, asked: bool) -> None:
    meeting = on(day, template=version)
    assert bool(seen(TEMPLATE, meeting, current=CURRENT)) == asked
    assert bool(seen(TEMPLATE, meeting, current=CURRENT, states=["held"])) == (version == "1" and day < "2026-12-16")


def test_the_template_is_that_of_the_documents_language() -> None:
    meeting = on("2026-12-22", template="1")
    [(_, gap)] = seen(TEMPLATE, meeting, current=CURRENT)
    assert (gap.field, gap.match, gap.item, gap.span) == ("template", "1", None, meeting.span)
    assert seen(TEMPLATE, meeting, current={"en": "2"}) == []
    assert seen(TEMPLATE, meeting, current={"ja": ""}) == []
    assert document().language == "ja"
    for options in ({}, {"current": {"fr": "1"}}, {"current": CURRENT, "states": []}):
        with pytest.raises(msgspec.ValidationError):
            CHECKS[TEMPLATE].read(options)
