"""What every workflow starts from: the workspace, its people, its service and its clock."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Final

from docgen import clock
from docgen.account.labels import use_own
from docgen.account.model import Account, AccountDocument
from docgen.account.roster import Roster, load
from docgen.connect.counting import Traffic
from docgen.errors import InputError, Text
from docgen.settings import Settings

if TYPE_CHECKING:
    from docgen.account.minutes import Minutes
    from docgen.connect.reader import Current, Reader
    from docgen.connect.service import Service
    from docgen.connect.snapshots import Snapshots
    from docgen.connect.writer import Writer
    from docgen.document.tabs import Document
    from docgen.lint.findings import Finding

FEW: Final = 4
"""So many documents are asked for their revisions one by one, which sees the change of a moment ago too."""


@dataclass(frozen=True)
class Workspace:
    """One run of docgen in one workspace."""

    settings: Settings
    traffic: Traffic = field(default_factory=Traffic, compare=False)
    """What goes over the wire in this run."""
    tell: Callable[[Text], None] = field(default=lambda _: None, compare=False)
    """Takes what the person at the terminal should know besides the outcome."""

    versions: dict[str, str] = field(default_factory=dict, compare=False)
    """Drive's versions of the documents that are only read in this run (``read_many``)."""

    def __post_init__(self) -> None:
        use_own(self.settings.template_directories, self.settings.labels.by_field())

    @cached_property
    def roster(self) -> Roster:
        """Accounts and members, read when first needed."""
        return load(self.settings)

    @cached_property
    def service(self) -> Service:
        """The Docs service, opened when first needed."""
        from docgen.connect.opening import open_service

        return open_service(self.settings, self.traffic)

    @cached_property
    def snapshots(self) -> Snapshots:
        """What was last read of the documents."""
        from docgen.connect.snapshots import Snapshots

        return Snapshots(self.settings.state / "index.sqlite")

    @cached_property
    def reader(self) -> Reader:
        """Through which documents are read, to understand them and to plan a change."""
        from docgen.connect.reader import Reader

        return Reader(self.service, self.snapshots)

    @cached_property
    def writer(self) -> Writer:
        """Through which documents are changed."""
        from docgen.connect.outbox import Outbox
        from docgen.connect.writer import Writer

        outbox, locks = Outbox(self.settings.state / "outbox.sqlite"), self.settings.state / "locks"
        now, pause = lambda: self.now().timestamp(), self.traffic.back_off
        return Writer(self.service, self.reader, outbox, locks, now=now, sleep=pause)

    def now(self, account: Account | None = None) -> datetime:
        """The present moment in the account's time zone (or the workspace's)."""
        return clock.now(clock.zone(account.time_zone if account else self.settings.time_zone))

    def document_id(self, account: Account) -> str:
        """The account's document.

        Raises ``InputError`` where it has none yet.
        """
        if not account.document_id:
            raise InputError(
                Text(f"{account.name} のドキュメントはまだありません", f"{account.name} has no document yet"),
                hint=Text(f"docgen create {account.id} で作れます", f"make it with docgen create {account.id}"),
            )
        return account.document_id

    def url(self, document_id: str, tab: str = "", heading: str = "") -> str:
        """The address of a document or of a heading in it."""
        from docgen.connect.opening import document_url

        return document_url(document_id, local=self.service.local, tab=tab, heading=heading)

    def link(self, finding: Finding) -> str:
        """Where a finding can be looked at; empty for one in a file."""
        if not finding.account:
            return ""
        return self.url(finding.document_id, finding.span[0], finding.heading_id)

    def read(self, account: Account) -> AccountDocument:
        """What the account's document says now."""
        document_id = self.document_id(account)
        return self.said_at(self.reader.current(document_id, self.versions.get(document_id, "")), account)

    def read_many(self, accounts: Iterable[Account]) -> None:
        """Say that the documents of ``accounts`` are going to be read, and not written: which of them have changed is
        then asked of Drive for all at once."""
        from docgen.connect.home import home_of

        ids = [account.document_id for account in accounts if account.document_id]
        if len(ids) > FEW:
            home = home_of(self.settings, local=self.service.local)
            self.versions.update(self.reader.versions(ids, home))

    def said(self, document: Document, account: Account) -> AccountDocument:
        """What ``document``, the account's, says."""
        from docgen.connect.reader import Current

        return self.said_at(Current(document.revision, document), account)

    def said_at(self, current: Current, account: Account) -> AccountDocument:
        """What the account's document says in the state ``current``."""
        from docgen.workflows.readings import reading_at, reading_of, understood

        now, document_id = self.now(account), self.document_id(account)
        reading = reading_at(self.snapshots, document_id, current.revision, account) if current.revision else None
        if reading is None:
            reading = reading_of(self.snapshots, self.reader.at(document_id, current), now, account)
        url = self.url(document_id)
        return understood(reading, account, roster=self.roster, snapshots=self.snapshots, now=now, url=url).document

    def minutes(self, document: Document, now: datetime) -> Minutes:
        """The meetings in ``document``, as they are at ``now`` (aware)."""
        from docgen.account.minutes import Minutes, minutes_tab
        from docgen.document.collector import collector_off
        from docgen.workflows.readings import reading_at, reading_of

        account = next((one for one in self.roster.accounts if one.document_id == document.id), None)
        revision, tab = document.revision, minutes_tab(document)
        reading = reading_at(self.snapshots, document.id, revision, account) if revision else None
        reading = reading or reading_of(self.snapshots, document, now, account)
        with collector_off():
            return Minutes(tab, reading.by_tab(now).get(tab.id, ()))
