"""Requests that fit the document they are for: numbers choose among the places that it has."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from hypothesis import strategies as st

from docgen.document.edit import paragraphs
from docgen.document.nodes import Table
from docgen.emulator.draft import Draft, Place, segments

JSON = dict[str, Any]


class Aim(NamedTuple):
    """What a request of ``kind`` is made from."""

    kind: str
    numbers: tuple[int, ...]
    text: str


class Sight:
    """A document, and what numbers choose in it, one after the other."""

    def __init__(self, draft: Draft, aim: Aim) -> None:
        self._draft = draft
        self._numbers = iter(aim.numbers)
        self.text = aim.text
        tab = self.pick(tuple(draft.document.all_tabs()))
        others = [one.id for them in segments(tab).values() for one in them]
        self.body = Place(tab, "")
        self.place = Place(tab, self.pick(["", "", *others]))

    def number(self) -> int:
        return next(self._numbers, 0)

    def pick(self, among: Any) -> Any:
        return among[self.number() % len(among)]

    def named(self, place: Place) -> JSON:
        return {"tabId": place.tab.id, **({"segmentId": place.segment} if place.segment else {})}

    def location(self, place: Place | None = None) -> JSON:
        """Anywhere in a paragraph; never in the middle of a surrogate pair."""
        place = place or self.place
        spots = [at for paragraph, at in paragraphs(place.blocks, 0, place.blocks.size) for at in starts(paragraph, at)]
        return {"index": self.pick(spots), **self.named(place)}

    def outside_tables(self) -> JSON:
        """At the start of a paragraph of the body that stands in no table."""
        at, spots = 0, []
        for block in self.body.blocks:
            if hasattr(block.node, "elements"):
                spots.append(at)
            at += block.size
        return {"index": self.pick(spots), **self.named(self.body)}

    def span(self) -> JSON:
        """From one paragraph to another, both whole."""
        found = [
            (at, at + paragraph.size) for paragraph, at in paragraphs(self.place.blocks, 0, self.place.blocks.size)
        ]
        (start, end), (other, stop) = self.pick(found), self.pick(found)
        start, end = min(start, other), max(end, stop)
        return {"startIndex": start, "endIndex": end, **self.named(self.place)}

    def words(self) -> JSON:
        """The text of a paragraph that has some, else a whole paragraph."""
        found = [
            (at, at + paragraph.size - 1)
            for paragraph, at in paragraphs(self.place.blocks, 0, self.place.blocks.size)
            if paragraph.size > 1
        ]
        if not found:
            return self.span()
        start, end = self.pick(found)
        return {"startIndex": start, "endIndex": end, **self.named(self.place)}

    def cell(self) -> JSON:
        """A cell of one of the tables of the body; of a table that is not there where there is none."""
        found: list[tuple[int, Table]] = []
        at = 0
        for block in self.body.blocks:
            if isinstance(block.node, Table):
                found.append((at, block.node))
            at += block.size
        start, table = self.pick(found) if found else (0, Table((), 1))
        row, column = self.number() % max(1, len(table.rows)), self.number() % table.columns
        here = {"index": start, **self.named(self.body)}
        return {"tableStartLocation": here, "rowIndex": row, "columnIndex": column}

    def cells(self) -> JSON:
        cell = self.cell()
        return {"tableCellLocation": cell, "rowSpan": 1 + self.number() % 2, "columnSpan": 1 + self.number() % 2}

    def rows(self) -> JSON:
        cell = self.cell()
        return {"tableStartLocation": cell["tableStartLocation"], "rowIndices": [cell["rowIndex"]]}

    def first(self, kind: str) -> str:
        """The first header, footer, ... of the tab."""
        return next((one.id for one in segments(self.body.tab)[kind]), "")

    def tabs(self) -> tuple[str, ...]:
        return tuple(tab.id for tab in self._draft.document.all_tabs())


def starts(paragraph: Any, at: int) -> list[int]:
    """Where the characters and objects of a paragraph start."""
    made = []
    for element in paragraph.elements:
        for character in getattr(element, "text", "o"):
            made.append(at)
            at += 2 if character > "\uffff" else 1
    return made


POINTS = {"magnitude": 12, "unit": "PT"}
RED = {"color": {"rgbColor": {"red": 0.5}}}
BORDER = {"color": RED, "width": POINTS, "dashStyle": "SOLID"}
TEXT_STYLES: list[tuple[JSON, str]] = [
    ({"bold": True}, "bold"),
    ({"link": {"url": "https://example.com"}}, "link"),
    ({}, "*"),
    ({"foregroundColor": RED, "italic": True}, "foregroundColor,italic"),
]
PARAGRAPH_STYLES: list[tuple[JSON, str]] = [
    ({"namedStyleType": "HEADING_2"}, "namedStyleType"),
    ({"namedStyleType": "NORMAL_TEXT", "alignment": "CENTER"}, "namedStyleType,alignment"),
    ({"indentStart": POINTS, "spaceAbove": {"unit": "PT"}}, "indentStart,spaceAbove"),
]
PRESETS = ["BULLET_DISC_CIRCLE_SQUARE", "NUMBERED_DECIMAL_NESTED", "BULLET_CHECKBOX"]
DATE = {"timestamp": "2026-12-01T01:00:00Z", "locale": "ja", "timeZoneId": "Asia/Tokyo"}


def _styled(name: str, choice: tuple[JSON, str]) -> JSON:
    return {name: choice[0], "fields": choice[1]}


MAKERS: dict[str, Callable[[Sight], JSON]] = {
    "addDocumentTab": lambda on: {"tabProperties": {"title": "X"}},
    "createFooter": lambda on: {"type": "DEFAULT", "sectionBreakLocation": {"index": 0, **on.named(on.body)}},
    "createFootnote": lambda on: {"location": on.location(on.body)},
    "createHeader": lambda on: {"type": "DEFAULT", "sectionBreakLocation": {"index": 0, **on.named(on.body)}},
    "createNamedRange": lambda on: {"name": on.pick("xy"), "range": on.span()},
    "createParagraphBullets": lambda on: {"range": on.span(), "bulletPreset": on.pick(PRESETS)},
    "deleteContentRange": lambda on: {"range": on.words()},
    "deleteFooter": lambda on: {"footerId": on.first("footers"), "tabId": on.body.tab.id},
    "deleteHeader": lambda on: {"headerId": on.first("headers"), "tabId": on.body.tab.id},
    "deleteNamedRange": lambda on: {"name": on.pick("xy")},
    "deleteParagraphBullets": lambda on: {"range": on.span()},
    "deleteTab": lambda on: {"tabId": on.pick(on.tabs())},
    "deleteTableColumn": lambda on: {"tableCellLocation": on.cell()},
    "deleteTableRow": lambda on: {"tableCellLocation": on.cell()},
    "insertDate": lambda on: {"location": on.location(), "dateElementProperties": DATE},
    "insertInlineImage": lambda on: {"location": on.location(on.body), "uri": "https://example.com/i.png"},
    "insertPageBreak": lambda on: {"location": on.outside_tables()},
    "insertPerson": lambda on: {"location": on.location(), "personProperties": {"email": "a@example.com"}},
    "insertRichLink": lambda on: {
        "location": on.location(),
        "richLinkProperties": {"uri": "https://docs.google.com/document/d/x"},
    },
    "insertSectionBreak": lambda on: {"location": on.outside_tables(), "sectionType": "CONTINUOUS"},
    "insertTable": lambda on: {
        "location": on.location(on.body),
        "rows": 1 + on.number() % 3,
        "columns": 1 + on.number() % 3,
    },
    "insertTableColumn": lambda on: {"tableCellLocation": on.cell(), "insertRight": on.pick([True, False])},
    "insertTableRow": lambda on: {"tableCellLocation": on.cell(), "insertBelow": on.pick([True, False])},
    "insertText": lambda on: {"location": on.location(), "text": on.text},
    "mergeTableCells": lambda on: {"tableRange": on.cells()},
    "pinTableHeaderRows": lambda on: {
        "tableStartLocation": on.cell()["tableStartLocation"],
        "pinnedHeaderRowsCount": on.pick([1, 0]),
    },
    "replaceAllText": lambda on: {"containsText": {"text": on.pick("abo🙂")}, "replaceText": on.text},
    "replaceNamedRangeContent": lambda on: {"namedRangeName": on.pick("xy"), "text": on.text},
    "unmergeTableCells": lambda on: {"tableRange": on.cells()},
    "updateDocumentStyle": lambda on: {"documentStyle": {"marginTop": POINTS}, "fields": "marginTop"},
    "updateDocumentTabProperties": lambda on: {
        "tabProperties": {"tabId": on.body.tab.id, "title": on.text},
        "fields": "title",
    },
    "updateNamedStyle": lambda on: {
        "namedStyle": {"namedStyleType": "HEADING_2", "textStyle": {"bold": on.pick([True, False])}},
        "fields": "textStyle.bold",
    },
    "updateParagraphStyle": lambda on: {"range": on.span(), **_styled("paragraphStyle", on.pick(PARAGRAPH_STYLES))},
    "updateSectionStyle": lambda on: {
        "range": {"startIndex": 0, "endIndex": 1, **on.named(on.body)},
        "sectionStyle": {"columnProperties": [{}] * (1 + on.number() % 3)},
        "fields": "columnProperties",
    },
    "updateTableCellStyle": lambda on: {
        "tableRange": on.cells(),
        "tableCellStyle": {"backgroundColor": RED, "borderLeft": BORDER},
        "fields": "backgroundColor,borderLeft",
    },
    "updateTableColumnProperties": lambda on: {
        "tableStartLocation": on.cell()["tableStartLocation"],
        "columnIndices": [0],
        "tableColumnProperties": {"widthType": "FIXED_WIDTH", "width": POINTS},
        "fields": "*",
    },
    "updateTableRowStyle": lambda on: {
        **on.rows(),
        "tableRowStyle": {"minRowHeight": POINTS},
        "fields": "minRowHeight",
    },
    "updateTextStyle": lambda on: {"range": on.words(), **_styled("textStyle", on.pick(TEXT_STYLES))},
}
"""How a request of each kind is made; dropdowns have tests of their own."""

aims = st.builds(
    Aim,
    st.sampled_from(sorted(MAKERS)),
    st.lists(st.integers(0, 10_000), min_size=7, max_size=7).map(tuple),
    st.text(st.sampled_from('ab\n\t🙂𠮷あ%"'), min_size=1, max_size=6),
)


def aimed(draft: Draft, aim: Aim) -> JSON:
    """The request that ``aim`` means for ``draft``."""
    return {aim.kind: MAKERS[aim.kind](Sight(draft, aim))}
