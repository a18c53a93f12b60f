"""The elements of a Word document as lines of a document.

What is inserted counts and what is deleted does not, as if all changes were accepted. The text of a box stands behind
the paragraph that it hangs on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from docgen.document.nodes import Inline, Node
from docgen.document.text import normalise
from docgen.document.wire.chips import DATE, NOTE
from docgen.formats.building import BOX, Part, Place, linked_person
from docgen.formats.docx_styles import PLAIN, VAL, Look, Numbering, Styles, W, paragraph_look, switched, text_look
from docgen.formats.sheet import Marks, Sheet

W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""A second copy of a box, for old readers."""
MATHS: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
SKIPPED: Final = {
    FALLBACK,
    *(f"{W}{name}" for name in ("del", "moveFrom", "delText", "instrText", "fldData")),
    *(f"{W}{name}" for name in ("rPr", "trPr", "tcPr", "tblPr", "tblPrEx", "tblGrid", "numPr", "sectPr")),
    *(f"{W}{name}" for name in ("sdtPr", "sdtEndPr", "customXmlPr", "rubyPr", "rt")),
}
SYMBOLS: Final = {
    **dict.fromkeys("\uf0a8\uf06f\uf071\uf072\uf0a3", "☐"),
    **dict.fromkeys("\uf0fe\uf052", "☑"),
    **dict.fromkeys("\uf0fd\uf054\uf078", "☒"),
    **dict.fromkeys("\uf0fc\uf050", "✓"),
    **dict.fromkeys("\uf06c\uf0b7", "●"),
    **dict.fromkeys("\uf06e\uf0a7", "■"),
    "\uf0d8": "▶",
    "\uf0e0": "→",
    "\uf0e8": "→",
}
"""Characters of the fonts Wingdings and Symbol."""
SYMBOL: Final = re.compile("[\uf020-\uf0ff]")


class _Outside(NamedTuple):
    """What the text of a box interrupts."""

    parts: list[Part]
    nodes: list[Node]
    state: tuple[int, Place | None, Place | None, bool, Marks]
    look: Look


