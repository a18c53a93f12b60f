"""What the variables of a template hold, seen from a sample of their values."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any, Final

import msgspec


@dataclass(frozen=True, slots=True)
class Shape:
    """What a value is made of. Without ``names`` and ``entry``, a single value such as a text."""

    names: Mapping[str, Shape] | None = None
    """What stands behind a dot."""
    entry: Shape | None = None
    """What each entry of a list is."""
    offers: frozenset[str] = frozenset()
    """What Python gives such a value besides: ``items`` of a mapping, ``upper`` of a text."""
    known: bool = True
    """False: nothing is known of it, and everything may be asked of it."""
    path: str = ""
    """How it is called from the top: ``items[].stance``."""


ENTRIES: Final = {"carried": "todo", "more": "field"}
"""What an entry of a list is called in docgen's templates, where that is not the list's name without its s."""
ANY: Final = Shape(known=False)


def shape_of(value: Any, path: str = "") -> Shape:
    """The shape of ``value``; of a list, what its entries have in all. ``path``: what it is called."""
    offers = frozenset(name for name in dir(value) if not name.startswith("_"))
    front = f"{path}." if path else ""
    if isinstance(value, tuple) and (fields := getattr(value, "_fields", ())):
        value = dict(zip(fields, value, strict=True))
    if isinstance(value, Mapping):
        names = {str(name): shape_of(entry, f"{front}{name}") for name, entry in value.items()}
        return Shape(names, offers=offers, path=path)
    if isinstance(value, list | tuple):
        return Shape(entry=merged(shape_of(entry, f"{path}[]") for entry in value), offers=offers, path=path)
    if isinstance(value, msgspec.Struct) or (dataclasses.is_dataclass(value) and not isinstance(value, type)):
        return Shape({name: shape_of(getattr(value, name), f"{front}{name}") for name in offers}, path=path)
    if value is None or callable(value):
        return Shape(known=False, path=path)
    return Shape(offers=offers, path=path)


def merged(shapes: Iterable[Shape]) -> Shape:
    """One shape for several values of the same place."""
    return reduce(_both, shapes, ANY)


def _both(one: Shape, other: Shape) -> Shape:
    if not (one.known and other.known):
        return one if one.known else other
    names = one.names
    if one.names is not None and other.names is not None:
        every = {**one.names, **other.names}
        names = {name: _both(one.names.get(name, ANY), other.names.get(name, ANY)) for name in every}
    entry = _both(one.entry, other.entry) if one.entry and other.entry else one.entry or other.entry
    offers = one.offers | other.offers
    return Shape(names if names is not None else other.names, entry, offers, path=one.path or other.path)


def as_written(path: str) -> str:
    """A path as it is called inside the loop that goes through its list: ``item.stance`` for ``items[].stance``."""
    above, _, name = path.rpartition("[].")
    listed = above.rpartition(".")[2]
    return f"{ENTRIES.get(listed, listed.removesuffix('s'))}.{name}" if above else path


def paths(shape: Shape) -> list[str]:
    """Every variable: ``goal``, and ``items[].stance`` for what each entry of a list has."""
    below = [*(shape.names or {}).values(), *([shape.entry] if shape.entry else [])]
    here = [shape.path] if shape.path and not shape.path.endswith("[]") else []
    return [*here, *(path for each in below for path in paths(each))]
