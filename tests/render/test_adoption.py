"""Anchors on what people wrote: it is read as before, whatever they wrote."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from docgen.account.minutes import read_document
from docgen.account.model import Meeting
from docgen.document.tabs import Document, NamedRange
from docgen.document.wire.requests import Request
from docgen.formats.markdown_document import markdown_document
from docgen.render.adoption import anchor_requests, mark_requests, unanchored

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
WORDS = [
    "2026-12-01（火）12月定例",
    "2026/11/24 11月定例",
    "11/17の打ち合わせ",
    "当社スタンス（仮説）",
    "なぜそう考えるか",
    "お客様のご意見",
    "決定事項",
    "決まったこと：来月から",
    "TODO",
    "宿題事項",
    "提案",
    "その他",
    "継続中のTODO",
    "次回ご相談したいこと",
    "日時・参加者",
    "本日のゴール",
    "1. 料金（ご判断・15分）",
    "2. 進め方",
    "☐ 見積を送る（担当：鈴木、期限：12/5）",
    "なし",
    "来月もう一度",
]
LINES = st.builds(
    lambda mark, word: mark.format(word),
    st.sampled_from(
        ["# {}", "## {}", "## {}", "### {}", "**{}**", "{}", "- {}", "| {} | 決定事項 |\n|---|---|\n| a | b |"]
    ),
    st.sampled_from(WORDS),
)
TEXTS = st.lists(LINES, min_size=1, max_size=14).map("\n\n".join)


def adopted(document: Document) -> Document:
    """``document`` with the names that adopting it puts on it."""
    made = [*anchor_requests(unanchored(document), "2026-12-01T09:00"), *mark_requests(document)]
    tab = document.tabs[0]
    return document.replace_tab(replace(tab, ranges=(*tab.ranges, *map(_range, range(len(made)), made))))


def _range(number: int, request: Request) -> NamedRange:
    named = request["createNamedRange"]
    place = named["range"]
    return NamedRange(f"r{number}", named["name"], ((place["startIndex"], place["endIndex"]),))


def read(document: Document) -> list[Meeting]:
    return [structs.replace(one, anchored=False) for one in read_document(document, now=NOW).meetings]


@given(TEXTS)
def test_adopted_minutes_are_read_as_before(text: str) -> None:
    document = markdown_document(text)
    after = adopted(document)
    assert read(after) == read(document)
    assert all(meeting.anchored for meeting in read_document(after, now=NOW).meetings)


@given(TEXTS)
def test_once_is_enough(text: str) -> None:
    after = adopted(markdown_document(text))
    assert adopted(after) == after


def test_one_meeting_has_two_ranges() -> None:
    after = adopted(markdown_document("# メモ\n\n## 2026-11-24 定例\n\n## 2026-11-24 電話"))
    assert [one.name for one in after.tabs[0].ranges] == [
        "docgen:meeting:2026-11-24",
        "docgen:fact:2026-11-24:adopted=2026-12-01T09:00",
        "docgen:meeting:2026-11-24-2",
        "docgen:fact:2026-11-24-2:adopted=2026-12-01T09:00",
        "docgen:tab:minutes",
    ]
