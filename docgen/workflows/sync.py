"""The customers' documents found again on a new machine, by what their files are for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from docgen.account.ledger import set_document_ids
from docgen.account.model import Account
from docgen.connect.files import File
from docgen.workflows.base import Workspace
from docgen.workflows.documents import INTERNAL_OF, PROPERTY, home, no_archives, seen

State = Literal["found", "unchanged", "missing", "several"]


class Synced(msgspec.Struct, frozen=True):
    """One customer's document after ``account sync``."""

    account: str
    name: str
    state: State
    """``several``: the oldest was taken, or the one that accounts.csv names where it carries no mark."""
    document_id: str
    """As accounts.csv has it now; with ``--dry-run``, as it would."""
    url: str
    before: str
    """As accounts.csv had it."""
    others: tuple[str, ...] = ()
    """Ids of the customer's other documents, oldest first."""
    in_the_bin: tuple[str, ...] = ()
    """Ids of the customer's documents that are in the bin."""


def sync(workspace: Workspace, accounts: Sequence[Account], *, dry_run: bool = False) -> tuple[Synced, ...]:
    """Write the ids of the documents that carry the marks of ``accounts`` into accounts.csv, all or none.

    Where nothing is found, what accounts.csv says stays.
    """
    found = workspace.service.files.find_each(PROPERTY, [account.id for account in accounts], home(workspace))
    results = tuple(_synced(workspace, account, no_archives(found[account.id])) for account in accounts)
    changes = {one.account: (one.before, one.document_id) for one in results if one.document_id != one.before}
    if changes and not dry_run:
        set_document_ids(workspace.settings, changes)
    return results


def _synced(workspace: Workspace, account: Account, found: Sequence[File]) -> Synced:
    there = [file for file in found if not file.trashed]
    binned = {file.id for file in found if file.trashed}
    unmarked = False
    if account.document_id and all(file.id != account.document_id for file in found):
        file = seen(workspace, account.document_id)
        unmarked = file is not None and not file.trashed and not {PROPERTY, INTERNAL_OF} & file.properties.keys()
        binned |= {account.document_id} if file is not None and file.trashed else set()
    # What somebody has written into accounts.csv counts as long as the document is there and nobody else's.
    chosen = account.document_id if unmarked else there[0].id if there else account.document_id
    others = tuple(file.id for file in there if file.id != chosen)
    return Synced(
        account.id,
        account.name,
        _state(account, chosen, bool(there) or unmarked, others),
        chosen,
        workspace.url(chosen) if chosen else "",
        account.document_id,
        others,
        tuple(sorted(binned)),
    )


def _state(account: Account, chosen: str, there: bool, others: Sequence[str]) -> State:
    if not there:
        return "missing"
    if others:
        return "several"
    return "unchanged" if chosen == account.document_id else "found"
