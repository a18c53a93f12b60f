"""A copy of a customer's document to the archive of some of its meetings, and these out of the document itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from docgen.account.dates import Language
from docgen.account.outline import MINUTES_TAB
from docgen.document.nodes import NOTHING, Node, Opaque, Paragraph, Run, SectionBreak
from docgen.document.tabs import Document, Tab
from docgen.document.text import units
from docgen.document.walk import Cursor, cursors
from docgen.document.wire import requests as wire
from docgen.document.wire.requests import Request
from docgen.document.wire.styles import linked_heading, linked_url, text_style
from docgen.render.look import BODY, CLASSES
from docgen.render.removal import Placed, Step, in_order, placed, removals, with_breaks
from docgen.render.requests import Place, after, before, insertion

ARCHIVE: Final = "docgen:archive"
"""The name of the named range on the title of an archive: with it, the archive holds its meetings and no others."""
SECTIONS: Final[Mapping[Language, str]] = {"ja": "過去の記録", "en": "Earlier records"}
"""The heading, at the end of a customer's document, over the links to its archives."""


class Line(NamedTuple):
    """A link to a document."""

    text: str
    url: str


def year_line(year: int, part: int, language: Language) -> str:
    """What an archive is called; ``part`` is 2 for a second one of the year."""
    more = f"（{part}）" if language == "ja" else f" ({part})"
    name = f"{year}年の記録" if language == "ja" else f"Records of {year}"
    return name + (more if part > 1 else "")


def archive_requests(
    document: Document,
    tab: Tab,
    kept: Collection[int],
    foreign: Mapping[str, Collection[int]],
    title: str,
    back: Line,
    language: Language,
) -> list[Request]:
    """What makes ``document``, a copy, the archive of the blocks ``kept`` of its ``tab``.

    All else goes but what is ``foreign`` (by tab): not in the original, so that somebody has typed it here. On top
    come the title, with the mark ``ARCHIVE``, and a link ``back``.
    """
    blocks, stays = placed(tab), {*kept, *foreign.get(tab.id, ())}
    first = blocks[1]
    freed = isinstance(first.node, Paragraph) and 1 not in stays
    others = {n for n, one in enumerate(blocks) if not isinstance(one.node, SectionBreak | Opaque)} - stays - {1}
    gone = with_breaks(blocks, others, stays)
    head = _head(tab.id, first, _title(title, back, language), freed=freed)
    return [
        *in_order([*removals(tab.id, blocks, gone), head]),
        *_tabs(document.tabs, tab.id, foreign),
    ]


def _title(title: str, back: Line, language: Language) -> tuple[Node, ...]:
    quiet, below = CLASSES["note"]
    words = "元の文書：" if language == "ja" else "From: "
    line = (Run(words, quiet), Run(back.text, {**quiet, **text_style(url=back.url)}), Run("\n", {}))
    return (Paragraph((Run(f"{title}\n", {}),), CLASSES["title"][1]), Paragraph(line, {**BODY, **below}))


def _head(tab: str, first: Placed, nodes: Sequence[Node], *, freed: bool) -> Step:
    """``nodes`` in the place of the first paragraph where it is ``freed``, else in front of it."""
    bullets = isinstance(first.node, Paragraph) and first.node.bullet is not None
    cut = [wire.delete_content_range(tab, first.at, first.end - 1)] if freed and first.node.size > 1 else []
    place = Place(tab, first.at, "instead" if freed else "before")
    marks = [wire.create_named_range(tab, first.at, first.at + nodes[0].size - 1, name) for name in _MARKS]
    return Step(first.at, [*cut, *insertion(nodes, place, bullets_around=bullets), *marks])


_MARKS: Final = (ARCHIVE, MINUTES_TAB)


def _tabs(tabs: Sequence[Tab], kept: str, foreign: Mapping[str, Collection[int]]) -> Iterator[Request]:
    """Without all tabs but ``kept``, those around it, and those in which somebody has typed."""
    for tab in tabs:
        if any(one.id == kept or foreign.get(one.id) for one in tab.walk()):
            yield from _tabs(tab.children, kept, foreign)
        else:
            yield wire.delete_tab(tab.id)


def removal_requests(
    document: Document,
    tab: Tab,
    gone: Collection[int],
    lines: Sequence[Line],
    moved: Mapping[str, str],
    language: Language,
) -> list[Request]:
    """What takes the blocks ``gone`` of ``tab`` out of ``document``, and puts links to where they are now in.

    ``lines`` come under the heading ``SECTIONS``, which is made at the end where there is none; ``moved``: heading id
    → where it is now, for links in what stays.
    """
    blocks = placed(tab)
    section, at_end = _section(tab, blocks, gone, lines, language)
    steps = [*section, *removals(tab.id, blocks, gone, more_follows=at_end)]
    return [*_relinked(document, tab, blocks, gone, moved), *in_order(steps)]


def _section(
    tab: Tab, blocks: Sequence[Placed], gone: Collection[int], lines: Sequence[Line], language: Language
) -> tuple[list[Step], bool]:
    """What puts ``lines`` in, and whether that is behind all else."""
    if not lines:
        return [], False
    written = [Paragraph((Run(line.text, text_style(url=line.url)), Run("\n", {})), BODY) for line in lines]
    there = [n for n, one in enumerate(blocks) if n not in gone and _is_section(one.node)]
    if not there:
        heading = Paragraph((Run(f"{SECTIONS[language]}\n", {}),), {"namedStyleType": "HEADING_1"})
        return [_after(tab, blocks[-1], [heading, *written])], True
    heading_at = there[-1]
    below = heading_at + 1
    if below < len(blocks) and below not in gone and isinstance(node := blocks[below].node, Paragraph):
        place = before(Cursor(node, blocks[below].at), tab.id)
        requests = insertion(written, place, bullets_around=node.bullet is not None)
        return [Step(place.index, requests)], False
    return [_after(tab, blocks[heading_at], written)], below == len(blocks)


def _is_section(node: Node) -> bool:
    return isinstance(node, Paragraph) and node.text.strip() in SECTIONS.values()


def _after(tab: Tab, block: Placed, nodes: Sequence[Node]) -> Step:
    assert isinstance(block.node, Paragraph)  # noqa: S101 - a body ends with one, and so does a heading
    place = after(Cursor(block.node, block.at), tab.id)
    return Step(place.index, insertion(nodes, place, bullets_around=block.node.bullet is not None))


def _relinked(
    document: Document, tab: Tab, blocks: Sequence[Placed], gone: Collection[int], moved: Mapping[str, str]
) -> Iterator[Request]:
    """Links that led to a heading that goes lead to where it is now."""
    for each in document.all_tabs():
        numbered = enumerate(placed(each) if each.id != tab.id else blocks)
        staying = (one for n, one in numbered if each.id != tab.id or n not in gone)
        for leaf in (leaf for one in staying for leaf in cursors([one.node], one.at)):
            at = leaf.start
            for element in leaf.paragraph.elements:
                if isinstance(element, Run) and "link" in (element.style or NOTHING) and not linked_url(element.style):
                    length = units(element.text.removesuffix("\n"))
                    if length and (url := moved.get(linked_heading(element.style))):
                        yield wire.update_text_style(each.id, at, at + length, text_style(url=url))
                at += element.size


def linked(tab: Tab, gone: Collection[int] = ()) -> Iterator[str]:
    """The addresses that text outside the blocks ``gone`` links to."""
    for number, (_, node) in enumerate(tab.positioned()):
        if number not in gone:
            for leaf in cursors([node]):
                yield from filter(None, (linked_url(e.style) for e in leaf.paragraph.elements if isinstance(e, Run)))
