"""Elements of a paragraph cut and joined by position."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from docgen.document.nodes import Element, Run
from docgen.document.text import offset

Elements = tuple[Element, ...]


class SplitError(ValueError):
    """A cut inside something that cannot be cut: a surrogate pair, or an element of more than one unit."""


def _cut(element: Element, at: int) -> tuple[Element, Element]:
    if not isinstance(element, Run) or element.width is not None:
        raise SplitError(f"an element of {element.size} units cannot be cut")
    try:
        where = offset(element.text, at)
    except ValueError as error:
        raise SplitError(str(error)) from error
    head, tail = element.text[:where], element.text[where:]
    return Run(head, element.style, element.extra), Run(tail, element.style, element.extra)


def split(elements: Elements, at: int) -> tuple[Elements, Elements]:
    """``elements`` before and from offset ``at`` (UTF-16 code units from their start).

    Raises ``SplitError`` inside a surrogate pair or an indivisible element.
    """
    start = 0
    for number, element in enumerate(elements):
        if at <= start:
            return elements[:number], elements[number:]
        end = start + element.size
        if at < end:
            head, tail = _cut(element, at - start)
            return (*elements[:number], head), (tail, *elements[number + 1 :])
        start = end
    return elements, ()


def alike(left: Element, right: Element) -> bool:
    """Whether two neighbours are written as one run."""
    return (
        isinstance(left, Run)
        and isinstance(right, Run)
        and left.width is None
        and right.width is None
        and left.style == right.style
        and left.extra == right.extra
    )


def joined(*parts: Iterable[Element]) -> Elements:
    """All parts in a row; neighbouring runs of one style become one run."""
    made: list[Element] = []
    for part in parts:
        for element in part:
            last = made[-1] if made else None
            if isinstance(last, Run) and isinstance(element, Run) and alike(last, element):
                made[-1] = Run(last.text + element.text, last.style, last.extra)
            else:
                made.append(element)
    return tuple(made)


def restyled(elements: Elements, start: int, end: int, change: Callable[[Element], Element]) -> Elements:
    """``elements`` with those in [start, end) changed, cut at the ends where needed, and joined again."""
    head, rest = split(elements, start)
    middle, tail = split(rest, end - start)
    return joined(head, map(change, middle), tail)
