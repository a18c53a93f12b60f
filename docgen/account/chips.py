"""Person chips in the lines of a meeting, whoever put them there.

A person's name is one name whatever it holds (``Sato, Misaki``). Chips that stand side by side are several people.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.account.words import names
from docgen.document.wire.chips import PERSON
from docgen.document.wire.lines import Marked


def people(line: Marked, text: str) -> Iterator[str]:
    """The names in ``text``, a part of ``line`` that holds one name, or chips side by side."""
    chips = "".join(text.split())
    if chips and all(char in line.of(PERSON) for char in chips):
        yield from map(line.shown, chips)
    elif text:
        yield line.shown(text)


def attendees(line: Marked, text: str) -> list[str]:
    """The people in ``text``, a part of ``line`` such as ``佐藤、鈴木``."""
    return [each for name in names(text) for each in people(line, name)]
