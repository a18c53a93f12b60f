"""Labels in a line: 担当：, 期限 9/5, owner: and what stands behind each."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from docgen.account.actions.frame import Frame
from docgen.account.actions.lexicon import key, lexicon
from docgen.account.labels import labels, version
from docgen.account.side import by_word, is_word

_COLON: Final = re.compile(r"[:=→](?!//)|\](?= ?[^\s\[\]:])")
"""Also the end of brackets: 【担当】鈴木."""
_WORD: Final = re.compile(r"(?:^|(?<=[\s、,;/|。()\[\]]))[^\s、,;/|。:=()\[\]][^、,;/|。:=()\[\]]{0,17}$")
"""A label of one or more words at the end of what stands before a colon."""
_PARTS: Final = re.compile("[ ・]")
_BEFORE: Final = 20
_BY: Final = re.compile(
    r"(?<![a-z])(?:by|until|till|before|on|due(?: by| on)?|no later than|eta|w/[ec]|"
    r"(?:week|wk) (?:of|ending|commencing)|end(?: of)?)[ :]{0,2}(?:the )?$",
    re.IGNORECASE,
)


class Labelled(NamedTuple):
    """A label, and where its value stands."""

    start: int
    at: int
    end: int
    name: str
    """``owner``, ``due``, ``ours``, ``theirs``, ``task``, ``status`` or ``note``."""


def named(word: str) -> str | None:
    """What ``word`` is a label of."""
    return _named(word, version())


@lru_cache(maxsize=4096)
def _named(word: str, _words: str) -> str | None:
    name = labels().lines.name(word)
    if name and name != "time":
        return name
    if (label := lexicon().labels.get(key(word))) is None and is_word(word):
        label = {"ours": "ours", "theirs": "theirs"}.get(by_word(word))
    return label


def owner_letters() -> tuple[frozenset[str], frozenset[str]]:
    """The first and the last characters of all labels of owners: most pieces of a line have neither."""
    return _owner_letters(version())


@lru_cache(maxsize=16)
def _owner_letters(_words: str) -> tuple[frozenset[str], frozenset[str]]:
    words = (*labels().lines.read.items(), *lexicon().labels.items())
    every = [word for word, name in words if name == "owner"]
    return frozenset(word[0] for word in every), frozenset(word[-1] for word in every)


def labelled(frame: Frame, start: int, end: int) -> list[Labelled]:
    """The labels with a colon in ``[start, end)``, each with its value up to the next."""
    found: list[tuple[int, int, str]] = []
    for colon in _COLON.finditer(frame.plain, start, end):
        floor = max(start, found[-1][1] if found else start)
        hit = _ending(frame, colon.start(), floor)
        if hit and colon[0] == "]":
            hit = (hit[0] - 1, hit[1]) if hit[0] > floor and frame.plain[hit[0] - 1] == "[" else None
        if hit and (colon[0] not in "]→" or hit[1] in ("owner", "due", "status")):
            found.append((hit[0], colon.end(), hit[1]))
    stops = [*(start for start, _, _ in found[1:]), end][: len(found)]
    return [Labelled(one, at, stop, name) for (one, at, name), stop in zip(found, stops, strict=True)]


def label_before(frame: Frame, at: int, floor: int) -> Labelled | None:
    """The label without a colon that ends at ``at`` (or before the space there), not before ``floor``."""
    while at > floor and frame.plain[at - 1] in " :=":
        at -= 1
    hit = _ending(frame, at, floor)
    return Labelled(hit[0], at, at, hit[1]) if hit else None


def due_label(frame: Frame, at: int, floor: int) -> int | None:
    """Where the word begins that makes the day at ``at`` a due date: 期限, due, by."""
    if (label := label_before(frame, at, floor)) and label.name == "due":
        return label.start
    match = _BY.search(frame.plain, max(floor, at - _BEFORE), at)
    return match.start() if match else None


def _ending(frame: Frame, end: int, floor: int) -> tuple[int, str] | None:
    """The longest label that ends at ``end``."""
    while end > floor and frame.plain[end - 1] == " ":
        end -= 1
    start = max(floor, end - _BEFORE)
    match = _WORD.search(frame.plain[start:end])
    at, words = (start + match.start(), match[0]) if match else (end, "")
    while words:
        if name := named(words):
            return at, name
        rest = _PARTS.split(words, maxsplit=1)[1].lstrip(" ") if _PARTS.search(words) else ""
        at, words = at + len(words) - len(rest), rest
    return None
