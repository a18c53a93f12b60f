"""The lines of minutes: how deep each stands, what stands in front of it, and the tables between them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Final

from docgen.document.nodes import NOTHING, Run
from docgen.document.walk import Cursor
from docgen.document.wire.lines import Marked
from docgen.document.wire.styles import is_bold

DEEPER: Final = 10
"""What one level of a list adds to the indentation of a line; a typed space adds 1, a wide one 2."""

_BULLET: Final = re.compile(r"[・•‣◦▪–－*][ \u3000\t]*|-[ \u3000\t]+|[ー][ \u3000]+|[·∙⁃][ \t]*|o\t")
_SPACE: Final = re.compile(r"[ \u3000\t\xa0]*")
_NUMBER: Final = re.compile(
    r"(?P<form>[(（]?)(?P<number>[0-9０-９]{1,2})"
    r"(?:[)）](?=\D)|[.．、](?![0-9０-９])|[.．、](?=[0-9０-９]{1,2}月(?![0-9０-９])))[ \u3000\t]*"
    r"|(?P<circled>[①-⑳])[ \u3000.．:：]*"
    r"|(?P<letter>[A-H])[.)] +(?=\S)"
)
_CIRCLED: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_HEAVY: Final = frozenset("■◆▼▶►★◇◎□●○▲△▽◼❏❖➤【≪《〈＜<")
_FRONTS: Final = frozenset("・•‣◦▪–－*-ー·∙⁃o:：")
"""What a typed bullet begins with, or a definition."""
_NUMBERS: Final = frozenset(f"(（0123456789０１２３４５６７８９{_CIRCLED}ABCDEFGH")
"""What a number in front begins with."""
_ORDERED: Final = frozenset({"DECIMAL", "ZERO_DECIMAL", "UPPER_ALPHA", "ALPHA", "UPPER_ROMAN", "ROMAN"})
_WRAPPED_AT_MOST: Final = 4000
_FULL: Final = 30
"""Characters of the shortest Japanese line that was broken."""
_REMARK: Final = re.compile(
    r"(?:→|⇒|->|※)|(?:主?担当|期限|期日|締切|〆切|理由|備考|補足|状況|owner|due|reason|note)[^\s:：]{0,3}\s*[:：]",
    re.IGNORECASE,
)
"""How a line begins that is about the entry right above it."""
_SHORTCODE: Final = re.compile(r"\s*(?::[a-z][a-z0-9_+-]*:\s*)+")
_BOLD_AT_MOST: Final = 80
"""Characters beyond which a line in bold is a sentence."""


@dataclass(slots=True)
class Line:
    """One line as a person sees it."""

    leaf: Cursor
    text: str
    """Without the spaces and the bullet in front; each chip is one character."""
    indent: int
    listed: bool
    """Whether a bullet or a number of a list stands in front."""
    form: str = ""
    """How it is set off as a line of its own: the mark or the kind of number in front; empty for none."""
    number: int | None = None
    rest: int = 0
    """Where its text begins behind ``form`` (characters)."""
    ordered: bool = False
    """Whether it is an entry of a numbered list."""
    whole: str = ""
    """Of a part of a line, all of it."""
    typed: bool = False
    """Whether its bullet is a character of the text."""
    margin: int = 0
    """How much of ``indent`` is that of a paragraph without a bullet."""

    @property
    def level(self) -> int:
        """1 to 6 for a heading, else 0."""
        return self.leaf.level

    @property
    def marked(self) -> Marked:
        """The line with its chips."""
        return Marked(self.text, self.leaf.marked.chips)

    def shown(self) -> str:
        """The line as it is displayed."""
        return self.leaf.marked.shown(self.text)

    def is_bold(self) -> bool:
        """Whether all of it is set in bold, and short enough to stand for a heading."""
        if len(self.text) > _BOLD_AT_MOST:
            return False
        return self.leaf.is_bold or (self.text[:1] == ":" and _is_bold_behind(self.leaf))

    def part(self, start: int, stop: int | None = None) -> Line:
        """The same line, ``text[start:stop]`` alone."""
        made = line_of(self.leaf, self.text[start:stop].strip() or " ", NOTHING)
        return Line(self.leaf, made.text, self.indent, self.listed, made.form, made.number, made.rest, whole=self.text)


def _is_bold_behind(leaf: Cursor) -> bool:
    """Whether a line is in bold behind a picture that is typed as a word: :eyes: **Churn**."""
    texts = [each for each in leaf.paragraph.elements if isinstance(each, Run) and not each.text.isspace()]
    return (
        len(texts) > 1
        and _SHORTCODE.fullmatch(texts[0].text) is not None
        and all(is_bold(each.style) for each in texts[1:])
    )


@dataclass(slots=True)
class Grid:
    """A table: its cells' lines by row and column."""

    rows: list[list[list[Line]]]
    leaves: Sequence[Cursor]


