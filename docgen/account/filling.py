"""Where an owner or a due date goes into the line of an action item that lacks it, with every word that is there kept.

They go into the brackets that end the line if those hold one of them already (``（担当：鈴木）``, ``（期限：）``), else
into brackets of their own at its end.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from docgen.account.dates import Language
from docgen.account.labels import labels
from docgen.account.model import Status
from docgen.account.words import PAIR, Role, action_parts, last_brackets

Parts = list[tuple[Role, str]]


class Addition(NamedTuple):
    """What is put into a line before the character at ``at``."""

    at: int
    parts: Parts
    """As ``words.action_parts`` makes them."""


class _Value(NamedTuple):
    """What stands behind 担当： or 期限： in brackets."""

    start: int
    text: str


def additions(line: str, owners: Sequence[str], due: str, language: Language) -> list[Addition]:
    """What makes ``line`` say ``owners`` and ``due``, first to last; nothing for what it says already."""
    brackets = last_brackets(line)
    said = _values(line, *brackets) if brackets else {}
    owners = () if "owner" in said and said["owner"].text else owners
    due = "" if "due" in said and said["due"].text else due
    if not owners and not due:
        return []
    _, opening, *inside, closing = action_parts("", owners, due, Status.OPEN, language)
    if brackets is None or not said:
        return [Addition(len(line.rstrip()), [opening, *inside, closing])]
    made: list[Addition] = []
    if owners:
        only = _inside(owners, "", language)
        if "owner" in said:
            made.append(Addition(said["owner"].start, only[1:]))
        else:
            made.append(Addition(brackets[0] + 1, [*only, ("", _comma(language))]))
    if due:
        only = _inside((), due, language)
        if "due" in said:
            made.append(Addition(said["due"].start, only[1:]))
        else:
            made.append(Addition(brackets[1], [("", _comma(language)), *only]))
    return sorted(made)


def filled(line: str, added: Sequence[Addition]) -> str:
    """``line`` with what is added, as text."""
    for addition in reversed(added):
        line = line[: addition.at] + "".join(words for _, words in addition.parts) + line[addition.at :]
    return line


def _inside(owners: Sequence[str], due: str, language: Language) -> Parts:
    return action_parts("", owners, due, Status.OPEN, language)[2:-1]


def _comma(language: Language) -> str:
    return "、" if language == "ja" else ", "


def _values(line: str, opens: int, closes: int) -> dict[str, _Value]:
    """The values of the brackets, by ``owner`` and ``due``; nothing where they are about something else."""
    names = labels().lines
    found = [(m.start(), m.end(), names.name(m["key"])) for m in PAIR.finditer(line[opens + 1 : closes])]
    known = [each for each in found if each[2] in ("owner", "due")]
    if not known or known[0][0] != 0:
        return {}
    stops = [start for start, _, _ in known[1:]] + [closes - opens - 1]
    inside = line[opens + 1 : closes]
    return {
        str(name): _Value(opens + 1 + end, inside[end:stop].strip("、, 　"))
        for (_, end, name), stop in zip(known, stops, strict=True)
    }
