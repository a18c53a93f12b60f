"""Minutes are posted once and edited from then on, whatever breaks between the post and the note of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from docgen.account.minutes import minutes_tab
from docgen.account.model import Entry
from docgen.account.outline import FACT, MEETING
from docgen.connect.chat import Chat
from docgen.document.wire import requests as wire
from docgen.errors import DocgenError, InputError, Text
from docgen.workflows import posting
from docgen.workflows.chat_message import message
from docgen.workflows.close import ReadBack, close
from docgen.workflows.posting import Posted, post
from tests.slack import CHANNEL, TOKEN, Slack, lost, running, says
from tests.team import AFTER, DURING, Team, at

DAY = "2026-12-01"


@pytest.fixture
def slack(monkeypatch: pytest.MonkeyPatch) -> Iterator[Slack]:
    monkeypatch.setenv("DOCGEN_SLACK_TOKEN", TOKEN)
    with running() as found:
        yield found


@pytest.fixture
def team(tmp_path: Path, slack: Slack) -> Team:
    """A meeting with a decision and an action item, and a Slack to post to."""
    team = Team(tmp_path / "a")
    team.create()
    items = [{"title": "はじめ方", "kind": "decide", "stance": "ライン長から"}]
    team.prepare({"title": "12月定例", "start": f"{DAY} 10:00", "end": f"{DAY} 11:00", "items": items})
    with at(DURING):
        team.add("decisions", "12月から始める", item=1)
        team.add("action_items", "一覧を送る", item=1, owners=["佐藤"], due="12/8")
    configure(team, f'channel = "{CHANNEL}"\nurl = "{slack.url}"')
    return team


def configure(team: Team, chat: str, more: str = "") -> None:
    text = f'language = "{team.language}"\nstep = 2\n{more}\n[chat]\n{chat}\n'
    (team.root / "docgen.toml").write_text(text, encoding="utf-8")


def closed(team: Team) -> ReadBack:
    with at(AFTER):
        return close(team.workspace, team.account, DAY)


def posted(team: Team, moment: str = AFTER) -> Posted:
    done = closed(team)
    with at(moment):
        found = post(team.workspace, team.account, done)
    assert found
    return found


def other_machine(team: Team, root: Path) -> Team:
    """The same documents seen from another folder, which has nothing that this one keeps for itself."""
    root.mkdir()
    for name in ("docgen.toml", "accounts.csv", "members.csv"):
        (root / name).write_bytes((team.root / name).read_bytes())
    return Team.of(root, team.service)


def test_one_message_is_edited_rather_than_repeated(team: Team, slack: Slack, tmp_path: Path) -> None:
    first = posted(team)
    assert (first.outcome, first.place, first.at) == ("posted", CHANNEL, "2026-12-01T12:00+09:00")
    [text] = slack.shown
    assert "・" not in text
    assert "*決定事項*\n• 12月から始める" in text
    assert "☐ 一覧を送る（担当：佐藤、期限：12/8" in text
    with at(AFTER):
        team.add("decisions", "現場にも知らせる", item=1)
    for each in (team, other_machine(team, tmp_path / "b")):
        again = posted(each, "2026-12-01T13:00:00+09:00")
        assert (again.outcome, again.at) == ("edited", first.at)
    [text] = slack.shown
    assert "現場にも知らせる" in text
    assert team.meeting.posted_at == first.at
    assert team.meeting.closed_at


def test_the_facts_stay_few_and_short_and_none_is_for_us_alone(team: Team) -> None:
    posted(team)
    posted(team)
    names = [one.name for one in minutes_tab(team.document).ranges if one.name.startswith((MEETING, FACT))]
    assert len(names) == 3
    assert all(len(name) <= 256 for name in names)
    [fact] = [name for name in names if "posted=" in name]
    at = "2026-12-01T12:00+09:00"
    assert fact.startswith(f"{FACT}{DAY}:closed={at};open={at};posted={at};chat={CHANNEL}:1")


def test_a_message_that_people_deleted_is_posted_anew(team: Team, slack: Slack) -> None:
    posted(team)
    slack.messages.clear()
    again = posted(team, "2026-12-01T13:00:00+09:00")
    assert again.outcome == "posted"
    assert len(slack.messages) == 1
    assert posted(team).outcome == "edited"


def test_a_lost_answer_is_found_in_the_channel(team: Team, slack: Slack) -> None:
    slack.fails("chat.postMessage", lost)
    assert posted(team).outcome == "posted"
    assert posted(team).outcome == "edited"
    assert len(slack.messages) == 1


class Crash(BaseException):
    """The machine stops."""


@pytest.mark.parametrize("where", ["before the answer is noted", "before the document tells it"])
def test_a_crash_behind_the_post_does_not_post_twice(
    team: Team, slack: Slack, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    done = closed(team)
    real = Chat.post

    def crash(*_: Any) -> Any:
        raise Crash

    def post_and_crash(*given: Any) -> Any:
        real(*given)
        raise Crash

    with monkeypatch.context() as patch, at(AFTER):
        if where == "before the answer is noted":
            patch.setattr(Chat, "post", post_and_crash)
        else:
            patch.setattr(posting, "tell", crash)
        with pytest.raises(Crash):
            post(team.workspace, team.account, done)
    assert len(slack.messages) == 1
    assert posted(team).outcome == "edited"
    assert len(slack.messages) == 1
    assert not list((team.root / ".docgen" / "posting").iterdir())


def test_where_nobody_can_look_people_are_asked_once(team: Team, slack: Slack) -> None:
    slack.scopes.clear()
    slack.fails("chat.postMessage", lost)
    assert posted(team).outcome == "failed"
    told = posted(team)
    assert told.outcome == "failed"
    assert "チャンネルを見て、なければ docgen close をもう一度" in told.message.ja
    assert len(slack.messages) == 1
    slack.messages.clear()  # it was not there
    assert posted(team).outcome == "posted"
    assert len(slack.messages) == 1


def test_of_two_machines_at_once_one_message_stays(
    team: Team, slack: Slack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slack.scopes.clear()
    other, real = other_machine(team, tmp_path / "b"), Chat.post
    done = closed(team)

    def overtaken(*given: Any) -> Any:
        monkeypatch.setattr(Chat, "post", real)
        assert posted(other).outcome == "posted"
        return real(*given)

    monkeypatch.setattr(Chat, "post", overtaken)
    with at(AFTER):
        found = post(team.workspace, team.account, done)
    assert found
    assert found.outcome == "edited"
    assert len(slack.messages) == 1
    assert [posted(each).outcome for each in (team, other)] == ["edited", "edited"]


def test_a_document_out_of_reach_is_told_later(team: Team, slack: Slack, monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable(*_: Any) -> Any:
        raise DocgenError(Text("", "out of reach"))

    closed(team)
    with monkeypatch.context() as patch:
        patch.setattr(posting, "tell", unreachable)
        assert posted(team).outcome == "posted"
    assert team.meeting.posted_at == ""
    assert posted(team, "2026-12-01T15:00:00+09:00").outcome == "edited"
    assert team.meeting.posted_at == "2026-12-01T12:00+09:00"
    assert len(slack.messages) == 1


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("token_revoked", "DOCGEN_SLACK_TOKEN"),
        ("channel_not_found", "chat.channel"),
        ("not_in_channel", "/invite"),
    ],
)
def test_what_slack_refuses_leaves_a_meeting_that_is_closed(team: Team, slack: Slack, code: str, words: str) -> None:
    slack.fails("chat.postMessage", says(code))
    failed = posted(team)
    assert failed.outcome == "failed"
    assert words in failed.message.en
    assert team.meeting.closed_at
    assert posted(team).outcome == "posted"
    slack.fails("chat.update", says("edit_window_closed"))
    assert "delete it in Slack" in posted(team).message.en
    assert len(slack.messages) == 1


def test_without_a_token_one_line_says_so(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DOCGEN_SLACK_TOKEN")
    assert "set DOCGEN_SLACK_TOKEN to the bot's token" in posted(team).message.en


def test_notes_that_cannot_be_kept_are_told_and_nothing_is_posted(team: Team, slack: Slack) -> None:
    closed(team)
    (team.root / ".docgen" / "posting").write_text("", encoding="utf-8")
    assert posted(team).outcome == "failed"
    assert not slack.messages


def test_without_a_channel_minutes_go_to_the_file_once(team: Team, slack: Slack) -> None:
    configure(team, 'file = "minutes/all.md"')
    path = team.root / "minutes" / "all.md"
    assert posted(team).outcome == "posted"
    path.write_text("# 議事録\n\n" + path.read_text(encoding="utf-8") + "\nメモ\n", encoding="utf-8")
    with at(AFTER):
        team.add("decisions", "現場にも知らせる", item=1)
    assert posted(team).outcome == "edited"
    text = path.read_text(encoding="utf-8")
    assert text.count("12月から始める") == text.count("現場にも知らせる") == text.count("メモ") == 1
    assert text.startswith("# 議事録\n")
    assert team.meeting.posted_at
    configure(team, "")
    done = closed(team)
    assert post(team.workspace, team.account, done) is None
    assert slack.asked == []


def test_a_unit_or_a_customer_may_have_a_channel_of_its_own(team: Team) -> None:
    channels = 'channel = "C0TEAM"\nunits = { east = "C0EAST" }\naccounts = { kaede = "C0KAEDE" }'
    configure(team, channels)
    chat = team.workspace.settings.chat
    assert [chat.channel_of(*who) for who in (("kaede", "east"), ("a", "east"), ("a", "west"), ("a", ""))] == [
        "C0KAEDE", "C0EAST", "C0TEAM", "C0TEAM",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("chat", "words"),
    [
        (f'channel = "C0A"\ntoken = "{TOKEN}"', "docgen.toml:6: chat.token: a Slack token does not belong"),
        (f'channel = "{TOKEN}"', "set DOCGEN_SLACK_TOKEN in the environment"),
        (f'units = {{ a = "{TOKEN}" }}', "chat.units: a Slack token does not belong"),
        ('url = "https://hooks.slack.com/services/T0/B0/secret"', "chat.url: a Slack token does not belong"),
        ('channel = "#minutes"', "write its id, such as C01234567"),
        ('accounts = { a = "" }', "chat.accounts.a: '' is no id"),
        ('url = "http://slack.com/api/"', "nothing can be posted to"),
    ],
)
def test_what_cannot_be_set_up_is_told(team: Team, chat: str, words: str) -> None:
    configure(team, chat)
    with pytest.raises(InputError) as raised:
        _ = team.workspace
    assert words in raised.value.line("en")
    assert TOKEN not in raised.value.line("en") + raised.value.line("ja")


def test_words_of_the_minutes_call_nobody_and_mark_nothing(team: Team) -> None:
    done = closed(team)
    hostile = ("<!channel> *大*事 & <https://a.example|押して>", "2 < 3\n_二行目_")
    entries = tuple(Entry(text=text, span=("", 0, 0)) for text in hostile)
    said = message(replaced(done, decisions=entries, url="https://docs.google.com/document/d/a/edit#heading=h.1"), "ja")
    text = "\n".join(block["text"]["text"] for block in said.blocks if "text" in block)
    assert "<" not in text.replace("&lt;", "")
    assert "&lt;!channel&gt; \u200b*\u200b大\u200b*\u200b事 &amp;" in text
    assert said.blocks[-1]["elements"][0]["text"] == (
        "<https://docs.google.com/document/d/a/edit#heading=h.1|議事録>を開く"
    )


@pytest.mark.parametrize("language", ["ja", "en"])
def test_long_minutes_are_cut_and_point_to_the_document(team: Team, language: Any) -> None:
    done = closed(team)
    many = tuple(Entry(text="<決定>" * 200 + f"{n}", span=("", 0, 0)) for n in range(400))
    item = team.meeting.items[0].action_items[0]
    items = tuple(replaced(item, text="&" * n) for n in range(1, 400))
    said = message(replaced(done, name="長" * 300, decisions=many, action_items=items, carried=()), language)
    assert len(said.blocks) <= 50
    assert all(len(block["text"]["text"]) <= 3000 for block in said.blocks if "text" in block)
    assert len(said.blocks[0]["text"]["text"]) <= 150
    assert sum(len(str(block)) for block in said.blocks) < 12_000
    assert ("件は議事録にあります" if language == "ja" else "more in the minutes") in str(said.blocks[-1])


def test_nothing_of_the_team_s_own_is_posted(team: Team, slack: Slack) -> None:
    done = closed(team)
    assert done.questions
    with at(AFTER):
        post(team.workspace, team.account, done)
    assert not any(question.ja in text for question in done.questions for text in slack.shown)


def test_lint_can_ask_whether_minutes_are_posted(team: Team, slack: Slack) -> None:
    configure(team, f'channel = "{CHANNEL}"\nurl = "{slack.url}"')
    closed(team)

    def found() -> list[str]:
        return [one.rule for one in team.lint(AFTER) if one.rule == "minutes-are-posted"]

    assert found() == ["minutes-are-posted"]
    posted(team)
    assert found() == []


def test_minutes_whose_heading_was_pasted_anew_are_still_one_message(team: Team, slack: Slack) -> None:
    posted(team)
    heading = team.line("12月定例")
    team.by_hand([wire.insert_text(team.tab, heading.start, "臨時 ")])
    assert posted(team).outcome == "edited"
    assert len(slack.messages) == 1


def replaced(value: Any, **fields: Any) -> Any:
    return msgspec.structs.replace(value, **fields)
