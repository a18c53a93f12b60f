"""insertText: what a character or a newline does to runs, paragraphs and headings.

A paragraph's style belongs to the newline at its end (recorded: the part before a new newline gets a copy of the style
and a heading id of its own, the part after it keeps the old ones).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docgen.document.edit import Siblings, edited
from docgen.document.edit_runs import Elements, joined, split
from docgen.document.nodes import NOTHING, Element, Node, Paragraph, Run, Style
from docgen.document.steps import Step
from docgen.document.text import STRIPPED, units
from docgen.emulator.draft import Draft, Mint
from docgen.emulator.handlers.where import NOT_IN_PARAGRAPH, Spot, refusing, spot
from docgen.emulator.inherit import HEADED, named_type, without_link
from docgen.emulator.refusal import RequestRefusal

JSON = dict[str, Any]


def style_of(element: Element) -> Style | None:
    """The text style of any element."""
    return element.style if isinstance(element, Run) else element.data.get("textStyle")


def style_at(elements: Elements, offset: int) -> Style:
    """The text style that text put in at ``offset`` gets: that of what stands before it, else of what comes after.

    Links do not grow.
    """
    head, tail = split(elements, offset)
    neighbour = head[-1] if head else tail[0]
    return without_link(style_of(neighbour)) or NOTHING


def style_of_unit(elements: Elements, offset: int) -> Style:
    """The text style of the unit at ``offset``."""
    end = 0
    for element in elements:
        end += element.size
        if offset < end:
            return style_of(element) or NOTHING
    return NOTHING


def opened(paragraph: Paragraph, mint: Mint) -> Paragraph:
    """A paragraph of the same style and list, still without elements: a heading with an id of its own."""
    style = paragraph.style
    if style and "headingId" in style:
        style = {key: value for key, value in style.items() if key != "headingId"}
        if named_type(paragraph) in HEADED:
            style["headingId"] = mint.new("h.")
    return Paragraph((), style, paragraph.bullet)


def filled(paragraph: Paragraph, elements: Elements) -> Paragraph:
    """``paragraph`` with other elements."""
    return Paragraph(elements, paragraph.style, paragraph.bullet, paragraph.extra)


def with_elements(paragraph: Paragraph, offset: int, inserted: Sequence[Elements], mint: Mint) -> tuple[Paragraph, ...]:
    """``paragraph`` with lines put in at ``offset``: each but the last ends in a newline and opens a paragraph."""
    head, tail = split(paragraph.elements, offset)
    *whole, last = inserted
    made = []
    for line in whole:
        made.append(filled(opened(paragraph, mint), joined(head, line)))
        head = ()
    return (*made, filled(paragraph, joined(head, last, tail)))


def put_lines(draft: Draft, where: Spot, lines: Sequence[Elements], size: int) -> Draft:
    """The draft with ``lines`` (see ``with_elements``), ``size`` units in all, put in at ``where``."""
    mint = draft.mint()

    def change(siblings: Siblings) -> Sequence[Node]:
        node, *rest = siblings.nodes
        if not isinstance(node, Paragraph):
            raise RequestRefusal(NOT_IN_PARAGRAPH)
        return (*with_elements(node, where.at - siblings.at, lines, mint), *rest)

    with refusing():
        blocks = edited(where.place.blocks, where.at, where.at + 1, change)
    return draft.edited(where.place, blocks, Step(where.at, 0, size)).minted(mint)


def paragraph_at(where: Spot) -> tuple[Paragraph, int]:
    """The paragraph that holds a spot, and where it starts."""
    found: list[tuple[Paragraph, int]] = []

    def look(siblings: Siblings) -> Sequence[Node]:
        if isinstance(siblings.nodes[0], Paragraph):
            found.append((siblings.nodes[0], siblings.at))
        return siblings.nodes

    with refusing():
        edited(where.place.blocks, where.at, where.at + 1, look)
    if not found:
        raise RequestRefusal(NOT_IN_PARAGRAPH)
    return found[0]


def style_there(where: Spot) -> Style:
    """The text style that whatever is put in at a spot gets."""
    paragraph, at = paragraph_at(where)
    with refusing():
        return style_at(paragraph.elements, where.at - at)


def put_text(draft: Draft, where: Spot, text: str, style: Style | None = None) -> Draft:
    """The draft with ``text`` (already stripped) put in; in ``style``, or in that of its neighbour."""
    if style is None:
        style = style_there(where)
    *whole, last = text.split("\n")
    bare = without_link(style)
    lines: list[Elements] = [joined((Run(line, style),) if line else (), (Run("\n", bare),)) for line in whole]
    lines.append((Run(last, style),) if last else ())
    return put_lines(draft, where, lines, units(text))


def insert_text(draft: Draft, request: JSON) -> tuple[Draft, JSON]:
    """insertText."""
    text = request.get("text", "")
    if not text:
        raise RequestRefusal("Insert text requests must specify text to insert.")
    where = spot(draft, request)
    paragraph_at(where)
    text = STRIPPED.sub("", text)
    return (put_text(draft, where, text) if text else draft), {}
