"""Options that do not fit, as somebody who writes a rule is told of them: which key, and what it is about."""

from __future__ import annotations

import re
from typing import Any

import msgspec
import pytest

from docgen.inputs.typed import UnfitError
from docgen.lint.checks import CHECKS

FILLED = {"field": "ask"}
SAYS = {"field": "decisions", "lacking": ["検討"]}
SAME = {"field": "stance"}
TALK = {"wanted": ["残業"], "means": ["画面"]}


def refusal(kind: str, options: dict[str, Any]) -> UnfitError:
    with pytest.raises(msgspec.ValidationError) as caught:
        CHECKS[kind].read(options)
    assert isinstance(caught.value.__cause__, UnfitError)
    return caught.value.__cause__


@pytest.mark.parametrize(
    ("kind", "options", "path"),
    [
        ("agenda-titles", {"patterns": ["x", "("]}, ("patterns", 1)),
        ("field-filled", FILLED | {"unless": ["ok", "("]}, ("unless", 1)),
        ("similar-to-earlier", SAME | {"courtesies": ["x", "("]}, ("courtesies", 1)),
        ("similar-to-earlier", SAME | {"asides": ["("]}, ("asides", 0)),
        ("similar-to-earlier", SAME | {"endings": ["("]}, ("endings", 0)),
        ("similar-to-earlier", SAME | {"again": ["("]}, ("again", 0)),
        ("similar-to-earlier", SAME | {"turns": ["("]}, ("turns", 0)),
        (
            "similar-to-earlier",
            SAME | {"spellings": [{"as": "x", "also": ["y"]}, {"as": "x", "also": ["y", "z", "("]}]},
            ("spellings", 1, "also", 2),
        ),
        ("talk-speaks-of", TALK | {"wanted": ["("]}, ("wanted", 0)),
        ("talk-speaks-of", TALK | {"means": ["x", "("]}, ("means", 1)),
        ("talk-speaks-of", TALK | {"names": ["("]}, ("names", 0)),
        ("talk-speaks-of", TALK | {"aside": ["("]}, ("aside", 0)),
        ("text-matches", {"patterns": ["x", "("]}, ("patterns", 1)),
        ("text-matches", {"patterns": ["x", {"match": "("}]}, ("patterns", 1, "match")),
        ("text-matches", {"patterns": ["x"], "exceptions": ["y", "("]}, ("exceptions", 1)),
        ("text-says-more", SAYS | {"enough": ["x", "("]}, ("enough", 1)),
        ("text-says-more", SAYS | {"courtesies": ["("]}, ("courtesies", 0)),
    ],
)
def test_a_pattern_that_is_none_is_found_in_its_list(kind: str, options: dict[str, Any], path: tuple[Any, ...]) -> None:
    told = refusal(kind, options)
    assert told.path == path
    assert "missing )" in told.problem.en


def test_a_name_that_is_not_among_the_words_is_found_where_it_stands() -> None:
    words = [{"name": "act", "any": ["検討"]}, {"name": "more", "any": ["再{act}", "{acts}"]}]
    for options, path in (
        ({"enough": ["x", "{acts}"]}, ("enough", 1)),
        ({"words": words}, ("words", 1, "any", 1)),
    ):
        told = refusal("text-says-more", SAYS | options)
        assert told.path == path
        assert "'acts'" in told.problem.en
        assert "'acts'" in told.problem.ja


@pytest.mark.parametrize(
    ("kind", "options", "path", "problem"),
    [
        ("action-item-open", {}, (), "`days_overdue` or `times_carried` is needed"),
        ("agenda-titles", {}, (), "`not_only` or `patterns` is needed"),
        ("similar-to-earlier", {"field": "ask", "beside": ["ask"]}, ("beside",), "`beside` is another field"),
        (
            "text-says-more",
            {"field": "ask"},
            (),
            "one of `lacking`, `lacking_anyway` and `lacking_alone` is needed",
        ),
    ],
)
def test_options_that_do_not_go_together_are_named_in_both_languages(
    kind: str, options: dict[str, Any], path: tuple[str, ...], problem: str
) -> None:
    told = refusal(kind, options)
    assert (told.path, told.problem.en) == (path, problem)
    assert _named(told.problem.ja) == _named(problem)
    assert re.search("[ぁ-ん]", told.problem.ja)


def _named(text: str) -> list[str]:
    return re.findall("`([^`]*)`", text)


@pytest.mark.parametrize(
    ("part", "options", "path", "field", "some"),
    [
        ("item", {"field": "goal"}, ("field",), "goal", "ask"),
        ("meeting", {"field": "ask"}, ("field",), "ask", "goal, items"),
        ("anywhere", {"field": "goal"}, ("field",), "goal", "action_items, decisions, views"),
        ("item", {"field": "ask", "where": ["stance", "goal"]}, ("where", 1), "goal", "because"),
    ],
)
def test_a_field_that_the_part_does_not_have_is_told_with_those_it_has(
    part: str, options: dict[str, Any], path: tuple[Any, ...], field: str, some: str
) -> None:
    told = refusal("field-filled", {"part": part} | options)
    assert told.path == path
    for text in (told.problem.ja, told.problem.en):
        assert repr(field) in text
        assert repr(part) in text
        assert some in text
