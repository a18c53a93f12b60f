"""Broken templates of a team's own, and the line on which each is told; docgen's own are clean."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest

from docgen import resources
from docgen.account.labels import labels, own_words
from docgen.render.finding import Finding
from docgen.settings import Layout
from docgen.workflows.template_checks import findings
from docgen.workflows.templates import language_of, names

SHIPPED = resources.templates()


def changed(tmp_path: Path, name: str, *changes: str) -> Path:
    """A folder of templates with docgen's ``name``, each ``old ⇒ new`` of ``changes`` carried out once."""
    text = (SHIPPED / name).read_text(encoding="utf-8")
    for change in changes:
        old, new = change.split(" ⇒ ")
        assert old in text, old
        text = text.replace(old, new, 1)
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def found(top: Path, name: str, layout: Layout = "table") -> tuple[Finding, ...]:
    """What is found in the template ``name`` of the folder ``top``."""
    with own_words((top,)):
        return findings(name, language_of(name) or "ja", (top, SHIPPED), layout)


def line_of(top: Path, name: str, words: str) -> int:
    """The first line that holds ``words``; 0 for none."""
    lines = (top / name).read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if words in line), 0)


@pytest.mark.parametrize("layout", ["table", "columns"])
@pytest.mark.parametrize("name", names())
def test_docgens_own_are_clean(name: str, layout: Literal["table", "columns"]) -> None:
    assert found(SHIPPED, name, layout) == ()


def test_every_template_is_listed() -> None:
    shipped = {path.relative_to(SHIPPED).as_posix() for path in SHIPPED.rglob("*") if path.is_file()}
    assert set(names()) == shipped - {"labels/actions.yaml", "labels/headings.yaml"}, "whose words are docgen's alone"


NAMES = [
    ("{{ goal }} ⇒ {{ gaol }}", "{{ gaol }}", "gaol という値はありません　→ もしかして: goal"),
    (
        "{{ item.because }} ⇒ {{ item.becuase }}",
        "becuase",
        "item.becuase という値はありません　→ もしかして: item.because",
    ),
    ('item.kind == "decide" ⇒ item.kind == "x" and item.knd', "item.knd", "もしかして: item.kind"),
    ("{{ item.ask }} ⇒ {{ item.ask|uper }}", "uper", "uper というフィルターはありません　→ もしかして: upper"),
    (
        "{% if carried %} ⇒ {% if no %}{{ never.there }}{% endif %}{% if carried %}",
        "never",
        "never という値はありません",
    ),
    ("{{ goal }} ⇒ {{ items.stance }}", "items.stance", "リストに .stance はありません"),
    ("in items %} ⇒ in goal %}", "in goal", "goal はリストではありません"),
    ("{{ goal }} ⇒ {% set x %}**a**{% endset %}{{ x }}", "set x", "macro や set の中の Markdown は読まれません"),
    ('{{ goal }} ⇒ {% include "ja/goal.md.j2" %}', "include", "テンプレート ja/goal.md.j2 がありません"),
    ("{{ goal }} ⇒ {{ 1 / 0 }}", "1 / 0", "テンプレートの式を計算できません"),
    ("{{ goal }} ⇒ {{ goal }", "", "テンプレートの書き方が正しくありません: '}' はここでは使えません"),
    ("{% endfor %}\n\n### その他 ⇒ ### その他", "", "{% endfor %} がありません"),
]

