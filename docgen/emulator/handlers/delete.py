"""deleteContentRange: what may be taken out, and what two half paragraphs become."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docgen.document.edit import Siblings, edited
from docgen.document.edit_runs import joined, split
from docgen.document.nodes import Node, Paragraph
from docgen.document.steps import Step
from docgen.emulator.draft import Draft
from docgen.emulator.handlers.text import filled
from docgen.emulator.handlers.where import BAD_DELETION, Span, refusing, span
from docgen.emulator.refusal import RequestRefusal

JSON = dict[str, Any]

END_OF_SEGMENT = "The range cannot include the newline character at the end of the segment."
FIRST_SECTION = "Cannot operate on the first section break"


def merged(first: Paragraph, last: Paragraph, start: int, end: int) -> Paragraph:
    """What ``first`` up to offset ``start`` and ``last`` from offset ``end`` become together.

    Style and list are the first's, unless nothing is left of it (recorded: the paragraph after a deleted one stays).
    """
    head, tail = split(first.elements, start)[0], split(last.elements, end)[1]
    return filled(first if head else last, joined(head, tail))


def cut(siblings: Siblings, start: int, end: int) -> Sequence[Node]:
    """The siblings without [start, end); the unit at ``end`` is theirs too.

    What stands at ``end`` must be a paragraph: the newline before a table, a table of contents or a section break
    stays. Where the range starts with something else than a paragraph, it takes that whole.
    """
    first, last = siblings.nodes[0], siblings.nodes[-1]
    last_at = siblings.at + sum(node.size for node in siblings.nodes[:-1])
    if not isinstance(last, Paragraph):
        raise RequestRefusal(BAD_DELETION)
    if isinstance(first, Paragraph):
        return (merged(first, last, start - siblings.at, end - last_at),)
    if start != siblings.at:
        raise RequestRefusal(BAD_DELETION)
    return (filled(last, split(last.elements, end - last_at)[1]),)


def remove(draft: Draft, where: Span) -> Draft:
    """The draft without the span."""
    place, start, end = where
    if end == place.blocks.size:
        raise RequestRefusal(END_OF_SEGMENT)
    if not place.segment and start == 0:
        raise RequestRefusal(FIRST_SECTION)

    def change(siblings: Siblings) -> Sequence[Node]:
        return cut(siblings, start, end)

    with refusing(BAD_DELETION, BAD_DELETION):
        blocks = edited(place.blocks, start, end + 1, change)
    return draft.edited(place, blocks, Step(start, end - start))


def delete_content_range(draft: Draft, request: JSON) -> tuple[Draft, JSON]:
    """deleteContentRange."""
    return remove(draft, span(draft, request.get("range"))), {}
