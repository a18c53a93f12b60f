"""Which words of a meeting become person and date chips.

Only people of the team with a mail address do, as attendees of our side and as owners, and only where no one of the
customer's side goes by that name. The words stay what they are: a chip is called what was written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from docgen.account.dates import Language, find, resolve, weekday_matches
from docgen.account.model import Status
from docgen.account.names import match_key
from docgen.account.roster import Roster
from docgen.account.words import Role, action_parts
from docgen.document.chipped import Part, chipped
from docgen.document.wire.chips import day_chip, person


@dataclass(frozen=True, slots=True)
class Chips:
    """The chips of one document. ``NO_CHIPS`` has none, and all is text."""

    on: bool = False
    members: Roster = field(default_factory=Roster)
    language: Language = "ja"
    theirs: tuple[str, ...] = ()
    """The attendees of the customer's side."""

    def beside(self, theirs: Iterable[str]) -> Chips:
        """The same for a meeting with these people of the customer's side."""
        return replace(self, theirs=tuple(map(match_key, theirs)))

    def names(self, names: Iterable[str], comma: str) -> str:
        """``names`` in a row."""
        parts: list[Part] = []
        for name in names:
            parts += [Part(comma), self._person(name)] if parts else [self._person(name)]
        return chipped(parts)

    def moment(self, text: str, days: Iterable[date]) -> str:
        """``text`` such as ``2026-12-01（火）10:00〜11:00``, in which ``days`` stand as ``2026-12-01``, in order."""
        parts, rest = list[Part](), text
        for day in days if self.on else ():
            before, found, behind = rest.partition(day.isoformat())
            if found:
                parts += [Part(before), Part(found, day_chip(day, self.language))]
                rest = behind
        return chipped([*parts, Part(rest)])

    def action_line(
        self, text: str, owners: Sequence[str], due_text: str, status: Status, on: date | None, language: Language
    ) -> str:
        """An action item as ``words.action_line`` writes it; what is due is seen from the day ``on``."""
        return self.written(action_parts(text, owners, due_text, status, language), on)

    def written(self, roles: Iterable[tuple[Role, str]], on: date | None) -> str:
        """Parts of an action item, as ``words.action_parts`` makes them."""
        parts: list[Part] = []
        for role, words in roles:
            if role == "owner":
                parts.append(self._person(words))
            elif role == "due" and on:
                parts += self._due(words, on)
            else:
                parts.append(Part(words))
        return chipped(parts)

    def _person(self, name: str) -> Part:
        member = self.members.member(name) if self.on else None
        if member is None or not member.email or any(one.startswith(match_key(name)) for one in self.theirs):
            return Part(name)
        return Part(name, person(name, member.email))

    def _due(self, text: str, on: date) -> Iterator[Part]:
        """A due date, the words that mean one day as a chip. Not so where they contradict themselves (a weekday that
        is not the day's), where they are a span, and where what is left would mean another day beside the chip."""
        day = resolve(text, on) if self.on else None
        found = find(text, on)
        start, end = (found.start, found.end) if found else (0, len(text))
        before, words, behind = text[:start], text[start:end], text[end:]
        behind = f" {behind}" if behind[:1].isdigit() else behind
        doubtful = found is not None and (found.is_span or weekday_matches(found) is False)
        if day is None or doubtful or resolve(f"{before}{day}{behind}", on) != day:
            yield Part(text)
        else:
            yield from (Part(before), Part(words, day_chip(day, self.language)), Part(behind))


NO_CHIPS = Chips()
