"""The tags and the text of an HTML page as lines of a document.

A page is read as a stream of tags, no tree is built: so that no depth and no missing end is too much for it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from docgen.document.nodes import Inline
from docgen.document.wire.chips import DATE, person
from docgen.formats.building import BOX, TITLE, Place, linked_person
from docgen.formats.html_lists import HtmlLists, docgen_level, glyph_alone, ticked, word_place
from docgen.formats.html_looks import SILENT, Look, look_of, look_of_classes, looks_by_class
from docgen.formats.html_tags import BLOCKS, BOLD, HEADINGS, HIDDEN, ITALIC, LISTS, STRUCK, TABLES
from docgen.formats.sheet import Marks, Sheet

SPACE: Final = re.compile(r"[ \t\n\r\xa0]+")
TITLES: Final = frozenset({"title", "MsoTitle"})
"""Classes by which Google Docs and Word mark a document's title."""
MENTION: Final = re.compile(r"\b(?:user-mention|confluence-userlink)\b")
DATED: Final = frozenset({"date", "dc.date", "dcterms.date", "article:published_time"})
DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class _Frame(NamedTuple):
    """An open tag, and what holds again after its end."""

    tag: str
    marks: Marks
    level: int
    quoted: bool
    place: Place | None
    item: Place | None
    table: bool
    hides: bool
    attributes: Mapping[str, str]
    kept: list[str] | None
    """Where its text goes instead of to the page: that of a style sheet, a name, a day."""