Lists = Mapping[str, Any]
"""The lists of a tab, as its resources have them."""


def lines_of(leaves: Iterable[Cursor], lists: Lists = NOTHING) -> list[Line | Grid]:
    """Lines and tables in reading order; what is empty is left out."""
    found: list[Line | Grid] = []
    counted: dict[str, int] = {}
    for table, group in groupby(leaves, key=_table):
        if table is None:
            for leaf in group:
                text = leaf.marked.text
                if "\x0b" in text:
                    found += _lines(leaf, lists)
                elif text and not text.isspace():
                    found.append(line_of(leaf, text, lists))
                if found and leaf.paragraph.bullet is not None and leaf.paragraph.bullet.get("nestingLevel", 0) == 0:
                    _count(found[-1], lists, counted)
        else:
            found.append(_grid(list(group), lists))
    return _unwrapped(found)


def _table(leaf: Cursor) -> int | None:
    return leaf.cell[0] if leaf.cell else None


def _grid(leaves: Sequence[Cursor], lists: Lists) -> Grid:
    cells: dict[tuple[int, int], list[Line | Grid]] = {}
    for leaf in leaves:
        if leaf.cell:
            cells.setdefault(leaf.cell[1:], []).extend(_lines(leaf, lists))
    height, width = (max(place[n] for place in cells) + 1 for n in (0, 1))
    rows: list[list[list[Line]]] = [[[] for _ in range(width)] for _ in range(height)]
    for (row, column), lines in cells.items():
        rows[row][column] = [line for line in _unwrapped(lines) if isinstance(line, Line)]
    return Grid(rows, leaves)


def _lines(leaf: Cursor, lists: Lists) -> Iterator[Line]:
    """The lines of one paragraph: more than one where line breaks within it part bullets or labels."""
    text = leaf.marked.text
    if "\x0b" not in text:
        if text and not text.isspace():
            yield line_of(leaf, text, lists)
        return
    parts = [part for part in text.split("\x0b") if part.strip()]
    lines = [line_of(leaf, part, lists) for part in parts]
    if (len(lines) > 1 and any(line.listed and leaf.paragraph.bullet is None for line in lines[1:])) or (
        len(lines) > 1 and any(line.form or _LABEL.match(line.text) or _WITHIN.match(line.text) for line in lines)
    ):
        yield from lines
    elif parts:
        yield line_of(leaf, "\n".join(part.rstrip() for part in parts), lists)


_LABEL: Final = re.compile(r"[^\s:：]{1,24}\s*[:：]")
_WITHIN: Final = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}[.)]? +\S")


def line_of(leaf: Cursor, text: str, lists: Lists) -> Line:
    """The line ``text``, a part of the paragraph ``leaf``."""
    bullet = leaf.paragraph.bullet
    start = 0
    indent = 0
    if text[0] in " \u3000\t\xa0" and (space := _SPACE.match(text)):
        start = space.end()
        indent = sum(2 if char == "\u3000" else 4 if char == "\t" else 1 for char in text[:start])
    listed = ordered = typed = False
    room = 0
    if bullet is not None:
        level = bullet.get("nestingLevel", 0)
        indent += (level + 1) * DEEPER
        listed, ordered = True, _is_ordered(lists, bullet, level)
    elif (style := leaf.paragraph.style) and (margin := style.get("indentStart")):
        room = int(margin.get("magnitude", 0) / 36 * DEEPER) + DEEPER // 2
        indent += room
    first = text[start] if start < len(text) else ""
    if first in _FRONTS:
        if (mark := _BULLET.match(text, start)) and mark.end() < len(text.rstrip()):
            start, listed, typed, indent = mark.end(), True, True, indent + 1
        elif first in ":：" and text[start + 1 : start + 2] in (" ", "\u3000"):
            start, indent = start + 2, indent + 1  # a definition: the term stands above
    text = text[start:].strip()
    line = Line(leaf, text, indent, listed, ordered=ordered, typed=typed, margin=room)
    first = text[:1]
    if first in _HEAVY:
        line.form, line.rest = first, 1
    elif first in _NUMBERS and (match := _NUMBER.match(text)):
        circled = match["circled"]
        if letter := match["letter"]:
            line.form, line.number, line.rest = "A.", ord(letter) - ord("A") + 1, match.end()
            return line
        line.form = "①" if circled else f"{'(' if match['form'] else ''}1{')' if match['form'] else '.'}"
        number = match["number"]
        line.number = _CIRCLED.index(circled) + 1 if circled else int(unicodedata.normalize("NFKC", number))
        line.rest = match.end()
    return line


