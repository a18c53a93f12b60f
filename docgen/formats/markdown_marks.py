"""Styled text as Markdown: literal text escaped, emphasis and links marked so that every reader sees the marks.

CommonMark lets a mark begin or end only where the characters around it allow it; Japanese text often does not
(``これは**「強調」**です`` shows its asterisks). There the character next to the mark is written as a character
reference, which counts as punctuation and reads the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Final

MARKS: Final = {"bold": "**", "italic": "_", "struck": "~~"}
FREE: Final = re.compile(r"[^\s()<>\\&*_`|\[\]~]+")
"""Addresses that stand in a link as they are."""
LINE: Final = re.compile(
    r"#(?=\s|$)|#{2,6}|＃|>|[-+](?=\s|$)|=+(?=\s*$)|:{3,}|\||[:\-](?=[|:\-\s]*$)"
    r"|(?P<number>[0-9]{1,9}|h[1-6])(?P<after>[.)])(?=\s|$)"
)
"""What begins a block when it begins a line, of that which is not escaped everywhere."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text with the marks it bears (keys of ``MARKS``) and the address it links to. U+000B is a line break in it."""

    text: str
    marks: frozenset[str] = frozenset()
    url: str = ""


def marked(pieces: Iterable[Piece], *, cell: bool = False, heading: bool = False) -> list[str]:
    """The lines of Markdown for ``pieces``, ready to stand in a table ``cell``, a ``heading`` or a paragraph."""
    source = _Source(cell=cell, heading=heading)
    for url, group in groupby(_settled(pieces), key=lambda piece: piece.url):
        if url:
            source.literal("[")
        for piece in group:
            source.text(piece, linked=bool(url))
        if url:
            source.literal(f"]({_address(url)})")
    lines = [_edged(line) for line in source.written().strip("\v").split("\v")]
    if heading:
        return [line[:-1] + "\\#" if line.endswith("#") else line for line in lines]
    return lines if cell else [blockless(line) for line in lines]


def _edged(line: str) -> str:
    """``line`` with the white space at its ends as character references, or a parser would drop it."""
    if line[:1].isspace():
        line = _reference(line[0]) + line[1:]
    return line[:-1] + _reference(line[-1]) if line[-1:].isspace() else line


def blockless(line: str) -> str:
    """``line`` with its beginning escaped if that would begin a block."""
    if not (found := LINE.match(line)):
        return line
    if not line[0].isascii():
        return _reference(line[0]) + line[1:]
    at = found.start("after") if found["number"] else 0
    return line[:at] + "\\" + line[at:]


def _reference(char: str) -> str:
    return f"&#{ord(char)};"


def _address(url: str) -> str:
    if FREE.fullmatch(url):
        return url
    return "<" + re.sub(r"[\\<>&]", r"\\\g<0>", re.sub(r"[\n\r\v|]", lambda m: f"%{ord(m[0]):02X}", url)) + ">"


def _settled(pieces: Iterable[Piece]) -> list[Piece]:
    """``pieces`` with neighbours of one look joined; white space at their ends bears no mark that would end on it."""
    parts = [part for piece in pieces for part in _parts(piece)]
    words = [i for i, part in enumerate(parts) if not part.text.isspace()]
    for i, part in enumerate(parts):
        if part.text.isspace():
            left = next((parts[w].marks for w in reversed(words) if w < i), frozenset[str]())
            right = next((parts[w].marks for w in words if w > i), frozenset[str]())
            parts[i] = Piece(part.text, left & right, part.url)
    grouped = groupby(parts, key=lambda part: (part.marks, part.url))
    return [Piece("".join(part.text for part in group), marks, url) for (marks, url), group in grouped]


def _parts(piece: Piece) -> Iterable[Piece]:
    for text in re.split(r"^(\s+)|(\s+)$", piece.text):
        if text:
            yield Piece(text, piece.marks, piece.url)