MARKS = [
    (" {#meeting} ⇒ ", "## {{ heading", "最初の見出しに {#meeting} がありません"),
    ("{#meeting} ⇒ {#meetng}", "meetng", "アンカー {#meetng} はありません　→ もしかして: meeting"),
    ("## {{ heading ⇒ はじめに\n\n## {{ heading", "はじめに", "{#meeting} の見出しより前に文字があります"),
    ("## {{ heading ⇒ {{ heading", "{{ heading", "{#meeting} のついた見出しで始まっていません"),
    ("参加者** {.label} ⇒ 参加者** {.lable}", "lable", "クラス {.lable} はありません　→ もしかして: label"),
    ("{.origin} ⇒ {.orign}", "orign", "クラス {.orign} はありません"),
    ("{.entry} ⇒ {widht=3}", "widht", "波括弧の widht という属性はありません　→ もしかして: widths"),
    ("{{ goal }} ⇒ {{ goal }} {.note} です", "です", "この波括弧は効かず"),
    ("{{ goal }} ⇒ ![図](a.png)\n\n{{ goal }}", "a.png", "画像は入れられません"),
    ("{{ goal }} ⇒ <b>今日</b>\n\n{{ goal }}", "<b>", "HTML は読まれず"),
    ("{{ goal }} ⇒ 注[^1]\n\n{{ goal }}", "[^1]", "脚注は作れず"),
    ("{{ goal }} ⇒ {{ goal }}\n\n[^1]: 注", "[^1]", "脚注は作れず"),
    ("{{ goal }} ⇒ {# 説明 #}\n\n{{ goal }}", "説明", "{# … #} は説明にならず"),
    ("{{ goal }} ⇒ **目標（仮）**は\n\n{{ goal }}", "目標", "太字などの記号が効かず"),
    ("{{ goal }} ⇒ {{ goal }}\n\n---", "---", "区切り線は引けません"),
    ("{{ goal }} ⇒ {{ goal }}\n---", "{{ goal }}", "下の --- や === のせいで見出しになっています"),
    ("{{ goal }} ⇒     {{ goal }}", "{{ goal }}", "空白が4つ以上あると"),
    ("{{ goal }} ⇒ ### ゴール\n\n{{ goal }}", "### ゴール", "見出しが表の中にあります"),
    ("{{ goal }} ⇒ |a|b|\n|-|-|\n|1|2|3|", "|1|2|3|", "2 列の表に 3 列の行があります"),
    ("::: column\n**日時 ⇒ ::: colunm\n**日時", ":::: columns", "「::: column」の外に内容があります"),
    (":::: columns 50 50 ⇒ :::: columns 50 x", "50 x", "列の幅は列の数だけの正の数です"),
    (":::: columns 50 50 ⇒ :::: columns 30 30 40", "30 30 40", "3 列の行に 2 列あります"),
    ("::::\n{% endfor %} ⇒ {% endfor %}", 25, "「:::: columns」が閉じられていません"),
    (
        '{{ goal }} ⇒ {{ goal }}\n{% if goal == "x" %}\n\n**x** {.lable}\n{% endif %}',
        "lable",
        "クラス {.lable} はありません",
    ),
]

LABELS = [
    ("当社スタンス（仮説） ⇒ 私たちの見立て", "見立て", "「fields: {stance: {canonical: 私たちの見立て}}」と書くと"),
    ("決定事項 ⇒ きめたこと", "きめたこと", "「fields: {decisions: {canonical: きめたこと}}」と書くと"),
    ("ご相談したいこと ⇒ 問い", "問い", "「fields: {ask: {canonical: 問い}}」と書くと"),
    ("**根拠** {.label} ⇒ 根拠", "根拠", "「根拠」がラベルになっていません　→ **根拠** {.label} と書いてください"),
    ("**資料** {.label} ⇒ **次回** {.label}", "次回", "「次回」はここではラベルとして読まれません"),
    ("### その他 ⇒ ### 事前共有", "事前共有", "見出し「事前共有」は論点として読まれます"),
    ("### 次回ご相談したいこと ⇒ ## 次回聞くこと", "次回聞くこと", "会議のブロックが終わります　→ ### にしてください"),
    ("{{ blank }} ⇒ （こちらへ）\n\n{{ blank }}", "こちらへ", "「（こちらへ）」が「お客様のご意見」として読まれます"),
]

LOST = [
    (
        "{{ item.stance }} ⇒ 弊社より：{{ item.stance }}",
        "弊社より",
        "item.stance に入れたものが、同じものとして読み取れません",
    ),
    (
        "当社： ⇒ 私たち：",
        "私たち",
        "ours に入れたものが、同じものとして読み取れません（佐藤, 鈴木 → ）　→ 「当社：{{ ours }}」",
    ),
    ("{{ theirs }} ⇒ {{ theirs }}（敬称略）", "theirs", "theirs に入れたものが"),
    ("{{ heading }} ⇒ {{ heading }}の会議", "heading", "heading に入れたものが"),
    ("### {{ item.heading }} ⇒ ## {{ item.heading }}です", "in items", "items に入れたものが"),
    ("[{{ todo.origin }}]({{ todo.link }}){.origin} ⇒ {{ todo.origin }}", "todo.line", "todo.line に入れたものが"),
]


