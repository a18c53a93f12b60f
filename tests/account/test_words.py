"""What docgen writes of a meeting comes back to the letter; what people write comes back in its parts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.account.dates import Language
from docgen.account.model import Kind, Status
from docgen.account.words import (
    ActionLine,
    ItemHeading,
    action_line,
    bulleted,
    item_heading,
    parse_action_line,
    parse_item_heading,
    unbulleted,
)
from docgen.document.text import normalise

lines = st.text(st.characters(exclude_categories=["Cs"])).map(lambda t: normalise(t).replace("\n", " "))
languages: st.SearchStrategy[Language] = st.sampled_from(["ja", "en"])
names = st.lists(
    st.sampled_from(["鈴木", "髙橋 直子", "@sato", "弊社（中村）", "𠮷田", "ジョン・スミス", "ナム"]),
    max_size=2,
    unique=True,
)
dues = st.sampled_from(["", "12/5", "12/5（金）", "来週金曜", "未定", "Fri 30 Oct", "EOD Friday"])


@given(lines.filter(str.strip), st.sampled_from(Kind), st.none() | st.integers(1, 600), st.integers(1, 99), languages)
def test_an_item_heading_comes_back(
    title: str, kind: Kind, minutes: int | None, number: int, language: Language
) -> None:
    assert parse_item_heading(item_heading(number, title, kind, minutes, language)) == ItemHeading(
        number, title, kind, minutes
    )


@given(lines.filter(str.strip), names, dues, st.sampled_from([Status.OPEN, Status.DONE, Status.DROPPED]), languages)
def test_an_action_item_comes_back(text: str, owners: list[str], due: str, status: Status, language: Language) -> None:
    written = action_line(text, owners, due, status, language)
    if not owners and not due:
        assert written.split(" ", 1)[1] == text
        return
    assert parse_action_line(written) == ActionLine(text, tuple(owners), due, status)


@given(st.text().map(normalise), languages)
def test_a_captured_line_comes_back(text: str, language: Language) -> None:
    assert unbulleted(bulleted(text, language)) == text


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1. 完了基準（ご判断・15分）", ItemHeading(1, "完了基準", Kind.DECIDE, 15)),
        ("２．運用ルール（ご相談）", ItemHeading(2, "運用ルール", Kind.DISCUSS)),
        ("③ 更新の進め方（共有・５分）", ItemHeading(3, "更新の進め方", Kind.SHARE, 5)),
        ("1. Rollout (Decide, 15 min)", ItemHeading(1, "Rollout", Kind.DECIDE, 15)),
        ("4) 第2倉庫（大阪）", ItemHeading(4, "第2倉庫（大阪）")),
        ("その他の話題", ItemHeading(None, "その他の話題")),
        ("3.5倍になった件", ItemHeading(None, "3.5倍になった件")),
        ("10:00 開始", ItemHeading(None, "10:00 開始")),
        ("9" * 5000 + ". 長い番号", ItemHeading(None, "9" * 5000 + ". 長い番号")),
        ("1. 点検（ご判断）（共有）", ItemHeading(1, "点検（ご判断）", Kind.SHARE)),
    ],
)
def test_headings_that_people_write(written: str, read: ItemHeading) -> None:
    assert parse_item_heading(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("□ 料金表を送る（担当：鈴木、期限：9/10）", ActionLine("料金表を送る", ("鈴木",), "9/10", Status.OPEN)),
        ("・見積の提示（担当：佐藤／期限：金曜日）", ActionLine("・見積の提示", ("佐藤",), "金曜日", Status.UNKNOWN)),
        ("☑ 設定（担当：、期限：12/5）", ActionLine("設定", (), "12/5", Status.DONE)),
        ("☐ 設定（担当：鈴木、期限：）", ActionLine("設定", ("鈴木",), "", Status.OPEN)),
        ("☐ 設定（期限：12/5）", ActionLine("設定", (), "12/5", Status.OPEN)),
        ("☐ 設定（仮）", ActionLine("設定（仮）", (), "", Status.OPEN)),
        (
            "・☐ 設定（担当: 鈴木・佐藤, 期限: 12/5 17:00）",
            ActionLine("設定", ("鈴木", "佐藤"), "12/5 17:00", Status.OPEN),
        ),
        (
            "☐ Send prices (owner: Taro & Hanako, due: Dec 5)",
            ActionLine("Send prices", ("Taro", "Hanako"), "Dec 5", Status.OPEN),
        ),
    ],
)
def test_action_items_that_people_write(written: str, read: ActionLine) -> None:
    assert parse_action_line(written) == read
