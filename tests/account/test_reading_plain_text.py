"""Plain text: where the list of a label ends, and numbered lines that stand for headings."""

from __future__ import annotations

import pytest

from tests.account.as_read import as_read

ENDS = {
    "a label that is not known": (
        """
園芸部会 議事録
日時：2026年3月3日
出席者：森、林田

決定事項
・柵を直す
宿題事項
・見積を取る（森、3/10）
林田
・種を買う
連絡事項
・池は5月まで閉める
・花の展示会に出る
決定事項
・苗は買わない
""",
        """
# 2026-03-03 園芸部会 議事録
with others: 森, 林田
! 柵を直す
! 苗は買わない
* 見積を取る [森] by 2026-03-10 (3/10)
* 種を買う [林田]
. 連絡事項
. 池は5月まで閉める
. 花の展示会に出る
""",
    ),
    "a label in English, with a box of its own": (
        """
Garden club
Date: 3 March 2026

Action items:
 - Ann to call the builder
Other news:
 - The pond is closed until May
 - [ ] Ann to paint the gate
""",
        """
# 2026-03-03 Garden club
* Ann to call the builder [Ann]
* Ann to paint the gate [Ann]
. Other news:
. The pond is closed until May
""",
    ),
    "a sentence behind boxes": (
        """
Garden club
Date: 3 March 2026

Action items
☐ Call the builder
☐ Order seeds
The pond stays closed until May.
- no access
""",
        """
# 2026-03-03 Garden club
* Call the builder []
* Order seeds []
. The pond stays closed until May.
. no access
""",
    ),
    "the rest of a broken line does not": (
        """
園芸部会
日時：2026年3月3日

宿題事項
・花壇のまわりの柵をどこまで直すかを大工に聞いたうえで次の会までに見積を
取る。
・種を買う
""",
        """
# 2026-03-03 園芸部会
* 花壇のまわりの柵をどこまで直すかを大工に聞いたうえで次の会までに見積を取る。 []
* 種を買う []
""",
    ),
    "topics do not": (
        """
園芸部会
日時：2026年3月3日

宿題事項
・見積を取る
柵の件
・大工に聞く
""",
        """
# 2026-03-03 園芸部会
* 見積を取る []
* 大工に聞く []
. 柵の件
""",
    ),
}
OUTLINES = {
    "numbers before a wide space": (
        """
梅町子ども会　役員会
日時　2025年12月6日（土）午後7時

１　開会
２　餅つきについて
　寒いので昼にする。
　【決定事項】正午に始める
　【やること】
　　臼を借りる（担当：森、期限：12/14）
３　年度末の遠足
　【決定事項】なし
　【やること】
　　バスの値段を聞く（担当：林、期限：年内）
４　閉会
""",
        """
# 2025-12-06 梅町子ども会　役員会
at 19:00
. １　開会
. ４　閉会
## 2 餅つきについて
! 正午に始める
* 臼を借りる [森] by 2025-12-14 (12/14)
. 寒いので昼にする。
## 3 年度末の遠足
* バスの値段を聞く [林] by 2025-12-31 (年内)
none decisions
""",
    ),
    "numbers within an item": (
        """
梅町子ども会
日時　2025年12月6日

１　棚
高さを決めた。
１　上の段
２　下の段
２　床
話した。
""",
        """
# 2025-12-06 梅町子ども会
## 1 棚
. 高さを決めた。
. １　上の段
. ２　下の段
## 2 床
. 話した。
""",
    ),
    "an agenda announces them": (
        """
梅町子ども会　役員会
日時　2025年12月6日

議題
１　餅つき
２　遠足

１　餅つきについて
決定事項
・正午に始める
２　遠足について
宿題事項
・バスの値段を聞く
""",
        """
# 2025-12-06 梅町子ども会　役員会
## 1 餅つきについて
! 正午に始める
## 2 遠足について
* バスの値段を聞く []
""",
    ),
    "entries of a field are none": (
        """
梅町子ども会
日時　2025年12月6日

決定事項
１　正午に始める
２　遠足は三月
""",
        """
# 2025-12-06 梅町子ども会
! １　正午に始める
! ２　遠足は三月
""",
    ),
    "numbers that Markdown takes for a list": (
        """
Minutes of the garden club
Date: 3 March 2026

1. OPENING
The chair opened the meeting.
2. NEW FENCE
Two offers came in.
Action items:
 - Ann to call the builder
3. SEEDS
The order is late.
Decisions:
 - Order from Hall & Sons
Action items:
 - Bob to order seeds

Next meeting: 7 April 2026
""",
        """
# 2026-03-03 Minutes of the garden club
## 1 OPENING
. The chair opened the meeting.
## 2 NEW FENCE
* Ann to call the builder [Ann]
. Two offers came in.
## 3 SEEDS
! Order from Hall & Sons
* Bob to order seeds [Bob]
. The order is late.
next 2026-04-07 | 7 April 2026
""",
    ),
}


@pytest.mark.parametrize(("text", "said"), ENDS.values(), ids=ENDS.keys())
def test_a_list_ends(text: str, said: str) -> None:
    assert as_read(text, notes=True, suffix=".txt") == said.strip()


@pytest.mark.parametrize(("text", "said"), OUTLINES.values(), ids=OUTLINES.keys())
def test_numbered_lines_are_items(text: str, said: str) -> None:
    assert as_read(text, notes=True, suffix=".txt") == said.strip()


def test_a_list_below_a_heading_by_style_goes_on() -> None:
    text = "# 2026-03-03 Club\n## Action items\n- [ ] Call\n\nSoon, please.\n\n- Order seeds"
    assert as_read(text) == "# 2026-03-03 Club\n* Call []\n* Order seeds []"
