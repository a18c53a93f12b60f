"""The field mask of documents.get for reading and planning: all words and their places, hardly any looks.

A mask cannot recurse, so what nests deeper than it says (a table in a cell, a tab below another) is asked for whole.
Nor may it be long: the official client sends a GET of more than 2,048 characters as a POST.
"""

from __future__ import annotations

from typing import Final

_RUN: Final = (
    "textRun(content,textStyle(bold,strikethrough,link),suggestedInsertionIds,suggestedDeletionIds,"
    "suggestedTextStyleChanges)"
)
_OTHERS: Final = (
    "autoText,columnBreak,dateElement,dropdown,equation,footnoteReference,horizontalRule,inlineObjectElement,"
    "pageBreak,person,richLink"
)
_ELEMENT: Final = f"startIndex,endIndex,{_RUN},{_OTHERS}"
_PARAGRAPH: Final = (
    f"elements({_ELEMENT}),paragraphStyle(namedStyleType,headingId),bullet,positionedObjectIds,"
    "suggestedParagraphStyleChanges,suggestedBulletChanges"
)
_CELL: Final = f"content(startIndex,endIndex,paragraph({_PARAGRAPH}),table,sectionBreak,tableOfContents)"
_TABLE: Final = f"rows,columns,tableRows(startIndex,endIndex,tableCells(startIndex,endIndex,{_CELL}))"
_BLOCK: Final = (
    f"startIndex,endIndex,paragraph({_PARAGRAPH}),table({_TABLE}),sectionBreak(sectionStyle(columnProperties)),"
    "tableOfContents"
)
_TAB: Final = f"tabProperties,documentTab(body(content({_BLOCK})),namedRanges,lists,documentStyle(documentFormat))"
OUTLINE: Final = f"documentId,title,revisionId,tabs({_TAB},childTabs)"
