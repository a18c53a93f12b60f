"""Words of a line replaced where they stand: nothing else of the line is touched, and no look changes.

New words go in behind the first of the old ones, before these go out. So they take over their look, and a named range
that ends with them keeps hold of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import NamedTuple

from docgen.account.dates.moving import Change, changed
from docgen.document.chipped import parts_of
from docgen.document.edit_runs import joined, split
from docgen.document.nodes import Element, Paragraph, Run
from docgen.document.text import units
from docgen.document.walk import Cursor
from docgen.document.wire import requests as wire
from docgen.document.wire.chips import style_of
from docgen.document.wire.requests import Request
from docgen.render.chips import NO_CHIPS, Chips
from docgen.render.requests import line_insertion

SUGGESTED = "suggested"


@dataclass(frozen=True, slots=True)
class Edit:
    """``[start, end)`` of a tab's body, in UTF-16 code units, becomes ``text``, in which there may be chips."""

    start: int
    end: int
    text: str
    at: int
    """Where the new text goes in: ``start``, or a little behind it."""

    @property
    def grows(self) -> int:
        """By how many units what follows is moved."""
        return sum(units(words) if chip is None else chip.size for words, chip in parts_of(self.text)) - (
            self.end - self.start
        )


class _Piece(NamedTuple):
    """An element of a line: where it stands in the document and in what is read."""

    at: int
    element: Element
    first: int
    last: int
    """Code points of ``Cursor.exact``."""

    @property
    def is_text(self) -> bool:
        return isinstance(self.element, Run)


def edits(leaf: Cursor, changes: Sequence[Change], chips: Chips = NO_CHIPS) -> list[Edit] | None:
    """What ``changes`` of ``leaf.exact`` are in the document; days in the place of date chips become such where
    ``chips`` are on.

    None where it cannot be done without touching something else: an image between the words, or a suggestion.
    """
    elements = leaf.paragraph.elements
    if any(_is_suggested(each) or (isinstance(each, Run) and each.width is not None) for each in elements):
        return None
    pieces = list(_pieces(leaf))
    made: list[Edit] = []
    for change in _whole_chips(leaf.exact, sorted(changes), pieces):
        if any(piece.first == piece.last and change.start < piece.first < change.end for piece in pieces):
            return None
        made.append(_edit(leaf, pieces, change, chips))
    return [one for one in made if one.text or one.start < one.end]


def requests(tab: str, wanted: Iterable[Edit], shift: int = 0) -> list[Request]:
    """The requests that carry out edits of one document, all places moved by ``shift`` units."""
    made: list[Request] = []
    for edit in sorted(wanted, key=lambda each: -each.start):
        start, at, end = edit.start + shift, edit.at + shift, edit.end + shift
        put, size = line_insertion(tab, at, edit.text) if edit.text else ([], 0)
        made += put
        made += [wire.delete_content_range(tab, at + size, end + size)] if at < end else []
        made += [wire.delete_content_range(tab, start, at)] if start < at else []
    return made


def applied(leaf: Cursor, wanted: Iterable[Edit]) -> Cursor:
    """``leaf`` with those of the edits that are in it."""
    elements = leaf.paragraph.elements
    for edit in sorted(wanted, key=lambda each: -each.start):
        if leaf.start <= edit.start < leaf.end:
            head, rest = split(elements, edit.start - leaf.start)
            gone, tail = split(rest, edit.end - edit.start)
            beside = gone[:1] or head[-1:] or tail[:1]
            style = style_of(beside[0]) if beside else {}
            new = [Run(words, style) if chip is None else chip for words, chip in parts_of(edit.text)]
            elements = joined(head, new, tail)
    paragraph = leaf.paragraph
    return Cursor(Paragraph(elements, paragraph.style, paragraph.bullet, paragraph.extra), leaf.start, leaf.cell)


def _pieces(leaf: Cursor) -> Iterator[_Piece]:
    first = 0
    for at, element in leaf.elements():
        last = first + len(Cursor(Paragraph((element,)), 0).exact)
        yield _Piece(at, element, first, last)
        first = last


def _is_suggested(element: Element) -> bool:
    held = element.extra if isinstance(element, Run) else element.data
    return any(key.startswith(SUGGESTED) and value for key, value in held.items())


def _whole_chips(text: str, changes: Sequence[Change], pieces: Sequence[_Piece]) -> Iterator[Change]:
    """``changes`` of which none ends within a chip: those that touch one are made one with all of it."""
    chips = [piece for piece in pieces if not piece.is_text and piece.first < piece.last]
    left = list(changes)
    while left:
        group = [left.pop(0)]
        start, end = group[0].start, group[0].end
        while True:
            touched = [chip for chip in chips if chip.first < end and start < chip.last]
            start, end = min([start, *(chip.first for chip in touched)]), max([end, *(chip.last for chip in touched)])
            near = [one for one in left if one.start < end or (touched and one.start == end and one.start == one.end)]
            if not near:
                break
            group += near
            left = [one for one in left if one not in near]
            end = max(end, *(one.end for one in near))
        if len(group) == 1 and group[0][:2] == (start, end):
            yield group[0] if touched else _trimmed(text, group[0])
        else:
            inner = [Change(one.start - start, one.end - start, one.text) for one in group]
            yield Change(start, end, changed(text[start:end], inner))


def _trimmed(text: str, change: Change) -> Change:
    """``change`` without what stays at its two ends."""
    if any(part.chip for part in parts_of(change.text)):
        return change
    old, new = text[change.start : change.end], change.text
    front = _alike(old, new)
    back = _alike(old[front:][::-1], new[front:][::-1])
    return Change(change.start + front, change.end - back, new[front : len(new) - back])


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with in common."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _edit(leaf: Cursor, pieces: Sequence[_Piece], change: Change, chips: Chips) -> Edit:
    old = [piece for piece in pieces if piece.first < change.end and change.start < piece.last]
    if change.start == change.end or not old:
        at = _behind(leaf, pieces, change.start)
        return Edit(at, at, change.text, at)
    start, end = _index(old[0], change.start), _index(old[-1], change.end)
    text = change.text
    if any(not piece.is_text for piece in old) and not any(part.chip for part in parts_of(text)):
        text = chips.moment(text, _days(text))
    first = _index(old[0], max(change.start, old[0].first) + 1) if old[0].is_text else start
    line_end = leaf.end - 1
    at = start if first == line_end and start > leaf.start else first
    return Edit(start, end, text, at if text else start)


def _behind(leaf: Cursor, pieces: Sequence[_Piece], offset: int) -> int:
    """The index right behind what is read up to ``offset``."""
    before = [piece for piece in pieces if piece.first < offset <= piece.last]
    return _index(before[0], offset) if before else leaf.start


def _index(piece: _Piece, offset: int) -> int:
    """The index of an offset within a piece; a chip has none but its two ends."""
    if isinstance(piece.element, Run):
        return piece.at + units(piece.element.text[: max(0, offset - piece.first)])
    return piece.at + (piece.element.size if offset >= piece.last else 0)


def _days(text: str) -> list[date]:
    """The days that stand in a text as ``2026-12-01``."""
    found = []
    for at in range(len(text) - len("2026-12-01") + 1):
        try:
            found.append(date.fromisoformat(text[at : at + len("2026-12-01")]))
        except ValueError:
            continue
    return found
