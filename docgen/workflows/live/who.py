"""Who in the room may know: those of the customer's side who were named with something alike in an earlier meeting.

Nobody is guessed at. Whoever owns an action item is named in it; in other words a name counts in full, or as people
write it of a person (鈴木様, 鈴木：, Ms Suzuki). One that could be of two people in the room is of neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from docgen.account.carry import ALIKE, likeness
from docgen.account.labels import fold
from docgen.account.model import ActionItem, AgendaItem, Attendees, Entry, Meeting, Present
from docgen.account.names import folded_name
from docgen.account.side import person

_QUOTED: Final = re.compile(r"[「『“\"]([^「」『』“”\"]{2,})[」』”\"]")
_TITLES: Final = (
    r"さん|様|さま|氏|殿|先生|主任|専務|常務|取締役|"
    r"(?:副|次|本|代表)?(?:部長|課長|係長|室長|所長|工場長|店長|社長)"
)
_SHORTEST: Final = 4
"""Characters of a text from which it can be told to be like another."""

Topics = tuple[str, ...]
"""What lines say and the titles of the items they stand under, folded."""


def named_with(meetings: Iterable[Meeting], present: Present) -> Mapping[str, Topics]:
    """Who of the customer's side is ``present`` → with what they were named in ``meetings``."""
    names = {name: _parts(name) for name in present.theirs}
    others = [_parts(name) for name in (*present.ours, *present.others)]
    shared = [part for parts in (*names.values(), *others) for part in set(parts)]
    known = {name: [part for part in parts if shared.count(part) == 1] for name, parts in names.items()}
    found: dict[str, dict[str, None]] = {name: {} for name in names}
    for meeting in meetings:
        for part in meeting.parts():
            title = (part.title,) if isinstance(part, AgendaItem) else ()
            for entry in _entries(part):
                words = folded_name("\n".join((entry.text, *entry.details)))
                owners = _owners(entry, meeting.attendees)
                for name, parts in known.items():
                    if any(each in owners or _written(each).search(words) for each in parts):
                        found[name] |= dict.fromkeys(map(fold, (entry.text, *title)))
    return {name: tuple(topics) for name, topics in found.items()}


def may_know(text: str, named: Mapping[str, Topics]) -> tuple[str, ...]:
    """Those of ``named`` who were named with something like ``text``, or like what it quotes."""
    asked = [each for each in map(fold, (text, *_QUOTED.findall(text))) if len(each) >= _SHORTEST]
    return tuple(name for name, topics in named.items() if any(_is_like(each, topics) for each in asked))


def _is_like(text: str, topics: Topics) -> bool:
    return likeness(text, [each for each in topics if len(each) >= _SHORTEST]) >= ALIKE


def _entries(part: Meeting | AgendaItem) -> Iterator[Entry | ActionItem]:
    """What the customer thought, what was decided, and what was to be done."""
    yield from part.views
    yield from part.decisions
    yield from part.action_items


def _owners(entry: Entry | ActionItem, attendees: Attendees) -> frozenset[str]:
    """Those who may be of the customer's side."""
    owners = entry.owners if isinstance(entry, ActionItem) and entry.side != "ours" else ()
    ours = {part for name in attendees.ours for part in _parts(name)}
    return frozenset(folded_name(person(owner)) for owner in owners) - ours


def _parts(name: str) -> Sequence[str]:
    """A name in full, and the parts of it by which people are called too."""
    whole = folded_name(person(name))
    return tuple(dict.fromkeys((whole, whole.replace(" ", ""), *(part for part in whole.split() if len(part) > 1))))


@lru_cache(maxsize=256)
def _written(name: str) -> Any:
    """What finds a name in folded words."""
    letters = re.escape(name)
    ways = [rf"{letters} ?(?:{_TITLES})", rf"^{letters} ?:", rf"\({letters}\)"]
    if name.isascii():
        ways = [rf"\b(?:mr|ms|mrs|dr|prof)\.? {letters}\b", rf"^{letters}:", rf"\({letters}\)"]
        ways += [rf"\b{letters}\b"] if " " in name else []
    elif len(name) > 3:
        ways.append(letters)
    return re.compile("|".join(ways), re.MULTILINE)
