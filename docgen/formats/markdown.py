"""Markdown to nodes of a document, as docgen's templates are written. What people wrote is read by ``markdown_reader``.

Each written line is a paragraph. Two columns are containers, one cell for each ``column``, row after row::

    :::: columns 45 55
    ::: column
    left
    :::
    ::: column
    right
    :::
    ::::

Several rows may be told apart by ``row`` containers. Braces at the end of a line, before a block or after a span give
attributes: an anchor ``{#name}`` and classes ``{.label}``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from markdown_it.tree import SyntaxTreeNode

from docgen.document.nodes import NOTHING, Element, Inline, Node, Paragraph, Run, Style
from docgen.document.wire.chips import styled
from docgen.document.wire.lists import bullet, item_style
from docgen.document.wire.styles import heading_level, paragraph_style
from docgen.errors import InputError, Place, Text, nearest
from docgen.formats.markdown_inline import Attributes, Filled, InlineReader, Looks, Styled
from docgen.formats.markdown_lists import Lists
from docgen.formats.markdown_rules import reader
from docgen.formats.markdown_tables import EXAMPLE, columns_table, grid_table, one_after_another

WIDTH: Final = 728.0
"""Points between the margins of an A4 page on its side (842 wide) with margins of 57 points: what columns share."""
QUOTE_INDENT: Final = 36.0
KEYS: Final = frozenset({"id", "class", "widths", "start"})
"""``start`` is what the parser itself puts on ordered lists."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A name for top-level nodes: [first, last), from a heading to the next one of its level or above, or one line."""

    name: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a Markdown text says."""

    nodes: tuple[Node, ...]
    anchors: tuple[Anchor, ...] = ()
    lists: Style = field(default_factory=dict)
    """What the bullets refer to, as a tab's resources hold it under ``lists``: list id → its properties."""


@dataclass(frozen=True, slots=True)
class _Scope:
    """What holds for every paragraph inside a block."""

    text: Style = field(default_factory=dict)
    paragraph: Style = field(default_factory=dict)
    item: tuple[str, int] | None = None
    """The list id and level of the list item that it stands in."""
    begins: bool = False
    """Whether its first line begins that item, and so gets the glyph."""
    top: bool = True


@dataclass(frozen=True, slots=True)
class _Mark:
    """An anchor, and the nodes [first, last) that it was written on."""

    name: str
    first: int
    last: int
    level: int
    """1 to 6 on a heading, which begins a section; else 0."""


def parse(
    text: str,
    *,
    values: Sequence[str] = (),
    classes: Mapping[str, tuple[Style, Style]] | None = None,
    width: float = WIDTH,
    flowing: bool = False,
) -> Parsed:
    """The document nodes that ``text`` describes.

    ``values`` are strings for which a sentinel stands in the text (``markdown_inline.sentinel``): they come in
    literally, each newline in one starting another paragraph of the same style and bullet; one that is ``Chipped``
    brings its chips along.
    ``classes``: class name → (text style, paragraph style). With it the text is a template; without it, something that
    a person wrote, in which braces are text, but for ``{#name}`` at the end of a heading.
    ``width`` in points is shared out among the columns of a ``columns`` container; with ``flowing``, what stands in
    its columns comes one after another instead, in no table.

    Raises ``InputError`` for a class or attribute that is not known, and for containers that are not whole.
    """
    return _Builder(values, classes, width, flowing=flowing).build(text)


