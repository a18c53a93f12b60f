"""What a failed exchange with Slack means, in docgen's errors.

Of a post: a time-out, a dropped connection, any 5xx and Slack's own ``internal_error`` say nothing at all; every other
refusal says that it was not carried out. Codes: https://docs.slack.dev/reference/methods/chat.postMessage
"""

from __future__ import annotations

import socket
import ssl
from http.client import HTTPException
from typing import Any, Final
from urllib.error import URLError

from docgen.errors import (
    DocgenError,
    InputError,
    NotAllowedError,
    OutcomeUnknownError,
    RefusedError,
    Text,
    UnavailableError,
)


class GoneError(InputError):
    """A message is not there any more."""


class ChannelError(InputError):
    """A channel cannot be posted to."""


class CannotLookError(NotAllowedError):
    """The messages of a channel cannot be looked through."""


_TOKEN: Final = frozenset(
    {
        "invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "not_allowed_token_type",
        "org_login_required", "ekm_access_denied", "access_denied", "enterprise_is_restricted",
    }
)  # fmt: skip
_CHANNEL: Final = {
    "channel_not_found": Text("見つかりません", "is not there"),
    "not_in_channel": Text("には docgen のアプリが参加していません", "does not have docgen's app in it"),
    "is_archived": Text("はアーカイブされています", "is archived"),
    "restricted_action": Text("には投稿が許されていません", "does not let the app post"),
}
_UNEDITABLE: Final = frozenset({"cant_update_message", "edit_window_closed", "cant_delete_message"})
_BUSY: Final = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded", "service_unavailable"})
_UNSURE: Final = frozenset({"internal_error", "fatal_error", "request_timeout"})


def failure(error: Exception, channel: str, *, once: bool) -> DocgenError | None:
    """What ``error``, raised by Slack's client, means; None for a fault of docgen's own.

    ``once``: the request was to do something that must not happen twice.
    """
    from slack_sdk.errors import SlackApiError

    match error:
        case SlackApiError():
            return _refusal(error.response, channel, once=once)
        case URLError() if _is_unsent(error.reason):
            return _unreachable(error.reason)
        case HTTPException() | OSError() | UnicodeDecodeError():  # URLError is an OSError
            return unsure() if once else _busy()
    return None


def unsure() -> OutcomeUnknownError:
    """For a post of which nobody can tell whether it is there."""
    return OutcomeUnknownError(
        Text("Slack に投稿できたかどうか確認できませんでした", "nobody knows whether the post has reached Slack"),
        hint=Text(
            "もう一度実行してください（docgen close）。先に投稿を探すので、二重にはなりません",
            "run docgen close again: it looks for the post first",
        ),
    )


def _is_unsent(reason: object) -> bool:
    """Whether no connection came about."""
    proxy = isinstance(reason, OSError) and str(reason).startswith("Tunnel connection failed")
    return proxy or isinstance(reason, ConnectionRefusedError | socket.gaierror | ssl.SSLCertVerificationError)


def _unreachable(reason: object) -> DocgenError:
    why = getattr(reason, "verify_message", "") or getattr(reason, "strerror", None) or reason
    return DocgenError(
        Text(f"Slack につながりません（{why}）", f"cannot connect to Slack ({why})"),
        hint=Text(
            "ネットワークとプロキシの設定を確かめ、docgen close をもう一度実行してください",
            "check the network and the proxy settings, then run docgen close again",
        ),
    )


def _busy(retry_after: float = 0.0) -> UnavailableError:
    again = Text("しばらくしてから docgen close をもう一度実行してください", "run docgen close again later")
    if retry_after:
        again = Text(
            f"{retry_after:.0f} 秒たってから docgen close をもう一度実行してください",
            f"run docgen close again in {retry_after:.0f} s",
        )
    return UnavailableError(
        Text("Slack が混み合っていて投稿できません", "Slack takes nothing just now"),
        hint=again,
        retry_after=retry_after,
    )


def _refusal(response: Any, channel: str, *, once: bool) -> DocgenError:
    status, data = int(response.status_code), response.data if isinstance(response.data, dict) else {}
    code = str(data.get("error", ""))
    if status == 429 or code in _BUSY:
        return _busy(_retry_after(response.headers))
    if status >= 500 or status == 408 or code in _UNSURE:
        return unsure() if once else _busy()
    if not code or " " in code:  # not Slack: the client puts the page into the place of the code
        return unsure() if once and status == 200 else _stranger(status)
    return _told(code, data, channel)


def _stranger(status: int) -> DocgenError:
    return DocgenError(
        Text(
            f"Slack ではないもの（プロキシなど）が答えています（{status}）",
            f"something else than Slack answers, perhaps a proxy ({status})",
        ),
        hint=Text("ネットワークとプロキシの設定を確かめてください", "check the network and the proxy settings"),
    )


def _told(code: str, data: dict[str, Any], channel: str) -> DocgenError:
    if code in _TOKEN:
        return NotAllowedError(
            Text(f"Slack がトークンを受け付けません（{code}）", f"Slack does not accept the token ({code})"),
            hint=Text(
                "有効なトークンを DOCGEN_SLACK_TOKEN に入れ、docgen close をもう一度実行してください",
                "set DOCGEN_SLACK_TOKEN to one that is valid, then run docgen close again",
            ),
        )
    if code in ("missing_scope", "no_permission"):
        needed = str(data.get("needed") or "chat:write")
        return NotAllowedError(
            Text(f"Slack のアプリに権限 {needed} がありません", f"the Slack app lacks the scope {needed}"),
            hint=Text(
                "アプリの設定で権限を足し、インストールし直してください",
                "add it in the app's settings and install it again",
            ),
        )
    if code in _CHANNEL:
        why = _CHANNEL[code]
        return ChannelError(
            Text(f"Slack のチャンネル {channel} {why.ja}", f"the Slack channel {channel} {why.en}"),
            hint=Text(
                "docgen.toml の chat.channel を確かめ、チャンネルに docgen のアプリを招待してください",
                "check chat.channel in docgen.toml, and /invite the app to the channel",
            ),
        )
    if code == "message_not_found":
        return GoneError(Text("Slack の投稿が消されています", "the message in Slack has been deleted"))
    if code in _UNEDITABLE:
        return InputError(
            Text(f"Slack の前の投稿を書き換えられません（{code}）", f"the earlier message cannot be changed ({code})"),
            hint=Text(
                "前の投稿を Slack で消してから docgen close を実行すると、新しく投稿します",
                "delete it in Slack and run docgen close again, which then posts anew",
            ),
        )
    told = "; ".join(str(one) for one in (data.get("response_metadata") or {}).get("messages", ()))
    said = f"{code}: {told}" if told else code
    return RefusedError(Text(f"Slack が投稿を断りました（{said}）", f"Slack refused the post ({said})"))


def _retry_after(headers: Any) -> float:
    """Seconds that Slack asks to wait; 0 where it does not say."""
    for name, value in dict(headers).items():
        said = str(value[0] if isinstance(value, list) and value else value).strip()
        if name.lower() == "retry-after" and said.isascii() and said.isdigit():
            return float(said)
    return 0.0
