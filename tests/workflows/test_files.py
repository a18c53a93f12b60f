"""Minutes in Markdown as people write them: read by their headings and labels."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from docgen.account.model import Meeting
from docgen.formats.markdown_write import to_markdown
from docgen.resources import templates
from docgen.workflows.files import read_file
from docgen.workflows.show import as_document


def meeting(directory: Path, text: str) -> Meeting:
    """The one meeting of a file."""
    file = directory / "minutes.md"
    file.write_text(text, encoding="utf-8")
    [found] = read_file(file, datetime(2026, 12, 10, tzinfo=ZoneInfo("Asia/Tokyo"))).meetings
    return found


NUMBERED = """
## 2026年12月1日（火） 定例会
### 1. 参加者
山本様
### 2. 議題
### 3. 決定事項
- 12月から始める
### 4. TODO
- 手順書を送る（担当：鈴木、期限：12/5）
"""
ONE_LEVEL = """
# 2026-12-01 定例
# アジェンダ
- はじめ方
# 決定事項
- 12月から始める
# TODO
- 手順書を送る（担当：鈴木、期限：12/5）
# 次回
12/15
"""


@pytest.mark.parametrize(("text", "items"), [(NUMBERED, []), (ONE_LEVEL, ["はじめ方"])])
def test_headings_that_are_labels_are_no_items(tmp_path: Path, text: str, items: list[str]) -> None:
    found = meeting(tmp_path, text)
    assert [item.title for item in found.items] == items
    assert [entry.text for entry in found.decisions] == ["12月から始める"]
    assert [(item.text, item.owners, item.due) for item in found.action_items] == [
        ("手順書を送る", ("鈴木",), "2026-12-05")
    ]


def test_what_stands_beside_a_meeting_is_none_of_it(tmp_path: Path) -> None:
    found = meeting(tmp_path, "## 2026-12-01 定例\n### TODO\n- 送る\n## 連絡先\n### 決定事項\n- 無関係\n")
    assert (len(found.action_items), found.decisions) == (1, ())


def test_goal_and_open_points_under_headings_are_read(tmp_path: Path) -> None:
    found = meeting(
        tmp_path, "## 2026-12-01 定例\n### 本日のゴール\n始め方を決める\n### 保留\n- 費用\n### 保留事項\n- 分担\n"
    )
    assert (found.goal, [entry.text for entry in found.open_points]) == ("始め方を決める", ["費用", "分担"])


def test_open_points_of_an_item_are_its_own_and_are_shown(tmp_path: Path) -> None:
    found = meeting(
        tmp_path, "## 2026-12-01 定例\n### 1. はじめ方（ご判断・15分）\n**保留**\n- 費用\n**決定事項**\n- なし\n"
    )
    assert [entry.text for entry in found.items[0].open_points] == ["費用"]
    assert found.open_points == ()
    document = read_file(tmp_path / "minutes.md", datetime(2026, 12, 10, tzinfo=ZoneInfo("Asia/Tokyo")))
    assert "保留" in to_markdown(as_document(document, "ja", [templates()]))
