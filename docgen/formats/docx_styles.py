"""What the styles and the numbering of a Word document say of its paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from docgen.formats.building import TITLE

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL: Final = f"{W}val"
DEEPEST_HEADING: Final = 6
HEADING: Final = re.compile(r"(?:heading|見出し|标题|標題|제목)[ 　]*([1-9])", re.IGNORECASE)
LISTED: Final = re.compile(
    r"(?:list (?P<kind>bullet|number)|(?P<ja>箇条書き|段落番号))[ 　]*(?P<level>[1-9])?", re.IGNORECASE
)
TITLES: Final = frozenset({"title", "表題"})
OFF: Final = frozenset({"0", "false", "off", "none"})
BOXES: Final = frozenset("☐□❑❏\uf0a8\uf06f\uf071\uf072\uf0a3")
"""Glyphs of lists that are boxes to be ticked."""
LONGEST: Final = 20
"""Styles that are based on each other."""


class Level(NamedTuple):
    """How items at one level of a list begin."""

    ordered: bool = False
    boxed: bool = False


class Look(NamedTuple):
    """What a style says; None for nothing."""

    level: int | None = None
    """Of a heading: 1 to 6, ``TITLE``, or 0 for none."""
    listed: tuple[str, int] | None = None
    """The number of a list, and the level in it."""
    bold: bool | None = None
    italic: bool | None = None
    struck: bool | None = None
    hidden: bool | None = None

    def over(self, other: Look) -> Look:
        """Both, this one having the last word."""
        return other._replace(**{name: value for name, value in self._asdict().items() if value is not None})


PLAIN: Final = Look()


def switched(element: Any, name: str) -> bool | None:
    """Whether a property such as ``b`` is on; None where ``element`` does not say."""
    found = element.find(W + name)
    return None if found is None else found.get(VAL, "1").lower() not in OFF


def text_look(properties: Any) -> Look:
    """What the properties of a run (``rPr``) say."""
    struck = [switched(properties, name) for name in ("strike", "dstrike")]
    return Look(
        bold=switched(properties, "b"),
        italic=switched(properties, "i"),
        struck=None if struck == [None, None] else any(struck),
        hidden=switched(properties, "vanish"),
    )


def paragraph_look(properties: Any) -> Look:
    """What the properties of a paragraph (``pPr``) say."""
    outline, numbers = properties.find(W + "outlineLvl"), properties.find(W + "numPr")
    level = None if outline is None else _whole(outline.get(VAL), 9)
    return Look(
        level=None if level is None else min(level + 1, DEEPEST_HEADING) if level < 9 else 0,
        listed=None if numbers is None else _listed(numbers),
    )


def _listed(numbers: Any) -> tuple[str, int]:
    number, level = numbers.find(W + "numId"), numbers.find(W + "ilvl")
    return (
        "0" if number is None else str(number.get(VAL, "0")),
        0 if level is None else min(_whole(level.get(VAL), 0), 8),
    )


def _whole(written: str | None, instead: int) -> int:
    return int(written) if written and written.isascii() and written.isdigit() and len(written) < 4 else instead


class Styles:
    """The styles of a document by their ids."""

    def __init__(self, root: Any) -> None:
        self._elements = {} if root is None else {one.get(f"{W}styleId", ""): one for one in root.iter(f"{W}style")}
        self._looks: dict[str, Look] = {}

    def look(self, style: str) -> Look:
        """What the style with the id ``style`` says, and those that it is based on."""
        if style not in self._looks:
            look = PLAIN
            for element in self._chain(style):
                look = look.over(_look(element))
            self._looks[style] = look
        return self._looks[style]

    def _chain(self, style: str) -> Iterator[Any]:
        for _ in range(LONGEST):
            if (element := self._elements.get(style)) is None:
                return
            yield element
            based = element.find(f"{W}basedOn")
            style = "" if based is None else based.get(VAL, "")


def _look(style: Any) -> Look:
    name, runs, paragraphs = (style.find(W + each) for each in ("name", "rPr", "pPr"))
    written = "" if name is None else str(name.get(VAL, ""))
    look = (PLAIN if runs is None else text_look(runs)).over(
        PLAIN if paragraphs is None else paragraph_look(paragraphs)
    )
    if found := HEADING.fullmatch(written):
        look = look._replace(level=min(int(found[1]), DEEPEST_HEADING))
    elif written.lower() in TITLES:
        look = look._replace(level=TITLE)
    elif look.listed is None and (found := LISTED.fullmatch(written)):
        kind = (
            "number" if (found["kind"] and found["kind"].lower() == "number") or found["ja"] == "段落番号" else "bullet"
        )
        look = look._replace(listed=(f"style {kind}", int(found["level"] or 1) - 1))
    return look


class Numbering:
    """The lists of a document by their numbers."""

    def __init__(self, root: Any) -> None:
        self._levels: dict[tuple[str, int], Level] = {}
        if root is None:
            return
        abstract = {one.get(f"{W}abstractNumId", ""): one for one in root.iterchildren(f"{W}abstractNum")}
        for number in root.iterchildren(f"{W}num"):
            refers = number.find(f"{W}abstractNumId")
            element = None if refers is None else abstract.get(refers.get(VAL, ""))
            for level in () if element is None else element.iterchildren(f"{W}lvl"):
                at = _whole(level.get(f"{W}ilvl"), 0)
                self._levels[number.get(f"{W}numId", ""), at] = _level(level)

    def level(self, number: str, at: int) -> Level:
        """How items of list ``number`` begin at level ``at``."""
        return self._levels.get((number, at), Level(ordered=number == "style number"))


def _level(level: Any) -> Level:
    form, glyph = level.find(f"{W}numFmt"), level.find(f"{W}lvlText")
    ordered = form is not None and form.get(VAL, "bullet") not in ("bullet", "none")
    text = "" if glyph is None else glyph.get(VAL, "")
    return Level(ordered, not ordered and text in BOXES and bool(text))
