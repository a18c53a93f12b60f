"""Whether two texts say the same but for how they are written: spelling, politeness, order, courtesies.

Whatever else differs makes them two: a word of content more, less or other, a figure, a negation, a direction. So no
threshold of likeness decides, only which kinds of difference there are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from typing import Any, Final

from docgen.lint.sentences import sentences

_TOKEN: Final = re.compile(r"[a-z]+(?:'[a-z]+)?|\d[\d,.]*%?|[^\s\W]")
_CHUNK: Final = re.compile(r"[^\sぁ-ん]+[ぁ-ん]*|[ぁ-ん]+")
_BETWEEN: Final = re.compile("[、。?]")
_CLAUSE: Final = re.compile(r"[,:]|\b(?:because|since|so)\b")
_KANA: Final = re.compile(r"[ぁ-ん]+")
_KANJI: Final = re.compile(r"[一-鿿]{1,2}")
_NUMERALS: Final = str.maketrans("一二三四五六七八九", "123456789")
_COUNTED: Final = re.compile(r"[一二三四五六七八九](?=[割名人件回つ台枚日年週部社倍点分時校店本個か月])")
_TYPO: Final = 5
"""Letters from which a word may differ by one and still be meant."""
_LONGEST: Final = 1_000
"""Tokens of texts that are compared one by one: a stance has a tenth of it."""
_KANA_LEFT: Final = 4
"""How much of a text kana may have changed: one in so many characters, and always so many."""


@dataclass(frozen=True)
class Said:
    """A text as it is compared."""

    clauses: tuple[str, ...]
    """Without courtesies, asides and polite endings, one spelling for each word."""
    tokens: tuple[str, ...]
    """Words of Latin letters, figures, and every other character for itself."""
    figures: tuple[str, ...]
    """Sorted."""
    turns: tuple[int, ...]
    """How often each of the words that turn a claim stands there."""
    again: bool
    """It says itself that, or why, it comes again."""

    @property
    def length(self) -> int:
        """Characters, where a word of Latin letters or a figure is two at most."""
        return sum(min(len(token), 2) for token in self.tokens)

    @cached_property
    def chunks(self) -> Counter[str]:
        """What makes a text whatever the order: Japanese by words with their particles, English by clauses."""
        found: Counter[str] = Counter()
        for clause in self.clauses:
            if clause.isascii():
                found.update(words for part in _CLAUSE.split(clause) if (words := " ".join(_TOKEN.findall(part))))
            else:
                found.update(_CHUNK.findall(clause))
        return found


@dataclass(frozen=True, eq=False)
class Comparison:
    """What makes no difference, and what makes all of it: compiled patterns, None for none."""

    courtesies: Any
    """Sentences that add nothing."""
    asides: Any
    """Parts of sentences that add nothing."""
    endings: Any
    """How politely, or how carefully, a clause ends."""
    again: Any
    spellings: tuple[tuple[Any, bytes], ...]
    """Pattern → the one spelling."""
    turns: tuple[Any, ...]
    small: frozenset[str]
    """Words of Latin letters that may come and go."""

    def said(self, text: str) -> Said:
        """``text`` as it is compared."""
        return _said(self, text)

    def same(self, one: Said, other: Said) -> bool:
        """Whether they say the same."""
        if one.tokens == other.tokens:
            return True
        if one.figures != other.figures or one.turns != other.turns:
            return False
        return one.chunks == other.chunks or self._edited(one.tokens, other.tokens)

    def _edited(self, one: Sequence[str], other: Sequence[str]) -> bool:
        """Whether small edits alone make ``other`` of ``one``; not told of texts so long that it would take seconds."""
        if max(len(one), len(other)) > _LONGEST:
            return False
        kana = 0
        for tag, from_, to, start, end in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
            if tag == "equal":
                continue
            gone, come = one[from_:to], other[start:end]
            if self._small(gone) and self._small(come):
                kana += max(len(gone), len(come)) if _is_kana("".join((*gone, *come))) else 0
            elif not (_respelt("".join(gone), "".join(come)) or _typed(gone, come)):
                return False
        return kana <= max(_KANA_LEFT, max(len(one), len(other)) // _KANA_LEFT)

    def _small(self, tokens: Iterable[str]) -> bool:
        return all(token in self.small or _is_kana(token) for token in tokens)


@lru_cache(maxsize=4096)
def _said(by: Comparison, text: str) -> Said:
    clauses: list[str] = []
    again = False
    for sentence in sentences(text):
        data = sentence.whole.encode("utf-8", "replace")
        again = again or _has(by.again, data)
        if not _has(by.courtesies, data):
            clauses += _BETWEEN.split(_without(by.asides, data).decode())
    spelt = _spelt(by, "\n".join(clauses)).encode().split(b"\n")
    clauses = [plain for clause in spelt if (plain := _without(by.endings, clause).decode().strip())]
    joined = "\n".join(clauses)
    tokens = tuple(_TOKEN.findall(joined))
    return Said(
        clauses=tuple(clauses),
        tokens=tokens,
        figures=tuple(sorted(token for token in tokens if token[0].isdigit())),
        turns=tuple(_count(turn, joined.encode()) for turn in by.turns),
        again=again,
    )


def _spelt(by: Comparison, text: str) -> str:
    """``text`` with one spelling for each word, and plain figures."""
    data = _COUNTED.sub(lambda found: found[0].translate(_NUMERALS), text).encode()
    for pattern, spelling in by.spellings:
        if pattern.search(data):
            data = pattern.sub(spelling, data)
    return str(data.decode())


def _without(pattern: Any, data: bytes) -> bytes:
    return bytes(pattern.sub(b"", data)) if _has(pattern, data) else data


def _has(pattern: Any, data: bytes) -> bool:
    return pattern is not None and pattern.search(data) is not None


def _count(pattern: Any, data: bytes) -> int:
    return sum(1 for _ in pattern.finditer(data))


def _is_kana(text: str) -> bool:
    return _KANA.fullmatch(text) is not None


def _respelt(one: str, other: str) -> bool:
    """Whether one is a character or two of kanji and the other what that is in kana."""
    for kanji, kana in ((one, other), (other, one)):
        if _KANJI.fullmatch(kanji) and _KANA.fullmatch(kana):
            return len(kanji) <= len(kana) <= 3 * len(kanji)
    return False


def _typed(gone: Sequence[str], come: Sequence[str]) -> bool:
    """Whether each word became one that differs by a letter."""
    return len(gone) == len(come) and all(map(_near, gone, come))


def _near(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(short) < _TYPO or one[0] != other[0]:
        return False
    if len(short) == len(long):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
