"""Plain values as typed ones."""

from __future__ import annotations

import pytest

from docgen.account.model import AgendaItemPlan, AgendaPlan, Attendees, Kind
from docgen.errors import InputError
from docgen.inputs.typed import convert
from docgen.inputs.yaml_source import parse_yaml

HEAD = "title: 定例\nstart: 2026-12-01\n"

WRONG = {
    "a misspelt key": (
        HEAD + "items:\n- titel: a\n",
        "a.yaml:4: items[0].titel: そのようなキーはありません　→ もしかして: title",
        "a.yaml:4: items[0].titel: there is no such key → did you mean title?",
    ),
    "a key like no other": (
        HEAD + "場所: 本社\n",
        "a.yaml:3: 場所: そのようなキーはありません　→ 使えるもの: attendees, end, goal, id, items, start, title",
        "a.yaml:3: 場所: there is no such key → known here: attendees, end, goal, id, items, start, title",
    ),
    "a misspelt side": (
        HEAD + "attendees:\n  our: [佐藤]\n",
        "a.yaml:4: attendees.our: そのようなキーはありません　→ もしかして: ours",
        "a.yaml:4: attendees.our: there is no such key → did you mean ours?",
    ),
    "a missing key": (
        HEAD + "items:\n- kind: share\n",
        "a.yaml:4: items[0]: title がありません　→ title を書いてください",
        "a.yaml:4: items[0]: title is missing → add title",
    ),
    "a number for text": (
        "title: 12\nstart: 2026-12-01\n",
        'a.yaml:1: title: 文字を書いてください　→ 引用符で囲んでください: "12"',
        'a.yaml:1: title: write text here → put it in quotes: "12"',
    ),
    "true for text": (
        HEAD + "goal: true\n",
        'a.yaml:3: goal: 文字を書いてください　→ 引用符で囲んでください: "true"',
        'a.yaml:3: goal: write text here → put it in quotes: "true"',
    ),
    "text for a number": (
        HEAD + "items:\n- title: a\n  minutes: 15分\n",
        "a.yaml:5: items[0].minutes: 整数を書いてください　→ いまは '15分' です",
        "a.yaml:5: items[0].minutes: write a whole number here → it is now '15分'",
    ),
    "text for a list": (
        HEAD + "items: 完了基準\n",
        "a.yaml:3: items: リストを書いてください　→ いまは '完了基準' です",
        "a.yaml:3: items: write a list here → it is now '完了基準'",
    ),
    "a list for text": (
        HEAD + "goal:\n- a\n",
        "a.yaml:3: goal: 文字を書いてください　→ いまは […] です",
        "a.yaml:3: goal: write text here → it is now […]",
    ),
    "nothing where something must be": (
        "title:\nstart: 2026-12-01\n",
        "a.yaml:1: title: 文字を書いてください　→ 値を書くか、そのキーを消してください",
        "a.yaml:1: title: write text here → write a value, or delete the key",
    ),
    "a misspelt choice": (
        HEAD + "items: [{title: a, kind: decision}]\n",
        "a.yaml:3: items[0].kind: 'decision' は使えません　→ もしかして: decide",
        "a.yaml:3: items[0].kind: 'decision' is not one of the choices → did you mean decide?",
    ),
    "a number for a choice": (
        HEAD + "items: [{title: a, kind: 1}]\n",
        "a.yaml:3: items[0].kind: 1 は使えません　→ 使えるもの: share, discuss, decide",
        "a.yaml:3: items[0].kind: 1 is not one of the choices → one of share, discuss, decide",
    ),
    "a full-width colon": (
        "title：定例\n",
        "a.yaml:1: 「キー: 値」の並びを書いてください　→ 全角の「：」を半角の「: 」にしてください",
        "a.yaml:1: write keys with values here → use a half-width colon and a space",
    ),
    "a list for the whole": (
        "- a\n",
        "a.yaml:1: 「キー: 値」の並びを書いてください　→ いまは […] です",
        "a.yaml:1: write keys with values here → it is now […]",
    ),
}


@pytest.mark.parametrize(("text", "ja", "en"), WRONG.values(), ids=WRONG.keys())
def test_what_does_not_fit_is_told_in_one_line(text: str, ja: str, en: str) -> None:
    with pytest.raises(InputError) as caught:
        convert(parse_yaml(text, "a.yaml"), AgendaPlan)
    assert (caught.value.line("ja"), caught.value.line("en")) == (ja, en)


def test_a_key_with_nothing_after_it_is_as_if_not_written() -> None:
    text = HEAD + "goal:\nattendees:\n  ours:\nitems:\n- title: a\n  minutes:\n  stance:\n  kind:\n"
    assert convert(parse_yaml(text, "a.yaml"), AgendaPlan) == AgendaPlan(
        title="定例", start="2026-12-01", attendees=Attendees(), items=(AgendaItemPlan("a", kind=Kind.DISCUSS),)
    )
