"""A document of years is edited and read about as quickly as a short one."""

from __future__ import annotations

import gc
import json
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import orjson

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
BATCHES = 40
READS = 7


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


class Filed:
    """A document of so many meetings in a file of its own, opened anew."""

    def __init__(self, folder: Path, meetings: int) -> None:
        path = folder / f"{meetings}.sqlite"
        emulator = Emulator(path)
        document_id = emulator.import_document(_dump(meetings))
        emulator.close()
        self._http = Emulator(path).http()
        self._address = f"https://docs.googleapis.com/v1/documents/{document_id}"
        self._batch = _batch()
        self.get()

    def get(self) -> bytes:
        """documents.get."""
        return self._http.request(f"{self._address}?includeTabsContent=true")[1]

    def batch(self) -> float:
        """How many seconds a batch takes, commit included."""
        start = time.perf_counter()
        response, _text = self._http.request(f"{self._address}:batchUpdate", "POST", self._batch)
        taken = time.perf_counter() - start
        assert response.status == 200
        return taken


def _reads(one: Filed) -> tuple[float, float, float]:
    """Seconds of the first documents.get after a batch, of the next, and of a plain dump of what it gives."""
    first, again, dumped = [], [], []
    for _ in range(READS):
        one.batch()
        first.append(seconds(one.get))
        again.append(seconds(one.get))
        answer = orjson.loads(one.get())
        dumped.append(seconds(partial(orjson.dumps, answer)))
        del answer
    return min(first), min(again), min(dumped)


def measure() -> Iterator[Result]:
    """A batch of 60 requests on a million characters against one on three meetings; documents.get against a dump."""
    with tempfile.TemporaryDirectory() as directory:
        short, long = (Filed(Path(directory), meetings) for meetings in (SHORT, LONG))
        gc.collect()  # what the making of the documents left behind is not what is measured
        pairs = [(short.batch(), long.batch()) for _ in range(BATCHES)]
        first, again, dumped = _reads(long)
    quick, slow = (statistics.median(taken) for taken in zip(*pairs, strict=True))
    yield Result("batch of 60 requests on 3 meetings", quick * 1000, "ms")
    yield Result("batch of 60 requests on a million characters", slow / quick, "×", 2)
    yield Result("the slowest of 40 such batches", max(taken for _, taken in pairs) * 1000, "ms")
    yield Result("documents.get of a million characters, after an edit", first / dumped, "×", 1)
    yield Result("documents.get of a million characters, warm", again / dumped, "×", 1)
