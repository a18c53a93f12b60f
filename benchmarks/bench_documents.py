"""A document of years is edited and read about as quickly as a short one."""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.result import Result, seconds
from docgen.document.nodes import Cell, Node, Paragraph, Row, Run, SectionBreak, Table
from docgen.document.tabs import NamedRange, blocks
from docgen.document.wire.documents import encode_document
from docgen.emulator import Emulator
from docgen.emulator.blank import (
    CELL_PARAGRAPH_STYLE,
    CELL_STYLE,
    COLUMN,
    PARAGRAPH_STYLE,
    ROW_STYLE,
    SECTION_STYLE,
    blank_document,
)

JSON = dict[str, Any]

SHORT = 3
LONG = 400
ITEMS = 4
REQUESTS = 60


def _line(text: str, named: str = "NORMAL_TEXT") -> Paragraph:
    return Paragraph((Run(text + "\n", {}),), {**PARAGRAPH_STYLE, "namedStyleType": named})


def _cell(*lines: str) -> Cell:
    made = (
        Paragraph((Run(line[:6], {"bold": True}), Run(line[6:] + "\n", {})), CELL_PARAGRAPH_STYLE) for line in lines
    )
    return Cell(tuple(made), CELL_STYLE)


def _facing(left: Cell, right: Cell) -> Table:
    return Table((Row((left, right), ROW_STYLE),), 2, {"tableColumnProperties": [COLUMN] * 2})


def _meeting() -> list[Node]:
    stance = _cell("当社スタンス（仮説）" + "う" * 150, "ご判断いただきたいこと" + "え" * 100)
    answers = _cell("お客様のご意見" + "お" * 100, "決定事項" + "か" * 60, "TODO" + "き" * 40)
    return [
        _line("2026-12-01（火）12月定例", "HEADING_2"),
        _facing(_cell("日時・参加者" + "あ" * 60), _cell("本日のゴール" + "い" * 80)),
        _line(""),
        *(part for _ in range(ITEMS) for part in (_line("論点", "HEADING_3"), _facing(stance, answers), _line(""))),
        _line("次回ご相談したいこと", "HEADING_3"),
        _line("さ" * 50),
    ]


def _dump(meetings: int) -> JSON:
    """A document of so many meetings of about 2,300 units, each with three named ranges."""
    nodes: list[Node] = [SectionBreak(SECTION_STYLE)]
    ranges, at = [], 1
    for number in range(meetings):
        part = _meeting()
        end = at + sum(node.size for node in part)
        ranges += [NamedRange(f"kix.{number}.{fact}", f"docgen:{number}:{fact}", ((at, end),)) for fact in range(3)]
        nodes += part
        at = end
    document = blank_document("bench", "Bench")
    [tab] = document.tabs
    tab = replace(tab, body=blocks(*nodes, _line("")), ranges=tuple(ranges))
    dump: JSON = json.loads(encode_document(replace(document, tabs=(tab,))))
    return dump


def _batch() -> bytes:
    """A block on top, as `prepare` writes one: text, headings, bold, tables."""
    requests: list[JSON] = []
    at = 1
    for number in range(REQUESTS // 5):
        text = f"新しい論点 {number}\n"
        end = at + len(text)
        heading = {"namedStyleType": "HEADING_3" if number % 2 else "NORMAL_TEXT"}
        whole = {"startIndex": at, "endIndex": end}
        requests += [
            {"insertText": {"location": {"index": at}, "text": text}},
            {"updateParagraphStyle": {"range": whole, "paragraphStyle": heading, "fields": "namedStyleType"}},
            {"updateTextStyle": {"range": whole, "textStyle": {"italic": True}, "fields": "italic"}},
            {"insertTable": {"location": {"index": end}, "rows": 1, "columns": 2}},
            {"insertText": {"location": {"index": end + 4}, "text": "当社スタンス"}},
        ]
        at = end
    return json.dumps({"requests": requests}).encode()


def _measured(folder: Path, meetings: int) -> tuple[float, float, float]:
    """Seconds of a batch (the median), of a warm documents.get, and of a plain dump of what that gives."""
    path = folder / f"{meetings}.sqlite"
    emulator = Emulator(path)
    document_id = emulator.import_document(_dump(meetings))
    emulator.close()
    emulator = Emulator(path)
    http = emulator.http()
    address = f"https://docs.googleapis.com/v1/documents/{document_id}"

    def get() -> bytes:
        return http.request(f"{address}?includeTabsContent=true")[1]

    answer = msgspec.json.decode(get())
    read, dumped = seconds(get, 7), seconds(lambda: msgspec.json.encode(answer), 7)
    body, taken = _batch(), []
    for _ in range(9):
        start = time.perf_counter()
        response, _text = http.request(f"{address}:batchUpdate", "POST", body)
        taken.append(time.perf_counter() - start)
        assert response.status == 200
    emulator.close()
    return statistics.median(taken), read, dumped


def measure() -> Iterator[Result]:
    """A batch of 60 requests on a million characters against one on three meetings; documents.get against a dump."""
    with tempfile.TemporaryDirectory() as directory:
        short, _, _ = _measured(Path(directory), SHORT)
        long, read, dumped = _measured(Path(directory), LONG)
    yield Result("batch of 60 requests on 3 meetings", short * 1000, "ms")
    yield Result("batch of 60 requests on a million characters", long / short, "×", 2)
    yield Result("documents.get of a million characters, warm", read / dumped, "×", 1)
