"""A document as it reads once its suggestions are all accepted, or all rejected (``suggestionsViewMode``)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final, NamedTuple

from docgen.document.blocks import Block, Blocks
from docgen.document.edit_runs import joined
from docgen.document.nodes import NOTHING, Cell, Element, Inline, Node, Paragraph, Row, Run, Style, Table
from docgen.document.ranges import ranges_of
from docgen.document.steps import Step
from docgen.document.tabs import Document, Segment, Tab
from docgen.document.wire.nodes import encode

JSON = dict[str, Any]

MARK: Final = b'"suggested'
CHANGES: Final[Mapping[str, str]] = {
    "suggestedTextStyleChanges": "textStyle",
    "suggestedParagraphStyleChanges": "paragraphStyle",
    "suggestedBulletChanges": "bullet",
    "suggestedTableCellStyleChanges": "tableCellStyle",
    "suggestedTableRowStyleChanges": "tableRowStyle",
    "suggestedSectionStyleChanges": "sectionStyle",
    "suggestedNamedStylesChanges": "namedStyles",
    "suggestedDocumentStyleChanges": "documentStyle",
    "suggestedPersonPropertiesChanges": "personProperties",
    "suggestedDateElementPropertiesChanges": "dateElementProperties",
    "suggestedDropdownPropertiesChanges": "dropdownProperties",
}
"""Suggested changes, and what they would change."""


class Piece(NamedTuple):
    """A node, and how many units of its segment each part of it takes away."""

    node: Node | None
    steps: tuple[Step, ...] = ()


class Preview:
    """Suggestions settled one way."""

    def __init__(self, *, accept: bool) -> None:
        self._accept = accept

    def _dropped(self, extra: Style) -> bool:
        """Whether what carries these marks is not there any more."""
        inserted = extra.get("suggestedInsertionIds") or extra.get("suggestedInsertionId")
        deleted = extra.get("suggestedDeletionIds") or extra.get("suggestedDeletionId")
        return bool(deleted) if self._accept else bool(inserted)

    def _plain(self, extra: Style) -> Style:
        return {key: value for key, value in extra.items() if not key.startswith("suggested")} or NOTHING

    def _changed(self, style: Style | None, changes: Any, part: str) -> Style | None:
        """``style`` with suggested changes in it: only what a change's suggestion state names."""
        if not self._accept or not isinstance(changes, dict):
            return style
        made = dict(style or {})
        for change in changes.values():
            new = change.get(part) or {}
            state: JSON = next((value for key, value in change.items() if key.endswith("SuggestionState")), {})
            for key, on in state.items():
                name = key.removesuffix("Suggested")
                if on is True and name in new:
                    made[name] = new[name]
                elif on is True:
                    made.pop(name, None)
                elif isinstance(on, dict) and name in new:
                    made[name] = new[name]
        return made

    def _element(self, element: Element) -> Element:
        extra = element.extra if isinstance(element, Run) else element.data
        if not any(key.startswith("suggested") for key in extra):
            return element
        if isinstance(element, Run):
            style = self._changed(element.style, extra.get("suggestedTextStyleChanges"), "textStyle")
            return Run(element.text, style, self._plain(extra), element.width)
        data = dict(extra)
        for key, part in CHANGES.items():
            if key in data and part in data:
                data[part] = self._changed(data[part], data[key], part)
        return Inline(element.kind, self._plain(data), element.size, element.extra)

    def _marks(self, element: Element) -> Style:
        return element.extra if isinstance(element, Run) else element.data

    def _paragraph(self, paragraph: Paragraph, at: int) -> tuple[Paragraph, list[Step]]:
        kept, steps = [], []
        for element in paragraph.elements:
            if self._dropped(self._marks(element)):
                steps.append(Step(at, element.size))
            else:
                kept.append(self._element(element))
            at += element.size
        style = self._changed(paragraph.style, paragraph.extra.get("suggestedParagraphStyleChanges"), "paragraphStyle")
        bullet = self._changed(paragraph.bullet, paragraph.extra.get("suggestedBulletChanges"), "bullet")
        if paragraph.bullet is None and not bullet:
            bullet = None
        return Paragraph(joined(kept), style, bullet, self._plain(paragraph.extra)), steps

    def _table(self, table: Table, at: int) -> tuple[Table | None, list[Step]]:
        if self._dropped(table.extra):
            return None, [Step(at, table.size)]
        rows, steps, inside = [], [], at + 1
        for row in table.rows:
            if self._dropped(row.extra):
                steps.append(Step(inside, row.size))
                inside += row.size
                continue
            cells, begin = [], inside + 1
            for cell in row.cells:
                if self._dropped(cell.extra):
                    steps.append(Step(begin, cell.size))
                else:
                    made, below = self.nodes(cell.blocks, begin + 1)
                    steps.extend(below)
                    style = self._changed(
                        cell.style, cell.extra.get("suggestedTableCellStyleChanges"), "tableCellStyle"
                    )
                    cells.append(Cell(tuple(made), style, self._plain(cell.extra)))
                begin += cell.size
            style = self._changed(row.style, row.extra.get("suggestedTableRowStyleChanges"), "tableRowStyle")
            rows.append(Row(tuple(cells), style, self._plain(row.extra)))
            inside += row.size
        columns = len(rows[0].cells) if rows else 0
        made_table = Table(tuple(rows), columns, table.style, self._plain(table.extra))
        return (made_table, steps) if rows and columns else (None, [Step(at, table.size)])

    def nodes(self, nodes: Iterable[Node], at: int) -> tuple[list[Node], list[Step]]:
        """Siblings from ``at`` on, and what is taken out of them; a paragraph without its newline joins the next."""
        made: list[Node] = []
        steps: list[Step] = []
        pending: Paragraph | None = None
        for node in nodes:
            size = node.size
            if isinstance(node, Paragraph):
                paragraph, below = self._paragraph(node, at)
                steps.extend(below)
                if pending is not None:
                    first = pending if pending.elements else paragraph
                    paragraph = replace(first, elements=joined(pending.elements, paragraph.elements))
                ends = paragraph.elements and isinstance(paragraph.elements[-1], Run)
                last = paragraph.elements[-1] if paragraph.elements else None
                if ends and isinstance(last, Run) and last.text.endswith("\n"):
                    made.append(paragraph)
                    pending = None
                else:
                    pending = paragraph
            elif isinstance(node, Table):
                table, below = self._table(node, at)
                steps.extend(below)
                if table is not None:
                    made.append(table)
            elif self._dropped(node.extra):
                steps.append(Step(at, size))
            else:
                made.append(node)
            at += size
        return made, steps

    def blocks(self, blocks: Blocks) -> tuple[Blocks, list[Step]]:
        """A segment, and what is taken out of it, from its end to its start."""
        if not any(MARK in block.encoded(encode).template for block in blocks):
            return blocks, []
        made, steps = self.nodes((block.node for block in blocks), 0)
        return Blocks(map(Block, made)), sorted(steps, key=lambda step: -step.at)

    def _segments(self, segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
        return tuple(replace(one, blocks=self.blocks(one.blocks)[0]) for one in segments)

    def tab(self, tab: Tab) -> Tab:
        """A tab and those below it."""
        body, steps = self.blocks(tab.body)
        ranges = ranges_of(tab.ranges)
        for step in steps:
            ranges = ranges.stepped("", step)
        resources = dict(tab.resources)
        for key, part in CHANGES.items():
            if (changes := resources.pop(key, None)) is not None and part in resources:
                resources[part] = self._changed(resources[part], changes, part)
        return replace(
            tab,
            body=body,
            ranges=ranges,
            resources=resources,
            headers=self._segments(tab.headers),
            footers=self._segments(tab.footers),
            footnotes=self._segments(tab.footnotes),
            children=tuple(map(self.tab, tab.children)),
        )


def previewed(document: Document, mode: str) -> Document:
    """``document`` in a suggestions view mode other than inline."""
    preview = Preview(accept=mode == "PREVIEW_SUGGESTIONS_ACCEPTED")
    extra = {key: value for key, value in document.extra.items() if key != "suggestions"}
    tabs = tuple(map(preview.tab, document.tabs))
    return replace(document, tabs=tabs, extra={**extra, "suggestionsViewMode": mode})
