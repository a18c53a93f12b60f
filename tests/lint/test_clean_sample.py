"""A clean document, from which one line at a time is taken away by hand."""

from __future__ import annotations

from datetime import datetime

import pytest

from docgen.lint.engine import lint
from docgen.lint.examples import moment, read_example
from docgen.lint.files import built_in, rules_of
from docgen.lint.findings import Finding
from docgen.lint.rule import ExampleAccount, Good, Language

RULES = rules_of(built_in())
NOW = "2026-11-25T09:00"
JA = """\
## 2026-12-01（火）12月定例
**日時・参加者**
日時：2026-12-01（火）10:00〜11:00
当社：佐藤、髙橋
お客様：𠮷田様
**本日のゴール**
完了を判定する
### 1. 完了の判定（ご判断・15分）
**当社スタンス（仮説）**
記録漏れは0.4％で、完了と判定できると考えます。
**根拠**
２週続けて0.5％以下です。
**ご判断いただきたいこと**
完了としてよいかどうか
**お客様のご意見**
**決定事項**
**TODO**
### 2. 完了後の定例の形（ご相談・20分）
**当社スタンス（仮説）**
月1回にしたいと考えます。
**ご相談したいこと**
回数と曜日
**お客様のご意見**
**決定事項**
**TODO**
### 継続中のTODO
☐ 見積を送る（担当：鈴木、期限：12/5）
☐ 基準を文書にする（担当：鈴木）
### 次回ご相談したいこと
## 2026-11-24（火）11月定例
**日時・参加者**
日時：2026-11-24（火）10:00〜11:00
### 1. 完了基準（ご判断・15分）
**当社スタンス（仮説）**
現場の3割が毎日使えば、完了としてよいと考えます。😀
**お客様のご意見**
・よいと思う（𠮷田様）
**決定事項**
・3割を基準とする
**TODO**
☐ 見積を送る（担当：鈴木、期限：12/5）
### 2. 模擬監査の結果（共有・10分）
**当社スタンス（仮説）**
ご報告に使えます。
**お客様のご意見**
**決定事項**
**TODO**
なし
"""
EN = """\
## 2026-12-01 (Tue) December meeting
**Time and attendees**
When: 2026-12-01 (Tue) 10:00-11:00
### 1. Go-live date (Decide, 15 min)
**Our stance (hypothesis)**
Monday 7 December.
**What we ask you to decide**
The day of the first shift
**Customer's view**
**Decisions**
**Action items**
### 2. Training the night shift (Discuss, 20 min)
**Our stance (hypothesis)**
Twenty minutes at the start of a shift will do. Could you spare them?
**Customer's view**
**Decisions**
**Action items**
### Open action items
☐ Send the quote (owner: Suzuki, due: 12/5)
## 2026-11-24 (Tue) November meeting
**Time and attendees**
When: 2026-11-24 (Tue) 10:00-11:00
### 1. Rollout criteria (Decide, 15 min)
**Our stance (hypothesis)**
A third of the floor uses it daily.
**Customer's view**
• Fine with us
**Decisions**
• A third it is
**Action items**
☐ Send the quote (owner: Suzuki, due: 12/5)
"""
TAKEN: list[tuple[Language, str, str, str]] = [
    ("ja", "記録漏れは0.4％で、完了と判定できると考えます。\n", "", "agenda-has-stance"),
    ("ja", "月1回にしたいと考えます。\n", "", "agenda-has-stance"),
    ("ja", "・よいと思う（𠮷田様）\n", "", "item-has-customer-view"),
    ("ja", "・3割を基準とする\n", "", "item-has-decision"),
    ("ja", "担当：鈴木、期限：12/5", "期限：12/5", "action-item-has-owner"),
    ("ja", "担当：鈴木、期限：12/5", "担当：鈴木", "action-item-has-due-date"),
    ("ja", "3割を基準とする", "〇〇を基準とする", "no-placeholder-left"),
    ("en", "Monday 7 December.\n", "", "agenda-has-stance"),
    ("en", "• Fine with us\n", "", "item-has-customer-view"),
    ("en", "• A third it is\n", "", "item-has-decision"),
    ("en", "owner: Suzuki, due: 12/5", "due: 12/5", "action-item-has-owner"),
    ("en", "owner: Suzuki, due: 12/5", "owner: Suzuki", "action-item-has-due-date"),
    ("en", "☐ Send the quote (owner: Suzuki, due: 12/5)\n", "", "meeting-has-action-items"),
]


def found(text: str, language: Language, now: str = NOW) -> tuple[Finding, ...]:
    at: datetime = moment(now)
    document = read_example(Good(now=now, document=text, account=ExampleAccount(language)), at)
    assert len(document.meetings) >= 2
    return lint(document, RULES, now=at)


@pytest.mark.parametrize(("text", "language"), [(JA, "ja"), (EN, "en")])
def test_a_clean_document_has_no_findings(text: str, language: Language) -> None:
    assert found(text, language) == ()


@pytest.mark.parametrize(("language", "old", "new", "rule"), TAKEN)
def test_taking_one_thing_away_adds_one_finding(language: Language, old: str, new: str, rule: str) -> None:
    text = JA if language == "ja" else EN
    assert old in text
    assert [finding.rule for finding in found(text.replace(old, new), language)] == [rule]


def test_a_meeting_put_in_on_top_moves_no_id() -> None:
    flawed = JA.replace("・3割を基準とする\n", "").replace("担当：鈴木、期限：12/5", "期限：12/5")
    new = "## 2026-12-08（火）臨時\n### 1. 第2ライン（ご相談）\n**当社スタンス（仮説）**\n"
    before, after = found(flawed, "ja"), found(new + flawed, "ja")
    assert [f.id for f in after[1:]] == [f.id for f in before]
    assert all(a.span[1] > b.span[1] for a, b in zip(after[1:], before, strict=True))


def test_time_moves_a_meeting_from_one_phase_to_the_next() -> None:
    after = [f.rule for f in found(JA, "ja", now="2026-12-01T11:00")]
    assert after == [
        "meeting-has-action-items",
        "item-has-customer-view",
        "item-has-decision",
        "item-has-customer-view",
    ]
    assert found(JA, "ja", now="2026-12-01T10:59") == ()
