"""Open action items are the same whether the meetings before the first open one are looked at or not."""

from __future__ import annotations

from dataclasses import astuple
from typing import Any
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.account.model import AccountDocument, ActionItem, CarriedItem, Meeting, State, Status
from docgen.lint import threads as module

WHERE = ("t.0", 0, 1)
LINES = st.tuples(st.sampled_from(["見積を送る", "試す"]), st.sampled_from([Status.OPEN, Status.DONE]))
MEETINGS = st.tuples(
    st.integers(1, 4),
    st.sampled_from([State.HELD, State.PLANNED]),
    st.lists(LINES, max_size=2),
    st.lists(LINES, max_size=1),
)


def minutes(number: int, day: int, state: State, born: list[Any], carried: list[Any]) -> Meeting:
    return Meeting(
        id=f"m{number}",
        date=f"2026-11-0{day}",
        title="定例",
        state=state,
        action_items=tuple(ActionItem(text=text, status=status, span=WHERE) for text, status in born),
        carried=tuple(CarriedItem(text=text, status=status, span=WHERE) for text, status in carried),
        span=WHERE,
    )


def told(document: AccountDocument) -> Any:
    made = module.threads(document)
    at = {key: [astuple(line) for thread in each for line in thread.lines] for key, each in made.at.items()}
    return at, made.later


@settings(max_examples=300)
@given(st.lists(MEETINGS, min_size=2, max_size=4), st.booleans())
def test_what_was_settled_before_anything_is_open_makes_no_difference(drawn: list[Any], by_hand: bool) -> None:
    every = [minutes(n, day, state, born, [] if by_hand else more) for n, (day, state, born, more) in enumerate(drawn)]
    document = AccountDocument(meetings=tuple(every))
    with patch.object(module, "_from_first_open", lambda meetings: meetings):
        whole = told(document)
    assert told(document) == whole