@dataclass(slots=True)
class DocxReader:
    """Puts the body of a document on ``sheet``."""

    styles: Styles
    numbering: Numbering
    links: Mapping[str, str]
    """Relationship id → address."""
    sheet: Sheet = field(default_factory=Sheet)
    notes: list[str] = field(default_factory=list)
    """The ids of the footnotes, in the order met."""
    title: str = ""
    _look: Look = PLAIN
    _run: Look = PLAIN
    _boxes: list[_Outside] = field(default_factory=list)
    _boxed: list[Node] = field(default_factory=list)
    """What stands in the boxes of the open paragraph."""
    _flat: dict[str, list[Place]] = field(default_factory=dict)
    _grids: list[bool] = field(default_factory=list)
    _spans: dict[Any, int] = field(default_factory=dict)
    """Cell → rows that it covers; 0 for one that is covered."""
    _linked: list[int] = field(default_factory=list)
    _ticked: bool = False

    def read(self, body: Any) -> list[Node]:
        """The nodes of ``body``."""
        from lxml import etree

        walk = etree.iterwalk(body, events=("start", "end"))
        for event, element in walk:
            if event == "end":
                self._end(element)
            elif element.tag in SKIPPED or not self._start(element):
                walk.skip_subtree()
        return self.sheet.end()

    def _start(self, element: Any) -> bool:
        """Whether to look at what is in ``element``."""
        sheet = self.sheet
        match element.tag.removeprefix(W) if isinstance(element.tag, str) else "":
            case "t":
                self._text(element.text or "")
            case "r":
                properties = element.find(f"{W}rPr")
                self._run = self._look if properties is None else self._of_run(properties)
                if self._run.hidden:
                    return False
                self._set_marks()
            case "p":
                self._paragraph(element)
            case "pPr":
                return False
            case "br" | "cr":
                sheet.end_line()
            case "tab" | "ptab":
                self._text("\t")
            case "noBreakHyphen":
                self._text("-")
            case "sym":
                self._symbol(element)
            case "checkBox":
                state = element.find(f"{W}checked")
                state = element.find(f"{W}default") if state is None else state
                sheet.text(BOX[state is not None and state.get(VAL, "1") not in ("0", "false")])
            case "hyperlink":
                self._linked.append(len(sheet.parts))
                sheet.marks = sheet.marks._replace(url=self.links.get(element.get(f"{R}id", ""), ""))
            case "sdt":
                return self._control(element)
            case "footnoteReference" | "endnoteReference":
                self._note(element)
            case "txbxContent":
                self._begin_box()
            case "tbl":
                self._begin_table(element)
            case "tr":
                return self._begin_row(element)
            case "tc":
                return self._begin_cell(element)
            case _:
                if element.tag == MATHS:
                    self._text(element.text or "")
        return True

    def _end(self, element: Any) -> None:
        sheet = self.sheet
        match element.tag.removeprefix(W) if isinstance(element.tag, str) else "":
            case "p":
                self._end_paragraph(element)
            case "hyperlink":
                self._end_link()
            case "txbxContent":
                self._end_box()
            case "tc":
                if self._grids and self._grids[-1] and self._spans.get(element, 1):
                    sheet.end_cell()
            case "tbl":
                if self._grids.pop():
                    sheet.end_table()
            case _:
                pass

    def _of_run(self, properties: Any) -> Look:
        look = text_look(properties)
        style = properties.find(f"{W}rStyle")
        named = PLAIN if style is None else self.styles.look(style.get(VAL, ""))
        return look.over(named._replace(level=None, listed=None)).over(self._look)

    def _set_marks(self) -> None:
        look, url = self._run, self.sheet.marks.url
        self.sheet.marks = Marks(bool(look.bold), bool(look.italic), bool(look.struck), url)

    def _text(self, text: str) -> None:
        if not text:
            return
        if self._ticked:
            text, self._ticked = text.lstrip(" \u3000\xa0"), False
        text = SYMBOL.sub(lambda found: SYMBOLS.get(found[0], ""), text)
        self.sheet.text(text)

    def _symbol(self, element: Any) -> None:
        code = element.get(f"{W}char", "")
        if re.fullmatch(r"[0-9A-Fa-f]{4}", code):
            self._text(chr(int(code, 16) | (0xF000 if int(code, 16) < 0x100 else 0)))

    def _paragraph(self, element: Any) -> None:
        sheet = self.sheet
        properties = element.find(f"{W}pPr")
        look = PLAIN
        style = None if properties is None else properties.find(f"{W}pStyle")
        if style is not None:
            look = self.styles.look(style.get(VAL, ""))
        if properties is not None:
            look = paragraph_look(properties).over(look)
        level = look.level or 0
        if not sheet.parts:
            sheet.level = level
            self._list(None if level else look.listed)
        self._look = look._replace(bold=None, italic=None) if level else look
        self._run = self._look
        self._set_marks()

    def _list(self, listed: tuple[str, int] | None) -> None:
        sheet = self.sheet
        if listed is None or listed[0] == "0":
            if sheet.place is not None:
                sheet.end_list(None, None)
            return
        number, at = listed
        kind = self.numbering.level(number, at)
        places = self._flat.setdefault(f"{number} {kind.ordered}", [])
        while len(places) <= at:
            places.append(sheet.lists.place(kind.ordered, 1, places[-1] if places else None))
        sheet.begin_list(places[at])
        sheet.begin_item(places[at])
        if kind.boxed:
            sheet.text(BOX[False])

    def _end_paragraph(self, element: Any) -> None:
        sheet = self.sheet
        mark = element.find(f"{W}pPr/{W}rPr")
        if mark is not None and (mark.find(f"{W}del") is not None or mark.find(f"{W}moveFrom") is not None):
            return
        first = len(sheet.nodes)
        title = sheet.level < 0 and not self.title
        sheet.end_line()
        if title and len(sheet.nodes) > first:
            self.title = " ".join(getattr(node, "text", "") for node in sheet.nodes[first:])
        sheet.begins = False
        sheet.level = 0
        if not self._boxes and self._boxed:
            sheet.end_list(None, None)
            sheet.nodes += self._boxed
            self._boxed = []

    def _end_link(self) -> None:
        sheet = self.sheet
        first, url = self._linked.pop(), sheet.marks.url
        words = "".join(what for what, _ in sheet.parts[first:] if isinstance(what, str))
        if chip := linked_person(words, url):
            del sheet.parts[first:]
            sheet.chip(chip)
        sheet.marks = sheet.marks._replace(url="")

    def _control(self, element: Any) -> bool:
        """A content control: a box to tick, a day, or text."""
        properties = element.find(f"{W}sdtPr")
        if properties is None:
            return True
        if (box := properties.find(f"{W14}checkbox")) is not None:
            state = box.find(f"{W14}checked")
            self.sheet.text(BOX[state is not None and state.get(f"{W14}val", "1") in ("1", "true")])
            self._ticked = True
            return False
        if switched(properties, "showingPlcHdr"):
            return False
        day = properties.find(f"{W}date")
        if day is not None and element.find(f".//{W}p") is None and (moment := day.get(f"{W}fullDate", "")):
            shown = normalise("".join(_texts(element)))
            data = {"timestamp": f"{moment[:10]}T12:00:00Z", "displayText": shown}
            self.sheet.chip(Inline(DATE, {"dateElementProperties": data}))
            return False
        return True

    def _note(self, element: Any) -> None:
        self.notes.append(f"{element.tag.removeprefix(W)[:3]}{element.get(f'{W}id', '')}")
        number = str(len(self.notes))
        self.sheet.chip(Inline(NOTE, {"footnoteId": f"note.{number}", "footnoteNumber": number}))

    def _begin_box(self) -> None:
        sheet = self.sheet
        state = sheet.level, sheet.place, sheet.item, sheet.begins, sheet.marks
        self._boxes.append(_Outside(sheet.parts, sheet.nodes, state, self._look))
        sheet.parts, sheet.nodes, sheet.level, sheet.place, sheet.item, sheet.begins = [], [], 0, None, None, False

    def _end_box(self) -> None:
        sheet = self.sheet
        sheet.end_item()
        outside = self._boxes.pop()
        self._boxed += sheet.nodes
        sheet.parts, sheet.nodes = outside.parts, outside.nodes
        sheet.level, sheet.place, sheet.item, sheet.begins, sheet.marks = outside.state
        self._look = outside.look

    def _begin_table(self, table: Any) -> None:
        sheet = self.sheet
        if sheet.place is not None:
            sheet.end_list(None, None)
        drawn = sheet.begin_table()
        self._grids.append(drawn)
        if drawn:
            self._spans |= _covered(table)

    def _begin_row(self, row: Any) -> bool:
        if row.find(f"{W}trPr/{W}del") is not None:
            return False
        if self._grids and self._grids[-1]:
            self.sheet.begin_row()
        return True

    def _begin_cell(self, cell: Any) -> bool:
        if self._grids and self._grids[-1]:
            high = self._spans.get(cell, 1)
            if not high:
                return False
            self.sheet.begin_cell(high, _wide(cell))
        return True


def _texts(element: Any) -> Iterator[str]:
    return (each.text or "" for each in element.iter(f"{W}t"))


def _wide(cell: Any) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    written = "" if span is None else span.get(VAL, "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 4 else 1


def _covered(table: Any) -> dict[Any, int]:
    """For the cells of ``table`` that go down over several rows: how many, and 0 for those covered."""
    covered: dict[Any, int] = {}
    open_: dict[int, Any] = {}
    for row in table.iterchildren(f"{W}tr"):
        column = 0
        for cell in row.iterchildren(f"{W}tc"):
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            if merge is None:
                open_.pop(column, None)
            elif merge.get(VAL, "continue") == "restart" or column not in open_:
                open_[column], covered[cell] = cell, 1
            else:
                covered[cell] = 0
                covered[open_[column]] += 1
            column += max(1, _wide(cell))
    return covered
