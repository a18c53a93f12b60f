"""Which service a workspace uses, and how a person reaches a document in it."""

from __future__ import annotations

import time
from collections.abc import Callable

from docgen.connect.calls import Calls
from docgen.connect.counting import Traffic
from docgen.connect.pacing import NoPacer, Pacer, WindowPacer
from docgen.connect.service import Http, Service
from docgen.errors import NotAllowedError, Text
from docgen.settings import QuotaSettings, Settings


def open_service(settings: Settings, traffic: Traffic | None = None) -> Service:
    """The service of the workspace: the embedded one in its own files, or Google's; ``traffic`` counts.

    Raises ``NotAllowedError`` for Google, to which nobody can sign in yet.
    """
    if settings.backend == "google":
        raise NotAllowedError(
            Text("Google へのサインインはまだ使えません", "signing in to Google is not possible yet"),
            hint=Text('docgen.toml の backend を "local" にしてください', 'set backend = "local" in docgen.toml'),
        )
    from docgen.emulator import Emulator

    return service_over(Emulator(settings.documents).http(), settings, traffic)


def service_over(
    http: Http,
    settings: Settings,
    traffic: Traffic | None = None,
    *,
    now: Callable[[], float] = time.time,
    sleep: Callable[[float], None] = time.sleep,
) -> Service:
    """The service that the workspace names, reached through ``http``: paced below its quotas, over all processes.

    ``now`` gives seconds since 1970, ``sleep`` takes seconds; tests turn them.
    """
    local = settings.backend == "local"
    return Service(http, local=local, calls=Calls(_pacer(settings, now), sleep, traffic))


def _pacer(settings: Settings, now: Callable[[], float]) -> Pacer:
    quota = settings.quota or (QuotaSettings() if settings.backend == "google" else None)
    if quota is None:
        return NoPacer()
    return WindowPacer(settings.pace, {"read": quota.reads, "write": quota.writes}, now)


def document_url(document_id: str, *, local: bool, tab: str = "", heading: str = "") -> str:
    """The address of a document, or of a heading in it."""
    base = f"docgen:{document_id}" if local else f"https://docs.google.com/document/d/{document_id}/edit"
    query = f"?tab={tab}" if tab else ""
    return f"{base}{query}{f'#heading={heading}' if heading else ''}"
