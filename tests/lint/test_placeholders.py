"""What `no-placeholder-left` takes for a placeholder, and what it leaves alone."""

from __future__ import annotations

import pytest

from docgen.lint.engine import lint
from docgen.lint.files import built_in, rules_of
from docgen.lint.selection import Selection
from tests.lint.values import NOW, complete, document, entries, meeting, todo

ONLY = Selection(only=("no-placeholder-left",))


def match(line: str) -> str:
    """What is asked about in a decision that reads ``line``; empty for nothing."""
    found = lint(document(meeting(complete(decisions=entries(line)))), rules_of(built_in()), now=NOW, selection=ONLY)
    return found[0].match if found else ""


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("〇〇様に送る", "〇〇"),
        ("○○", "○○"),
        ("株式会社●●●との連携", "●●●"),
        ("△△社の事例", "△△"),
        ("×××を共有する", "×××"),
        ("XXXさんに伝える", "XXX"),
        ("ＸＸ様に伝える", "ＸＸ"),
        ("詳細はhttps://example.jp/xxxへ", "xxx"),
        ("開始は○月○日とする", "○月○日"),
        ("12/XXに開始", "XX"),
        ("12月○日に開始", "12月○日"),
        ("20XX年度に見直す", "20XX"),
        ("（要記入）", "（要記入）"),
        ("基準は【要記入】％", "【要記入】"),
        ("ここに記入", "ここに記入"),
        ("ここに決まったことを記入してください", "ここに決まったことを記入してください"),
        ("あとで書く", "あとで書く"),
        ("[名前]さんに確認", "[名前]"),
        ("＜会社名＞御中", "＜会社名＞"),
        ("費用は[金額]円", "[金額]"),
        ("[日付]", "[日付]"),
        ("Dear [customer name],", "[customer name]"),
        ("<your name> will call", "<your name>"),
        ("{{ customer }}", "{{ customer }}"),
        ("Hello ${name}", "${name}"),
        ("Lorem ipsum dolor", "Lorem ipsum"),
        ("hogeを設定", "hoge"),
        ("基準は＿＿＿％", "＿＿＿"),
        ("承認者（　　）", "（　　）"),
        ("…", "…"),
        ("？？？", "？？？"),
        ("👍🏽の数が〇〇以上", "〇〇"),
    ],
)
def test_placeholders_are_asked_about(line: str, asked: str) -> None:
    assert match(line) == asked


@pytest.mark.parametrize(
    "line",
    [
        "〇 採用する",
        "評価は 温度：◎ 清掃：〇 搬入：×",
        "○×で答えてもらう",
        "◎○△×の4段階",
        "XXLの制服を用意",
        "font-size: xx-large",
        "電話は090-XXXX-XXXX",
        "カード番号●●●●1234",
        "4111********1111",
        "型番XXX-001",
        "二〇〇〇年の基準",
        "一〇〇件を超えたら見直す",
        "5XXエラーが続くとき",
        "Windows XP",
        "3拠点×月4回",
        "4×4",
        "●月曜に始める",
        "●月次レポートを送る",
        "備考は入力してもらう",
        "帳票に記入してから承認する",
        "ここに入力すると集計される、と説明する",
        "点検表の「要記入」欄を減らす",
        "[期限] 12/5 までに送る",
        "【内容】第2ラインの教育",
        "［期限：要確認］",
        "[名前](https://example.jp)",
        "未定",
        "TBD",
        "現場の3割が毎日使えば…",
        "本当に？",
        "- [ ] 確認する",
        "snake__case",
        "ホゲット社",
        "🅾️🅾️",
    ],
)
def test_other_text_is_left_alone(line: str) -> None:
    assert match(line) == ""


def test_owners_and_due_dates_have_placeholders_of_their_own() -> None:
    def asked(owner: str, due: str) -> list[tuple[str, str]]:
        made = document(meeting(complete(action_items=(todo(owner=owner, due=due),))))
        return [(f.field, f.match) for f in lint(made, rules_of(built_in()), now=NOW, selection=ONLY)]

    assert asked("〇", "○/○") == [("owner", "〇"), ("due", "○/○")]
    assert asked("？", "yyyy/mm/dd") == [("owner", "？"), ("due", "yyyy/mm/dd")]
    assert asked("未定", "TBD") == asked("𠮷田様", "12/5？") == asked("@sato", "-") == []
