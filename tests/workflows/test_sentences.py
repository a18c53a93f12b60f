"""Action items that are sentences of a paragraph written by hand: read, and never marked with the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.account.model import Status
from docgen.errors import InputError
from docgen.workflows.capture import capture
from tests.team import AFTER, at
from tests.workflows.test_adopt import Desk

PARAGRAPH = "成果は日数で測ることとした。林様が過去の日数を12/18までにまとめる。佐藤が12/21までに試算を示す。"
ALONE = "佐藤が見本を12/15までに送る。"
MINUTES = f"""\
# 港ホテル様 打ち合わせメモ

## 2026/11/24(火) 意見交換会

参加者：佐藤、林様

### 成果の測り方

{PARAGRAPH}

### 料金プラン

{ALONE}
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path, MINUTES)
    made.adopt()
    return made


def todos(desk: Desk) -> dict[str, Status]:
    return {one.text: one.status for item in desk.team.read.meetings[0].items for one in item.action_items}


def words(desk: Desk) -> list[str]:
    tab = desk.team.document.tabs[0]
    return [text for _, node in tab.positioned() if (text := getattr(node, "text", "").strip())]


def test_one_alone_in_its_line_is_ticked(desk: Desk) -> None:
    with at(AFTER):
        capture(desk.team.workspace, desk.team.account, "action_items", ALONE, done=True)
    assert todos(desk)[ALONE] is Status.DONE
    assert f"☑ {ALONE}" in words(desk)


def test_one_among_others_is_left_to_people(desk: Desk) -> None:
    _, first, second, _ = PARAGRAPH.split("。")
    before = words(desk)
    with at(AFTER), pytest.raises(InputError, match="a sentence among others"):
        capture(desk.team.workspace, desk.team.account, "action_items", f"{first}。", done=True)
    assert words(desk) == before
    assert todos(desk) == dict.fromkeys((f"{first}。", f"{second}。", ALONE), Status.OPEN)


def test_one_that_is_added_beside_them_hides_none(desk: Desk) -> None:
    with at(AFTER):
        capture(desk.team.workspace, desk.team.account, "action_items", "議事録を送る", item=1, meeting="2026-11-24")
    assert len(todos(desk)) == 4
