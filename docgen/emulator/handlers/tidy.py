"""What goes along when content is taken out: footnotes without a reference, images that stand nowhere.

A batch touches a few of the thousands of blocks that a document of years has. So it is asked first whether the blocks
that it touched lost a reference, and only then is the whole document gone through.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docgen.document.blocks import Block, Blocks
from docgen.document.edit import paragraphs
from docgen.document.nodes import Inline
from docgen.document.tabs import Document, Tab
from docgen.document.wire.nodes import encode
from docgen.emulator.draft import Draft, places
from docgen.emulator.handlers.segments import REFERENCE, renumbered

IMAGE = "inlineObjectElement"
ID_OF = {IMAGE: "inlineObjectId", REFERENCE: "footnoteId"}


def _references(blocks: Iterable[Block], kind: str) -> Iterator[str]:
    """The ids of what elements of ``kind`` refer to, in reading order."""
    mark = f'"{kind}"'.encode()
    for block in blocks:
        if mark not in block.encoded(encode).template:
            continue  # which is cheaper to see than to decode
        for paragraph, _ in paragraphs(Blocks((block,)), 0, block.size):
            for element in paragraph.elements:
                if isinstance(element, Inline) and element.kind == kind:
                    yield str(element.data.get(ID_OF[kind]))


def _changed(old: Blocks, new: Blocks) -> tuple[list[Block], list[Block]]:
    """The blocks around what changed between two versions of a segment, as they were and as they are."""
    if old is new:
        return [], []
    shared = {id(chunk) for chunk in old.chunks()} & {id(chunk) for chunk in new.chunks()}
    was, now = ([b for chunk in one.chunks() if id(chunk) not in shared for b in chunk] for one in (old, new))
    return was, now


def _moved(before: Tab, tab: Tab, kind: str) -> bool:
    """Whether references of ``kind`` went, came or changed their order."""
    olds, news = ({place.segment: place for place in places(one)} for one in (before, tab))
    nothing = Blocks()
    for segment in olds.keys() | news.keys():
        old, new = (them[segment].blocks if segment in them else nothing for them in (olds, news))
        was, now = _changed(old, new)
        if list(_references(was, kind)) != list(_references(now, kind)):
            return True
    return False


def _images(tab: Tab) -> set[str]:
    return {one for place in places(tab) for one in _references(place.blocks, IMAGE)}


def tidied(before: Document, draft: Draft) -> Draft:
    """The draft after a batch on ``before``, without what its deletions left behind."""
    for tab in draft.document.all_tabs():
        old = before.tab(tab.id) or Tab(tab.id, "", Blocks())
        if old is tab:
            continue
        came = len(tab.footnotes) != len(old.footnotes)  # its reference may have gone again in the same batch
        if tab.footnotes and (came or _moved(old, tab, REFERENCE)):
            draft = renumbered(draft, tab.id)
        objects = tab.resources.get("inlineObjects") or {}
        if objects and (len(objects) != len(old.resources.get("inlineObjects") or {}) or _moved(old, tab, IMAGE)):
            known = _images(draft.tab(tab.id))
            kept = {key: value for key, value in objects.items() if key in known}
            if len(kept) < len(objects):
                draft = draft.with_resource(tab.id, "inlineObjects", kept)
    return draft
