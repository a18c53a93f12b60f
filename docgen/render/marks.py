"""What of a template's Markdown would not come out in a document as it was meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from markdown_it.tree import SyntaxTreeNode

from docgen.document.nodes import Style
from docgen.errors import InputError, Place, Text, nearest
from docgen.formats.markdown import KEYS
from docgen.formats.markdown_inline import InlineReader, Line, Looks
from docgen.formats.markdown_rules import CONTAINERS, FENCE, reader
from docgen.formats.markdown_tables import EXAMPLE, columns_table, grid_table
from docgen.render.finding import Finding, finding
from docgen.render.lines import Lines
from docgen.render.look import CLASSES, TEXT_WIDTH

HTML_TAGS: Final = (
    "a|abbr|b|big|blockquote|center|code|details|div|em|font|h[1-6]|hr|i|img|li|ol|p|pre|s|script|small|span|strong|style"
    "|sub|summary|sup|table|tbody|td|th|thead|tr|u|ul|video"
)
FOOTNOTE: Final = re.compile(r"\[\^[^\]\s]+\]")
STAYS: Final[tuple[tuple[re.Pattern[str], Text, Text], ...]] = (
    (
        re.compile(rf"</?(?:{HTML_TAGS})(?:\s[^<>]*)?/?>", re.IGNORECASE),
        Text("HTML は読まれず、文字のまま残ります", "HTML is not read and stays as text"),
        Text("見た目は {.note} などのクラスで付けます", "classes such as {.note} give a line its look"),
    ),
    (
        FOOTNOTE,
        Text("脚注は作れず、文字のまま残ります", "footnotes cannot be made and stay as text"),
        Text("本文に書いてください", "write it in the text"),
    ),
    (
        re.compile(r"\{#\s.*?#\}|\{#.*?\s#\}"),
        Text("{# … #} は説明にならず、文字のまま残ります", "{# … #} is no comment here and stays as text"),
        Text("{* … *} と書いてください", "write {* … *}"),
    ),
    (
        re.compile(r"\{[.#][^{}]*\}?|\{\w+=[^{}]*\}"),
        Text("この波括弧は効かず、文字のまま残ります", "these braces have no effect and stay as text"),
        Text("行の終わりに、{.label} の形で書いてください", "put them at the end of the line, as in {.label}"),
    ),
    (
        re.compile(r"\*\*|~~|__(?=\S)"),
        Text(
            "太字などの記号が効かず、文字のまま残ります", "marks for bold and the like have no effect and stay as text"
        ),
        Text(
            "括弧や句読点のそばでは効きません。行全体を囲むか、前後に空白を入れてください",
            "next to brackets and punctuation they have none: put them around the whole line, or a space beside them",
        ),
    ),
    (
        re.compile(r"^:{3,}"),
        Text("この「:::」は効かず、文字のまま残ります", 'this ":::" has no effect and stays as text'),
        Text(
            "「::: columns」「::: row」「::: column」と、閉じる「:::」の数を合わせてください",
            'what there is: "::: columns", "::: row", "::: column", each closed by as many colons',
        ),
    ),
)
"""Words of a template that look as if they meant something: pattern, what is wrong, what to do."""
LINKED: Final = frozenset({"href", "title", "src", "alt", "style"})
"""Attributes that the parser itself sets."""
DRAWN: Final = Text("区切り線は引けません", "no line can be drawn in a document")
IMAGE: Final = Text(
    "画像は入れられません。説明の文字だけが残ります", "pictures cannot go in; only their description stays"
)
INDENTED: Final = Text(
    "行の頭に空白が4つ以上あると、記号が読まれません", "a line that begins with four spaces is not read for marks"
)
UNDERLINED: Final = Text("下の --- や === のせいで見出しになっています", "the --- or === below makes this a heading")
IN_A_TABLE: Final = Text("見出しが表の中にあります", "a heading stands inside a table")
OUTSIDE: Final = Text(
    "見出しは「::: columns」の外に置き、中では **…** {.label} にしてください",
    'put headings outside "::: columns"; inside, use **…** {.label}',
)
EMPTY_LINE: Final = Text("空の行を入れてください", "leave an empty line between")


class _Everything(dict[str, tuple[Style, Style]]):
    """Class names that are all known, so that each can be told of by itself."""

    def __contains__(self, name: object) -> bool:
        return True

    def __missing__(self, name: str) -> tuple[Style, Style]:
        return {}, {}


EVERY_CLASS: Final = Looks(_Everything())


def mark_findings(lines: Lines, anchors: frozenset[str], *, whole: bool = True) -> Iterator[Finding]:
    """What is wrong with the marks of a filled template, whatever it is for. ``anchors``: those that mean something.

    ``whole``: false where branches stand beside each other that never come together, so that columns need not fit.
    """
    found: dict[str, object] = {}
    try:
        tokens = reader(template=True).parse(lines.text, found)
    except InputError as error:  # a container that is not closed
        if not whole:
            return
        key = error.place.key if error.place else ""
        yield finding(_opening(lines, key) or Place(), error.message, error.hint)
        return
    yield from _Check(lines, anchors, whole).blocks(SyntaxTreeNode(tokens), inside=False)
    for label, reference in dict(found.get("references", {})).items():  # type: ignore[call-overload]  # Any
        if label.startswith("^"):
            _, message, hint = STAYS[1]
            yield finding(lines.place(reference["map"][0]), message, hint)


def _opening(lines: Lines, fence: str) -> Place | None:
    """Where the container that is not closed begins: the first that is left open, as the parser sees it."""
    left: list[tuple[str, str, int]] = []
    broken: list[tuple[str, str, int]] = []
    for number, line in enumerate(lines.text.split("\n")):
        found = FENCE.fullmatch(line.strip())
        if found and found[2].partition(" ")[0] in CONTAINERS:
            left.append((found[1], line.strip(), number))
        elif found and not found[2] and any(found[1] == marks for marks, _, _ in left):
            while (last := left.pop())[0] != found[1]:
                broken.append(last)
    every = sorted([*left, *broken], key=lambda each: each[2])
    return next((lines.place(number) for _, words, number in every if words == fence), None)


class _Check:
    def __init__(self, lines: Lines, anchors: frozenset[str], whole: bool) -> None:
        self.lines = lines
        self.anchors = anchors
        self.whole = whole
        self.inline = InlineReader((), EVERY_CLASS)

    def blocks(self, parent: SyntaxTreeNode, *, inside: bool) -> Iterator[Finding]:
        """``inside``: within a table, a list or a quotation."""
        for node in parent.children:
            line = node.map[0] if node.map else 0
            own = {key: value for key, value in node.attrs.items() if key not in LINKED}
            yield from self.attributes(own, line, inside=inside)
            match node.type:
                case "heading" | "paragraph" | "th" | "td":
                    yield from self.written(node, inside=inside)
                case "hr":
                    yield self.at(line, DRAWN, Text("行を消してください", "delete the line"))
                case "code_block":
                    yield self.at(line, INDENTED, Text("空白を消してください", "delete the spaces"))
                case "container_columns":
                    if self.whole:
                        yield from self.columns(node, line)
                    yield from self.blocks(node, inside=True)
                case "table":
                    yield from self.drawn(node, line)
                    yield from self.blocks(node, inside=True)
                case "container_row" | "container_column" if parent.type == "root":
                    name = node.type.removeprefix("container_")
                    message = Text(
                        f"「::: {name}」が「::: columns」の外にあります", f'"::: {name}" stands outside "::: columns"'
                    )
                    yield self.at(line, message, EXAMPLE)
                case "blockquote" | "bullet_list" | "ordered_list":
                    yield from self.blocks(node, inside=True)
                case "fence" | "inline":
                    pass
                case _:
                    yield from self.blocks(node, inside=inside)

    def written(self, node: SyntaxTreeNode, *, inside: bool) -> Iterator[Finding]:
        """A block of lines."""
        first = node.map[0] if node.map else 0
        inline = next(iter(node.children), None)
        if inline is not None and inline.map:
            first = inline.map[0]
        if node.type == "heading":
            if node.markup in ("-", "="):
                yield self.at(first, UNDERLINED, EMPTY_LINE)
            elif inside:
                yield self.at(first, IN_A_TABLE, OUTSIDE)
        for number, line in enumerate(self.inline.lines(inline, lambda _: True), first):
            yield from self.attributes(line.attributes, number, inside=inside)
            yield from self.text(line, number)
        if inline is not None:
            number = first
            for child in inline.walk():
                number += child.type in ("softbreak", "hardbreak")
                if child.type == "image":
                    yield self.at(number, IMAGE, Text("リンクにしてください", "make it a link"))
                own = {key: value for key, value in child.attrs.items() if key not in LINKED}
                yield from self.attributes(own, number, inside=inside)

    def text(self, line: Line, number: int) -> Iterator[Finding]:
        words = "".join(text for text, _ in line.parts)
        for pattern, message, hint in STAYS:
            if pattern.search(words):
                yield self.at(number, message, hint)
                return

    def attributes(self, attributes: Mapping[str, object], number: int, *, inside: bool) -> Iterator[Finding]:
        for name in str(attributes.get("class", "")).split():
            if name not in CLASSES:
                message = Text(f"クラス {{.{name}}} はありません", f"there is no class {{.{name}}}")
                yield self.at(number, message, nearest(name, CLASSES))
        for key in attributes.keys() - KEYS:
            message = Text(f"波括弧の {key} という属性はありません", f"there is no attribute {key} in braces")
            yield self.at(number, message, nearest(key, KEYS - {"id", "class", "start"}))
        if "id" not in attributes:
            return
        name = str(attributes["id"])
        if name not in self.anchors:
            message = Text(f"アンカー {{#{name}}} はありません", f"there is no anchor {{#{name}}}")
            hint = nearest(name, self.anchors) or Text("消してください", "delete it")
            yield self.at(number, message, hint)
        elif inside:
            message = Text("アンカーは列や箇条書きの中には置けません", "an anchor cannot stand inside columns or lists")
            yield self.at(number, message, Text("見出しに付けてください", "put it on a heading"))

    def columns(self, node: SyntaxTreeNode, line: int) -> Iterator[Finding]:
        try:
            columns_table(node, TEXT_WIDTH, lambda cell: ())
        except InputError as error:
            yield self.at(line, error.message, error.hint)

    def drawn(self, node: SyntaxTreeNode, line: int) -> Iterator[Finding]:
        try:
            table = grid_table(node, TEXT_WIDTH, lambda cell: ())
        except InputError as error:
            yield self.at(line, error.message, error.hint)
            return
        rows = self.lines.text.split("\n")[slice(*(node.map or (0, 0)))]
        for number, row in enumerate(rows, line):
            cells = len(re.findall(r"(?<!\\)\|", row.strip().removeprefix("|").removesuffix("|"))) + 1
            if cells != table.columns and row.strip():
                message = Text(
                    f"{table.columns} 列の表に {cells} 列の行があります",
                    f"a row of {cells} in a table of {table.columns} columns",
                )
                yield self.at(number, message, Text("| の数を合わせてください", "give each row as many |"))

    def at(self, line: int, message: Text, hint: Text | None) -> Finding:
        return finding(self.lines.place(line), message, hint)