class _Builder:
    def __init__(
        self, values: Sequence[str], classes: Mapping[str, tuple[Style, Style]] | None, width: float, *, flowing: bool
    ) -> None:
        self._template = classes is not None
        self._looks = Looks(classes or {})
        self._inline = InlineReader(values, self._looks)
        self._width = width
        self._flowing = flowing
        self._lists = Lists()
        self._marks: list[_Mark] = []

    def build(self, text: str) -> Parsed:
        tree = SyntaxTreeNode(reader(template=self._template).parse(text))
        nodes = tuple(self._blocks(tree.children, _Scope()))
        return Parsed(nodes, tuple(_anchor(mark, nodes) for mark in self._marks), self._lists.resource)

    def _blocks(self, children: Sequence[SyntaxTreeNode], scope: _Scope) -> list[Node]:
        made: list[Node] = []
        for child in children:
            first = len(made)
            made += self._block(child, self._within(child.attrs, scope), first)
            self._mark(child.attrs, scope, first, len(made), _level(child))
            scope = replace(scope, begins=False)
        return made

    def _within(self, attributes: Mapping[str, object], scope: _Scope) -> _Scope:
        """The scope inside a block with ``attributes``."""
        if not attributes.get("class"):
            return scope
        return replace(
            scope,
            text={**scope.text, **self._looks.text(attributes)},
            paragraph={**scope.paragraph, **self._looks.paragraph(attributes)},
        )

    def _mark(self, attributes: Mapping[str, object], scope: _Scope, first: int, last: int, level: int) -> None:
        if unknown := set(attributes) - KEYS:
            key = min(unknown)
            raise InputError(
                Text(f"属性 {key!r} はありません", f"there is no attribute {key!r}"),
                place=Place(key=f"{{{key}=…}}"),
                hint=nearest(key, KEYS),
            )
        if "id" not in attributes:
            return
        name = self._inline.fill(str(attributes["id"]))
        if not scope.top:
            raise InputError(
                Text("アンカーは列や箇条書きの中には置けません", "an anchor cannot stand inside columns or lists"),
                place=Place(key=f"{{#{name}}}"),
                hint=Text("見出しに付けてください", "put it on a heading"),
            )
        self._marks.append(_Mark(name, first, last, level))

    def _block(self, node: SyntaxTreeNode, scope: _Scope, at: int) -> list[Node]:
        match node.type:
            case "paragraph" | "heading":
                return self._written(node, scope, at)
            case "bullet_list" | "ordered_list":
                return self._list(node, scope)
            case "blockquote":
                quoted = {**scope.paragraph, **paragraph_style(indent=QUOTE_INDENT, first_line=QUOTE_INDENT)}
                return self._blocks(node.children, replace(scope, paragraph=quoted, begins=False, top=False))
            case "fence" | "code_block":
                lines = node.content.removesuffix("\n").split("\n")
                return [each for line in lines for each in self._paragraphs([(line, NOTHING)], scope)]
            case "table":
                return [grid_table(node, self._width, lambda cell: self._cell(cell, scope))]
            case "container_columns":
                table = columns_table(node, self._width, lambda cell: self._cell(cell, scope))
                return list(one_after_another(table)) if self._flowing else [table]
            case "container_row" | "container_column":
                name = node.type.removeprefix("container_")
                raise InputError(
                    Text(
                        f"「::: {name}」が「::: columns」の外にあります", f'"::: {name}" stands outside "::: columns"'
                    ),
                    place=Place(key=f"::: {name}"),
                    hint=EXAMPLE,
                )
            case _:
                return []

    def _cell(self, node: SyntaxTreeNode, scope: _Scope) -> tuple[Node, ...]:
        inner = replace(self._within(node.attrs, scope), item=None, top=False)
        drawn = node.type in ("th", "td")
        made = self._written(node, inner, 0) if drawn else self._blocks(node.children, inner)
        if not made or not isinstance(made[-1], Paragraph):
            made += self._paragraphs([], inner)
        return tuple(made)

    def _list(self, node: SyntaxTreeNode, scope: _Scope) -> list[Node]:
        place = self._lists.place(node.type == "ordered_list", int(node.attrs.get("start", 1)), scope.item)
        inner = replace(scope, item=place, begins=True, top=False)
        made: list[Node] = []
        for item in node.children:
            made += self._blocks(item.children, inner) if item.children else self._paragraphs([], inner)
        return made

    def _written(self, node: SyntaxTreeNode, scope: _Scope, at: int) -> list[Node]:
        """The paragraphs of a block that holds inline content, the first of them at ``at``."""
        level = _level(node)
        accept = _any if self._template else _anchor_alone if level else _none
        made: list[Node] = []
        for line in self._inline.lines(node.children[0] if node.children else None, accept):
            first = at + len(made)
            made += self._paragraphs(line.parts, self._within(line.attributes, scope), level)
            self._mark(line.attributes, scope, first, at + len(made), level)
            scope = replace(scope, begins=False)
        return made

    def _paragraphs(self, parts: Sequence[Styled], scope: _Scope, level: int = 0) -> list[Node]:
        """One paragraph, or several where values hold line ends."""
        style = paragraph_style(named=f"HEADING_{level}" if level else "NORMAL_TEXT")
        mark = None
        if scope.item:
            list_id, depth = scope.item
            style |= item_style(depth, glyph=scope.begins)
            mark = bullet(list_id, depth) if scope.begins else None
        style |= scope.paragraph
        return [Paragraph(_runs(line, scope.text), style, mark) for line in self._inline.paragraphs(parts)]


def _level(node: SyntaxTreeNode) -> int:
    return int(node.tag[1]) if node.type == "heading" else 0


def _runs(parts: Sequence[Filled], base: Style) -> tuple[Element, ...]:
    """Elements that end in a newline of just the ``base`` style: what is typed after it is not bold or a link."""
    *before, last = parts or [("", NOTHING)]
    elements = [_element(what, {**base, **style}) for what, style in before]
    text, style = last[0], {**base, **last[1]}
    if isinstance(text, str) and style == base:
        return (*elements, Run(text + "\n", base))
    return (*elements, _element(text, style), Run("\n", base))


def _element(what: str | Inline, style: Style) -> Element:
    return Run(what, style) if isinstance(what, str) else styled(what, style)


def _anchor(mark: _Mark, nodes: Sequence[Node]) -> Anchor:
    if not mark.level:
        return Anchor(mark.name, mark.first, mark.last)
    for at in range(mark.last, len(nodes)):
        node = nodes[at]
        if isinstance(node, Paragraph) and 0 < heading_level(node.style) <= mark.level:
            return Anchor(mark.name, mark.first, at)
    return Anchor(mark.name, mark.first, len(nodes))


def _any(attributes: Attributes) -> bool:
    return True


def _anchor_alone(attributes: Attributes) -> bool:
    return set(attributes) == {"id"}


def _none(attributes: Attributes) -> bool:
    return False
