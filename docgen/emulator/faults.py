"""Failures on order, to test everything above the service.

    emulator.faults.add("documents.batchUpdate", 1, "server_error", code=503, after=True)

``method`` is a method's name as in the discovery document, with or without the names in front of it, or ``*``; ``nth``
counts the calls of it from now on, 1 is the next; 0 is every call. The kinds:

    rate_limit                                429 RESOURCE_EXHAUSTED with ErrorInfo RATE_LIMIT_EXCEEDED
    forbidden       reason=                   403 with a reason: userRateLimitExceeded, rateLimitExceeded, ...
    storage_quota                             403 storageQuotaExceeded
    server_error    code=500, after=False     500 or 503, before or after the call took effect
    close           after=False               the connection is closed without an answer
    timeout         after=False               no answer in time
    human_edit      text=, index=, document=  somebody types before a write, or after a read
    search_lag      seconds=60                files.list finds nothing that was made in the last seconds
    invalid_grant                             the refresh token is no longer good
    slow            seconds=                  the answer takes its time
    quota           reads=, writes=           calls a minute, counted on ``clock``
    withheld        kinds=                    no access to some kinds of request: each is taken for an empty one
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from docgen.emulator.refusal import Refusal
from docgen.errors import InputError, Place, Text, nearest

JSON = dict[str, Any]

KINDS: Final[Mapping[str, tuple[str, JSON]]] = {
    **{
        name: (name, {})
        for name in (
            "rate_limit",
            "forbidden",
            "storage_quota",
            "server_error",
            "close",
            "timeout",
            "human_edit",
            "search_lag",
            "invalid_grant",
            "slow",
            "quota",
            "withheld",
        )
    },
    "429": ("rate_limit", {}),
    "403": ("forbidden", {}),
    "500": ("server_error", {"code": 500}),
    "503": ("server_error", {"code": 503}),
    "storageQuotaExceeded": ("storage_quota", {}),
    "userRateLimitExceeded": ("forbidden", {"reason": "userRateLimitExceeded"}),
    "rateLimitExceeded": ("forbidden", {"reason": "rateLimitExceeded"}),
}
"""Every kind, and other names for some."""
AFTER: Final = frozenset({"server_error", "close", "timeout"})
MESSAGES: Final = {
    "userRateLimitExceeded": "User Rate Limit Exceeded",
    "rateLimitExceeded": "Rate Limit Exceeded",
    "sharingRateLimitExceeded": "Rate limit exceeded.",
    "dailyLimitExceeded": "Daily Limit Exceeded",
    "storageQuotaExceeded": "The user's Drive storage quota has been exceeded.",
    "insufficientFilePermissions": "The user does not have sufficient permissions for this file.",
    "appNotAuthorizedToFile": "The user has not granted the app access to the file.",
    "domainPolicy": "The domain administrators have disabled Drive apps.",
}
MINUTE: Final = 60.0
READS: Final = frozenset({"get", "list", "export", "getStartPageToken"})


class Dropped(Exception):
    """The connection ends without an answer; ``timed_out`` where the client waits for one in vain."""

    def __init__(self, *, timed_out: bool) -> None:
        super().__init__("no answer")
        self.timed_out = timed_out


class GrantRevoked(Exception):
    """The refresh token is no longer good."""


def forbidden(reason: str) -> Refusal:
    """Drive's 403 with a reason."""
    message = MESSAGES.get(reason, "The request is not allowed.")
    domain = "usageLimits" if reason.endswith(("LimitExceeded", "QuotaExceeded")) else "global"
    return Refusal(message, 403, status="", errors=[{"domain": domain, "reason": reason, "message": message}])


def rate_limited(what: str = "Read requests") -> Refusal:
    """Docs' 429."""
    limit = f"quota metric '{what}' and limit '{what} per minute per user'"
    message = f"Quota exceeded for {limit} of service 'docs.googleapis.com'."
    info = {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": "RATE_LIMIT_EXCEEDED",
        "domain": "googleapis.com",
        "metadata": {"service": "docs.googleapis.com", "quota_limit": f"{what.split()[0]}RequestsPerMinutePerUser"},
    }
    return Refusal(message, 429, details=[info])


