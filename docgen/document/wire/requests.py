"""Requests of documents.batchUpdate, one function per kind that docgen sends.

Positions are UTF-16 code units in the body of the tab named; every location and range carries its tab id, since a
request without one goes to the first tab in silence.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from docgen.document.nodes import Inline, Style
from docgen.document.wire.chips import DATE, PERSON

Request = dict[str, Any]
_CHIPS: Final = {PERSON: ("insertPerson", "personProperties"), DATE: ("insertDate", "dateElementProperties")}


def _location(tab: str, index: int) -> Request:
    return {"index": index, "tabId": tab}


def _range(tab: str, start: int, end: int) -> Request:
    return {"startIndex": start, "endIndex": end, "tabId": tab}


def fields_of(style: Style) -> str:
    """The field mask that names each member of ``style``."""
    return ",".join(style)


def insert_text(tab: str, index: int, text: str) -> Request:
    """Put ``text`` in before the unit at ``index``."""
    return {"insertText": {"location": _location(tab, index), "text": text}}


def insert_chip(tab: str, index: int, chip: Inline) -> Request:
    """Put a person or a date in before the unit at ``index``; it takes one unit."""
    kind, properties = _CHIPS[chip.kind]
    given = {key: value for key, value in chip.data[properties].items() if key != "displayText"}
    return {kind: {"location": _location(tab, index), properties: given}}


def is_insertable(element: Inline) -> bool:
    """Whether ``insert_chip`` can write ``element``."""
    return element.kind in _CHIPS


def delete_content_range(tab: str, start: int, end: int) -> Request:
    """Take [start, end) out."""
    return {"deleteContentRange": {"range": _range(tab, start, end)}}


def insert_table(tab: str, index: int, rows: int, columns: int) -> Request:
    """Put a newline in at ``index`` and a table right after it."""
    return {"insertTable": {"location": _location(tab, index), "rows": rows, "columns": columns}}


def insert_section_break(tab: str, index: int, kind: str) -> Request:
    """Put a newline in at ``index`` and a section break right after it; ``kind``: CONTINUOUS or NEXT_PAGE."""
    return {"insertSectionBreak": {"location": _location(tab, index), "sectionType": kind}}


def update_section_style(tab: str, start: int, end: int, style: Style) -> Request:
    """Set members of the style of every page section that [start, end) touches; nothing of it can be unset."""
    return {"updateSectionStyle": {"range": _range(tab, start, end), "sectionStyle": style, "fields": fields_of(style)}}


def update_text_style(tab: str, start: int, end: int, style: Style, fields: str | None = None) -> Request:
    """Set (and, for fields named but absent in ``style``, unset) the text style of [start, end)."""
    return {
        "updateTextStyle": {"range": _range(tab, start, end), "textStyle": style, "fields": fields or fields_of(style)}
    }


def update_paragraph_style(tab: str, start: int, end: int, style: Style, fields: str | None = None) -> Request:
    """Set the paragraph style of all paragraphs that [start, end) touches."""
    return {
        "updateParagraphStyle": {
            "range": _range(tab, start, end),
            "paragraphStyle": style,
            "fields": fields or fields_of(style),
        }
    }


def update_table_cell_style(
    tab: str, table: int, style: Style, *, row: int, column: int, rows: int = 1, columns: int = 1
) -> Request:
    """Set the style of ``rows`` × ``columns`` cells of the table that starts at ``table``."""
    cell = {"tableStartLocation": _location(tab, table), "rowIndex": row, "columnIndex": column}
    return {
        "updateTableCellStyle": {
            "tableRange": {"tableCellLocation": cell, "rowSpan": rows, "columnSpan": columns},
            "tableCellStyle": style,
            "fields": fields_of(style),
        }
    }


def update_column_width(tab: str, table: int, column: int, width: float) -> Request:
    """Fix the width of one column, in points."""
    return {
        "updateTableColumnProperties": {
            "tableStartLocation": _location(tab, table),
            "columnIndices": [column],
            "tableColumnProperties": {"widthType": "FIXED_WIDTH", "width": {"magnitude": width, "unit": "PT"}},
            "fields": "widthType,width",
        }
    }


def delete_paragraph_bullets(tab: str, start: int, end: int) -> Request:
    """Take all paragraphs that [start, end) touches out of their lists."""
    return {"deleteParagraphBullets": {"range": _range(tab, start, end)}}


def create_paragraph_bullets(tab: str, start: int, end: int, *, ordered: bool) -> Request:
    """Make all paragraphs that [start, end) touches a list, numbered if ``ordered``; tabs in front of one give its
    level, and go."""
    preset = "NUMBERED_DECIMAL_ALPHA_ROMAN" if ordered else "BULLET_DISC_CIRCLE_SQUARE"
    return {"createParagraphBullets": {"range": _range(tab, start, end), "bulletPreset": preset}}


def create_named_range(tab: str, start: int, end: int, name: str) -> Request:
    """Name [start, end); the name is 1 to 256 units long and visible to every editor."""
    return {"createNamedRange": {"name": name, "range": _range(tab, start, end)}}


def delete_named_range(tab: str, range_id: str) -> Request:
    """Drop one named range by id; its content stays."""
    return {"deleteNamedRange": {"namedRangeId": range_id, "tabsCriteria": {"tabIds": [tab]}}}


def add_tab(title: str) -> Request:
    """Add a tab after the others; its id comes back in the reply."""
    return {"addDocumentTab": {"tabProperties": {"title": title}}}


def delete_tab(tab: str) -> Request:
    """Take a tab out, with those below it."""
    return {"deleteTab": {"tabId": tab}}


def rename_tab(tab: str, title: str) -> Request:
    """Change the title of a tab."""
    return {"updateDocumentTabProperties": {"tabProperties": {"tabId": tab, "title": title}, "fields": "title"}}


def update_named_style(tab: str, named: str, text: Style, paragraph: Style) -> Request:
    """Set members of a named style's text and paragraph style."""
    fields = [f"textStyle.{key}" for key in text] + [f"paragraphStyle.{key}" for key in paragraph]
    return {
        "updateNamedStyle": {
            "tabId": tab,
            "namedStyle": {"namedStyleType": named, "textStyle": text, "paragraphStyle": paragraph},
            "fields": ",".join(["namedStyleType", *fields]),
        }
    }


def update_document_style(tab: str, style: Style) -> Request:
    """Set members of the document style of a tab (margins, page size)."""
    return {"updateDocumentStyle": {"tabId": tab, "documentStyle": style, "fields": fields_of(style)}}


def batch(requests: Sequence[Request], revision: str | None = None) -> Request:
    """The body of a batchUpdate; with ``revision`` it is refused if the document has moved on since."""
    body: Request = {"requests": list(requests)}
    if revision is not None:
        body["writeControl"] = {"requiredRevisionId": revision}
    return body
