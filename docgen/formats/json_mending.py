"""An answer of documents.get that may lack anything, made whole: each value of the kind that it has in the API, and
every index there."""

from __future__ import annotations

from typing import Any, Final

from docgen.document.text import SOFT_BREAK, units
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
            end = _place_line(element["paragraph"], start)
        elif "table" in element:
            end = _place_table(element["table"], start + 1) + 1
        elif "tableOfContents" in element:
            end = place(listed(element["tableOfContents"]), start + 1) + 1
        elif "sectionBreak" in element:
            end = start + 1
        element["startIndex"], element["endIndex"] = start, end
        at = end
    return at


def listed(held: JSON) -> list[JSON]:
    """The ``content`` of what holds structural elements, which is a list from now on."""
    if not isinstance(held.get("content"), list):
        held["content"] = []
    content: list[JSON] = held["content"]
    return content


def _place_line(paragraph: JSON, at: int) -> int:
    held = [one for one in paragraph.get("elements", ()) if any(isinstance(value, dict) for value in one.values())]
    paragraph["elements"] = held or [{"textRun": {"content": "\n"}}]
    for number, element in enumerate(paragraph["elements"]):
        for key in [key for key, value in element.items() if not isinstance(value, dict)]:
            if key not in ("startIndex", "endIndex"):
                del element[key]
        run, least = element.get("textRun"), 1
        if run is not None:
            text = run.get("content")
            run["content"] = _one_line(text if isinstance(text, str) else "", last=number == len(held) - 1)
            least = units(run["content"])
        size = _size(element, at, least)
        element["startIndex"], element["endIndex"] = at, at + size
        at += size
    return at


def _one_line(text: str, *, last: bool) -> str:
    """``text`` with a newline at the end of the paragraph only."""
    end = "\n" if last and text.endswith("\n") else ""
    return text.removesuffix(end).replace("\n", SOFT_BREAK) + end


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
            at = place(listed(cell), at + 1)
            cell["startIndex"], cell["endIndex"] = first, at
        row["startIndex"], row["endIndex"] = start, at
    table["columns"] = max((len(row["tableCells"]) for row in rows), default=0)
    return at
