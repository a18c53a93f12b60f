"""Tables in which a column says what each row is, and those whose heads say nothing."""

from __future__ import annotations

import pytest

from tests.account.as_read import as_read

TABLES = {
    "kinds below an item": (
        """
# 2026-07-06 改装会議
## 棚
| 種別 | 内容 | 担当 | 期限 |
|---|---|---|---|
| 決定 | 棚は木製にする | | |
| 宿題 | 木材の値段を聞く | 森 | 7/8 |
| | 塗料を選ぶ | 林 | 7/9 |
| 共有 | 7月は休業 | | |
| 保留 | 棚の高さ | | |
""",
        """
# 2026-07-06 改装会議
## 1 棚
! 棚は木製にする
* 木材の値段を聞く [森] by 2026-07-08 (7/8)
* 塗料を選ぶ [林] by 2026-07-09 (7/9)
? 棚の高さ
. 共有
. 7月は休業
""",
    ),
    "the kind behind the text": (
        """
# 2026-07-06 Move
| No | Item | Type | Owner | Due |
|---|---|---|---|---|
| 1 | We keep the lease | Decision | | |
| 2 | Call the landlord | Action | Mia | 7/8 |
| 3 | Rent rises in May | Info | | |
""",
        """
# 2026-07-06 Move
! We keep the lease
* Call the landlord [Mia] by 2026-07-08 (7/8)
. Info
. 3
. Rent rises in May
""",
    ),
    "kinds of several topics, one entry in a column of its own": (
        """
# 2026-07-06 改装会議
| 議題 | 区分 | 内容 | TODO | 担当 |
|---|---|---|---|---|
| 棚 | 決定 | 木製にする | | |
| 棚 | 宿題 | | 値段を聞く | 森 |
| 床 | 宿題 | 色を選ぶ | | 林 |
""",
        """
# 2026-07-06 改装会議
## 1 棚
! 木製にする
* 値段を聞く [森]
## 2 床
* 色を選ぶ [林]
""",
    ),
    "sides, no kinds": (
        """
# 2026-07-06 改装会議
## TODO
| 区分 | 内容 | 期限 |
|---|---|---|
| 弊社 | 木材の値段を聞く | 7/8 |
| 先方 | 塗料を選ぶ | 7/9 |
""",
        """
# 2026-07-06 改装会議
* 木材の値段を聞く [ ours] by 2026-07-08 (7/8)
* 塗料を選ぶ [ theirs] by 2026-07-09 (7/9)
""",
    ),
    "heads of rules alone": (
        """
# 2026-07-06 改装会議
## TODO
|||
|---|---|
|||
| 木材 ||
| 塗料を選ぶ | 塗料を選ぶ |
""",
        """
# 2026-07-06 改装会議
* 木材 []
* 塗料を選ぶ [塗料を選ぶ]
""",
    ),
}


@pytest.mark.parametrize(("text", "said"), TABLES.values(), ids=TABLES.keys())
def test_rows_are_what_their_column_says(text: str, said: str) -> None:
    assert as_read(text, notes=True) == said.strip()
