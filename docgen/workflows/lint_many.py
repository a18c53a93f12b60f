"""Lint of the documents of many accounts: only what has changed since the last time is looked at, in several processes
where that is worth it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from docgen.account.model import Account
from docgen.account.version import reader_version, reading_key
from docgen.connect.snapshots import Linted, Standing
from docgen.errors import DocgenError, UnavailableError
from docgen.lint.digests import digest
from docgen.lint.findings import Finding
from docgen.workflows.base import Workspace
from docgen.workflows.crew import Ready, cores, each, prepare
from docgen.workflows.linter import Linter, Task, unpack_findings
from docgen.workflows.linting import rules_key, selection_of

if TYPE_CHECKING:
    from docgen.connect.reader import Current

READING: Final = 8
"""Reading a document anew takes about so many times as long as linting it."""
WORTH_A_CREW: Final = 40
"""Linting so many documents takes longer than starting other processes does."""
AT_ONCE: Final = 64
"""Documents of which the findings are put into the index in one go."""


class Checked(NamedTuple):
    """What lint found in the document of an account."""

    account: Account
    findings: tuple[Finding, ...]
    error: DocgenError | None = None
    """Why it could not be linted."""


class _Hit(NamedTuple):
    """Nothing has changed: the index has the findings."""


class _Loose(NamedTuple):
    """A document that the index cannot keep: it has to be linted here."""

    current: Current


_Outcome = Linted | DocgenError | _Hit | _Loose | None


def lint_accounts(workspace: Workspace, accounts: Sequence[Account], jobs: int = 0) -> Iterator[Checked]:
    """What lint finds in the documents of ``accounts``, in their order.

    ``jobs``: in how many processes (0: in as many as there are cores, where there is enough to do). What goes wrong
    with one document is told with its account; of one account alone it is raised. Raises ``UnavailableError``, after
    which nothing else would come through, and ``InputError`` for a rule or a docgen.toml that cannot be used.
    """
    run = _Run(workspace, accounts)
    with workspace.snapshots.held():
        for checked in run.checked(jobs):
            if checked.error and (len(accounts) == 1 or isinstance(checked.error, UnavailableError)):
                raise checked.error
            yield checked


class _Run:
    def __init__(self, workspace: Workspace, accounts: Sequence[Account]) -> None:
        self._workspace = workspace
        self._snapshots = workspace.snapshots
        self._accounts = accounts
        self._unkept: list[tuple[str, Linted]] = []
        selection, members = selection_of(workspace.settings), workspace.roster.members
        self._linter = Linter(workspace, members, rules_key(workspace.settings))
        self._base = digest(self._linter.rules_key, reader_version(), _encode(selection), _encode(members))

    def checked(self, jobs: int) -> Iterator[Checked]:
        most = jobs or cores()
        if most > 1 and (jobs or len(self._accounts) - len(self._hits) >= WORTH_A_CREW):  # whatever Drive tells
            prepare(Linter.__module__)
        self._workspace.read_many(self._accounts)
        jobs = most if jobs or self._weight() >= WORTH_A_CREW else 1
        try:
            outcomes = each(self._linter, self._things(), jobs) if jobs > 1 else self._alone()
            for account, outcome in zip(self._accounts, outcomes, strict=True):
                yield self._told(account, outcome)
                if len(self._unkept) >= AT_ONCE:
                    self._put_away()
        finally:
            self._put_away()

    def _weight(self) -> int:
        """How much there is to do, in documents to lint."""
        read = self._snapshots.all_said()
        weight = 0
        for account in self._accounts:
            standing = self._standing.get(account.document_id)
            version = self._workspace.versions.get(account.document_id)
            if not standing or standing.version != version:
                weight += READING
            elif account.id not in self._hits:
                is_read = read.get(account.document_id) == (standing.revision, reading_key(account))
                weight += 1 if is_read else READING
        return weight

    def _things(self) -> Iterator[Task | Ready[_Outcome]]:
        """What the crew is given: tasks, and outcomes that need no work."""
        for account in self._accounts:
            current = self._current(account)
            if isinstance(current, DocgenError):
                yield Ready(current)
            elif current.revision is None:
                yield Ready(_Loose(current))
            elif self._hits.get(account.id) == current.revision:
                yield Ready(_Hit())
            else:
                yield self._task(account, current.revision)

    def _alone(self) -> Iterator[_Outcome]:
        """The outcomes, in this process."""
        for account in self._accounts:
            current = self._current(account)
            if isinstance(current, DocgenError):
                yield current
            elif current.revision is None:
                yield _Loose(current)
            elif self._hits.get(account.id) == current.revision:
                yield _Hit()
            elif current.document:
                yield self._linter.lint(current.document, self._task(account, current.revision))
            else:
                yield self._linter(self._task(account, current.revision))

    def _told(self, account: Account, outcome: _Outcome) -> Checked:
        try:
            if isinstance(outcome, DocgenError):
                return Checked(account, (), outcome)
            if isinstance(outcome, Linted):
                self._unkept.append((account.document_id, outcome))
                return Checked(account, unpack_findings(outcome.findings))
            if isinstance(outcome, _Hit) and (kept := self._snapshots.linted(account.document_id)):
                return Checked(account, unpack_findings(kept.findings))
        except msgspec.DecodeError:
            pass  # it is disposable
        try:
            return Checked(account, self._here(account, outcome))
        except DocgenError as error:
            return Checked(account, (), error)

    def _here(self, account: Account, outcome: _Outcome) -> tuple[Finding, ...]:
        """The findings of a document that the index does not have."""
        if isinstance(outcome, _Loose):
            document = self._workspace.said_at(outcome.current, account)
        else:
            document = self._workspace.said(self._workspace.reader.read(account.document_id), account)
        return self._linter.rules.lint(document, self._workspace.now(account))

    def _put_away(self) -> None:
        self._snapshots.keep_linted(self._unkept)
        self._unkept.clear()

    def _current(self, account: Account) -> Current | DocgenError:
        """Where the account's document is to be had as it is now; its snapshot is there then."""
        try:
            document_id = self._workspace.document_id(account)
            version = self._workspace.versions.get(document_id, "")
            standing = self._standing.get(document_id)
            return self._workspace.reader.current(document_id, version, standing)
        except DocgenError as error:
            return error

    def _task(self, account: Account, revision: str) -> Task:
        return Task(account, revision, self._key(account, revision), self._workspace.now(account))

    def _key(self, account: Account, revision: str) -> bytes:
        return digest(self._base, _encode(account), revision)

    @cached_property
    def _standing(self) -> dict[str, Standing]:
        return self._snapshots.all_standing()

    @cached_property
    def _hits(self) -> dict[str, str]:
        """Account (its id) → the revision of its document of which the index has the findings as they are now."""
        every, hits = self._snapshots.all_linted(), dict[str, str]()
        for account in self._accounts:
            kept, standing = every.get(account.document_id), self._standing.get(account.document_id)
            if kept and standing:
                now = self._workspace.now(account).timestamp()
                if kept.holds(self._key(account, standing.revision), now):
                    hits[account.id] = standing.revision
        return hits


_encode: Final = msgspec.msgpack.Encoder(order="deterministic").encode
