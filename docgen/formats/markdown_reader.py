"""The events of a Markdown parser, put down on a sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from docgen.document.nodes import Inline, Node, Paragraph
from docgen.document.wire.chips import NOTE
from docgen.formats.building import BOX, Place, line_style, linked_person
from docgen.formats.html_import import feed
from docgen.formats.html_reader import HtmlReader
from docgen.formats.html_tags import EMPTY, KNOWN
from docgen.formats.markdown_flanks import LETTER
from docgen.formats.markdown_mending import TILDE, restored
from docgen.formats.sheet import PLAIN, Marks, Sheet

ANCHOR: Final = re.compile(r"[ \t]*\{#([^{}\s]+)\}\s*$")
TAG: Final = re.compile(r"<(/?)([a-zA-Z][\w:-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
ATTRIBUTE: Final = re.compile(r"([\w:-]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
UNDERLINED: Final = 2
"""The level of a heading that a line of hyphens makes."""
ANY_TAG: Final = re.compile(r"</?([a-zA-Z][\w:-]*)")


class MarkdownReader:
    """Takes events, and puts down what they say; ``notes`` and ``anchors`` are what stands beside the body."""

    def __init__(self) -> None:
        self.sheet = Sheet()
        self.notes: dict[str, list[Node]] = {}
        """Footnotes by their labels, in the order met."""
        self.anchors: list[tuple[str, Node]] = []
        self._html = HtmlReader(self.sheet)
        self._marks: list[Marks] = []
        self._lists: list[tuple[Place | None, Place | None]] = []
        self._quotes = 0
        self._first = 0
        self._several = False
        self._raw: list[str] | None = None
        self._code = False
        self._body: list[Node] | None = None

    def read(self, events: Iterable[Any]) -> list[Node]:
        """The nodes of the body."""
        sheet = self.sheet
        start, end, others = self._start, self._end, self._other
        for event in events:
            if event.__class__ is str:
                others(event, None)
                continue
            [(kind, value)] = event.items()
            if kind == "Text" and not self._code:
                if LETTER in value or TILDE in value:
                    value = restored(value)
                sheet.text(value)
            elif kind == "Start":
                start(value)
            elif kind == "End":
                end(value)
            else:
                others(kind, value)
        return sheet.end()

    def _start(self, what: Any) -> None:
        sheet = self.sheet
        value: Any = None
        kind = what
        if what.__class__ is not str:
            [(kind, value)] = what.items()
        match kind:
            case "Paragraph":  # as nearly all
                self._end_block()
            case "Strong" | "Emphasis" | "Strikethrough":
                marks = sheet.marks
                self._marks.append(marks)
                bold, italic, struck = (kind == each for each in ("Strong", "Emphasis", "Strikethrough"))
                sheet.marks = Marks(marks.bold or bold, marks.italic or italic, marks.struck or struck, marks.url)
            case "Link":
                self._marks.append(sheet.marks)
                url = restored(value["dest_url"])
                sheet.marks = sheet.marks._replace(url=f"mailto:{url}" if value["link_type"] == "Email" else url)
                self._first = len(sheet.parts)
            case "Item":
                assert sheet.place is not None  # noqa: S101 - items stand in lists
                sheet.begin_item(sheet.place)
            case "List":
                sheet.end_line()
                self._lists.append((sheet.place, sheet.item))
                sheet.begin_list(sheet.lists.place(value is not None, 1 if value is None else value, sheet.item))
            case "Heading":
                sheet.end_line()
                sheet.level, self._first, self._several = int(value["level"][1]), len(sheet.nodes), False
            case "Table":
                sheet.begin_table()
            case "TableHead" | "TableRow":
                sheet.begin_row()
            case "TableCell":
                sheet.begin_cell()
            case "BlockQuote":
                self._end_block()
                self._quotes += 1
                sheet.quoted = True
            case "HtmlBlock":
                self._end_block()
                self._raw = []
            case "CodeBlock":
                self._end_block()
                self._code = True
                self._raw = []
            case "FootnoteDefinition":
                self._end_block()
                self._body, sheet.nodes = sheet.nodes, self.notes.setdefault(value, [])
            case _:
                self._end_block()

    def _end(self, what: Any) -> None:
        sheet = self.sheet
        kind = what if what.__class__ is str else next(iter(what))
        match kind:
            case "Paragraph":  # as nearly all
                self._end_block()
            case "Strong" | "Emphasis" | "Strikethrough":
                if self._marks:
                    sheet.marks = self._marks.pop()
            case "Link":
                self._end_link()
            case "Item":
                self._end_block()
                sheet.end_item()
            case "List":
                self._end_block()
                sheet.end_list(*self._lists.pop())
            case "Heading":
                self._end_heading()
            case "TableCell":
                self._end_block()
                sheet.end_cell()
            case "Table":
                sheet.end_table()
            case "BlockQuote":
                self._end_block()
                self._quotes -= 1
                sheet.quoted = self._quotes > 0
            case "HtmlBlock":
                self._end_html()
            case "CodeBlock":
                self._end_code()
            case "FootnoteDefinition":
                self._end_block()
                sheet.nodes, self._body = self._body or [], None
            case "Image" | "TableHead" | "TableRow":
                pass
            case _:
                self._end_block()

    def _other(self, kind: str, value: Any) -> None:
        sheet = self.sheet
        match kind:
            case "Text" | "Html":
                if self._raw is not None:
                    self._raw.append(value)
            case "SoftBreak" | "HardBreak":
                self._several = True
                sheet.end_line()
            case "Code":
                sheet.text(restored(value))
            case "TaskListMarker":
                sheet.text(BOX[value])
            case "InlineHtml":
                self._tag(value)
            case "FootnoteReference":
                number = list(self.notes).index(value) + 1 if value in self.notes else len(self.notes) + 1
                self.notes.setdefault(value, [])
                sheet.chip(Inline(NOTE, {"footnoteId": f"note.{number}", "footnoteNumber": str(number)}))
            case _:
                pass

    def _end_block(self) -> None:
        """A block is done, and with it all marks that were left open in it."""
        self.sheet.end_line()
        self._html.close()
        self._marks.clear()
        if self.sheet.marks != PLAIN:
            self.sheet.marks = PLAIN

    def _end_link(self) -> None:
        sheet = self.sheet
        url, sheet.marks = sheet.marks.url, self._marks.pop() if self._marks else PLAIN
        if url.lower().startswith("mailto:"):
            words = [what for what, _ in sheet.parts[self._first :] if isinstance(what, str)]
            if chip := linked_person("".join(words), url):
                del sheet.parts[self._first :]
                sheet.chip(chip)

    def _end_heading(self) -> None:
        """Several lines above a line of hyphens are text above a rule, not a heading."""
        sheet, level = self.sheet, self.sheet.level
        name = self._anchor()
        self._end_block()
        sheet.level = 0
        if self._several and level == UNDERLINED:
            sheet.nodes[self._first :] = [
                replace(node, style=line_style()) if isinstance(node, Paragraph) else node
                for node in sheet.nodes[self._first :]
            ]
        elif name and len(sheet.nodes) > self._first:
            self.anchors.append((name, sheet.nodes[-1]))

    def _anchor(self) -> str:
        """The name in braces at the end of a heading, which is no text."""
        parts = self.sheet.parts
        if not parts:
            return ""
        text, style = parts[-1]
        if not isinstance(text, str) or not text.rstrip().endswith("}") or not (found := ANCHOR.search(text)):
            return ""
        parts[-1] = (text[: found.start()], style)
        return found[1]

    def _end_code(self) -> None:
        """Each line as it stands."""
        lines, self._raw, self._code = "".join(self._raw or ()).removesuffix("\n").split("\n"), None, False
        for each in lines:
            self.sheet.text(restored(each))
            self.sheet.end_line()

    def _end_html(self) -> None:
        """A block of tags, read as HTML; what only looks like tags is text."""
        html, self._raw = restored("".join(self._raw or ())), None
        if any(found[1].lower() in KNOWN for found in ANY_TAG.finditer(html)):
            feed(self._html, ANY_TAG.sub(_tag_or_text, html))
        elif not html.lstrip().startswith("<!--"):
            for each in html.removesuffix("\n").split("\n"):
                self.sheet.text(each)
                self.sheet.end_line()
        self._end_block()

    def _tag(self, written: str) -> None:
        """A tag within a line."""
        if written.startswith(("<!", "<?")):
            return
        found = TAG.fullmatch(written)
        if found is None or (name := found[2].lower()) not in KNOWN:
            self.sheet.text(restored(written))
        elif found[1]:
            self._html.end(name)
        else:
            self._html.start(name, {key.lower(): value.strip("\"'") for key, value in ATTRIBUTE.findall(found[3])})
            if name in EMPTY:
                self._html.end(name)


def _tag_or_text(found: re.Match[str]) -> str:
    return found[0] if found[1].lower() in KNOWN else "&lt;" + found[0][1:]
