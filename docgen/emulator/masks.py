"""Field masks of update requests, and the values they let through, as Google keeps them."""

from __future__ import annotations

import math
import re
import struct
from collections.abc import Iterable, Mapping
from typing import Any

from docgen.emulator.discovery import members
from docgen.emulator.refusal import RequestRefusal

JSON = dict[str, Any]

_UNDERSCORE = re.compile(r"_([a-z0-9])")


def camel(name: str) -> str:
    """``paragraph_style`` as ``paragraphStyle``."""
    return _UNDERSCORE.sub(lambda match: match[1].upper(), name)


def snake(name: str) -> str:
    """``paragraphStyle`` as ``paragraph_style``."""
    return re.sub(r"(?<!^)([A-Z])", lambda match: "_" + match[1].lower(), name)


def paths(fields: str | None, schema: str, *, read_only: Iterable[str] = ()) -> list[str]:
    """The members of ``schema`` that a mask names, in the order of the mask; dotted paths stay dotted.

    Raises ``RequestRefusal`` for an empty mask and for a name that the schema does not have.
    """
    listed = [camel(part.strip()) for part in (fields or "").split(",") if part.strip()]
    if not listed:
        raise RequestRefusal("At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)")
    known, fixed = members(schema), frozenset(read_only)
    if listed == ["*"]:
        return [name for name in known if name not in fixed]
    for path in listed:
        if path.split(".")[0] not in known:
            raise RequestRefusal(f"Invalid field: {snake(path)}" if "_" in (fields or "") else f"Invalid field: {path}")
    return listed


def _channel(value: float) -> float:
    """A colour's share as Docs keeps it, in 255ths and single precision: 0.5 comes back as 0.5019608 (recorded)."""
    level = math.floor(min(1.0, max(0.0, value)) * 255 + 0.5) / 255
    packed = struct.pack("f", level)
    (single,) = struct.unpack("f", packed)
    return next(short for digits in range(6, 10) if struct.pack("f", short := float(f"{single:.{digits}g}")) == packed)


def number(value: Any) -> Any:
    """A number as JSON gives it back: 11.0 is 11."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def kept(value: Any) -> Any:
    """A value of a request as a document gives it back: colours in 255ths, zeroes left out, whole numbers whole."""
    if isinstance(value, Mapping):
        if "rgbColor" in value:
            rgb = value["rgbColor"] or {}
            parts = {name: number(_channel(float(rgb.get(name) or 0))) for name in ("red", "green", "blue")}
            return {**value, "rgbColor": {name: part for name, part in parts.items() if part}}
        made = {key: kept(inner) for key, inner in value.items()}
        if "unit" in made and not made.get("magnitude"):
            made.pop("magnitude", None)
        return made
    if isinstance(value, list):
        return [kept(inner) for inner in value]
    return number(value)


def _put(style: JSON, path: list[str], value: Any) -> None:
    *parents, last = path
    for name in parents:
        inner = dict(style.get(name) or {})
        style[name] = inner
        style = inner
    if value is None:
        style.pop(last, None)
    else:
        style[last] = value


def _get(style: Mapping[str, Any], path: list[str]) -> Any:
    value: Any = style
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def applied(style: Mapping[str, Any], new: Mapping[str, Any], fields: Iterable[str]) -> JSON:
    """``style`` with the fields named taken from ``new``; a field that ``new`` lacks goes back to what is inherited."""
    made = dict(style)
    for field in fields:
        path = field.split(".")
        value = _get(new, path)
        _put(made, path, kept(value) if value is not None else None)
    return made
