"""Where each line of what a template wrote comes from.

Marks of private-use characters, which no document can hold, go in front of every line of a template's own text and
are taken out again before anything reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from jinja2 import Environment
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

from docgen.errors import Place
from docgen.inputs.system import shown

MARK: Final = re.compile("\ue002([0-9]+)\\.([0-9]+)\ue003")


class LineMarks(Extension):
    """Makes an environment write a mark wherever a line of a template begins or goes on."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        self.files: list[str] = []
        environment.extend(line_marks=self)

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """The tokens of one template, its own text with marks."""
        file = stream.filename or stream.name or ""
        if file not in self.files:
            self.files.append(file)
        number = self.files.index(file)
        for token in stream:
            if token.type == "variable_begin":
                yield Token(token.lineno, "data", _mark(number, token.lineno))
            yield Token(token.lineno, "data", _marked(token, number)) if token.type == "data" else token


class EveryBranch(Extension):
    """Leaves out ``if``, ``elif`` and ``else``, so that what stands in every branch is written."""

    priority = 50  # before the marks: a token that is left out has none

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """The tokens of one template without its conditions."""
        open_blocks: list[str] = []
        for token in stream:
            if token.type != "block_begin":
                yield token
                continue
            name = stream.current.value if stream.current.type == "name" else ""
            if name in ("if", "for"):
                open_blocks.append(name)
            conditional = bool(open_blocks) and open_blocks[-1] == "if"
            if name in ("endif", "endfor") and open_blocks:
                open_blocks.pop()
            if not (conditional and name in ("if", "elif", "else", "endif")):
                yield token
                continue
            while stream.current.type != "block_end":
                next(stream)
            next(stream)


def _marked(token: Token, file: int) -> str:
    return "\n".join(_mark(file, number) + line for number, line in enumerate(token.value.split("\n"), token.lineno))


def _mark(file: int, line: int) -> str:
    return f"\ue002{file}.{line}\ue003"


@dataclass(frozen=True, slots=True)
class Lines:
    """Text without marks, and where each of its lines comes from."""

    text: str
    places: Sequence[Place]

    def place(self, line: int) -> Place:
        """Where the 0-based ``line`` comes from; the last known place behind the end."""
        return self.places[min(line, len(self.places) - 1)] if self.places else Place()

    def holding(self, words: str) -> Place | None:
        """Where the first line with ``words`` comes from."""
        return next((self.place(i) for i, line in enumerate(self.text.split("\n")) if words in line), None)


def unmarked(text: str, files: Sequence[str]) -> Lines:
    """``text`` as an environment with ``LineMarks`` wrote it. A line made of several counts as the first of them that
    has text of its own; one without a mark as the line before it."""
    lines: list[str] = []
    places: list[Place] = []
    last = Place()
    for line in text.split("\n"):
        found = list(MARK.finditer(line))
        ends = [*(mark.start() for mark in found[1:]), len(line)]
        filled = (mark for mark, end in zip(found, ends, strict=False) if line[mark.end() : end].strip())
        if mark := next(filled, found[0] if found else None):
            last = Place(shown(files[int(mark[1])]), int(mark[2]))
        lines.append(MARK.sub("", line))
        places.append(last)
    return Lines("\n".join(lines), places)
