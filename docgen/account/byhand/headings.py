"""Headings and labels: what they stand for, and for how many of the lines below them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import Final

from docgen.account.actions.persons import is_personal
from docgen.account.actions.shadow import shadow
from docgen.account.byhand.frames import Frame
from docgen.account.byhand.lines import Line
from docgen.account.byhand.naming import HEADER, Labelled, Named
from docgen.account.byhand.nesting import TOPIC, each_of, is_everyone, is_person
from docgen.account.byhand.scopes import FIELDS, Sub
from docgen.account.byhand.sections import section_name
from docgen.account.byhand.titles import MARKS, WRAPPED, Titles, numbered_topic
from docgen.account.dates import parse_time_span

OF_ITEMS: Final = frozenset({"stance", "because", "ask", "materials"})
LONGEST: Final = 80
"""Characters that a line standing for a heading has at most."""
_ONLY_WHOSE: Final = re.compile(r"[(（【\[][^()（）【】\[\]]*[)）】\]]\s*\Z|.{0,10}(?:[:：]|社|様)\s*\Z")
"""A value that only says of whom the lines below it are."""
_UNTIL: Final = re.compile(
    r"次回(?:の?(?:定例|会議|打ち?合わ?せ|MTG))?まで|(?:本日|今週|今月)中|(?<![0-9/])[0-9]{1,2}/[0-9]{1,2}(?:\(.\))?まで"
    r"|(?:by|before) (?:the )?next (?:meeting|session|call|time)",
    re.IGNORECASE,
)
"""By when all below a label is due, in the words of the label: 次回までにやること."""
_SEVERAL: Final = 3
"""Items none of which has had a label, before one behind the last is the meeting's."""
_NAME_AT_MOST: Final = 20
"""Characters."""
_PRESENT_AT_MOST: Final = 200
"""Lines with attendees that are searched for one."""
_TAGS: Final = re.compile(r"tags\s*[:：]", re.IGNORECASE)


