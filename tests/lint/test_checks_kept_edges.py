"""The check kinds where one meeting, one minute or one line more makes the difference."""

from __future__ import annotations

from typing import Any

import pytest

from docgen.account.model import ActionItem, AgendaItem, Entry, Meeting, State
from docgen.lint.checks import CHECKS
from docgen.lint.gaps import Gap, Scene
from tests.lint.scenes import found, on, seen
from tests.lint.values import NOW, complete, document, entries, meeting, todo

CLAIM = "夜間の積み込みは2名で足りる"


def gaps(kind: str, of: Meeting, *before: Meeting, **options: Any) -> list[Gap]:
    check = CHECKS[kind]
    return list(check.find(Scene(of, document(of, *before), before, NOW), check.read(options)))


def test_an_action_item_is_one_as_soon_as_anything_stands_in_its_line() -> None:
    nowhere = ("t.0", 0, 0)
    text, owner, said, due, box = (
        ActionItem(text="見積を送る", span=nowhere),
        ActionItem(text=" ", owners=("鈴木",), span=nowhere),
        ActionItem(text="", due_text="12/5", span=nowhere),
        ActionItem(text="", due="2026-12-05", span=nowhere),
        ActionItem(text=" ", span=nowhere),
    )
    for field, lacking in (("owner", [text, said, due]), ("due", [text, owner])):
        for each in (text, owner, said, due, box):
            asked = gaps("action-item-has", meeting(action_items=(each,)), field=field)
            assert len(asked) == (each in lacking), (field, each)


@pytest.mark.parametrize(("owner", "match"), [("未定", "未定"), ("", "")])
def test_the_known_unknown_that_stands_there_is_told(owner: str, match: str) -> None:
    (gap,) = gaps("action-item-has", meeting(action_items=(todo(owner=owner),)), field="owner")
    assert (gap.match, gap.unknown) == (match, bool(match))


def test_a_meeting_without_planned_minutes_is_never_too_short() -> None:
    short = on("2026-12-22", items=(complete(),), start="2026-12-22T10:00", end="2026-12-22T11:00")
    assert found("agenda-minutes", short, spare=90) == []


def test_a_meeting_of_one_minute_has_a_length() -> None:
    one = on("2026-12-22", items=(complete(minutes=30),), start="2026-12-22T10:00", end="2026-12-22T10:01")
    assert found("agenda-minutes", one) == ["12-22 (30/1)"]


def test_nobody_is_asked_about_the_size_of_a_document_whose_meetings_were_all_called_off() -> None:
    assert seen("document-size", on("2026-12-08", state=State.CANCELLED), size=1_000_000) == []


def test_what_is_asked_of_a_meeting_alone_does_not_look_into_its_items() -> None:
    of = meeting(complete(decisions=entries("3割とする")))
    assert [gap.item for gap in gaps("field-filled", of, part="meeting", field="decisions")] == [None]
    assert gaps("field-filled", of, part="anywhere", field="decisions") == []


@pytest.mark.parametrize("weekday", ["火", "水"])
def test_a_heading_of_another_day_is_not_asked_about(weekday: str) -> None:
    assert found("weekday-matches", on("2026-12-08", heading=f"2026-12-09（{weekday}）定例"), fields=["date"]) == []


@pytest.mark.parametrize(
    ("todo_text", "said", "mentioned"),
    [
        ("料金を送る", "料金の話", True),
        ("料金表は来週送る", "料金表", True),
        ("料金表が要る", "料金表", True),
        ("料金表の確認", "料金表", True),
        ("表を送る", "代表が来る", False),
    ],
)
def test_the_thing_of_an_item_ends_before_its_first_particle(todo_text: str, said: str, mentioned: bool) -> None:
    last = on("2026-12-15", action_items=(todo(todo_text),))
    assert (found("open-items-shown", on("2026-12-22", goal=said), last) == []) == mentioned


def test_by_itself_a_stance_makes_an_agenda_of_such_titles() -> None:
    options: dict[str, Any] = {"not_only": ["todo-check"]}
    assert gaps("agenda-titles", meeting(complete("宿題の確認", stance="3割でよい")), **options) == []
    assert len(gaps("agenda-titles", meeting(complete("宿題の確認", stance="")), **options)) == 1


def held(day: str, **fields: Any) -> Meeting:
    return meeting(complete(**fields), id=day, date=day)


def copied(now: dict[str, Any], before: dict[str, Any], **options: Any) -> bool:
    of, earlier = meeting(complete(**now)), held("2026-11-10", **before)
    return bool(gaps("similar-to-earlier", of, earlier, **({"field": "stance"} | options)))


def test_a_text_is_not_the_same_as_what_stood_beside_an_empty_one() -> None:
    assert not copied({"stance": CLAIM}, {"stance": " ", "because": CLAIM}, beside=["because"])


def test_each_field_beside_ends_a_sentence_of_its_own() -> None:
    beside = {"because": "8月は1名だった"}
    polite, plain = {"stance": f"{CLAIM}見込み"} | beside, {"stance": CLAIM} | beside
    assert copied(polite, plain, beside=["because"], endings=["見込み"])
    assert not copied(polite, plain, beside=["because"])


