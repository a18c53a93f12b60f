"""Marks in front of lines that one file uses for decisions and action items throughout, and that others do not.

A legend tells them (◎決定 ☆宿題, "D = decision"), or that they are used side by side (D1. … A1. …), or that a word that
is a tag stands apart from the line by a space alone (TODO @hori …, **決定** …).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from docgen.account.byhand.lines import Grid, Line
from docgen.account.byhand.naming import Labelled, Named, Naming
from docgen.account.labels import fold
from docgen.document.nodes import Run as Text
from docgen.document.wire.styles import is_bold

_LETTERS: Final = {"D": "decisions", "A": "action_items", "T": "action_items"}
"""What single letters stand for, where both kinds are used."""
_OPEN: Final = r"[\[(（［【<＜]"
_CLOSE: Final = r"[\])）］】>＞]"
_LETTER: Final = re.compile(
    rf"(?:{_OPEN}\s*(?P<in>[A-Z])(?:[-#]?[0-9]{{1,3}})?\s*{_CLOSE}\s*[:：.]?\s*"
    r"|(?P<out>[A-Z])(?:[-#]?(?P<nth>[0-9]{1,3})(?:\s*[.:)：）]\s*|\s+)|\s*[:：]\s*| [-–—] |\s{2,}))(?=\S)"
)
_WORD: Final = re.compile(
    r"(?P<word>[^\s:：,，、。()（）\[\]【】@]{1,10})"
    r"(?:(?P<dash>\s+(?:[-–—]{1,2}|[.…]{2,})\s+)|[ \u3000\t]+|[,，])(?=\S)"
)
_NAMED: Final = re.compile(
    r"@|[A-Z][\w.-]*(?: [A-Z][\w.-]*)?(?:(?:, | and )[A-Z][\w.-]*(?: [A-Z][\w.-]*)?)*(?::| to | will )"
)
"""Who does it, right behind a tag: ACTION D Pugh, R Shah: new fee letter."""
_REFERENCE: Final = re.compile(r"(A|T|D)[-#]?[0-9]{1,3}")
"""What a cell says that names an entry: A1."""
_DECIDED_OR_BOX: Final = frozenset("◎○△×□☐☑☒")
_LEGEND: Final = re.compile(r"凡例|記号|legend|\bkey\b", re.IGNORECASE)
_LEADS: Final = frozenset("凡記lLkK(（[［【<＜※■●")
_LEAD_AT_MOST: Final = 16
"""Characters in which a line says that it is a legend."""
_AROUND: Final = re.compile(r"\s*([=＝:：…→])\s*")
_PIECES: Final = re.compile(r"[\s、,，;；/／()（）\[\]]+")
_PAIR: Final = re.compile(
    r"(?P<mark>[^\w\s]{1,2}|[A-Z]{1,3}|[^\s\w]?\w[^\s\w]?)(?:[=＝:：…→]|は)?(?P<means>\w{1,12})\Z"
)
_LEGEND_AT_MOST: Final = 120
"""Characters."""
RULES: Final = frozenset("─━═＝￣")
"""What lines are drawn with."""
_TELLING: Final = frozenset({"decisions", "action_items", "open_points"})


@dataclass(slots=True)
class Markers:
    """Those of one meeting."""

    naming: Naming
    legend: dict[str, str] = field(default_factory=dict)
    """Mark → field; empty for one of lines that are notes."""
    with_letters: bool = False
    ruled: bool = False
    """Whether lines are drawn below others."""
    words: frozenset[str] = frozenset()
    """Tags, folded, that a space alone parts from the line."""

    @classmethod
    def of(cls, lines: Sequence[Line | Grid], naming: Naming) -> Markers:
        """The marks that ``lines`` use."""
        found = cls(naming)
        letters: Counter[str] = Counter()
        words: Counter[str] = Counter()
        bracketed = 0
        firsts = naming.tag_firsts
        loud: dict[str, bool] = {}
        sure: set[str] = set()
        marked: Counter[str] = Counter()
        counted = 0
        for line in lines:
            if isinstance(line, Grid):
                letters.update(_in_cells(line))
                continue
            if line.level:
                continue
            text = line.text
            first = text[:1]
            if first in _DECIDED_OR_BOX:
                marked[first] += line.listed and len(text) > 1
            if ("A" <= first <= "Z" or first in "[(（［【<＜") and (match := _LETTER.match(text)):
                letters[match["in"] or match["out"]] += 1
                counted += match["nth"] == str(counted + 1) and match["out"] == "D"
            elif first in "[［【" and (tag := naming.tag(text)) is not None:
                bracketed += tag.is_tag
            may_be_legend = "=" in text or "＝" in text or (first in _LEADS and _LEGEND.search(text, 0, _LEAD_AT_MOST))
            if may_be_legend and len(text) <= _LEGEND_AT_MOST:
                found.legend.update(_legend(text, naming))
            if first not in firsts:
                found.ruled = found.ruled or first in RULES
                continue
            if (match := _WORD.match(text)) and (word := _tag_word(match["word"], naming)):
                words[word] += 1
                loud[word] = match["word"].isupper() or not word.isascii()
                if match["dash"] or _NAMED.match(text, match.end()) or _is_bold(line, match["word"]):
                    sure.add(word)
        if sum(words.values()) > 1:
            sure |= {word for word in words if loud[word]}
        found.words = frozenset(sure)
        kinds = letters["A"] + letters["T"]
        found.with_letters = kinds > 0 and not letters["Q"] and (letters["D"] > 0 or bracketed > 0)
        if not kinds and counted > 1 and counted == letters["D"] == letters.total():
            found.with_letters = True  # D1, D2, D3 and nothing else
        if marked["◎"] and sum(marked[box] for box in "□☐☑☒") and not marked["○"] + marked["△"] + marked["×"]:
            found.legend.setdefault("◎", "decisions")
        return found

    def tag(self, line: Line) -> Labelled | None:
        """The mark in front of a line, and what it is about."""
        text = line.text
        name: str | None
        for mark, name in self.legend.items():
            rest = text[len(mark) :].lstrip(" \u3000\t:：.)）]-") if text.startswith(mark) else ""
            if rest and not (mark[-1].isalnum() and text[len(mark)].isalnum()):
                return Labelled(Named((name,)), len(text) - len(rest), is_tag=True) if name else None
        if self.with_letters and (match := _LETTER.match(text)) and (name := _LETTERS.get(match["in"] or match["out"])):
            return Labelled(Named((name,)), match.end(), is_tag=True)
        if not self.words or not (match := _WORD.match(text)) or text.lower().startswith("list", match.end()):
            return None
        word = fold(match["word"])
        tags = self.naming.words.tags
        return Labelled(Named((tags[word],)), match.end(), is_tag=True) if word in self.words else None


def _in_cells(grid: Grid) -> Iterator[str]:
    """The letters by which a table's rows are named: A1, A2."""
    for row in grid.rows:
        for cell in row[:2]:
            if len(cell) == 1 and (match := _REFERENCE.fullmatch(cell[0].text.strip())):
                yield match[1]


