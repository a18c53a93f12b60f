"""Spans follow edits; many at once go where each would go alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from docgen.document.steps import Step, follow_span, followers, untouched_from

steps = st.lists(
    st.one_of(
        st.builds(lambda at, n: Step(at, 0, n), st.integers(0, 30), st.integers(1, 9)),
        st.builds(lambda at, n: Step(at, n, 0), st.integers(0, 30), st.integers(1, 9)),
    ),
    max_size=8,
)


def follow(span: tuple[int, int], *done: Step) -> tuple[int, int] | None:
    return follow_span(done, span)


def test_text_inside_makes_a_span_longer_and_text_around_it_does_not() -> None:
    assert follow((5, 9), Step(6, 0, 3)) == (5, 12)
    assert follow((5, 9), Step(5, 0, 3)) == (8, 12)
    assert follow((5, 9), Step(9, 0, 3)) == (5, 9)


def test_a_span_keeps_what_is_left_of_it() -> None:
    assert follow((5, 9), Step(7, 9, 0)) == (5, 7)
    assert follow((5, 9), Step(1, 5, 0)) == (1, 4)
    assert follow((5, 9), Step(5, 4, 0)) is None


def test_what_replaces_the_content_inside_a_span_stays_inside() -> None:
    assert follow((5, 9), Step(6, 0, 3), Step(5, 1, 0), Step(8, 3, 0)) == (5, 8)


@given(steps, st.integers(0, 40), st.integers(1, 20))
def test_following_all_steps_at_once_is_following_them_in_turn(done: list[Step], start: int, size: int) -> None:
    to_start, to_end = followers(done)
    span = (to_start(start), to_end(start + size))
    assert (span if span[0] < span[1] else None) == follow_span(done, (start, start + size))


@given(steps, st.integers(0, 40), st.integers(1, 20))
def test_behind_all_edits_a_span_is_only_shifted(done: list[Step], behind: int, size: int) -> None:
    tail, shift = untouched_from(done)
    start = max(0, tail) + behind
    assert follow_span(done, (start, start + size)) == (start + shift, start + size + shift)
