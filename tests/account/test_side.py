"""Whose an action item is: ours, the customer's, or not to be told."""

from __future__ import annotations

import pytest

from docgen.account.called import as_called, bare_owners
from docgen.account.model import Account, AccountDocument, ActionItem, Attendees, CarriedItem, Meeting, Member
from docgen.account.roster import Roster
from docgen.account.side import Side, person, side_of, with_sides

SPAN = ("t.0", 0, 0)
MEMBERS = (
    Member("sato", "佐藤 美咲", ("佐藤", "@sato"), email="sato@example.com"),
    Member("hayashi", "林 健", ("林",)),
)
ROSTER = Roster(members=MEMBERS)
KAEDE = Account("kaede", "楓食品株式会社", ("カエデ",), domains=("kaede.example.jp",))
PRESENT = Attendees(
    ours=("佐藤 美咲", "Ken Ito"), theirs=("森様（工場長）", "林 直樹様", "Ms Emma Ono", "長谷川由紀子様")
)


@pytest.mark.parametrize(
    ("owner", "side"),
    [
        *[
            (word, "ours")
            for word in ("弊社", "当社", "自社", "us", "We", "our team", "弊社（中村）", "当社 中村", "弊社側")
        ],
        *[
            (word, "theirs")
            for word in ("御社", "貴社", "先方", "お客様", "them", "Customer", "the client", "先方ご担当")
        ],
        *[(word, "theirs") for word in ("You", "customer (Mori)", "御社森様")],
        *[
            (name, "ours")
            for name in ("佐藤", "佐藤さん", "佐藤 美咲", "@sato", "sato@example.com", "Ito", "Mr. Ken Ito")
        ],
        *[(name, "theirs") for name in ("森様", "森", "林様", "Emma Ono", "Ms Ono", "長谷川様", "長谷川")],
        *[(name, "theirs") for name in ("初めての方様", "mori@kaede.example.jp", "楓食品", "カエデの森山さん")],
        *[
            (name, "unknown")
            for name in ("林", "林さん", "森山さん", "誰か", "未定", "TBD", "Yousef", "Wes", "Emmanuel")
        ],
    ],
)
def test_an_owner_tells_the_side(owner: str, side: Side) -> None:
    assert side_of(ActionItem(text="送る", owners=(owner,), span=SPAN), PRESENT, ROSTER, KAEDE) == side


@pytest.mark.parametrize(
    ("owners", "side"),
    [((), "unknown"), (("佐藤", "森様"), "ours"), (("森様", "誰か"), "theirs"), (("誰か", "佐藤"), "ours")],
)
def test_what_both_sides_do_is_ours_to_see_to(owners: tuple[str, ...], side: Side) -> None:
    assert side_of(ActionItem(text="送る", owners=owners, span=SPAN), PRESENT, ROSTER) == side


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("契約書ドラフト送付 (弊社 → 御社)", "ours"),
        ("データのご提供（先方→当社）", "theirs"),
        ("3 -> 4 に上げる", "unknown"),
    ],
)
def test_a_direction_tells_who_acts(text: str, side: Side) -> None:
    assert side_of(ActionItem(text=text, span=SPAN), Attendees()) == side


def test_lines_of_a_document_get_their_side_wherever_they_stand() -> None:
    todo, shown = (
        ActionItem(text="送る", owners=("佐藤",), span=SPAN),
        CarriedItem(text="決める", owners=("森様",), span=SPAN),
    )
    meeting = Meeting(id="m", date="2026-12-01", title="", span=SPAN, action_items=(todo,), carried=(shown,))
    [found] = with_sides(AccountDocument(meetings=(meeting,)), ROSTER, KAEDE).meetings
    assert [item.side for item in (*found.action_items, *found.carried)] == ["ours", "theirs"]


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("森　由紀子様（品質）", "森 由紀子"),
        ("Dr. Smith", "smith"),
        ("＠田中", "田中"),
        ("Mr  Hayashi (plant)", "hayashi"),
    ],
)
def test_a_name_without_what_stands_around_it(name: str, bare: str) -> None:
    assert person(name) == bare


def test_members_are_shown_by_their_names_and_nobody_else() -> None:
    owners = ("@sato", "佐藤さん", "森様", "誰か")
    items = tuple(ActionItem(text="送る", owners=(owner,), span=SPAN) for owner in owners)
    meeting = Meeting(id="m", date="2026-12-01", title="", span=SPAN, action_items=items)
    document = with_sides(AccountDocument(meetings=(meeting,)), ROSTER, KAEDE)
    [shown], [told] = (as_called(document, ROSTER, bare=bare).meetings for bare in (False, True))
    assert [item.owners for item in shown.action_items] == [("佐藤 美咲",), ("佐藤 美咲",), ("森様",), ("誰か",)]
    assert [item.owners for item in told.action_items] == [("佐藤 美咲",), ("佐藤 美咲",), ("森",), ("誰か",)]


def test_what_the_words_around_an_item_told_counts_where_its_owners_tell_nothing() -> None:
    assert side_of(ActionItem(text="送る", owners=("誰か",), side="theirs", span=SPAN), PRESENT, ROSTER) == "theirs"
    assert side_of(ActionItem(text="送る", owners=("佐藤",), side="theirs", span=SPAN), PRESENT, ROSTER) == "ours"


@pytest.mark.parametrize(
    ("owners", "bare"),
    [
        (("@tanaka", "佐藤さん", "田中 様", "森氏"), ("tanaka", "佐藤", "田中", "森")),
        (("弊社（中村）",), ("中村",)),
        (("貴社　逢坂様",), ("逢坂",)),
        (("御社の逢坂様",), ("逢坂",)),
        (("先方 ご担当者様",), ("先方 ご担当者様",)),
        (("未定",), ()),
        (("弊社", "中村さん"), ("中村",)),
        (("弊社",), ("弊社",)),
        (("お客様",), ("お客様",)),
        (("Sato, Misaki",), ("Sato, Misaki",)),
        (("様",), ("様",)),
    ],
)
def test_owners_as_names(owners: tuple[str, ...], bare: tuple[str, ...]) -> None:
    assert bare_owners(owners) == bare
