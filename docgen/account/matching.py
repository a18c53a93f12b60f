"""Which customer an event is about: by the people invited, by the names in its title, by what was decided before."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Literal

from docgen.account.events import Event, Invitee
from docgen.account.model import Account, Member
from docgen.account.names import bare_name, folded_name, letters
from docgen.account.roster import Roster

NOBODY: Final = "-"
"""What is remembered of an event that is about no customer."""
SHORT: Final = 2
"""Letters; a name no longer than this may stand in a title by chance."""
FREE_MAIL: Final = frozenset(
    [
        *("gmail.com", "googlemail.com", "outlook.com", "outlook.jp", "hotmail.com", "hotmail.co.jp", "live.jp"),
        *("yahoo.com", "yahoo.co.jp", "ymail.ne.jp", "icloud.com", "me.com", "docomo.ne.jp", "ezweb.ne.jp", "au.com"),
        *("softbank.ne.jp", "i.softbank.jp", "nifty.com", "biglobe.ne.jp"),
    ]
)
"""Mail domains that say nothing of where somebody works."""

_BEFOREHAND = re.compile(
    r"社内|内部|事前|準備|下打ち?合わせ?|作戦|振り?返り|反省会|引き?継ぎ|壁打ち|レビュー"
    r"|(?<![a-z])(?:internal|prep|preparation|debrief|dry run|sync)(?![a-z])"
)
"""Words of meetings that are about a customer rather than with one."""

Why = Literal["decided", "people", "title", "unsure", "internal", "nobody"]


@dataclass(frozen=True, slots=True)
class Match:
    """What is known of whom an event is about."""

    why: Why
    account: Account | None = None
    candidates: tuple[Account, ...] = ()
    """Whom to ask about, the likeliest first, where it is ``unsure``."""


@dataclass(frozen=True)
class Matcher:
    """Finds the customer of an event. ``decided``: series of events → account id, or ``NOBODY``."""

    roster: Roster
    accounts: Sequence[Account]
    """Those that events may be about, e.g. without those at rest."""
    decided: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _emails(self) -> dict[str, Member]:
        return {member.email.casefold(): member for member in self.roster.members if member.email}

    @cached_property
    def _own_domains(self) -> frozenset[str]:
        return frozenset(map(domain_of, self._emails)) - FREE_MAIL

    @cached_property
    def _by_domain(self) -> dict[str, list[Account]]:
        found: dict[str, list[Account]] = {}
        for account in self.accounts:
            for written in account.domains:
                domain = written.casefold().strip().lstrip("@").removeprefix("*.")
                found.setdefault(domain, []).append(account)
        return found

    @cached_property
    def _names(self) -> list[tuple[str, Account]]:
        """Bare name and customer, the longest first."""
        words = ((bare_name(word), account) for account in self.accounts for word in (account.name, *account.aliases))
        unique = {(name, account.id): (name, account) for name, account in words if name}
        return sorted(unique.values(), key=lambda each: -len(each[0]))

    def member(self, one: Invitee) -> Member | None:
        """The member of the team who is invited."""
        return self._emails.get(one.email) if one.email else None

    def is_ours(self, one: Invitee) -> bool:
        """Whether somebody is of our own side."""
        return self.member(one) is not None or (bool(one.email) and domain_of(one.email) in self._own_domains)

    def is_customer(self, name: str) -> bool:
        """Whether ``name`` is that of a customer rather than of a person."""
        return any(bare_name(name) == known for known, _ in self._names)

    def match(self, event: Event) -> Match:
        """Whom ``event`` is about."""
        decision = self.decided.get(event.series)
        if decision == NOBODY:
            return Match("nobody")
        if account := next((a for a in self.accounts if a.id == decision), None):
            return Match("decided", account)
        people = event.people()
        guests = [one for one in people if not self.is_ours(one)]
        invited = self._invited(guests)
        named, sure = self._named(event.title)
        both = [a for a in invited if a in named]
        if len(both) == 1 or (len(invited) == 1 and not named):
            return Match("people", (both or invited)[0])
        if both or invited:
            return Match("unsure", candidates=_once(both, invited, named))
        if len(named) == 1 and sure and (guests or not self._is_ours_alone(event, people)):
            return Match("title", named[0])
        if named:
            return Match("unsure", candidates=tuple(named))
        if guests and (hinted := self._hinted(event, guests)):
            return Match("unsure", candidates=hinted)
        return Match("nobody" if guests else "internal")

    def _invited(self, guests: Sequence[Invitee]) -> list[Account]:
        """The customers of whose domains somebody is invited, those with more people first."""
        found: dict[str, tuple[int, Account]] = {}
        for one in guests:
            for account in self._of_domain(domain_of(one.email)):
                count = found[account.id][0] if account.id in found else 0
                found[account.id] = (count + 1, account)
        return [account for _, account in sorted(found.values(), key=lambda each: -each[0])]

    def _of_domain(self, domain: str) -> Sequence[Account]:
        while domain and domain not in self._by_domain:
            domain = domain.partition(".")[2]
        return self._by_domain.get(domain, ())

    def _named(self, text: str) -> tuple[list[Account], bool]:
        """The customers named in ``text``, a longer name covering those within it; and whether one of the names is long
        enough to be no chance."""
        compact, edges = _compact(text)
        taken: list[tuple[int, int]] = []
        found: list[tuple[int, Account]] = []
        longest = 0
        for name, account in self._names:
            at = _find(compact, name, edges, [span for span in taken if span[1] - span[0] > len(name)])
            if at is not None:
                taken.append((at, at + len(name)))
                found.append((at, account))
                longest = max(longest, len(name))
        accounts = {account.id: account for _, account in sorted(found, key=lambda each: each[0])}
        return list(accounts.values()), longest > SHORT

    def _is_ours_alone(self, event: Event, people: Sequence[Invitee]) -> bool:
        """Whether an event without guests looks like one of our own, though it names a customer."""
        folded = unicodedata.normalize("NFKC", event.title).casefold()
        return len(people) > 1 or event.transparent or _BEFOREHAND.search(folded) is not None

    def _hinted(self, event: Event, guests: Sequence[Invitee]) -> tuple[Account, ...]:
        """The customers that something else than the title names, where strangers are invited."""
        texts = [event.location, event.description, *(one.name for one in guests)]
        return _once(*(self._named(text)[0] for text in texts))


def domain_of(email: str) -> str:
    """What stands behind the @."""
    return email.rpartition("@")[2].casefold()


def _once(*groups: Sequence[Account]) -> tuple[Account, ...]:
    return tuple({account.id: account for group in groups for account in group}.values())


def _compact(text: str) -> tuple[str, frozenset[int]]:
    """The letters of ``text``, and between which of them a word may begin or end: where something else stands in
    between, and where the script changes."""
    parts, edges, last = list[str](), {0}, ""
    gap = True
    for character in folded_name(text):
        if not letters(character):
            gap = True
            continue
        script = _script(character)
        if gap or script != last or not script:
            edges.add(len(parts))
        parts.append(character)
        gap, last = False, script
    return "".join(parts), frozenset({*edges, len(parts)})


def _script(character: str) -> str:
    """What makes one word with its neighbours of the same kind; empty for characters that any word may follow."""
    if character.isascii() or unicodedata.name(character, "").startswith("LATIN"):
        return "latin"
    return "katakana" if "ァ" <= character <= "ヺ" or character == "ー" else ""


def _find(text: str, name: str, edges: frozenset[int], taken: Sequence[tuple[int, int]]) -> int | None:
    """Where ``name`` stands in ``text`` as a word, outside what longer names have ``taken``."""
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        covered = any(start <= at and end <= stop for start, stop in taken)
        starts = at in edges or not _script(text[at])
        ends = end in edges or not _script(text[end - 1])
        if starts and ends and not covered:
            return at
        at = text.find(name, at + 1)
    return None
