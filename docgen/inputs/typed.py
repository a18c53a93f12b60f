"""Plain values as typed ones: unknown keys and wrong types are told with file, line, key and the nearest right one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar

import msgspec
from msgspec import inspect as shapes

from docgen.errors import InputError, Text, nearest
from docgen.inputs.source import KeyPath, Source

T = TypeVar("T", bound=msgspec.Struct)

_WHERE = re.compile(r" - at `(?:key in )?\$([^`]*)`\Z")
_STEP = re.compile(r"\.([^.\[]+)|\[(\d+)\]|\[\.\.\.\]")
_EXPECTED = re.compile(r"Expected `([^`]+)`, got `([^`]+)`\Z")
_BOUND = re.compile(r"Expected `(\w+)` (of length )?(>=|<=|>|<) (\S+)\Z")
_MISSING = re.compile(r"Object missing required field `([^`]+)`\Z")
_NAMES: Mapping[str, Text] = {
    "str": Text("文字", "text"),
    "int": Text("整数", "a whole number"),
    "float": Text("数", "a number"),
    "bool": Text("true か false", "true or false"),
    "array": Text("リスト", "a list"),
    "object": Text("「キー: 値」の並び", "keys with values"),
    "null": Text("空", "nothing"),
}


_BOUNDS: Mapping[str, Text] = {
    ">=": Text("{}以上", "{} or more"),
    "<=": Text("{}以下", "{} or less"),
    ">": Text("{}より大きい数", "more than {}"),
    "<": Text("{}より小さい数", "less than {}"),
}


class UnfitError(ValueError):
    """Raised in the ``__post_init__`` of a struct for values that do not go together, in both languages.

    ``path``: which of the struct's values it is, where one can be told.
    """

    def __init__(self, problem: Text, *, hint: Text | None = None, path: KeyPath = ()) -> None:
        super().__init__(problem.en)
        self.problem, self.hint, self.path = problem, hint, path


def convert(source: Source, kind: type[T]) -> T:
    """The content of ``source`` as a ``kind``, strictly: nothing is coerced, no key is ignored.

    A key with nothing after it counts as not written where it may be left out. Raises ``InputError`` for the first
    thing that does not fit.
    """
    shape = _shape(kind)
    data = _written(source, source.data, shape, ())
    try:
        return msgspec.convert(data, kind, strict=True)
    except msgspec.ValidationError as error:
        raise _explained(str(error), error.__cause__, source, shape) from error


@cache
def _shape(kind: type[msgspec.Struct]) -> shapes.Type:
    return shapes.type_info(kind)


def _written(source: Source, value: Any, shape: shapes.Type, path: KeyPath) -> Any:
    """``value`` without the keys that hold nothing and need not; refuses keys that ``shape`` does not know."""
    if isinstance(value, list):
        return [
            _written(source, entry, _below(shape, place), (*path, place)) if isinstance(entry, list | dict) else entry
            for place, entry in enumerate(value)
        ]
    if not isinstance(value, dict):
        return value
    fields = _fields(shape)
    written: dict[str, Any] = {}
    for key, entry in value.items():
        if fields and key not in fields:
            raise InputError(
                Text("そのようなキーはありません", "there is no such key"),
                place=source.place((*path, key)),
                hint=nearest(key, fields),
            )
        if entry is not None or key not in fields or fields[key].required:
            written[key] = _written(source, entry, _below(shape, key), (*path, key))
    return written


def _variants(shape: shapes.Type) -> tuple[shapes.Type, ...]:
    return shape.types if isinstance(shape, shapes.UnionType) else (shape,)


def _fields(shape: shapes.Type) -> dict[str, shapes.Field]:
    for variant in _variants(shape):
        if isinstance(variant, shapes.StructType):
            return {field.encode_name: field for field in variant.fields}
    return {}


def _below(shape: shapes.Type, step: str | int) -> shapes.Type:
    """The shape one step further down; ``AnyType`` where the step does not fit."""
    for variant in _variants(shape):
        if isinstance(step, int):
            if isinstance(variant, shapes.ListType | shapes.VarTupleType):
                return variant.item_type
        elif isinstance(variant, shapes.DictType):
            return variant.value_type
        elif isinstance(variant, shapes.StructType) and (field := _fields(variant).get(step)):
            return field.type
    return shapes.AnyType()


def _explained(words: str, cause: BaseException | None, source: Source, shape: shapes.Type) -> InputError:
    where = _WHERE.search(words)
    problem = words[: where.start()] if where else words
    path: KeyPath = ()
    value = source.data
    for step in _STEP.finditer(where[1] if where else ""):
        if step[0] == "[...]":  # one of a mapping's values: which one is not told
            break
        key: str | int = int(step[2]) if step[2] else step[1]
        path = (*path, key)
        value = value[key]
        shape = _below(shape, key)
    if found := _MISSING.match(problem):
        return InputError(
            Text(f"{found[1]} がありません", f"{found[1]} is missing"),
            place=source.place(path),
            hint=Text(f"{found[1]} を書いてください", f"add {found[1]}"),
        )
    if choices := _choices(shape):
        return InputError(
            Text(f"{_quoted(value)} は使えません", f"{_quoted(value)} is not one of the choices"),
            place=source.place(path),
            hint=nearest(str(value), choices) if isinstance(value, str) else _listed(choices),
        )
    if found := _EXPECTED.match(problem):
        return InputError(
            Text(f"{_named(found[1], 'ja')}を書いてください", f"write {_named(found[1], 'en')} here"),
            place=source.place(path),
            hint=_advice(found[1], value),
        )
    hint: Text | None = None
    if (fit := _bound(problem, value)) is None:
        fit = Text(problem, problem)
        if isinstance(cause, UnfitError):
            fit, hint, path = cause.problem, cause.hint, (*path, *cause.path)
    return InputError(
        Text(f"値が条件に合いません（{fit.ja}）", f"the value does not fit: {fit.en}"),
        place=source.place(path),
        hint=hint,
    )


def _bound(problem: str, value: Any) -> Text | None:
    """How much it has to be, how long, or of what shape."""
    if "matching regex" in problem:
        return Text(f"{_quoted(value)} は決まった形ではありません", f"{_quoted(value)} is not of the right form")
    if (found := _BOUND.match(problem)) is None:
        return None
    unit = Text("", "")
    if found[2]:
        unit = Text("字", " characters") if found[1] == "str" else Text("件", " entries")
    words = _BOUNDS[found[3]]
    return Text(words.ja.format(found[4] + unit.ja), words.en.format(found[4]) + unit.en)


def _choices(shape: shapes.Type) -> list[str]:
    for variant in _variants(shape):
        if isinstance(variant, shapes.LiteralType):
            return [str(value) for value in variant.values]
        if isinstance(variant, shapes.EnumType):
            return [str(member.value) for member in variant.cls]
    return []


def _listed(choices: list[str]) -> Text:
    return Text(f"使えるもの: {', '.join(choices)}", f"one of {', '.join(choices)}")


def _named(expected: str, language: str) -> str:
    names = [_NAMES[word] for word in expected.split(" | ") if word in _NAMES and word != "null"]
    joined = "か".join(name.ja for name in names) if language == "ja" else " or ".join(name.en for name in names)
    return joined or expected


def _quoted(value: Any) -> str:
    """What was written there, short enough for a line."""
    if isinstance(value, list):
        return "[…]"
    if isinstance(value, dict):
        return "{…}"
    if isinstance(value, str):
        return repr(value if len(value) <= 40 else value[:39] + "…")
    return "null" if value is None else str(value).lower()


def _advice(expected: str, value: Any) -> Text:
    if isinstance(value, str) and "object" in expected and "：" in value:
        return Text("全角の「：」を半角の「: 」にしてください", "use a half-width colon and a space")
    if "str" in expected and isinstance(value, bool | int | float):
        return Text(f'引用符で囲んでください: "{_quoted(value)}"', f'put it in quotes: "{_quoted(value)}"')
    if value is None:
        return Text("値を書くか、そのキーを消してください", "write a value, or delete the key")
    return Text(f"いまは {_quoted(value)} です", f"it is now {_quoted(value)}")
