"""Which handler does which kind of request. A kind that is not here is not emulated."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from docgen.emulator.draft import Draft
from docgen.emulator.handlers import (
    bullets,
    delete,
    document_style,
    insert_table,
    named_ranges,
    paragraph_style,
    replace_text,
    table_style,
    tabs,
    text,
    text_style,
)

JSON = dict[str, Any]
Handler = Callable[[Draft, JSON], tuple[Draft, JSON]]

HANDLERS: Final[Mapping[str, Handler]] = {
    "addDocumentTab": tabs.add_document_tab,
    "createNamedRange": named_ranges.create_named_range,
    "createParagraphBullets": bullets.create_paragraph_bullets,
    "deleteContentRange": delete.delete_content_range,
    "deleteNamedRange": named_ranges.delete_named_range,
    "deleteParagraphBullets": bullets.delete_paragraph_bullets,
    "deleteTab": tabs.delete_tab,
    "insertTable": insert_table.insert_table,
    "insertText": text.insert_text,
    "pinTableHeaderRows": table_style.pin_table_header_rows,
    "replaceAllText": replace_text.replace_all_text,
    "updateDocumentStyle": document_style.update_document_style,
    "updateDocumentTabProperties": tabs.update_document_tab_properties,
    "updateNamedStyle": document_style.update_named_style,
    "updateParagraphStyle": paragraph_style.update_paragraph_style,
    "updateTableCellStyle": table_style.update_table_cell_style,
    "updateTableColumnProperties": table_style.update_table_column_properties,
    "updateTableRowStyle": table_style.update_table_row_style,
    "updateTextStyle": text_style.update_text_style,
}
