"""A value of a type, made up: what templates are tried with."""

from __future__ import annotations

from typing import Any, Final, TypeVar

import msgspec
from msgspec import inspect as shapes

T = TypeVar("T", bound=msgspec.Struct)

TEXTS: Final = {"made": "2026-12-01T09:00", "time": "10:00", "url": "https://example.com/"}
"""Texts of a certain form, by the name of their field; those called after a day are days."""
DAYS: Final = ("date", "day", "start", "due")
COUNT: Final = 3


def sample_of(kind: type[T], *, full: bool = True, **given: Any) -> T:
    """A ``kind`` with a value in every field; without ``full``, with nothing where that may be. ``given``: fields as
    they should be."""
    made = _value(shapes.type_info(kind), "", full=full)
    return msgspec.convert({**made, **given}, kind)


def _value(shape: shapes.Type, name: str, *, full: bool) -> Any:
    match shape:
        case shapes.StructType():
            wanted = (field for field in shape.fields if full or field.required)
            return {field.encode_name: _value(field.type, field.name, full=full) for field in wanted}
        case shapes.VarTupleType() | shapes.ListType():
            return [_value(shape.item_type, name, full=full)] if full else []
        case shapes.UnionType():
            return _value(next(each for each in shape.types if not isinstance(each, shapes.NoneType)), name, full=full)
        case shapes.LiteralType():
            return shape.values[0]
        case shapes.EnumType():
            return next(iter(shape.cls)).value
        case shapes.StrType():
            return TEXTS.get(name) or ("2026-12-01" if name.rpartition("_")[2] in DAYS else f"{name} [x] <b> *y*")
        case shapes.BoolType():
            return full
        case shapes.IntType() | shapes.FloatType():
            return COUNT if full else 0
        case shapes.DictType():
            return {}
        case _:
            return None
