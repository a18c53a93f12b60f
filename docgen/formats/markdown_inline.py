"""The inside of one Markdown block: its written lines as styled text, and the typed values put in their places.

A value stands in the Markdown as ``U+E000 <decimal index> U+E001``, which no rule of Markdown takes notice of, and
comes in after parsing: so nothing that a person typed is ever read as Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.attrs.parse import ParseError
from mdit_py_plugins.attrs.parse import parse as parse_attributes

from docgen.document.chipped import Part, parts_of
from docgen.document.nodes import NOTHING, Inline, Style
from docgen.document.wire.styles import text_style
from docgen.errors import InputError, Place, Text, nearest
from docgen.formats.addresses import HEADING_LINK, is_live

SENTINEL: Final = re.compile("\ue000([0-9]{1,9})\ue001")
TRAILING: Final = re.compile(r"[ \t]*(\{[^{}]*\})$")

EMPHASIS: Final[Mapping[str, Style]] = {
    "strong": text_style(bold=True),
    "em": text_style(italic=True),
    "s": text_style(strikethrough=True),
}

Styled = tuple[str, Style]
"""Text without line ends, and its text style."""
Filled = tuple[str | Inline, Style]
"""The same, or a chip, once values are in their places."""
Attributes = Mapping[str, str]
"""What braces say: ``id``, ``class`` (names parted by spaces), and keys of their own."""
Accept = Callable[[Attributes], bool]


def sentinel(index: int) -> str:
    """What stands in the Markdown for the value numbered ``index``."""
    return f"\ue000{index}\ue001"


@dataclass(slots=True)
class Line:
    """One written line of a block; values are still sentinels."""

    parts: list[Styled] = field(default_factory=list)
    attributes: Attributes = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    style: Style
    bare: bool = False
    """Text that is neither escaped nor inside anything, so that braces at its end can be attributes."""


@dataclass(frozen=True, slots=True)
class Looks:
    """What class names stand for: text style and paragraph style of each."""

    known: Mapping[str, tuple[Style, Style]]

    def text(self, attributes: Mapping[str, object]) -> Style:
        """The text style of the classes in ``attributes``, later ones winning."""
        return self._merged(attributes, 0)

    def paragraph(self, attributes: Mapping[str, object]) -> Style:
        """The paragraph style of the classes in ``attributes``, later ones winning."""
        return self._merged(attributes, 1)

    def _merged(self, attributes: Mapping[str, object], part: int) -> Style:
        merged: Style = NOTHING
        for name in str(attributes.get("class", "")).split():
            if name not in self.known:
                raise InputError(
                    Text(f"クラス {name!r} はありません", f"there is no class {name!r}"),
                    place=Place(key=f"{{.{name}}}"),
                    hint=nearest(name, self.known),
                )
            merged = {**merged, **self.known[name][part]}
        return merged


class InlineReader:
    """Reads inline content, with the values and looks of one text."""

    def __init__(self, values: Sequence[str], looks: Looks) -> None:
        self._values = values
        self._looks = looks

    def fill(self, text: str) -> str:
        """``text`` with its sentinels replaced; what a value holds is not looked at again."""
        return SENTINEL.sub(self._value, text) if "\ue000" in text else text

    def _value(self, found: re.Match[str]) -> str:
        index = int(found[1])
        return self._values[index] if index < len(self._values) else found[0]

    def paragraphs(self, parts: Sequence[Styled]) -> list[list[Filled]]:
        """``parts`` with values put in: one list per paragraph, since each newline in a value starts another."""
        made: list[list[Filled]] = [[]]
        for text, style in parts:
            for words, chip in self._parts(text):
                if chip is not None:
                    made[-1].append((chip, style))
                    continue
                first, *more = words.split("\n")
                made[-1].append((first, style))
                made.extend([(line, style)] for line in more)
        return [_merged(line) for line in made]

    def _parts(self, text: str) -> Iterator[Part]:
        """``text`` with its sentinels replaced by the parts of their values."""
        at = 0
        for found in SENTINEL.finditer(text):
            yield Part(text[at : found.start()])
            index, at = int(found[1]), found.end()
            yield from parts_of(self._values[index]) if index < len(self._values) else (Part(found[0]),)
        yield Part(text[at:])

    def lines(self, node: SyntaxTreeNode | None, accept: Accept) -> list[Line]:
        """The written lines of an ``inline`` node; an absent one is one empty line.

        Braces at the end of a line are attributes if ``accept`` says so, else text.
        """
        lines, last = [Line()], None
        for piece in self._pieces(node.children if node else (), NOTHING, bare=True):
            if piece is None:
                _take_attributes(lines[-1], last, accept)
                lines.append(Line())
            elif piece.text:
                lines[-1].parts.append((piece.text, piece.style))
            last = piece
        _take_attributes(lines[-1], last, accept)
        return lines

    def _pieces(self, nodes: Sequence[SyntaxTreeNode], style: Style, *, bare: bool = False) -> Iterator[_Piece | None]:
        """The text under ``nodes``; None where a written line ends."""
        for node in nodes:
            if node.type in ("softbreak", "hardbreak"):
                yield None
            elif node.type == "image":
                yield from self._pieces(node.children, style)
            elif node.children:
                yield from self._pieces(node.children, {**style, **self._style(node)})
            else:
                yield _Piece(node.content, style, bare and node.type == "text")

    def _style(self, node: SyntaxTreeNode) -> Style:
        style: Style = EMPHASIS.get(node.type, NOTHING)
        if node.type == "link":
            style = self._link(str(node.attrs.get("href", "")))
        return {**style, **self._looks.text(node.attrs)}

    def _link(self, written: str) -> Style:
        address = self.fill(written)
        if heading := HEADING_LINK.fullmatch(address):
            return text_style(heading=(heading["tab"] or "", heading["id"]))
        return text_style(url=address) if is_live(address) else NOTHING


def _merged(parts: Sequence[Filled]) -> list[Filled]:
    made: list[Filled] = []
    for what, style in parts:
        last = made[-1][0] if made and made[-1][1] == style else None
        if isinstance(what, str) and isinstance(last, str):
            made[-1] = (last + what, style)
        elif what:
            made.append((what, style))
    return made


def _take_attributes(line: Line, last: _Piece | None, accept: Accept) -> None:
    """Move braces at the end of ``line`` from its text to its attributes."""
    if last is None or not last.bare or not (found := TRAILING.search(last.text)):
        return
    try:
        end, attributes = parse_attributes(found[1])
    except ParseError:
        return
    if not attributes or end != len(found[1]) - 1 or not accept(attributes):
        return
    line.attributes = attributes
    line.parts[-1] = (last.text[: found.start()].rstrip(" \t"), last.style)
