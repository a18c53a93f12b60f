"""Goes through the lines of one meeting and gives each to a field, an item or the notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from docgen.account.byhand.frames import CONTAINERS, Frame
from docgen.account.byhand.head import is_called, people_alone, people_of_side
from docgen.account.byhand.headings import LONGEST, OF_ITEMS
from docgen.account.byhand.inline import parted
from docgen.account.byhand.lines import DEEPER, Grid, Line
from docgen.account.byhand.markers import RULES, Markers
from docgen.account.byhand.naming import HEADER, Labelled, Named
from docgen.account.byhand.outlines import FORM, mark_outline
from docgen.account.byhand.parts import Run
from docgen.account.byhand.people import People
from docgen.account.byhand.scopes import FIELDS, Sub
from docgen.account.byhand.set_off import mark_set_off
from docgen.account.byhand.titles import SENTENCE
from docgen.account.byhand.topics import LABEL_AT_MOST, Topics
from docgen.account.byhand.typed_tables import with_tables

_BOX: Final = re.compile(r"[☐☑☒□]|\[[ xX-]\]|［[ xX ]］")
_BOXED: Final = frozenset("☐☑☒□[［")
_CLOSING: Final = re.compile(r"以\s*上[。.]?|[━─―═=_*\-\s]{4,}")
_CLOSERS: Final = frozenset("以━─―═=_*-")
_LISTS: Final = frozenset({"views", "decisions", "action_items", "open_points", "to_ask", "carried"})
_SAID: Final = frozenset({"views", "decisions"})
"""What has no boxes: below an entry without one, a line with a box is an action item."""
_OF_SIDE: Final = re.compile(r"[(（【\[]?([^\s:：()（）【】\[\]]{1,12})[)）】\]:：\s]+(?=\S)")
_WRAPPED_FROM: Final = 32
"""Characters of the shortest line that an editor has broken."""
_TOPIC: Final = re.compile(r"(?:について|に関して|の件|[。、,，!?！？])\s*[:：]?\s*\Z")
_UNDERLINE: Final = re.compile(r"[─━═＝￣]{2,}")
_SIDED: Final = re.compile(r"[:：)）】\]]")
_OF_HEAD: Final = HEADER | {"notes"}
_HEAD: Final = 12
"""Lines in which a meeting says who was there under no label."""
_TOP: Final = 3
"""Lines in which a drawn box holds what the whole is called."""
_CLAUSE: Final = re.compile(r"[。.!！?？;；]\s*")
_FOLLOWS: Final = re.compile(r"以下|下記|次の")
_PLAIN: Final = re.compile(
    r"(?:[☐☑☒□]|\[[ xX-]\])\s*[^\s【\[#＃].*|[^:：#＃【\[［〔<＜(（→⇒➡>RADIT][^:：#＃【\[［]*\Z", re.DOTALL
)
"""A line with a box, or one without any mark that a label or a tag has."""


@dataclass(slots=True, kw_only=True)
class Builder(Topics):
    """Reads the lines of one meeting, one after the other."""

    table: Callable[[Builder, Grid], None]
    """Reads a table."""

    def read(self, lines: Sequence[Line | Grid]) -> None:
        """Takes ``lines`` after what was read before."""
        before = self.lines, self.at
        if not self.lines:
            lines = parted(with_tables(lines, self.naming), self.naming)
            mark_outline(lines, self.naming, FIELDS)
            mark_set_off(lines, self.naming)
            self.markers = Markers.of(lines, self.naming)
        self.lines = lines
        for self.at, line in enumerate(lines):
            if isinstance(line, Grid):
                self.table(self, line)
            else:
                self._line(line)
        self.lines, self.at = before

    def _line(self, line: Line) -> None:
        if line.level:
            if line.leaf.cell is not None:
                self.in_tables.append(line)
            self.heading(line, f"h{line.level}")
            return
        text = line.text
        if line.listed and not line.form and not line.ordered and self._is_plain_entry(line):
            return
        if (not self.items or self.items[-1].listed) and (self._names_a_side(line) or self._names_people(line)):
            return
        if self.markers and self.markers.ruled and self._is_underlined(line):
            self.heading(line, "u")
            return
        if line.form == FORM and self.naming.bare(text) is None:
            self.open_outlined(line)
            return
        if self.announced and self.comes_again(line):
            return
        if line.ordered and line.indent == DEEPER and self.heads_text(line):
            line = Line(line.leaf, text, 0, False, "1.", line.number)
        if (
            text[0] in _CLOSERS
            and _CLOSING.fullmatch(text)
            and not (self.frames.stack and self.frames.stack[-1].form == "u")
        ):
            self.frames.stack.clear()
            self.subs.clear()
        if len(text) <= 60 and (named := self.naming.bare(text)) and self.label(line, named):
            return
        if not line.listed and (self._announces(line) or self.stands_out(line)):
            return
        self.content(line)

    def _names_a_side(self, line: Line) -> bool:
        """Whether a line in the head of a meeting names the people of one side: 先方：小野寺様; if so it was read."""
        if not all(item.listed for item in self.items) or not _SIDED.search(line.text, 1, 20):
            return False
        now = self.run_at(line).names[:1]
        if now and now[0] not in _OF_HEAD:
            return False
        found = people_of_side(line.text, self.theirs)
        if found is None:
            return False
        beside = (self.lines[at] for at in (self.at - 1, self.at + 1) if 0 <= at < len(self.lines))
        if not is_called(line.text) and not any(
            isinstance(each, Line) and people_of_side(each.text, self.theirs) for each in beside
        ):
            return False
        side, start = found
        run = self.open(self.meeting, Named(("attendees",), side="" if side == "others" else side))
        self.put(run, line.part(start))
        return True

    def _names_people(self, line: Line) -> bool:
        """Whether a line at the top names who was there, under no label: 相良様、戸塚様 / 野呂; if so it was read."""
        if self.at >= _HEAD or self.items or self.present or line.listed or line.form or self.frames.stack:
            return False
        place = people_alone(line.text)
        if place is None or self.naming.valued(line.text) is not None:
            return False
        self.put(self.open(self.meeting, Named(("attendees",))), line.part(*place))
        return True

    def _announces(self, line: Line) -> bool:
        """Whether a sentence says what the list below it is: Thanks for your time. Here is what we agreed:"""
        following = self.following()
        if line.text[-1] not in ":：。" or following is None or not following.listed:
            return False
        clause = _CLAUSE.split(line.text[:-1])[-1]
        named = self.naming.bare(clause) if line.text[-1] != "。" or _FOLLOWS.search(clause) else None
        return named is not None and named.names[0] in _LISTS and self.label(line, named)

    def _is_underlined(self, line: Line) -> bool:
        """Whether a line drawn below it makes a line a heading: 特集, and then ────."""
        following = self.following()
        if following is None or following.text[0] not in RULES:
            return False
        above = self.lines[self.at - 1] if self.at else None
        boxed = isinstance(above, Line) and (
            (above.text[0] in RULES and self.at < _TOP) or self.naming.bare(above.text) is not None
        )
        is_short = len(line.text) <= LONGEST and not line.listed and not SENTENCE.search(line.text)
        return is_short and not boxed and _UNDERLINE.fullmatch(following.text) is not None

    def _is_plain_entry(self, line: Line) -> bool:
        """Whether a line is an entry of the field that it stands in and can be nothing else, as most are; if so it was
        read."""
        run = self.run_at(line)
        if not run.names or run.names[0] not in _LISTS or not _PLAIN.match(line.text):
            return False
        if line.text[0] in _BOXED and run.names[0] in _SAID and run.lines and not _BOX.match(run.lines[0].text):
            return False
        following = self.following()
        if (following is not None and following.indent > line.indent) or (len(line.text) <= 40 and line.is_bold()):
            return False
        self.put(run, line)
        return True

    def inside(self, form: str, run: Run, lines: Sequence[Line]) -> None:
        """Reads ``lines`` as what stands in a frame of its own, such as a cell."""
        depth = len(self.frames.stack)
        self.subs.clear()
        self.frames.stack.append(Frame(form, run, False))
        self.read(lines)
        self.subs.clear()
        del self.frames.stack[depth:]

    def content(self, line: Line) -> None:
        """A line with a label or tag of its own, an entry of an agenda, or a line of the field it stands in."""
        run = self.run_at(line)
        agenda = run.names[:1] == ("agenda",)
        if agenda and self.agenda_entry(line, run):
            return
        text = line.text
        found = self.naming.valued(text)
        if found and self._valued(line, found, run):
            return
        tag = self.tag(line)
        in_actions = "action_items" in run.names and tag is not None and tag.stop is not None
        if tag and tag.named.names[0] in FIELDS and not in_actions and self._tagged(line, tag):
            return
        if self.listed_item(line, run):
            return
        said = bool(run.names) and run.names[0] in _SAID and bool(run.lines) and not _BOX.match(run.lines[0].text)
        if (not run.names or said or run.names[0] in CONTAINERS or run.names == ("notes",)) and _BOX.match(text):
            self._tagged(line, Labelled(Named(("action_items",)), 0, is_tag=True))
            return
        if self._ends(run, line):
            run = self._unknown(run)
        elif self._is_behind(run, line):
            run = self.open(run.part, None)
        elif run.names[:1] == ("agenda",):
            run = self.open(self.meeting, None)
        elif self._goes_on_with_people(line):
            return
        self.put(run, line)

    def _ends(self, run: Run, line: Line) -> bool:
        """Whether a line at the outer edge ends the list of a label in plain text: a label that is not known, with a
        list of its own, or a sentence."""
        frame = self.frames.stack[-1] if self.frames.stack else None
        if frame is None or frame.run is not run or frame.level < 7 or not run.lines:
            return False
        if not run.names or run.names[0] not in _LISTS or line.listed or _BOX.match(line.text):
            return False
        first = run.lines[0]
        if not (first.indent > line.indent or _BOX.match(first.text)) or line.text[0] in "→⇒-=>(（":
            return False
        if line.text[-1] in "。.":
            return not self._is_wrapped(line)
        following = self.following()
        if following is None or not (following.indent > line.indent or _BOX.match(following.text)):
            return False
        return len(line.text) <= LABEL_AT_MOST and not _TOPIC.search(line.text) and not self.is_of_people(line.text)

    def _is_wrapped(self, line: Line) -> bool:
        """Whether a line seems to be the rest of the entry above it, which an editor broke at a width."""
        before = self.lines[self.at - 1] if self.at else None
        if not isinstance(before, Line) or not before.listed:
            return False
        return len(before.text) >= max(_WRAPPED_FROM, len(line.text)) and before.text[-1] not in "。.!?！？)）"

    def _unknown(self, run: Run) -> Run:
        """The run of a section that nothing tells what it is: all its lines are notes."""
        form = self.frames.stack.pop().form
        notes = self.run_of(run.part, ("notes",))
        self.frames.stack.append(Frame(form, notes, False))
        return notes

    def _is_behind(self, run: Run, line: Line) -> bool:
        """Whether a line in plain text stands behind the list of a field: a remark, a signature, another's words."""
        if (
            line.listed
            or not run.names
            or run.names[0] not in _LISTS
            or line.text[:1] in "→⇒-=>"
            or _BOX.match(line.text)
            or (run.names[0] == "action_items" and len(line.text) <= LABEL_AT_MOST and self.is_of_people(line.text))
        ):
            return False
        before = self.lines[self.at - 1] if self.at else None
        if isinstance(before, Line) and before.listed and line.indent > before.indent:
            return False
        return any(each.listed and each.indent > line.indent for each in run.lines)

    def _goes_on_with_people(self, line: Line) -> bool:
        """Whether a line goes on with the attendees above it: 当社　湯浅、モハン below 出席者：貴社　浅利様."""
        before = self.runs[-1]
        if before.names[:1] != ("attendees",) or not before.lines or len(line.text) > LONGEST:
            return False
        match = _OF_SIDE.match(line.text)
        if match is None or People(self.theirs).side_of(match[1]) is None:
            return False
        self.put(before, line)
        return True

    def _valued(self, line: Line, found: Labelled, run: Run) -> bool:
        """A line ``決定事項：来月開始``: its value, and below it more of the same."""
        name = found.named.names[0]
        if not self._may_be(line, name, run):
            return False
        empty = found.start >= len(line.text)
        if name == "topic":
            return False
        if name == "agenda" and not empty:
            while self.subs and self.subs[-1].indent >= line.indent:
                self.subs.pop()
            holder = self.open(self.meeting, found.named)
            self.subs.append(Sub(line.indent, holder))
            part = self.new_item(line, line.text[found.start :], listed=True)
            part.last = line
            return True
        if empty and (line.listed or name not in HEADER | FIELDS):
            return False
        self.value(line, found)
        return True

    def _may_be(self, line: Line, name: str, run: Run) -> bool:
        """Whether a label with a value means its field here."""
        now = run.names[0] if run.names else ""
        if name in HEADER - {"next"}:
            if now == "next" and name in ("date", "place", "attendees"):
                return False
            before = not self.items or all(item.listed for item in self.items)
            return (before and now not in FIELDS) or (name in ("attendees", "absent") and now not in FIELDS)
        if name == "agenda" and now == "next":
            return False
        if name in FIELDS | {"next"}:
            deeper = bool(run.lines) and line.indent > run.lines[0].indent and now in FIELDS
            return not (deeper and name in OF_ITEMS) and not (name in OF_ITEMS and now in ("decisions", "action_items"))
        return name == "agenda" and not self.items

    def _tagged(self, line: Line, tag: Labelled) -> bool:
        while self.subs and self.subs[-1].indent >= line.indent:
            self.subs.pop()
        run = self.open(self.part(), tag.named)
        self.put(run, line.part(tag.start, tag.stop))
        self.subs.append(Sub(line.indent, run))
        return True
