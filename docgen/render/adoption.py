"""What makes a document that people wrote the account's: names on its headings, and no word more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from docgen.account.internal import without_internal
from docgen.account.minutes import marked, prepared
from docgen.account.outline import ADOPTED, FACT, KARTE_TAB, MEETING, MINUTES_TAB, Block, meeting_blocks
from docgen.document.tabs import Document, Tab
from docgen.document.walk import cursors
from docgen.document.wire import requests as wire
from docgen.document.wire.requests import Request
from docgen.render.anchors import heading_span
from docgen.render.document import TAB_TITLES


class Unanchored(NamedTuple):
    """A meeting that people wrote."""

    tab: str
    id: str
    """The one that it is to have, which is also the one by which it is read without an anchor."""
    block: Block


def karte_tab(document: Document) -> Tab | None:
    """The tab that people see as that of customer information: the marked one, else one of its title beside others."""
    tabs = list(document.all_tabs())
    called = (tab for tab in tabs if tab.title in TAB_TITLES["karte"].values() and len(tabs) > 1)
    return marked(document, KARTE_TAB) or next(called, None)


def unanchored(document: Document) -> tuple[Unanchored, ...]:
    """The meetings without an anchor, in the order written; ids are theirs alone in the whole document. Not those of
    which only people can say which meeting they are."""
    document = without_internal(document)
    karte, known = karte_tab(document), prepared(document)
    tabs = [(tab, meeting_blocks(tab, prepared=known)) for tab in document.all_tabs() if tab is not karte]
    taken = {block.id for _, blocks in tabs for block in blocks if block.anchored}
    found: list[Unanchored] = []
    for tab, blocks in tabs:
        for block in blocks:
            if not block.anchored and not block.headless and block.flaw is None:
                meeting, number = block.id, 1
                while meeting in taken:
                    number += 1
                    meeting = f"{block.date}-{number}"
                taken.add(meeting)
                found.append(Unanchored(tab.id, meeting, block))
    return tuple(found)


def anchor_requests(meetings: Sequence[Unanchored], adopted_at: str) -> list[Request]:
    """The anchors of meetings; for those that people wrote, the fact that they are read so (``adopted_at``: ISO)."""
    requests: list[Request] = []
    for tab, meeting, block in meetings:
        place = tab, *heading_span(block.heading)
        requests.append(wire.create_named_range(*place, MEETING + meeting))
        if not block.written:
            requests.append(wire.create_named_range(*place, f"{FACT}{meeting}:{ADOPTED}={adopted_at}"))
    return requests


def mark_requests(document: Document) -> list[Request]:
    """The marks of the two tabs where they have none; an empty tab of customer information is left to be filled."""
    document = without_internal(document)
    karte = karte_tab(document)
    requests: list[Request] = []
    if marked(document, MINUTES_TAB) is None and (tab := _minutes(document, karte)):
        requests.append(_mark(tab, MINUTES_TAB))
    if karte and marked(document, KARTE_TAB) is None and karte.body.size > 2:
        requests.append(_mark(karte, KARTE_TAB))
    return requests


def _minutes(document: Document, karte: Tab | None) -> Tab | None:
    """The tab that new meetings go into: the one with the latest meeting, else the first."""
    tabs = [tab for tab in document.all_tabs() if tab is not karte]
    return max(tabs, key=lambda tab: max((block.date for block in meeting_blocks(tab)), default=""), default=None)


def _mark(tab: Tab, name: str) -> Request:
    """A name on the tab's first words."""
    lines = [leaf for leaf in cursors(node for _, node in tab.positioned()) if leaf.cell is None]
    first = next((leaf for leaf in lines if leaf.text.strip()), lines[0])
    return wire.create_named_range(tab.id, *heading_span(first), name)
