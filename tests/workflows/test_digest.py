"""The morning of each member: what, in which order, in which words, and to whom."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from docgen.account.model import ActionItem, Meeting, State
from docgen.workflows.digest import Digest, MemberDigest, Thing, digest
from docgen.workflows.digest_words import greeting
from docgen.workflows.slack import HEADER, SECTION, fitting, literal, messages
from tests.lint.values import complete, meeting, todo
from tests.team import at
from tests.workflows.review import pairs, team

NOW = "2026-11-24T08:30+09:00"
"""A Tuesday morning; Monday was a holiday."""


def coming(day: str, time: str = "10:00", *, stance: str = "3割でよい", title: str = "定例") -> Meeting:
    """A meeting that is planned; without a ``stance``, there is something to ask."""
    item = complete(stance=stance)
    return meeting(item, id=day, date=day, start=f"{day}T{time}", title=title, state=State.PLANNED, heading_id="h.1")


def held(day: str, *items: Any, title: str = "定例") -> Meeting:
    return meeting(*(items or [complete(decisions=())]), id=day, date=day, title=title)


def promised(text: str, due: str, owner: str = "佐藤", **more: Any) -> ActionItem:
    return replace(todo(text, owner=owner, due=due), due=due, **more)


def morning(root: Path, now: str = NOW, *, step: int = 2, **meetings: Sequence[Meeting]) -> dict[str, MemberDigest]:
    """Member to morning."""
    with at(now):
        workspace = team(root, step=step)
        every = digest(workspace, workspace.roster.accounts, pairs(workspace, **meetings), "ja")
    return {one.member: one for one in every.members}


def heads(one: MemberDigest) -> list[str]:
    return [thing.head for thing in one.things]


def test_the_most_useful_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    every = (
        coming("2026-11-26", stance="", title="あさって"),
        coming("2026-11-24", "15:00", stance="", title="午後"),
        coming("2026-11-24", "11:00", stance="", title="今朝"),
        held("2026-11-20", title="決定"),
        held("2026-11-24", title="さきほど"),
        held("2026-11-19", complete(views=()), title="ご意見"),
        held("2026-11-18", complete(action_items=(promised("A", "2026-11-24"), promised("B", "2026-11-23")))),
    )
    known = [replace(one, id=f"{one.id}-{number}") for number, one in enumerate(every)]
    monkeypatch.setattr("docgen.workflows.digest.AT_MOST", 9)
    monkeypatch.setattr("docgen.workflows.digest.greeting", lambda *_: greeting("", 8, 3, 0))
    told = morning(tmp_path, kumo=known)["sato"]
    assert [thing.text.partition("」")[0] if thing.kind == "todo" else thing.head for thing in told.things] == [
        "今日 11:00　くも食品株式会社「今朝」",
        "今日 15:00　くも食品株式会社「午後」",
        "「A",
        "今日　くも食品株式会社「さきほど」",
        "11/20（金）　くも食品株式会社「決定」",
        "「B",
        "11/26（木） 10:00　くも食品株式会社「あさって」",
        "11/19（木）　くも食品株式会社「ご意見」",
    ]
    monkeypatch.undo()
    told = morning(tmp_path, kumo=known)["sato"]
    assert (len(told.things), told.later) == (3, 5)
    assert told.greeting == "おはようございます、佐藤 美咲さん。よければ、この3つから。"


def test_a_thing_leads_to_its_place_and_counts_the_rest(tmp_path: Path) -> None:
    flawed = complete(decisions=(), views=(), heading_id="h.2")
    one = morning(tmp_path, kumo=[held("2026-11-20", flawed)])["sato"].things[0]
    assert (one.text, one.more) == ("「完了基準」で、決まったことはありますか？（なければ「なし」）", 1)
    assert one.url == "docgen:doc1?tab=t.0#heading=h.2"
    assert (one.account, one.meeting, one.date) == ("kumo", "2026-11-20", "2026-11-20")


@pytest.mark.parametrize(
    ("due", "owner", "side", "whose"),
    [
        ("2026-11-24", "佐藤", "unknown", "sato"),
        ("2026-11-24", "鈴木", "unknown", "suzuki"),
        ("2026-11-24", "林様", "unknown", ""),
        ("2026-11-24", "佐藤", "theirs", ""),
        ("2026-11-24", "弊社", "ours", "sato"),
        ("2026-11-10", "佐藤", "ours", "sato"),
        ("2026-11-09", "佐藤", "ours", ""),
        ("2026-11-25", "佐藤", "ours", ""),
    ],
    ids=[
        "mine",
        "a colleague's",
        "the customer's",
        "a namesake of theirs",
        "ours",
        "two weeks ago",
        "long ago",
        "not yet",
    ],
)
def test_what_was_promised_is_told_to_who_promised(tmp_path: Path, due: str, owner: str, side: Any, whose: str) -> None:
    said = held("2026-11-05", complete(action_items=(promised("見積を送る", due, owner, side=side),)))
    told = morning(tmp_path, kumo=[said])
    assert [one.member for one in told.values() if one.things] == ([whose] if whose else [])
    if whose and due == "2026-11-24":
        assert told[whose].things[0].text == "「見積を送る」は、今日が期限です"
    elif whose:
        assert told[whose].things[0].text.startswith("「見積を送る」は、11/10（火）が期限でした。")


def test_promises_to_one_customer_are_one_thing(tmp_path: Path) -> None:
    said = [promised(f"{n}つ目", f"2026-11-{18 + n}") for n in (1, 2, 3)]
    (one,) = morning(tmp_path, kumo=[held("2026-11-05", complete(action_items=tuple(said)))])["sato"].things
    assert (one.head, one.date, one.more) == ("くも食品株式会社のTODO", "2026-11-21", 2)


def test_done_and_called_off_are_no_matter(tmp_path: Path) -> None:
    off = replace(coming("2026-11-24", stance=""), state=State.CANCELLED)
    assert morning(tmp_path, kumo=[off])["sato"].things == ()


@pytest.mark.parametrize(("step", "kinds"), [(1, ["after"]), (2, ["before", "after"])])
def test_stances_are_asked_for_from_the_second_step_on(tmp_path: Path, step: int, kinds: list[str]) -> None:
    told = morning(tmp_path, step=step, kumo=[coming("2026-11-24", stance=""), held("2026-11-20")])
    assert [thing.kind for thing in told["sato"].things] == kinds


def test_a_gap_is_told_to_its_author_at_once(tmp_path: Path) -> None:
    """And to the team a working day later: see ``test_reporting``."""
    told = morning(tmp_path, "2026-11-24T19:00+09:00", kumo=[held("2026-11-24")])
    assert heads(told["sato"]) == ["今日　くも食品株式会社「定例」"]
    assert told["suzuki"].things == ()


def test_today_is_that_of_the_customer(tmp_path: Path) -> None:
    meetings = [coming("2026-11-24", "23:30", stance="")]
    assert heads(morning(tmp_path, "2026-11-25T00:15+09:00", hoshi=meetings)["suzuki"]) == [
        "今日 23:30　ホテル星見「定例」"
    ]
    assert morning(tmp_path, "2026-11-25T00:15+09:00", kumo=meetings)["sato"].things == ()


def test_an_agenda_without_its_block_is_told(tmp_path: Path) -> None:
    for account in ("kumo", "nagi"):
        folder = tmp_path / "agendas" / account
        folder.mkdir(parents=True)
        (folder / "2026-11-24.yaml").write_text("title: 定例\nstart: 2026-11-24 13:00\n", encoding="utf-8")
    told = morning(tmp_path, kumo=[], nagi=[])
    assert [(one.kind, one.text, one.url) for one in told["sato"].things] == [
        ("prepare", "文書への用意はこれからです: docgen prepare --week", "docgen:doc1")
    ]
    assert told[""].greeting == "まだ担当の決まっていないお客様について"
    assert list(told) == ["sato", "suzuki", ""], "whom nobody has comes last"


@pytest.mark.parametrize(
    ("now", "meetings", "line"),
    [
        ("08:30", [], "おはようございます、佐藤 美咲さん。いま気になることはありません。"),
        ("08:30", [coming("2026-11-24")], "おはようございます、佐藤 美咲さん。今日の会議 1件は、準備できています。"),
        ("08:30", [coming("2026-11-25")], "おはようございます、佐藤 美咲さん。いま気になることはありません。"),
        ("15:00", [], "こんにちは、佐藤 美咲さん。いま気になることはありません。"),
        ("19:00", [], "おつかれさまです、佐藤 美咲さん。いま気になることはありません。"),
    ],
)
def test_nothing_to_do_is_a_short_line(tmp_path: Path, now: str, meetings: list[Meeting], line: str) -> None:
    one = morning(tmp_path, f"2026-11-24T{now}+09:00", kumo=meetings)["sato"]
    assert (one.greeting, one.things) == (line, ())


def test_a_member_alone_is_told_alone(tmp_path: Path) -> None:
    with at(NOW):
        workspace = team(tmp_path, language="en")
        known = pairs(workspace, kumo=[held("2026-11-20")], hoshi=[held("2026-11-20")])
        made = digest(workspace, workspace.roster.accounts, known, "en", member="suzuki")
    assert [(one.member, one.greeting, heads(one)) for one in made.members] == [
        ("suzuki", "Good morning, 鈴木 健太. One thing, if you like:", ["20 Nov (Fri), ホテル星見: 定例"])
    ]


ANYTHING = st.text(st.sampled_from("<>&|*_~`!@#決🙂a \n"), max_size=40) | st.sampled_from(["<!channel>", "長い" * 2000])


@given(ANYTHING, st.sampled_from(["", "docgen:1", "https://e.jp/a?b=1&c=<2>|", "https://e.jp/" + "x" * 3000]))
def test_slack_shows_what_people_wrote(text: str, url: str) -> None:
    thing = Thing(kind="after", account="a", customer=text, date="2026-11-20", head=text, text=text, more=2, url=url)
    one = MemberDigest(member="a", name=text, slack_id="U01", greeting=text + "さん", things=(thing,) * 3, later=4)
    (message,) = messages(Digest(language="ja", made="2026-11-24T08:30", members=(one,)))
    assert message["channel"] == "U01"
    assert [block["type"] for block in message["blocks"]] == ["header", *["section"] * 3, "context"]
    assert 0 < len(message["blocks"][0]["text"]["text"]) <= HEADER
    for block in message["blocks"][1:4]:
        words = block["text"]["text"]
        assert len(words) <= SECTION
        assert words.count("<") == words.count(">") == int(url.startswith("https") and len(url) < 300)
        assert "<!" not in words
        assert "&" not in words.replace("&amp;", "").replace("&lt;", "").replace("&gt;", "")
        assert words.split("\n")[-1] == "_ほかにお聞きしたいことが 2件あります_"
    assert json.loads(json.dumps(message)) == message


@given(ANYTHING, st.integers(1, 200))
def test_what_is_cut_is_not_cut_inside_of_an_escape(text: str, length: int) -> None:
    cut = fitting(text, length, literal)
    assert len(cut) <= length
    assert cut == literal(text) or (cut.endswith("…") and literal(text).startswith(cut[:-1].rstrip()))
