"""The words that stand for fields, kinds and lines in a document: data in ``templates/labels``, one file per language.

A document is read with the words of both languages (people mix them); it is written with those of its own. What a team
has in ``templates/labels`` of its workspace (``wording``) comes on top: documents written before are still understood.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from docgen.account.model import Kind
from docgen.account.wording import LANGUAGES, WORD_LENGTH, File, Wording, files_in, read_wording
from docgen.resources import templates

MARKS = re.compile(r"^[\s#*■□●○◆◇▶▷►・\-–—>【［\[<＜]+|[\s】］\]>＞:：*]+$")
"""What people put around a label: not part of the word."""

COLON = re.compile("[:：]")

_AROUND_NONE = "()・•-。."
_AROUND_UNKNOWN = _AROUND_NONE + "[]"
"""What may stand around such a word, folded."""


@lru_cache(maxsize=8192)  # every rule asks again about the same lines
def fold(text: str) -> str:
    """``text`` as it is compared: NFKC, case folded, without spaces."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def split_label(line: str) -> tuple[str, str]:
    """What stands before the first colon of a line, of either width, and what behind it; no colon, nothing behind."""
    front, *rest = COLON.split(line, maxsplit=1)
    return front, "".join(rest)


@lru_cache(maxsize=16384)
def fold_label(text: str) -> str:
    """A line as it is compared with labels: folded, without the marks around it."""
    return fold(MARKS.sub("", MARKS.sub("", unicodedata.normalize("NFKC", text))))


@dataclass(frozen=True)
class Words:
    """One group of words: the one that is written per language, and every form that is read."""

    written: Mapping[tuple[str, str], str]
    """(name, language) → canonical word."""
    read: Mapping[str, str]
    """Folded form → name."""
    before: Mapping[tuple[str, str], str]
    """As ``written``, in docgen's own words: what stands in documents from before a team had words of its own."""

    def write(self, name: str, language: str) -> str:
        """The canonical word for ``name`` in ``language``."""
        return self.written[name, language]

    def name(self, text: str) -> str | None:
        """The name that a label-like ``text`` stands for, or None."""
        return self.read.get(fold_label(text)) if len(text) <= WORD_LENGTH else None

    def is_written(self, name: str, text: str) -> bool:
        """Whether ``text`` is, to the letter, what docgen writes for ``name`` in any language."""
        return any(text in (self.written[name, language], self.before[name, language]) for language in LANGUAGES)


@dataclass(frozen=True)
class Labels:
    """All words of both languages."""

    fields: Words
    lines: Words
    kinds: Words
    marks: Words
    """What stands in the heading of a meeting that does not take place."""
    minutes: Mapping[str, str]
    """Language → the unit of minutes as written."""
    minute_units: frozenset[str]
    none: frozenset[str]
    unknown: frozenset[str]
    by_hand: Mapping[str, str]
    """Folded form → field, of the labels in minutes by people: ``fields`` and many more."""
    tags: Mapping[str, str]
    """The same of the words in front of a line alone; ``topic`` for one that begins an item."""
    columns: Mapping[str, str]
    """Folded form → what a column of a table holds."""
    before: tuple[str, ...]
    """Folded words in front of a label that change nothing, longest first."""
    after: tuple[str, ...]

    def is_none(self, text: str) -> bool:
        """Whether a line is an explicit empty (なし): an answer, not a gap."""
        return _is_none(text, self.none)

    def is_unknown(self, text: str) -> bool:
        """Whether a value is a known unknown (未定, 要確認, TBD)."""
        return fold(text).strip(_AROUND_UNKNOWN) in self.unknown

    def is_answer(self, text: str) -> bool:
        """Whether a text is there, and neither an explicit empty nor a known unknown."""
        return _is_answer(text, self.none, self.unknown)

    def kind(self, text: str) -> Kind | None:
        """The kind that a word in a heading's brackets stands for."""
        name = self.kinds.name(text)
        return Kind(name) if name else None


@lru_cache(maxsize=16384)  # asked of every entry, and most stand in more than one meeting
def _is_none(text: str, none: frozenset[str]) -> bool:
    folded = fold(text).strip(_AROUND_NONE)
    # なし / None
    return folded in none or ("/" in folded and all(part in none for part in folded.split("/")))


@lru_cache(maxsize=8192)  # several rules ask about the same lines
def _is_answer(text: str, none: frozenset[str], unknown: frozenset[str]) -> bool:
    folded = fold(text)
    return bool(folded) and folded.strip(_AROUND_NONE) not in none and folded.strip(_AROUND_UNKNOWN) not in unknown


More = tuple[tuple[str, tuple[str, ...]], ...]
"""Fields, each with more words for it in minutes by people."""

_own: tuple[tuple[File, ...], More] = (), ()
"""The files of the workspace that is open, as they were when it was opened, and the words in its settings: there is one
in a run."""


def use_own(directories: Sequence[Path], more: Mapping[str, Sequence[str]] | None = None) -> None:
    """Read and write from now on with the words in ``directories``, besides docgen's own; read with ``more`` too."""
    global _own
    shipped = templates()
    files = tuple(file for directory in directories if directory != shipped for file in files_in(directory))
    _own = files, tuple((name, tuple(words)) for name, words in sorted((more or {}).items()) if words)


