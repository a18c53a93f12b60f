"""What the notes of a meeting tell in sentences, where no label, tag or mark has told anything of the kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from docgen.account.actions import Said
from docgen.account.byhand.fields import Fields
from docgen.account.byhand.lines import Line
from docgen.account.byhand.nesting import Read
from docgen.account.byhand.parts import Part, Run
from docgen.account.byhand.people import bare
from docgen.account.byhand.promised import may_promise, promises
from docgen.account.byhand.resolved import arrows, left_open, meant, resolved, sentences
from docgen.account.model import ActionItem

Place = tuple[int, int]
"""From where to where in a line (characters)."""
_NEWS: Final = re.compile(r"\b(?:updates|news)\b", re.IGNORECASE)
"""What an item is called that tells what others decided."""


@dataclass(slots=True)
class Prose(Fields):
    """Reads them once all fields have been read."""

    def take_prose(self) -> None:
        """Who will do what by when (久我様が11月末までにまとめる), what was decided (全員一致で承認した) or put off."""
        meeting = self.builder.meeting

        def tasks(part: Part) -> Sequence[ActionItem]:
            return tuple(self.answers[id(part)]["action_items"])

        concluding = arrows(line.text for _, _, line in self.prose)
        decided = {id(part) for part, _, _ in self.prose if self._has_decided(meeting) or self._has_decided(part)}
        told = {id(part): (*tasks(meeting), *tasks(part)) for part, _, _ in self.prose}
        sure = {id(part) for part, _, line in self.prose if any(resolved(line.text, concluding))}
        for part, at, line in reversed(self.prose):
            acts = list(self._promised(line, told[id(part)]))
            ends: list[Place] = []
            if id(part) not in decided and not _NEWS.search(part.title):
                ends = [one for one in resolved(line.text, concluding) if one not in acts]
                if not ends and not acts and id(part) not in sure and meant(line.text):
                    ends = [(0, len(line.text))]
            said = self.answers[id(part)]
            said["action_items"][:0] = [self._act(part, line.part(*place)) for place in acts]
            said["decisions"][:0] = [self.entry(line.part(*place)) for place in ends]
            if "open_points" not in part.labels:
                off = [place for place in left_open(line.text) if place not in (*acts, *ends)]
                said["open_points"][:0] = [self.entry(line.part(*place)) for place in off]
                ends += off
            if sum(stop - start for start, stop in (*acts, *ends)) * 2 > len(line.text):
                del said["notes"][at]

    def _has_decided(self, part: Part) -> bool:
        said = self.answers[id(part)]
        return bool(said["decisions"]) or "decisions" in said["answered_none"]

    def _promised(self, line: Line, told: Sequence[ActionItem]) -> Iterator[Place]:
        """The sentences of a line that give somebody something to do, but for those that repeat what was ``told``."""
        for place in sentences(line.text):
            piece = line.part(*place)
            if not may_promise(piece.text):
                continue
            said = self.said_of(Read(piece))
            if promises(piece.text, said, self.is_somebody, self.reference) and not _repeats(said, told):
                yield place

    def _act(self, part: Part, line: Line) -> ActionItem:
        return self.action(line, self.said_of(Read(line)), Run(part, ("action_items",)), "")


def _repeats(said: Said, told: Sequence[ActionItem]) -> bool:
    """Whether a sentence says again what a list says: its words, or the same people and the same day."""
    due, people = said.due.isoformat() if said.due else "", set(map(bare, said.owners))
    return any(
        one.text in said.text or (one.due == due and (not one.owners or people.intersection(map(bare, one.owners))))
        for one in told
    )
