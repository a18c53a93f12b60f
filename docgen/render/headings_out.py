"""A heading out of a table's cell: the same words in front of the table, where outline and links find them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from docgen.account.outline import FACT, MEETING
from docgen.document.nodes import Paragraph, Run, Table
from docgen.document.tabs import Document, NamedRange, Tab
from docgen.document.walk import Cursor, cursors
from docgen.document.wire import requests as wire
from docgen.document.wire.requests import Request
from docgen.document.wire.sameness import has_suggestions
from docgen.document.wire.styles import heading_id
from docgen.inputs.bilingual import Bilingual
from docgen.render.anchors import heading_span
from docgen.render.move import (
    BOOKMARK,
    COMMENTS,
    LINKS,
    MORE,
    NAMES,
    PARAGRAPH,
    SUGGESTIONS,
    is_commented,
    linked_ids,
)
from docgen.render.requests import after, insertion

WORDS: Final = Bilingual("表の中で、見出しより前にほかの言葉があります", "other words stand before it in the table")
PLACE: Final = Bilingual("表の前に、見出しを置ける行がありません", "there is no line before the table to put it after")
GONE: Final = Bilingual("その見出しが見つかりません", "the heading is not there any more")


def taken_out(
    document: Document, tab: Tab, start: int, comments: Sequence[str], *, chips: bool
) -> list[Request] | Bilingual:
    """What puts the paragraph at ``start``, in a table's cell, in front of that table; or what keeps it there.

    Only what stands first in its table goes: everything else would be cut off from its heading. ``document`` was read
    with all its looks; ``comments``: the words that open comments stand at; ``chips``: whether chips may be written.
    """
    number, begin = tab.body.find(start)
    table = tab.body[number].node
    leaves = list(cursors([table], begin)) if isinstance(table, Table) else []
    heading = next((leaf for leaf in leaves if leaf.start == start), None)
    if heading is None or not isinstance(table, Table) or number == 0:
        return GONE
    line = tab.body[number - 1].node
    above = Cursor(line, begin - line.size) if isinstance(line, Paragraph) else None
    cut = _cut(table, heading, tab.id)
    if any(leaf.text.strip() for leaf in leaves[: leaves.index(heading)]):
        return WORDS
    if above is None or cut is None or above.paragraph.bullet is not None:
        return PLACE
    return _hindrance(document, tab, number, heading, above, comments, chips=chips) or [
        *cut,
        *insertion([_stated(heading.paragraph)], after(above, tab.id)),
        *_names(tab, heading, above),
    ]


def _hindrance(
    document: Document,
    tab: Tab,
    number: int,
    heading: Cursor,
    above: Cursor,
    comments: Sequence[str],
    *,
    chips: bool,
) -> Bilingual | None:
    paragraph = heading.paragraph
    if has_suggestions(paragraph) or has_suggestions(above.paragraph):
        return SUGGESTIONS
    if is_commented(document, tab, range(number, number + 1), [paragraph], (heading.start, heading.end), comments):
        return COMMENTS
    # Both get other ids: the one goes to another place, the other is parted in two for it.
    ids = {heading_id(leaf.paragraph.style) for leaf in (heading, above)} - {""}
    if any(linked in ids or (ids and linked == BOOKMARK) for linked in linked_ids(document)):
        return LINKS
    if any(not _lies_within(span, heading) for one in tab.ranges for span in _spans_on(one, heading)):
        return NAMES
    plain = all(
        each.width is None if isinstance(each, Run) else chips and wire.is_insertable(each)
        for each in paragraph.elements
    )
    return None if plain and paragraph.bullet is None else MORE


def _cut(table: Table, heading: Cursor, tab: str) -> list[Request] | None:
    """What takes the paragraph out of its cell, which keeps one paragraph; None for one in a table within the table."""
    assert heading.cell  # noqa: S101 - it is one of the table's
    _, row, column = heading.cell
    blocks = table.rows[row].cells[column].blocks
    at = next((n for n, block in enumerate(blocks) if block is heading.paragraph), None)
    if at is None:
        return None
    if at + 1 < len(blocks) and isinstance(blocks[at + 1], Paragraph):
        return [wire.delete_content_range(tab, heading.start, heading.end)]
    return [
        wire.delete_content_range(tab, heading.start, heading.end - 1),
        wire.update_paragraph_style(tab, heading.start, heading.start + 1, {"namedStyleType": "NORMAL_TEXT"}),
    ]


def _stated(paragraph: Paragraph) -> Paragraph:
    style = {key: value for key, value in (paragraph.style or {}).items() if key in PARAGRAPH and key != "headingId"}
    return replace(paragraph, style=style)


def _names(tab: Tab, heading: Cursor, above: Cursor) -> Iterator[Request]:
    """The names on the heading go along. Those on the line above it are made anew, lest they take the heading in."""
    by = above.end - heading.start
    for one in tab.ranges:
        for start, end in _spans_on(one, heading):
            yield wire.create_named_range(tab.id, start + by, end + by, one.name)
    for one in tab.ranges:
        if one.name.startswith((MEETING, FACT)) and len(one.spans) == 1 and _spans_on(one, above):
            yield wire.delete_named_range(tab.id, one.id)
            yield wire.create_named_range(tab.id, *heading_span(above), one.name)


def _spans_on(one: NamedRange, line: Cursor) -> list[tuple[int, int]]:
    return [] if one.segment else [span for span in one.spans if span[0] < line.end and span[1] > line.start]


def _lies_within(span: tuple[int, int], line: Cursor) -> bool:
    return line.start <= span[0] and span[1] <= line.end
