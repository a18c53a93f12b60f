"""Paragraphs of foreign files: what Markdown, HTML and Word have in common, as nodes of a document.

Each written line is a paragraph. Styles are shared between paragraphs, so that a long file takes little.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from docgen.document.nodes import NOTHING, Element, Inline, Node, Paragraph, Run, SectionBreak, Style
from docgen.document.tabs import Document, NamedRange, Segment, Tab, blocks
from docgen.document.wire.chips import person
from docgen.document.wire.lists import bullet, item_style
from docgen.document.wire.styles import paragraph_style, text_style
from docgen.formats.addresses import HEADING_LINK, is_live

TAB_ID: Final = "t.0"
BOX: Final = {False: "☐ ", True: "☑ "}
"""What stands in front of the text of an item that is open, or ticked."""
TITLE: Final = -1
"""The level of a document's title, which is no heading of a section."""
QUOTE_INDENT: Final = 36.0
END: Final = Run("\n", NOTHING)
EMPTY: Final = Paragraph((END,), paragraph_style(named="NORMAL_TEXT"))

Part = tuple[str | Inline, Style]
"""Text without line ends, or a chip, and its text style."""
Place = tuple[str, int]
"""The list id and the nesting level of an item."""


@lru_cache(maxsize=1024)
def look(bold: bool, italic: bool, struck: bool, url: str = "") -> Style:
    """The text style of these marks; an address that nobody should follow is left out."""
    if heading := HEADING_LINK.fullmatch(url):
        link = text_style(heading=(heading["tab"] or "", heading["id"]))
    else:
        link = text_style(url=url) if is_live(url) else {}
    return text_style(bold=bold or None, italic=italic or None, strikethrough=struck or None) | link


def linked_person(text: str, url: str) -> Inline | None:
    """The chip of a person whose name is linked to their address for mail, or None."""
    if not url.lower().startswith("mailto:"):
        return None
    email, name = url[7:].partition("?")[0], text.strip()
    return person(name.removeprefix("@"), email) if name and email and "@" not in name[1:] else None


@lru_cache(maxsize=256)
def line_style(level: int = 0, depth: int = -1, begins: bool = False, quoted: bool = False) -> Style:
    """The style of a line: of a heading of ``level`` 1 to 6 or a ``TITLE``, or of an item at ``depth``, its first line
    or another."""
    style = paragraph_style(named="TITLE" if level < 0 else f"HEADING_{level}" if level else "NORMAL_TEXT")
    if depth >= 0:
        style |= item_style(depth, glyph=begins)
    if quoted:
        style |= paragraph_style(indent=QUOTE_INDENT, first_line=QUOTE_INDENT)
    return style


@lru_cache(maxsize=256)
def _bullet(list_id: str, depth: int) -> Style:
    return bullet(list_id, depth)


def line(
    parts: Sequence[Part], *, level: int = 0, item: Place | None = None, begins: bool = False, quoted: bool = False
) -> Paragraph:
    """One paragraph. ``item``: the item of a list that it stands in, and ``begins``, so that the glyph is its own."""
    if item is None:
        return Paragraph(elements(parts), line_style(level, quoted=quoted))
    mark = _bullet(*item) if begins else None
    return Paragraph(elements(parts), line_style(level, item[1], begins, quoted), mark)


def elements(parts: Sequence[Part]) -> tuple[Element, ...]:
    """``parts`` as elements that end in a newline of no style; white space at the ends of the line is left out."""
    if len(parts) == 1:
        text, style = parts[0]
        if isinstance(text, str) and (text := text.strip(" \t")):
            return (Run(text, style), END) if style else (Run(text + "\n", NOTHING),)
    made: list[Element] = []
    for what, style in _joined(parts):
        if isinstance(what, str):
            made.append(Run(what, style))
        else:
            made.append(Inline(what.kind, {**what.data, "textStyle": style}, what.size) if style else what)
    last = made[-1] if made else None
    if isinstance(last, Run) and not last.style:
        return (*made[:-1], Run(last.text + "\n", NOTHING))
    return (*made, END)


def _joined(parts: Sequence[Part]) -> list[Part]:
    """``parts`` with neighbours of one style joined."""
    made: list[tuple[list[str] | Inline, Style]] = []
    for what, style in parts:
        if not isinstance(what, str):
            made.append((what, style))
        elif what:
            held = made[-1][0] if made and made[-1][1] == style else None
            if isinstance(held, list):
                held.append(what)
            else:
                made.append(([what], style))
    texts: list[Part] = [("".join(what) if isinstance(what, list) else what, style) for what, style in made]
    for end, strip in ((0, str.lstrip), (-1, str.rstrip)):
        while texts and isinstance(words := texts[end][0], str):
            if shorter := strip(words, " \t"):
                texts[end] = (shorter, texts[end][1])
                break
            del texts[end]
    return texts


def with_end(nodes: Sequence[Node]) -> list[Node]:
    """``nodes`` with a paragraph at the end, as every cell has it."""
    return [*nodes] if nodes and isinstance(nodes[-1], Paragraph) else [*nodes, EMPTY]


def parted(nodes: Iterable[Node]) -> list[Node]:
    """``nodes`` with the paragraphs that a body must have: before and after each table, and at its end."""
    made: list[Node] = []
    for node in nodes:
        if not isinstance(node, Paragraph) and not (made and isinstance(made[-1], Paragraph)):
            made.append(EMPTY)
        made.append(node)
    return with_end(made)


def whole(
    nodes: Iterable[Node],
    *,
    name: str,
    title: str = "",
    lists: Style = NOTHING,
    notes: Iterable[Segment] = (),
    anchors: Iterable[tuple[str, Node]] = (),
) -> Document:
    """The document of one tab that holds ``nodes``, called ``title`` or else ``name``.

    ``anchors``: names, each with the paragraph that it is written on.
    """
    body = [SectionBreak(), *parted(nodes)]
    title = title or name
    ranges = tuple(_ranges(anchors, body))
    tab = Tab(TAB_ID, title, blocks(*body), footnotes=tuple(notes), ranges=ranges, resources={"lists": lists})
    return Document(name, title, (tab,))


def _ranges(anchors: Iterable[tuple[str, Node]], body: Sequence[Node]) -> Iterable[NamedRange]:
    wanted = list(anchors)
    if not wanted:
        return
    starts, at = dict[int, int](), 0
    for node in body:
        starts[id(node)] = at
        at += node.size
    for number, (name, node) in enumerate(wanted):
        if (start := starts.get(id(node))) is not None:
            yield NamedRange(f"anchor.{number}", name, ((start, start + max(1, node.size - 1)),))
