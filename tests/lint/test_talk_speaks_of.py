"""``talk-speaks-of``: how many meetings it takes, what they say, and what sets them aside."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from docgen.account.model import AgendaItem
from docgen.lint.checks import CHECKS
from docgen.lint.gaps import Scene
from tests.lint.values import NOW, document, entries, meeting, todo

KIND = CHECKS["talk-speaks-of"]
OPTIONS: dict[str, Any] = {"wanted": ["残業"], "means": ["画面"], "names": ["残業の欄"], "aside": ["障害"]}
DAYS = ("2026-11-24", "2026-11-03", "2026-10-13", "2026-09-22")


def item(title: str = "画面", **fields: Any) -> AgendaItem:
    return AgendaItem(number=1, title=title, span=("t.0", 0, 0), **fields)


def asked(*row: AgendaItem | dict[str, Any], days: tuple[str, ...] = DAYS, **options: Any) -> str:
    """The number that is told of a row of meetings, the one to come first; empty where nothing is asked."""
    made = [
        meeting(one, date=day) if isinstance(one, AgendaItem) else meeting(**({"date": day} | one))
        for one, day in zip(row, days, strict=False)
    ]
    scene = Scene(made[0], document(*made), tuple(made[1:]), NOW)
    read = KIND.read(OPTIONS | options)
    found = list(KIND.find(scene, read))
    assert found == list(KIND.find(scene, read))
    assert all(gap.item is None and gap.field == "items" and gap.span == made[0].items[0].span for gap in found)
    return "".join(gap.match for gap in found)


MEANS = item(stance="画面を青に")


def test_a_row_of_means_is_asked_about() -> None:
    assert asked(MEANS, MEANS, MEANS) == "3"
    assert asked(MEANS, MEANS, MEANS, MEANS) == "4"
    assert asked(MEANS, MEANS, MEANS, MEANS, at_most=3) == "3"


def test_it_takes_some_meetings_and_some_days() -> None:
    assert asked(MEANS, MEANS) == ""
    assert asked(MEANS, MEANS, at_least=2) == "2"
    assert asked(MEANS, MEANS, at_least=2, days=("2026-11-24", "2026-11-04")) == ""
    week = ("2026-11-24", "2026-11-17", "2026-11-10")
    assert asked(MEANS, MEANS, MEANS, days=week) == ""
    assert KIND.read(OPTIONS | {"days": 14}).days == 14


def test_a_meeting_without_items_is_not_asked() -> None:
    assert asked({"goal": "画面"}, MEANS, MEANS) == ""


@pytest.mark.parametrize(
    "says",
    [
        item(stance="残業を減らす"),
        item(because="残業が多い"),
        item(ask="残業はどうか"),
        item(views=entries("残業が減った")),
        item(decisions=entries("残業を測る")),
        item(open_points=entries("残業の数え方")),
        item(notes=entries("残業の話")),
        item(action_items=(todo("残業を数える"),)),
        item("残業", stance="画面"),
        {"goal": "画面と残業", "items": (item(),)},
        {"views": entries("残業が減った"), "items": (item(),)},
    ],
)
def test_wherever_it_is_said_it_counts(says: Any) -> None:
    if isinstance(says, dict):
        made = [meeting(date=DAYS[0], **{k: v for k, v in says.items() if k != "items"}, title="定例")]
        made = [msgspec.structs.replace(made[0], items=says["items"])]
        made += [meeting(MEANS, date=day) for day in DAYS[1:3]]
        assert list(KIND.find(Scene(made[0], document(*made), tuple(made[1:]), NOW), KIND.read(OPTIONS))) == []
    else:
        assert asked(says, MEANS, MEANS) == ""
        assert asked(MEANS, MEANS, says) == ""


def test_details_count_and_empties_do_not() -> None:
    nested = msgspec.structs.replace(entries("画面")[0], details=("残業が減った",))
    assert asked(MEANS, item(views=(nested,)), MEANS) == ""
    assert asked(MEANS, item(stance="画面", views=entries("なし")), MEANS, wanted=["なし"]) == "3"


def test_a_title_under_which_nothing_stands_says_no_more_than_its_means() -> None:
    assert asked(MEANS, item("残業と画面"), MEANS) == "3"
    assert asked(MEANS, item("残業と画面", stance="青"), MEANS) == ""


def test_every_meeting_has_to_speak_of_means() -> None:
    assert asked(MEANS, item("ご挨拶", stance="新任です"), MEANS) == ""
    assert asked(item("ご挨拶", stance="新任です"), MEANS, MEANS) == ""


def test_names_are_no_outcome_but_means() -> None:
    named = item("欄", stance="残業の欄を足す")
    assert asked(MEANS, named, MEANS) == "3"
    assert asked(MEANS, named, MEANS, names=[]) == ""
    assert asked(MEANS, item("欄", stance="残業の欄で残業を測る"), MEANS) == ""


def test_what_sets_half_of_them_aside_silences() -> None:
    fault = item("障害", stance="画面が出ない")
    assert asked(MEANS, MEANS, fault) == "3"
    assert asked(MEANS, fault, fault) == ""
    assert asked(MEANS, MEANS, fault, item("障害と画面")) == ""
    assert asked(MEANS, fault, fault, aside=[]) == "3"


def test_widths_and_cases_are_the_same() -> None:
    screen = item("ＣＳＶ", stance="列")
    assert asked(screen, screen, screen, means=["csv"]) == "3"


def test_a_pattern_ends_with_its_line() -> None:
    one = item("画面", stance="目的", because="残業")
    assert asked(one, one, one, wanted=["目的.残業"]) == "3"
    assert asked(one, one, one, wanted=["^残業$"]) == ""


@pytest.mark.parametrize(
    "changes", [{"wanted": []}, {"means": []}, {"names": ["("]}, {"aside": [""]}, {"at_least": 0}, {"days": 0}]
)
def test_options_that_make_no_sense_are_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(msgspec.ValidationError):
        KIND.read(OPTIONS | changes)
