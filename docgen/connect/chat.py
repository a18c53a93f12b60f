"""The team's chat: Slack's Web API, in docgen's errors.

Slack's own client sends a request again when the connection breaks; a post may then be there twice. Here a post goes
out again only where Slack has surely not taken it; nobody knows of any other, and the caller looks for it first.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar

from docgen.connect.chat_failures import CannotLookError, failure, unsure
from docgen.errors import DocgenError, NotAllowedError, OutcomeUnknownError, Text, UnavailableError
from docgen.inputs.text import read_text

VARIABLE: Final = "DOCGEN_SLACK_TOKEN"
EVENT: Final = "docgen_minutes"
"""The type of the metadata by which a message is found again."""
TIMEOUT: Final = 10
"""Seconds to wait for an answer: people in a meeting wait for it."""
TRIES: Final = 3
PATIENCE: Final = 10.0
"""Seconds after which nothing is tried again, and that one is ready to wait where Slack asks for it."""
PAGES: Final = 3
PAGE: Final = 200
"""Messages at once, and how often, when a message is looked for."""

Answer = TypeVar("Answer")


class Place(NamedTuple):
    """Where a message stands."""

    channel: str
    ts: str
    """Its time stamp, by which Slack tells the messages of a channel apart."""


def token(environ: Mapping[str, str] = os.environ) -> str:
    """The token in ``DOCGEN_SLACK_TOKEN``, or in the file that this names.

    Raises ``NotAllowedError`` without one, ``InputError`` for a file that cannot be read. No error tells what the
    variable holds: that may be a token gone wrong.
    """
    found = said = environ.get(VARIABLE, "").strip()
    if said and not said.startswith("xox"):
        with suppress(OSError, ValueError):
            path = Path(said).expanduser()
            found = read_text(path).strip() if path.is_file() else ""
    if found.startswith("xox") and len(found.split()) == 1:
        return found
    raise NotAllowedError(
        Text("Slack のトークンがありません", "there is no Slack token"),
        hint=Text(
            f"ボットのトークンか、それを書いたファイルの場所を、環境変数 {VARIABLE} に入れてください",
            f"set {VARIABLE} to the bot's token or to the path of a file that holds it",
        ),
    )


class Chat:
    """One team's Slack."""

    def __init__(
        self, token: str, url: str, *, timeout: int = TIMEOUT, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        """``url``: of the Web API, ``https://slack.com/api/``."""
        from slack_sdk import WebClient

        silent = logging.getLogger("docgen.chat")
        silent.addHandler(logging.NullHandler())
        silent.propagate = False
        self._client = WebClient(token, base_url=url, timeout=timeout, logger=silent, retry_handlers=[])
        if url.startswith("http://"):  # only this machine, which no proxy reaches
            self._client.proxy = None
        self._sleep = sleep

    def post(self, channel: str, text: str, blocks: list[dict[str, Any]], key: str) -> Place:
        """A new message, which ``find`` knows by ``key``.

        Raises ``OutcomeUnknownError`` where nobody knows whether it is there; after any other error it is not.
        """
        answer = self._asked(
            lambda: self._client.chat_postMessage(
                channel=channel,
                text=text,
                blocks=blocks,
                metadata={"event_type": EVENT, "event_payload": {"key": key}},
                unfurl_links=False,
                unfurl_media=False,
            ),
            channel,
            once=True,
        )
        place = Place(str(answer.get("channel") or channel), str(answer.get("ts") or ""))
        if not place.ts:
            raise unsure()
        return place

    def edit(self, place: Place, text: str, blocks: list[dict[str, Any]]) -> None:
        """Replace what a message says. Raises ``GoneError`` where it is not there any more, and as ``post``."""
        self._asked(
            lambda: self._client.chat_update(channel=place.channel, ts=place.ts, text=text, blocks=blocks),
            place.channel,
        )

    def take_back(self, place: Place) -> None:
        """Delete a message."""
        self._asked(lambda: self._client.chat_delete(channel=place.channel, ts=place.ts), place.channel)

    def find(self, channel: str, key: str, since: float) -> Place | None:
        """The message with ``key`` that was posted after ``since`` (seconds since 1970), the first one.

        Raises ``CannotLookError`` where the app may not read the channel, or it has too many messages.
        """
        cursor, found = "", None
        for _ in range(PAGES):
            answer = self._history(channel, since, cursor)
            for message in answer.get("messages") or ():
                metadata = message.get("metadata") or {}
                if metadata.get("event_type") == EVENT and (metadata.get("event_payload") or {}).get("key") == key:
                    found = Place(channel, str(message["ts"]))
            cursor = str((answer.get("response_metadata") or {}).get("next_cursor") or "")
            if not cursor:
                return found
        raise CannotLookError(Text("投稿が多すぎて探せません", "there are too many messages to look through"))

    def _history(self, channel: str, since: float, cursor: str) -> Any:
        try:
            return self._asked(
                lambda: self._client.conversations_history(
                    channel=channel,
                    oldest=f"{since:.6f}",
                    limit=PAGE,
                    include_all_metadata=True,
                    cursor=cursor or None,
                ),
                channel,
            )
        except (UnavailableError, OutcomeUnknownError):
            raise
        except DocgenError as error:
            raise CannotLookError(error.message, hint=error.hint) from error

    def _asked(self, send: Callable[[], Answer], channel: str, *, once: bool = False) -> Answer:
        """The answer of Slack. ``once``: what must not happen twice."""
        until = time.monotonic() + PATIENCE
        for attempt in range(1, TRIES + 1):
            try:
                return send()
            except Exception as error:
                problem = failure(error, channel, once=once)
                if problem is None:
                    raise
                pause = problem.retry_after or float(attempt) if isinstance(problem, UnavailableError) else 0.0
                if attempt == TRIES or not pause or time.monotonic() + pause > until:
                    raise problem from error
                self._sleep(pause)
        raise AssertionError("unreachable: the last try returns or raises")
