"""What a document would be after a batch, before anything is sent: the embedded service's own requests, on a value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from docgen.document.collector import collector_off
from docgen.document.tabs import Document
from docgen.document.wire.requests import Request
from docgen.errors import RefusedError, Text

SERIAL: Final = 1 << 40
"""From here on are the ids of what only a rehearsal has made: no document has had so many."""


def rehearsed(document: Document, requests: Sequence[Request]) -> Document:
    """``document`` after ``requests``, without a revision: it is the state of no document.

    Ids of what they make are others than the service would give. Raises ``RefusedError`` where it would refuse them.
    """
    from docgen.emulator.batch import applied
    from docgen.emulator.draft import Draft
    from docgen.emulator.refusal import Refusal

    try:
        with collector_off():
            draft, _ = applied(Draft(document, SERIAL), requests)
    except Refusal as refusal:
        raise RefusedError(Text(f"この変更はできません（{refusal}）", f"this cannot be done ({refusal})")) from refusal
    return replace(draft.document, revision=None)
