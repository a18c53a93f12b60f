"""The ticks of native checklists, which no document tells: read from its Markdown, aligned by text and order.

Lines of one text are told apart by their order, and only where both sides have as many of them; everything else is
unknown, never open by mistake.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final, TypeVar

from msgspec.structs import replace

from docgen.account.model import ActionItem, Meeting, Status
from docgen.account.names import letters, match_key
from docgen.account.words import box_at
from docgen.document.nodes import NOTHING
from docgen.document.tabs import Document
from docgen.document.walk import cursors
from docgen.document.wire.lists import has_checklists, is_checklist
from docgen.document.wire.packed import TICKS

Place = tuple[str, int]
"""Tab id, and the index at which a paragraph starts (UTF-16 code units)."""
MeetingsByTab = dict[str, tuple[Meeting, ...]]
_ITEM: Final = re.compile(
    r"(?:^|\|)[ \t>]*(?:[-*+]|\d+[.)])[ \t]+\[(?P<tick>[ xX])\][ \t]*(?P<text>[^\n]*)", re.MULTILINE
)
_LINK: Final = re.compile(r"\]\([^()\s]*\)")
_IMAGE: Final = re.compile(r"!\[[^\[\]]*\](?:\[[^\[\]]*\]|\([^()]*\))")
Item = TypeVar("Item", bound=ActionItem)


def checklist(document: Document) -> dict[Place, str]:
    """The items of native checklists in ``document`` that no box or other mark of text tells of: place → text."""
    return dict(_items(document))


def _items(document: Document) -> Iterator[tuple[Place, str]]:
    for tab in document.all_tabs():
        lists = tab.resources.get("lists") or NOTHING
        if has_checklists(lists):
            for leaf in cursors(node for _, node in tab.positioned()):
                bullet = leaf.paragraph.bullet
                if bullet is not None and is_checklist(lists, bullet):
                    yield (tab.id, leaf.start), leaf.text


def ticks(items: Mapping[Place, str], markdown: str) -> dict[Place, bool]:
    """Which of ``items`` are ticked by the ``markdown`` of their document; those that it does not tell are left out."""
    told: defaultdict[str, list[bool]] = defaultdict(list)
    for match in _ITEM.finditer(markdown):
        told[_key(match["text"])].append(match["tick"] != " ")
    places: defaultdict[str, list[Place]] = defaultdict(list)
    for place, text in items.items():
        places[_key(text)].append(place)
    pairs = [(found, told[key]) for key, found in places.items() if len(found) == len(told.get(key, ()))]
    return {place: done for found, known in pairs for place, done in zip(found, known, strict=True)}


def _key(text: str) -> str:
    return letters(match_key(_LINK.sub("]", _IMAGE.sub("", text))).replace("_", ""))


def with_ticks(meetings: MeetingsByTab, document: Document) -> MeetingsByTab:
    """``meetings`` of ``document`` with the status that the ticks of its checklists tell; unknown where they do not."""
    items = checklist(document)
    if not items:
        return meetings
    known = {
        (tab.id, int(start)): Status.DONE if done else Status.OPEN
        for tab in document.all_tabs()
        for start, done in (tab.resources.get(TICKS) or {}).items()
    }

    def ticked(item: Item) -> Item:
        if not _is_open_to(item, items):
            return item
        return replace(item, status=known.get(item.span[:2], Status.UNKNOWN))

    return {tab: tuple(meeting.with_each_item(ticked) for meeting in every) for tab, every in meetings.items()}


def _is_open_to(item: ActionItem, items: Mapping[Place, str]) -> bool:
    if item.status not in (Status.OPEN, Status.UNKNOWN):
        return False
    text = items.get(item.span[:2])
    return text is not None and box_at(text) is None
