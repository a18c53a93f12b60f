"""The words by which the parts of an action item are told: ``templates/labels/actions.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from docgen.account.labels import fold
from docgen.account.model import Status
from docgen.account.names import HONORIFICS
from docgen.resources import templates

_JOINTS = re.compile(r"[\s'’_-]+")


def key(word: str) -> str:
    """``word`` as it is looked up: folded, without spaces, hyphens and apostrophes."""
    return _JOINTS.sub("", fold(word))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All words; those of sets are ``key``s."""

    statuses: Mapping[str, Status]
    done_endings: tuple[str, ...]
    """With which a word of any verb says that it is done: 送付済."""
    not_done: tuple[str, ...]
    """What in such a word says that it is not."""
    tags: frozenset[str]
    labels: Mapping[str, str]
    """Label → ``task``, ``status`` or ``note``."""
    everyone: frozenset[str]
    teams: frozenset[str]
    team_endings: tuple[str, ...]
    no_team: frozenset[str]
    offices: frozenset[str]
    """What people are in a body: chair, 会計."""
    honorifics: tuple[str, ...]
    no_honorific: tuple[str, ...]
    titles: tuple[str, ...]
    surnames: frozenset[str]
    places: frozenset[str]
    surname_starts: frozenset[str]
    surname_ends: frozenset[str]
    no_surname: frozenset[str]
    given_ends: frozenset[str]
    deeds: frozenset[str]
    given: frozenset[str]
    no_person: frozenset[str]
    verbs: frozenset[str]


def _words(text: str | Iterable[str]) -> list[str]:
    return (text if isinstance(text, str) else " ".join(text)).split()


def _set(text: str | Iterable[str]) -> frozenset[str]:
    return frozenset(map(key, _words(text)))


def _longest_first(text: str | Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(_words(text), key=len, reverse=True))


@cache
def lexicon() -> Lexicon:
    """The words, read when first asked for."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    path = templates() / "labels" / "actions.yaml"
    data: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), loader)  # noqa: S506 - both are safe
    return Lexicon(
        statuses={key(word): Status(name) for name, every in data["status"].items() for word in _words(every)},
        done_endings=_longest_first(data["done_endings"]),
        not_done=tuple(_words(data["not_done"])),
        tags=_set(data["tags"]),
        labels={key(word): name for name, every in data["labels"].items() for word in every},
        everyone=_set(data["everyone"]),
        teams=_set(data["teams"]),
        team_endings=_longest_first(data["team_endings"]),
        no_team=_set(data["no_team"]),
        offices=_set(data["offices"]),
        honorifics=HONORIFICS,
        no_honorific=tuple(_words(data["no_honorific"])),
        titles=_longest_first(data["titles"]),
        surnames=_set(data["surnames"]),
        places=_set(data["places"]),
        surname_starts=frozenset(data["surname_starts"]),
        surname_ends=frozenset(data["surname_ends"]),
        no_surname=_set(data["no_surname"]),
        given_ends=frozenset(data["given_ends"]),
        deeds=_set(data["deeds"]),
        given=_set(data["given"]),
        no_person=_set(data["no_person"]),
        verbs=_set(data["verbs"]),
    )
