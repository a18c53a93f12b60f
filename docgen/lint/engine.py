"""Rules applied to a document: which rules speak about which meeting, and what they find."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, Final, NamedTuple, Protocol, get_args

import msgspec
from msgspec.structs import replace

from docgen.account.model import AccountDocument, Meeting, State
from docgen.lint.checks import CHECKS
from docgen.lint.digests import digest
from docgen.lint.findings import Finding, Found, found, numbered
from docgen.lint.gaps import CheckKind, Scene, Sight
from docgen.lint.patterns import tried
from docgen.lint.rule import Phase, Rule
from docgen.lint.selection import ALL, Selection, selected

SPEAKS = {
    State.PLANNED: frozenset({Phase.BEFORE, Phase.ALWAYS}),
    State.HELD: frozenset({Phase.AFTER, Phase.ALWAYS}),
    State.CLOSED: frozenset({Phase.AFTER, Phase.ALWAYS}),
    State.CANCELLED: frozenset[Phase](),
}
_encode = msgspec.msgpack.Encoder(order="deterministic").encode
SIGHTS: Final[tuple[Sight, ...]] = get_args(Sight)


@dataclass(frozen=True, slots=True)
class Ready:
    """A rule whose options are read."""

    rule: Rule
    kind: CheckKind[Any]
    options: Any


@dataclass(frozen=True)
class Group:
    """The rules that are on and look at equally much of a document."""

    sight: Sight
    rules: tuple[Ready, ...]

    @cached_property
    def key(self) -> bytes:
        """What changes with the rules."""
        return digest(self.sight, *map(_encode, (one.rule for one in self.rules)))

    @cached_property
    def speaking(self) -> Mapping[State, tuple[Ready, ...]]:
        """Those that speak of meetings in a state."""
        return {state: tuple(one for one in self.rules if one.rule.phase in SPEAKS[state]) for state in State}

    def found(self, scene: Scene) -> Iterator[Found]:
        """What they find in one meeting. A known unknown is a finding only of rules that have a question for it."""
        for one in self.speaking[scene.meeting.state]:
            for gap in one.kind.find(scene, one.options):
                if one.rule.when_unknown or not gap.unknown:
                    fixable = gap.field in one.kind.fixable
                    yield found(scene.document, scene.meeting, one.rule, gap, fixable=fixable)


class Memory(Protocol):
    """What was found before in meetings that look the same to a group of rules."""

    def find(self, group: Group, at: int) -> tuple[Found, ...] | None:
        """What ``group`` found in the meeting numbered ``at`` (0-based); None where that is not known."""
        ...

    def keep(self, found: tuple[Found, ...]) -> None:
        """What was asked for last is ``found`` now."""
        ...


class On(NamedTuple):
    """Rules that are on."""

    groups: tuple[Group, ...]
    """By how much they look at; none without a rule."""
    order: Mapping[str, int]
    """Id → its place among the rules."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of a workspace, made ready once for any number of documents."""

    every: tuple[Rule, ...]
    selection: Selection = ALL
    trusted: bool = False
    """Whether these very rules were made ready before: their patterns need not be tried again."""
    _ready: dict[str, Ready] = field(default_factory=dict, repr=False, compare=False)
    _on: dict[tuple[str, ...], On] = field(default_factory=dict, repr=False, compare=False)

    def on(self, today: date, account: str) -> On:
        """Those that are on ``today`` for ``account`` (its id)."""
        every = selected(self.every, self.selection, today, account)
        ids = tuple(rule.id for rule in every)
        if ids not in self._on:
            ready = [self._made_ready(rule) for rule in every]
            parts = (Group(sight, tuple(one for one in ready if one.kind.sight == sight)) for sight in SIGHTS)
            self._on[ids] = On(tuple(part for part in parts if part.rules), {name: at for at, name in enumerate(ids)})
        return self._on[ids]

    def _made_ready(self, rule: Rule) -> Ready:
        if rule.id not in self._ready:
            kind = CHECKS[rule.check]
            with tried() if self.trusted else nullcontext():
                self._ready[rule.id] = Ready(rule, kind, kind.read(rule.options))
        return self._ready[rule.id]

    def lint(self, document: AccountDocument, now: datetime, memory: Memory | None = None) -> tuple[Finding, ...]:
        """What they find in ``document``: meetings in the order of the document, in each by where it stands.

        A meeting's state, as read, says which phase it is in; ``now`` says which day it is. With a ``memory``, only
        what it does not know is looked at.
        """
        groups, order = self.on(now.date(), document.account)
        stage = Stage(document, now)
        taken: Counter[str] = Counter()
        findings: list[Finding] = []
        for at, meeting in enumerate(document.meetings):
            here: list[Found] = []
            for group in groups:
                known = memory.find(group, at) if memory else None
                if known is None:
                    known = tuple(group.found(stage.scene(at, group.sight)))
                    if memory:
                        memory.keep(known)
                here += known
            if here:
                findings += numbered(here, meeting, order, taken)
        return tuple(findings)


def lint(
    document: AccountDocument, rules: Iterable[Rule], *, now: datetime, selection: Selection = ALL
) -> tuple[Finding, ...]:
    """What ``rules`` find in ``document``, as ``Rules.lint``."""
    return Rules(tuple(rules), selection).lint(document, now)


class Stage:
    """The scenes of one document. Each shows as much as a check says it looks at: what it does not see cannot change
    what it finds."""

    def __init__(self, document: AccountDocument, now: datetime) -> None:
        self._document = document
        self._alone = replace(document, size=0, meetings=())
        self._day = now.replace(hour=0, minute=0, second=0, microsecond=0)
        self._memos: dict[Sight, dict[Any, Any]] = {sight: {} for sight in SIGHTS}

    def scene(self, at: int, sight: Sight) -> Scene:
        """The meeting numbered ``at`` for a check of ``sight``."""
        document = self._document if sight == "document" else self._alone
        earlier = () if sight == "meeting" else self._latest_first[len(self._days) - self.earlier(at) :]
        return Scene(self._document.meetings[at], document, earlier, self._day, self._memos[sight])

    def earlier(self, at: int) -> int:
        """How many of the meetings that count (``dated``) are of days before the one numbered ``at``."""
        day = self._document.meetings[at].date
        return bisect_left(self._days, day) if day else 0

    @cached_property
    def dated(self) -> tuple[int, ...]:
        """The numbers of the meetings that have a date and were not called off, the earliest day first."""
        every = self._document.meetings
        counting = (at for at, one in enumerate(every) if one.date and one.state is not State.CANCELLED)
        return tuple(sorted(counting, key=lambda at: every[at].date))

    @cached_property
    def _days(self) -> list[str]:
        return [self._document.meetings[at].date for at in self.dated]

    @cached_property
    def _latest_first(self) -> tuple[Meeting, ...]:
        return tuple(self._document.meetings[at] for at in reversed(self.dated))
