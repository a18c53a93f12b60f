"""What Google puts into a document that nobody has written in yet (recorded), as data."""

from __future__ import annotations

from typing import Any, Final

from docgen.document.nodes import Paragraph, Run, SectionBreak
from docgen.document.tabs import Document, Tab, blocks

JSON = dict[str, Any]


def points(magnitude: float = 0) -> JSON:
    """A length in points; zero has no magnitude."""
    return {"magnitude": magnitude, "unit": "PT"} if magnitude else {"unit": "PT"}


def grey(level: float) -> JSON:
    """An optional colour of equal parts."""
    return {"color": {"rgbColor": {"red": level, "green": level, "blue": level}}}


NO_BORDER: Final[JSON] = {"color": {}, "width": points(), "padding": points(), "dashStyle": "SOLID"}
BORDERS: Final[JSON] = {f"border{side}": NO_BORDER for side in ("Between", "Top", "Bottom", "Left", "Right")}

SECTION_STYLE: Final[JSON] = {
    "columnSeparatorStyle": "NONE",
    "contentDirection": "LEFT_TO_RIGHT",
    "sectionType": "CONTINUOUS",
}

PARAGRAPH_STYLE: Final[JSON] = {"namedStyleType": "NORMAL_TEXT", "direction": "LEFT_TO_RIGHT"}

DOCUMENT_STYLE: Final[JSON] = {
    "background": {"color": {}},
    "pageNumberStart": 1,
    "marginTop": points(72),
    "marginBottom": points(72),
    "marginRight": points(72),
    "marginLeft": points(72),
    "pageSize": {"height": points(792), "width": points(612)},
    "marginHeader": points(36),
    "marginFooter": points(36),
    "useCustomHeaderFooterMargins": True,
    "documentFormat": {"documentMode": "PAGES"},
}

NORMAL_TEXT_STYLE: Final[JSON] = {
    "bold": False,
    "italic": False,
    "underline": False,
    "strikethrough": False,
    "smallCaps": False,
    "backgroundColor": {},
    "foregroundColor": {"color": {"rgbColor": {}}},
    "fontSize": points(11),
    "weightedFontFamily": {"fontFamily": "Arial", "weight": 400},
    "baselineOffset": "NONE",
}

NORMAL_PARAGRAPH_STYLE: Final[JSON] = {
    "namedStyleType": "NORMAL_TEXT",
    "alignment": "START",
    "lineSpacing": 115,
    "direction": "LEFT_TO_RIGHT",
    "spacingMode": "COLLAPSE_LISTS",
    "spaceAbove": points(),
    "spaceBelow": points(),
    **BORDERS,
    "indentFirstLine": points(),
    "indentStart": points(),
    "indentEnd": points(),
    "keepLinesTogether": False,
    "keepWithNext": False,
    "avoidWidowAndOrphan": True,
    "shading": {"backgroundColor": {}},
    "pageBreakBefore": False,
}

CELL_PARAGRAPH_STYLE: Final[JSON] = {**NORMAL_PARAGRAPH_STYLE, "lineSpacing": 100, "avoidWidowAndOrphan": False}
"""The style of the paragraph in every cell of a new table, all of it explicit."""

CELL_STYLE: Final[JSON] = {
    "rowSpan": 1,
    "columnSpan": 1,
    "backgroundColor": {},
    **{f"padding{side}": points(5) for side in ("Left", "Right", "Top", "Bottom")},
    "contentAlignment": "TOP",
}
ROW_STYLE: Final[JSON] = {"minRowHeight": points()}
COLUMN: Final[JSON] = {"widthType": "EVENLY_DISTRIBUTED"}


def _named(named: str, above: float, below: float, **text: Any) -> JSON:
    return {
        "namedStyleType": named,
        "textStyle": text,
        "paragraphStyle": {
            "namedStyleType": "NORMAL_TEXT",
            "direction": "LEFT_TO_RIGHT",
            "spaceAbove": points(above),
            "spaceBelow": points(below),
            "keepLinesTogether": True,
            "keepWithNext": True,
            "pageBreakBefore": False,
        },
    }


NAMED_STYLES: Final[JSON] = {
    "styles": [
        {
            "namedStyleType": "NORMAL_TEXT",
            "textStyle": NORMAL_TEXT_STYLE,
            "paragraphStyle": NORMAL_PARAGRAPH_STYLE,
        },
        _named("HEADING_1", 20, 6, fontSize=points(20)),
        _named("HEADING_2", 18, 6, bold=False, fontSize=points(16)),
        _named("HEADING_3", 16, 4, bold=False, foregroundColor=grey(0.2627451), fontSize=points(14)),
        _named("HEADING_4", 14, 4, foregroundColor=grey(0.4), fontSize=points(12)),
        _named("HEADING_5", 12, 4, foregroundColor=grey(0.4), fontSize=points(11)),
        _named("HEADING_6", 12, 4, italic=True, foregroundColor=grey(0.4), fontSize=points(11)),
        _named("TITLE", 0, 3, fontSize=points(26)),
        _named(
            "SUBTITLE",
            0,
            16,
            italic=False,
            foregroundColor=grey(0.4),
            fontSize=points(15),
            weightedFontFamily={"fontFamily": "Arial", "weight": 400},
        ),
    ]
}


def blank_tab(tab_id: str, title: str, resources: JSON | None = None, **properties: Any) -> Tab:
    """A tab with one empty paragraph. ``resources`` default to a new document's styles."""
    return Tab(
        id=tab_id,
        title=title,
        body=blocks(SectionBreak(SECTION_STYLE), Paragraph((Run("\n", {}),), PARAGRAPH_STYLE)),
        properties=properties,
        resources=resources or {"documentStyle": DOCUMENT_STYLE, "namedStyles": NAMED_STYLES},
    )


def blank_document(document_id: str, title: str) -> Document:
    """What documents.create makes."""
    return Document(
        id=document_id,
        title=title,
        tabs=(blank_tab("t.0", "Tab 1", index=0),),
        extra={"suggestionsViewMode": "SUGGESTIONS_INLINE"},
    )
