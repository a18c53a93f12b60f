"""A block that people made, or an agenda file did, becomes that of a calendar's event: no word of it changes."""

from __future__ import annotations

from docgen.account.model import Account
from docgen.connect.writer import Plan
from docgen.document.tabs import Document
from docgen.render.anchors import anchored
from docgen.workflows.base import Workspace
from docgen.workflows.settling import settle


def link(workspace: Workspace, account: Account, block: str, meeting: str) -> str:
    """Give the block with the id ``block`` the id ``meeting``, in one write; its address.

    Again, or where the block is gone by now, nothing changes.
    """
    settle(workspace, account)

    def planned(document: Document) -> Plan[str]:
        now = workspace.now(account)
        minutes = workspace.minutes(document, now)
        known = {one.id: one for one in minutes.meetings}
        there = known.get(meeting) or known.get(block)
        if there is None:
            return Plan((), "")
        url = workspace.url(document.id, minutes.tab.id, there.heading_id)
        if meeting in known:
            return Plan((), url)
        requests = anchored(minutes.tab, minutes.block(there), meeting, now.isoformat(timespec="minutes"))
        return Plan(requests, url)

    return workspace.writer.change(workspace.document_id(account), planned).outcome
