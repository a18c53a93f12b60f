"""The Markdown that docgen reads: CommonMark, tables and strikethrough, and a few rules of its own.

Of HTML only the line break ``<br>`` is read, and comments are left out: what people write in angle brackets
(``<担当>``) is text. Two dialects share these rules: in *templates* braces give attributes
(``{.label}``, ``{#meeting}``), in what *people* wrote braces are text, and YAML front matter is left out.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from docgen.errors import InputError, Place, Text
from docgen.formats.addresses import is_live

CONTAINERS: Final = frozenset({"columns", "row", "column"})
FENCE: Final = re.compile(r"(:{3,})[ \t]*(.*?)[ \t]*")
BREAK: Final = re.compile(r"<br[ \t]*/?>", re.IGNORECASE)
COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)


class Reader(MarkdownIt):
    """A parser that keeps addresses as they were written."""

    def normalizeLink(self, url: str) -> str:
        """``url`` itself: percent-encoding is left to whoever follows the link."""
        return url

    def validateLink(self, url: str) -> bool:
        """Whether ``url`` may be made a link; one that starts with a value is checked when that is known."""
        return url.startswith("\ue000") or is_live(url)


@cache
def reader(*, template: bool) -> Reader:
    """The parser for templates, or for what people wrote."""
    md = Reader("commonmark", {"maxNesting": 100})
    md.enable(["table", "strikethrough"])
    md.disable(["html_block", "html_inline", "text_join"])
    md.block.ruler.before("fence", "container", _container, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    md.block.ruler.before("fence", "comment", _comment, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    md.inline.ruler.before("autolink", "tag", _tag)
    if template:
        md.use(attrs_plugin, spans=True).use(attrs_block_plugin)
    else:
        md.use(front_matter_plugin)
    return md


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _closing(state: StateBlock, start: int, end: int) -> int | None:
    """The line of the fence that closes the container opened at ``start``.

    Containers nest, so fences of any length will do: a bare one closes the innermost open container of its length.
    """
    open_fences: list[str] = []
    for line in range(start, end):
        fence = FENCE.fullmatch(_line(state, line))
        if fence is None:
            continue
        marks, name = fence.groups()
        if name.split(" ")[0] in CONTAINERS:
            open_fences.append(marks)
        elif not name and marks in open_fences:
            while open_fences.pop() != marks:
                pass
            if not open_fences:
                return line
    return None


def _container(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """``::: columns 45 55``, ``::: row`` and ``::: column`` up to their closing fence."""
    fence = FENCE.fullmatch(_line(state, start))
    if fence is None or state.is_code_block(start):
        return False
    name, _, info = fence[2].partition(" ")
    if name not in CONTAINERS:
        return False
    if silent:
        return True
    closing = _closing(state, start, end)
    if closing is None:
        raise InputError(
            Text(f"「{fence[1]} {name}」が閉じられていません", f'"{fence[1]} {name}" is not closed'),
            place=Place(key=fence[0].strip()),
            hint=Text(f"終わりの行に {fence[1]} と書いてください", f"write {fence[1]} on the line where it ends"),
        )
    old_parent, old_end = state.parentType, state.lineMax
    state.parentType, state.lineMax = "container", closing
    token = state.push(f"container_{name}_open", "div", 1)
    token.info, token.map, token.block = info, [start, closing], True
    state.md.block.tokenize(state, start + 1, closing)
    state.push(f"container_{name}_close", "div", -1).block = True
    state.parentType, state.lineMax = old_parent, old_end
    state.line = closing + 1
    return True


def _comment(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """An HTML comment that stands on lines of its own: left out."""
    if state.is_code_block(start) or not _line(state, start).startswith("<!--"):
        return False
    for line in range(start, end):
        text = _line(state, line).rstrip()
        if "-->" in text:
            if not text.endswith("-->"):
                return False
            if not silent:
                state.line = line + 1
            return True
    return False


def _tag(state: StateInline, silent: bool) -> bool:
    """``<br>`` as a line break; a comment within a line is left out."""
    if state.src[state.pos] != "<":
        return False
    found = BREAK.match(state.src, state.pos, state.posMax) or COMMENT.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent and found.re is BREAK:
        state.push("hardbreak", "br", 0)
    state.pos = found.end()
    return True
