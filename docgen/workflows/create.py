"""The customer's one document: made once, found ever after."""

from __future__ import annotations

import msgspec

from docgen.account.fields import load as load_fields
from docgen.account.ledger import set_document_id
from docgen.account.model import Account
from docgen.account.outline import KARTE_TAB, MEETING, MINUTES_TAB
from docgen.connect.writer import Plan
from docgen.document.tabs import Document, Tab
from docgen.document.wire.requests import Request
from docgen.errors import InputError, Text
from docgen.render.document import (
    TAB_TITLES,
    file_name,
    karte_requests,
    minutes_requests,
)
from docgen.workflows.base import Workspace

PROPERTY = "docgenAccount"
"""The private property of a document's file that says whose it is."""


class Created(msgspec.Struct, frozen=True):
    """The account's document after ``create``."""

    account: str
    name: str
    document_id: str
    url: str
    made: bool
    """False: it was there already, and nothing was missing."""


def create(workspace: Workspace, account: Account) -> Created:
    """Make sure that the account has its one document, complete with both tabs.

    A run that was cut short is completed by the next: the file is found by its property, what is missing in it by its
    anchors.
    """
    document_id, made = _file(workspace, account)
    made = _fill(workspace, account, document_id) or made
    if account.document_id != document_id:
        set_document_id(workspace.settings, account.id, document_id)
    return Created(account.id, account.name, document_id, workspace.url(document_id), made)


def _file(workspace: Workspace, account: Account) -> tuple[str, bool]:
    """The id of the account's document, and whether it was made just now."""
    if account.document_id:
        return workspace.service.get(account.document_id).id, False
    properties = {PROPERTY: account.id}
    if found := workspace.service.files.find(properties):
        return found[0].id, False
    name = file_name(account.name, account.language)
    return workspace.service.files.create(name, properties, workspace.settings.folder).id, True


def _fill(workspace: Workspace, account: Account, document_id: str) -> bool:
    """Write what is missing; whether anything was. Two steps: a tab's id comes with the reply."""
    steps = 0
    while workspace.writer.change(
        document_id, lambda document: Plan(_missing(workspace, account, document), None)
    ).written:
        steps += 1
        if steps > 2:
            raise InputError(
                Text("ドキュメントを準備できませんでした", "the document could not be set up"),
                hint=Text("docgen create をもう一度実行してください", "run docgen create again"),
            )
    return bool(steps)


def _missing(workspace: Workspace, account: Account, document: Document) -> list[Request]:
    """What to write next: only into a document of one empty tab, and into the empty tab that this adds. A mark that is
    gone with its title means that people edited the document: it is theirs then, and nothing is missing."""
    directories = workspace.settings.template_directories
    if len(document.tabs) == 1 and _is_empty(document.tabs[0]):
        return minutes_requests(document.tabs[0].id, account.name, language=account.language, directories=directories)
    if _marked(document, KARTE_TAB) is None:
        titles = set(TAB_TITLES["karte"].values())
        tab = next((tab for tab in document.tabs[1:] if tab.title in titles and _is_empty(tab)), None)
        if tab is not None:
            fields = load_fields(workspace.settings)
            return karte_requests(tab.id, account.name, fields, language=account.language, directories=directories)
    return []


def _is_empty(tab: Tab) -> bool:
    return tab.body.size <= 2 and not tab.children


def _marked(document: Document, marker: str) -> Tab | None:
    return next((tab for tab in document.all_tabs() if any(one.name == marker for one in tab.ranges)), None)


def minutes_tab(document: Document) -> Tab:
    """The tab that holds the meetings: the marked one, else the first with a meeting's anchor, else the first."""
    anchored = (tab for tab in document.all_tabs() if any(one.name.startswith(MEETING) for one in tab.ranges))
    return _marked(document, MINUTES_TAB) or next(anchored, document.tabs[0])
