"""Captured lines to the requests that put them under their label."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from docgen.account.dates import Language
from docgen.account.labels import labels
from docgen.account.model import Status
from docgen.account.outline import Block, Section
from docgen.account.words import BULLET, BULLETS, bulleted
from docgen.document.chipped import Part, chipped, parts_of
from docgen.document.nodes import Element, Paragraph, Run
from docgen.document.text import units
from docgen.document.walk import Cursor
from docgen.document.wire import requests as wire
from docgen.document.wire.lists import bullet_place
from docgen.document.wire.requests import Request
from docgen.render.chips import NO_CHIPS, Chips
from docgen.render.look import BODY, CLASSES
from docgen.render.requests import PLAIN, Place, after, before, insertion, line_insertion


def entry_line(
    name: str,
    text: str,
    owners: Sequence[str],
    due: str,
    status: Status,
    language: Language,
    *,
    chips: Chips = NO_CHIPS,
    on: date | None = None,
) -> str:
    """The line as written: marked ・ or • for a view or a decision, ☐ with owner and due date for an action item.

    ``on``: the day of the meeting, from which a due date is seen that is to become one of ``chips``.
    """
    if name == "action_items" and not (labels().is_none(text) and not owners and not due):
        return chips.action_line(text, owners, due, status, on, language)
    return bulleted(text, language)


def capture_requests(
    tab: str, heading: Cursor, sections: Iterable[Section], name: str, lines: Sequence[str], language: Language
) -> list[Request]:
    """Put ``lines`` after the last one of field ``name``, looked for in ``sections`` of the meeting under ``heading``.

    An empty line under the label is filled first. Where no section has the label, a section may be the field itself (a
    heading 決定事項); else the label is written at the end of the last section. Nothing that is there is changed.
    """
    sections = tuple(sections)
    for group in (group for section in sections for group in section.groups()):
        if group.name == name and group.label:
            return _into(tab, group.label, group.lines, lines)
    for section in sections:
        if section.name == name and section.heading:
            return _into(tab, section.heading, [leaf for leaf in section.body if not leaf.cell], lines)
    last = next((leaf for section in reversed(sections) if (leaf := section.last())), heading)
    return _with_label(tab, last, labels().fields.write(name, language), lines)


def section_requests(tab: str, block: Block, name: str, lines: Sequence[str], language: Language) -> list[Request]:
    """Put ``lines`` under their label into a section of its own (その他), where a block that docgen wrote has lost it:
    behind the items, above what is carried on and what is to be asked."""
    fields = labels().fields
    sections = list(block.sections)
    last = max((number for number, section in enumerate(sections) if section.item is not None), default=-1)
    following = next((section.heading for section in sections[last + 1 :] if section.heading), None)
    text_style, paragraph_style = CLASSES["label"]
    nodes = (
        Paragraph((Run(f"{fields.write('other', language)}\n"),), {"namedStyleType": "HEADING_3"}),
        Paragraph((Run(f"{fields.write(name, language)}\n", text_style),), {**BODY, **paragraph_style}),
        *(Paragraph((*_elements(line), Run("\n")), {**BODY, **CLASSES["entry"][1]}) for line in lines),
    )
    above = (sections[-1] if sections else block.top).last() or block.heading
    behind = after(above, tab) if above.cell is None else Place(tab, block.end, "before")
    place = before(following, tab) if following else behind
    return insertion(nodes, place, bullets_around=(following or above).paragraph.bullet is not None)


def _elements(line: str) -> Iterator[Element]:
    for words, chip in parts_of(line):
        yield Run(words) if chip is None else chip


def _into(tab: str, label: Cursor, there: Sequence[Cursor], lines: Sequence[str]) -> list[Request]:
    filled = [leaf for leaf in there if not _blank(leaf)]
    blank = next((leaf for leaf in there if _blank(leaf)), None)
    if not filled and blank:
        return _entries(tab, blank.start, lines, blank, before="")
    neighbour = filled[-1] if filled else label
    return _entries(tab, neighbour.end - 1, lines, neighbour, before="\n")


def _entries(tab: str, index: int, lines: Sequence[str], neighbour: Cursor, *, before: str) -> list[Request]:
    """``lines`` next to ``neighbour``: in its list if it is in one, but not below one of its entries."""
    bullet = neighbour.paragraph.bullet
    joins = bullet is not None and bullet_place(bullet)[1] == 0
    lines = [_without_mark(line) for line in lines] if joins else lines
    requests, size = line_insertion(tab, index, _paragraphs(before, lines))
    start, end = index + units(before), index + size
    if bullet is not None and not joins:
        requests.append(wire.delete_paragraph_bullets(tab, start, end))
    if not joins:
        requests.append(wire.update_paragraph_style(tab, start, end, {**BODY, **CLASSES["entry"][1]}))
    requests.append(wire.update_text_style(tab, start, end, {}, PLAIN))
    return requests


def _paragraphs(before: str, lines: Sequence[str]) -> str:
    """``before`` and then each of the lines as a paragraph, with its chips."""
    between = [Part(before), *(Part("\n") for _ in lines[1:])]
    return chipped(part for first, line in zip(between, lines, strict=True) for part in (first, *parts_of(line)))


def _with_label(tab: str, last: Cursor, label: str, lines: Sequence[str]) -> list[Request]:
    put, size = line_insertion(tab, last.end - 1, _paragraphs(f"\n{label}\n", lines))
    start = last.end
    middle, end = start + units(label), last.end - 1 + size
    text_style, paragraph_style = CLASSES["label"]
    bullets = [wire.delete_paragraph_bullets(tab, start, end)] if last.paragraph.bullet is not None else []
    return [
        *put,
        *bullets,
        wire.update_paragraph_style(tab, start, middle, {**BODY, **paragraph_style}),
        wire.update_paragraph_style(tab, middle + 1, end, {**BODY, **CLASSES["entry"][1]}),
        wire.update_text_style(tab, start, end, {}, PLAIN),
        wire.update_text_style(tab, start, middle, text_style),
    ]


def _blank(leaf: Cursor) -> bool:
    return leaf.paragraph.size == 1


def _without_mark(line: str) -> str:
    """``line`` as it goes into a list of the editor's own, which has marks itself; a mark before another one stays."""
    mark = next((mark for mark in BULLET.values() if line.startswith(mark)), "")
    text = line.removeprefix(mark)
    return line if text.startswith(BULLETS) else text