@dataclass(slots=True)
class Fault:
    """One failure on order."""

    method: str
    nth: int
    kind: str
    args: JSON
    seen: int = 0
    """How many calls it has counted."""
    calls: dict[str, list[float]] = field(default_factory=dict)
    """When the calls of the last minute came, for a quota."""

    def meets(self, method: str) -> bool:
        """Whether it concerns a method."""
        return self.method == "*" or method == self.method or method.endswith(f".{self.method}")


class Faults:
    """The failures on order. ``clock`` gives seconds and ``sleep`` takes them; tests may put others in their place."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self.clock: Callable[[], float] = time.monotonic
        self.sleep: Callable[[float], None] = time.sleep
        self._turned = 0.0

    def add(self, method: str, nth: int, kind: str, **args: Any) -> None:
        """Order a failure: see above. ``when="after"`` is the same as ``after=True``.

        Raises ``InputError`` for a kind that does not exist.
        """
        if str(kind) not in KINDS:
            raise InputError(
                Text(f"{kind!r} という故障はありません", f"there is no fault called {kind!r}"),
                place=Place(key="kind"),
                hint=nearest(str(kind), KINDS),
            )
        named, given = KINDS[str(kind)]
        after = args.pop("when", "after" if args.get("after") else "before") == "after"
        self._faults.append(Fault(method, int(nth), named, {**given, **args, "after": after}))

    def clear(self) -> None:
        """Take all orders back."""
        self._faults.clear()
        self._turned = 0.0

    def turn(self, seconds: float) -> None:
        """Turn the quota's clock forward."""
        self._turned += seconds

    def _now(self) -> float:
        return self.clock() + self._turned

    def due(self, method: str) -> list[Fault]:
        """The failures that the call now coming meets."""
        found = []
        for fault in list(self._faults):
            if not fault.meets(method):
                continue
            fault.seen += 1
            if fault.kind == "quota" or fault.nth in (0, fault.seen):
                found.append(fault)
                if fault.nth and fault.kind != "quota":
                    self._faults.remove(fault)
        return found

    @staticmethod
    def withhold(fault: Fault, body: JSON) -> JSON:
        """``body`` as Google sees it, whose requests of a kind that the project may not use are empty (reported)."""
        kinds = fault.args.get("kinds", ())
        requests = [
            {kind: what for kind, what in request.items() if kind not in kinds} for request in body.get("requests", ())
        ]
        return {**body, "requests": requests}

    def strike(self, fault: Fault, method: str) -> None:
        """Do what a fault does beside what happens to the document.

        Raises ``Refusal``, ``Dropped`` or ``GrantRevoked``.
        """
        match fault.kind:
            case "rate_limit":
                raise rate_limited("Write requests" if method.endswith("batchUpdate") else "Read requests")
            case "forbidden":
                raise forbidden(str(fault.args.get("reason", "userRateLimitExceeded")))
            case "storage_quota":
                raise forbidden("storageQuotaExceeded")
            case "server_error":
                code = int(fault.args.get("code", 500))
                text = "Internal error encountered." if code == 500 else "The service is currently unavailable."
                raise Refusal(text, code)
            case "close" | "timeout":
                raise Dropped(timed_out=fault.kind == "timeout")
            case "invalid_grant":
                raise GrantRevoked
            case "slow":
                self.sleep(float(fault.args.get("seconds", 1)))
            case "quota":
                self._count(fault, method)
            case _:
                pass

    def _count(self, fault: Fault, method: str) -> None:
        reads = method.rsplit(".", 1)[-1] in READS
        limit = fault.args.get("reads" if reads else "writes")
        if limit is None:
            return
        now, kind = self._now(), "reads" if reads else "writes"
        recent = [moment for moment in fault.calls.get(kind, ()) if moment > now - MINUTE]
        # A call over the quota counts too: failed writes do (documented).
        fault.calls[kind] = [*recent, now]
        if len(recent) >= int(limit):
            raise rate_limited("Read requests" if reads else "Write requests")
