"""YAML files, read by the rules of YAML 1.2's core schema: dates, times, ``yes`` and ``no`` stay text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from docgen.errors import InputError, Place, Text
from docgen.inputs.source import KeyPath, Source, key_text
from docgen.inputs.system import shown
from docgen.inputs.text import read_text

_DEEP = re.compile(r"^[-?: ]{400}", re.MULTILINE)
_PAIR = re.compile(
    r"((?<!\\)(?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})",
)
"""The two halves of a surrogate pair, each escaped."""
_LIMIT = 200_000
"""Values per file; aliases could make a small file unfold without end."""

_NULL = re.compile(r"(?:~|null|Null|NULL)?\Z")
_TRUE = re.compile(r"(?:true|True|TRUE)\Z")
_FALSE = re.compile(r"(?:false|False|FALSE)\Z")
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})\Z")
_FLOAT = re.compile(r"[-+]?[0-9]{1,18}\.[0-9]{1,18}(?:[eE][-+]?[0-9]{1,3})?\Z")
_STANDARD = "tag:yaml.org,2002:"
_TEXT = _STANDARD + "str"
_PLAIN = {_STANDARD + name for name in ("int", "float", "bool", "null", "timestamp", "value", "merge")}


def read_yaml(path: Path) -> Source:
    """The one document of the YAML file ``path``.

    Raises ``InputError`` for a file that is unreadable, empty, not YAML, of several documents, or with a key twice.
    """
    return parse_yaml(read_text(path), shown(path))


def _one_escape(pair: re.Match[str]) -> str:
    code = 0x10000 + ((int(pair[2], 16) - 0xD800) << 10) + int(pair[3], 16) - 0xDC00
    return f"{pair[1]}\\U{code:08X}"


def parse_yaml(text: str, file: str) -> Source:
    """As ``read_yaml``, from ``text``; ``file`` is only named in errors."""
    if "\\u" in text:
        # JSON is YAML but for this: it writes an emoji as two escapes, of which YAML takes neither.
        text = _PAIR.sub(_one_escape, text)
    try:
        node = yaml.compose(text, Loader=_loader(text))
    except yaml.MarkedYAMLError as error:
        raise _explained(error, text, file) from error
    except yaml.YAMLError as error:
        raise InputError(
            Text("YAML で使えない文字があります", "there is a character that YAML does not allow"), place=Place(file)
        ) from error
    except RecursionError as error:
        raise _too_much(file) from error
    if node is None:
        raise InputError(Text("ファイルが空です", "the file is empty"), place=Place(file))
    builder = _Builder(file)
    try:
        data = builder.value(node, ())
    except RecursionError as error:
        raise _too_much(file) from error
    return Source(file, data, builder.lines)


class _Builder:
    """Turns nodes into plain values, noting lines on the way."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.lines: dict[KeyPath, int] = {}
        self.count = 0

    def value(self, node: yaml.Node, path: KeyPath) -> Any:
        self.count += 1
        if self.count > _LIMIT:
            raise _too_much(self.file)
        self.lines.setdefault(path, _line(node))
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, (*path, place)) for place, child in enumerate(node.value)]
        return self.scalar(node)

    def mapping(self, node: yaml.MappingNode, path: KeyPath) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise InputError(
                    Text("キーは文字で書いてください", "a key must be text"), place=Place(self.file, _line(key_node))
                )
            key = str(key_node.value)
            place = (*path, key)
            if key in values:
                first = self.lines[place]
                raise InputError(
                    Text(
                        f"同じキーが2回あります（1回目は{first}行目）",
                        f"this key stands twice (first on line {first})",
                    ),
                    place=Place(self.file, _line(key_node), key_text(place)),
                    hint=Text("どちらかを消してください", "delete one of them"),
                )
            self.lines[place] = _line(key_node)
            values[key] = self.value(value_node, place)
        return values

    def scalar(self, node: yaml.Node) -> Any:
        text: str = node.value
        if node.tag == _TEXT:
            return text
        if node.tag not in _PLAIN:
            raise InputError(
                Text(f"タグ {node.tag!r} は使えません", f"the tag {node.tag!r} cannot be used here"),
                place=Place(self.file, _line(node)),
                hint=Text("! で始まる値は引用符で囲んでください", "put text that begins with ! in quotes"),
            )
        if _NULL.match(text):
            return None
        if _TRUE.match(text):
            return True
        if _FALSE.match(text):
            return False
        if _INTEGER.match(text):
            return int(text)
        if _FLOAT.match(text):
            return float(text)
        return text


def _loader(text: str) -> Any:
    """The fast loader, except for depths at which it would exhaust the C stack."""
    deep = text.count("[") + text.count("{") > 400 or _DEEP.search(text)
    return yaml.SafeLoader if deep else getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _too_much(file: str) -> InputError:
    return InputError(
        Text("入れ子が深すぎるか、値が多すぎます", "it is nested too deeply, or holds too many values"),
        place=Place(file),
    )


_QUOTE = Text("値を引用符で囲んでください", "put the value in quotes")
_PROBLEMS: tuple[tuple[str, Text, Text], ...] = (
    (
        "single document",
        Text("--- で区切られた2つ目の文書があります", "there is a second document after ---"),
        Text("1つのファイルには1つだけ書いてください", "write one document per file"),
    ),
    (
        "tab character",
        Text("字下げにタブが使われています", "a tab is used for indentation"),
        Text("半角スペースで字下げしてください", "indent with spaces"),
    ),
    ("alias", Text("* で始まる値は引用符が要ります", "a value that begins with * needs quotes"), _QUOTE),
    ("entries are not allowed", Text("「- 」は新しい行に書きます", "a list begins on a new line"), _QUOTE),
    (
        "values are not allowed",
        Text(
            "1行に「: 」が2つあるか、字下げがずれています",
            "there is a second colon on the line, or the indentation is off",
        ),
        _QUOTE,
    ),
    (
        "expected ':'",
        Text("「キー: 値」の形になっていません", "this is not of the form `key: value`"),
        Text("キーの後に半角の「: 」を書いてください", "write a colon and a space after the key"),
    ),
    (
        "ing a tag",
        Text("! で始まる値は引用符が要ります", "a value that begins with ! needs quotes"),
        _QUOTE,
    ),
    ("cannot start any token", Text("値をこの記号で始めることはできません", "a value cannot begin like this"), _QUOTE),
    (
        "quoted scalar",
        Text("引用符が閉じていません", "a quote is not closed"),
        Text("閉じる引用符を書いてください", "close it"),
    ),
)
_OTHER = (
    Text("YAML として読めません", "this is not YAML"),
    Text(
        "字下げ、「: 」の後の半角スペース、括弧と引用符の閉じ忘れを確かめてください",
        "check the indentation, the space after each colon, and that brackets and quotes are closed",
    ),
)


def _explained(error: yaml.MarkedYAMLError, text: str, file: str) -> InputError:
    problem = f"{error.context or ''}: {error.problem or ''}"
    mark = error.context_mark if "quoted scalar" in problem else error.problem_mark
    line = int(mark.line) + 1 if mark else 0
    written = text.split("\n")[line - 1] if 0 < line <= text.count("\n") + 1 else ""
    if "\t" in written[: len(written) - len(written.lstrip())]:
        problem = "tab character"
    message, hint = next(((message, hint) for sign, message, hint in _PROBLEMS if sign in problem), _OTHER)
    return InputError(message, place=Place(file, line), hint=hint)
