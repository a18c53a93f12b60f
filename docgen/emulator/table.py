"""Which handler does which kind of request. A kind that is not here is not emulated."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from docgen.emulator.draft import Draft
from docgen.emulator.handlers import (
    breaks,
    bullets,
    chips,
    delete,
    document_style,
    dropdowns,
    images,
    insert_table,
    named_ranges,
    paragraph_style,
    range_content,
    replace_text,
    section_style,
    segments,
    table_merge,
    table_rows,
    table_style,
    tabs,
    text,
    text_style,
)

JSON = dict[str, Any]
Handler = Callable[[Draft, JSON], tuple[Draft, JSON]]

HANDLERS: Final[Mapping[str, Handler]] = {
    "addDocumentTab": tabs.add_document_tab,
    "createDropdownDefinition": dropdowns.create_dropdown_definition,
    "createFooter": segments.create_footer,
    "createFootnote": segments.create_footnote,
    "createHeader": segments.create_header,
    "createNamedRange": named_ranges.create_named_range,
    "createParagraphBullets": bullets.create_paragraph_bullets,
    "deleteContentRange": delete.delete_content_range,
    "deleteDropdownDefinition": dropdowns.delete_dropdown_definition,
    "deleteFooter": segments.delete_footer,
    "deleteHeader": segments.delete_header,
    "deleteNamedRange": named_ranges.delete_named_range,
    "deleteParagraphBullets": bullets.delete_paragraph_bullets,
    "deleteTab": tabs.delete_tab,
    "deleteTableColumn": table_rows.delete_table_column,
    "deleteTableRow": table_rows.delete_table_row,
    "insertDate": chips.insert_date,
    "insertDropdown": dropdowns.insert_dropdown,
    "insertInlineImage": images.insert_inline_image,
    "insertPageBreak": breaks.insert_page_break,
    "insertPerson": chips.insert_person,
    "insertRichLink": chips.insert_rich_link,
    "insertSectionBreak": breaks.insert_section_break,
    "insertTable": insert_table.insert_table,
    "insertTableColumn": table_rows.insert_table_column,
    "insertTableRow": table_rows.insert_table_row,
    "insertText": text.insert_text,
    "mergeTableCells": table_merge.merge_table_cells,
    "pinTableHeaderRows": table_style.pin_table_header_rows,
    "replaceAllText": replace_text.replace_all_text,
    "replaceNamedRangeContent": range_content.replace_named_range_content,
    "unmergeTableCells": table_merge.unmerge_table_cells,
    "updateDocumentStyle": document_style.update_document_style,
    "updateDocumentTabProperties": tabs.update_document_tab_properties,
    "updateDropdownDefinitionProperties": dropdowns.update_dropdown_definition_properties,
    "updateDropdownProperties": dropdowns.update_dropdown_properties,
    "updateNamedStyle": document_style.update_named_style,
    "updateParagraphStyle": paragraph_style.update_paragraph_style,
    "updateSectionStyle": section_style.update_section_style,
    "updateTableCellStyle": table_style.update_table_cell_style,
    "updateTableColumnProperties": table_style.update_table_column_properties,
    "updateTableRowStyle": table_style.update_table_row_style,
    "updateTextStyle": text_style.update_text_style,
}
