"""``text-says-more``: what a sentence is worth, what makes up for it, and where nothing is asked."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from docgen.account.model import Entry, Kind, Meeting, Status
from docgen.lint.checks import CHECKS
from docgen.lint.gaps import Scene
from tests.lint.values import NOW, complete, document, entries, meeting, todo

KIND = CHECKS["text-says-more"]
OPEN: dict[str, Any] = {"field": "decisions", "lacking": ["検討$"], "enough": ["合意"]}


def asked(of: Meeting, **options: Any) -> list[str]:
    """The gaps, as ``item.field: line``, with a trailing ? for a known unknown."""
    return [
        f"{gap.item.number if gap.item else 0}.{gap.field}: {gap.line}{'?' if gap.unknown else ''}"
        for gap in KIND.find(Scene(of, document(of), (), NOW), KIND.read(options))
    ]


def decided(*texts: str, **options: Any) -> list[str]:
    return [line.split(": ", 1)[1] for line in asked(meeting(decisions=entries(*texts)), **(OPEN | options))]


def stance(text: str, because: str = "", title: str = "論点", **options: Any) -> bool:
    """Whether a stance is asked about."""
    found = asked(meeting(complete(title, stance=text, because=because)), **({"field": "stance"} | options))
    assert found in ([], [f"1.stance: {text}"])
    return bool(found)


def test_a_text_of_lacking_sentences_is_asked_about() -> None:
    assert decided("検討", "A案は検討。B案も検討。", "A案とする", "A案とする。B案は検討") == [
        "検討",
        "A案は検討。B案も検討。",
    ]
    assert decided("・検討。", "・") == ["・検討。"]
    assert decided("検討（来週）") == ["検討（来週）"]


def test_one_sentence_that_is_enough_makes_the_text_so() -> None:
    assert decided("合意のうえ検討", "検討。合意。", "検討。検討") == ["検討。検討"]


def test_what_lacks_anyway_does_so_in_brackets_and_whatever_else_it_says() -> None:
    options: dict[str, Any] = {"lacking": [], "lacking_anyway": [r"\(案\)", "合意を目指"]}
    assert decided("完了（案）", "合意を目指す", "完了", "完了（案）。合意", **options) == [
        "完了（案）",
        "合意を目指す",
    ]


def test_courtesies_are_taken_away_first() -> None:
    options: dict[str, Any] = {"courtesies": ["^本日は", "と思います$"]}
    assert decided("検討と思います", "本日は検討（次回）", "本日は", **options) == [
        "検討と思います",
        "本日は検討（次回）",
    ]
    assert decided("本日は、検討", courtesies=["^本日は"], lacking=["^検討"]) == ["本日は、検討"]
    assert decided("検討と思います") == []
    assert decided("検討と思います", courtesies=["^本日は"]) == []


def test_words_stand_for_each_other_in_patterns_and_in_later_words() -> None:
    words = [{"name": "act", "any": ["検討", "協議"]}, {"name": "acts", "any": ["再{act}"]}]
    assert decided("協議する", "再協議する", words=words, lacking=["^{acts}する$"]) == ["再協議する"]
    assert decided("検討中", "検検検", words=words, lacking=["^検{2,3}$"]) == ["検検検"]


def test_empties_are_answers_and_known_unknowns_are_told() -> None:
    options: dict[str, Any] = {"lacking": ["未定|なし"]}
    assert decided("なし", "未定", "時期は未定", **options) == ["未定?", "時期は未定"]


def test_what_stands_nested_under_a_line_belongs_to_it() -> None:
    entry = entries("検討")[0]
    more = msgspec.structs.replace(entry, details=("1月に始める",))
    same = msgspec.structs.replace(entry, details=("別途検討",))
    assert asked(meeting(decisions=(entry, more, same)), **OPEN) == ["0.decisions: 検討"] * 2


def test_another_rule_asks_where_nothing_but_known_unknowns_stands() -> None:
    options: dict[str, Any] = OPEN | {"lacking": ["未定"], "unknown_is_asked": ["decide"]}
    unknown, mixed = entries("未定", "なし"), entries("未定", "A案とする")
    assert asked(meeting(complete(decisions=unknown)), **options) == []
    assert asked(meeting(complete(decisions=mixed)), **options) == ["1.decisions: 未定?"]
    assert asked(meeting(complete(kind=None, decisions=unknown)), **options) == ["1.decisions: 未定?"]
    assert asked(meeting(decisions=unknown), **options) == ["0.decisions: 未定?"]


def test_action_items_that_are_over_are_left_alone() -> None:
    every = [todo(f"{status}を検討", status=status) for status in Status]
    of = meeting(complete(action_items=tuple(every)), action_items=(todo("検討"), todo(" ")))
    asked_about = ["0.action_items: 検討", "1.action_items: openを検討", "1.action_items: unknownを検討"]
    assert asked(of, field="action_items", lacking=["検討$"]) == asked_about


def test_only_some_items() -> None:
    of = meeting(*(complete(kind=kind, stance="検討") for kind in (Kind.SHARE, Kind.DISCUSS, None)))
    options: dict[str, Any] = {"field": "stance", "lacking": ["検討"]}
    assert asked(of, **options) == ["1.stance: 検討", "2.stance: 検討", "3.stance: 検討"]
    assert asked(of, kinds=["discuss"], **options) == ["2.stance: 検討", "3.stance: 検討"]
    of = meeting(complete("前回TODOの確認", stance="検討"), complete(stance=" \n"))
    assert asked(of, except_titles=["todo-check"], **options) == []
    assert asked(of, **options) == ["1.stance: 検討"]


def test_a_reason_makes_up_for_what_lacks_alone() -> None:
    options: dict[str, Any] = {
        "lacking": ["説明$"],
        "lacking_alone": ["の件$"],
        "enough": ["べき"],
        "reason": "because",
    }
    assert stance("端末の件", **options)
    assert not stance("端末の件", "夜勤に足りないため", **options)
    assert stance("端末の件", "期限のため", weak_reasons=["期限"], **options)
    assert not stance("端末の件", "期限のため。夜勤に足りないため", weak_reasons=["期限"], **options)
    assert not stance("端末の件", "期限までに配るべき", weak_reasons=["期限"], **options)
    assert stance("端末の説明", "夜勤に足りないため", **options)
    assert not stance("端末の説明", "先に配るべきため", **options)
    assert stance("端末の件", "なし", **options)
    assert stance("端末の件", "未定", **options)
    assert stance("端末の件", "夜勤に足りないため", **(options | {"reason": ""}))
    assert not stance("端末の説明。端末の件", "夜勤に足りないため", **options)
    assert not stance("端末の件。端末の説明", "夜勤に足りないため", **options)
    assert not stance("端末の説明。6台", **options)
    assert not stance("・", **options)


def test_a_title_that_asks_makes_an_answer_of_what_lacks_alone() -> None:
    options: dict[str, Any] = {"lacking": ["説明$"], "lacking_alone": ["体制$"], "asking_titles": ["誰|[?]"]}
    assert stance("現行の体制", title="承認", **options)
    assert not stance("現行の体制", title="承認は誰が", **options)
    assert not stance("現行の体制", title="承認者？", **options)
    assert stance("ご説明", title="承認は誰が", **options)
    assert stance("現行の体制", title="承認は誰が", **(options | {"asking_titles": []}))


def test_half_characters_are_no_hindrance() -> None:
    assert decided("本日\ud83d検討", courtesies=["^本日"]) == ["本日\ud83d検討"]
    assert decided("\ud83d検討") == ["\ud83d検討"]


@pytest.mark.parametrize(
    "options",
    [
        {"field": "decisions"},
        {"field": "decisions", "enough": ["合意"]},
        {"field": "title", "lacking": ["検討"]},
        {"field": "decisions", "lacking": ["検討"], "enoughs": ["合意"]},
        {"field": "decisions", "lacking": ["検討"], "words": [{"name": "act", "any": ["x"], "all": ["y"]}]},
        {"field": "decisions", "lacking": ["検討"], "words": [{"name": "act", "any": ["{later}"]}]},
        {"field": "decisions", "lacking": ["("]},
        {"field": "decisions", "lacking": [""]},
        {"field": "decisions", "lacking": ["{acts}"]},
        {"field": "decisions", "lacking": ["検討"], "enough": ["{acts}"], "words": [{"name": "act", "any": ["x"]}]},
        {"field": "decisions", "lacking_alone": ["検討"], "weak_reasons": ["(?=x)"]},
    ],
)
def test_options_that_make_no_sense_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(msgspec.ValidationError):
        KIND.read(options)


@pytest.mark.parametrize("option", ["lacking", "lacking_anyway", "lacking_alone"])
def test_one_list_of_what_lacks_will_do(option: str) -> None:
    assert asked(meeting(decisions=(Entry(text="検討", span=("t.0", 3, 5)),)), field="decisions", **{option: ["検"]})
