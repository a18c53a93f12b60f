"""Lint of one document that stands in the index, in this process or another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cached_property
from typing import Any, Final, NamedTuple

import msgspec

from docgen.account.kept import KeptReading
from docgen.account.model import Account, AccountDocument, Member, State
from docgen.account.roster import Roster
from docgen.account.state import ends_at
from docgen.account.version import reader_version
from docgen.connect.opening import document_url
from docgen.connect.snapshots import Linted, LintKey
from docgen.document.collector import collector_off
from docgen.document.tabs import Document
from docgen.document.wire.packed import unpack_document
from docgen.errors import DocgenError
from docgen.lint.cache import FoundBefore, pack_pieces, unpack_pieces
from docgen.lint.digests import digest
from docgen.lint.engine import Rules
from docgen.lint.findings import Finding
from docgen.settings import Settings
from docgen.workflows.base import Workspace
from docgen.workflows.completion import LOOKED
from docgen.workflows.linting import kept_rules
from docgen.workflows.readings import reading_at, reading_of, understood

pack_findings: Final = msgspec.msgpack.Encoder().encode
_findings: Final = msgspec.msgpack.Decoder(tuple[Finding, ...]).decode


class Task(NamedTuple):
    """A document to lint."""

    account: Account
    revision: str
    """That of its snapshot."""
    key: bytes
    """All that its findings come from, as a digest."""
    now: datetime
    """In the account's time zone."""


def unpack_findings(packed: bytes) -> tuple[Finding, ...]:
    """What was kept of them. Raises ``msgspec.DecodeError`` for bytes that are no findings."""
    return _findings(packed)


@dataclass(frozen=True)
class Linter:
    """Lints documents of one workspace. It can be sent to another process."""

    workspace: Workspace
    members: tuple[Member, ...]
    rules_key: bytes
    """A digest of its rules."""

    @cached_property
    def rules(self) -> Rules:
        """The rules of the workspace, read when first needed. Raises ``InputError`` for one that cannot be used."""
        return kept_rules(self.workspace.settings, self.workspace.snapshots, self.rules_key)

    def __call__(self, task: Task) -> Linted | DocgenError | None:
        """What is found in the document, as the index keeps it, or why it could not be linted; None where its snapshot
        is not there. Raises as ``rules``."""
        _ = self.rules  # what is wrong with a rule is wrong with no document
        try:
            with collector_off():  # until all that was read is gone again
                return self._lint(task)
        except DocgenError as error:
            return error

    def lint(self, document: Document, task: Task) -> Linted:
        """The same of a document that is at hand."""
        with collector_off():
            return self._linted(reading_of(self.workspace.snapshots, document, task.now, task.account), task)

    def _lint(self, task: Task) -> Linted | None:
        snapshots, document_id = self.workspace.snapshots, task.account.document_id
        if reading := reading_at(snapshots, document_id, task.revision, task.account):
            return self._linted(reading, task)
        kept = snapshots.find(document_id)
        if kept is None or kept.revision != task.revision:
            return None
        try:
            document = unpack_document(kept.packed)
        except msgspec.DecodeError:
            return None
        return self.lint(document, task)

    def _linted(self, reading: KeptReading, task: Task) -> Linted:
        account, now, snapshots = task.account, task.now, self.workspace.snapshots
        url = document_url(account.document_id, local=self.workspace.settings.backend == "local")
        people = Roster((), self.members)
        document, packed = understood(
            reading, account, roster=people, snapshots=snapshots, now=now, url=url, packed=True
        )
        before = snapshots.linted(account.document_id)
        pieces = unpack_pieces(before.pieces) if before else ()
        memory = FoundBefore(document, tuple(map(digest, packed)), now, reader_version(), pieces)
        found = self.rules.lint(document, now, memory)
        return Linted(
            LintKey(task.key, *_same_states(document, now)), pack_findings(found), pack_pieces(memory.pieces())
        )

    def __reduce__(self) -> tuple[Any, ...]:
        return _sent, (self.workspace.settings, self.members, self.rules_key)


def _sent(settings: Settings, members: tuple[Member, ...], rules_key: bytes) -> Linter:
    workspace = Workspace(settings)
    workspace.snapshots.hold()
    return Linter(workspace, members, rules_key)


def _same_states(document: AccountDocument, now: datetime) -> tuple[float, float]:
    """From when to when (seconds since 1970) it is today, and no meeting is further than it is now.

    Not at all where every look at a meeting counts: at one that is over and not finished (``with_moments``).
    """
    midnight = datetime.combine(now.date(), time(), now.tzinfo)
    since, until = midnight, datetime.combine(now.date() + timedelta(days=1), time(), now.tzinfo)
    for meeting in document.meetings:
        end = ends_at(meeting, now)
        if end is None:
            continue
        if end > now:
            until = min(until, end)
            continue
        since = max(since, end)
        if meeting.state is State.HELD and now <= end + LOOKED:
            until = now
    return since.timestamp(), until.timestamp()
