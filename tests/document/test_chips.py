"""Chips as a person reads them, from recordings and from what the service may leave out."""

from __future__ import annotations

import json
from datetime import date

import pytest

from docgen.document.nodes import Inline, Paragraph, Run
from docgen.document.walk import Cursor, cursors
from docgen.document.wire.chips import DATE, day_chip, person
from docgen.document.wire.documents import decode_document
from tests.emulator.real_docs import FOLDER

RECORDED = FOLDER / "dumps" / "chips_single_tab.json"


def cursor(*parts: str | Inline) -> Cursor:
    runs = (Run(part) if isinstance(part, str) else part for part in parts)
    return Cursor(Paragraph((*runs, Run("\n"))), 7)


def dated(**data: str) -> Inline:
    return Inline(DATE, {"dateElementProperties": data})


@pytest.mark.skipif(not RECORDED.exists(), reason="no recordings of the real service at ../shared/real-docs")
def test_recorded_chips_are_read_where_they_stand() -> None:
    document = decode_document(json.loads(RECORDED.read_bytes()))
    lines = {leaf.start: leaf for leaf in cursors(node for _, node in document.tabs[0].positioned())}
    assert [lines[at].text for at in (26, 39, 138)] == ["Alice Smith", "Meeting Notes", "23 Jan 2026"]
    assert lines[138].exact == "2026-01-23"
    assert all(leaf.end == leaf.start + 2 for leaf in (lines[26], lines[39], lines[138]))


def test_a_line_is_read_with_its_chips_and_keeps_its_size() -> None:
    dropdown = Inline("dropdown", {"dropdownProperties": {"displayValue": "対応中", "selectedOptionId": "x"}})
    image = Inline("inlineObjectElement", {"inlineObjectId": "kix.1"})
    leaf = cursor("☐ ", person("佐藤", "sato@example.com"), "が", dropdown, image, "👍")
    assert leaf.text == "☐ 佐藤が対応中👍"
    assert leaf.end - leaf.start == len("☐ ") + 1 + len("が") + 2 + 2 + 1


def test_private_use_characters_of_googles_own_are_no_chips() -> None:
    leaf = cursor("\ue000\ue001", person("", "sato@example.com"), "\ue907")
    assert leaf.text == "\ue000\ue001sato@example.com\ue907"


@pytest.mark.parametrize(
    ("data", "shown", "exact"),
    [
        ({"timestamp": "2026-01-23T12:00:00Z", "displayText": "Jan 23"}, "Jan 23", "2026-01-23"),
        ({"timestamp": "2026-01-23T15:30:00Z", "timeZoneId": "Asia/Tokyo"}, "2026-01-24", "2026-01-24"),
        ({"timestamp": "2026-01-23T15:30:00Z", "timeZoneId": "etc/UTC"}, "2026-01-23", "2026-01-23"),
        (
            {"timestamp": "2026-01-23T01:30:00Z", "timeZoneId": "Asia/Tokyo", "timeFormat": "TIME_FORMAT_HOUR_MINUTE"},
            "2026-01-23 10:30",
            "2026-01-23 10:30",
        ),
        ({"timestamp": "2026-01-23T12:00:00Z", "timeZoneId": "Nowhere/Else", "displayText": "1月23日"}, "1月23日",
         "1月23日"),
        ({"displayText": "1月23日"}, "1月23日", "1月23日"),
    ],
)  # fmt: skip
def test_a_date_is_the_day_that_it_means(data: dict[str, str], shown: str, exact: str) -> None:
    leaf = cursor("期限 ", dated(**data))
    assert (leaf.text, leaf.exact) == (f"期限 {shown}", f"期限 {exact}")


def test_a_day_that_is_written_reads_as_that_day() -> None:
    assert cursor(day_chip(date(2026, 12, 1), "ja")).text == "2026-12-01"
