"""What an invitation says: the name of the meeting, its people by side, its agenda."""

from __future__ import annotations

import pytest

from docgen.account.invitation import agenda_in, plan_of, title_of
from docgen.account.invited import addressed, attendees, merged
from docgen.account.matching import Matcher
from tests.account.week import ACCOUNTS, GUEST, ROSTER, US, event, who

MATCHER = Matcher(ROSTER, ACCOUNTS)


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("RE: [外部] 月次のお打ち合わせ", "月次のお打ち合わせ"),
        ("Re: Fwd: 【External】(更新) Weekly", "Weekly"),
        ("更新: 招待: 楓食品様 定例", "楓食品様 定例"),
        ("Updated invitation: Kick-off", "Kick-off"),
        ("【楓食品様】12月定例", "【楓食品様】12月定例"),
        ("Review: plans", "Review: plans"),
        ("再編の件", "再編の件"),
        ("  12月\u3000 定例 ", "12月 定例"),
        ("", "お打ち合わせ"),
        ("[外部]", "お打ち合わせ"),
    ],
)
def test_a_title_loses_its_clutter_and_no_more(written: str, title: str) -> None:
    assert title_of(event(written), "ja") == title


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("𠮷田 恵子", "𠮷田 恵子様"),
        ("吉田様", "吉田様"),
        ("吉田 恵子さん", "吉田 恵子さん"),
        ("木村 太郎 (吉野製作所)", "木村 太郎様 (吉野製作所)"),
        ("株式会社楓食品", "株式会社楓食品"),
        ("情報システム部", "情報システム部"),
        ("Wei Ling Tan", "Wei Ling Tan"),
        ("恵子 Yoshida", "恵子 Yoshida 様"),
        ("yoshida@kaede.example.jp", "yoshida@kaede.example.jp"),
    ],
)
def test_japanese_people_of_the_customer_are_called_sama_once(name: str, shown: str) -> None:
    assert addressed(name, "ja") == shown
    assert addressed(shown, "ja") == shown
    assert addressed(name, "en") == name


def test_people_by_side_without_those_who_declined_and_rooms() -> None:
    people = [US, "!s@gmail.com", GUEST, "Tan, Wei Ling<w@partner.example>", "楓食品<info@x.example>"]
    room = who("c@group.calendar.google.com", person=False)
    one = event("定例", "2026-12-01T10:00", *people, organizer=room)
    found = attendees(one, MATCHER, "ja")
    assert found.ours == ("佐藤 美咲",)
    assert found.theirs == ("𠮷田 恵子様", "Wei Ling Tan", "楓食品")


def test_the_organizer_is_in_the_meeting() -> None:
    found = attendees(event("定例", "2026-12-01T10:00", GUEST, organizer=who(US)), MATCHER, "ja")
    assert (found.ours, found.theirs) == (("佐藤 美咲",), ("𠮷田 恵子様",))


def test_who_was_added_by_hand_stays_when_the_calendar_changes() -> None:
    there = ["吉田 恵子様", "部長の山本様", "木村"]
    assert merged(there, ["吉田 恵子様", "木村様"], ["吉田恵子様", "森様"]) == ("吉田 恵子様", "部長の山本様", "森様")
    assert merged(merged(there, ["木村様"], ["森様"]), ["木村様"], ["森様"]) == merged(there, ["木村様"], ["森様"])


def agenda(text: str) -> list[str]:
    return [f"{one.title}/{one.kind.value}/{one.minutes or ''}".rstrip("/") for one in agenda_in(text)]


def test_the_lines_under_agenda_are_the_items() -> None:
    before, items = (
        "お世話になります。\n・Zoom: https://zoom.us/j/1\n\n",
        "１．記録漏れ（ご判断・15分）\n2) 次の帳票\n  - 補足",
    )
    text = f"{before}【アジェンダ】\n{items}\n\n持ち物:\n・名刺"
    assert agenda(text) == ["記録漏れ/decide/15", "次の帳票/discuss"]


def test_a_list_without_a_heading_is_an_agenda_from_two_on() -> None:
    assert agenda("- Rollout (Decide, 20 min)\n- Training") == ["Rollout/decide/20", "Training/discuss"]
    assert agenda("・よろしくお願いします") == []
    assert agenda("会議です。\nよろしくお願いします。") == []


def test_what_calendars_put_below_a_line_is_no_agenda() -> None:
    below = "\n-::~:~::~:~:~\n・参加する\n・電話で参加"
    assert agenda("・一つ目\n・二つ目" + below) == ["一つ目/discuss", "二つ目/discuss"]
    assert agenda("________________________________\nMicrosoft Teams 会議\n・a\n・b") == []


def test_html_of_google_is_read() -> None:
    text = "<b>議題</b><br><ul><li>記録漏れ &amp; 対策</li><li>次の帳票&nbsp;</li></ul>"
    assert agenda(text) == ["記録漏れ & 対策/discuss", "次の帳票/discuss"]


def test_a_note_that_the_customer_was_not_sent_stays_out_of_the_document() -> None:
    note = "・値上げの件は触れない\n・更新は見送りかも"
    alone = event("楓食品様 定例", "2026-12-01T10:00", US, description=note)
    sent = event("楓食品様 定例", "2026-12-01T10:00", US, GUEST, description="・記録漏れ\n・帳票")
    assert plan_of(alone, attendees(alone, MATCHER, "ja"), "ja").items == ()
    assert len(plan_of(sent, attendees(sent, MATCHER, "ja"), "ja").items) == 2
    assert all(not item.stance for item in plan_of(sent, attendees(sent, MATCHER, "ja"), "ja").items)
