"""The one place through which documents are changed: what is written is there once, or the error says why not.

Nobody knows what became of a write whose answer did not come, and the refusal of a locked write may follow one's own
first success. So: read; if the change is there, done; plan against that revision; send one batch under it; on any doubt
read again and look before trying once more. A batch that is late cannot land twice, since it names the revision.
"""

from __future__ import annotations

import random
import secrets
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Generic, NamedTuple, TypeVar

from docgen.connect.failures import PassingError, unknown
from docgen.connect.outbox import Intent, Outbox
from docgen.connect.reader import Reader
from docgen.connect.rehearsal import rehearsed
from docgen.connect.service import Service
from docgen.document.tabs import Document, NamedRange
from docgen.document.wire import requests as wire
from docgen.document.wire.requests import Request
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
from docgen.inputs.lock import held

MARK: Final = "docgen:op:"
"""The name of the named range that an operation leaves where nothing else tells that it is done; then its id."""
TRIES: Final = 8
PATIENCE: Final = 120.0
"""Seconds after which nothing more is tried."""
LONGEST_PAUSE: Final = 32.0
KEPT: Final = 12
"""How many markers may stay; more are swept, the oldest first, once they are ``STALE``."""
STALE: Final = 600
"""Seconds after which an operation of somebody else has settled: far more than its patience."""

Outcome = TypeVar("Outcome")


@dataclass(frozen=True, slots=True)
class Plan(Generic[Outcome]):
    """What to send for one revision of a document, and what to tell the caller once it is there.

    Without requests there is nothing to do: what was asked for is there already.
    """

    requests: Sequence[Request]
    outcome: Outcome
    mark: tuple[str, int, int] | None = None
    """Tab and range for the marker, for a change that nothing else in the document would tell."""


@dataclass(frozen=True, slots=True)
class Change(Generic[Outcome]):
    """What became of it."""

    written: bool
    outcome: Outcome
    replies: Sequence[Any] = field(default_factory=tuple)


Planner = Callable[[Document], Plan[Outcome]]


class Step(NamedTuple):
    """What is planned at once."""

    intents: Sequence[Intent]
    plan: Planner[Any]
    """Raises ``InputError`` for what cannot be done any more."""


Redo = Callable[[Sequence[Intent]], Iterable[Step]]
"""Makes plans of intents again, each for what the document is after those before it."""


def new_operation(now: float) -> str:
    """An id for an operation: ``now`` (seconds since 1970) in hexadecimal digits, by which it ages, and chance."""
    return f"{int(now):x}-{secrets.token_hex(6)}"


def asked_at(intent: Intent) -> float:
    """When an intent was noted, in seconds since 1970."""
    return float(int(intent.operation.partition("-")[0], 16))


