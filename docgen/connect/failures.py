"""What a failed exchange means, in docgen's errors.

Of a write: 4xx say that it was not carried out; any 5xx, a time-out, a dropped connection and an answer that is none
say nothing at all; without a connection nothing was sent.
"""

from __future__ import annotations

import time
from contextlib import suppress
from typing import Any, Final

from docgen.errors import (
    ChangedError,
    DocgenError,
    InputError,
    NotAllowedError,
    OutcomeUnknownError,
    RefusedError,
    Text,
    UnavailableError,
)

BUSY_TRIES: Final = 7
"""How often a read is sent while the service is busy: with the waits between, for more than a minute, over which it
counts."""
OFFLINE_TRIES: Final = 3
"""How often while no connection comes about: that seldom heals in a minute."""


class PassingError(UnavailableError):
    """The service cannot be used just now; a read is worth up to ``tries`` tries."""

    def __init__(self, message: Text, *, hint: Text | None = None, tries: int, retry_after: float = 0.0) -> None:
        super().__init__(message, hint=hint, retry_after=retry_after)
        self.tries = tries


def failure(error: Exception, subject: str, *, writing: bool) -> DocgenError | None:
    """What ``error``, raised by a request of the official client, means; None for a fault of docgen's own.

    ``subject``: id or name of the document. ``writing``: whether the request was to change something.
    """
    from http.client import HTTPException

    from google.auth.exceptions import GoogleAuthError, RefreshError
    from googleapiclient.errors import HttpError
    from httplib2 import HttpLib2Error

    from docgen.connect.transport import NotReachedError

    match error:
        case HttpError():
            return _refusal(error, subject, writing=writing)
        case RefreshError() if not error.retryable:
            return NotAllowedError(
                Text("Google へのサインインが切れています", "the sign-in to Google has expired"), hint=_SIGN_IN
            )
        case GoogleAuthError():  # the token is renewed before anything else is sent
            return _unreachable("Google", error)
        case NotReachedError():
            return _unreachable(error.host, error.__cause__ or error)
        case HTTPException() | HttpLib2Error() | OSError():
            return unknown() if writing else _unavailable()
    return None


def garbled(*, writing: bool) -> DocgenError:
    """For an answer that says success and is not what was asked for: the page of a proxy, or half of one."""
    return unknown() if writing else _strange(200, tries=OFFLINE_TRIES)


_SIGN_IN: Final = Text("もう一度サインインしてください", "sign in again")
_AGAIN: Final = Text("もう一度実行してください", "run the command again")
_LATER: Final = Text("しばらくしてからもう一度実行してください", "try again later")
_PROXY: Final = Text("ネットワークとプロキシの設定を確かめてください", "check the network and the proxy settings")


def unknown(todo: Text | None = None) -> OutcomeUnknownError:
    """For a write of which nobody can tell whether it was carried out; ``todo``: what comes before running it again."""
    twice = Text("もう一度実行してください。二重にはなりません", "run the command again: it will not be there twice")
    return OutcomeUnknownError(
        Text("書き込めたかどうか確認できませんでした", "nobody knows whether the change was saved"),
        hint=Text(f"{todo.ja}。{twice.ja}", f"{todo.en}; {twice.en}") if todo else twice,
    )


def _unavailable(retry_after: float = 0.0) -> PassingError:
    return PassingError(
        Text("サービスを使えません。何も書き込んでいません", "the service is not available; nothing was written"),
        hint=_when(retry_after),
        tries=BUSY_TRIES,
        retry_after=retry_after,
    )


def _over_quota(retry_after: float) -> PassingError:
    return PassingError(
        Text(
            "サービスの利用の上限に達しています。何も書き込んでいません",
            "the quota of the service is used up; nothing was written",
        ),
        hint=_when(retry_after),
        tries=BUSY_TRIES,
        retry_after=retry_after,
    )


def _when(retry_after: float) -> Text:
    if not retry_after:
        return _LATER
    return Text(
        f"{retry_after:.0f} 秒たってからもう一度実行してください", f"try again in {retry_after:.0f} s, as it asks"
    )


