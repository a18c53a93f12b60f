"""Which file is whose document: what its properties say, and what can be wrong with one that accounts.csv names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final

from docgen.account.model import Account
from docgen.connect.files import File
from docgen.connect.home import Home, home_of
from docgen.errors import ChangedError, InputError, OutcomeUnknownError, Text, UnavailableError
from docgen.workflows.base import Workspace

PROPERTY: Final = "docgenAccount"
"""The private property of a document's file that says whose it is."""
ARCHIVE_OF: Final = "docgenArchiveOf"
"""That of an archive, which is nobody's document."""
INTERNAL_OF: Final = "docgenInternalOf"
"""That of the internal document of a customer, who never sees it."""


def no_archives(files: Iterable[File]) -> list[File]:
    """``files`` without archives: a copy just made may still carry the property of the document."""
    return [file for file in files if ARCHIVE_OF not in file.properties]


def home(workspace: Workspace) -> Home:
    """Where the documents of a workspace lie."""
    return home_of(workspace.settings, local=workspace.service.local)


def check_remembered(workspace: Workspace, account: Account) -> None:
    """Whether the document that accounts.csv names for ``account`` can be used.

    Raises ``InputError`` for one that is gone, in the bin, or somebody else's.
    """
    file = seen(workspace, account.document_id)
    if file is None:
        raise InputError(
            Text(f"{account.name} の文書が見つかりません", f"the document of {account.name} is not there"),
            hint=Text(
                f"docgen account sync {account.id} で探せます。なければ accounts.csv の document_id を空にしてください",
                f"docgen account sync {account.id} looks for it; if there is none, empty document_id in accounts.csv",
            ),
        )
    if file.trashed:
        raise in_the_bin(account)
    check_owner(workspace, account, file)


def seen(workspace: Workspace, document_id: str) -> File | None:
    """The file of a document; one without properties where Drive does not show the file but Docs the document (as it
    may for an app that did not make it); None where there is none."""
    try:
        return workspace.service.files.get(document_id)
    except InputError:
        try:
            workspace.service.revision(document_id)
        except InputError:
            return None
        return File(document_id, "", {})


def check_owner(workspace: Workspace, account: Account, file: File) -> None:
    """Whether a file may be the document of ``account``. Raises ``InputError`` for another's, for an archive and
    for an internal one."""
    other = file.properties.get(PROPERTY, account.id)
    if other != account.id:
        name = next((one.name for one in workspace.roster.accounts if one.id == other), other)
        raise InputError(
            Text(f"これは {name} の文書です", f"this is the document of {name}"),
            hint=Text(
                f"{account.name} の文書の URL か id を確かめてください",
                f"check the URL or id of that of {account.name}",
            ),
        )
    if whose := file.properties.get(ARCHIVE_OF):
        raise InputError(
            Text(f"これは {whose} の過去の議事録です", f"this is an archive of {whose}"),
            hint=Text("いまの文書を指定してください", "give the present document"),
        )
    if whose := file.properties.get(INTERNAL_OF):
        raise InputError(
            Text(f"これは {whose} の社内用の文書です", f"this is the internal document of {whose}"),
            hint=Text("お客様の文書を指定してください", "give the customer's document"),
        )


def in_the_bin(account: Account) -> InputError:
    """The document of ``account`` is in the bin: it is still the one."""
    return InputError(
        Text(f"{account.name} の文書はゴミ箱にあります", f"the document of {account.name} is in the bin"),
        hint=Text(
            f"ゴミ箱から戻してください。別の文書があるなら docgen account sync {account.id}",
            f"restore it from the bin; if there is another, docgen account sync {account.id} finds it",
        ),
    )


@contextmanager
def unfinished() -> Iterator[None]:
    """Once something has been written, a failure that says "nothing was written" would be no true word."""
    try:
        yield
    except (ChangedError, UnavailableError) as error:
        raise OutcomeUnknownError(
            Text("文書の準備が途中で止まりました", "the document is not complete yet"),
            hint=Text(
                "もう一度実行すると続きから行います。二重にはなりません",
                "run the command again: it goes on from here, and nothing will be there twice",
            ),
        ) from error
