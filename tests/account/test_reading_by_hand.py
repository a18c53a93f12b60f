"""Minutes in styles that people have, and what is read from them."""

from __future__ import annotations

import pytest

from tests.account.as_read import as_read

STYLES = {
    "plain text with numbers": (
        """
第3回 定例会議 議事録
日　時　2026年12月1日（火）10:00～11:00
出席者：（当社）佐藤、鈴木　（御社）田中様、山本様

議題
１．入力の定着について
２．料金プランの見直し

議事内容
１．入力の定着について
　・田中様より、現場の負担が大きいとのコメント
　・決定：帳票を5項目に絞る
　・TODO：帳票の案を送る（担当：佐藤、期限：12/8）
２．料金プランの見直し
　・資料を説明した

決定事項
・来月から新プランに移行する

宿題事項
・見積の提示（担当：佐藤、期限：12/4）

次回：12月8日（火）10:00～
""",
        """
# 2026-12-01 第3回 定例会議 議事録
at 10:00-11:00
with ours: 佐藤, 鈴木; theirs: 田中, 山本
! 来月から新プランに移行する
* 見積の提示 [佐藤] by 2026-12-04 (12/4)
## 1 入力の定着について
! 帳票を5項目に絞る
* 帳票の案を送る [佐藤] by 2026-12-08 (12/8)
## 2 料金プランの見直し
next 2026-12-08T10:00 | 12月8日（火）10:00～
""",
    ),
    "a log of what was said": (
        """
# WebApps weekly

**Date:** 1 December 2026
**Present:** Alice Smith, Bob Jones, Carol (remote)
**Regrets:** Dave

## Agenda
1. Review open PRs
2. Spec publication

## Topic: Review open PRs
<alice> we have three PRs
RESOLUTION: Merge PR 10

## Spec publication
PROPOSED RESOLUTION: Publish as CR
RESOLVED: Publish as CR
ACTION-42: Carol: send the transition request (due 2026-12-15)
""",
        """
# 2026-12-01 WebApps weekly
with others: Alice Smith, Bob Jones, Carol
## 1 Review open PRs
! Merge PR 10
## 2 Spec publication
! Publish as CR
* send the transition request [Carol] by 2026-12-15 (2026-12-15)
""",
    ),
    "several meetings in nested lists": (
        """
# SIG notes

## December 1, 2026
- Attendees: @alice, @bob
- Agenda
  - [alice] KEP-1234 sidecars
    - discussed ordering
    - Decision: punt to next release
## November 24, 2026
- Agenda:
  - Swap support
    - AI(@alice): write tests
""",
        """
# 2026-12-01 SIG notes
with others: alice, bob
## 1 [alice] KEP-1234 sidecars
! punt to next release
# 2026-11-24 SIG notes
## 1 Swap support
* write tests [alice]
""",
    ),
    "one table of labels and values": (
        """
| 会議名 | 週次定例 |
|---|---|
| 日時 | 2026/12/01(火) 10:00 - 11:00 |
| 参加者 | 当社：佐藤、鈴木<br>御社：田中様 |
| 議題 | 1. 料金について<br>2. 導入計画 |
| 決定事項 | ・プランBにする<br>・12月から開始 |
| TODO | □ 見積を送る（担当：佐藤、期限：12/8）<br>☑ 資料を共有する |
| 次回 | 12/8 10:00 |
""",
        """
# 2026-12-01 週次定例
at 10:00-11:00
with ours: 佐藤, 鈴木; theirs: 田中
! プランBにする
! 12月から開始
* 見積を送る [佐藤] by 2026-12-08 (12/8)
* 資料を共有する [] = done
## 1 料金について
## 2 導入計画
next 2026-12-08T10:00 | 12/8 10:00
""",
    ),
    "a row for each item": (
        """
# 2026-12-01 週次

| 議題 | 内容 | 決定事項 | 保留 |
|---|---|---|---|
| 料金 | 高いとの声 | プランB | |
| 導入 | 現場説明会 | なし | 夜勤の入力 |
""",
        """
# 2026-12-01 週次
## 1 料金
! プランB
## 2 導入
? 夜勤の入力
none decisions
""",
    ),
    "sections at the level of the meeting": (
        """
# 2026-12-01 定例
# 出席者
- 佐藤（記）
- 田中様（営業部）
# 議題A：料金の見直し
- 田中様：高い
# 決定事項
1. プランBで進める
   - 理由：予算内
# TODO
- 佐藤
  - 見積を送る
- 田中様
  - 社内稟議
""",
        """
# 2026-12-01 定例
with others: 佐藤, 田中
! プランBで進める
  > 理由：予算内
* 見積を送る [佐藤]
* 社内稟議 [田中]
## 1 料金の見直し
""",
    ),
    "no headings at all": (
        """
日時: 2026/12/1 10:00
参加者: 佐藤, 鈴木

来月から新しい料金で始めることになった。
→ 決定: 新料金は1月から
田中さんから要望があった。
[決定] 研修は12月に2回
""",
        """
# 2026-12-01 minutes
at 10:00
with others: 佐藤, 鈴木
! 新料金は1月から
! 研修は12月に2回
""",
    ),
    "labels within items, in bold": (
        """
**日時**：2026年12月1日（火）

**1. 料金について**

当社スタンス：先に10ライセンスで試すのがよい

**お客様のご意見**
- 予算は来期

**決定事項**
- 特になし

**2. 研修**

**宿題**
- [x] 資料作成
""",
        """
# 2026-12-01 minutes
## 1 料金について
stance 先に10ライセンスで試すのがよい
" 予算は来期
none decisions
## 2 研修
* 資料作成 [] = done
""",
    ),
}