def test_the_number_and_the_month_of_a_meeting_do_not_hide_that_a_text_is_the_same() -> None:
    now, before = ({"stance": f"第{n}回{month}月、{CLAIM}"} for n, month in ((5, 10), (6, 11)))
    assert copied(now, before, asides=[r"^第\d+回\d+月"])


def test_nor_does_another_word_for_one_in_three() -> None:
    words = [{"as": "足りる", "also": ["済む"]}]
    assert copied({"stance": "端末はふたつあれば足りる"}, {"stance": "端末はふたつあれば済む"}, spellings=words)


def test_how_far_back_and_how_short_a_text_is_compared() -> None:
    def asked(*days: str, text: str = CLAIM) -> bool:
        """Of meetings on ``days``, the last of which said the same."""
        others = [held(day, stance="冷凍便が先") for day in days[:-1]]
        now = meeting(complete(stance=text))
        return bool(gaps("similar-to-earlier", now, *others, held(days[-1], stance=text), field="stance"))

    weeks = ("2026-11-17", "2026-11-10", "2026-11-03", "2026-10-27", "2026-10-20")
    assert (asked(*weeks[:4]), asked(*weeks)) == (True, False)
    assert (asked("2026-05-08"), asked("2026-05-07")) == (True, False)
    assert (asked(*weeks[:1], text="冷凍便を先に出す"), asked(*weeks[:1], text="冷凍便を先に出")) == (True, False)


TALK: dict[str, Any] = {"wanted": ["残業"], "means": ["画面"]}
WEEKLY = ("2026-11-24", "2026-11-17", "2026-11-10", "2026-11-03")


def item(**fields: Any) -> AgendaItem:
    return AgendaItem(number=1, title="論点", span=("t.0", 0, 0), **fields)


def row(*stances: str) -> list[Meeting]:
    return [meeting(item(stance=text), id=day, date=day) for text, day in zip(stances, WEEKLY, strict=False)]


def test_the_days_of_a_row_are_counted_from_its_first_meeting_to_its_last() -> None:
    four = row(*["画面を青に"] * 4)
    assert [gap.match for gap in gaps("talk-speaks-of", *four, **TALK)] == ["4"]
    assert gaps("talk-speaks-of", *four[:3], **TALK) == []


def test_a_talk_of_a_year_is_told_by_its_last_twelve_meetings() -> None:
    many = [meeting(item(stance="画面を青に"), date=f"2026-11-{day}") for day in range(30, 10, -2)] * 2
    assert [gap.match for gap in gaps("talk-speaks-of", *many[:13], days=1, **TALK)] == ["12"]


def test_two_rules_about_the_talk_do_not_share_what_they_found() -> None:
    four, kind = row(*["画面を青に"] * 4), CHECKS["talk-speaks-of"]
    scene = Scene(four[0], document(*four), tuple(four[1:]), NOW)
    rules = [kind.read(TALK | more) for more in ({}, {"wanted": ["青"]}, {"means": ["赤"]})]
    assert [len(list(kind.find(scene, rule))) for rule in rules] == [1, 0, 0]


def test_what_stands_behind_a_name_begins_its_line() -> None:
    four = row("【画面】残業を減らす", *["画面を青に"] * 3)
    assert gaps("talk-speaks-of", *four, names=["【画面】"], means=["画面"], wanted=["^残業"]) == []


def test_half_a_character_does_not_stop_the_talk() -> None:
    four = row("画面\ud83dを青に", *["画面を青に"] * 3)
    assert len(gaps("talk-speaks-of", *four, **TALK)) == 1


@pytest.mark.parametrize("said", ["残業を減らす", "離職を減らす", "事故を減らす"])
def test_any_of_several_patterns_will_do(said: str) -> None:
    four = row(f"画面で{said}", *["画面を青に"] * 3)
    assert gaps("talk-speaks-of", *four, wanted=["残業", "離職", "事故"], means=["画面"]) == []


@pytest.mark.parametrize("ending", ["見込み", "予定", "方針"])
def test_any_of_several_endings_is_left_out(ending: str) -> None:
    endings = ["見込み", "予定", "方針"]
    assert copied({"stance": f"{CLAIM}{ending}"}, {"stance": CLAIM}, endings=endings)


def test_every_gap_knows_where_it_stands() -> None:
    of = meeting(
        complete(stance=CLAIM, decisions=entries("検討")),
        notes=(Entry(text="？", span=("t.0", 7, 8)),),
        at=2000,
    )
    lacking = {"lacking": ["検討$", "足りる$"]}
    for kind, options, span in (
        ("field-empty", {"field": "notes"}, ("t.0", 7, 8)),
        ("text-says-more", {"field": "stance"} | lacking, of.items[0].span),
        ("text-says-more", {"field": "decisions"} | lacking, of.items[0].decisions[0].span),
        ("similar-to-earlier", {"field": "stance"}, of.items[0].span),
    ):
        found = gaps(kind, of, held("2026-11-10", stance=CLAIM), **options)
        assert [gap.span for gap in found] == [span], kind
    large = on("2026-12-08", at=2000)
    assert [gap.span for _, gap in seen("document-size", large, size=1_000_000)] == [large.span]
