"""Lines that stand for headings where a meeting has several of a kind, as in chats and quick notes: in italics or in
capitals, behind a picture (📌), a time (16:08 欠席連絡アプリ) or a number within another (1.1 Backlog)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final

from docgen.account.byhand.lines import Grid, Line
from docgen.account.byhand.naming import Naming
from docgen.account.byhand.outlines import FORM
from docgen.document.nodes import Run
from docgen.document.wire.styles import is_italic

SLANTED: Final = "*"
"""The form of a line in italics or in capitals."""
WITHIN: Final = "1.1"
"""The form of a title whose number counts within another."""
PICTURES: Final = "\U0001f2ff"
"""Beyond which characters are pictures."""
_LIGHTS: Final = frozenset("🔴🟠🟡🟢🔵🟣🟤⚫🟥🟧🟨🟩🟦👍🙏")
"""Pictures that say how something stands."""
_CLOCK: Final = "[0-2]?[0-9０-９][:：][0-5０-５][0-9０-９]"
_TIMED: Final = re.compile(rf"{_CLOCK}(?:\s*[-–~〜～]\s*{_CLOCK})?[ \u3000]+(?=\S)")
_WITHIN: Final = re.compile(r"[0-9]{1,2}\.([0-9]{1,2})[.)]?[ \u3000\t]+(?=[^\W\d])")
_SHOUTED: Final = re.compile(r"[A-Z][A-Z0-9&/' -]{3,40}[A-Z0-9]")
_STARRED: Final = re.compile(r"\*[^\s*][^*]*(?<!\s)\*")
_SENTENCE: Final = re.compile(r"[。．.!?！？、,，]\s*\Z|ました\Z|です\Z|ます\Z")
_LONGEST: Final = 60
_TITLE: Final = 40
"""Characters of a title with a number within another, at most."""

Below = Line | Grid
Kind = tuple[str, str]
"""What is alike, and the form that its lines get."""


def mark_set_off(lines: Sequence[Line | Grid], naming: Naming) -> None:
    """Gives such lines the form of headings, where there are at least two of a kind and all of them may be one."""
    found: dict[Kind, list[tuple[Line, Below]]] = {}
    for line, below in pairwise(lines):
        if not isinstance(line, Line) or line.listed or line.level or line.form or len(line.text) > _LONGEST:
            continue
        if kind := _kind(line, below, naming):
            found.setdefault(kind, []).append((line, below))
    for (name, form), pairs in found.items():
        if len(pairs) > 1 and all(_MAY_BE[name](line, below, naming) for line, below in pairs if name in _MAY_BE):
            for line, _ in pairs:
                _set_off(line, name, form)


def _kind(line: Line, below: Below, naming: Naming) -> Kind | None:
    first = line.text[0]
    text_below = below.text if isinstance(below, Line) else ""
    if _SHOUTED.fullmatch(line.text) and text_below and not text_below.isupper():
        return "shouted", SLANTED
    if first > PICTURES and first not in _LIGHTS:
        return ("pictured", first) if text_below[:1] != first and naming.tag(line.text) is None else None
    if not isinstance(below, Line):
        return None
    if _WITHIN.match(line.text):
        return "within", WITHIN
    if below.listed and _is_slanted(line):
        return "slanted", SLANTED
    return ("timed", FORM) if below.indent > line.indent == 0 and _TIMED.match(line.text) else None


def _is_short_title(line: Line, below: Below, _: Naming) -> bool:
    """Whether a number within another stands before a title, and not before a paragraph."""
    is_beside = isinstance(below, Line) and _WITHIN.match(below.text) is not None
    return len(line.text) <= _TITLE and not is_beside and not _SENTENCE.search(line.text)


def _is_no_label(line: Line, _: Below, naming: Naming) -> bool:
    return naming.bare(line.text) is None


_MAY_BE: Final[dict[str, Callable[[Line, Below, Naming], bool]]] = {
    "within": _is_short_title,
    "shouted": _is_no_label,
}
"""What all lines of a kind must be."""


def _set_off(line: Line, name: str, form: str) -> None:
    line.form = form
    if name == "pictured":
        line.rest = 1
    elif name == "timed" and (match := _TIMED.match(line.text)):
        line.rest = match.end()
    elif name == "within" and (match := _WITHIN.match(line.text)):
        line.number, line.rest = int(match[1]), match.end()


def _is_slanted(line: Line) -> bool:
    """Whether a line is in italics, or between asterisks as chats write what is bold in them."""
    if _SENTENCE.search(line.text):
        return False
    runs = [each for each in line.leaf.paragraph.elements if isinstance(each, Run) and each.text.strip()]
    return _STARRED.fullmatch(line.text) is not None or (bool(runs) and all(is_italic(run.style) for run in runs))
