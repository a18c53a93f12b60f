"""The words that stand for fields, kinds and lines in a document: data in ``templates/labels``, one file per language.

A document is read with the words of both languages (people mix them); it is written with those of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from docgen.account.model import Kind
from docgen.resources import templates

LANGUAGES = ("ja", "en")
MARKS = re.compile(r"^[\s#*■□●○◆◇▶▷►・\-–—>【［\[<＜]+|[\s】］\]>＞:：*]+$")
"""What people put around a label: not part of the word."""

COLON = re.compile("[:：]")


def fold(text: str) -> str:
    """``text`` as it is compared: NFKC, case folded, without spaces."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def split_label(line: str) -> tuple[str, str]:
    """What stands before the first colon of a line, of either width, and what behind it; no colon, nothing behind."""
    front, *rest = COLON.split(line, maxsplit=1)
    return front, "".join(rest)


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

    def write(self, name: str, language: str) -> str:
        """The canonical word for ``name`` in ``language``."""
        return self.written[name, language]

    def name(self, text: str) -> str | None:
        """The name that a label-like ``text`` stands for, or None."""
        return self.read.get(fold_label(text)) if len(text) <= 40 else None


@dataclass(frozen=True)
class Labels:
    """All words of both languages."""

    fields: Words
    lines: Words
    kinds: Words
    minutes: Mapping[str, str]
    """Language → the unit of minutes as written."""
    minute_units: frozenset[str]
    none: frozenset[str]
    unknown: frozenset[str]

    def is_none(self, text: str) -> bool:
        """Whether a line is an explicit empty (なし): an answer, not a gap."""
        return fold(text).strip("()・-。.") in self.none

    def is_unknown(self, text: str) -> bool:
        """Whether a value is a known unknown (未定, 要確認, TBD)."""
        return fold(text).strip("()[]・-。.") in self.unknown

    def kind(self, text: str) -> Kind | None:
        """The kind that a word in a heading's brackets stands for."""
        name = self.kinds.name(text)
        return Kind(name) if name else None


def _words(data: Mapping[str, Mapping[str, Any]], group: str) -> Words:
    written: dict[tuple[str, str], str] = {}
    read: dict[str, str] = {}
    for language, labels in data.items():
        for name, words in labels[group].items():
            written[name, language] = words["canonical"]
            for word in (words["canonical"], *words["also"]):
                read.setdefault(fold_label(word), name)
    return Words(written, read)


@cache
def labels() -> Labels:
    """The labels of ``templates/labels``."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data = {
        language: yaml.load((templates() / "labels" / f"{language}.yaml").read_text(encoding="utf-8"), loader)  # noqa: S506 - both are safe
        for language in LANGUAGES
    }

    def folded(group: str) -> frozenset[str]:
        return frozenset(fold(word).strip("()[]") for each in data.values() for word in each[group])

    return Labels(
        fields=_words(data, "fields"),
        lines=_words(data, "lines"),
        kinds=_words(data, "kinds"),
        minutes={language: each["minutes"]["unit"] for language, each in data.items()},
        minute_units=frozenset(
            fold(word) for each in data.values() for word in (each["minutes"]["unit"], *each["minutes"]["also"])
        ),
        none=folded("none"),
        unknown=folded("unknown"),
    )
