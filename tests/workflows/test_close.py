"""``close``: what is missing is filled in on the spot, and the mail tells each side what it is to do."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from docgen.account.model import State
from docgen.errors import InputError
from docgen.workflows.close import ReadBack, close, ending
from docgen.workflows.linting import lint_documents
from docgen.workflows.missing import complete, fill
from docgen.workflows.summary import mail, summary
from tests.team import AFTER, DURING, Team, at, keeps

DAY = "2026-12-01"


@pytest.fixture(params=["ja", "en"])
def team(request: pytest.FixtureRequest, tmp_path: Path) -> Team:
    """A meeting of one item to decide and one to share."""
    return meeting(Team(tmp_path, request.param))


def meeting(team: Team) -> Team:
    team.create()
    items = [
        {"title": "はじめ方", "kind": "decide", "stance": "ライン長から"},
        {"title": "近況", "kind": "share", "stance": "順調"},
    ]
    people = {"ours": ["佐藤 美咲"], "theirs": ["森様（品質）", "林 直樹"]}
    team.prepare(
        {"title": "12月定例", "start": f"{DAY} 10:00", "end": f"{DAY} 11:00", "items": items, "attendees": people}
    )
    return team


def asked(team: Team) -> list[tuple[str, int | None, str]]:
    return [(gap.what, gap.item, gap.todo) for gap in ending(team.workspace, team.account).missing]


def answer(team: Team, *answers: str) -> None:
    """Answer what is asked first, as often as there are ``answers``."""
    for each in answers:
        fill(team.workspace, team.account, DAY, ending(team.workspace, team.account).missing[0], each)


def test_what_is_missing_is_asked_until_nothing_is(team: Team) -> None:
    with at(DURING):
        team.add("action_items", "資料を送る", item=2)
        before = [line.text for line in team.lines()]
        assert asked(team) == [("decisions", 1, ""), ("owner", 2, "資料を送る"), ("due", 2, "資料を送る")]
        answer(team, "12月から始める", "森様", "来週金曜")
        assert asked(team) == []
        [todo] = team.meeting.items[1].action_items
        assert (todo.text, todo.owners, todo.due) == ("資料を送る", ("森様",), "2026-12-11")
        assert [entry.text for entry in team.meeting.items[0].decisions] == ["12月から始める"]
        after = [line.text for line in team.lines()]
        assert keeps(list("\n".join(after)), list("\n".join(before)))


@pytest.mark.parametrize("none", ["なし", "none", "特になし"])
def test_none_is_an_answer_in_the_language_of_the_document(team: Team, none: str) -> None:
    with at(DURING):
        answer(team, none, none)
        assert asked(team) == []
        assert sum(line.text in ("・なし", "• None") for line in team.lines()) == 2
        back = close(team.workspace, team.account)
    assert (back.decided_nothing, back.nothing_to_do, back.decisions) == (True, True, ())


def test_an_owner_is_not_put_over_one_that_somebody_typed_meanwhile(team: Team) -> None:
    with at(DURING):
        team.add("action_items", "資料を送る", owners=["林様"])
        revision = team.document.revision
        assert not complete(team.workspace, team.account, DAY, None, "資料を送る", ["森様"], "")
        assert team.document.revision == revision
        with pytest.raises(InputError):
            complete(team.workspace, team.account, DAY, None, "資料を送る", [], "12/5、担当：誰か")
        assert team.document.revision == revision


def test_a_meeting_that_has_not_begun_is_neither_read_back_nor_closed(team: Team) -> None:
    for function in (close, ending):
        with at("2026-12-01T09:00:00+09:00"), pytest.raises(InputError, match="has not begun"):
            function(team.workspace, team.account)


def held(team: Team, roster: str = "sato,佐藤 美咲,佐藤,,sato@example.com,\n") -> ReadBack:
    """The read-back of a meeting of which everything is written."""
    header = "id,name,aliases,unit,email,slack_id\n"
    (team.root / "members.csv").write_text(header + roster, encoding="utf-8")
    with at(DURING):
        team.add("decisions", "12月から始める", item=1)
        team.add("action_items", "一覧を送る", item=1, owners=["佐藤さん"], due="来週金曜")
        team.add("action_items", "夜勤の方を決める", item=1, owners=["森さん"], due="12/8")
        team.add("action_items", "写真を送る", owners=["御社"])
        team.add("action_items", "台数を確かめる")
        team.add("action_items", "日程をおさえる", owners=["弊社"], done=True)
    with at(AFTER):
        return close(team.workspace, team.account)


def draft(team: Team, back: ReadBack, today: str = DAY) -> str:
    workspace = team.workspace
    directories = workspace.settings.template_directories
    return mail(back, team.account, workspace.roster, directories, date.fromisoformat(today))


def test_the_mail_is_polite_and_tells_each_side_what_it_does(tmp_path: Path) -> None:
    team = meeting(Team(tmp_path))
    assert (
        draft(team, held(team))
        == """\
件名：12月定例（12/1（火））のお礼と決定事項のご共有

株式会社𠮷野
森様、林 直樹様

