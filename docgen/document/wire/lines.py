"""A paragraph as the line that a person reads, chips included.

A chip is one unit of the document and many characters to a reader. So what is read here never tells a position:
positions come from the sizes of elements alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

import msgspec

from docgen.document.nodes import Element, Paragraph, Run
from docgen.document.wire.chips import PLACEHOLDERS, Chip, chip, is_suggested

STANDS_FOR_CHIPS: Final = range(0xE000, 0xF900)
"""Private use: no text that is put in can hold these, though Google's own sometimes does."""


class Marked(msgspec.Struct, frozen=True, gc=False):
    """A line in which each chip is one character, so that no rule of reading takes its words for its own.

    Any part of ``text`` can be asked for as a person reads it. Every line is made into one: hence no dataclass, which
    takes several times as long.
    """

    text: str
    chips: Mapping[str, Chip] = msgspec.field(default_factory=dict)
    """Character in ``text`` → the chip that it stands for."""

    def shown(self, part: str) -> str:
        """``part`` as it is displayed."""
        return self._filled(part, lambda one: one.text)

    def exact(self, part: str) -> str:
        """``part`` with each date as ``2026-01-23`` or ``2026-01-23 10:00``, whatever is displayed of it."""
        return self._filled(part, lambda one: one.moment or one.text)

    def of(self, kind: str) -> str:
        """The characters that stand for chips of one kind."""
        return "".join(mark for mark, one in self.chips.items() if one.kind == kind)

    def _filled(self, part: str, words: Callable[[Chip], str]) -> str:
        if not self.chips:
            return part
        return "".join(words(self.chips[char]) if char in self.chips else char for char in part)


NO_CHIPS: Final[Mapping[str, Chip]] = {}


def agreed(elements: Iterable[Element]) -> tuple[Element, ...]:
    """The elements that are there while nobody has accepted a suggestion: not what one would insert, but what one would
    delete."""
    elements = tuple(elements)
    for element in elements:
        if (not isinstance(element, Run) or element.extra) and is_suggested(element):
            return tuple(e for e in elements if not is_suggested(e))
    return elements  # as nearly always


def has_floating(paragraph: Paragraph) -> bool:
    """Whether a picture floats beside a paragraph: it goes with it."""
    return bool(paragraph.extra.get("positionedObjectIds"))


def marked(elements: Iterable[Element]) -> Marked:
    """The line of some elements of a paragraph, its newline left out, as it reads with all suggestions rejected; images
    and breaks give nothing."""
    elements = tuple(elements)
    if len(elements) == 1 and isinstance(run := elements[0], Run) and not run.extra:
        return Marked(run.text.removesuffix("\n"), NO_CHIPS)  # as nearly all lines
    elements = agreed(elements)
    texts = [element.text for element in elements if isinstance(element, Run)]
    if len(texts) == len(elements):
        return Marked("".join(texts).removesuffix("\n"))
    found = [(at, one) for at, e in enumerate(elements) if not isinstance(e, Run) and (one := chip(e))]
    taken = set(PLACEHOLDERS.findall("".join(texts)))
    free = (mark for mark in map(chr, STANDS_FOR_CHIPS) if mark not in taken)
    marks = {at: (mark, one) for (at, one), mark in zip(found, free, strict=False)}
    parts = [e.text if isinstance(e, Run) else marks[at][0] if at in marks else "" for at, e in enumerate(elements)]
    return Marked("".join(parts).removesuffix("\n"), dict(marks.values()))
