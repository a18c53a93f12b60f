"""The account's internal document (社内カルテ): made when there is something to write into it, found ever after.

The customer never sees it: it is a file of its own, told by a property of its own, and no copy of theirs. Where the
team has asked for it (``karte.place = "tab"``), a tab of the customer's document takes its place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import msgspec

from docgen.account.internal import TITLES, internal_tabs
from docgen.account.model import Account
from docgen.connect.files import MADE, File
from docgen.connect.writer import Plan
from docgen.document.tabs import Document, Tab
from docgen.document.wire import requests as wire
from docgen.document.wire.requests import Request
from docgen.errors import InputError, Text
from docgen.inputs.write import make_folder, write_bytes
from docgen.render.internal import internal_name
from docgen.workflows.base import Workspace
from docgen.workflows.create import several, yielded
from docgen.workflows.documents import ARCHIVE_OF, INTERNAL_OF, PROPERTY, home, seen, unfinished

CACHE = "internal.json"
"""The file of the workspace's ``.docgen`` that remembers the ids; it may be thrown away."""


def known_internal(workspace: Workspace, account: Account) -> str:
    """The id of the document that holds the internal part of ``account``; empty where there is none yet.

    Raises ``InputError`` for one that is in the bin.
    """
    if in_tab(workspace):
        return account.document_id
    return _known(workspace, account) or _oldest(workspace, account, _found(workspace, account))


def internal_document(workspace: Workspace, account: Account) -> str:
    """The same, made where there is none. Two who make it at once end with one, the older.

    Raises ``InputError`` for one that is in the bin: what people wrote in it would else be lost for a new one.
    """
    if in_tab(workspace):
        return workspace.document_id(account)
    if known := _known(workspace, account):
        return known
    found = _found(workspace, account)  # asked once: another may make one meanwhile, and put it into the bin
    if oldest := _oldest(workspace, account, found):
        return oldest
    if found:
        raise _in_the_bin(account)
    files, properties, where = workspace.service.files, {INTERNAL_OF: account.id}, home(workspace)
    made = files.create(internal_name(account.name, account.language), properties, where)
    with unfinished():
        kept, *others = _ours(files.look_again(properties, where, made, lags=not workspace.service.local))
        mine = [file for file in others if file.properties.get(MADE) == made.properties[MADE]]
        for note in yielded(workspace, mine, kept, INTERNAL_OF):
            workspace.tell(Text(note.ja, note.en))
    return _kept(workspace, account, kept.id)


def change_internal(workspace: Workspace, account: Account, plan: Callable[[Tab], Sequence[Request]]) -> bool:
    """Write what ``plan`` makes of the internal tab, nothing where that tells that it is done; whether anything was.

    Raises as ``Writer.change``.
    """
    document_id, alone = internal_document(workspace, account), not in_tab(workspace)

    def planned(document: Document) -> Plan[bool]:
        tab = internal_tab(document, alone=alone)
        if tab is None:
            return Plan([wire.add_tab(TITLES[account.language])], False)
        return Plan(plan(tab), True)

    for _ in range(2):  # a tab's id comes with the reply
        done = workspace.writer.change(document_id, planned)
        if done.outcome:
            return done.written
    raise InputError(
        Text("社内メモのタブを追加できませんでした", "the tab of internal notes could not be added"),
        hint=Text("もう一度実行してください", "run the command again"),
    )


def in_tab(workspace: Workspace) -> bool:
    """Whether the internal part stands in a tab of the customer's document."""
    return workspace.settings.karte.place == "tab"


def internal_tab(document: Document, *, alone: bool) -> Tab | None:
    """The tab of a document that holds the internal notes, None where it has none; ``alone``: the document is the
    internal one."""
    tabs = internal_tabs(document)
    return tabs[0] if tabs else document.tabs[0] if alone else None


def _known(workspace: Workspace, account: Account) -> str:
    """The id that an earlier run found, if it is still there. Raises ``InputError`` where that is in the bin."""
    remembered = _remembered(workspace).get(account.id, "")
    if remembered and (file := seen(workspace, remembered)):
        if file.trashed:
            raise _in_the_bin(account)
        if _is_of(file, account):
            return remembered
    return ""


def _oldest(workspace: Workspace, account: Account, found: Sequence[File]) -> str:
    """The id of the oldest of ``found`` that is not in the bin; empty where all are, or there are none."""
    there = [file for file in found if not file.trashed]
    if not there:
        return ""
    for note in several(workspace, account, there[1:]):
        workspace.tell(Text(note.ja, note.en))
    return _kept(workspace, account, there[0].id)


def _found(workspace: Workspace, account: Account) -> list[File]:
    """The files that are the internal document of ``account``, oldest first, those in the bin too."""
    return _ours(workspace.service.files.find({INTERNAL_OF: account.id}, home(workspace), bin=True))


def _ours(files: Sequence[File]) -> list[File]:
    """Without what the customer has: whatever else a file's properties say, theirs and its archives are never ours."""
    return [file for file in files if not {PROPERTY, ARCHIVE_OF} & file.properties.keys()]


def _is_of(file: File, account: Account) -> bool:
    return file.properties.get(INTERNAL_OF) == account.id and bool(_ours([file]))


def _in_the_bin(account: Account) -> InputError:
    return InputError(
        Text(
            f"{account.name} の社内用の文書はゴミ箱にあります", f"the internal document of {account.name} is in the bin"
        ),
        hint=Text("ゴミ箱から戻してください", "restore it from the bin"),
    )


def _remembered(workspace: Workspace) -> Mapping[str, str]:
    """Account → id, as earlier runs found them."""
    try:
        return msgspec.json.decode((workspace.settings.state / CACHE).read_bytes(), type=dict[str, str])
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return {}


def _kept(workspace: Workspace, account: Account, document_id: str) -> str:
    known = dict(_remembered(workspace))
    if known.get(account.id) != document_id:
        make_folder(workspace.settings.state)
        write_bytes(workspace.settings.state / CACHE, msgspec.json.encode({**known, account.id: document_id}))
    return document_id