class Writer:
    """Writes to the documents of one service."""

    def __init__(
        self,
        service: Service,
        reader: Reader,
        outbox: Outbox,
        locks: Path,
        *,
        now: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """``outbox`` and the folder ``locks`` are shared by all writers of a workspace; ``now``: seconds since 1970."""
        self.service = service
        self._reader = reader
        self._outbox = outbox
        self._locks = locks
        self._now = now
        self._sleep = sleep

    def change(self, document_id: str, plan: Planner[Outcome]) -> Change[Outcome]:
        """Write a change that the document itself tells to be done: then ``plan`` has no requests.

        Raises ``ChangedError`` or ``UnavailableError`` where nothing was written, ``OutcomeUnknownError`` where nobody
        knows, ``NotAllowedError`` where the document may only be read.
        """
        with self._held(document_id):
            return self._once(document_id, plan, "", landed=lambda document: plan(document).outcome)

    def change_once(
        self, document_id: str, what: bytes, plan: Planner[Outcome], redo: Redo, there: Outcome
    ) -> Change[Outcome]:
        """Write a change that only its marker tells to be done, and first whatever a crash has left open.

        ``what`` says how to do it again; ``redo`` makes a plan of it. The same ``what`` that is still open is that
        one operation, run again: where its marker is found, but no plan can be made of it any more, since people have
        changed what is around it, the outcome is ``there``. Raises as ``change``.
        """
        with self._held(document_id):
            left = self._outbox.open(document_id)
            again = next((one for one in left if one.what == what and one.batch == one.operation), None)
            operation = new_operation(self._now())
            intent = again or Intent(operation, document_id, what, operation)
            self._outbox.note(intent)  # before anything is sent: a crash while settling others loses nothing typed
            try:
                self._settle([other for other in left if other is not again], redo)
            except DocgenError:
                if again is None:
                    self._outbox.settle(intent.batch, document_id, marked=False)
                raise
            return self._carry_out(intent, plan, there, again=again is not None)

    def settle(self, document_id: str, redo: Redo) -> None:
        """Write what waits for a document, in the order asked: what a crash has left open as it was sent then, all that
        nobody has begun to send as one batch.

        Where nothing can be written now, it stays open. Raises as ``change``.
        """
        if self._outbox.open(document_id):
            with self._held(document_id):
                self._settle(self._outbox.open(document_id), redo)

    def _settle(self, left: Sequence[Intent], redo: Redo) -> None:
        sent = {one.batch: [each for each in left if each.batch == one.batch] for one in left if one.batch}
        for batch, group in sent.items():
            self._settle_batch(batch, group, redo)
        if waiting := [one for one in left if not one.batch]:
            self._settle_batch(self._as_batch(waiting), waiting, redo)

    def _as_batch(self, group: Sequence[Intent]) -> str:
        batch = new_operation(self._now())
        self._outbox.send_as(batch, [one.operation for one in group])
        return batch

    def _settle_batch(self, batch: str, group: Sequence[Intent], redo: Redo) -> None:
        """Write what belongs to ``batch``; one by one where the service refuses it as a whole."""
        document_id = group[0].document
        self._reader.read(document_id)  # one that is out of sight now may be there again tomorrow
        try:
            self._once(document_id, self._together(group, redo), batch, landed=lambda _: None)
        except RefusedError as error:
            if len(group) == 1:
                self._outbox.set_aside(group[0].operation, error.line("en"))
                return
            for one in group:
                self._settle_batch(self._as_batch([one]), [one], redo)
        else:
            self._outbox.settle(batch, document_id, marked=True)

    def _together(self, group: Sequence[Intent], redo: Redo) -> Planner[None]:
        """The plan of several writes, each made for what the document is after those before it. One that cannot be done
        any more is set aside."""
        aside: set[str] = set()

        def plan(document: Document) -> Plan[None]:
            requests: list[Request] = []
            marks: list[tuple[str, int, int]] = []
            waits: Sequence[Request] = ()
            for step in redo([one for one in group if one.operation not in aside]):
                if waits:
                    document = rehearsed(document, waits)
                try:
                    planned = step.plan(document)
                except InputError as error:
                    for intent in step.intents:
                        self._outbox.set_aside(intent.operation, error.line("en"))
                        aside.add(intent.operation)
                    waits = ()
                    continue
                waits = planned.requests
                requests += waits
                marks += [planned.mark] if planned.mark and waits else []
            # The topmost: what is written below it does not move it.
            return Plan(requests, None, mark=min(marks, key=lambda mark: mark[1], default=None))

        return plan

    def _carry_out(self, intent: Intent, plan: Planner[Outcome], there: Outcome, *, again: bool) -> Change[Outcome]:
        """Write what is asked for now; forget it where it was not written, so that it does not come later after all.

        What is asked for ``again`` had an outcome that nobody knew: it has that until the document has been read.
        """

        def landed(document: Document) -> Outcome:
            try:
                return plan(document).outcome
            except InputError:
                return there

        try:
            done = self._once(intent.document, plan, intent.batch, landed=landed, again=again)
        except OutcomeUnknownError:
            raise
        except DocgenError:
            self._outbox.settle(intent.batch, intent.document, marked=False)
            raise
        self._outbox.settle(intent.batch, intent.document, marked=True)
        return done

    def _once(
        self,
        document_id: str,
        plan: Planner[Outcome],
        operation: str,
        *,
        landed: Callable[[Document], Outcome],
        again: bool = False,
    ) -> Change[Outcome]:
        """``landed``: what to tell where the marker is found; ``again``: an earlier run may have written it, which
        nobody knows before the document is read."""
        until = time.monotonic() + PATIENCE
        doubt: OutcomeUnknownError | None = None
        sent: Plan[Outcome] | None = None
        for attempt in range(1, TRIES + 1):
            try:
                document = self._reader.read(document_id)
            except DocgenError as error:
                raise doubt or (unknown(error.hint) if again else error) from error
            again = False
            if operation and any(one.name == MARK + operation for one in _ranges(document)):
                return Change(True, sent.outcome if sent else landed(document))
            try:
                planned = plan(document)
            except UnavailableError as error:  # a planner may read other documents
                raise doubt or error from error
            if not planned.requests:
                return Change(True, sent.outcome) if sent else Change(False, planned.outcome)
            sweeping = self._sweeping(document)
            try:
                answer = self._send(document, planned, operation, sweeping)
            except DocgenError as error:
                if isinstance(error, OutcomeUnknownError):
                    doubt, sent = error, planned
                passing = isinstance(error, ChangedError | OutcomeUnknownError | PassingError)
                if not passing or attempt == TRIES or time.monotonic() + _asked(error) >= until:
                    # With doubt, nobody knows even now: a write that is late may still land.
                    raise (doubt or error) from error
                self._pause(attempt, error)
                continue
            if sweeping:
                self._outbox.swept([one.name.removeprefix(MARK) for one in sweeping])
            return Change(True, planned.outcome, answer.get("replies", ()))
        raise AssertionError("unreachable: the last try returns or raises")

    def _send(self, document: Document, planned: Plan[Any], operation: str, sweeping: Sequence[NamedRange]) -> Any:
        if document.revision is None:
            raise NotAllowedError(
                Text("このドキュメントは閲覧のみ可能です", "this document can only be read"),
                hint=Text("編集権限をもらってください", "ask for edit access"),
            )
        gone = {one.id for one in sweeping}
        places = [(tab.id, one.id) for tab in document.all_tabs() for one in tab.ranges if one.id in gone]
        # First: a change that takes their words out takes them along, and then they cannot be dropped any more.
        requests = [*(wire.delete_named_range(*place) for place in places), *planned.requests]
        if operation and planned.mark:
            requests.append(wire.create_named_range(*planned.mark, MARK + operation))
        answer = self.service.batch_update(document.id, requests, document.revision)
        self._reader.forget(document.id)
        return answer

    def _pause(self, attempt: int, error: DocgenError) -> None:
        """Wait longer each time, by chance more or less; only briefly where somebody else was merely faster."""
        longest = 0.2 if isinstance(error, ChangedError) else 1.0
        seconds = min(longest * 2 ** (attempt - 1), LONGEST_PAUSE) * (0.5 + random.random() / 2)  # noqa: S311 - no secret
        self._sleep(max(seconds, _asked(error)))

    def _sweeping(self, document: Document) -> list[NamedRange]:
        """The markers that no one needs any more; those that are gone already are forgotten."""
        marks = sorted((one for one in _ranges(document) if one.name.startswith(MARK)), key=lambda one: one.name)
        settled = self._outbox.sweepable(document.id)
        if gone := settled - {one.name.removeprefix(MARK) for one in marks}:
            self._outbox.swept(tuple(gone))
        old = f"{MARK}{int(self._now()) - STALE:x}"
        surplus = [one for one in marks if one.name < old][: max(0, len(marks) - KEPT)]
        return [one for one in marks if one.name.removeprefix(MARK) in settled or one in surplus]

    def _held(self, document_id: str) -> AbstractContextManager[None]:
        """One writer of this workspace at a time: an intent that is still open then is one that a crash has left."""
        busy = Text("別の docgen がこの文書に書き込んでいます", "another docgen is writing to this document")
        return held(self._locks / f"{document_id}.lock", busy, PATIENCE)


def _asked(error: DocgenError) -> float:
    """Seconds that the service asked to wait."""
    return error.retry_after if isinstance(error, UnavailableError) else 0.0


def _ranges(document: Document) -> Iterator[NamedRange]:
    for tab in document.all_tabs():
        yield from tab.ranges