class HtmlReader:
    """Takes the events of a parser, and puts what a reader of the page sees on ``sheet``."""

    def __init__(self, sheet: Sheet) -> None:
        self.front: dict[str, str] = {}
        self._sheet = sheet
        self._stack: list[_Frame] = []
        self._open: dict[str, int] = {}
        self._looks: dict[str, Look] = {}
        self._lists = HtmlLists(sheet)
        self._grids: list[bool] = []
        self._hidden = 0
        self._verbatim = 0
        self._kept: list[str] | None = None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """A tag opens. ``tag`` in lower case, or what the parser makes of anything else."""
        sheet = self._sheet
        tag = tag.lower()
        if tag in ("br", "hr"):
            sheet.end_line()
            return
        if tag in BLOCKS or tag in LISTS or tag in TABLES or tag == "li":
            self._break()
        look = self._look(attributes)
        hides = tag in HIDDEN or look.hidden or self._hidden > 0
        kept: list[str] | None = [] if self._kept is None and _keeps(tag, attributes) else None
        table = tag == "table" and not hides and sheet.begin_table()
        state = sheet.marks, sheet.level, sheet.quoted, sheet.place, sheet.item
        self._stack.append(_Frame(tag, *state, table, hides, attributes, kept))
        self._open[tag] = self._open.get(tag, 0) + 1
        self._hidden += hides
        if tag == "table":
            self._grids.append(table)
        if kept is not None:
            self._kept = kept
        if not hides:
            self._begin(tag, attributes, look)

    def end(self, tag: str) -> None:
        """A tag closes, and with it those in it that were left open."""
        tag = tag.lower()
        if not self._open.get(tag):
            return
        while self._close(self._stack[-1]) != tag:
            pass

    def data(self, text: str) -> None:
        """Text between tags."""
        if self._kept is not None:
            self._kept.append(text)
        elif self._hidden:
            return
        elif self._verbatim:
            first, *more = text.split("\n")
            self._sheet.text(first)
            for each in more:
                self._sheet.end_line()
                self._sheet.text(each)
        else:
            text = SPACE.sub(" ", text)
            parts = self._sheet.parts
            if text[:1] == " " and (not parts or (isinstance(parts[-1][0], str) and parts[-1][0][-1:] == " ")):
                text = text[1:]
            self._sheet.text(text)

    def comment(self, text: str) -> None:
        """What no reader sees."""

    def pi(self, target: str, data: str | None = None) -> None:
        """Likewise."""

    def close(self) -> HtmlReader:
        """The page is done."""
        while self._stack:
            self._close(self._stack[-1])
        return self

    def _break(self) -> None:
        """A line ends, unless it is a box to tick and waits for its words."""
        parts = self._sheet.parts
        if len(parts) > 1 or not parts or parts[0][0] not in BOX.values():
            self._sheet.end_line()

    def _look(self, attributes: Mapping[str, str]) -> Look:
        if not attributes:
            return SILENT
        look = SILENT
        if self._looks and (names := attributes.get("class")):
            look = look_of_classes(names, self._looks)
        if css := attributes.get("style"):
            look = look.then(look_of(css))
        return look._replace(hidden=True) if "hidden" in attributes else look

    def _begin(self, tag: str, attributes: Mapping[str, str], look: Look) -> None:
        sheet = self._sheet
        marks = sheet.marks
        if tag in HEADINGS:
            sheet.level = HEADINGS[tag]
        elif tag == "p" and attributes.get("class", "").split(" ")[0] in TITLES:
            sheet.level = TITLE
        elif tag == "a":
            marks = marks._replace(url=attributes.get("href", "") or marks.url)
        elif tag == "input":
            if attributes.get("type", "").lower() == "checkbox":
                sheet.text(BOX["checked" in attributes])
        elif tag == "en-todo":
            sheet.text(BOX[attributes.get("checked", "") == "true"])
        elif tag == "img":
            sheet.text(attributes.get("alt", "") if "icon" not in attributes.get("class", "") else "")
        elif tag == "meta":
            self._meta(attributes)
        elif tag == "pre":
            self._verbatim += 1
        elif tag == "blockquote":
            sheet.quoted = True
        elif tag == "tr" and self._in_grid:
            sheet.begin_row()
        elif tag in ("td", "th") and self._in_grid:
            sheet.begin_cell(_number(attributes.get("rowspan")), _number(attributes.get("colspan")))
            marks = sheet.marks
        elif tag in LISTS:
            self._lists.begin(tag == "ol", attributes)
        elif tag in ("li", "ac:task"):
            self._lists.item(attributes)
        elif "style" in attributes and (place := word_place(attributes["style"])):
            self._lists.word_item(*place)
        elif tag == "p" and (level := docgen_level(attributes)) is not None:
            self._lists.word_item("docgen", level)
        elif "checkbox" in attributes.get("class", "") and (tick := ticked(attributes)) is not None:
            sheet.text(BOX[tick])
        if tag in BOLD:
            marks = marks._replace(bold=True)
        elif tag in ITALIC:
            marks = marks._replace(italic=True)
        elif tag in STRUCK:
            marks = marks._replace(struck=True)
        if look is not SILENT:
            marks = look.over(marks)
        if marks != sheet.marks:
            sheet.marks = marks

    @property
    def _in_grid(self) -> bool:
        """Whether the innermost table is one on the sheet too."""
        return bool(self._grids) and self._grids[-1]

    def _close(self, frame: _Frame) -> str:
        """Close the innermost tag, and tell which it was."""
        sheet, tag = self._sheet, frame.tag
        self._stack.pop()
        self._open[tag] -= 1
        self._hidden -= frame.hides
        if frame.kept is not None:
            self._kept = None
            self._settle(tag, frame.attributes, "".join(frame.kept))
        if tag in ("td", "th"):
            if self._in_grid:
                sheet.end_cell()
        elif tag == "table":
            self._grids.pop()
            if frame.table:
                sheet.end_table()
        elif tag in LISTS:
            sheet.end_list(frame.place, frame.item)
        elif tag == "li":
            sheet.end_item()
        elif tag == "pre" and not frame.hides:
            self._verbatim -= 1
        if tag in BLOCKS:
            self._break()
            if tag == "p" and sheet.item != frame.item:
                sheet.end_list(frame.place, frame.item)
        sheet.level, sheet.quoted = frame.level, frame.quoted
        if sheet.marks != frame.marks:
            sheet.marks = frame.marks
        return tag

    def _settle(self, tag: str, attributes: Mapping[str, str], text: str) -> None:
        """What was written in a tag whose text is no text of the page."""
        text = SPACE.sub(" ", text).strip() if tag != "style" else text
        if tag == "style":
            self._looks |= looks_by_class(text)
        elif tag == "title":
            self.front.setdefault("title", text)
        elif self._hidden or not text:
            return
        elif tag == "ac:task-status":
            self._sheet.text(BOX[text == "complete"])
        elif tag == "time":
            shown = {"timestamp": f"{attributes['datetime'][:10]}T12:00:00Z", "displayText": text}
            self._sheet.chip(Inline(DATE, {"dateElementProperties": shown}))
        elif tag == "a":
            href = attributes.get("href", "")
            if chip := linked_person(text, href) or (None if "@" in text[1:] else person(text.removeprefix("@"), "")):
                self._sheet.chip(chip)
            else:
                self._sheet.text(text)
        else:
            self._lists.word_glyph(text)

    def _meta(self, attributes: Mapping[str, str]) -> None:
        named = attributes.get("name", attributes.get("property", "")).lower()
        if named in DATED and (day := DAY.match(attributes.get("content", ""))):
            self.front.setdefault("date", day[0])


def _keeps(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether the text in a tag is put down only at its end, or not as text."""
    match tag:
        case "style" | "title" | "ac:task-status":
            return True
        case "time":
            return DAY.match(attributes.get("datetime", "")) is not None
        case "a":
            mail = attributes.get("href", "").lower().startswith("mailto:")
            return mail or MENTION.search(attributes.get("class", "")) is not None
        case _:
            return glyph_alone(attributes)


def _number(written: str | None) -> int:
    return int(written) if written and written.isascii() and written.isdigit() and len(written) < 6 else 1