def _unreachable(host: str, cause: BaseException) -> DocgenError:
    why = " ".join(str(getattr(cause, "strerror", None) or cause or type(cause).__name__).split())
    from ssl import SSLCertVerificationError

    if isinstance(cause, SSLCertVerificationError):
        why = cause.verify_message
        return DocgenError(
            Text(
                f"{host} の証明書を確かめられません（{why}）。何も書き込んでいません",
                f"the certificate of {host} cannot be verified ({why}); nothing was written",
            ),
            hint=Text(
                "時計と、ネットワークやプロキシの証明書を確かめてください",
                "check the clock, and the certificate of your network's proxy",
            ),
        )
    return PassingError(
        Text(
            f"{host} につながりません（{why}）。何も書き込んでいません",
            f"cannot connect to {host} ({why}); nothing was written",
        ),
        hint=_PROXY,
        tries=OFFLINE_TRIES,
    )


def _strange(status: int, tries: int) -> PassingError:
    return PassingError(
        Text(
            f"サービスではないもの（プロキシなど）が答えています（{status}）。何も書き込んでいません",
            f"something else than the service answers, perhaps a proxy ({status}); nothing was written",
        ),
        hint=_PROXY,
        tries=tries,
    )


def _refusal(error: Any, subject: str, *, writing: bool) -> DocgenError:
    """What an answer with a status other than success means."""
    status, told = int(error.resp.status), _told(error.content)
    if status == 429:
        return _over_quota(_retry_after(error.resp))
    if status >= 500 or status == 408:
        return unknown() if writing else _unavailable(_retry_after(error.resp))
    if status == 413:  # Google's own answer to this is a page
        return RefusedError(
            Text("一度に送る量が多すぎます。何も書き込んでいません", "too much was sent at once; nothing was written"),
            hint=Text("短くするか、分けてください", "make it shorter, or do it in parts"),
        )
    if status == 404:
        return InputError(
            Text(f"文書 {subject} が見つかりません", f"there is no document {subject}"),
            hint=Text("docgen account sync で探せます", "docgen account sync looks for it"),
        )
    if told is None:
        return _strange(status, tries=1)
    message, why = told
    return _told_refusal(status, message, why, subject, _retry_after(error.resp))


def _told_refusal(status: int, message: str, why: str, subject: str, retry_after: float) -> DocgenError:
    match status:
        case 401:
            return NotAllowedError(
                Text("Google がサインインを受け付けません", "Google does not accept the sign-in"), hint=_SIGN_IN
            )
        case 403 if "ratelimit" in why.casefold():
            return _over_quota(retry_after)
        case 403 if why == "dailyLimitExceeded":
            return UnavailableError(
                Text(
                    "1日の利用の上限に達しています。何も書き込んでいません",
                    "the quota of the day is used up; nothing was written",
                ),
                hint=Text("明日もう一度実行してください", "try again tomorrow"),
            )
        case 403 if why == "storageQuotaExceeded":
            return NotAllowedError(
                Text("Drive の容量がいっぱいです", "the Drive storage is full"),
                hint=Text("空きを作るか、共有ドライブを使ってください", "make room, or use a shared drive"),
            )
        case 403:
            return NotAllowedError(
                Text(f"文書 {subject} を開く権限がありません", f"no access to document {subject}"),
                hint=Text("共有の設定を確かめてください", "check how it is shared"),
            )
        case 409 | 412:
            return _changed()
        case 400 if "revision" in message:
            return _changed()
    return RefusedError(Text(f"サービスが要求を断りました: {message}", f"the service refused the request: {message}"))


def _changed() -> ChangedError:
    return ChangedError(
        Text(
            "書き込む前に文書が変わりました。何も書き込んでいません",
            "the document changed before the write; nothing was written",
        ),
        hint=_AGAIN,
    )


def _retry_after(response: Any) -> float:
    """Seconds that the service asks to wait; 0 where it does not say. It may say a date, by its own clock."""
    from email.utils import parsedate_to_datetime

    asked = str(response.get("retry-after", "")).strip()
    if asked.isascii() and asked.isdigit():
        return float(asked)
    with suppress(ValueError):
        until = parsedate_to_datetime(asked).timestamp()
        try:
            now = parsedate_to_datetime(response.get("date", "")).timestamp()
        except ValueError:
            now = time.time()
        return max(0.0, until - now)
    return 0.0


def _told(content: bytes) -> tuple[str, str] | None:
    """Google's message, and the reason that Drive gives in a word, which may be empty; None if it is not Google's."""
    import json

    with suppress(ValueError, KeyError, TypeError, AttributeError):
        told = json.loads(content)["error"]
        reasons = [str(one.get("reason", "")) for one in told.get("errors", ())]
        return str(told["message"]), next(iter(reasons), "")
    return None
