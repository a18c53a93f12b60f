"""What documents say, read out of them once per revision and kept in the index, in any process."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

import msgspec

from docgen.account.kept import KeptReading, kept_reading, pack_reading, packed_meeting, unpack_reading
from docgen.account.model import Account, AccountDocument
from docgen.account.roster import Roster
from docgen.account.side import put_sides
from docgen.account.version import reading_key
from docgen.connect.snapshots import Snapshots
from docgen.document.collector import collector_off
from docgen.document.tabs import Document
from docgen.workflows.completion import with_moments


class Understood(NamedTuple):
    """What an account's document says."""

    document: AccountDocument
    packed: tuple[bytes, ...]
    """Each of its meetings as bytes in which nothing tells where it stands; left out where nobody asked for them."""


def reading_at(
    snapshots: Snapshots, document_id: str, revision: str, account: Account | None = None
) -> KeptReading | None:
    """What is kept of a document, that of ``account``, at ``revision`` by this version of the reader."""
    said = snapshots.said(document_id, revision, reading_key(account))
    try:
        return unpack_reading(said) if said else None
    except msgspec.DecodeError:
        return None  # it is disposable


def reading_of(snapshots: Snapshots, document: Document, now: datetime, account: Account | None = None) -> KeptReading:
    """What ``document``, that of ``account``, says: read, and kept where its snapshot is. ``now``: aware.

    Of a document of which not everything could be learnt (the ticks of its checklists) there is no snapshot.
    """
    from docgen.account.minutes import meetings_by_tab

    with collector_off():
        size = sum(tab.body.size for tab in document.all_tabs())
        reading = kept_reading(meetings_by_tab(document, now, account=account), size)
    standing = snapshots.standing(document.id)
    if standing and standing.revision == document.revision:
        snapshots.keep_said(document.id, standing.revision, reading_key(account), pack_reading(reading))
    return reading


def understood(
    reading: KeptReading,
    account: Account,
    *,
    roster: Roster,
    snapshots: Snapshots,
    now: datetime,
    url: str,
    packed: bool = False,
) -> Understood:
    """What ``reading``, of the account's document at ``url``, says at ``now`` (aware)."""
    with collector_off():
        alone = AccountDocument(
            account=account.id,
            name=account.name,
            language=account.language,
            document_id=account.document_id,
            url=url,
            size=reading.size,
            meetings=tuple(kept.alone(now) for kept in reading.meetings),
        )
        put_sides(alone.meetings, roster, account)
        document = with_moments(alone, snapshots, now)
        each = tuple(map(packed_meeting, document.meetings)) if packed else ()
        for kept, meeting in zip(reading.meetings, document.meetings, strict=True):
            kept.put_in_place(meeting)
    return Understood(document, each)
