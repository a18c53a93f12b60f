"""Regular expressions that people write in rules: matched on NFKC text line by line, in time linear in the line.

The engine is RE2, so that no pattern can keep a run waiting. What it cannot do is refused when a rule is read:
look-around and back-references. In place of look-around, a pattern may call what it asks about ``match``, with what
stands around it outside: ``(?P<match>XX)([^A-Z]|$)``. ``\\w`` and ``\\W`` are those of Python, of any script;
``\\b`` is the edge of a word of Latin letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from docgen.errors import Text
from docgen.inputs.typed import UnfitError

MOST: Final = 100
"""Matches of one pattern in one line that are looked at: beyond, a pattern could take quadratic time after all."""
MEMORY: Final = 32 << 20
"""Bytes that one pattern may take. Where they are used up, RE2 is slow, if still linear; few patterns take a tenth."""
WORD: Final = r"_\p{L}\p{N}"
"""What ``\\w`` stands for in Python, as RE2 says it in a class; its own knows Latin letters only."""

_TOKEN: Final = re.compile(
    r"\\u(?P<short>[0-9A-Fa-f]{4})|\\U(?P<long>[0-9A-Fa-f]{8})|\\.|\{,(?P<most>\d+)\}"
    r"|(?P<named>\(\?P?<\w+>)|\((?!\?)|\(\?|\[:\^?[a-z]+:\]|\[\^?\]?|[^\\(\[\]{]+|.",
    re.DOTALL,
)
_OUTSIDE: Final = {r"\W": f"[^{WORD}]", r"\Z": r"\z"}
_ELSE: Final = re.compile(r"[\ud800-\udfff]")
_AROUND: Final = re.compile(r"\(\?<?[=!]")
_WHOLE_TEXT: Final = re.compile(r"\\[AzZ]|\(\?[A-Za-z]*-")
"""What means the ends of a text, and not those of each of its lines."""
_MISSING: Final = re.compile(r"(missing .): .*", re.DOTALL)
"""After it RE2 repeats the pattern."""
_BACK: Final = re.compile(r"invalid escape sequence: \\[1-9]|\(\?P(?!<)")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Patterns:
    """What is looked for in lines, and what excuses it."""

    anything: Any
    """One compiled pattern that matches wherever one of ``wanted`` does: most lines hold none. None for too many."""
    wanted: tuple[Any, ...]
    excused: tuple[Any, ...]

    def match(self, line: str) -> str:
        """The first part of ``line`` that is looked for and overlaps nothing that is excused; else empty."""
        line = line.strip()
        whole = _encoded(unicodedata.normalize("NFKC", line))
        if self.anything is not None and not self.anything.search(whole):
            return ""
        plain, origin = _traced(line)
        excused: list[Span] = []
        for pattern in self.excused:
            excused += (found := _spans(pattern, plain))
            if len(found) == MOST:  # too many to look at: where unsure, say nothing
                excused.append((found[-1][1], len(plain)))
        hits = [
            (start, end)
            for pattern in self.wanted
            for start, end in _spans(pattern, plain)
            if start < end and not any(from_ < end and start < to for from_, to in excused)
        ]
        if not hits:
            return ""
        start, end = min(hits, key=lambda span: (span[0], -span[1]))
        return line[origin[start] : origin[end - 1] + 1]


@dataclass(frozen=True, slots=True)
class Anywhere:
    """What is looked for in a whole text at once, before it is looked at line by line."""

    pattern: Any
    """None where only the lines can tell."""

    def search(self, text: str) -> bool:
        """Whether one of the lines of ``text``, which have no spaces around them, may hold it."""
        return self.pattern is None or self.pattern.search(_encoded(unicodedata.normalize("NFKC", text))) is not None


@lru_cache(maxsize=256)
def anywhere(wanted: tuple[str, ...]) -> Anywhere:
    """The patterns ``wanted``, all of them ``valid``, for a text of several lines."""
    import re2

    if any(map(_WHOLE_TEXT.search, wanted)):
        return Anywhere(None)
    try:
        return Anywhere(compiled("(?m:" + "|".join(f"(?:{pattern})" for pattern in wanted) + ")", groups=False))
    except re2.error:
        return Anywhere(None)


@lru_cache(maxsize=256)
def patterns(wanted: tuple[str, ...], excused: tuple[str, ...] = ()) -> Patterns:
    """``wanted`` and ``excused``, compiled once. All of them have to be ``valid``."""
    import re2

    try:
        anything = compiled("|".join(f"(?:{pattern})" for pattern in wanted), groups=False)
    except re2.error:
        anything = None
    return Patterns(anything, tuple(map(compiled, wanted)), tuple(map(compiled, excused)))


def whole(text: str, pattern: str) -> bool:
    """Whether all of ``text`` is what ``pattern`` says, after NFKC and in any case."""
    plain = _encoded(unicodedata.normalize("NFKC", text).strip())
    return compiled(f"(?i:{pattern})", groups=False).fullmatch(plain) is not None


@lru_cache(maxsize=1024)  # it takes a millisecond or two, and options are read more than once
def compiled(pattern: str, *, groups: bool = True) -> Any:
    """``pattern`` as RE2 has it; faster where its ``groups`` do not matter.

    Raises ``re2.error``, and ``ValueError`` for what would mean something else there.
    """
    import re2

    options = re2.Options()
    options.log_errors = False
    options.never_capture = not groups
    options.max_mem = MEMORY
    return re2.compile(_translated(pattern), options)


_tried: Final = ContextVar("tried", default=False)


@contextmanager
def tried() -> Iterator[None]:
    """Inside, every pattern is taken for ``valid``: they were, when the same rules were read before."""
    token = _tried.set(True)
    try:
        yield
    finally:
        _tried.reset(token)


def valid(pattern: str, *path: str | int) -> None:
    """Raises ``UnfitError`` for what is no regular expression, or none for RE2, or matches an empty line.

    ``path``: where in the options the pattern stands.
    """
    if _tried.get():
        return
    import re2

    try:
        made = compiled(pattern)
    except re2.error as error:
        words = error.args[0]
        problem = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
        raise _refused(pattern, _MISSING.sub(r"\1", problem), path) from error
    except ValueError as error:
        raise _refused(pattern, str(error), path) from error
    if made.search(""):
        raise UnfitError(
            Text(f"{pattern!r} は空の行にも当てはまります", f"{pattern!r} matches an empty line"), path=path
        )


def all_valid(option: str, texts: Iterable[str]) -> None:
    """As ``valid``, for the list of patterns that ``option`` holds."""
    for place, text in enumerate(texts):
        valid(text, option, place)


def _refused(pattern: str, problem: str, path: tuple[str | int, ...]) -> UnfitError:
    hint: Text | None = None
    if _AROUND.search(problem):
        hint = Text(
            "先読み・後読みは使えません。尋ねる部分を (?P<match>…) で囲み、前後はその外か exceptions に書いてください",
            "there is no look-around: write (?P<match>…) for what is asked about and its surroundings outside, "
            "or use exceptions",
        )
    elif _BACK.search(problem):
        hint = Text("後方参照は使えません", "there are no back-references")
    elif problem.startswith(r"\W"):
        hint = Text(r"[^\w…] か (?:\W|…) と書いてください", r"write [^\w…] or (?:\W|…)")
    return UnfitError(
        Text(f"{pattern!r} は正規表現として使えません: {problem}", f"{pattern!r} is no regular expression: {problem}"),
        hint=hint,
        path=path,
    )


def _translated(pattern: str) -> str:
    """``pattern``, written for Python, in the words of RE2, where the two would differ without telling."""
    made: list[str] = []
    inside = False
    for found in _TOKEN.finditer(pattern):
        piece = found[0]
        if code := found["short"] or found["long"]:
            piece = f"\\x{{{code}}}"
        elif piece == r"\w":
            piece = WORD if inside else f"[{WORD}]"
        elif (piece == r"\W" and inside) or piece in (r"\Q", r"\C"):
            raise ValueError(f"{piece} in [ ]" if inside else piece)
        elif not inside and (plain := _OUTSIDE.get(piece)):
            piece = plain
        elif piece[0] == "(" and not inside:
            piece = {"(": "(?:", "(?P<match>": "(", "(?<match>": "("}.get(piece, "(?:" if found["named"] else piece)
        elif found["most"] and not inside:
            piece = f"{{0,{found['most']}}}"
        elif piece == "]":
            inside = False
        elif piece[0] == "[" and len(piece) < 4:
            inside = True
        made.append(piece)
    return "".join(made)


def _spans(pattern: Any, plain: str) -> list[Span]:
    """What ``pattern`` asks about in ``plain``: its group called ``match``, else all that it matches; ``MOST`` at most.

    The last character of what surrounds a group may belong to the next match as well.
    """
    spans: list[Span] = []
    text, at = _ELSE.sub("\ufffd", plain), 0
    while len(spans) < MOST and (found := pattern.search(text, at)):
        start, end = next((found.span(n) for n in range(1, pattern.groups + 1) if found.start(n) >= 0), found.span())
        spans.append((start, end))
        at = max(end, found.end() - 1, at + 1)
    return spans


def _encoded(text: str) -> bytes:
    """``text`` as RE2 takes it, half characters replaced."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return _ELSE.sub("\ufffd", text).encode()


def _traced(line: str) -> tuple[str, list[int]]:
    """``line`` after NFKC, character by character, and for each character of the result where it came from."""
    folded = [unicodedata.normalize("NFKC", char) for char in line]
    return "".join(folded), [at for at, text in enumerate(folded) for _ in text]
