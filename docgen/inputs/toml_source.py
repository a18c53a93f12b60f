"""TOML files; dates and times stay text, as in YAML."""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from docgen.errors import InputError, Place, Text
from docgen.inputs.source import KeyPath, Source
from docgen.inputs.system import shown
from docgen.inputs.text import read_text

_AT_LINE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)\Z")
_SKIP = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_KEY = re.compile(r'[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|\'[^\']*\'')
_STRING = re.compile(r'"""(?:[^\\]|\\.)*?"{3,5}(?!")|\'\'\'.*?\'{3,5}(?!\')|"(?:[^"\\]|\\.)*"|\'[^\']*\'', re.DOTALL)
_BARE = re.compile(r"[^,\]}#\n]+")


def read_toml(path: Path) -> Source:
    """The TOML file ``path``.

    Raises ``InputError`` for a file that is unreadable or not TOML.
    """
    return parse_toml(read_text(path), shown(path))


def parse_toml(text: str, file: str) -> Source:
    """As ``read_toml``, from ``text``; ``file`` is only named in errors."""
    text = text.replace("\r\n", "\n")
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _explained(error, text, file) from error
    except RecursionError as error:
        raise InputError(Text("入れ子が深すぎます", "it is nested too deeply"), place=Place(file)) from error
    return Source(file, _plain(data), _Lines(text).lines)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_plain(entry) for entry in value]
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return value


def _explained(error: tomllib.TOMLDecodeError, text: str, file: str) -> InputError:
    words = str(error)
    found = _AT_LINE.search(words)
    line = int(found[1]) if found and found[1] else len(text.rstrip().split("\n"))
    problem = words[: found.start()] if found else words
    return InputError(
        Text(f"TOML として読めません（{problem}）", f"this is not TOML: {problem}"),
        place=Place(file, line),
        hint=Text('「キー = "値"」の形か確かめてください', 'write `key = "value"`'),
    )


class _Lines:
    """The line of every key of a text that ``tomllib`` has accepted: no check is repeated here."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[KeyPath, int] = {}
        self.counts: dict[KeyPath, int] = {}
        self.scan()

    def scan(self) -> None:
        table: KeyPath = ()
        while self.skip():
            if self.text.startswith("[[", self.at):
                self.at += 2
                path = self.inside(self.keys())
                number = self.counts.get(path, 0)
                self.counts[path] = number + 1
                table = (*path, number)
                self.note(table)
                self.at += 2
            elif self.text[self.at] == "[":
                self.at += 1
                table = self.inside(self.keys())
                self.note(table)
                self.at += 1
            else:
                self.pair(table)

    def inside(self, keys: KeyPath) -> KeyPath:
        """``keys`` with the position of the latest entry after each array of tables on the way."""
        path: KeyPath = ()
        for place, key in enumerate(keys):
            path = (*path, key)
            if path in self.counts and place < len(keys) - 1:
                path = (*path, self.counts[path] - 1)
        return path

    def pair(self, table: KeyPath) -> None:
        start = self.at
        path = table + self.keys()
        self.note(path, start)
        self.at += 1  # =
        self.value(path)

    def keys(self) -> KeyPath:
        parts: list[str] = []
        while True:
            self.skip()
            found = self.take(_KEY)
            parts.append(found.strip("\"'"))
            self.skip()
            if not self.text.startswith(".", self.at):
                return tuple(parts)
            self.at += 1

    def value(self, path: KeyPath) -> None:
        self.skip()
        sign = self.text[self.at]
        if sign == "[":
            self.at += 1
            number = 0
            while self.skip() and self.text[self.at] != "]":
                self.note((*path, number))
                self.value((*path, number))
                number += 1
                self.comma()
            self.at += 1
        elif sign == "{":
            self.at += 1
            while self.skip() and self.text[self.at] != "}":
                self.pair(path)
                self.comma()
            self.at += 1
        elif sign in "\"'":
            self.take(_STRING)
        else:
            self.take(_BARE)

    def comma(self) -> None:
        if self.skip() and self.text[self.at] == ",":
            self.at += 1

    def skip(self) -> bool:
        """Go past white space, line ends and comments; whether anything follows."""
        self.take(_SKIP)
        return self.at < len(self.text)

    def take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.text, self.at)
        if found is None:  # tomllib has accepted the text, so this cannot be reached by a valid file
            self.at = len(self.text)
            return ""
        self.at = found.end()
        return found[0]

    def note(self, path: KeyPath, at: int | None = None) -> None:
        line = self.text.count("\n", 0, self.at if at is None else at) + 1
        for length in range(1, len(path) + 1):
            self.lines.setdefault(path[:length], line)
