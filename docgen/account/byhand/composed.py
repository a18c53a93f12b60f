"""Labels that people make up of known words: 今日決まったことは？, 次の一手, "Here's who does what".

Such a text is a label only where all of it is made of words that name a field or change nothing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final, NamedTuple

from docgen.resources import templates

LONGEST: Final = 48
"""Characters beyond which nothing is a label."""
_BETWEEN: Final = frozenset(" \u3000?!.,…、。・-_/~〜*'’&+|")
_JOINTS: Final = ("・", "&", "+", "/", "、", "と", " and ")
FIELDS: Final = ("decisions", "action_items")


class Pieces(NamedTuple):
    """Words, each with what it names; empty for one that changes nothing."""

    names: Mapping[str, str]
    firsts: Mapping[str, tuple[int, ...]]
    """Lengths of the words that begin with a character, longest first."""


def composed(text: str) -> tuple[str, ...]:
    """The fields that ``text`` names; several only where they stand side by side (決まったこと・宿題)."""
    plain = _folded(text)
    found = _named(plain, _pieces()[0])
    if "action_items" in found and "decisions" in found and any(joint in plain for joint in _JOINTS):
        return FIELDS
    return next(((name,) for name in reversed(FIELDS) if name in found), ())


def column(text: str) -> str:
    """What a column holds whose head is made of known words: "Who's on it", 対応完了日; nothing if both."""
    found = _named(_folded(text), _pieces()[1])
    if {"owner", "due"} <= found:
        return ""
    return next((name for name in ("due", "owner", "status", "task") if name in found), "")


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text[: LONGEST + 1]).casefold().replace("’", "'")


def _named(text: str, pieces: Pieces) -> frozenset[str]:
    """What the words name of which all of ``text`` is made; nothing where other words stand in it."""
    if not text or len(text) > LONGEST or text[0] not in pieces.firsts:
        return frozenset()
    reached: dict[int, frozenset[str]] = {0: frozenset()}
    for at in range(len(text)):
        if (found := reached.get(at)) is None:
            continue
        if text[at] in _BETWEEN:
            reached.setdefault(at + 1, found)
        for size in pieces.firsts.get(text[at], ()):
            end = at + size
            name = pieces.names.get(text[at:end])
            if name is None or end > len(text) or _within_word(text, at, end):
                continue
            reached.setdefault(end, found | {name} if name else found)
    return reached.get(len(text), frozenset())


def _within_word(text: str, start: int, end: int) -> bool:
    """Whether ``[start, end)`` begins or ends within an English word."""
    return _are_letters(text[end - 1 : end + 1]) or (start > 0 and _are_letters(text[start - 1 : start + 1]))


def _are_letters(pair: str) -> bool:
    return len(pair) == 2 and pair.isascii() and pair.isalnum()


@cache
def _pieces() -> tuple[Pieces, Pieces]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    path = templates() / "labels" / "headings.yaml"
    data: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), loader)  # noqa: S506 - both are safe
    fields = {name: _words(every) for name, every in data["fields"].items()}
    for name, every in data["phrases"].items():
        fields[name] += [word for line in every for word in line.split("|")]
    return _of(fields), _of({name: _words(every) for name, every in data["columns"].items()})


def _words(every: str | Iterable[str]) -> list[str]:
    return (every if isinstance(every, str) else " ".join(every)).split()


def _of(groups: Mapping[str, Iterable[str]]) -> Pieces:
    names: dict[str, str] = {}
    for name, words in groups.items():
        for word in words:
            names.setdefault(_folded(word), "" if name == "nothing" else name)
    firsts: dict[str, set[int]] = {}
    for word in names:
        firsts.setdefault(word[0], set()).add(len(word))
    return Pieces(names, {char: tuple(sorted(sizes, reverse=True)) for char, sizes in firsts.items()})
