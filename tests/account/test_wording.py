"""A team's own words: on top of docgen's, and never meaning two things."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.account.labels import labels, own_words
from docgen.account.wording import LANGUAGES
from docgen.errors import InputError
from docgen.resources import templates


def own(folder: Path, text: str, language: str = "ja") -> Path:
    """A folder of templates with these words."""
    (folder / "labels").mkdir(exist_ok=True)
    (folder / "labels" / f"{language}.yaml").write_text(text, encoding="utf-8")
    return folder


def test_they_come_on_top(tmp_path: Path) -> None:
    own(tmp_path, "fields: {stance: {canonical: 見立て, also: [読み筋]}}\nminutes: {unit: min.}\nnone: [ナシ]\n")
    own(tmp_path, "lines: {ours: {also: [Our team]}}\n", "en")
    with own_words((tmp_path,)):
        words = labels()
        assert words.fields.write("stance", "ja") == "見立て"
        assert words.fields.write("stance", "en") == "Our stance (hypothesis)"
        assert {words.fields.name(each) for each in ("見立て", "■読み筋：", "仮説", "Stance")} == {"stance"}
        assert words.fields.is_written("stance", "見立て")
        assert words.fields.is_written("stance", "当社スタンス（仮説）")
        assert words.lines.name("our team") == "ours"
        assert words.minutes["ja"] == "min."
        assert words.is_none("ナシ")
        assert words.is_none("なし")
    assert labels().fields.name("見立て") is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_copy_of_what_is_shipped_changes_nothing(tmp_path: Path, language: str) -> None:
    own(tmp_path, (templates() / "labels" / f"{language}.yaml").read_text(encoding="utf-8"), language)
    before = labels()
    with own_words((tmp_path,)):
        assert labels() == before


def test_words_that_are_only_read_come_on_top_too(tmp_path: Path) -> None:
    own(
        tmp_path,
        "marks: {cancelled: {also: [流会]}}\nby_hand: {decisions: [申し合わせ]}\ntags: {action_items: [要手配]}\n"
        "columns: {owner: [受け持ち]}\nbefore: [臨時の]\nafter: [控え]\n",
    )
    with own_words((tmp_path,)):
        words = labels()
        assert words.marks.name("流会") == "cancelled"
        assert words.by_hand["申し合わせ"] == "decisions"
        assert words.tags["要手配"] == "action_items"
        assert words.columns["受け持ち"] == "owner"
        assert "臨時の" in words.before
        assert "控え" in words.after


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "fields: {stanse: {canonical: a}}",
            "ja.yaml:1: fields.stanse: 'stanse' という名前はありません　→ もしかして: stance",
        ),
        (
            "fields:\n  views: {also: [決定事項]}",
            "ja.yaml:2: fields.views.also[0]: 「決定事項」はすでに decisions（決定事項）の",
        ),
        ("fields:\n  views: {also: [あ]}\n  ask: {also: [あ]}", "ja.yaml:3: fields.ask.also[0]: 「あ」はすでに views"),
        ("fields:\n  views: {canonical: ' '}", "ja.yaml:2: fields.views.canonical: ' ' はラベルにできません"),
        (f"fields:\n  views: {{canonical: {'あ' * 41}}}", "はラベルにできません　→ 40字までの1行にしてください"),
        ("columns: {ownr: [係]}", "ja.yaml:1: columns.ownr: 'ownr' という名前はありません　→ もしかして: owner"),
        ("tags: {topic: ['']}", "ja.yaml:1: tags.topic[0]: '' はラベルにできません"),
        ("field: {}", "ja.yaml:1: field: そのようなキーはありません　→ もしかして: fields"),
        ("fields: [", "ja.yaml:"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, text: str, told: str) -> None:
    with own_words((own(tmp_path, text),)), pytest.raises(InputError) as caught:
        labels()
    assert told in caught.value.line("ja")