@pytest.mark.parametrize("style", STYLES)
def test_style(style: str) -> None:
    text, read = STYLES[style]
    assert as_read(text.strip()).strip() == read.strip()


def test_the_day_is_in_the_files_name() -> None:
    assert as_read("# 定例\n\n## 決定事項\n- A", name="議事録_20261201") == "# 2026-12-01 定例\n! A"


def test_the_front_matter_tells_day_title_and_people() -> None:
    text = "---\ndate: 2026-12-01\ntitle: 週次\n参加者: 佐藤、鈴木\n---\n決定：A"
    assert as_read(text) == "# 2026-12-01 週次\nwith others: 佐藤, 鈴木\n! A"


def test_a_table_may_have_an_empty_head() -> None:
    text = "| | |\n|---|---|\n| 日時 | 2026-12-01 |\n| 決定事項 | A |"
    assert as_read(text) == "# 2026-12-01 minutes\n! A"


def test_a_heading_in_a_cell_is_told() -> None:
    text = "<table><tr><td><h2>2026-12-01 定例</h2><h3>料金</h3><p>決定：A</p></td></tr></table>"
    assert as_read(text, suffix=".html") == "# 2026-12-01 定例\n## 1 料金\n! A\nin table 2026-12-01 定例\nin table 料金"


def test_what_is_not_understood_is_a_note() -> None:
    text = "# 2026-12-01 定例\n議事録は佐藤が作成。\n## 料金\n- 田中様：決定は来月でよい\n- TODO アプリの話"
    assert as_read(text, notes=True) == (
        "# 2026-12-01 定例\n. 議事録は佐藤が作成。\n## 1 料金\n. 田中様：決定は来月でよい\n. TODO アプリの話"
    )


def test_empties_unknowns_and_blanks_are_three_things() -> None:
    text = "# 2026-12-01 定例\n## 料金\n### 決定事項\n- {}\n"
    assert as_read(text.format("なし")) == "# 2026-12-01 定例\n## 1 料金\nnone decisions"
    assert as_read(text.format("未定")) == "# 2026-12-01 定例\n## 1 料金\n! 未定"
    assert as_read("# 2026-12-01 定例\n## 料金\n### 決定事項\n") == "# 2026-12-01 定例\n## 1 料金"
