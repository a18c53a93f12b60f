"""Where in a tab the block of a meeting goes: newest first."""

from __future__ import annotations

from docgen.account.minutes import Minutes
from docgen.account.state import begins
from docgen.document.nodes import Paragraph, SectionBreak
from docgen.document.tabs import Tab
from docgen.document.walk import Cursor
from docgen.errors import InputError, Text
from docgen.render.requests import Place, after, before


def place_for(minutes: Minutes, start: str) -> tuple[Place, Cursor]:
    """Above the first meeting that does not begin later than ``start``; below all where every one does. And the
    paragraph there.

    After the paragraph before it rather than in front of its heading: so no anchor is touched, however the service
    treats text put in at the edge of a named range. In front of it where the paragraph before is a heading, since the
    part of a paragraph before a new line end gets another heading id. Below all, not in the page section of the last
    meeting, where that ends with it. Raises ``InputError`` for a tab without a place.
    """
    tab, meetings = minutes.tab, minutes.meetings
    below = next((meeting for meeting in meetings if begins(meeting) <= start), None)
    edge = below.span[1] if below else meetings[-1].span[2] if meetings else tab.body.size
    if not below and (outside := _first_of_section(tab, edge)):
        return before(outside, tab.id), outside
    above = _paragraph_that_ends_at(tab, edge)
    if below and (above is None or above.level):
        block = minutes.block(below)
        if above is None or not block.headless:
            return before(block.heading, tab.id), block.heading
    if above is None:
        raise InputError(
            Text("会議を書き込む場所が見つかりません", "there is no place for the meeting"),
            hint=Text("タブの最後に空の行を足してください", "add an empty line at the end of the tab"),
        )
    return after(above, tab.id), above


def _paragraph_that_ends_at(tab: Tab, edge: int) -> Cursor | None:
    number, start = tab.body.find(edge - 1)
    node = tab.body[number].node
    return Cursor(node, start) if isinstance(node, Paragraph) else None


def _first_of_section(tab: Tab, start: int) -> Cursor | None:
    """The first paragraph of the page section that begins at ``start``; None where none does."""
    if start >= tab.body.size:
        return None
    number, _ = tab.body.find(start)
    opens, *following = (block.node for block in tab.body[number : number + 2])
    if isinstance(opens, SectionBreak) and following and isinstance(following[0], Paragraph):
        return Cursor(following[0], start + opens.size)
    return None
