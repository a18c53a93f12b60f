"""Every text that docgen has in two languages, where it stands in the code: also those that no test makes it say."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest

import docgen
from docgen.account.labels import fold_label, shipped
from docgen.account.wording import LANGUAGES
from docgen.inputs.yaml_source import read_yaml
from docgen.resources import templates
from tests.languages import JAPANESE, foreign

CODE: Final = Path(docgen.__file__).parent
TEMPLATES: Final = templates()
MADE: Final = ("Text", "Bilingual", "_title")
SPELLED: Final = {
    "cli/show.py": "one item, two items",
    "inputs/templates.py": "Jinja's own words, and what they mean",
    "workflows/asked.py": "quoted as each language does",
    "workflows/digest_words.py": "numbers are spelled in English",
}
"""Modules whose texts fill in other words in each language."""


@dataclass(frozen=True)
class Pair:
    """One text: its two sides as they stand in the code."""

    file: str
    line: int
    ja: ast.expr
    en: ast.expr

    def __str__(self) -> str:
        return f"docgen/{self.file}:{self.line}"


def pairs() -> Iterator[Pair]:
    """All that are written out in both languages."""
    for path in sorted(CODE.rglob("*.py")):
        name = path.relative_to(CODE).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for ja, en in _sides(node):
                if _literal(ja) or _literal(en):
                    yield Pair(name, node.lineno, ja, en)  # type: ignore[attr-defined]  # found by what it has


def _sides(node: ast.AST) -> Iterator[tuple[ast.expr, ast.expr]]:
    if isinstance(node, ast.Call):
        called = ast.unparse(node.func).rpartition(".")[2]
        named = {each.arg: each.value for each in node.keywords}
        if called in MADE and len(node.args) == 2:
            yield node.args[0], node.args[1]
        if called == "spoken" and isinstance(node.args[0], ast.Tuple):
            yield node.args[0].elts[0], node.args[0].elts[1]
        if "ja" in named and "en" in named:
            yield named["ja"], named["en"]
        if isinstance(words := named.get("words"), ast.Tuple):
            yield words.elts[0], words.elts[1]
    if isinstance(node, ast.IfExp) and ast.unparse(node.test).endswith("language == 'ja'"):
        if isinstance(node.body, ast.Tuple) and isinstance(node.orelse, ast.Tuple):
            yield from zip(node.body.elts, node.orelse.elts, strict=True)
        else:
            yield node.body, node.orelse


def _literal(side: ast.expr) -> bool:
    return isinstance(side, ast.JoinedStr) or (isinstance(side, ast.Constant) and isinstance(side.value, str))


def words(side: ast.expr) -> str:
    """The text of a side, what is filled in as ``{}``; strings within that on lines of their own."""
    parts, inner = [], []
    for part in side.values if isinstance(side, ast.JoinedStr) else [side]:
        if isinstance(part, ast.Constant):
            parts.append(str(part.value))
        else:
            parts.append("{}")
            inner += [node.value for node in ast.walk(part) if isinstance(node, ast.Constant)]
    return "\n".join(["".join(parts), *(each for each in inner if isinstance(each, str))])


def filled_in(side: ast.expr) -> set[str]:
    """What a side fills in, said in the same way for both languages."""
    found = {ast.unparse(part.value) for part in ast.walk(side) if isinstance(part, ast.FormattedValue)}
    found |= set() if found or isinstance(side, ast.Constant) else {ast.unparse(side)}
    found = {re.sub(r"\.(?:ja|en)\b|_(?:JA|EN)\b|\b(?:ja|en)\b|(['\"])[^'\"]*\1", "", each) for each in found}
    return {each for each in found if re.search("[a-z]", each) and " * (" not in each}


PAIRS: Final = tuple(pairs())


def test_there_are_texts() -> None:
    assert len(PAIRS) > 900


@pytest.mark.parametrize("pair", PAIRS, ids=str)
def test_each_side_is_in_its_language(pair: Pair) -> None:
    ja, en = words(pair.ja), words(pair.en)
    assert not foreign(ja, "ja")
    assert not foreign(en, "en")
    if pair.file not in SPELLED:
        assert filled_in(pair.ja) == filled_in(pair.en)


def test_no_module_is_excused_in_vain() -> None:
    needed = {pair.file for pair in PAIRS if filled_in(pair.ja) != filled_in(pair.en)}
    assert needed == set(SPELLED)


def test_labels_are_the_same_in_both_languages() -> None:
    ja, en = (shipped()[language] for language in LANGUAGES)
    assert {group: _names(entries) for group, entries in ja.items()} == {g: _names(e) for g, e in en.items()}
    for language, groups in (("ja", ja), ("en", en)):
        for group in ("fields", "lines", "kinds", "marks"):
            written = [entry["canonical"] for entry in groups[group].values()]
            assert len(set(map(fold_label, written))) == len(written)
            assert (
                all(JAPANESE.search(word) or word == "TODO" for word in written)
                if language == "ja"
                else not any(map(JAPANESE.search, written))
            )


def _names(entries: Any) -> list[str] | None:
    return sorted(entries) if isinstance(entries, dict) else None


@pytest.mark.parametrize("file", ["report/labels.yaml", "fields.yaml"])
def test_words_of_pages_are_in_both_languages(file: str) -> None:
    found = list(_bilingual(read_yaml(TEMPLATES / file).data))
    assert len(found) > 40
    for entry in found:
        assert not foreign(entry["ja"], "ja")
        assert not foreign(entry["en"], "en")
        assert set(re.findall(r"\{\w+\}", entry["ja"])) == set(re.findall(r"\{\w+\}", entry["en"]))


def _bilingual(data: Any) -> Iterator[dict[str, str]]:
    if isinstance(data, dict) and set(data) == {"ja", "en"}:
        yield data
    elif isinstance(data, dict | list):
        for each in data.values() if isinstance(data, dict) else data:
            yield from _bilingual(each)


@pytest.mark.parametrize("name", sorted(path.name for path in (TEMPLATES / "ja").iterdir()))
def test_a_template_is_built_alike_in_both_languages(name: str) -> None:
    """The same values, conditions, anchors, classes and columns; a mail is polite in its own way."""
    ja, en = (
        re.sub(r"\{[*#].*?[*#]\}", "", (TEMPLATES / language / name).read_text(encoding="utf-8"), flags=re.DOTALL)
        for language in LANGUAGES
    )
    built = [re.findall(r"\{\{-? *(.*?) *-?\}\}|\{% *(.*?) *%\}|(\{[.#].*?\})|(:::+.*)", text) for text in (ja, en)]
    if name.startswith("mail"):
        assert _asked(built[0]) == _asked(built[1])
    else:
        assert built[0] == built[1]
    assert not foreign(re.sub(r"\{[{%].*?[%}]\}", " ", ja), "ja")
    assert not foreign(en, "en")
    assert {path.name for path in (TEMPLATES / "ja").iterdir()} == {path.name for path in (TEMPLATES / "en").iterdir()}


def _asked(built: list[tuple[str, ...]]) -> set[str]:
    """The names in the tags of a template."""
    return {name for tags in built for name in re.findall(r"[a-z_.]+", " ".join(tags))} - {"or", "and", "not"}
