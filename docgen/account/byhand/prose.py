"""What the notes of a meeting tell in sentences, where no label, tag or mark has told anything of the kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from docgen.account.byhand.fields import Fields
from docgen.account.byhand.lines import Line
from docgen.account.byhand.nesting import Read
from docgen.account.byhand.parts import Part, Run
from docgen.account.byhand.promised import may_promise, promises
from docgen.account.byhand.resolved import arrows, left_open, meant, resolved, sentences

_NEWS: Final = re.compile(r"\b(?:updates|news)\b", re.IGNORECASE)
"""What an item is called that tells what others decided."""


@dataclass(slots=True)
class Prose(Fields):
    """Reads them once all fields have been read."""

    def take_prose(self) -> None:
        """Who will do what by when (久我様が11月末までにまとめる), and what was decided (全員一致で承認した)."""
        meeting = self.builder.meeting
        concluding = arrows(line.text for _, _, line in self.prose)
        decided = {id(part): self._has_decided(meeting) or self._has_decided(part) for part, _, _ in self.prose}
        tasked = {id(part): "action_items" in meeting.labels | part.labels for part, _, _ in self.prose}
        sure = {id(part) for part, _, line in self.prose if any(resolved(line.text, concluding))}
        for part, at, line in reversed(self.prose):
            acts = [] if tasked[id(part)] else list(self._promised(line))
            found = [line.part(*place) for place in acts]
            self._act(part, found)
            if not decided[id(part)] and not _NEWS.search(part.title):
                said = [(one.start, one.stop) for one in resolved(line.text, concluding)]
                if not said and id(part) not in sure and meant(line.text):
                    said = [(0, len(line.text))]
                said = [place for place in said if place not in acts]
                if not said and "open_points" not in part.labels and left_open(line.text):
                    self.answers[id(part)]["open_points"].insert(0, self.entry(line))
                    del self.answers[id(part)]["notes"][at]
                    continue
                self.answers[id(part)]["decisions"][:0] = [self.entry(line.part(*place)) for place in said]
                found += [line.part(*place) for place in said]
            if sum(len(each.text) for each in found) * 2 > len(line.text):
                del self.answers[id(part)]["notes"][at]

    def _has_decided(self, part: Part) -> bool:
        said = self.answers[id(part)]
        return bool(said["decisions"]) or "decisions" in said["answered_none"]

    def _promised(self, line: Line) -> Iterator[tuple[int, int]]:
        for start, stop in sentences(line.text):
            part = line.part(start, stop)
            if not may_promise(part.text):
                continue
            if promises(part.text, self.said_of(Read(part)), self.is_somebody, self.reference):
                yield start, stop

    def _act(self, part: Part, found: list[Line]) -> None:
        run = Run(part, ("action_items",))
        self.answers[id(part)]["action_items"][:0] = [
            self.action(line, self.said_of(Read(line)), run, "") for line in found
        ]
