"""The line of an action item changed where it stands: its status mark, or an owner and a due date put in.

No word that somebody wrote is taken out, and no other line is touched.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from docgen.account.dates import Language
from docgen.account.filling import additions
from docgen.account.labels import labels, split_label
from docgen.account.model import Status
from docgen.account.words import BOX, BULLETS, box_at
from docgen.document.nodes import Run
from docgen.document.text import units
from docgen.document.walk import Cursor
from docgen.document.wire import requests as wire
from docgen.document.wire.chips import chip, is_suggested
from docgen.document.wire.links import link_of
from docgen.document.wire.requests import Request
from docgen.render.chips import NO_CHIPS, Chips
from docgen.render.requests import line_insertion

TYPED: Final = {
    "[ ]": {Status.DONE: "[x]", Status.DROPPED: "[-]"},
    "［ ］": {Status.DONE: "［x］"},
}
"""Boxes that people type, and what they become; any other becomes docgen's own."""
_SENTENCE_BEFORE: Final = re.compile(r"[。．!?！？]|[a-z]{2}\.\s")
_SENTENCE_BEHIND: Final = re.compile(r"[。．.!?！？]?\s*[^\s()（）、,]{8,}[^()（）]*[。．.]")
UNLINKED: Final = "link,underline,foregroundColor"


def is_all_of(leaf: Cursor, text: str) -> bool:
    """Whether an action item is all that the line ``leaf`` says: one that is a sentence among others is not, and could
    be marked only together with them."""
    line = leaf.marked.shown(leaf.marked.text)
    before, found, after = line.partition(text)
    return not found or not (_SENTENCE_BEFORE.search(before) or _SENTENCE_BEHIND.match(after))


def marked(tab: str, leaf: Cursor, status: Status) -> list[Request]:
    """Change the mark of the action item in the line ``leaf`` to that of ``status``; give it one if it has none."""
    text = leaf.marked.text
    start = _begins(text)
    if found := box_at(text[start:]):
        opens, closes = (start + at for at in found)
        mark = text[opens:closes]
        new = TYPED.get(mark, {}).get(status, BOX[status])
        end = index_behind(leaf, closes)
        return [
            wire.insert_text(tab, end, new),
            wire.delete_content_range(tab, index_behind(leaf, opens + 1) - units(text[opens]), end),
        ]
    bullet = next((mark for mark in BULLETS if text.startswith(mark, start)), "")
    return [wire.insert_text(tab, index_behind(leaf, start + len(bullet)), f"{BOX[status]} ")]


def completed(
    tab: str,
    leaf: Cursor,
    owners: Sequence[str],
    due: str,
    language: Language,
    *,
    chips: Chips = NO_CHIPS,
    on: date | None = None,
) -> list[Request]:
    """Put ``owners`` and ``due``, seen from the day ``on``, into the line ``leaf`` where it lacks them."""
    made: list[Request] = []
    for addition in reversed(additions(leaf.marked.text, owners, due, language)):
        at = index_behind(leaf, addition.at)
        requests, size = line_insertion(tab, at, chips.written(addition.parts, on))
        made += requests
        if _is_link_before(leaf, at):
            made.append(wire.update_text_style(tab, at, at + size, {}, UNLINKED))
    return made


def index_behind(leaf: Cursor, offset: int) -> int:
    """The index right behind the first ``offset`` characters of ``leaf.marked.text``."""
    last = leaf.start
    for at, element in leaf.elements():
        if is_suggested(element):
            continue
        length = len(element.text) if isinstance(element, Run) else int(chip(element) is not None)
        if length and offset <= length:
            return at + (units(element.text[:offset]) if isinstance(element, Run) else element.size * offset)
        offset -= length
        last = at + element.size
    return last


def _begins(text: str) -> int:
    """Where the action item begins: behind the label if that stands on the same line (TODO：…)."""
    front, value = split_label(text)
    if value.strip() and labels().fields.name(front) == "action_items":
        return len(text) - len(value.lstrip())
    return 0


def _is_link_before(leaf: Cursor, index: int) -> bool:
    return any(
        isinstance(element, Run) and at < index <= at + element.size and link_of(element.style) is not None
        for at, element in leaf.elements()
    )
