"""Those with whom a line begins: handles, chips of people, and people who are known."""

from __future__ import annotations

import re
from typing import Final

from docgen.account.actions.frame import Frame
from docgen.account.actions.lexicon import key, lexicon
from docgen.account.actions.persons import Rank, is_known, rank
from docgen.document.wire.chips import PERSON

Place = tuple[int, int]
_HANDLE: Final = re.compile(r"@(?!\d)[\w.\-]+?(?:さん|様|氏)?(?=[\s:、,;/|)\]]|$)")
_NEXT_WORD: Final = re.compile(r" ([^\s@:、,;/|()\[\]。]{1,20})")
_WORD: Final = re.compile(r"[^\s@:、,;/|()\[\]。&+]+")
_JOINT: Final = re.compile(r" *(?:[,、/&+・]|と|and(?= )) *(?=\S)| +(?=@)")
_BEHIND: Final = re.compile(
    r" ?(?:さん|様|氏)?(?: (?P<word>[A-Za-z][A-Za-z'-]*)(?!\w)|[ 、:] *(?=[\u3040-\u30ff\u3400-\u9fff]))"
)
_PARTICLES: Final = "がはにのをへとでもや"


def at_front(frame: Frame, start: int, end: int) -> tuple[Place, ...]:
    """Those named one after the other from ``start`` on."""
    places: list[Place] = []
    while start < end and (stop := _one(frame, start, end)) is not None:
        places.append((start, stop))
        joint = _JOINT.match(frame.plain, stop, end)
        start = joint.end() if joint else stop
        if joint is None and (start >= end or frame.text[start] not in frame.line.of(PERSON)):
            break
    return tuple(places)


def _one(frame: Frame, start: int, end: int) -> int | None:
    """Where a name ends that begins at ``start``."""
    if frame.text[start] in frame.line.chips:
        return start + 1 if frame.text[start] in frame.line.of(PERSON) else None
    if frame.plain[start] == "@":
        match = _HANDLE.match(frame.plain, start, end)
        return whole_handle(frame, *match.span(), end) if match else None
    found, stop = None, start
    for _ in range(3 if frame.known else 0):
        word = _WORD.match(frame.plain, stop, end)
        if word is None:
            break
        if is_known(frame.plain[start : word.end()], frame.known):
            found = word.end()
        stop = word.end() + frame.plain.startswith(" ", word.end())
    if found is None or found == end:
        return found
    longer = (start + len(form) for form in frame.known if " " in form and frame.plain.startswith(form, start))
    return max(found, *longer, found)


def whole_handle(frame: Frame, start: int, stop: int, end: int) -> int:
    """Where a handle ends that is a name with a space in it: @真鍋 亮."""
    if (word := _NEXT_WORD.match(frame.plain, stop, end)) is None:
        return stop
    name = frame.plain[start + 1 : word.end()]
    is_name = is_known(name, frame.known) or (not name.isascii() and rank(name) >= Rank.FAIR)
    if not is_name and word[1].istitle() and word[1].isascii() and key(word[1]) not in lexicon().verbs:
        order = _NEXT_WORD.match(frame.plain, word.end(), end)  # @Lena Marsh Send the contract
        is_name = order is not None and key(order[1]) in lexicon().verbs
    return word.end() if is_name else stop


def told(frame: Frame, start: int, end: int) -> tuple[Place, ...]:
    """Those at the front, known by a chip or as attendees, who are told what to do: Oke repeat the test."""
    places = at_front(frame, start, end)
    behind = _BEHIND.match(frame.plain, places[-1][1], end) if places else None
    if behind is None:
        return ()
    if word := behind["word"]:
        return places if key(word) in lexicon().verbs and behind.end() < end else ()
    return places if frame.plain[behind.end()] not in _PARTICLES else ()
