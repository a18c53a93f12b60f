"""Whether a service offers chips: asked without changing anything, and remembered for a week.

It is asked about a customer's document, since there is one at hand wherever chips are to be written, and a scratch
document could be left over in somebody's Drive. What is sent cannot be carried out on any document
(``wire.probes.chip_probe``), is all or nothing as every batch is, and names the revision that was read.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

import msgspec

from docgen.connect.service import Service
from docgen.document.tabs import Document
from docgen.document.wire.probes import SAMPLES, chip_probe, knows
from docgen.errors import ChangedError, RefusedError, Text
from docgen.inputs.text import read_text
from docgen.inputs.write import make_folder, write_text

DAYS: Final = 7
"""How long an answer holds."""


class Answer(msgspec.Struct, frozen=True):
    """What a service said."""

    backend: str
    asked: date
    offered: bool


def chips_offered(service: Service, document: Document) -> bool:
    """Whether ``service`` takes person and date chips, asked about ``document``, in which nothing changes.

    Raises the ``DocgenError`` for which it does not say: ``ChangedError`` where somebody writes in the document just
    now, ``NotAllowedError``, ``OutcomeUnknownError``, ``UnavailableError``.
    """
    return all(_is_known(service, document, chip_probe(document.tabs[0].id, chip)) for chip in SAMPLES)


def _is_known(service: Service, document: Document, requests: list[dict[str, object]]) -> bool:
    try:
        service.batch_update(document.id, requests, document.revision or "")
    except RefusedError as error:
        return knows(error.message.en)
    raise ChangedError(Text("確かめられませんでした", "the service gave no answer to be understood"))


class ChipAnswers:
    """The last answer of the service of a workspace, in the file ``path``."""

    def __init__(self, path: Path, backend: str) -> None:
        self._path = path
        self._backend = backend

    def known(self, today: date) -> bool | None:
        """Whether chips are offered; None where it has not been asked for ``DAYS``, or never of this backend."""
        if not self._path.exists():
            return None
        try:
            answer = msgspec.json.decode(read_text(self._path), type=Answer)
        except msgspec.DecodeError:
            return None
        fresh = answer.backend == self._backend and 0 <= (today - answer.asked).days < DAYS
        return answer.offered if fresh else None

    def remember(self, offered: bool, today: date) -> None:
        """Keep an answer."""
        make_folder(self._path.parent)
        answer = Answer(self._backend, today, offered)
        write_text(self._path, msgspec.json.format(msgspec.json.encode(answer), indent=2).decode() + "\n")
