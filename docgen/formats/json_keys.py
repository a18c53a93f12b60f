"""The keys of documents.get that docgen reads, by the kind of their values."""

from __future__ import annotations

import re
from typing import Any, Final


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


NUMBERS: Final = _names(
    "startIndex endIndex nestingLevel rowSpan columnSpan magnitude weight startNumber columns red green blue "
    "lineSpacing"
)
LISTS: Final = _names(
    "tabs childTabs elements tableRows tableCells tableColumnProperties nestingLevels ranges styles columnProperties "
    "options"
)
"""Of objects."""
TEXTS: Final = _names(
    "documentId title revisionId tabId headingId listId name namedRangeId url segmentId glyphType "
    "glyphSymbol glyphFormat footnoteId footnoteNumber inlineObjectId email uri timestamp displayText locale "
    "timeZoneId displayValue alignment widthType"
)
HELD: Final = _names("headers footers footnotes lists inlineObjects positionedObjects")
"""Objects of objects, by their ids."""
OBJECTS: Final = HELD | _names(
    "body documentTab tabProperties documentStyle namedStyles paragraph table sectionBreak tableOfContents textRun "
    "textStyle paragraphStyle bullet link heading bookmark weightedFontFamily fontSize tableStyle tableRowStyle "
    "tableCellStyle listProperties sectionStyle person personProperties dateElement dateElementProperties richLink "
    "richLinkProperties dropdown dropdownProperties footnoteReference inlineObjectElement inlineObjectProperties "
    "embeddedObject imageProperties size width height color rgbColor foregroundColor backgroundColor indentStart "
    "indentEnd indentFirstLine spaceAbove spaceBelow pageSize marginLeft marginRight marginTop marginBottom "
    "dropdownDefinitions"
)
STYLE: Final = re.compile(r"HEADING_[1-6]|(?!HEADING_).*")
LARGEST: Final = 100_000_000
"""No index and no length is larger."""


def fits(key: str, value: Any) -> bool:
    """Whether ``value`` is of the kind that ``key`` has in the API; keys that are not known here may hold anything."""
    if value is None:
        return False
    if key in NUMBERS:
        return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < LARGEST
    if key in LISTS:
        return isinstance(value, list)
    if key == "content":
        return isinstance(value, str | list)
    if key == "namedStyleType":
        return isinstance(value, str) and STYLE.fullmatch(value) is not None
    if key in TEXTS:
        return isinstance(value, str)
    return key not in OBJECTS or isinstance(value, dict)
