"""Text with chips in it, on its way into a document."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from docgen.document.nodes import Inline, Run
from docgen.document.wire.lines import marked


class Part(NamedTuple):
    """Words, and the chip that is written in their place; None for words that are written as they stand."""

    words: str
    chip: Inline | None = None


class Chipped(str):
    """A text of which some words are to be written as chips. To everything else it is the text alone.

    As with ``markupsafe.Markup``: whatever is done to it that does not know it gives plain text, which is never wrong.
    """

    parts: tuple[Part, ...]

    def __new__(cls, parts: Iterable[Part]) -> Chipped:
        """The text that ``parts`` make up."""
        kept = tuple(part for part in parts if part.words)
        made = super().__new__(cls, "".join(part.words for part in kept))
        made.parts = kept
        return made


def parts_of(text: str) -> tuple[Part, ...]:
    """The parts of any text."""
    if isinstance(text, Chipped):
        return text.parts
    return (Part(text),) if text else ()


def chipped(parts: Iterable[Part]) -> str:
    """``parts`` as one text, plain where there is no chip among them."""
    made = Chipped(parts)
    return made if any(part.chip for part in made.parts) else str(made)


def read_as(text: str) -> str:
    """What ``text`` reads as once its chips are written."""
    line = marked(Run(words) if chip is None else chip for words, chip in parts_of(text))
    return line.shown(line.text)
