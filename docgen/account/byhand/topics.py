"""Items that do not stand out as headings: entries of an agenda or another list, and numbered lines of plain text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docgen.account.byhand.frames import Frame
from docgen.account.byhand.headings import LONGEST, Headings
from docgen.account.byhand.lines import DEEPER, Grid, Line
from docgen.account.byhand.outlines import FORM, is_around
from docgen.account.byhand.parts import Run, key_of
from docgen.account.byhand.scopes import FIELDS, Sub
from docgen.account.byhand.titles import MARKS, SENTENCE, numbered_topic
from docgen.account.words import parse_item_heading

LABEL_AT_MOST = 40
"""Characters of a line that may be a label."""


@dataclass(slots=True)
class Topics(Headings):
    """Finds such items."""

    topics: Sequence[Line | Grid] = ()
    """The lines that are read, once an entry of a list among them was found to head what was said."""

    def open_outlined(self, line: Line) -> None:
        """A line that numbers an item of plain text, or the opening or the end of the meeting."""
        self.subs.clear()
        self.frames.leave("agenda")
        following = self.following()
        if is_around(line) and (following is None or following.form == FORM):
            self.frames.close(FORM)
            self.frames.close_fields()
            self.frames.stack.append(Frame(FORM, self.open(self.meeting, None), False))
            self.put(self.frames.run, line)
            self.number(line)
        else:
            self.open_item(line, FORM, line.text[line.rest :].strip(), line.number)

    def comes_again(self, line: Line) -> bool:
        """Whether a line says again what stood on the agenda, and so begins that item; if so it was read."""
        if len(line.text) > LONGEST or (line.listed and not line.ordered):
            return False
        text = line.text.strip(MARKS)
        text = text[line.rest :] if line.number is not None and line.rest < len(text) else text
        if topic := numbered_topic(text):
            text = text[topic.start :]
        part = self.announced.get(key_of(parse_item_heading(text).title))
        if part is None or part.heading is None or part.heading.leaf is line.leaf:
            return False
        self.subs.clear()
        self.frames.leave("agenda")
        line = Line(line.leaf, line.text, 0, False, line.form or ("1." if line.ordered else ""), line.number, line.rest)
        self.heading(line, f"h{line.level}" if line.level else self.form_of(line) if line.form else "b")
        return True

    def heads_text(self, line: Line) -> bool:
        """Whether an entry of a numbered list stands for a heading: text outside the list follows it, or it goes on
        with the numbers of such."""
        if len(line.text) > LONGEST:
            return False
        run = self.run_at(line)
        before = next((each for each in reversed(run.lines) if each.indent <= line.indent), None)
        if before and before.number is not None and before.number + 1 == line.number and before.listed:
            return False
        if "1." in self.numbers and line.number == self.numbers["1."] + 1:
            return True
        following = self.lines[self.at + 1] if self.at + 1 < len(self.lines) else None
        if following is None or isinstance(following, Grid) or following.level or following.listed:
            return False
        if following.indent < DEEPER:
            return not following.form
        return self.naming.bare(following.text) is None or following.text.rstrip().endswith((":", "："))

    def agenda_entry(self, line: Line, run: Run) -> bool:
        first = next((each.indent for each in run.lines), line.indent)
        if line.indent > first or (not run.lines and not line.listed and any(not item.listed for item in self.items)):
            return False  # a table below the label has told the items
        while self.subs and self.subs[-1].indent >= line.indent and self.subs[-1].run is not run:
            self.subs.pop()
        found = self.tag(line)
        if found and found.named.names[0] in FIELDS and found.is_tag and not self.naming.words.is_none(line.text):
            return False
        if self.naming.words.is_none(line.text) or line.text[:1] in ">→⇒":
            return False
        following = self.following()
        if not line.listed and following is not None and following.listed and SENTENCE.search(line.text):
            return False  # about the list below it
        run.lines.append(line)
        says = parse_item_heading(line.text)
        if self.meeting.last is None:
            self.meeting.last = line
        text = line.text.strip(MARKS)
        if topic := numbered_topic(text):
            part = self.new_item(line, text[topic.start :], topic.number, listed=True)
        else:
            part = self.new_item(line, text.rstrip("：:"), says.number, listed=True)
        self.subs.append(Sub(line.indent, self.open(part, None), is_item=True))
        return True

    def listed_item(self, line: Line, run: Run) -> bool:
        """Whether an entry of a list is an item: a number or bold words with more below them, where none is named."""
        if run.names and run.names[0] not in ("discussion", "agenda", "other"):
            return False
        if not line.listed or len(line.text) > LONGEST or run.part is not self.meeting:
            return False
        following = self.following()
        deeper = following is not None and following.indent > line.indent
        if not (line.ordered or line.number is not None or line.is_bold() or (deeper and self._is_topic(line))):
            return False
        if not deeper and (line.is_bold() or SENTENCE.search(line.text) or len(line.text) > 40):
            return False
        while self.subs and self.subs[-1].indent >= line.indent:
            self.subs.pop()
        part = self.new_item(line, line.text.strip(MARKS).rstrip("：:"))
        self.subs.append(Sub(line.indent, self.open(part, None), is_item=True))
        return True

    def _is_topic(self, line: Line) -> bool:
        """Whether an entry of a list without numbers heads what was said, if one beside it heads what was decided."""
        if len(line.text) > LABEL_AT_MOST or SENTENCE.search(line.text) or self.is_of_people(line.text):
            return False
        if self.topics is not self.lines and self.tells_below(line):
            self.topics = self.lines
        return self.topics is self.lines