@contextmanager
def own_words(directories: Sequence[Path], more: Mapping[str, Sequence[str]] | None = None) -> Iterator[None]:
    """As ``use_own``, for a while."""
    global _own
    before = _own
    use_own(directories, more)
    try:
        yield
    finally:
        _own = before


def labels() -> Labels:
    """The labels of ``templates/labels``, and those of the workspace.

    Raises ``InputError`` with file, line and key for a file of the workspace that is not valid.
    """
    return _labels(*_own)


def version() -> str:
    """What changes with the words of the workspace."""
    return _version(*_own)


@lru_cache(maxsize=8)
def _version(files: tuple[File, ...], more: More) -> str:
    said = "".join(f"-{file.path.name}{file.changed:x}" for file in files)
    return f"{said}-{sha256(repr(more).encode()).hexdigest()[:12]}" if more else said


def shipped() -> Mapping[str, Mapping[str, Any]]:
    """The files that come with docgen, by language."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return {
        language: yaml.load((templates() / "labels" / f"{language}.yaml").read_text(encoding="utf-8"), loader)  # noqa: S506 - both are safe
        for language in LANGUAGES
    }


@lru_cache(maxsize=8)
def _labels(files: tuple[File, ...], more: More) -> Labels:
    data = shipped()
    own = {file.path.stem: read_wording(file.path, data, fold_label) for file in files}

    def folded(group: str) -> frozenset[str]:
        words = [word for each in data.values() for word in each[group]]
        words += [word for each in own.values() for word in getattr(each, group)]
        return frozenset(fold(word).strip("()[]") for word in words)

    units = {language: each["minutes"]["unit"] for language, each in data.items()}
    minutes = [word for each in data.values() for word in (each["minutes"]["unit"], *each["minutes"]["also"])]
    for language, each in own.items():
        units[language] = each.minutes.unit or units[language]
        minutes += [units[language], *each.minutes.also]
    fields = _words(data, own, "fields")
    return Labels(
        fields=fields,
        lines=_words(data, own, "lines"),
        kinds=_words(data, own, "kinds"),
        marks=_words(data, own, "marks"),
        minutes=units,
        minute_units=frozenset(map(fold, minutes)),
        none=folded("none"),
        unknown=folded("unknown"),
        by_hand={
            **fields.read,
            **_read(data, "by_hand"),
            **_own_fields(data, own),
            **_own_words(data, own, "by_hand"),
            **_folded(more),
        },
        tags={**_read(data, "tags"), **_own_words(data, own, "tags")},
        columns={**_read(data, "columns"), **_own_words(data, own, "columns")},
        before=_affixes(data, own, "before"),
        after=_affixes(data, own, "after"),
    )


def _read(data: Mapping[str, Mapping[str, Any]], group: str) -> dict[str, str]:
    return _folded((name, words) for every in data.values() for name, words in every[group].items())


def _own_fields(data: Mapping[str, Mapping[str, Any]], own: Mapping[str, Wording]) -> dict[str, str]:
    """A team's own words for fields, without those that a copy of docgen's file has from there."""
    shipped = {
        (name, word)
        for every in data.values()
        for name, each in every["fields"].items()
        for word in (each["canonical"], *each["also"])
    }
    return _folded(
        (name, [word for word in (label.canonical, *label.also) if (name, word) not in shipped])
        for each in own.values()
        for name, label in each.fields.items()
    )


def _own_words(data: Mapping[str, Mapping[str, Any]], own: Mapping[str, Wording], group: str) -> dict[str, str]:
    """What a team says of words that are only read, where docgen's own file, which may have been copied, does not."""
    return _folded(
        (name, [word for word in words if word not in data[language][group].get(name, ())])
        for language, each in own.items()
        for name, words in getattr(each, group).items()
    )


def _folded(words: Iterable[tuple[str, Sequence[str]]]) -> dict[str, str]:
    read: dict[str, str] = {}
    for name, forms in words:
        for form in filter(None, forms):
            read.setdefault(fold_label(form), name)
    return read


def _affixes(data: Mapping[str, Mapping[str, Any]], own: Mapping[str, Wording], group: str) -> tuple[str, ...]:
    words = {fold(word) for every in data.values() for word in every[group]}
    words |= {fold(word) for each in own.values() for word in getattr(each, group)}
    return tuple(sorted(filter(None, words), key=lambda word: (-len(word), word)))


def _words(data: Mapping[str, Mapping[str, Any]], own: Mapping[str, Wording], group: str) -> Words:
    """Docgen's words and a team's; one that is in both means what the team says."""
    before = {
        (name, language): each["canonical"] for language, every in data.items() for name, each in every[group].items()
    }
    written = dict(before)
    read: dict[str, str] = {}
    for language, wording in own.items():
        for name, label in getattr(wording, group).items():
            written[name, language] = label.canonical or before[name, language]
            for word in filter(None, (label.canonical, *label.also)):
                read.setdefault(fold_label(word), name)
    for every in data.values():
        for name, words in every[group].items():
            for word in (words["canonical"], *words["also"]):
                read.setdefault(fold_label(word), name)
    return Words(written, read, before)
