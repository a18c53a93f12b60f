"""What documents say, read out of them once per revision and kept in the index, in any process."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

import msgspec

from docgen.account.kept import KeptReading, kept_reading, pack_reading, packed_meeting, unpack_reading
from docgen.account.minutes import meetings_by_tab, reader_version
from docgen.account.model import Account, AccountDocument
from docgen.account.roster import Roster
from docgen.account.side import with_sides
from docgen.connect.snapshots import Snapshots
from docgen.document.collector import collector_off
from docgen.document.tabs import Document
from docgen.workflows.completion import with_moments


class Understood(NamedTuple):
    """What an account's document says."""

    document: AccountDocument
    packed: tuple[bytes, ...]
    """Each of its meetings as bytes in which nothing tells where it stands; left out where nobody asked for them."""


def reading_at(snapshots: Snapshots, document_id: str, revision: str) -> KeptReading | None:
    """What is kept of a document at ``revision`` by this version of the reader."""
    said = snapshots.said(document_id, revision, reader_version())
    try:
        return unpack_reading(said) if said else None
    except msgspec.DecodeError:
        return None  # it is disposable


def reading_of(snapshots: Snapshots, document: Document, now: datetime) -> KeptReading:
    """What ``document`` says: read, and kept where it has a revision. ``now``: aware."""
    with collector_off():
        size = sum(tab.body.size for tab in document.all_tabs())
        reading = kept_reading(meetings_by_tab(document, now), size)
    if document.revision:
        snapshots.keep_said(document.id, document.revision, reader_version(), pack_reading(reading))
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
        document = with_moments(with_sides(alone, roster, account), snapshots, now)
        each = tuple(map(packed_meeting, document.meetings)) if packed else ()
        for kept, meeting in zip(reading.meetings, document.meetings, strict=True):
            kept.put_in_place(meeting)
    return Understood(document, each)