def _legend(text: str, naming: Naming) -> dict[str, str]:
    found: dict[str, str] = {}
    for mark, means in _pairs(text):
        named = naming.bare(means)
        name = naming.words.tags.get(fold(means)) or (named.names[0] if named else "")
        found.setdefault(mark, name if name in _TELLING else "")
    return found if len(found) > 1 and any(found.values()) else {}


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """A mark and what it means, of each piece of a legend."""
    for piece in _PIECES.split(_AROUND.sub(r"\1", text)):
        piece = re.sub(r"\A(?:凡例|記号|legend|key)[:：]?", "", piece, flags=re.IGNORECASE)
        if match := _PAIR.match(piece):
            yield match["mark"], match["means"]


def _tag_word(word: str, naming: Naming) -> str:
    """``word`` folded, if it is a tag that may stand without a colon: in capitals, or in Japanese."""
    if not (word.isupper() or not word.isascii() or word.istitle()):
        return ""
    folded = fold(word)
    return folded if len(folded) > 1 and naming.words.tags.get(folded) in _TELLING else ""


def _is_bold(line: Line, word: str) -> bool:
    """Whether ``word`` in front of a line is set in bold, and the rest is not."""
    runs = [each for each in line.leaf.paragraph.elements if isinstance(each, Text)]
    return len(runs) > 1 and runs[0].text.strip() == word and is_bold(runs[0].style)