@dataclass(slots=True)
class Headings(Titles):
    """Reads headings and labels."""

    def heading(self, line: Line, form: str) -> None:
        """A line that is a heading by its style or its form: of a section, or of an item."""
        self.subs.clear()
        if line.leaf.start in self.titles or _TAGS.match(line.text):
            self.put(self.run_of(self.meeting, ()), line)
            return
        named = section_name(line.text) if form[0] == "h" else self.naming.bare(line.text)
        if named and not self._is_title(line, named):
            self._section(line, named, form)
            found = None if self.naming.bare(line.text) else self.naming.valued(line.text)
            if found:
                self.value(line, found)
            return
        level = int(form[1]) if form[0] == "h" else 7
        frame = self.frames.stack[-1] if self.frames.stack else None
        if (
            frame
            and not frame.holds_items
            and (frame.level < level or self._is_of_person(frame, line))
            and not (frame.run.names[0] == "open_points" and self.tells_below(line))
        ):
            frame.run.lines.append(Line(line.leaf, line.text, TOPIC, False))
            return
        self.item(line, form)

    def _is_of_person(self, frame: Frame, line: Line) -> bool:
        """Whether a heading in a section of action items says whose those below it are: ■鈴木."""
        if frame.run.names[:1] != ("action_items",):
            return False
        name = line.text.strip(MARKS).rstrip("：:").strip()
        wrapped = WRAPPED.match(name)
        name = wrapped[1].strip() if wrapped else name
        return len(name) <= _NAME_AT_MOST and (is_personal(shadow(name)) or self.is_of_people(name))

    def is_of_people(self, text: str) -> bool:
        """Whether a line names people, of whom the list below it is."""
        name = text.strip(MARKS).rstrip("：:").strip()
        present = list(islice((line.text for run in self.present for line in run.lines), _PRESENT_AT_MOST))
        return bool(name) and all(
            is_person(each) or is_everyone(each) or any(each in line for line in present) for each in each_of(name)
        )

    def _is_title(self, line: Line, named: Named) -> bool:
        """Whether a heading in the words of a label is the title of an item all the same."""
        name = named.names[0]
        if name == "other":
            return not self._is_rest()
        return name == "topic" or (line.number is not None and name in ("roles", "title", "place", "carried"))

    def _is_rest(self) -> bool:
        """Whether その他 is the section of what belongs to no item: a label follows it; else it is an item."""
        following = self.following()
        named = self.naming.bare(following.text) if following is not None else None
        return named is not None and named.names[0] in FIELDS

    def label(self, line: Line, named: Named) -> bool:
        """A line that is a label and nothing else; False where it is an entry that reads like one."""
        name = named.names[0]
        following = self.following()
        if name in ("title", "place", "roles", "topic") and not line.text.rstrip().endswith((":", "：")):
            return False
        if line.listed or (self.subs and self.subs[-1].indent < line.indent):
            deeper = following is not None and following.indent > line.indent
            ends = line.text.rstrip().endswith((":", "：")) or WRAPPED.match(line.text) is not None
            if not (deeper or ends or line.is_bold()):
                return False
            if self.run_at(line).names[:1] == ("agenda",) and not ends and name not in FIELDS:
                return False
            self._sub_label(line, named, deeper)
            return True
        if self.run_at(line).names[:1] == ("agenda",) and line.number is not None and not self.is_beside(line):
            return False
        if self._answers_itself(line, named):
            return False
        if name == "other" and not self._is_rest():
            return False
        if not (line.form or line.text[-1:] in ":：" or line.is_bold() or following is not None or self.has_more()):
            return False
        self.subs.clear()
        self._section(line, named, self.form_of(line))
        return True

    def _answers_itself(self, line: Line, named: Named) -> bool:
        """Whether a line in plain text right below its own label is all that stands there: 決定事項, then 決めた."""
        run, following = self.run_at(line), self.following()
        if run.names != named.names or run.lines or self.form_of(line) != "p" or line.text[-1] in ":：":
            return False
        return following is None or following.level > 0 or self.naming.bare(following.text) is not None

    def _sub_label(self, line: Line, named: Named, deeper: bool) -> None:
        indent = line.indent if deeper else line.indent - 1
        while self.subs and self.subs[-1].indent >= indent:
            self.subs.pop()
        part = self.part()
        self.subs.append(Sub(indent, self.open(part, named)))

    def _section(self, line: Line, named: Named, form: str) -> None:
        """A label that holds for all lines up to the next one in its form or above."""
        level = int(form[1]) if form[0] == "h" else 7
        last = self._is_trailing(named, form)
        self.frames.close(form)
        self.frames.close_fields()
        name = named.names[0]
        if last and self.frames.part is not self.meeting and self.frames.part.styled:
            self.frames.stack.clear()
        elif last or (level == 7 and name == "next"):
            self.frames.leave_items()
        if name == "agenda" and any(not item.listed for item in self.items):
            named = Named(("discussion",))  # its agenda stood further above: here they go through it
        part = self.frames.part
        if name in ("agenda", "discussion", "other", "to_ask", "carried") and level == 7 and name != "discussion":
            part = self.meeting
        run = self.open(part, named)
        if name == "action_items" and not run.who and (until := _UNTIL.search(line.text)):
            run.who = until[0]
        self.frames.stack.append(Frame(form, run, False))
        self.number(line)

    def _is_trailing(self, named: Named, form: str) -> bool:
        """Whether a label in plain text behind the last item is the meeting's: no item before had one of its own."""
        if form[0] == "h" or named.names[0] not in FIELDS or self.frames.find(form):
            return False
        own = [frame for frame in self.frames.stack if frame.is_item]
        if own and own[-1].level < 7:
            if any(item.styled and item.labels for item in self.items):
                return False
            return sum(item.styled for item in self.items) >= _SEVERAL and not self._heads_follow()
        if not own or len(self.items) < 2:
            return False
        beside = [item for item in self.items if not item.listed]
        if len(beside) < 2 or any(item.labels for item in beside):
            return False
        form = own[-1].form.removeprefix("b")
        return self.last_of(form) <= self.at and not (form == "1." and self.goes_on(self.numbers.get(form, 0)))

    def _heads_follow(self) -> bool:
        """Whether another item by its style follows."""
        following = (self.lines[at] for at in range(self.at + 1, len(self.lines)))
        return any(isinstance(line, Line) and line.level and section_name(line.text) is None for line in following)

    def stands_out(self, line: Line) -> bool:
        """A line of its own form that stands for a heading; whether it was taken as one."""
        if len(line.text) > LONGEST or (line.form == "A." and self.is_answer()):
            return False
        if self.markers and self.markers.tag(line):
            return False
        if topic := numbered_topic(line.text):
            self.subs.clear()
            self.open_item(line, "t", line.text[topic.start :].strip(), topic.number)
            return True
        tag = None
        if ":" in line.text[:24] or "：" in line.text[:24]:
            tag = self.naming.tag(line.text)
        if tag and tag.named.names == ("topic",) and self.is_topic_line(line):
            self.subs.clear()
            self.open_item(line, "t", line.text[tag.start :].strip(), None)
            return True
        if tag or self.naming.valued(line.text):
            return False
        form = self.form_of(line)
        if form == "p" or (form == "b" and not self.items and self._is_above_day()):
            return False
        if not (self.is_beside(line) or self.begins(line, form)):
            return False
        self.subs.clear()
        self.heading(line, form)
        return True

    def _is_above_day(self) -> bool:
        """Whether the line below tells when the meeting was: what stands above that is a title."""
        following = self.following()
        return following is not None and len(following.text) <= LONGEST and parse_time_span(following.text) is not None

    def value(self, line: Line, found: Labelled) -> None:
        """Gives the value behind a label to its field, and to the same field what is below it."""
        name = found.named.names[0]
        while self.subs and self.subs[-1].indent >= line.indent:
            self.subs.pop()
        run = self.open(self.part(), found.named)
        value = line.part(found.start)
        if (below := self.following()) and not below.listed and below.indent == line.indent + 1:
            value.indent += 1  # the definitions below a term are beside one another
        if value.text:
            self.put(run, value)
            if name in FIELDS and not found.is_tag and name not in OF_ITEMS:
                run = self.open(run.part, found.named)
        following = self.following()
        is_text = name in HEADER | OF_ITEMS
        if is_text and value.text and following and following.listed and not _ONLY_WHOSE.match(value.text):
            return
        self.subs.append(Sub(line.indent, run))

    def has_more(self) -> bool:
        """Whether anything follows, a table included."""
        return self.at + 1 < len(self.lines)
