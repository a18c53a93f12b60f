"""Whose an event is: certain where the people or the name say so, asked where they do not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from docgen.account.matching import Matcher
from docgen.account.model import Account
from tests.account.week import ACCOUNTS, GUEST, ROSTER, US, event


def matched(*args: str, decided: Mapping[str, str] | None = None, **more: Any) -> str:
    """Why, and who: ``people kaede``, ``unsure kaede? yoshino?``."""
    match = Matcher(ROSTER, ACCOUNTS, decided or {}).match(event(*args, **more))
    account = [match.account.id] if match.account else []
    return " ".join([match.why, *account, *(f"{one.id}?" for one in match.candidates)])


def titled(title: str, *people: str) -> str:
    return matched(title, "2026-12-01T10:00", *people)


@pytest.mark.parametrize(
    ("title", "people", "says"),
    [
        ("定例", [US, GUEST], "people kaede"),
        ("定例", ["x@sub.kaede.example.jp"], "people kaede"),
        ("定例", ["x@logi.kaede.example.jp"], "people kaede-l"),
        ("定例", ["X@KAEDE.EXAMPLE.JP"], "people kaede"),
        ("定例", ["x@notkaede.example.jp"], "nobody"),
        ("楓食品様 定例", ["someone@gmail.com"], "title kaede"),
        ("（株）楓食品様_定例", ["someone@partner.example"], "title kaede"),
        ("楓食品ロジスティクス様 定例", ["a@partner.example"], "title kaede-l"),
        ("吉野製作所様と打ち合わせ", ["a@partner.example"], "title yoshino"),
        ("ﾊｰﾊﾞｰ / harbour  hotels weekly", ["a@partner.example"], "title harbour"),
        ("Harbour Hotelsの件", ["a@partner.example"], "title harbour"),
    ],
)
def test_the_people_or_the_name_say_it(title: str, people: list[str], says: str) -> None:
    assert titled(title, *people) == says


@pytest.mark.parametrize(
    ("title", "people", "says"),
    [
        ("定例", [GUEST, "k@yoshino.example.jp", "m@yoshino.example.jp"], "unsure yoshino? kaede?"),
        ("吉野様 定例", [GUEST], "unsure kaede? yoshino?"),
        ("楓食品・吉野製作所 合同勉強会", ["a@partner.example"], "unsure kaede? yoshino?"),
        ("カエデリーフ展示会", ["a@partner.example"], "nobody"),  # a longer word of its own
        ("アカエデ", ["a@partner.example"], "nobody"),
        ("HHS weekly", ["a@partner.example"], "nobody"),
        ("HH weekly", ["a@partner.example"], "unsure harbour?"),  # two letters may be chance
        ("楓の会", ["a@partner.example"], "unsure kaede?"),
    ],
)
def test_what_is_not_sure_is_asked(title: str, people: list[str], says: str) -> None:
    assert titled(title, *people) == says


def test_one_of_the_invited_customers_is_named() -> None:
    assert titled("楓食品様 定例", GUEST, "k@yoshino.example.jp") == "people kaede"


def test_what_only_the_description_or_a_name_says_is_asked() -> None:
    stranger = ("面談", "2026-12-01T10:00", "a@partner.example")
    assert matched(*stranger, description="楓食品様のご紹介で") == "unsure kaede?"
    assert matched(*stranger, location="吉野製作所 本社") == "unsure yoshino?"
    assert titled("面談", "木村（𠮷野製作所）<k@gmail.com>") == "unsure yoshino?"
    assert matched("1on1", "2026-12-01T10:00", US, description="楓食品の件") == "internal"


@pytest.mark.parametrize(
    ("title", "people", "says"),
    [
        ("部会", [US, "s@gmail.com"], "internal"),
        ("部会", ["new@ours.example.com"], "internal"),
        ("ランチ", [], "internal"),
        ("楓食品様 定例", [], "title kaede"),
        ("楓食品様 定例", [US], "title kaede"),
        ("楓食品 作戦会議", [US, "s@gmail.com"], "unsure kaede?"),
        ("楓食品 社内準備", [], "unsure kaede?"),
    ],
)
def test_without_guests_only_a_plain_name_counts(title: str, people: list[str], says: str) -> None:
    assert titled(title, *people) == says


def test_an_entry_that_leaves_the_time_free_is_no_meeting_without_guests() -> None:
    assert matched("楓食品 契約更新日", "2026-12-01", transparent=True) == "unsure kaede?"


def test_what_was_decided_holds_for_the_whole_series_and_what_google_splits_off_it() -> None:
    decided = {"u@google.com": "yoshino", "v@google.com": "-"}
    assert matched("定例", "2026-12-01T10:00", GUEST, uid="u@google.com", decided=decided) == "decided yoshino"
    assert (
        matched("定例", "2026-12-01T10:00", uid="u_R20261201T010000@google.com", decided=decided) == "decided yoshino"
    )
    assert matched("定例", "2026-12-01T10:00", GUEST, uid="v@google.com", decided=decided) == "nobody"


def test_a_domain_of_two_customers_is_asked_unless_one_is_named() -> None:
    east = Account("east", "𠮷野製作所 東日本", domains=("yoshino.example.jp",))
    matcher = Matcher(ROSTER, (*ACCOUNTS, east))
    guest = ("2026-12-01T10:00", "k@yoshino.example.jp")
    assert [one.id for one in matcher.match(event("定例", *guest)).candidates] == ["yoshino", "east"]
    named = matcher.match(event("吉野製作所東日本 定例", *guest))
    assert named.account == east
