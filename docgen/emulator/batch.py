"""A batch of requests on a document, all or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docgen.emulator.discovery import kinds
from docgen.emulator.draft import Draft
from docgen.emulator.handlers.tidy import tidied
from docgen.emulator.rebase import Rebase
from docgen.emulator.refusal import Refusal, RequestRefusal
from docgen.emulator.table import HANDLERS

JSON = dict[str, Any]


def kind_of(request: JSON, number: int) -> str:
    """The one kind that a request sets.

    Raises ``Refusal`` where it sets none, or one that is not emulated.
    """
    named = [kind for kind in request if request[kind] is not None]
    if not named:
        raise Refusal(f"Invalid requests[{number}]: No request set.")
    kind = named[0]
    if kind not in HANDLERS:
        if kind in kinds():
            raise Refusal(f"Invalid requests[{number}].{kind}: {kind} is not emulated by the embedded Docs service.")
        raise Refusal(f"Invalid requests[{number}]: No request set.")
    return kind


def applied(draft: Draft, requests: Sequence[JSON], rebase: Rebase | None = None) -> tuple[Draft, list[JSON]]:
    """The draft after all of ``requests``, and a reply to each. ``rebase`` carries them over the edits of others.

    Raises ``Refusal``, which names the request; the draft given is then still what it was.
    """
    chosen = [kind_of(request, number) for number, request in enumerate(requests)]
    before, replies = draft.document, []
    for number, (kind, request) in enumerate(zip(chosen, requests, strict=True)):
        known = len(draft.trace)
        if rebase is not None:
            request = rebase.request(request)
        try:
            draft, reply = HANDLERS[kind](draft, request[kind] or {})
        except RequestRefusal as refusal:
            raise refusal.at(number, kind) from refusal
        if rebase is not None:
            rebase.done(draft.trace[known:])
        replies.append(reply)
    return tidied(before, draft), replies
