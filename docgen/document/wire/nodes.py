"""One structural element of documents.get, to a node and back, with nothing lost on the way."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from docgen.document.blocks import Encoded
from docgen.document.nodes import (
    NOTHING,
    Cell,
    Contents,
    Element,
    Inline,
    Node,
    Opaque,
    Paragraph,
    Row,
    Run,
    SectionBreak,
    Style,
    Table,
)
from docgen.document.text import units

JSON = dict[str, Any]
INDICES = frozenset({"startIndex", "endIndex"})
INDEX = re.compile(rb'"(?:start|end)Index":(\d+)')
"""An index in compact JSON. Inside a string the quotes would be escaped, so text cannot look like one."""


def _rest(data: JSON, *known: str) -> Style:
    extra = {key: value for key, value in data.items() if key not in known and key not in INDICES}
    return extra or NOTHING


def decode_element(data: JSON) -> Element:
    """One element of a paragraph."""
    size = int(data["endIndex"]) - int(data.get("startIndex", 0))
    if (run := data.get("textRun")) is not None:
        text = run.get("content", "")
        width = size if size != units(text) else None
        return Run(text, run.get("textStyle"), _rest(run, "content", "textStyle"), width)
    kind = next((key for key in data if key not in INDICES), "")
    return Inline(kind, data.get(kind, NOTHING), size, _rest(data, kind))


def decode_paragraph(data: JSON) -> Paragraph:
    """The value of a ``paragraph`` key."""
    return Paragraph(
        tuple(map(decode_element, data.get("elements", ()))),
        data.get("paragraphStyle"),
        data.get("bullet"),
        _rest(data, "elements", "paragraphStyle", "bullet"),
    )


def _decode_cell(data: JSON) -> Cell:
    content = tuple(map(decode_node, data.get("content", ())))
    return Cell(content, data.get("tableCellStyle"), _rest(data, "content", "tableCellStyle"))


def _decode_row(data: JSON) -> Row:
    cells = tuple(map(_decode_cell, data.get("tableCells", ())))
    return Row(cells, data.get("tableRowStyle"), _rest(data, "tableCells", "tableRowStyle"))


def decode_node(data: JSON) -> Node:
    """One element of a ``content`` list. Indices are dropped: nodes know their size."""
    if "paragraph" in data:
        return decode_paragraph(data["paragraph"])
    if "table" in data:
        table = data["table"]
        return Table(
            tuple(map(_decode_row, table.get("tableRows", ()))),
            int(table.get("columns", 0)),
            table.get("tableStyle"),
            _rest(table, "rows", "columns", "tableRows", "tableStyle"),
        )
    if "sectionBreak" in data:
        section = data["sectionBreak"]
        return SectionBreak(section.get("sectionStyle"), _rest(section, "sectionStyle"))
    if "tableOfContents" in data:
        contents = data["tableOfContents"]
        return Contents(tuple(map(decode_node, contents.get("content", ()))), _rest(contents, "content"))
    kind = next((key for key in data if key not in INDICES), "")
    size = int(data["endIndex"]) - int(data.get("startIndex", 0))
    return Opaque(kind, data.get(kind, NOTHING), size, _rest(data, kind))


def _placed(at: int, size: int, **content: Any) -> JSON:
    return {"startIndex": at, "endIndex": at + size, **content}


def _with(data: JSON, key: str, value: Style | None) -> JSON:
    if value is not None:
        data[key] = value
    return data


def _encode_element(element: Element, at: int) -> JSON:
    if isinstance(element, Run):
        run = _with({"content": element.text}, "textStyle", element.style)
        return _placed(at, element.size, textRun={**run, **element.extra})
    return _placed(at, element.size, **{element.kind: element.data, **element.extra})


def _encode_paragraph(paragraph: Paragraph, at: int) -> JSON:
    elements, position = [], at
    for element in paragraph.elements:
        elements.append(_encode_element(element, position))
        position += element.size
    data = _with({"elements": elements}, "paragraphStyle", paragraph.style)
    return {**_with(data, "bullet", paragraph.bullet), **paragraph.extra}


def _encode_all(nodes: tuple[Node, ...], at: int) -> list[JSON]:
    content = []
    for node in nodes:
        content.append(encode_node(node, at))
        at += node.size
    return content


def _encode_table(table: Table, at: int) -> JSON:
    rows, position = [], at + 1
    for row in table.rows:
        cells, inside = [], position + 1
        for cell in row.cells:
            content = _encode_all(cell.blocks, inside + 1)
            cells.append(
                _placed(inside, cell.size, content=content, **_with({}, "tableCellStyle", cell.style), **cell.extra)
            )
            inside += cell.size
        rows.append(_placed(position, row.size, tableCells=cells, **_with({}, "tableRowStyle", row.style), **row.extra))
        position += row.size
    data: JSON = {"rows": len(table.rows), "columns": table.columns, "tableRows": rows}
    return {**_with(data, "tableStyle", table.style), **table.extra}


def encode_node(node: Node, at: int = 0) -> JSON:
    """The structural element of ``node`` when it starts at index ``at``.

    A ``startIndex`` of 0, which the API leaves out, is still there: see ``documents.omit_zero``.
    """
    match node:
        case Paragraph():
            return _placed(at, node.size, paragraph=_encode_paragraph(node, at))
        case Table():
            return _placed(at, node.size, table=_encode_table(node, at))
        case SectionBreak():
            return _placed(at, 1, sectionBreak={**_with({}, "sectionStyle", node.style), **node.extra})
        case Contents():
            inner = {"content": _encode_all(node.blocks, at + 1), **node.extra}
            return _placed(at, node.size, tableOfContents=inner)
        case Opaque():
            return _placed(at, node.size, **{node.kind: node.data, **node.extra})


def dumps(data: Any) -> bytes:
    """Compact JSON in UTF-8."""
    return msgspec.json.encode(data)


def encode(node: Node) -> Encoded:
    """The encoded form of ``node``: its JSON with the indices cut out."""
    written = dumps(encode_node(node)).replace(b"%", b"%%")
    offsets = tuple(map(int, INDEX.findall(written)))
    return Encoded(INDEX.sub(lambda match: match[0][: match.start(1) - match.start()] + b"%d", written), offsets)


def decode(encoded: Encoded) -> Node:
    """The node of an encoded form."""
    return decode_node(msgspec.json.decode(encoded.at(0)))
