"""Drive's search language (``q`` of files.list), as far as name, mimeType, trashed, parents and appProperties go.

name = 'x' and mimeType != 'y' and not trashed and 'folder' in parents
and appProperties has { key='k' and value='v' }
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from docgen.emulator.refusal import Refusal, bad_parameter

JSON = dict[str, Any]
Test = Callable[[Mapping[str, Any]], bool]

TOKEN: Final = re.compile(r"\s*(?:('(?:[^'\\]|\\.)*')|(!=|<=|>=|[=<>(){}])|([A-Za-z]+))")
ORDERED: Final[Mapping[str, Callable[[str, str], bool]]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}
TEXT: Final = frozenset({"name", "mimeType", "fullText"})
TIMES: Final = frozenset({"modifiedTime", "createdTime"})
FLAGS: Final = frozenset({"trashed", "starred", "sharedWithMe"})
LISTS: Final = frozenset({"parents", "owners", "writers", "readers"})
MAPS: Final = frozenset({"appProperties", "properties"})


def _bad() -> Refusal:
    return bad_parameter("Invalid Value", "q")


def tokens(query: str) -> list[str]:
    """The words of a query; quoted ones keep their opening quote as a mark.

    Raises ``Refusal`` (400) where it is no query.
    """
    found, at = [], 0
    text = query.rstrip()
    while at < len(text):
        match = TOKEN.match(text, at)
        if match is None:
            raise _bad()
        quoted = match[1]
        found.append("'" + re.sub(r"\\(.)", r"\1", quoted[1:-1]) if quoted else match[2] or match[3])
        at = match.end()
    return found


class _Parser:
    def __init__(self, words: list[str]) -> None:
        self._words = words
        self._at = 0

    def _peek(self) -> str:
        return self._words[self._at] if self._at < len(self._words) else ""

    def _next(self, *expected: str) -> str:
        word = self._peek()
        if not word or (expected and word not in expected):
            raise _bad()
        self._at += 1
        return word

    def _value(self) -> str:
        word = self._next()
        if not word.startswith("'"):
            raise _bad()
        return word[1:]

    def whole(self) -> Test:
        test = self._either()
        if self._peek():
            raise _bad()
        return test

    def _either(self) -> Test:
        tests = [self._both()]
        while self._peek() == "or":
            self._next()
            tests.append(self._both())
        return lambda file: any(test(file) for test in tests)

    def _both(self) -> Test:
        tests = [self._one()]
        while self._peek() == "and":
            self._next()
            tests.append(self._one())
        return lambda file: all(test(file) for test in tests)

    def _one(self) -> Test:
        word = self._peek()
        if word == "not":
            self._next()
            inner = self._one()
            return lambda file: not inner(file)
        if word == "(":
            self._next()
            inner = self._either()
            self._next(")")
            return inner
        if word.startswith("'"):
            return self._member()
        return self._field(self._next())

    def _member(self) -> Test:
        value = self._value()
        self._next("in")
        name = self._next(*LISTS)
        return lambda file: value in (file.get(name) or ()) or (value == "root" and file.get("_in_root") is True)

    def _field(self, name: str) -> Test:
        if name in MAPS:
            return self._has(name)
        if name in FLAGS:
            if self._peek() not in ("=", "!="):
                return lambda file: bool(file.get(name))
            same = self._next() == "="
            wanted = self._next("true", "false") == "true"
            return lambda file: (bool(file.get(name)) == wanted) == same
        if name in TIMES:
            operator = self._next("=", "!=", *ORDERED)
            return self._compared(name, operator, self._value())
        if name in TEXT:
            operator = self._next("=", "!=", "contains")
            return self._compared(name, operator, self._value())
        raise _bad()

    def _compared(self, name: str, operator: str, value: str) -> Test:
        if operator == "contains":
            # Drive matches the beginnings of words of a name, and anything in a MIME type.
            pattern = re.compile((r"(?<!\w)" if name == "name" else "") + re.escape(value), re.IGNORECASE)
            return lambda file: pattern.search(str(file.get(name, ""))) is not None
        if operator in ORDERED:
            order = ORDERED[operator]
            return lambda file: order(str(file.get(name, ""))[:19], value[:19])
        return lambda file: (file.get(name) == value) == (operator == "=")

    def _has(self, name: str) -> Test:
        for word in ("has", "{", "key", "="):
            self._next(word)
        key = self._value()
        for word in ("and", "value", "="):
            self._next(word)
        value = self._value()
        self._next("}")
        return lambda file: (file.get(name) or {}).get(key) == value


def matcher(query: str) -> Test:
    """Whether a file's metadata answers ``query``.

    Raises ``Refusal`` (400) for a query that cannot be read.
    """
    return _Parser(tokens(query)).whole() if query.strip() else lambda _: True