def _is_word(char: str) -> bool:
    """Whether ``char`` is neither white space nor punctuation to CommonMark, for which U+2028 is no white space."""
    return (
        char not in " \t\n\v\f\r" and unicodedata.category(char) != "Zs" and unicodedata.category(char)[0] not in "PS"
    )


class _Source:
    """Markdown under construction: the source of each character, and the joints where marks end and begin."""

    def __init__(self, *, cell: bool, heading: bool) -> None:
        self._cell = cell
        self._heading = heading
        self._sources: list[str] = []
        self._joints: list[tuple[int, list[str], list[str]]] = []
        self._open: list[str] = []

    def literal(self, source: str) -> None:
        """Add Markdown as it stands; marks end before it."""
        self._join(frozenset())
        self._sources.append(source)

    def text(self, piece: Piece, *, linked: bool) -> None:
        """Add the text of ``piece``, escaped, with its marks."""
        self._join(piece.marks, begin=False)
        text = piece.text
        words = len(text) - len(text.lstrip())
        for at, (before, char, after) in enumerate(zip(["", *text], text, [*text[1:], ""], strict=False)):
            if at == words:
                self._join(piece.marks)
            self._sources.append(self._escaped(before, char, after, linked))

    def written(self) -> str:
        """The whole, line breaks as U+000B."""
        self._join(frozenset())
        while referred := {at for joint in self._joints if (at := self._hindrance(*joint)) is not None}:
            for at in referred:
                self._refer(at)
        parts: list[str] = []
        done = 0
        for at, ending, beginning in self._joints:
            parts += self._sources[done:at]
            parts += [MARKS[mark] for mark in (*ending, *beginning)]
            done = at
        return "".join([*parts, *self._sources[done:]])

    def _refer(self, at: int) -> None:
        """Write a character as a reference; an underscore beside it does not stand between letters any more."""
        self._sources[at] = _reference(self._sources[at])
        for beside in (at - 1, at + 1):
            if 0 <= beside < len(self._sources) and self._sources[beside] == "_":
                self._sources[beside] = "\\_"

    def _join(self, marks: frozenset[str], *, begin: bool = True) -> None:
        """End the open marks that are not among ``marks`` and, unless white space follows, begin those not open."""
        ending: list[str] = []
        while not marks.issuperset(self._open):
            ending.append(self._open.pop())
        beginning = sorted(marks.difference(self._open)) if begin else []
        self._open += beginning
        if self._joints and self._joints[-1][0] == len(self._sources):
            _, ended, begun = self._joints.pop()
            ending, beginning = ended + ending, begun + beginning
        if ending or beginning:
            self._joints.append((len(self._sources), ending, beginning))

    def _hindrance(self, at: int, ending: list[str], beginning: list[str]) -> int | None:
        """The character beside the joint that keeps the marks from ending or beginning there."""
        if ending and beginning:
            return None
        before = self._sources[at - 1][-1] if at else " "
        after = self._sources[at][0] if at < len(self._sources) else " "
        inside, outside = (before, after) if ending else (after, before)
        tight = len(ending or beginning) > 1 or "italic" in (ending or beginning) or not _is_word(inside)
        if not tight or not _is_word(outside):
            return None
        return at if ending else at - 1

    def _escaped(self, before: str, char: str, after: str, linked: bool) -> str:
        """The source of ``char`` between its neighbours, which are empty at the ends of its piece."""
        match char:
            case "\\" | "`" | "*":
                special = True
            case "_":
                special = not (before and after and before != "_" != after and _is_word(before) and _is_word(after))
            case "~":
                special = not before or not after or "~" in (before, after)
            case "[":
                special = linked
            case "]":
                special = linked or after in ("", "(", ":", "[")
            case "!":
                special = not after
            case "<":
                special = not after or (after.isascii() and after.isalpha()) or after in "/!?"
            case "&":
                special = not after or (after.isascii() and after.isalpha()) or after == "#"
            case "{":
                special = self._heading
            case "\t":
                return _reference(char)
            case "|":
                return _reference(char) if before == "\\" else "\\|" if self._cell else char
            case _:
                special = False
        return "\\" + char if special else char
