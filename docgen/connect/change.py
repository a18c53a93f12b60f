"""The one place through which documents are changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Generic, TypeVar

from docgen.connect.service import Service
from docgen.document.tabs import Document
from docgen.document.wire.requests import Request
from docgen.errors import ChangedError, NotAllowedError, Text

TRIES: Final = 5
"""How often a change is planned anew after somebody else was faster."""

Outcome = TypeVar("Outcome")


@dataclass(frozen=True, slots=True)
class Plan(Generic[Outcome]):
    """What to send for one revision of a document, and what to tell the caller once it is there.

    Without requests there is nothing to do: what was asked for is there already.
    """

    requests: Sequence[Request]
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Change(Generic[Outcome]):
    """What became of it."""

    written: bool
    outcome: Outcome
    replies: Sequence[Any] = field(default_factory=tuple)


def change(service: Service, document_id: str, plan: Callable[[Document], Plan[Outcome]]) -> Change[Outcome]:
    """Read the document, plan against that revision, and write all of the plan or nothing.

    When somebody was faster, it reads and plans again. Raises ``ChangedError`` after ``TRIES``, and
    ``NotAllowedError`` where the document may only be read.
    """
    for remaining in reversed(range(TRIES)):
        document = service.get(document_id)
        planned = plan(document)
        if not planned.requests:
            return Change(False, planned.outcome)
        if document.revision is None:
            raise NotAllowedError(
                Text("このドキュメントは閲覧のみ可能です", "this document can only be read"),
                hint=Text("編集権限をもらってください", "ask for edit access"),
            )
        try:
            answer = service.batch_update(document_id, planned.requests, document.revision)
        except ChangedError:
            if not remaining:
                raise
            continue
        return Change(True, planned.outcome, answer.get("replies", ()))
    raise AssertionError("unreachable: the last try returns or raises")