@pytest.mark.parametrize(("change", "at", "told"), [*NAMES, *MARKS, *LABELS, *LOST])
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, change: str, at: str | int, told: str) -> None:
    name = "ja/meeting.md.j2"
    top = changed(tmp_path, name, change)
    wrong = [each for each in found(top, name) if not each.note]
    assert wrong
    assert told in wrong[0].shown("ja")
    if at:
        assert wrong[0].line == (at if isinstance(at, int) else line_of(top, name, at))
    assert len(wrong) <= 3
    assert {Path(each.file).name for each in wrong} == {"meeting.md.j2"}


def test_in_japanese_and_in_english(tmp_path: Path) -> None:
    top = changed(tmp_path, "en/meeting.md.j2", "Our stance (hypothesis) ⇒ Our view", "{.entry} ⇒ {.entri}")
    ((first, second), _) = ([each.shown("en") for each in found(top, "en/meeting.md.j2")], None)
    assert first.endswith(
        ":27: the label “Our view” will not be found again → write “fields: {stance: {canonical: Our view}}” in "
        "templates/labels/en.yaml"
    )
    assert second.endswith(":57: there is no class {.entri} → did you mean entry?")


def test_what_is_left_out_is_only_a_note(tmp_path: Path) -> None:
    without = "**根拠** {.label}\n\n{{ item.because }}\n ⇒ "
    top = changed(tmp_path, "ja/meeting.md.j2", without, "### 次回ご相談したいこと\n\n{{ blank }} {.entry} ⇒ ")
    notes = [(each.note, each.message.ja) for each in found(top, "ja/meeting.md.j2")]
    assert notes == [
        (True, "item.because は文書に入りません"),
        (True, "「次回ご相談したいこと」の欄がありません"),
    ]


def test_words_of_the_teams_own_are_found_again(tmp_path: Path) -> None:
    top = changed(tmp_path, "ja/meeting.md.j2", "当社スタンス（仮説） ⇒ 私たちの見立て", "### その他 ⇒ ### 全般")
    own = "fields: {stance: {canonical: 私たちの見立て}, other: {canonical: 全般}}\n"
    (tmp_path / "labels").mkdir()
    (tmp_path / "labels" / "ja.yaml").write_text(own, encoding="utf-8")
    assert found(top, "ja/meeting.md.j2") == ()
    with own_words((top,)):
        assert labels().fields.name("当社スタンス（仮説）") == labels().fields.name("私たちの見立て") == "stance"
    assert labels().fields.name("私たちの見立て") is None


def test_a_line_of_an_included_template_is_its_own(tmp_path: Path) -> None:
    top = changed(tmp_path, "ja/meeting.md.j2", '{{ goal }} ⇒ {% include "ja/goal.md.j2" %}')
    (top / "ja" / "goal.md.j2").write_text("{* 目標 *}\n{{ goal }} {.gaol}\n", encoding="utf-8")
    (one,) = found(top, "ja/meeting.md.j2")
    assert (Path(one.file).name, one.line) == ("goal.md.j2", 2)


OTHERS = [
    ("ja/document.md.j2", "{.title} ⇒ {.titel}", "titel", "クラス {.titel} はありません"),
    ("ja/karte.md.j2", "{{ field.question }} ⇒ {{ field.quest }}", "quest }", "field.quest という値はありません"),
    ("en/karte.md.j2", "::::\n{% endfor %} ⇒ {% endfor %}", ":::: row", "「:::: row」が閉じられていません"),
    ("ja/show.md.j2", "meeting.goal }} ⇒ meeting.gaol }}", "gaol", "meeting.gaol という値はありません"),
    ("report/report.md.j2", "{{ words.lead }} ⇒ {{ words.laed }}", "laed", "words.laed という値はありません"),
    ("report/report.html.j2", "report.totals.held ⇒ report.totals.hold", "totals.hold", "report.totals.hold という値"),
    ("export/document.html.j2", "{{ page.width }} ⇒ {{ page.widht }}", "widht", "page.widht という値はありません"),
    ("export/document.css", "body { ⇒ {{ x }} body {", "{{ x }}", "x という値はありません"),
    ("report/labels.yaml", "lead: ⇒ laed:", "laed", "そのようなキーはありません　→ もしかして: lead"),
    ("fields.yaml", "    audience: shared ⇒     audience: everybody", "everybody", "everybody"),
]


@pytest.mark.parametrize(("name", "change", "at", "told"), OTHERS)
def test_other_templates_and_words(tmp_path: Path, name: str, change: str, at: str, told: str) -> None:
    top = changed(tmp_path, name, change)
    first, *_ = found(top, name)
    assert told in first.shown("ja")
    assert (Path(first.file).name, first.line) == (Path(name).name, line_of(top, name, at))
