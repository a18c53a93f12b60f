"""The pages of the documentation as tests read them, and a shell that runs their ``console`` blocks."""

from __future__ import annotations

import io
import re
import shlex
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from docgen.cli.main import main

ROOT: Final = Path(__file__).resolve().parents[1]
ANYTHING: Final = "…"
"""In an expected output: anything on a line; alone on a line, any lines."""


@dataclass(frozen=True)
class Fence:
    """A fenced code block. Its info string is a language and, for the content of a file, the path of that file."""

    page: str
    line: int
    language: str
    file: str
    text: str

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"


@dataclass(frozen=True)
class Page:
    """One page of Markdown; ``name`` is its path from the top of the repository."""

    name: str
    markdown: str = field(repr=False)

    def __str__(self) -> str:
        return self.name

    @classmethod
    def read(cls, name: str) -> Page:
        """The page ``name``."""
        return cls(name, (ROOT / name).read_text(encoding="utf-8"))

    @cached_property
    def _tokens(self) -> list[Token]:
        return MarkdownIt("commonmark").enable("table").parse(self.markdown)

    @cached_property
    def fences(self) -> tuple[Fence, ...]:
        """Its code blocks."""
        found = []
        for token in self._tokens:
            if token.type == "fence":
                language, _, file = token.info.partition(" ")
                found.append(Fence(self.name, (token.map or [0])[0] + 1, language, file, token.content))
        return tuple(found)

    @cached_property
    def headings(self) -> tuple[tuple[int, str], ...]:
        """Level and text of its headings."""
        return tuple(
            (int(token.tag[1]), _plain(self._tokens[at + 1]))
            for at, token in enumerate(self._tokens)
            if token.type == "heading_open"
        )

    @property
    def anchors(self) -> set[str]:
        """What a link to a heading of this page may end in."""
        return {re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-") for _, text in self.headings}

    @property
    def links(self) -> Iterator[str]:
        """The addresses of its links and pictures."""
        for token in self._tokens:
            for child in token.children or ():
                if address := child.attrGet("href") or child.attrGet("src"):
                    yield unquote(str(address))

    def table(self, heading: str) -> tuple[tuple[str, ...], ...]:
        """The cells of the first table under ``heading``, as plain text, without its header."""
        at = next(
            i + 1
            for i, token in enumerate(self._tokens)
            if token.type == "heading_open" and _plain(self._tokens[i + 1]) == heading
        )
        rows: list[list[str]] = []
        for token, content in zip(self._tokens[at:], self._tokens[at + 1 :], strict=False):
            if token.type == "tr_open":
                rows.append([])
            elif token.type in ("td_open", "th_open"):
                rows[-1].append(_plain(content))
            elif token.type == "table_close":
                break
        return tuple(map(tuple, rows[1:]))


def _plain(inline: Token) -> str:
    return "".join(child.content for child in inline.children or ())


@dataclass(frozen=True)
class Step:
    """One command of a ``console`` block, and what it should print."""

    command: str
    output: str
    line: int


def steps(fence: Fence) -> Iterator[Step]:
    """The commands of a ``console`` block: lines that begin with ``$ ``, and what follows each."""
    command, start = "", 0
    output: list[str] = []
    for number, line in enumerate([*fence.text.splitlines(), "$ "], fence.line + 1):
        if line.startswith("$ "):
            if command:
                yield Step(command, "".join(f"{each}\n" for each in output), start)
            command, output, start = line[2:], [], number
        else:
            output.append(line)


def fits(expected: str, got: str) -> bool:
    """Whether ``got`` is what was ``expected``, which may hold ``ANYTHING``."""
    parts = [
        r"(?:[^\n]*\n)*?" if line == ANYTHING else r"[^\n]*?".join(map(re.escape, line.split(ANYTHING))) + r"\n"
        for line in expected.splitlines()
    ]
    return re.fullmatch("".join(parts), got) is not None


class Shell:
    """What a reader types into: ``docgen``, ``cd``, ``export NAME=VALUE`` and ``echo $?``, from an empty directory."""

    def __init__(self, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._here = here
        self._patch = monkeypatch
        self._code = 0
        self._patch.chdir(here)

    def write(self, fence: Fence) -> None:
        """Put the file that a block shows where the reader stands."""
        path = self._here / fence.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(fence.text, encoding="utf-8")

    def run(self, command: str) -> str:
        """What ``command`` prints on a terminal, stdout and stderr together."""
        name, *words = shlex.split(command)
        if name == "docgen":
            shown = io.StringIO()
            with redirect_stdout(shown), redirect_stderr(shown):
                self._code = main(words)
            return shown.getvalue()
        if name == "cd":
            self._here /= words[0]
            self._patch.chdir(self._here)
        elif name == "export":
            self._patch.setenv(*words[0].split("=", 1))
        elif command == "echo $?":
            return f"{self._code}\n"
        else:
            raise AssertionError(f"the shell of the documentation does not know {command!r}")
        return ""
