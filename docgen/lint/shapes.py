"""What a sentence is worth, told by its shape: patterns that speak of its ends, and words that play the same part."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from docgen.lint.patterns import Anywhere, anywhere, compiled
from docgen.lint.sentences import Sentence, sentences

_NAME: Final = re.compile(r"\{([a-z_]+)\}")


def known_words(words: Iterable[tuple[str, Iterable[str]]]) -> dict[str, str]:
    """Name → a pattern for any of its words, which may refer to names before."""
    known: dict[str, str] = {}
    for name, each in words:
        known[name] = f"(?:{'|'.join(filled(word, known) for word in each)})"
    return known


def filled(pattern: str, known: Mapping[str, str]) -> str:
    """``pattern`` with the words that it refers to as ``{name}``. Raises ``KeyError`` for a name that is not known."""
    return _NAME.sub(lambda found: known[found[1]], pattern)


@dataclass(frozen=True)
class Shapes:
    """The patterns of a rule, their words filled in. Compiled when first needed: most texts need one of them."""

    lacking: tuple[str, ...]
    lacking_anyway: tuple[str, ...]
    lacking_alone: tuple[str, ...]
    enough: tuple[str, ...]
    courtesies: tuple[str, ...]
    weak_reasons: tuple[str, ...]
    asking_titles: tuple[str, ...]

    def may_lack(self, text: str) -> bool:
        """Whether any of the lines of ``text`` may say too little: if not, none has to be looked at by itself."""
        lines = "\n".join([part for each in sentences(text) for part in (each if each[0] != each[1] else each[:1])])
        return (bool(self.courtesies) and self._anywhere_courtesies.search(lines)) or self._anything.search(lines)

    def says_more(self, text: str, reason: str = "", title: str = "") -> bool:
        """Whether ``text`` says enough, with ``reason`` beside it and under ``title``."""
        alone = False
        said = [self._plain(each) for each in sentences(text)]
        for each in said:
            if _has(self._anyway, each.whole):
                continue
            if not (lacks := _has(self._lacking, each.text)) and not _has(self._alone, each.text):
                return True
            if _has(self._enough, each.text):
                return True
            alone = alone or not lacks
        if not said or (alone and _has(self._titles, unicodedata.normalize("NFKC", title).casefold())):
            return True
        return bool(reason) and self._reasoned(reason, alone)

    def _reasoned(self, reason: str, alone: bool) -> bool:
        said = [self._plain(each).text for each in sentences(reason)]
        return any(_has(self._enough, each) or (alone and not _has(self._weak, each)) for each in said)

    def _plain(self, sentence: Sentence) -> Sentence:
        if not _has(self._courtesies, sentence.whole):
            return sentence
        return Sentence(*(self._courtesies.sub(b"", _encoded(each)).decode().strip(" 、,") for each in sentence))

    @cached_property
    def _anything(self) -> Anywhere:
        return anywhere((*self.lacking, *self.lacking_anyway, *self.lacking_alone))

    @cached_property
    def _anywhere_courtesies(self) -> Anywhere:
        return anywhere(self.courtesies)

    @cached_property
    def _lacking(self) -> Any:
        return _any(self.lacking)

    @cached_property
    def _anyway(self) -> Any:
        return _any(self.lacking_anyway)

    @cached_property
    def _alone(self) -> Any:
        return _any(self.lacking_alone)

    @cached_property
    def _enough(self) -> Any:
        return _any(self.enough)

    @cached_property
    def _courtesies(self) -> Any:
        return _any(self.courtesies)

    @cached_property
    def _weak(self) -> Any:
        return _any(self.weak_reasons)

    @cached_property
    def _titles(self) -> Any:
        return _any(self.asking_titles)


def _any(patterns: tuple[str, ...]) -> Any:
    """One pattern for all of them; None for none."""
    return compiled("|".join(f"(?:{each})" for each in patterns), groups=False) if patterns else None


def _has(pattern: Any, text: str) -> bool:
    return pattern is not None and pattern.search(_encoded(text)) is not None


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")
