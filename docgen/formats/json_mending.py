"""An answer of documents.get that may lack anything, made whole: each value of the kind that it has in the API, and
every index there."""

from __future__ import annotations

from typing import Any, Final

from docgen.document.text import units
from docgen.formats.json_keys import HELD, LISTS, fits

JSON = dict[str, Any]

DEEPEST: Final = 160
"""Objects and lists inside each other: some twenty tables."""


def mapping(value: Any) -> JSON:
    """``value`` if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def sane(value: Any, depth: int = 0) -> Any:
    """``value`` without what cannot be what its key says, and without what is nested deeper than any document."""
    if isinstance(value, list):
        return [sane(one, depth + 1) for one in value] if depth < DEEPEST else []
    if not isinstance(value, dict):
        return value
    if depth >= DEEPEST:
        return {}
    made: JSON = {}
    for key, one in value.items():
        if not fits(key, one):
            continue
        kept = one
        if key in LISTS or (key == "content" and isinstance(one, list)):
            kept = [each for each in one if isinstance(each, dict)]
        elif key in HELD:
            kept = {name: each for name, each in one.items() if isinstance(each, dict)}
        made[key] = sane(kept, depth + 1)
    return made


def place(content: list[JSON], at: int = 0) -> int:
    """Give the structural elements in ``content`` their indices, the first starting at ``at``; returns where they end.

    Sizes are as the indices there say, else as the text is long. Nothing is between one element and the next.
    """
    for element in content:
        start, end = at, _size(element, at, 1) + at
        if "paragraph" in element:
            held = element["paragraph"].setdefault("elements", [])
            if not held:
                held.append({"textRun": {"content": "\n"}})
            end = start
            for each in held:
                run = each.get("textRun")
                least = 1 if run is None else units(run.setdefault("content", ""))
                size = _size(each, end, least)
                each["startIndex"], each["endIndex"] = end, end + size
                end += size
        elif "table" in element:
            end = _place_table(element["table"], start + 1) + 1
        elif "tableOfContents" in element:
            end = place(element["tableOfContents"].setdefault("content", []), start + 1) + 1
        elif "sectionBreak" in element:
            end = start + 1
        element["startIndex"], element["endIndex"] = start, end
        at = end
    return at


def _size(element: JSON, at: int, least: int) -> int:
    """UTF-16 code units by the indices of ``element``; ``least`` without them."""
    if "endIndex" not in element:
        return least
    size = int(element["endIndex"]) - int(element.get("startIndex", at))
    return size if size > 0 else least


def _place_table(table: JSON, at: int) -> int:
    rows = table.setdefault("tableRows", [])
    for row in rows:
        start, at = at, at + 1
        for cell in row.setdefault("tableCells", []):
            first = at
            at = place(cell.setdefault("content", []), at + 1)
            cell["startIndex"], cell["endIndex"] = first, at
        row["startIndex"], row["endIndex"] = start, at
    table["columns"] = max((len(row["tableCells"]) for row in rows), default=0)
    return at
