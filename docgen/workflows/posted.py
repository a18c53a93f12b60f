"""Where the post about a meeting stands, and since when: kept in the customer's document for every machine.

The facts stand in the name of the range that tells when the meeting was closed, since ranges are few; nothing in them
is what the customer must not read.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from docgen.account.choice import chosen_meeting
from docgen.account.model import Account
from docgen.account.outline import CLOSED, FACT, OPEN, POSTED, facts_of
from docgen.connect.chat import Place
from docgen.connect.writer import Plan
from docgen.document.tabs import Document
from docgen.document.wire import requests as wire
from docgen.render.anchors import heading_span
from docgen.workflows.base import Workspace
from docgen.workflows.close import ReadBack

CHAT: Final = "chat"
"""The fact where the message stands: channel and time stamp."""


def facts_about(workspace: Workspace, account: Account, done: ReadBack) -> Mapping[str, str]:
    """What the document tells about a meeting."""
    document = workspace.reader.read(workspace.document_id(account))
    return facts_of(workspace.minutes(document, workspace.now(account)).tab.ranges).get(done.meeting, {})


def tell(
    workspace: Workspace, account: Account, done: ReadBack, facts: Mapping[str, str], before: Place | None = None
) -> Mapping[str, str]:
    """Put ``facts`` beside the moment at which the meeting was closed, in the same range: their number is limited.

    A message that is told already stays, unless it is ``before``. Returns what the document tells.
    """
    now = workspace.now(account)

    def plan(document: Document) -> Plan[Mapping[str, str]]:
        minutes = workspace.minutes(document, now)
        chosen = chosen_meeting(minutes.meetings, done.meeting, now)
        known = facts_of(minutes.tab.ranges).get(chosen.id, {})
        if facts.items() <= known.items() or (place_of(known) not in (None, before)):
            return Plan((), known)
        mine = tuple(f"{FACT}{chosen.id}:{name}=" for name in (CLOSED, POSTED))
        old = [one for one in minutes.tab.ranges if one.name.startswith(mine) and not one.segment]
        told = {**{name: known[name] for name in (CLOSED, OPEN) if name in known}, **facts}
        name = f"{FACT}{chosen.id}:" + ";".join(f"{key}={value}" for key, value in told.items())
        drop = [wire.delete_named_range(minutes.tab.id, one.id) for one in old]
        make = wire.create_named_range(minutes.tab.id, *heading_span(minutes.block(chosen).heading), name)
        return Plan([*drop, make], {**known, **facts})

    return workspace.writer.change(workspace.document_id(account), plan).outcome


def place_of(facts: Mapping[str, str]) -> Place | None:
    """Where the message stands; None where no fact tells."""
    channel, _, ts = facts.get(CHAT, "").partition(":")
    return Place(channel, ts) if channel and ts else None
