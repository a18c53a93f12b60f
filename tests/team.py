"""A workspace in a temporary folder, and what people do to a document by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import yaml

from docgen import clock
from docgen.account.agenda import meeting_id, parse
from docgen.account.minutes import minutes_tab
from docgen.account.model import Account, AccountDocument, Meeting
from docgen.connect.calls import Calls
from docgen.connect.outbox import Outbox
from docgen.connect.service import Service
from docgen.connect.writer import Writer
from docgen.document.nodes import Paragraph, Run
from docgen.document.tabs import Document
from docgen.document.text import units
from docgen.document.walk import Cursor, cursors
from docgen.document.wire import requests as wire
from docgen.emulator import Emulator
from docgen.lint.findings import Finding
from docgen.settings import load
from docgen.workflows.base import Workspace
from docgen.workflows.capture import capture
from docgen.workflows.create import create
from docgen.workflows.linting import lint_documents
from docgen.workflows.prepare import Prepared, prepare
from docgen.workflows.sample import clock_at

BEFORE = "2026-12-01T08:30:00+09:00"
DURING = "2026-12-01T10:30:00+09:00"
AFTER = "2026-12-01T12:00:00+09:00"
at = clock_at
"""Everything inside happens at a moment."""


@cache
def shared_service() -> Service:
    """One service for all documents in memory: building the official client is what takes time."""
    return patient(Emulator())


def patient(emulator: Emulator) -> Service:
    """A service of its own, whose waiting takes no time."""
    return Service(emulator.http(), local=True, calls=Calls(sleep=lambda seconds: None))


@dataclass
class Team:
    """One customer's document, driven by docgen's workflows and edited by hand."""

    root: Path
    language: str = "ja"
    service: Service = field(default_factory=shared_service)
    id: str = field(default_factory=lambda: f"a-{uuid4().hex}")
    layout: str = "table"

    def __post_init__(self) -> None:
        self.root.mkdir(parents=True, exist_ok=True)
        self.use(self.layout)
        (self.root / "members.csv").write_text("id,name,aliases,unit,email,slack_id\n", encoding="utf-8")
        row = f"{self.id},株式会社𠮷野,,onboarding,,,none,{self.language},Asia/Tokyo,,,"
        header = "id,name,aliases,stage,owner,domains,karte,language,time_zone,renewal_date,tier,document_id"
        (self.root / "accounts.csv").write_text(f"{header}\n{row}\n", encoding="utf-8")

    def use(self, layout: str) -> None:
        """Write blocks in this layout from now on."""
        text = f'language = "{self.language}"\nlayout = "{layout}"\nstep = 2\n'
        (self.root / "docgen.toml").write_text(text, encoding="utf-8")

    @classmethod
    def of(cls, root: Path, service: Service) -> Team:
        """The team of a workspace that is there."""
        team = cls.__new__(cls)
        opened = load(config=root / "docgen.toml")
        account = Workspace(opened).roster.accounts[0]
        team.root, team.language, team.service, team.id = root, opened.language, service, account.id
        return team

    @property
    def workspace(self) -> Workspace:
        """The workspace, its files read anew."""
        opened = Workspace(load(config=self.root / "docgen.toml"))
        opened.__dict__["service"] = self.service
        state = opened.settings.state
        now = opened.now().timestamp()
        opened.__dict__["writer"] = Writer(
            self.service,
            opened.reader,
            Outbox(state / "outbox.sqlite"),
            state / "locks",
            now=lambda: now,
            sleep=lambda seconds: None,
        )
        return opened

    @property
    def account(self) -> Account:
        """The one customer."""
        return self.workspace.roster.accounts[0]

    def create(self) -> str:
        """Create the document; its id."""
        return create(self.workspace, self.account).document_id

    def prepare(self, agenda: Mapping[str, Any] | str, **more: Any) -> Prepared:
        """Prepare a meeting from an agenda as a mapping or as YAML."""
        text = agenda if isinstance(agenda, str) else yaml.safe_dump(dict(agenda), allow_unicode=True)
        plan = parse(text, "agenda.yaml", clock.zone("Asia/Tokyo"))
        return prepare(self.workspace, self.account, plan, meeting_id(plan), **more)

    def add(self, what: Any, text: str, **more: Any) -> None:
        """Capture one line."""
        capture(self.workspace, self.account, what, text, **more)

    @property
    def document(self) -> Document:
        """The document as the service has it."""
        return self.workspace.service.get(self.account.document_id)

    @property
    def read(self) -> AccountDocument:
        """The document as docgen understands it."""
        return self.workspace.read(self.account)

    @property
    def meeting(self) -> Meeting:
        """Its first meeting."""
        return self.read.meetings[0]

    def lint(self, moment: str) -> list[Finding]:
        """What is found in it at ``moment``."""
        with at(moment):
            return list(lint_documents(self.workspace, [(self.account, self.read)]))

    def lines(self) -> list[Cursor]:
        """The paragraphs of the tab with the meetings."""
        return list(cursors(node for _, node in minutes_tab(self.document).positioned()))

    def line(self, text: str, nth: int = 0) -> Cursor:
        """The ``nth`` paragraph that holds ``text``."""
        return [line for line in self.lines() if text in line.text][nth]

    def erase(self, text: str, nth: int = 0) -> None:
        """Delete ``text`` by hand, where it stands."""
        line = self.line(text, nth)
        at = line.text.index(text)
        self.by_hand([wire.delete_content_range(self.tab, place(line, at), place(line, at + len(text)))])

    def type(self, text: str, after: str, nth: int = 0) -> None:
        """Type ``text`` right behind the words ``after``."""
        self.by_hand([wire.insert_text(self.tab, self.behind(after, nth), text)])

    def behind(self, words: str, nth: int = 0) -> int:
        """The index right behind ``words``, where they stand."""
        line = self.line(words, nth)
        return place(line, line.text.index(words) + len(words))

    @property
    def tab(self) -> str:
        """The id of the tab with the meetings."""
        return minutes_tab(self.document).id

    def by_hand(self, requests: list[dict[str, Any]]) -> None:
        """An edit of somebody else's."""
        document = self.document
        assert document.revision
        self.workspace.service.batch_update(document.id, requests, document.revision)


def place(line: Cursor, offset: int) -> int:
    """The index of an offset in what is read in ``line``; behind a chip for one within its words."""
    for at, element in line.elements():
        if isinstance(element, Run):
            shown, width = element.text, units(element.text[:offset])
        else:
            shown, width = Cursor(Paragraph((element,)), 0).text, element.size if offset else 0
        if offset <= len(shown):
            return at + width
        offset -= len(shown)
    raise IndexError(offset)


def keeps(after: list[str], before: list[str]) -> bool:
    """Whether all of ``before`` is still there, in its order."""
    rest = iter(after)
    return all(line in rest for line in before)
