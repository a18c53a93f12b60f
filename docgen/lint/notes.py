"""The docstrings of a Struct's fields, for schemas and documentation."""

from __future__ import annotations

import ast
import inspect
import textwrap
from functools import cache

import msgspec


@cache
def field_notes(struct: type[msgspec.Struct]) -> dict[str, str]:
    """Field → its docstring on one line, those of base classes included; fields without one are left out."""
    notes: dict[str, str] = {}
    for each in reversed(struct.__mro__):
        if issubclass(each, msgspec.Struct) and each is not msgspec.Struct:
            notes |= _own_notes(each)
    return notes


def _own_notes(struct: type) -> dict[str, str]:
    definition = ast.parse(textwrap.dedent(inspect.getsource(struct))).body[0]
    assert isinstance(definition, ast.ClassDef)  # noqa: S101 - the source of a class is one
    notes: dict[str, str] = {}
    for before, after in zip(definition.body, definition.body[1:], strict=False):
        match before, after:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                notes[name] = " ".join(text.split())
    return notes