def _count(line: Line | Grid, lists: Lists, counted: dict[str, int]) -> None:
    """Gives an entry of a numbered list its number; ``counted``: the last one of each list."""
    if not isinstance(line, Line) or not line.ordered or line.leaf.paragraph.bullet is None:
        return
    name = line.leaf.paragraph.bullet.get("listId", "")
    if name not in counted:
        counted[name] = _level(lists, name, 0).get("startNumber", 1) - 1
    counted[name] += 1
    if line.number is None:
        line.number = counted[name]


def _level(lists: Lists, name: str, level: int) -> Mapping[str, Any]:
    properties = (lists.get(name) or NOTHING).get("listProperties") or NOTHING
    levels = properties.get("nestingLevels") or ()
    return levels[level] if level < len(levels) else NOTHING


def _is_ordered(lists: Lists, bullet: Mapping[str, Any], level: int) -> bool:
    return _level(lists, bullet.get("listId", ""), level).get("glyphType") in _ORDERED


def _unwrapped(lines: list[Line | Grid]) -> list[Line | Grid]:
    """``lines`` with those joined that were one before an editor broke it at a width: English goes on in lower case."""
    if not any(isinstance(line, Line) and (line.margin or line.text[:1].islower()) for line in lines):
        return lines
    made: list[Line | Grid] = []
    for line in lines:
        before = made[-1] if made else None
        if isinstance(line, Line) and isinstance(before, Line) and line.margin and _is_lazy(before, line):
            line.indent, line.margin = line.indent - line.margin, -1
            if before.listed and _is_rest(before, line):
                made[-1] = replace(before, text=before.text + line.text)
                continue
            if (before.listed or before.margin < 0 < before.indent) and _REMARK.match(line.text):
                line.indent = before.indent + before.listed
        if isinstance(line, Line) and isinstance(before, Line) and line.text[:1].islower() and _goes_on(before, line):
            made[-1] = Line(
                before.leaf, f"{before.text} {line.text}", before.indent, before.listed,
                before.form, before.number, before.rest, before.ordered,
            )  # fmt: skip
        else:
            made.append(line)
    return made


def _is_rest(before: Line, line: Line) -> bool:
    """Whether a line right below a Japanese entry is the rest of it, which an editor broke at a width."""
    text = before.text
    if line.form or line.leaf.marked.chips or _LABEL.match(line.text) or text.isascii() or len(text) > _WRAPPED_AT_MOST:
        return False
    if text.count("（") + text.count("(") > text.count("）") + text.count(")"):
        return True
    return (
        len(text) >= _FULL and len(text) >= len(line.text) and text[-1] not in "。.!?！？)）」" and text[-1] > "\u3000"
    )


def _is_lazy(before: Line, line: Line) -> bool:
    """Whether a line without a bullet only seems to go on with an entry: Markdown takes it for that where no line is
    empty between them, though its list is typed as text, or the line is set off."""
    return before.typed or before.margin < 0 or line.form != ""


def _goes_on(before: Line, line: Line) -> bool:
    if line.listed or line.form or line.leaf.marked.chips or before.level or line.level:
        return False
    same = line.indent == before.indent or (before.listed and line.indent == before.indent + DEEPER // 2)
    return (
        same
        and 40 < len(before.text) < _WRAPPED_AT_MOST
        and before.text[-1] not in ".!?:;。："
        and before.text[-1].isascii()
    )
