"""What every workflow starts from: the workspace, its people, its service and its clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from docgen import clock
from docgen.account.model import Account, AccountDocument
from docgen.account.roster import Roster, load
from docgen.errors import InputError, Text
from docgen.settings import Settings

if TYPE_CHECKING:
    from docgen.connect.service import Service
    from docgen.connect.writer import Writer
    from docgen.document.tabs import Document
    from docgen.lint.findings import Finding


@dataclass(frozen=True)
class Workspace:
    """One run of docgen in one workspace."""

    settings: Settings

    @cached_property
    def roster(self) -> Roster:
        """Accounts and members, read when first needed."""
        return load(self.settings)

    @cached_property
    def service(self) -> Service:
        """The Docs service, opened when first needed."""
        from docgen.connect.opening import open_service

        return open_service(self.settings)

    @cached_property
    def writer(self) -> Writer:
        """Through which documents are changed."""
        from docgen.connect.outbox import Outbox
        from docgen.connect.writer import Writer

        outbox = Outbox(self.settings.state / "outbox.sqlite")
        return Writer(self.service, outbox, self.settings.state / "locks", now=lambda: self.now().timestamp())

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

    def read(self, account: Account, document: Document | None = None) -> AccountDocument:
        """What the account's document says now (or what ``document`` says)."""
        from docgen.account.reading import read_document

        document = document or self.service.get(self.document_id(account))
        return read_document(document, account=account, now=self.now(account), url=self.url(document.id))
