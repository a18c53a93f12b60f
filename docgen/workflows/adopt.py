"""A document made by hand becomes the customer's: anchors and what is missing, and not a character of anybody's."""

from __future__ import annotations

import re
from typing import Final

from docgen.account.ledger import set_document_id
from docgen.account.model import Account
from docgen.account.roster import document_id as id_in
from docgen.connect.files import DOCUMENT_TYPE, File
from docgen.connect.writer import Plan
from docgen.document.tabs import Document
from docgen.document.wire import requests as wire
from docgen.errors import InputError, NotAllowedError, Text
from docgen.render.adoption import anchor_requests, karte_tab, mark_requests, unanchored
from docgen.render.document import TAB_TITLES
from docgen.workflows.base import Workspace
from docgen.workflows.create import Anchored, Created, is_empty, missing_in_new, missing_karte
from docgen.workflows.documents import ARCHIVE_OF, PROPERTY, check_owner, home, seen, unfinished

ID: Final = re.compile(r"[A-Za-z0-9_-]{2,}")
STEPS: Final = 3
"""Writes that it can take: the anchors, the tab of customer information, its content."""


def adopt(workspace: Workspace, account: Account, word: str, *, dry_run: bool = False) -> Created:
    """Make the document that ``word`` (its id or URL) names the one of ``account``.

    Its meetings get anchors, its tabs their marks; the tab of customer information is added where there is none. A run
    that was cut short is completed by the next. Raises ``InputError`` for what is no document, another customer's, or a
    second one of the customer, ``NotAllowedError`` where it may only be read.
    """
    document_id = _meant(word)
    file = _file(workspace, account, document_id)
    _check_alone(workspace, account, document_id)
    document = workspace.reader.read(document_id)
    if document.revision is None:
        raise NotAllowedError(
            Text("この文書は閲覧しかできません", "this document can only be read"),
            hint=Text("編集権限をもらってください", "ask for edit access"),
        )
    planned = _plan(workspace, account, document)
    missing, found = bool(planned.requests), planned.outcome
    if not dry_run:
        if file.properties.get(PROPERTY) != account.id:
            _label(workspace, account, document_id)
        with unfinished():
            set_document_id(workspace.settings, account.id, document_id)
            missing, found = _complete(workspace, account, document_id)
    return Created(account.id, account.name, document_id, workspace.url(document_id), missing, found)


def _complete(workspace: Workspace, account: Account, document_id: str) -> tuple[bool, tuple[Anchored, ...]]:
    """Write what is missing, in steps, since a tab's id comes with the reply; whether anything was, and the anchors."""
    found: tuple[Anchored, ...] = ()
    for step in range(STEPS):
        done = workspace.writer.change(document_id, lambda document: _plan(workspace, account, document))
        if not done.written:
            return bool(step), found
        found += done.outcome
    return True, found


def _plan(workspace: Workspace, account: Account, document: Document) -> Plan[tuple[Anchored, ...]]:
    """What to write next, nothing once the document is whole; and the meetings that this anchors."""
    if is_empty(document):
        return Plan(missing_in_new(workspace, account, document), ())
    meetings = unanchored(document)
    adopted_at = workspace.now(account).isoformat(timespec="minutes")
    requests = [*anchor_requests(meetings, adopted_at), *mark_requests(document)]
    if karte_tab(document) is None:
        requests.append(wire.add_tab(TAB_TITLES["karte"][account.language]))
    found = tuple(Anchored(one.id, one.block.title) for one in meetings)
    return Plan(requests or missing_karte(workspace, account, document), found)


def _meant(word: str) -> str:
    """The id in ``word``. Raises ``InputError`` for the address of something else."""
    found = id_in(word.strip())
    if not ID.fullmatch(found):
        raise InputError(
            Text(
                f"{word!r} は文書の URL でも id でもありません", f"{word!r} is neither the URL of a document nor an id"
            ),
            hint=Text(
                "編集画面の URL を貼ってください。例: https://docs.google.com/document/d/…/edit",
                "paste the URL of its editor, such as https://docs.google.com/document/d/…/edit",
            ),
        )
    return found


def _file(workspace: Workspace, account: Account, document_id: str) -> File:
    """The file, if it can become the document of ``account``."""
    file = seen(workspace, document_id)
    if file is None:
        raise InputError(
            Text(f"文書 {document_id} が見つかりません", f"there is no document {document_id}"),
            hint=Text(
                "URL を確かめ、開けるように共有してもらってください",
                "check the URL, and ask for it to be shared with you",
            ),
        )
    if file.type != DOCUMENT_TYPE:
        raise InputError(
            Text(f"{file.name} は Google ドキュメントではありません", f"{file.name} is no Google document"),
            hint=Text("Google ドキュメントとして保存し直してください", "save it as a Google document first"),
        )
    if file.trashed:
        raise InputError(
            Text("この文書はゴミ箱にあります", "this document is in the bin"),
            hint=Text("ゴミ箱から戻してください", "restore it first"),
        )
    check_owner(workspace, account, file)
    other = next((one for one in workspace.roster.accounts if one.document_id == document_id), account)
    if other.id != account.id:
        raise InputError(
            Text(f"これは {other.name} の文書です", f"this is the document of {other.name}"),
            hint=Text(f"{account.name} の文書を指定してください", f"give that of {account.name}"),
        )
    return file


def _check_alone(workspace: Workspace, account: Account, document_id: str) -> None:
    """Whether the customer has no other document yet, here or on another machine."""
    known = [account.document_id] if account.document_id not in ("", document_id) else []
    found = workspace.service.files.find({PROPERTY: account.id}, home(workspace))
    others = known or [file.id for file in found if file.id != document_id and ARCHIVE_OF not in file.properties]
    if others:
        url = workspace.url(others[0])
        raise InputError(
            Text(f"{account.name} にはもう文書があります: {url}", f"{account.name} has a document already: {url}"),
            hint=Text(
                "替えるなら、その文書をゴミ箱に入れ、accounts.csv の document_id を空にしてください",
                "to replace it, put that one into the bin and empty document_id in accounts.csv",
            ),
        )


def _label(workspace: Workspace, account: Account, document_id: str) -> None:
    """Say on the file whose it is: metadata alone, the document is not touched."""
    try:
        workspace.service.files.label(document_id, {PROPERTY: account.id})
    except InputError as error:  # Docs shows the document, Drive not the file: an app that did not make it
        raise NotAllowedError(
            Text("Drive がこの文書を docgen に見せません", "Drive does not show docgen the file of this document"),
            hint=Text("サインインのときに、この文書を選んでください", "choose this document when you sign in"),
        ) from error
