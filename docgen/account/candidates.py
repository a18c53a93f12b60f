"""What the meeting before leaves for the next agenda: things to ask, which people chose, and candidates, which they
keep, change or delete.

A candidate is an agenda item whose title begins with a mark that anybody may read, and under which nothing is written
yet. It is no item to the rules and figures; with a word under it, or without its mark, it is one like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec

from docgen.account.dates import Language
from docgen.account.labels import fold, labels
from docgen.account.model import AgendaItem, AgendaItemPlan, Kind, Meeting, State
from docgen.account.state import begins

MARKS: Final = {"ja": "（候補）", "en": "(Candidate) "}
MOST_ASKED: Final = 5
MOST_CANDIDATES: Final = 3
"""More than people look through in a minute."""

_MARK = re.compile(r"\s*[（(\[［【]\s*(?:候補|candidate)\s*[)）\]］】]\s*", re.IGNORECASE)


def marked(title: str, language: Language) -> str:
    """``title`` as that of a candidate."""
    return MARKS[language] + title


def unmarked(title: str) -> str | None:
    """The title behind the mark of a candidate; None for one without."""
    found = _MARK.match(title)
    return title[found.end() :] if found else None


def is_empty(item: AgendaItem) -> bool:
    """Whether nothing is written under an item."""
    texts = (item.stance, item.because, item.ask, *item.materials)
    answered = item.views or item.decisions or item.action_items or item.open_points or item.answered_none
    return not any(text.strip() for text in texts) and not answered


def parted(items: Iterable[AgendaItem]) -> tuple[tuple[AgendaItem, ...], tuple[AgendaItem, ...]]:
    """The items, and the candidates with their titles unmarked. A mark in front of an item that is used says nothing
    any more, and is no part of its title."""
    used: list[AgendaItem] = []
    candidates: list[AgendaItem] = []
    for item in items:
        title = unmarked(item.title)
        if title is None:
            used.append(item)
        else:
            (candidates if is_empty(item) else used).append(msgspec.structs.replace(item, title=title))
    return tuple(used), tuple(candidates)


def meeting_before(meetings: Sequence[Meeting], start: str) -> Meeting | None:
    """The meeting before ``start`` (ISO), if it was held and so says what is next; cancelled ones do not count."""
    before = [m for m in meetings if begins(m) and begins(m) < start and m.state is not State.CANCELLED]
    last = max(before, key=begins, default=None)
    return last if last and last.state is not State.PLANNED else None


def next_items(
    meetings: Sequence[Meeting], start: str, items: Sequence[AgendaItemPlan], language: Language
) -> Iterator[AgendaItemPlan]:
    """The items that a meeting at ``start`` has besides its own ``items``: what we meant to ask, then candidates."""
    last = meeting_before(meetings, start)
    if last is None:
        return
    known = {fold(item.title) for item in items}
    asked = _new((entry.text for entry in last.to_ask), known)
    yield from (AgendaItemPlan(title=text) for text in asked[:MOST_ASKED])
    open_points = _new((entry.text for part in last.parts() for entry in part.open_points), known)
    undecided = _new((item.title for item in last.items if is_undecided(item)), known)
    candidates = [*(AgendaItemPlan(title=text) for text in open_points)]
    candidates += [AgendaItemPlan(title=text, kind=Kind.DECIDE) for text in undecided]
    for plan in candidates[:MOST_CANDIDATES]:
        yield AgendaItemPlan(title=marked(plan.title, language), kind=plan.kind)


def is_undecided(item: AgendaItem) -> bool:
    """Whether a decision was due and did not come, or not yet (未定)."""
    if item.kind is not Kind.DECIDE or "decisions" in item.answered_none:
        return False
    return all(labels().is_unknown(entry.text) for entry in item.decisions)


def _new(texts: Iterable[str], known: set[str]) -> list[str]:
    """The first line of each text that is not ``known`` yet, which it is from then on."""
    found = []
    for text in texts:
        line = next((line.strip() for line in text.splitlines() if line.strip()), "")
        if line and fold(line) not in known:
            known.add(fold(line))
            found.append(line)
    return found