いつもお世話になっております。
本日はお時間をいただき、ありがとうございました。
12月定例で決まったことと、これから進めることをお送りいたします。

■ 決定事項
・12月から始める

■ 弊社で進めること
・一覧を送る（佐藤、期限：12/11（金））

■ 貴社にお願いしたいこと
・夜勤の方を決める（森様、期限：12/8）
・写真を送る

■ 担当をこれから決めること
・台数を確かめる

■ すでに済んだこと
・日程をおさえる

認識の違いやお気づきの点がございましたら、お知らせいただけますと幸いです。
引き続きどうぞよろしくお願いいたします。
"""
    )


def test_an_english_mail_says_we_and_you(tmp_path: Path) -> None:
    team = meeting(Team(tmp_path, "en"))
    text = draft(team, held(team), "2026-12-02")
    assert text.startswith("Subject: 12月定例, 1 Dec (Tue): thank you, and what we agreed\n\nDear 森様, 林 直樹,\n")
    assert "Thank you for your time on 1 Dec (Tue)." in text
    sections = [part.split("\n")[0] for part in text.split("\n\n")]
    assert [head for head in sections if head in ("Decisions", "What we will do", "What we ask you to do")] == [
        "Decisions",
        "What we will do",
        "What we ask you to do",
    ]


def test_nothing_of_ours_alone_reaches_the_customer(team: Team) -> None:
    back = held(team)
    team.prepare({"title": "次回", "start": "2026-12-15 10:00", "items": []})
    with at(AFTER):
        back = close(team.workspace, team.account, DAY)
    assert back.questions
    texts = [
        draft(team, back),
        summary(back, team.account.language),
        summary(back, team.account.language, markdown=True),
    ]
    for text in texts:
        assert "？" not in text
        assert "?" not in text
        assert "docgen" not in text
    assert ("2026-12-15" in texts[0], "お客様のご意見" in texts[0]) == (True, False)


@pytest.mark.parametrize("status", ["☐", "☑"])
def test_what_earlier_meetings_left_open_is_read_back_too(team: Team, status: str) -> None:
    with at(DURING):
        team.add("action_items", "資料を送る", owners=["佐藤"], due="12/8")
    team.prepare({"title": "次回", "start": "2026-12-15 10:00", "end": "2026-12-15 11:00", "items": []})
    with at("2026-12-15T10:30:00+09:00"):
        if status == "☑":
            team.add("action_items", "資料を送る", done=True)
        back = close(team.workspace, team.account)
    assert [item.text for item in back.carried] == (["資料を送る"] if status == "☐" else [])
    assert ("資料を送る" in summary(back, team.account.language)) == (status == "☐")


def complete_at(team: Team, moment: str) -> str:
    with at(moment):
        return team.meeting.closed_at


def finish(team: Team) -> None:
    with at(DURING):
        team.add("views", "よい", item=1)
        answer(team, "始める", "なし")


def test_a_meeting_is_finished_when_it_is_first_seen_complete(team: Team) -> None:
    finish(team)
    assert complete_at(team, DURING) == ""
    assert complete_at(team, "2026-12-01T11:02:00+09:00") == "2026-12-01T11:02+09:00"
    assert complete_at(team, AFTER) == "2026-12-01T11:02+09:00"
    with at("2026-12-03T09:00:00+09:00"):
        close(team.workspace, team.account, DAY)
        assert (team.meeting.state, team.meeting.closed_at) == (State.CLOSED, "2026-12-01T11:02+09:00")
    (team.root / ".docgen" / "index.sqlite").unlink()
    assert complete_at(team, "2026-12-04T09:00:00+09:00") == "2026-12-01T11:02+09:00", "the document tells it"


def test_when_a_meeting_was_finished_that_nobody_looked_at_is_not_known(team: Team) -> None:
    finish(team)
    assert complete_at(team, "2026-12-03T09:00:00+09:00") == ""
    with at("2026-12-03T09:00:00+09:00"):
        assert team.meeting.state is State.CLOSED


@pytest.mark.parametrize("closes", [True, False])
def test_whoever_saw_after_the_end_that_something_was_missing_is_remembered(team: Team, closes: bool) -> None:
    for moment in (DURING, "2026-12-01T11:04:00+09:00", "2026-12-01T11:40:00+09:00"):
        with at(moment):
            assert (team.meeting.state is State.HELD, team.meeting.open_at) == (moment != DURING, "")
    finish(team)
    with at("2026-12-01T18:00:00+09:00"):
        if closes:
            close(team.workspace, team.account, DAY)
            (team.root / ".docgen" / "index.sqlite").unlink()
        assert (team.meeting.closed_at, team.meeting.open_at) == ("2026-12-01T18:00+09:00", "2026-12-01T11:40+09:00")
        found = list(lint_documents(team.workspace, [(team.account, team.workspace.read(team.account))]))
        assert [each.rule for each in found] == ["minutes-are-finished-in-time"]


def test_to_be_seen_complete_changes_nothing_in_the_document(team: Team) -> None:
    finish(team)
    revision: Any = team.document.revision
    complete_at(team, AFTER)
    assert team.document.revision == revision
