"""What stands in front of the words of an action item: marks, boxes, tags such as 【ToDo】, AI(bob): and 先方宿題：."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from docgen.account.actions.chunk import names_in
from docgen.account.actions.frame import Frame
from docgen.account.actions.lexicon import key, lexicon
from docgen.account.actions.persons import Rank, side_word
from docgen.account.labels import fold_label, labels, version
from docgen.account.model import Status
from docgen.account.words import BULLETS, READ_BOX, box_at

_NUMBER: Final = re.compile(r"[-# ]?(?:\d{1,4}(?:[./-]\d{1,4}){0,2}|[①-⑳])$")
_LEAD: Final = re.compile(
    r"[\[<](?P<bracketed>[^\[\]<>]{2,40})[\]>] *:? *|#(?P<hash>[\w-]{2,12}) +|(?P<plain>[^:]{2,40}?) *: *"
)
_WHOSE: Final = re.compile(r" ?\(| for |: ?| ")
_STRUCK: Final = re.compile(r"~~(?=\S)(.+)(?<=\S)~~")
_MORE_BOXES: Final = {
    "✓": Status.DONE,
    "✔️": Status.DONE,
    "☑️": Status.DONE,
    "◯": Status.OPEN,
    "❌": Status.DROPPED,
    "[*]": Status.DONE,
}


def strip_box(frame: Frame) -> None:
    """Take mark and box away, and what strikes the whole line through."""
    _box(frame)
    match = _STRUCK.fullmatch(frame.plain, *frame.trimmed(frame.lo, frame.hi))
    if match and "~~" not in match[1]:
        frame.lo, frame.hi = match.span(1)
        frame.status = Status.DONE
        _box(frame)


def strip_tags(frame: Frame) -> None:
    """Take away what only says that this is an action item, and perhaps whose."""
    while _tag(frame):
        pass


def _box(frame: Frame) -> None:
    left = frame.text[frame.lo : frame.hi]
    if found := box_at(left):
        frame.status = READ_BOX[left[slice(*found)]]
        frame.lo += found[1] + left.startswith(" ", found[1])
        return
    for box, status in _MORE_BOXES.items():
        if left.startswith(box):
            frame.status = status
            frame.lo += len(box)
            return
    for mark in BULLETS:
        if left.startswith(mark):
            frame.lo += len(mark)
            return


def _tag(frame: Frame) -> bool:
    start, end = frame.trimmed(frame.lo, frame.hi)
    match = _LEAD.match(frame.plain, start, min(end, start + 60))
    if match is None or not (name := match.lastgroup):
        return False
    inside, rest = match.span(name), frame.trimmed(match.end(), end)[0]
    word = frame.plain[slice(*inside)]
    if rest >= end:
        return False
    if is_tag(word):
        frame.lo, frame.tagged = rest, True
        return True
    if side := _side_of_tag(word):
        frame.owners = frame.owners or [frame.text[inside[0] : inside[0] + len(side)]]
        frame.lo, frame.tagged = rest, True
        return True
    for whose in () if frame.owners else _WHOSE.finditer(frame.plain, *inside):
        if not is_tag(frame.plain[inside[0] : whose.start()]):
            continue
        place = frame.trimmed(whose.end(), inside[1], ")" if whose[0].endswith("(") else "")
        if names := names_in(frame, *place, Rank.NONE if whose[0].endswith("(") else Rank.MAYBE):
            frame.owners = [frame.text[slice(*each)] for each in names]
            frame.lo, frame.tagged = rest, True
            return True
    return False


def is_tag(word: str) -> bool:
    """Whether a word in front of a line says that something is to be done."""
    return _is_tag(word, version())


@lru_cache(maxsize=2048)
def _is_tag(word: str, _words: str) -> bool:
    bare = _NUMBER.sub("", word.strip(" []<>"))
    return key(bare) in lexicon().tags or labels().fields.name(bare) == "action_items"


def _side_of_tag(word: str) -> str:
    """弊社 in 弊社TODO; empty where it is no such tag."""
    for size in (2, 3, 4):
        side, rest = word[:size], word[size:].lstrip(" のが側")
        if (
            rest
            and side_word(side) != "unknown"
            and (is_tag(rest) or fold_label(rest) in ("依頼事項", "お願い事項", "対応"))
        ):
            return side
    return ""
