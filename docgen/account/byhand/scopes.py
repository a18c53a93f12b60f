"""Where a line of minutes goes: the part and the field that the labels above it tell, and the forms of lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from docgen.account.byhand.frames import Frames
from docgen.account.byhand.lines import Grid, Line
from docgen.account.byhand.markers import Markers
from docgen.account.byhand.naming import HEADER, Labelled, Named, Naming
from docgen.account.byhand.outlines import last_listed
from docgen.account.byhand.parts import Part, Run
from docgen.account.byhand.resolved import resolved
from docgen.account.words import box_at

FIELDS: Final = frozenset(
    {"views", "decisions", "action_items", "open_points", "carried", "to_ask", "stance", "because", "ask", "materials"}
)


_BELOW_AT_MOST: Final = 500
"""Lines below another that are looked at: those of lists in lists would be looked at again and again."""
_TOLD: Final = frozenset({"decisions", "action_items"})
_OF_MEETING: Final = HEADER | {"agenda", "carried", "to_ask"}


@dataclass(slots=True)
class Sub:
    """A label or an item among the entries of a list: it holds for the lines deeper than itself."""

    indent: int
    run: Run
    is_item: bool = False


@dataclass(slots=True)
class Scopes:
    """What is read of a meeting, and the headings and labels above the line that is read now."""

    naming: Naming
    theirs: frozenset[str] = frozenset()
    """The customer's names, folded."""
    meeting: Part = field(default_factory=Part)
    items: list[Part] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    in_tables: list[Line] = field(default_factory=list)
    """Headings that stand in a table's cell."""
    announced: dict[str, Part] = field(default_factory=dict)
    """The items of an agenda's list that have not come again, by their titles as they are compared."""
    numbers: dict[str, int] = field(default_factory=dict)
    """The last number of the headings of each form."""
    titles: frozenset[int] = frozenset()
    """Where headings of the whole document start, which are no items."""
    present: list[Run] = field(default_factory=list)
    """Those with the attendees."""
    markers: Markers | None = None
    """The marks in front of lines that this meeting uses."""
    frames: Frames = field(init=False)
    subs: list[Sub] = field(default_factory=list)
    lines: Sequence[Line | Grid] = ()
    at: int = 0
    last: tuple[Sequence[Line | Grid], dict[str, int]] = field(default_factory=lambda: ((), {}))
    """Of the lines that are read: where the last one of each form stands."""
    outlined: tuple[Sequence[Line | Grid], dict[int, int]] = field(default_factory=lambda: ((), {}))
    """Of the lines that are read: the entries of numbered lists that may be items, by number."""
    fronts: tuple[Sequence[Line | Grid], dict[str, list[Line]]] = field(default_factory=lambda: ((), {}))
    """Of the lines that are read: those that begin with the same two characters."""

    def __post_init__(self) -> None:
        self.frames = Frames(self.run_of(self.meeting, ()))

    def tag(self, line: Line) -> Labelled | None:
        """The tag of a line, by its words or by a mark that the whole meeting uses."""
        return (self.markers.tag(line) if self.markers else None) or self.naming.tag(line.text)

    def following(self) -> Line | None:
        """The line that comes next, unless that is a table."""
        following = self.lines[self.at + 1] if self.at + 1 < len(self.lines) else None
        return following if isinstance(following, Line) else None

    def last_of(self, form: str) -> int:
        """The number of the last line of a form that may stand for a heading; -1 for none."""
        if self.last[0] is not self.lines:
            lines = ((at, line) for at, line in enumerate(self.lines) if isinstance(line, Line))
            self.last = self.lines, {line.form: at for at, line in lines if not line.listed or line.ordered}
        return self.last[1].get(form, -1)

    def goes_on(self, number: int) -> bool:
        """Whether an item further below has the next number, as an entry of a numbered list with text behind it."""
        if self.outlined[0] is not self.lines:
            self.outlined = self.lines, last_listed(self.lines)
        return self.outlined[1].get(number + 1, -1) > self.at

    def tells_below(self, line: Line) -> bool:
        """Whether among the lines below ``line``, the one that is read now, one tells a decision or an action item."""
        for at in range(self.at + 1, min(len(self.lines), self.at + 1 + _BELOW_AT_MOST)):
            each = self.lines[at]
            if isinstance(each, Grid):
                continue
            if (0 < each.level <= line.level) if line.level else (each.level or each.indent <= line.indent):
                return False
            if (
                box_at(each.text)
                or any(resolved(each.text))
                or ((tag := self.tag(each)) and tag.named.names[0] in _TOLD)
            ):
                return True
        return False

    def starting(self, front: str) -> list[Line]:
        """The lines that begin with two characters."""
        if self.fronts[0] is not self.lines:
            found: dict[str, list[Line]] = {}
            for line in self.lines:
                if isinstance(line, Line):
                    found.setdefault(line.text[:2], []).append(line)
            self.fronts = self.lines, found
        return self.fronts[1].get(front, [])

    def open(self, part: Part, named: Named | None) -> Run:
        """A new run of lines of one field; what is about the meeting itself goes to that wherever it stands."""
        names = named.names if named else ()
        if names == ("when",):
            names = ("date", "attendees")
        if names and names[0] in _OF_MEETING:
            part = self.meeting
        run = self.run_of(part, names)
        if names[:1] == ("attendees",):
            self.present.append(run)
        if named:
            run.side, run.who = named.side, named.who
            part.labels.update(name for name in names if name in FIELDS)
        return run

    def put(self, run: Run, line: Line) -> None:
        """Gives a line to a run."""
        run.lines.append(line)
        run.part.last = line

    def run_of(self, part: Part, names: tuple[str, ...]) -> Run:
        """A new run of lines."""
        run = Run(part, names)
        self.runs.append(run)
        return run

    def run_at(self, line: Line) -> Run:
        """The run that a line at its indentation belongs to."""
        while self.subs and self.subs[-1].indent >= line.indent:
            self.subs.pop()
        return self.subs[-1].run if self.subs else self.frames.run

    def part(self) -> Part:
        """The part that a label here belongs to."""
        inner = next((sub.run.part for sub in reversed(self.subs) if sub.is_item), None)
        return inner or self.frames.part

    def form_of(self, line: Line) -> str:
        """How a line is set off; ``p`` for plain text."""
        if line.level:
            return f"h{line.level}"
        bold = "b" if line.is_bold() else ""
        return f"{bold}{line.form}" or "p"

    def has_text(self, line: Line) -> bool:
        """Whether text follows a line that is below it: no label, and nothing in its form."""
        following = self.following()
        if following is None or following.form == line.form or following.level:
            return False
        return following.indent > line.indent and self.naming.bare(following.text) is None

    def is_above(self, line: Line) -> bool:
        """Whether what follows a line is below it: deeper, or in no such form."""
        following = self.lines[self.at + 1] if self.at + 1 < len(self.lines) else None
        if isinstance(following, Grid):
            return True
        return following is not None and (following.indent > line.indent or following.form != line.form)
