"""One call to the service: paced, its failures put in docgen's errors; a read is tried again, a write never.

What a failed write means: 429 and the 403s of a quota say that it was not taken; any 5xx, a time-out and a dropped
connection say nothing at all.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPException
from typing import Any, Final

from docgen.connect.pacing import NoPacer, Pacer
from docgen.errors import (
    ChangedError,
    DocgenError,
    InputError,
    NotAllowedError,
    OutcomeUnknownError,
    Text,
    UnavailableError,
)

TRIES: Final = 7
LONGEST_WAIT: Final = 64.0
"""Seconds between two tries, as Google asks."""
PATIENCE: Final = 120.0
"""Seconds after which a read is given up."""


class Calls:
    """Makes the calls of one service."""

    def __init__(self, pacer: Pacer | None = None, sleep: Callable[[float], None] = time.sleep) -> None:
        self._pacer = pacer or NoPacer()
        self._sleep = sleep

    def write(self, request: Any, subject: str) -> Any:
        """The answer to a request of the official client that changes something; sent once.

        ``subject``: the document's id, for messages. Raises ``OutcomeUnknownError`` where nobody knows whether it was
        carried out, any other ``DocgenError`` where it was not.
        """
        self._pacer.wait("write")
        return _sent(request, subject, writing=True)

    def pause(self, seconds: float) -> None:
        """Wait until a search has caught up, or before a write that failed is tried once more."""
        self._sleep(seconds)

    def read(self, request: Any, subject: str) -> Any:
        """The answer to a request that changes nothing, tried again while the service is busy or out of reach.

        Raises ``UnavailableError`` when it stays so, ``InputError`` for what is not there, ``NotAllowedError``.
        """
        try:
            return self._read_once(request, subject)
        except UnavailableError as first:
            return self._read_again(request, subject, first)

    def _read_once(self, request: Any, subject: str) -> Any:
        self._pacer.wait("read")
        return _sent(request, subject, writing=False)

    def _read_again(self, request: Any, subject: str, first: UnavailableError) -> Any:
        from tenacity import Retrying, retry_if_exception_type, wait_random_exponential

        backoff = wait_random_exponential(multiplier=1, max=LONGEST_WAIT)
        until = time.monotonic() + PATIENCE
        waited = 0.0

        def wait(state: Any) -> float:
            error = state.outcome.exception()
            asked = error.retry_after if isinstance(error, UnavailableError) else 0.0
            return max(float(backoff(state)), min(asked, LONGEST_WAIT))

        def sleep(seconds: float) -> None:
            nonlocal waited
            waited += seconds
            self._sleep(seconds)

        def given_up(state: Any) -> bool:
            return bool(state.attempt_number >= TRIES - 1 or waited >= PATIENCE or time.monotonic() >= until)

        sleep(max(1.0, min(first.retry_after, LONGEST_WAIT)))
        again = Retrying(
            retry=retry_if_exception_type(UnavailableError),
            wait=wait,
            stop=given_up,
            sleep=sleep,
            reraise=True,
        )
        return again(self._read_once, request, subject)


def _sent(request: Any, subject: str, *, writing: bool) -> Any:
    from google.auth.exceptions import RefreshError, TransportError
    from googleapiclient.errors import HttpError
    from httplib2 import HttpLib2Error

    try:
        return request.execute(num_retries=0)
    except HttpError as error:
        raise _translated(error, subject, writing=writing) from error
    except RefreshError as error:
        raise NotAllowedError(
            Text("Google へのサインインが切れています", "the sign-in to Google has expired"),
            hint=Text("もう一度サインインしてください", "sign in again"),
        ) from error
    except (HTTPException, HttpLib2Error, TransportError, OSError) as error:
        raise _unknown() if writing else _unavailable() from error


def _unknown() -> OutcomeUnknownError:
    return OutcomeUnknownError(
        Text("書き込めたかどうか確認できませんでした", "nobody knows whether the change was saved"),
        hint=Text("もう一度実行してください。二重にはなりません", "run the command again: it will not be there twice"),
    )


def _unavailable(retry_after: float = 0.0) -> UnavailableError:
    return UnavailableError(
        Text("サービスを使えません。何も書き込んでいません", "the service is not available; nothing was written"),
        hint=Text("しばらくしてからもう一度実行してください", "try again later"),
        retry_after=retry_after,
    )


def _translated(error: Any, subject: str, *, writing: bool) -> DocgenError:
    status, reason, why = int(error.resp.status), *_told(error)
    if status == 404:
        return InputError(
            Text(f"文書 {subject} が見つかりません", f"there is no document {subject}"),
            hint=Text("accounts.csv の document_id を確かめてください", "check document_id in accounts.csv"),
        )
    if status == 400 and "revision" in reason:
        return ChangedError(
            Text(
                "書き込む前に文書が変わりました。何も書き込んでいません",
                "the document changed before the write; nothing was written",
            ),
            hint=Text("もう一度実行してください", "run the command again"),
        )
    if status == 429 or (status == 403 and "ratelimit" in why.casefold()):
        return _unavailable(_retry_after(error))
    if status == 403 and why == "storageQuotaExceeded":
        return NotAllowedError(
            Text("Drive の容量がいっぱいです", "the Drive storage is full"),
            hint=Text("空きを作るか、共有ドライブを使ってください", "make room, or use a shared drive"),
        )
    if status in (401, 403):
        return NotAllowedError(
            Text(f"文書 {subject} を開く権限がありません", f"no access to document {subject}"),
            hint=Text("共有の設定を確かめてください", "check how it is shared"),
        )
    if status >= 500:
        return _unknown() if writing else _unavailable(_retry_after(error))
    return DocgenError(Text(f"サービスが要求を断りました: {reason}", f"the service refused the request: {reason}"))


def _retry_after(error: Any) -> float:
    """Seconds that the service asks to wait; 0 where it does not say (or says a date)."""
    with suppress(ValueError):
        return max(0.0, float(error.resp.get("retry-after", 0)))
    return 0.0


def _told(error: Any) -> tuple[str, str]:
    """Google's message, and the reason that Drive gives in a word; the latter may be empty."""
    with suppress(ValueError, KeyError, TypeError, AttributeError):
        told = json.loads(error.content)["error"]
        reasons = [str(one.get("reason", "")) for one in told.get("errors", ())]
        return str(told["message"]), next(iter(reasons), "")
    return str(error), ""
