"""The words of a team: ``templates/labels/<language>.yaml`` of its workspace, read and checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from docgen.errors import InputError, Text, nearest
from docgen.inputs.source import KeyPath, Source
from docgen.inputs.typed import convert
from docgen.inputs.yaml_source import read_yaml

LANGUAGES = ("ja", "en")
GROUPS = ("fields", "lines", "kinds", "marks")
READ = ("by_hand", "tags", "columns")
"""Groups of words that are only read, in minutes by people."""
WORD_LENGTH = 40
"""Characters that a label has at most: a longer line is a sentence."""


class Label(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one thing is called."""

    canonical: str = ""
    """What docgen writes; empty: docgen's own word."""
    also: tuple[str, ...] = ()
    """What is understood besides."""


class Minutes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What minutes are called in the heading of an agenda item."""

    unit: str = ""
    also: tuple[str, ...] = ()


class Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file: every key may be left out."""

    fields: dict[str, Label] = {}
    """Labels and headings in a meeting."""
    lines: dict[str, Label] = {}
    """Words in front of a colon."""
    kinds: dict[str, Label] = {}
    marks: dict[str, Label] = {}
    """In the heading of a meeting that does not take place."""
    minutes: Minutes = Minutes()
    none: tuple[str, ...] = ()
    """Explicit empties."""
    unknown: tuple[str, ...] = ()
    """Known unknowns."""
    by_hand: dict[str, tuple[str, ...]] = {}
    """More words for fields, in minutes by people."""
    tags: dict[str, tuple[str, ...]] = {}
    """The same, in front of a line."""
    columns: dict[str, tuple[str, ...]] = {}
    """Heads of columns."""
    before: tuple[str, ...] = ()
    """In front of a label, without changing it."""
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class File:
    """A file of words as it was at one moment."""

    path: Path
    changed: int
    """Nanoseconds since 1970."""


def files_in(directory: Path) -> Iterator[File]:
    """The files of words in the templates of a team."""
    for language in LANGUAGES:
        path = directory / "labels" / f"{language}.yaml"
        if path.is_file():
            yield File(path, path.stat().st_mtime_ns)


def read_wording(path: Path, shipped: Mapping[str, Mapping[str, Any]], folded: Callable[[str], str]) -> Wording:
    """The file ``path``. ``shipped``: docgen's own words by language; ``folded``: a word as it is compared.

    Raises ``InputError`` with file, line and key, also for a name that there is not, and for a word that would mean two
    things.
    """
    source = read_yaml(path)
    wording = convert(source, Wording)
    for group in GROUPS:
        known = shipped[LANGUAGES[0]][group]
        meant = {folded(each[group][name]["canonical"]): name for each in shipped.values() for name in known}
        own: dict[str, str] = {}
        for name, label in getattr(wording, group).items():
            _known(source, group, name, known)
            for word, at in _words(label):
                key = (group, name, *at)
                form = folded(word)
                _check(source, key, word, form)
                other = own.get(form) or meant.get(form, name)
                if other != name:
                    called = shipped[path.stem][group][other]["canonical"]
                    raise InputError(
                        Text(
                            f"「{word}」はすでに {other}（{called}）の言葉です",
                            f"“{word}” is a word for {other} ({called}) already",
                        ),
                        place=source.place(key),
                        hint=Text("別の言葉にしてください", "choose another word"),
                    )
                own[form] = name
    for group in READ:
        for name, words in getattr(wording, group).items():
            _known(source, group, name, shipped[LANGUAGES[0]][group])
            for place, word in enumerate(words):
                _check(source, (group, name, place), word, word)
    return wording


def _known(source: Source, group: str, name: str, known: Iterable[str]) -> None:
    if name not in known:
        raise InputError(
            Text(f"{name!r} という名前はありません", f"there is no {name!r}"),
            place=source.place((group, name)),
            hint=nearest(name, known),
        )


def _words(label: Label) -> Iterator[tuple[str, KeyPath]]:
    if label.canonical:
        yield label.canonical, ("canonical",)
    for place, word in enumerate(label.also):
        yield word, ("also", place)


def _check(source: Source, key: KeyPath, word: str, form: str) -> None:
    if form and len(word) <= WORD_LENGTH and word == word.strip() and len(word.splitlines()) == 1:
        return
    raise InputError(
        Text(f"{word!r} はラベルにできません", f"{word!r} cannot be a label"),
        place=source.place(key),
        hint=Text(f"{WORD_LENGTH}字までの1行にしてください", f"use one line of at most {WORD_LENGTH} characters"),
    )
