"""The meetings of one tab as values, each with its place in the document when that is asked for.

Values are what is kept between runs; the paragraphs of a meeting are looked at only where something goes into it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from docgen.account.byhand.hints import Hints
from docgen.account.dates import meeting_heading
from docgen.account.internal import internal_tabs
from docgen.account.model import Account, AccountDocument, Meeting
from docgen.account.outline import KARTE_TAB, MEETING, MINUTES_TAB, NO_HINTS, Block, block_of, facts_of
from docgen.account.reading import read_meetings
from docgen.account.ticks import with_ticks
from docgen.document.nodes import Paragraph
from docgen.document.tabs import Document, Tab
from docgen.document.walk import Cursor, cursors
from docgen.document.wire.styles import heading_level
from docgen.formats.importing import Imported

MeetingsByTab = dict[str, tuple[Meeting, ...]]


@dataclass(frozen=True, slots=True)
class Minutes:
    """The tab that holds the meetings, and what it says, in the order written."""

    tab: Tab
    meetings: Sequence[Meeting]

    def block(self, meeting: Meeting) -> Block:
        """Where ``meeting``, one of ``meetings``, stands, and its sections."""
        _, start, end = meeting.span
        leaves = list(cursors((node for _, node in self.tab.within(start, end)), start))
        facts = facts_of(one for one in self.tab.ranges if meeting.id in one.name).get(meeting.id, {})
        said = meeting.id, meeting.date, meeting.title, meeting.anchored, meeting.written, facts
        return block_of(leaves, *said, start=start)


def meetings_by_tab(
    document: Document, now: datetime, *, hints: Hints = NO_HINTS, account: Account | None = None
) -> MeetingsByTab:
    """The meetings of every tab that may hold some: the tab of customer information does not, nor one of internal
    notes, whatever dates stand in their headings. ``now`` (aware) decides which are held; ``hints`` tell more of a
    file."""
    ours = {tab.id for tab in internal_tabs(document)}
    others = (tab for tab in document.all_tabs() if tab.id not in ours)
    tabs = (tab for tab in others if all(one.name != KARTE_TAB for one in tab.ranges))
    known = prepared(document)
    hints = hints if hints.is_file else Hints(document.title)
    customer = (account.name, *account.aliases) if account else ()
    found = {tab.id: read_meetings(tab, now, prepared=known, hints=hints, customer=customer) for tab in tabs}
    return with_ticks(found, document)


def prepared(document: Document) -> bool:
    """Whether docgen has been at work in ``document``: an anchor or a mark of its own is left somewhere."""
    marks = (MEETING, MINUTES_TAB, KARTE_TAB)
    return any(one.name.startswith(marks) for tab in document.all_tabs() for one in tab.ranges)


def read_document(
    document: Document,
    *,
    account: Account | None = None,
    now: datetime,
    url: str = "",
    known: MeetingsByTab | None = None,
) -> AccountDocument:
    """What ``document`` says, its meetings in the order written.

    ``known``: its ``meetings_by_tab``, where they are at hand; ``url`` is passed through.
    """
    found = meetings_by_tab(document, now, account=account) if known is None else known
    return AccountDocument(
        account=account.id if account else "",
        name=account.name if account else document.title,
        language=account.language if account else "ja",
        document_id=document.id,
        url=url,
        size=sum(tab.body.size for tab in document.all_tabs()),
        meetings=tuple(meeting for meetings in found.values() for meeting in meetings),
    )


def read_imported(imported: Imported, *, now: datetime, account: Account | None = None) -> AccountDocument:
    """What a file says, which may tell its meeting's day and title beside its text. ``now``: aware."""
    hints = Hints(imported.name, imported.front, now.date(), is_file=True, heading=_first_heading(imported.document))
    known = meetings_by_tab(imported.document, now, hints=hints, account=account)
    return read_document(imported.document, account=account, now=now, known=known)


def _first_heading(document: Document) -> str:
    """The first heading of level 1 without a date, else the first line."""
    first = ""
    for tab in document.all_tabs():
        for _, node in tab.positioned():
            if not isinstance(node, Paragraph) or (first and heading_level(node.style) != 1):
                continue
            leaf = Cursor(node, 0)
            text = leaf.text.strip()
            if text and heading_level(node.style) == 1 and meeting_heading(leaf.exact) is None:
                return text
            first = first or text
    return first


def marked(document: Document, marker: str) -> Tab | None:
    """The tab that carries a marker such as ``MINUTES_TAB``, or None."""
    return next((tab for tab in document.all_tabs() if any(one.name == marker for one in tab.ranges)), None)


def minutes_tab(document: Document) -> Tab:
    """The tab that holds the meetings: the marked one, else the first with a meeting's anchor, else the first that is
    not that of customer information."""
    anchored = (tab for tab in document.all_tabs() if any(one.name.startswith(MEETING) for one in tab.ranges))
    others = (tab for tab in document.tabs if all(one.name != KARTE_TAB for one in tab.ranges))
    return marked(document, MINUTES_TAB) or next(anchored, None) or next(others, document.tabs[0])
