"""``close`` as somebody at a terminal sees it."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from docgen.cli.columns import width
from docgen.cli.readback import wrapped
from tests.cli.conftest import Terminal
from tests.slack import CHANNEL, TOKEN, Slack, running, says
from tests.typist import Typist, pseudo_terminal

LONG = "株式会社楓食品ホールディングス東日本事業統括本部"


@pytest.fixture
def desk(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A meeting in which an action item was written, and nothing else."""
    monkeypatch.setenv("DOCGEN_NOW", "2026-12-01T10:30")
    monkeypatch.setenv("LANG", "C.UTF-8")
    assert terminal.run("init", ".", "--lang", "ja").code == 0
    assert terminal.run("account", "add", LONG, "--id", "kaede").code == 0
    assert terminal.run("create", "kaede").code == 0
    agenda = (
        "{title: 12月定例, start: 2026-12-01 10:00, end: 2026-12-01 11:00, items: [{title: 完了基準, kind: decide}]}"
    )
    terminal.write({"a.yaml": agenda})
    assert terminal.run("prepare", "kaede", "--agenda", "a.yaml").code == 0
    assert terminal.run("add", "todo", "kaede", "直ごとの利用者を一覧にする", "--item", "1").code == 0
    return terminal


def meeting(desk: Terminal) -> dict[str, object]:
    found: dict[str, object] = json.loads(desk.run("show", "kaede", "--format", "json").out)["meetings"][0]
    return found


@pseudo_terminal
def test_what_is_missing_is_asked_and_read_back(desk: Terminal) -> None:
    typist = Typist(desk.here, {"決まったことは": "3分の1で完了とする", "どなたに": "佐藤", "いつまでに": ""})
    assert typist.run("close", "kaede") == 0
    last = typist.screen[typist.screen.rindex("決定事項") :]
    assert "1   3分の1で完了とする" in last
    assert "佐藤" in last
    assert all(width(line) <= 80 for line in typist.screen.splitlines() if "\x1b" not in line and "?" not in line)
    assert meeting(desk)["closed_at"]


@pseudo_terminal
def test_ctrl_c_loses_nothing_that_was_typed(desk: Terminal) -> None:
    typist = Typist(desk.here, {"決まったことは": "3分の1で完了とする"}, interrupt_at="どなたに")
    assert typist.run("close", "kaede") == 130
    assert "ここまでの答えは文書に書き込んであります" in typist.screen
    assert "Traceback" not in typist.screen
    found = meeting(desk)
    assert found["closed_at"] == ""
    assert "3分の1で完了とする" in json.dumps(found["items"], ensure_ascii=False)


def test_where_nobody_can_answer_nothing_is_asked(desk: Terminal) -> None:
    done = desk.run("close", "kaede", "--format", "json")
    said = json.loads(done.out)
    assert sorted(each["ja"][:8] for each in said["questions"]) == ["「完了基準」で、", "「直ごとの利用者"]
    again = desk.run("close", "kaede", "--format", "mail")
    assert again.out.startswith("件名：12月定例（12/1（火））")
    assert "この会議はすでに完了しています" in again.err


@pytest.fixture
def slack(desk: Terminal, monkeypatch: pytest.MonkeyPatch) -> Iterator[Slack]:
    """The Slack that the workspace posts to."""
    monkeypatch.setenv("DOCGEN_SLACK_TOKEN", TOKEN)
    with running() as found:
        with (desk.here / "docgen.toml").open("a", encoding="utf-8") as file:
            file.write(f'[chat]\nchannel = "{CHANNEL}"\nurl = "{found.url}"\n')
        yield found


def test_minutes_are_posted_at_the_end_and_edited_when_run_again(desk: Terminal, slack: Slack) -> None:
    desk.run("close", "kaede", "--no-post")
    assert slack.asked == []
    first = desk.run("close", "kaede")
    assert f"Slack（{CHANNEL}）に投稿しました" in first.err
    assert "Slack" not in first.out
    again = json.loads(desk.run("close", "kaede", "--format", "json").out)
    assert again["posted"]["outcome"] == "edited"
    assert (again["posted"]["place"], again["posted"]["at"]) == (CHANNEL, meeting(desk)["posted_at"])
    assert len(slack.messages) == 1


def test_a_post_that_fails_fails_nothing_else(desk: Terminal, slack: Slack) -> None:
    slack.fails("chat.postMessage", says("token_revoked"))
    ran = desk.run("close", "kaede")
    assert ran.code == 0
    assert "投稿できませんでした" in ran.err
    assert "DOCGEN_SLACK_TOKEN" in ran.err
    assert TOKEN not in ran.err
    assert meeting(desk)["closed_at"]


def test_without_a_chat_nothing_is_said_of_it(desk: Terminal) -> None:
    ran = desk.run("close", "kaede", "--format", "json")
    assert json.loads(ran.out)["posted"] is None
    assert "Slack" not in ran.err


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("あいうえお", ["あいう", "えお"]),
        ("あいう。えお", ["あい", "う。え", "お"]),
        ("one two three", ["one", "two", "three"]),
        ("", [""]),
        ("abcdefgh", ["abcdef", "gh"]),
    ],
)
def test_lines_are_broken_where_a_reader_would(text: str, lines: list[str]) -> None:
    assert wrapped(text, 6) == lines
