"""The customer's one document: made once, found ever after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from docgen.account.fields import load as load_fields
from docgen.account.ledger import set_document_id
from docgen.account.minutes import marked
from docgen.account.model import Account
from docgen.account.outline import KARTE_TAB
from docgen.connect.files import MADE, File
from docgen.connect.writer import Plan
from docgen.document.tabs import Document, Tab
from docgen.document.wire.requests import Request
from docgen.errors import InputError, Text
from docgen.inputs.bilingual import Bilingual
from docgen.render.document import TAB_TITLES, file_name, karte_requests, minutes_requests
from docgen.workflows.base import Workspace
from docgen.workflows.documents import PROPERTY, check_remembered, home, in_the_bin, no_archives, unfinished


class Anchored(msgspec.Struct, frozen=True):
    """A meeting that people wrote, and the id that it got."""

    meeting: str
    title: str


class Created(msgspec.Struct, frozen=True):
    """The account's document after ``create``."""

    account: str
    name: str
    document_id: str
    url: str
    made: bool
    """False: it was there already, and nothing was missing."""
    anchored: tuple[Anchored, ...] = ()
    """With ``--adopt``: the meetings that were anchored."""
    notes: tuple[Bilingual, ...] = ()
    """What a person should know besides: there is a second document, or somebody else was faster."""


class _Found(NamedTuple):
    id: str
    made: bool
    """Whether somebody, here or elsewhere, made it just now."""
    notes: tuple[Bilingual, ...] = ()


def create(workspace: Workspace, account: Account) -> Created:
    """Make sure that the account has its one document, complete with both tabs.

    A run that was cut short is completed by the next: the file is found by its property, what is missing in it by its
    anchors. Two people who create at once end with the same document, the older one.
    """
    if account.document_id:
        check_remembered(workspace, account)
        filled = fill(workspace, account, account.document_id)
        return _created(workspace, account, account.document_id, filled)
    found = _found(workspace, account)
    with unfinished():
        set_document_id(workspace.settings, account.id, found.id)
        filled = fill(workspace, account, found.id)
    return _created(workspace, account, found.id, found.made or filled, found.notes)


def _created(
    workspace: Workspace, account: Account, document_id: str, made: bool, notes: tuple[Bilingual, ...] = ()
) -> Created:
    return Created(account.id, account.name, document_id, workspace.url(document_id), made, notes=notes)


def _found(workspace: Workspace, account: Account) -> _Found:
    """The document that carries the account's id, made if there is none.

    Raises ``InputError`` where it is in the bin: what people wrote in it would else be lost for a new one.
    """
    files, properties, where = workspace.service.files, {PROPERTY: account.id}, home(workspace)
    known = no_archives(files.find(properties, where, bin=True))
    if there := [file for file in known if not file.trashed]:
        return _Found(there[0].id, False, several(workspace, account, there[1:]))
    if known:
        raise in_the_bin(account)
    made = files.create(file_name(account.name, account.language), properties, where)
    with unfinished():
        kept, *others = no_archives(files.look_again(properties, where, made, lags=not workspace.service.local))
        mine = [file for file in others if file.properties.get(MADE) == made.properties[MADE]]
        return _Found(kept.id, True, tuple(yielded(workspace, mine, kept, PROPERTY)))


def several(workspace: Workspace, account: Account, others: Sequence[File]) -> tuple[Bilingual, ...]:
    """What to say of further documents of one account."""
    if not others:
        return ()
    urls = " ".join(workspace.url(file.id) for file in others)
    return (
        Bilingual(
            f"{account.name} の文書がほかにもあります。いちばん古いものを使います。ほか: {urls}",
            f"{account.name} has other documents too; the oldest one is used. The others: {urls}",
        ),
    )


def yielded(workspace: Workspace, mine: Sequence[File], kept: File, purpose: str) -> Iterator[Bilingual]:
    """Put what this run made beside ``kept`` into the bin, unless somebody has written into it already. ``purpose``:
    the property by which they are found."""
    for file in mine:
        if is_empty(workspace.service.get(file.id)):
            workspace.service.files.bin(file.id, without=purpose)
            yield Bilingual(
                "同時に文書がもう1つ作られたので、先にできたほうを使います。いま作った空の文書はゴミ箱に入れました",
                "another document was made at the same moment: the older one is used, the empty new one is in the bin",
            )
        else:
            url = workspace.url(file.id)
            yield Bilingual(
                f"同時に文書がもう1つ作られたので、先にできたほうを使います。書き込みのある {url} は残しました",
                f"another document was made at the same moment: the older one is used; {url} has text and stays",
            )


def fill(workspace: Workspace, account: Account, document_id: str) -> bool:
    """Write what is missing in a document that docgen made; whether anything was. Two steps: a tab's id comes with the
    reply."""
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
    if is_empty(document):
        return missing_in_new(workspace, account, document)
    return missing_karte(workspace, account, document)


def missing_in_new(workspace: Workspace, account: Account, document: Document) -> list[Request]:
    """What makes a document of one empty tab that of ``account``."""
    directories = workspace.settings.template_directories
    return minutes_requests(document.tabs[0].id, account.name, language=account.language, directories=directories)


def missing_karte(workspace: Workspace, account: Account, document: Document) -> list[Request]:
    """What goes into the tab of customer information where that has been added and is still empty."""
    titles = TAB_TITLES["karte"].values()
    tab = next((tab for tab in document.tabs[1:] if tab.title in titles and _is_empty(tab)), None)
    if tab is None or marked(document, KARTE_TAB) is not None:
        return []
    fields, directories = load_fields(workspace.settings), workspace.settings.template_directories
    return karte_requests(tab.id, account.name, fields, language=account.language, directories=directories)


def is_empty(document: Document) -> bool:
    """Whether nobody has written anything into a document yet."""
    return len(document.tabs) == 1 and _is_empty(document.tabs[0])


def _is_empty(tab: Tab) -> bool:
    return tab.body.size <= 2 and not tab.children
