"""Findings: ids that stay, messages that ask, and the exit code."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.account.model import AgendaItem, Meeting, State
from docgen.errors import InputError
from docgen.lint.engine import lint
from docgen.lint.files import built_in, rules_of
from docgen.lint.findings import Finding, shortened, worst
from docgen.lint.rule import Severity
from docgen.lint.selection import Selection, selected
from docgen.settings import DisabledRule
from tests.lint.values import NOW, complete, document, entries, meeting, todo

RULES = rules_of(built_in())
FLAWED = (
    complete("完了基準", decisions=()),
    complete("第2ライン", action_items=(todo(owner=""), todo(owner=""), todo("基準を送る", due=""))),
    complete("第2ライン", views=()),
)


def ids(*meetings: Meeting) -> list[str]:
    return [finding.id for finding in lint(document(*meetings), RULES, now=NOW)]


def flawed(at: int = 0) -> Meeting:
    return meeting(*FLAWED, at=at)


def test_ids_are_short_and_all_different() -> None:
    found = ids(flawed(), meeting(*FLAWED, id="2026-11-10", date="2026-11-10"))
    assert len(found) == len(set(found)) == 10
    assert all(len(each) == 12 and int(each, 16) >= 0 for each in found)


def test_ids_stay_when_other_things_move() -> None:
    before = ids(flawed())
    assert ids(meeting(complete(views=()), id="2026-12-01", at=0), flawed(at=5000))[1:] == before
    moved = (complete("新しい論点"), FLAWED[1], FLAWED[2], FLAWED[0])
    assert sorted(ids(meeting(*moved))) == sorted(before)
    assert ids(meeting(*FLAWED, title="臨時")) == before


@given(st.permutations(FLAWED), st.integers(0, 3))
def test_the_order_of_items_is_no_part_of_ids(items: list[AgendaItem], extra: int) -> None:
    fillers = [complete(f"論点{n}") for n in range(extra)]
    assert sorted(ids(meeting(*fillers, *items))) == sorted(ids(flawed()))


def test_an_id_changes_with_the_line_but_not_with_its_width_or_spaces() -> None:
    def one(text: str) -> list[str]:
        return ids(meeting(complete(action_items=(todo(text, owner=""),))))

    assert one("ABC 見積") == one("ＡＢＣ見積 ") != one("別の見積")


def test_findings_come_in_the_order_of_the_document() -> None:
    found = lint(document(flawed(), meeting(*FLAWED, id="2026-11-10", at=2000)), RULES, now=NOW)
    assert [f.span[1] for f in found] == sorted(f.span[1] for f in found)
    assert [f.item_number for f in found] == [1, 2, 2, 2, 3] * 2


def test_a_finding_knows_its_place() -> None:
    item = complete("完了基準", decisions=(), heading_id="h.item")
    found = lint(document(meeting(complete(), item, heading_id="h.meeting")), RULES, now=NOW)
    assert [msgspec.to_builtins(f) for f in found] == [
        {
            "id": found[0].id,
            "rule": "item-has-decision",
            "severity": "error",
            "phase": "after",
            "account": "kumo",
            "account_name": "くも食品",
            "document_id": "doc1",
            "meeting": "2026-11-24",
            "date": "2026-11-24",
            "meeting_title": "11月定例",
            "item_number": 2,
            "item_title": "完了基準",
            "field": "decisions",
            "line": "",
            "match": "",
            "message": {
                "ja": "「完了基準」で、決まったことはありますか？（なければ「なし」）",
                "en": "Was anything decided on “完了基準”? (If not, “none”.)",
            },
            "known_unknown": False,
            "span": ("t.0", 200, 299),
            "heading_id": "h.item",
            "known": False,
            "fixable": False,
            "file": "",
            "file_line": 0,
        }
    ]


def test_what_people_wrote_is_quoted_literally_and_cut_when_long() -> None:
    long = "{line} の\n" + "長い話" * 40
    found = lint(document(meeting(complete(action_items=(todo(long, owner=""),)))), RULES, now=NOW)
    assert found[0].message.ja == f"「{shortened(long)}」は、どなたにお願いしますか？"
    assert found[0].line == long
    assert len(shortened(long)) == 48


def test_an_item_without_a_title_is_called_by_its_number() -> None:
    found = lint(document(meeting(complete(""), complete("", stance=""), state=State.PLANNED)), RULES, now=NOW)
    assert found[0].message.en.startswith("What do we think about “2”?")


@pytest.mark.parametrize(
    ("fail_on", "severities", "code"),
    [
        ("error", [], 0),
        ("error", ["warning", "advice"], 0),
        ("error", ["advice", "error"], 1),
        ("warning", ["warning"], 1),
        ("advice", ["advice"], 1),
    ],
)
def test_the_exit_code_follows_the_worst_finding(fail_on: str, severities: list[str], code: int) -> None:
    one: Finding = lint(document(flawed()), RULES, now=NOW)[0]
    found = [msgspec.structs.replace(one, severity=Severity(each)) for each in severities]
    assert worst(found, Severity(fail_on)) == code


def test_rules_can_be_switched_off_until_a_day() -> None:
    off = Selection(disable=(DisabledRule(rule="item-has-decision", reason="まだ慣れていない", until="2026-11-24"),))

    def names(selection: Selection, day: int) -> set[str]:
        return {rule.id for rule in selected(RULES, selection, date(2026, 11, day))}

    every = {rule.id for rule in RULES if rule.off is None}
    assert names(off, 24) == every - {"item-has-decision"}
    assert names(off, 25) == every
    assert names(Selection(only=("item-has-decision",)), 1) == {"item-has-decision"}
    assert not [f for f in lint(document(flawed()), RULES, now=NOW, selection=off) if f.rule == "item-has-decision"]


def test_a_selection_of_an_unknown_rule_is_told_with_the_nearest() -> None:
    with pytest.raises(InputError, match="there is no rule 'item-has-decisions'") as caught:
        selected(RULES, Selection(only=("item-has-decisions",)), date(2026, 11, 24))
    assert "did you mean item-has-decision?" in caught.value.line("en")


def test_an_empty_document_has_no_findings() -> None:
    assert lint(document(), RULES, now=NOW) == ()
    assert lint(document(meeting(complete(decisions=entries("決めた")))), (), now=NOW) == ()
