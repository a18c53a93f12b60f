"""What every workflow starts from: the workspace, its people, its service and its clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from docgen import clock
from docgen.account.labels import use_own
from docgen.account.model import Account, AccountDocument
from docgen.account.roster import Roster, load
from docgen.connect.counting import Traffic
from docgen.errors import InputError, Text
from docgen.settings import Settings

if TYPE_CHECKING:
    from docgen.account.minutes import MeetingsByTab, Minutes
    from docgen.connect.reader import Reader
    from docgen.connect.service import Service
    from docgen.connect.snapshots import Snapshots
    from docgen.connect.writer import Writer
    from docgen.document.tabs import Document
    from docgen.lint.findings import Finding


@dataclass(frozen=True)
class Workspace:
    """One run of docgen in one workspace."""

    settings: Settings
    traffic: Traffic = field(default_factory=Traffic, compare=False)
    """What goes over the wire in this run."""
    tell: Callable[[Text], None] = field(default=lambda _: None, compare=False)
    """Takes what the person at the terminal should know besides the outcome."""

    def __post_init__(self) -> None:
        use_own(self.settings.template_directories)

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
        return self.said(self.reader.read(self.document_id(account)), account)

    def said(self, document: Document, account: Account) -> AccountDocument:
        """What ``document``, the account's, says."""
        from docgen.account.minutes import read_document
        from docgen.account.side import with_sides
        from docgen.workflows.completion import with_moments

        now = self.now(account)
        known = self._meetings(document, now)
        said = read_document(document, account=account, now=now, url=self.url(document.id), known=known)
        return with_moments(with_sides(said, self.roster, account), self.snapshots, now)

    def minutes(self, document: Document, now: datetime) -> Minutes:
        """The meetings in ``document``, as they are at ``now`` (aware)."""
        from docgen.account.minutes import Minutes, minutes_tab

        tab = minutes_tab(document)
        return Minutes(tab, self._meetings(document, now).get(tab.id, ()))

    def _meetings(self, document: Document, now: datetime) -> MeetingsByTab:
        """As kept for this revision by this version of the reader; else read, and kept."""
        import msgspec

        from docgen.account.minutes import MeetingsByTab, as_of, meetings_by_tab, reader_version
        from docgen.document.collector import collector_off

        key = reader_version()
        said = document.revision and self.snapshots.said(document.id, document.revision, key)
        with collector_off():
            if said:
                try:
                    kept = msgspec.json.decode(said, type=MeetingsByTab)
                    return {tab: tuple(as_of(meeting, now) for meeting in meetings) for tab, meetings in kept.items()}
                except msgspec.DecodeError:
                    pass  # it is disposable
            found = meetings_by_tab(document, now)
        if document.revision:
            self.snapshots.keep_said(document.id, document.revision, key, msgspec.json.encode(found))
        return found
