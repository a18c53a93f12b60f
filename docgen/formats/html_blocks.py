"""The blocks of one tab as HTML fragments. Everything that comes from the document is escaped here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Final
from urllib.parse import quote, urlsplit

from docgen.document.nodes import NOTHING, Contents, Inline, Node, Paragraph, Run, SectionBreak, Style, Table
from docgen.document.tabs import Tab
from docgen.document.text import SOFT_BREAK
from docgen.document.walk import cursors
from docgen.document.wire.chips import RULE, Chip, chip, footnote, image, is_suggested, shown_text
from docgen.document.wire.links import link_of
from docgen.document.wire.looks import cell_look, page_of, paragraph_look, section_columns, text_look
from docgen.document.wire.sections import has_line_between
from docgen.document.wire.styles import column_widths, heading_id, heading_level, named_style_type
from docgen.formats.html_styles import cell_css, paragraph_css, text_css
from docgen.formats.numbering import Numbering

LIVE: Final = frozenset({"http", "https", "mailto"})
SMALL: Final = {"●": "•", "○": "◦", "■": "▪"}
"""Bullets as small as the editor draws them; in a Japanese font the characters themselves fill a whole square."""
LOCAL: Final = re.compile(
    r"docgen:(?P<document>[^?#]+)(?:\?tab=(?P<tab>[^#&]*))?(?:#heading=(?P<heading>.+))?", re.ASCII
)
"""The address of a document that only this machine has."""
NO_CHIP: Final = Chip("", "")
BREAKS: Final = {"pageBreak": '<span class="page-break"></span>', "columnBreak": '<span class="column-break"></span>'}


@dataclass(frozen=True, slots=True)
class Heading:
    """One line of the outline."""

    level: int
    id: str
    text: str


def attribute(name: str, value: str) -> str:
    """`` name="value"``, or nothing for an empty value."""
    return f' {name}="{escape(value)}"' if value else ""


def live_address(url: str) -> str:
    """``url`` if a browser may follow it from the page, else nothing."""
    try:
        scheme = urlsplit(url.strip()).scheme
    except ValueError:
        return ""
    return url.strip() if scheme.lower() in LIVE and not any(char < " " for char in url.strip()) else ""


class TabWriter:
    """Writes one tab. ``targets`` are the ids on the page: links to anything else in the document are plain text.

    ``document``: its id, by which addresses of local documents lead to its own headings.
    """

    def __init__(self, tab: Tab, number: int, targets: frozenset[str], document: str = "") -> None:
        self._tab = tab
        self._document = document
        self._number = number
        self._targets = targets
        self._numbering = Numbering(tab.resources.get("lists") or NOTHING)
        self._width = page_of(tab.resources).text_width
        self.headings: list[Heading] = []
        self.notes: dict[str, str] = {}
        """The footnotes met: id → number."""

    def body(self) -> str:
        """The whole body, in columns where a page section has them."""
        parts: list[str] = []
        style, section = NOTHING, list[Node]()
        for block in self._tab.body:
            if isinstance(block.node, SectionBreak):
                parts.append(self._section(section, style))
                style, section = block.node.style or NOTHING, []
            else:
                section.append(block.node)
        return "".join([*parts, self._section(section, style), self._footnotes()])

    def _section(self, nodes: Iterable[Node], style: Style) -> str:
        inner, columns = self._blocks(nodes), section_columns(style)
        if columns == 1 or not inner:
            return inner
        lined = " lined" if has_line_between(style) else ""
        return f'<div class="columns{lined}" style="column-count:{columns}">{inner}</div>'

    def _footnotes(self) -> str:
        notes = {note.id: note for note in self._tab.footnotes}
        shown = [(number, notes[each]) for each, number in self.notes.items() if each in notes]
        if not shown:
            return ""
        items = "".join(
            f"<div><span>{escape(number)}</span><div>{self._blocks(block.node for block in note.blocks)}</div></div>"
            for number, note in shown
        )
        return f'<aside class="notes">{items}</aside>'

    def _blocks(self, nodes: Iterable[Node]) -> str:
        return "\n".join(part for node in nodes for part in self._block(node))

    def _block(self, node: Node) -> Iterator[str]:
        match node:
            case Paragraph():
                yield self._paragraph(node)
            case Table():
                yield self._table(node)
            case Contents():
                yield f'<div class="contents">{self._blocks(node.blocks)}</div>'
            case _:
                pass

    def _paragraph(self, node: Paragraph) -> str:
        level = heading_level(node.style)
        named = named_style_type(node.style)
        content = "".join(self._elements(node)) or "<br>"
        if any(isinstance(element, Inline) and element.kind == RULE for element in node.elements):
            return f"<hr>{content}" if content != "<br>" else "<hr>"
        look = paragraph_look(node.style)
        classes, before = f"n-{named.lower()}", ""
        if node.bullet is not None:
            classes += " item"
            hang = max((look.start or 0) - (look.first_line or 0), 0) or 18
            glyph = self._numbering.glyph(node.bullet)
            glyph = escape(SMALL.get(glyph, glyph))
            before = f'<span class="glyph" style="width:calc({hang:.4g}*var(--pt))">{glyph}</span>'
        tag = f"h{level}" if level else "p"
        shown = attribute("class", classes) + attribute("style", paragraph_css(look))
        shown += attribute("dir", "rtl" if look.right_to_left else "")
        if level:
            shown += attribute("id", self._met(node, level))
        return f"<{tag}{shown}>{before}{content}</{tag}>"

    def _met(self, node: Paragraph, level: int) -> str:
        """The id of a heading; one that says something goes into the outline."""
        anchor = heading_id(node.style) or f"tab{self._number}-heading{len(self.headings) + 1}"
        if text := _plain(node).strip():
            self.headings.append(Heading(level, anchor, text))
        return anchor

    def _elements(self, node: Paragraph) -> Iterator[str]:
        for element in node.elements:
            if is_suggested(element):
                continue
            if isinstance(element, Run):
                yield self._run(element)
            elif shown := chip(element):
                kind = {"person": "person", "dateElement": "date", "richLink": "file"}.get(shown.kind, "choice")
                yield _linked(f'<span class="chip {kind}">{escape(shown.text)}</span>', live_address(shown.url))
            elif picture := image(element, self._tab.resources):
                yield f'<span class="chip picture">{escape(picture.description) or "…"}</span>'
            elif note := footnote(element):
                self.notes[note[0]] = note[1]
                yield f"<sup>{escape(note[1])}</sup>"
            else:
                yield BREAKS.get(element.kind, "")

    def _run(self, run: Run) -> str:
        text = escape(shown_text(run)).replace(SOFT_BREAK, "<br>")
        if not text:
            return ""
        target, css = self._target(run.style), text_css(text_look(run.style))
        if not target:
            return f"<span{attribute('style', css)}>{text}</span>" if css else text
        return _linked(text, target, css)

    def _target(self, style: Style | None) -> str:
        link = link_of(style)
        if link is None:
            return ""
        local = LOCAL.fullmatch(link.url)
        if link.url and not (local and local["document"] == self._document):
            return live_address(link.url)
        wanted = (local["heading"] or local["tab"] or "") if local else link.heading or link.tab
        return f"#{quote(wanted, safe='')}" if wanted in self._targets else ""

    def _table(self, table: Table) -> str:
        widths = column_widths(table.style)
        known = len(widths) == table.columns and all(widths)
        whole = sum(widths) if known else 0
        columns = "".join(f'<col style="width:{width / whole * 100:.4g}%">' for width in widths) if known else ""
        share = min(whole / self._width, 1) * 100 if known else 100
        rows = "".join(self._rows(table))
        style = f' style="width:{share:.4g}%"' if share < 99 else ""
        pair = " pair" if table.columns == 2 else " wide" if table.columns > 3 else ""
        return (
            f'<div class="table{pair}"><table{style}><colgroup>{columns}</colgroup><tbody>{rows}</tbody></table></div>'
        )

    def _rows(self, table: Table) -> Iterator[str]:
        covered: set[tuple[int, int]] = set()
        for r, row in enumerate(table.rows):
            cells: list[str] = []
            for c, cell in enumerate(row.cells):
                if (r, c) in covered:
                    continue
                look = cell_look(cell.style)
                high, wide = min(look.rows, len(table.rows) - r), min(look.columns, len(row.cells) - c)
                covered |= {(r + i, c + j) for i in range(high) for j in range(wide)}
                spans = attribute("rowspan", str(high) if high > 1 else "")
                spans += attribute("colspan", str(wide) if wide > 1 else "")
                cells.append(f"<td{spans}{attribute('style', cell_css(look))}>{self._blocks(cell.blocks)}</td>")
            yield f"<tr>{''.join(cells)}</tr>"


def _linked(inner: str, target: str, css: str = "") -> str:
    if not target:
        return inner
    outside = "" if target.startswith("#") else ' rel="noopener noreferrer"'
    return f"<a{attribute('href', target)}{attribute('style', css)}{outside}>{inner}</a>"


def _plain(node: Paragraph) -> str:
    shown = (
        shown_text(e) if isinstance(e, Run) else (chip(e) or NO_CHIP).text for e in node.elements if not is_suggested(e)
    )
    return "".join(shown).replace(SOFT_BREAK, " ")


def anchors(tabs: Mapping[str, Tab]) -> frozenset[str]:
    """The ids that links on a page with ``tabs`` may lead to: the tabs and the headings in them."""
    found = set(tabs)
    for tab in tabs.values():
        found |= {heading_id(each.paragraph.style) for each in cursors(block.node for block in tab.body)}
    return frozenset(found - {""})
