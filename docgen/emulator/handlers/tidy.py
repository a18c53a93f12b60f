"""What goes along when content is taken out: footnotes without a reference, images that stand nowhere."""

from __future__ import annotations

from docgen.document.edit import paragraphs
from docgen.document.nodes import Inline
from docgen.document.tabs import Tab
from docgen.emulator.draft import Draft, places
from docgen.emulator.handlers.segments import renumbered


def _images(tab: Tab) -> set[str]:
    return {
        str(element.data.get("inlineObjectId"))
        for place in places(tab)
        for paragraph, _ in paragraphs(place.blocks, 0, place.blocks.size)
        for element in paragraph.elements
        if isinstance(element, Inline) and element.kind == "inlineObjectElement"
    }


def tidied(draft: Draft) -> Draft:
    """The draft after a batch, without what its deletions left behind."""
    for tab_id in {one.tab for one in draft.trace if one.step.removed}:
        tab = draft.document.tab(tab_id)
        if tab is None:
            continue
        if tab.footnotes:
            draft = renumbered(draft, tab_id)
        if objects := tab.resources.get("inlineObjects"):
            known = _images(draft.tab(tab_id))
            kept = {key: value for key, value in objects.items() if key in known}
            if len(kept) < len(objects):
                draft = draft.with_resource(tab_id, "inlineObjects", kept)
    return draft
