"""YAML files: what they give, and what is said of those that cannot be read."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from docgen.errors import InputError
from docgen.inputs.yaml_source import parse_yaml

WRONG = {
    "empty": ("", "a.yaml: ファイルが空です", "a.yaml: the file is empty"),
    "only a comment": ("# 論点\n", "a.yaml: ファイルが空です", "a.yaml: the file is empty"),
    "two documents": (
        "title: a\n---\ntitle: b\n",
        "a.yaml:2: --- で区切られた2つ目の文書があります　→ 1つのファイルには1つだけ書いてください",
        "a.yaml:2: there is a second document after --- → write one document per file",
    ),
    "a tab before a list": (
        "items:\n\t- title: a\n",
        "a.yaml:2: 字下げにタブが使われています　→ 半角スペースで字下げしてください",
        "a.yaml:2: a tab is used for indentation → indent with spaces",
    ),
    "a tab before a key": (
        "attendees:\n\tours: [佐藤]\n",
        "a.yaml:2: 字下げにタブが使われています　→ 半角スペースで字下げしてください",
        "a.yaml:2: a tab is used for indentation → indent with spaces",
    ),
    "a key twice": (
        "items:\n- title: a\n  kind: share\n  title: b\n",
        "a.yaml:4: items[0].title: 同じキーが2回あります（1回目は2行目）　→ どちらかを消してください",
        "a.yaml:4: items[0].title: this key stands twice (first on line 2) → delete one of them",
    ),
    "a colon within a value": (
        "title: 定例: 12月\n",
        "a.yaml:1: 1行に「: 」が2つあるか、字下げがずれています　→ 値を引用符で囲んでください",
        "a.yaml:1: there is a second colon on the line, or the indentation is off → put the value in quotes",
    ),
    "an open quote": (
        'title: a\ngoal: "b\n\nitems: []\n',
        "a.yaml:2: 引用符が閉じていません　→ 閉じる引用符を書いてください",
        "a.yaml:2: a quote is not closed → close it",
    ),
    "an alias": (
        "title: *a\n",
        "a.yaml:1: * で始まる値は引用符が要ります　→ 値を引用符で囲んでください",
        "a.yaml:1: a value that begins with * needs quotes → put the value in quotes",
    ),
    "an at sign": (
        "ours: [佐藤]\nowner: @田中\n",
        "a.yaml:2: 値をこの記号で始めることはできません　→ 値を引用符で囲んでください",
        "a.yaml:2: a value cannot begin like this → put the value in quotes",
    ),
    "a tag": (
        "title: !important a\n",
        "a.yaml:1: タグ '!important' は使えません　→ ! で始まる値は引用符で囲んでください",
        "a.yaml:1: the tag '!important' cannot be used here → put text that begins with ! in quotes",
    ),
    "an exclamation mark": (
        "title: !重要 a\n",
        "a.yaml:1: ! で始まる値は引用符が要ります　→ 値を引用符で囲んでください",
        "a.yaml:1: a value that begins with ! needs quotes → put the value in quotes",
    ),
    "a list as a key": ("? [a]\n: b\n", "a.yaml:1: キーは文字で書いてください", "a.yaml:1: a key must be text"),
    "a line without colon": (
        "items:\n- title: x\n  kind share\n  minutes: 3\n",
        "a.yaml:4: 「キー: 値」の形になっていません　→ キーの後に半角の「: 」を書いてください",
        "a.yaml:4: this is not of the form `key: value` → write a colon and a space after the key",
    ),
    "an open bracket": (
        "ours: [佐藤\n",
        "a.yaml:2: YAML として読めません　→ 字下げ、「: 」の後の半角スペース、括弧と引用符の閉じ忘れを確かめてください",
        "a.yaml:2: this is not YAML → check the indentation, the space after each colon, and that brackets and quotes "
        "are closed",
    ),
    "endless brackets": (
        "[" * 100_000,
        "a.yaml: 入れ子が深すぎるか、値が多すぎます",
        "a.yaml: it is nested too deeply, or holds too many values",
    ),
    "endless dashes": (
        "- " * 100_000,
        "a.yaml: 入れ子が深すぎるか、値が多すぎます",
        "a.yaml: it is nested too deeply, or holds too many values",
    ),
    "a value within itself": (
        "a: &a [*a]\n",
        "a.yaml: 入れ子が深すぎるか、値が多すぎます",
        "a.yaml: it is nested too deeply, or holds too many values",
    ),
    "aliases that unfold without end": (
        "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 9)),
        "a.yaml: 入れ子が深すぎるか、値が多すぎます",
        "a.yaml: it is nested too deeply, or holds too many values",
    ),
}


@pytest.fixture(params=["C loader", "Python loader"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """PyYAML with and without libyaml, whose words and marks differ."""
    if request.param == "Python loader":
        monkeypatch.delattr(yaml, "CSafeLoader", raising=False)


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(("text", "ja", "en"), WRONG.values(), ids=WRONG.keys())
def test_wrong_yaml_is_told_in_one_line(text: str, ja: str, en: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_yaml(text, "a.yaml")
    assert (caught.value.line("ja"), caught.value.line("en")) == (ja, en)


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2026-12-01", "2026-12-01"),
        ("2026-12-01 10:00", "2026-12-01 10:00"),
        ("10:30", "10:30"),
        ("1:30:00", "1:30:00"),
        ("no", "no"),
        ("On", "On"),
        ("0123", "0123"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("1e3", "1e3"),
        ("=", "="),
        ("15", 15),
        ("-3", -3),
        ("1.5", 1.5),
        ("true", True),
        ("False", False),
        ("~", None),
        ("", None),
        ('"15"', "15"),
        ("'true'", "true"),
        ("!!str 15", "15"),
        ("𠮷田 🙂", "𠮷田 🙂"),
        ("| \n  一行目\n  二行目\n", "一行目\n二行目\n"),
    ],
)
def test_a_value_is_what_it_looks_like(written: str, value: object) -> None:
    assert parse_yaml(f"key: {written}", "a.yaml").data == {"key": value}


def test_every_key_knows_its_line() -> None:
    source = parse_yaml("title: a\n\nitems:\n  # 最初\n  - title: b\n    kind: share\n  -\n    title: c\n", "a.yaml")
    assert {path: line for path, line in source.lines.items() if path} == {
        ("title",): 1,
        ("items",): 3,
        ("items", 0): 5,
        ("items", 0, "title"): 5,
        ("items", 0, "kind"): 6,
        ("items", 1): 8,
        ("items", 1, "title"): 8,
    }
    assert str(source.place(("items", 1, "stance"))) == "a.yaml:8: items[1].stance"


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=40)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(TEXT, VALUES, min_size=1, max_size=5))
def test_what_a_program_dumps_comes_back(value: dict[str, object]) -> None:
    assert parse_yaml(yaml.safe_dump(value, allow_unicode=True), "a.yaml").data == value


@given(st.text(max_size=200))
def test_any_text_gives_a_value_or_an_input_error(text: str) -> None:
    with suppress(InputError):  # and no other error
        parse_yaml(text, "a.yaml")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_what_a_program_writes_as_json_comes_back(text: str) -> None:
    assert parse_yaml(json.dumps({"title": text}), "a.yaml").data == {"title": text}
