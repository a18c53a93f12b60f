"""``similar-to-earlier``: with what a text is compared, and which texts are."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from docgen.account.model import AgendaItem, Kind, Meeting
from docgen.lint.checks import CHECKS
from docgen.lint.gaps import Scene
from tests.lint.values import NOW, complete, document, meeting

KIND = CHECKS["similar-to-earlier"]
CLAIM = "夜間の積み込みは2名で足りる"


def asked(*now: AgendaItem, before: tuple[Meeting, ...], **options: Any) -> list[str]:
    of = meeting(*now)
    scene = Scene(of, document(of, *before), before, NOW)
    found = KIND.find(scene, KIND.read({"field": "stance"} | options))
    return [f"{gap.item.number if gap.item else 0}.{gap.field}: {gap.line} {gap.match}" for gap in found]


def held(day: str, *stances: str, **fields: Any) -> Meeting:
    return meeting(*(complete(stance=text, **fields) for text in stances), id=day, date=day)


def test_each_item_is_compared_with_every_item_of_the_meetings_before() -> None:
    before = (held("2026-11-10", "冷凍便が先"), held("2026-10-27", "受付は朝に寄せる", f"{CLAIM}。"))
    now = (complete("別の論点", stance=f" {CLAIM}\n"), complete(stance="受付は夜に寄せる"))
    assert asked(*now, before=before) == [f"1.stance: {CLAIM} 2026-10-27"]
    assert asked(*now, before=()) == []


def test_the_latest_is_named() -> None:
    before = (held("2026-11-10", CLAIM), held("2026-10-27", CLAIM))
    assert asked(complete(stance=CLAIM), before=before) == [f"1.stance: {CLAIM} 2026-11-10"]


def test_only_so_far_back() -> None:
    before = (held("2026-11-10", "冷凍便が先"), held("2026-10-27", CLAIM))
    now = complete(stance=CLAIM)
    assert asked(now, before=before, meetings=1) == []
    assert asked(now, before=before, meetings=2) != []
    assert asked(now, before=before, days=28) != []
    assert asked(now, before=before, days=27) == []


def test_the_fields_beside_have_to_be_the_same() -> None:
    before = (held("2026-10-27", CLAIM, because="8月は1名だった", ask="よいか"),)
    now = complete(stance=CLAIM, because="9月は1名だった")
    assert asked(now, before=before) != []
    assert asked(now, before=before, beside=["because"]) == []
    assert asked(complete(stance=CLAIM, because="８月は1名だった"), before=before, beside=["because"]) != []
    assert asked(complete(stance="", ask="この2名でよいですか"), before=before, beside=["because"]) == []


def test_another_field() -> None:
    before = (held("2026-10-27", "冷凍便が先", ask="2名で始めてよいか"),)
    now = complete(stance="別", ask="２名で始めてよいか")
    assert asked(now, before=before, field="ask") == ["1.ask: ２名で始めてよいか 2026-10-27"]


def test_short_texts_empties_and_unknowns_are_alike_by_nature() -> None:
    for text in ("なし", "未定", "共有のみ"):
        assert asked(complete(stance=text), before=(held("2026-10-27", text),), shortest=5) == []
    assert asked(complete(stance="共有のみ"), before=(held("2026-10-27", "共有のみ"),), shortest=4) != []
    assert asked(complete(stance="共有のみ"), before=(held("2026-10-27", "共有のみ"),)) == []


def test_only_some_items() -> None:
    before = (held("2026-10-27", CLAIM),)
    every = tuple(complete(kind=kind, stance=CLAIM) for kind in (Kind.SHARE, Kind.DISCUSS, None))
    assert [line[0] for line in asked(*every, before=before)] == ["1", "2", "3"]
    assert [line[0] for line in asked(*every, before=before, kinds=["discuss"])] == ["2", "3"]
    assert asked(complete("宿題の確認", stance=CLAIM), before=before, except_titles=["todo-check"]) == []


def test_what_says_why_it_comes_again_is_not_asked_unless_it_always_says_so() -> None:
    again: dict[str, Any] = {"again": ["再度"], "courtesies": ["^再度ご相談"]}
    text = f"再度ご相談します。{CLAIM}"
    assert asked(complete(stance=text), before=(held("2026-10-27", CLAIM),), **again) == []
    assert asked(complete(stance=text), before=(held("2026-10-27", text),), **again) != []
    assert asked(complete(stance=CLAIM), before=(held("2026-10-27", text),), **again) != []


def test_options_reach_the_comparison() -> None:
    def copied(one: str, other: str, **options: Any) -> bool:
        return bool(asked(complete(stance=one), before=(held("2026-10-27", other),), **options))

    assert copied(f"本日は{CLAIM}", CLAIM, asides=["^本日は"])
    assert copied(f"{CLAIM}見込み", CLAIM, endings=["見込み"])
    assert not copied(f"見込み{CLAIM}", CLAIM, endings=["見込み"])
    assert copied(f"弊社案の{CLAIM}", f"当社案の{CLAIM}", spellings=[{"as": "当社", "also": ["弊社"]}])
    assert not copied(f"弊社案の{CLAIM}", f"当社案の{CLAIM}")
    assert copied(f"{CLAIM}こと", CLAIM)
    assert not copied(f"{CLAIM}だけ", CLAIM, turns=["だけ"])
    assert copied("the two nurses are enough", "two nurses are enough", small=["the"])
    assert not copied("the two nurses are enough", "two nurses are enough")


@pytest.mark.parametrize(
    "options",
    [
        {"field": "title"},
        {"field": "ask", "beside": ["ask"]},
        {"field": "stance", "meetings": 0},
        {"field": "stance", "turns": ["("]},
        {"field": "stance", "spellings": [{"as": "", "also": ["x"]}]},
        {"field": "stance", "spellings": [{"as": "x", "also": []}]},
        {"field": "stance", "spellings": [{"as": "x", "also": ["("]}]},
    ],
)
def test_options_that_make_no_sense_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(msgspec.ValidationError):
        KIND.read(options)
