"""The headings and labels that stand above a line, outermost first.

People show rank by form: a line in the form of one further above is beside that, and a new form is below what stands
above it (■ → １． → (1)). Headings by style go by their level and are above all others.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from docgen.account.byhand.parts import Part, Run

CONTAINERS = frozenset({"agenda", "discussion", "other", "title", "topic", "date", "place", "goal"})
"""The labels under which items may stand."""


@dataclass(slots=True)
class Frame:
    """One heading or label."""

    form: str
    """``h1`` to ``h6`` by style, else how its line is set off."""
    run: Run
    is_item: bool

    @property
    def level(self) -> int:
        """1 to 6 for a heading by style, else 7."""
        return int(self.form[1]) if self.form[:1] == "h" else 7

    @property
    def holds_items(self) -> bool:
        """Whether items may stand below it: not in a section of decisions."""
        return self.is_item or not self.run.names or self.run.names[0] in CONTAINERS


@dataclass(slots=True)
class Frames:
    """Those above the line that is read."""

    meeting: Run
    """For lines above which nothing stands."""
    stack: list[Frame] = field(default_factory=list)

    @property
    def run(self) -> Run:
        """Where a line without a label of its own goes."""
        return self.stack[-1].run if self.stack else self.meeting

    @property
    def part(self) -> Part:
        """The innermost item, else the meeting."""
        return next((frame.run.part for frame in reversed(self.stack) if frame.is_item), self.meeting.part)

    def find(self, form: str) -> Frame | None:
        """The innermost one of a form."""
        return next((frame for frame in reversed(self.stack) if frame.form == form), None)

    def close(self, form: str) -> None:
        """Leaves all that a line of ``form`` does not stand below."""
        level = int(form[1]) if form[:1] == "h" else 7
        if level < 7:
            while self.stack and self.stack[-1].level >= level:
                self.stack.pop()
        elif found := self.find(form):
            while self.stack.pop() is not found:
                pass

    def close_fields(self) -> None:
        """Leaves what holds the lines of a field alone: neither an item nor another label stands below it."""
        while self.stack and not self.stack[-1].holds_items:
            self.stack.pop()

    def leave(self, name: str) -> None:
        """Leaves the section of a field, and all below it, if that is told by the form of its line."""
        for at, frame in enumerate(self.stack):
            if frame.level == 7 and frame.run.names[:1] == (name,):
                del self.stack[at:]
                return

    def leave_items(self) -> None:
        """Leaves the items that are told by the form of their lines."""
        while self.stack and self.stack[-1].level == 7:
            self.stack.pop()
