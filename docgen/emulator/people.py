"""What only people can do in the editor, for tests: suggest, tick a checklist item, paste, copy, comment.

Everything goes through the same store as the API, as one edit with a revision of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from docgen.document.edit import map_paragraphs, paragraphs
from docgen.document.edit_runs import restyled, split
from docgen.document.nodes import Element, Inline, Paragraph, Run, Style
from docgen.document.ranges import Ranges
from docgen.document.tabs import NamedRange, Tab
from docgen.document.text import units
from docgen.emulator.draft import Draft
from docgen.emulator.handlers.delete import remove
from docgen.emulator.handlers.text import filled, paragraph_at, put_lines, put_text, style_at
from docgen.emulator.handlers.where import Span, Spot
from docgen.emulator.library import DOCUMENT, Library, new_revision
from docgen.emulator.refusal import RequestRefusal

JSON = dict[str, Any]

TICK: Final = "tick."
"""Ticks are ranges with ids of this form, which no reader of the API sees."""


def is_tick(one: NamedRange) -> bool:
    """Whether a range marks a ticked checklist item."""
    return one.id.startswith(TICK)


def without_ticks(tab: Tab) -> Tab:
    """A tab as the API shows it."""
    children = tuple(map(without_ticks, tab.children))
    if any(map(is_tick, tab.ranges)):
        return replace(tab, children=children, ranges=tuple(one for one in tab.ranges if not is_tick(one)))
    return replace(tab, children=children) if tab.children else tab


class People:
    """Edits by hand. ``tab`` is a tab id; the first tab where none is given. Indices are UTF-16 code units."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def _edit(self, document_id: str, change: Callable[[Draft], Draft]) -> str:
        """The revision after an edit."""
        with self._library.writing():
            stored = self._library.read(document_id)
            draft = change(Draft(stored.document, stored.serial))
            document = replace(draft.document, revision=new_revision())
            self._library.save(stored, document, draft.serial, draft.trace)
        return document.revision or ""

    def insert(self, document_id: str, index: int, text: str, *, tab: str = "") -> str:
        """Type ``text``."""
        return self._edit(document_id, lambda draft: put_text(draft, Spot(draft.place({"tabId": tab}), index), text))

    def suggest_insert(self, document_id: str, index: int, text: str, *, tab: str = "", suggestion: str = "") -> str:
        """Type ``text`` (one line) in suggesting mode."""

        def change(draft: Draft) -> Draft:
            where, mint = Spot(draft.place({"tabId": tab}), index), draft.mint()
            paragraph, at = paragraph_at(where)
            style = style_at(paragraph.elements, index - at)
            marks = {"suggestedInsertionIds": [suggestion or mint.new("suggest.")]}
            return put_lines(draft.minted(mint), where, ((Run(text, style, marks),),), units(text))

        return self._edit(document_id, change)

    def suggest_delete(self, document_id: str, start: int, end: int, *, tab: str = "", suggestion: str = "") -> str:
        """Delete [start, end) in suggesting mode: it stays, marked."""

        def change(draft: Draft) -> Draft:
            place, mint = draft.place({"tabId": tab}), draft.mint()
            made = suggestion or mint.new("suggest.")

            def marked(element: Element) -> Element:
                extra = element.extra if isinstance(element, Run) else element.data
                marks = {**extra, "suggestedDeletionIds": [*extra.get("suggestedDeletionIds", ()), made]}
                return replace(element, extra=marks) if isinstance(element, Run) else replace(element, data=marks)

            def on(paragraph: Paragraph, at: int) -> Paragraph:
                first, last = max(0, start - at), min(end - at, paragraph.size)
                return filled(paragraph, restyled(paragraph.elements, first, last, marked))

            return draft.minted(mint).edited(place, map_paragraphs(place.blocks, start, end, on))

        return self._edit(document_id, change)

    def tick(self, document_id: str, index: int, *, tab: str = "", done: bool = True) -> str:
        """Tick (or untick) the checklist item at ``index``: nothing that documents.get shows."""

        def change(draft: Draft) -> Draft:
            place, mint = draft.place({"tabId": tab}), draft.mint()
            found = next(paragraphs(place.blocks, index, index + 1), None)
            if found is None or found.paragraph.bullet is None:
                raise RequestRefusal("There is no checklist item at that place.")
            start, end = found.at, found.at + found.paragraph.size
            kept = Ranges(one for one in place.tab.ranges if not (is_tick(one) and start <= one.start < end))
            if done:
                kept = kept.added(NamedRange(mint.new(TICK), "", ((start, end),)))
            return draft.minted(mint).with_ranges(place.tab, kept)

        return self._edit(document_id, change)

    def paste(self, document_id: str, index: int, source: str, start: int, end: int, *, tab: str = "") -> str:
        """Paste [start, end) of the paragraphs of a document's first tab: named ranges stay behind."""
        origin = self._library.read(source).document.tabs[0]
        pieces = [
            split(split(found.paragraph.elements, max(0, start - found.at))[1], end - max(start, found.at))[0]
            for found in paragraphs(origin.body, start, end)
        ]
        lines = [tuple(map(_fresh, piece)) for piece in pieces]
        if lines and isinstance(lines[-1][-1], Run) and lines[-1][-1].text.endswith("\n"):
            lines.append(())

        def change(draft: Draft) -> Draft:
            where = Spot(draft.place({"tabId": tab}), index)
            return put_lines(draft, where, lines, sum(one.size for line in lines for one in line))

        return self._edit(document_id, change)

    def delete(self, document_id: str, start: int, end: int, *, tab: str = "") -> str:
        """Select [start, end) and press Delete."""
        return self._edit(document_id, lambda draft: remove(draft, Span(draft.place({"tabId": tab}), start, end)))

    def copy(self, document_id: str, title: str = "") -> str:
        """Make a copy of the document from its menu; the copy's id."""
        with self._library.writing():
            return copied(self._library, document_id, {"name": title} if title else {})


def _fresh(element: Element) -> Element:
    """An element as it is pasted: without marks of suggestions."""
    if isinstance(element, Run):
        return Run(element.text, element.style, width=element.width)
    data: Style = {key: value for key, value in element.data.items() if not key.startswith("suggested")}
    return Inline(element.kind, data, element.size)


def copied(library: Library, document_id: str, meta: JSON) -> str:
    """A copy of a document with what ``meta`` says of it. Inside ``library.writing``."""
    stored = library.read(document_id)
    file = library.files.get(document_id)
    old = file.meta if file is not None else {}
    name = meta.get("name") or f"Copy of {old.get('name', stored.document.title)}"
    extra = {key: value for key, value in stored.document.extra.items() if key not in ("comments", "suggestions")}
    made = replace(stored.document, id=library.new_id(), title=name, revision=new_revision(), legacy=False, extra=extra)
    kept: JSON = {key: old[key] for key in ("parents", "appProperties", "properties", "description") if key in old}
    library.add(made, {**kept, "mimeType": DOCUMENT, **meta, "name": name})
    return made.id
