"""Slack's answers, and none: a post is there once, and what went wrong is told in a line."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from docgen.connect.chat import Chat, Place, token
from docgen.connect.chat_failures import CannotLookError, ChannelError, GoneError
from docgen.errors import DocgenError, InputError, NotAllowedError, OutcomeUnknownError, UnavailableError
from tests.slack import CHANNEL, TOKEN, Fault, Slack, busy, down, lost, running, says, strange

BLOCKS = [{"type": "section", "text": {"type": "mrkdwn", "text": "決定"}}]


@pytest.fixture
def slack() -> Iterator[Slack]:
    with running() as found:
        yield found


@pytest.fixture
def waited() -> list[float]:
    return []


@pytest.fixture
def chat(slack: Slack, waited: list[float]) -> Chat:
    return Chat(TOKEN, slack.url, sleep=waited.append)


def post(chat: Chat, channel: str = CHANNEL) -> Place:
    return chat.post(channel, "終わりました", BLOCKS, "key")


def test_a_message_is_posted_found_edited_and_taken_back(slack: Slack, chat: Chat) -> None:
    place = post(chat)
    assert chat.find(CHANNEL, "key", 0.0) == place
    assert chat.find(CHANNEL, "another", 0.0) is None
    assert chat.find(CHANNEL, "key", 9e9) is None
    chat.edit(place, "終わりました", [{**BLOCKS[0], "text": {"type": "mrkdwn", "text": "別"}}])
    assert slack.shown == ["別"]
    chat.take_back(place)
    with pytest.raises(GoneError):
        chat.edit(place, "終わりました", BLOCKS)


def test_where_slack_asks_to_wait_a_little_it_waits(slack: Slack, chat: Chat, waited: list[float]) -> None:
    slack.fails("chat.postMessage", busy(3), busy(1))
    post(chat)
    assert waited == [3.0, 1.0]
    assert len(slack.messages) == 1
    slack.fails("chat.postMessage", busy(60))
    with pytest.raises(UnavailableError, match="takes nothing") as raised:
        post(chat)
    assert "in 60 s" in raised.value.line("en")
    assert waited == [3.0, 1.0]


@pytest.mark.parametrize("fault", [down, lost, says("internal_error")])
def test_a_post_whose_fate_nobody_knows_is_not_sent_again(slack: Slack, chat: Chat, fault: Fault) -> None:
    slack.fails("chat.postMessage", fault)
    with pytest.raises(OutcomeUnknownError):
        post(chat)
    assert slack.asked == ["chat.postMessage"]


def test_what_may_be_done_twice_is_tried_again(slack: Slack, chat: Chat) -> None:
    place = post(chat)
    slack.fails("chat.update", down, lost)
    chat.edit(place, "a", BLOCKS)
    slack.fails("conversations.history", down)
    assert chat.find(CHANNEL, "key", 0.0) == place
    slack.fails("chat.update", down, down, down)
    with pytest.raises(UnavailableError):
        chat.edit(place, "a", BLOCKS)


def test_a_slack_that_says_nothing_is_not_waited_for_long() -> None:
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        chat = Chat(TOKEN, f"http://127.0.0.1:{deaf.getsockname()[1]}/", timeout=1)
        with pytest.raises(OutcomeUnknownError):
            post(chat)


def test_without_a_connection_nothing_was_posted() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(DocgenError, match="cannot connect to Slack") as raised:
        post(Chat(TOKEN, f"http://127.0.0.1:{port}/"))
    assert not isinstance(raised.value, OutcomeUnknownError)


@pytest.mark.parametrize(
    ("fault", "kind", "words"),
    [
        (says("token_revoked"), NotAllowedError, "does not accept the token (token_revoked) → set DOCGEN_SLACK_TOKEN"),
        (says("missing_scope", needed="chat:write"), NotAllowedError, "lacks the scope chat:write"),
        (says("not_in_channel"), ChannelError, f"{CHANNEL} does not have docgen's app in it → check chat.channel"),
        (says("is_archived"), ChannelError, f"{CHANNEL} is archived"),
        (says("edit_window_closed"), InputError, "delete it in Slack and run docgen close again"),
        (says("invalid_blocks", response_metadata={"messages": ["too long"]}), DocgenError, "invalid_blocks: too long"),
        (strange, DocgenError, "perhaps a proxy (403)"),
    ],
)
def test_a_refusal_says_what_to_do_next(
    slack: Slack, chat: Chat, fault: Fault, kind: type[DocgenError], words: str
) -> None:
    slack.fails("chat.postMessage", fault)
    with pytest.raises(kind) as raised:
        post(chat)
    assert words in raised.value.line("en")
    assert "\n" not in raised.value.line("ja")
    assert TOKEN not in raised.value.line("en")


def test_an_app_that_may_not_read_the_channel_cannot_look(slack: Slack, chat: Chat) -> None:
    slack.scopes.clear()
    with pytest.raises(CannotLookError, match="channels:history"):
        chat.find(CHANNEL, "key", 0.0)


def test_the_token_is_in_the_environment_or_in_a_file_that_it_names(tmp_path: Path) -> None:
    (tmp_path / "token").write_text(f"{TOKEN}\n", encoding="utf-8")
    assert token({"DOCGEN_SLACK_TOKEN": TOKEN}) == TOKEN
    assert token({"DOCGEN_SLACK_TOKEN": str(tmp_path / "token")}) == TOKEN
    for wrong in ("", "Bearer xoxb-secret", "x" * 5000, str(tmp_path)):
        with pytest.raises(NotAllowedError) as raised:
            token({"DOCGEN_SLACK_TOKEN": wrong})
        assert "secret" not in raised.value.line("en")
