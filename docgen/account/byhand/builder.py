"""Goes through the lines of one meeting and gives each to a field, an item or the notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from docgen.account.byhand.frames import CONTAINERS, Frame, Frames
from docgen.account.byhand.lines import DEEPER, Grid, Line
from docgen.account.byhand.naming import HEADER, Labelled, Named, Naming, section_name
from docgen.account.byhand.nesting import TOPIC
from docgen.account.byhand.parts import Part, Run, key_of, same_item
from docgen.account.byhand.people import People
from docgen.account.words import parse_item_heading

_FIELDS: Final = frozenset(
    {"views", "decisions", "action_items", "open_points", "carried", "to_ask", "stance", "because", "ask", "materials"}
)
_OF_ITEMS: Final = frozenset({"stance", "because", "ask", "materials"})
_LONGEST: Final = 80
"""Characters that a line standing for a heading has at most."""
_NUMBERED_TOPIC: Final = re.compile(
    r"[【\[［〔<＜]?\s*(?:議題|論点|議案|テーマ|トピック|agenda(?: item)?|topic|item)\s*[#＃]?\s*([0-9０-９]{1,2}|[①-⑳]|[A-ZＡ-Ｚ](?![A-Za-z]))\s*[】\]］〕>＞]?\s*[:：.．)）、-]?\s*(?=\S)",
    re.IGNORECASE,
)
_OUTLINED: Final = re.compile(r"(?:[0-9]{1,2}(?:[.-][0-9]{1,2}){1,3}[.)]?\s+|[(（](?P<number>[0-9０-９]{1,2})[)）]\s*)(?=\S)")
"""A number that counts within a part (3.1), or stands in brackets."""
_PLAIN_NUMBER: Final = re.compile(r"([0-9０-９]{1,2})[ \u3000]+(?![月日年件つ個人名社章月])(?=[^\W\d])")
_BOX: Final = re.compile(r"[☐☑☒□]|\[[ xX-]\]|［[ xX ]］")
_ONLY_WHOSE: Final = re.compile(r"[(（【\[][^()（）【】\[\]]*[)）】\]]\s*\Z|.{0,10}(?:[:：]|社|様)\s*\Z")
"""A value that only says of whom the lines below it are."""
_CLOSING: Final = re.compile(r"以\s*上[。.]?|[━─―═=_*\-\s]{4,}")
_TAGS: Final = re.compile(r"tags\s*[:：]", re.IGNORECASE)
_LISTS: Final = frozenset({"views", "decisions", "action_items", "open_points", "to_ask", "carried"})
_OF_SIDE: Final = re.compile(r"[(（【\[]?([^\s:：()（）【】\[\]]{1,12})[)）】\]:：\s]+(?=\S)")
_PLAIN: Final = re.compile(r"(?:[☐☑☒□]|\[[ xX-]\])\s*[^\s【\[#＃].*|[^:：#＃【\[［〔<＜(（→⇒➡>RADIT][^:：#＃【\[［]*\Z", re.DOTALL)
"""A line with a box, or one without any mark that a label or a tag has."""
_SENTENCE: Final = re.compile(r"[。．.!?！？]\s*\Z|ました|です\Z|ます\Z")
_WRAPPED: Final = re.compile(r"[【≪《〈＜<［\[](.{1,60})[】≫》〉＞>］\]]\Z")
_MARKS: Final = " \u3000■◆▼▶►★◇◎□●○▲△▽◼❏❖➤#＃*_"


@dataclass(slots=True)
class Sub:
    """A label or an item among the entries of a list: it holds for the lines deeper than itself."""

    indent: int
    run: Run
    is_item: bool = False


@dataclass(slots=True)
class Builder:
    """Reads the lines of one meeting, one after the other."""

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
    frames: Frames = field(init=False)
    subs: list[Sub] = field(default_factory=list)
    lines: Sequence[Line | Grid] = ()
    at: int = 0

    def __post_init__(self) -> None:
        self.frames = Frames(self._run(self.meeting, ()))

    # -- the way through ---------------------------------------------------------------------------------------------

    def read(self, lines: Sequence[Line | Grid]) -> None:
        """Takes ``lines`` after what was read before."""
        from docgen.account.byhand.tables import read_table

        before = self.lines, self.at
        self.lines = lines
        for self.at, line in enumerate(lines):
            if isinstance(line, Grid):
                read_table(self, line)
            else:
                self._line(line)
        self.lines, self.at = before

    def _next(self) -> Line | None:
        following = self.lines[self.at + 1] if self.at + 1 < len(self.lines) else None
        return following if isinstance(following, Line) else None

    def _line(self, line: Line) -> None:
        if line.level:
            if line.leaf.cell is not None:
                self.in_tables.append(line)
            self.heading(line, f"h{line.level}")
            return
        text = line.text
        if line.listed and not line.form and not line.ordered and self._is_plain_entry(line):
            return
        if self.announced and self._comes_again(line):
            return
        if line.ordered and line.indent == DEEPER and self._heads_text(line):
            line = Line(line.leaf, text, 0, False, "1.", line.number)
        if _CLOSING.fullmatch(text):
            self.frames.stack.clear()
            self.subs.clear()
        if len(text) <= 60 and (named := self.naming.bare(text)) and self._label(line, named):
            return
        if not line.listed and self._stands_out(line):
            return
        self.content(line)

    def _is_plain_entry(self, line: Line) -> bool:
        """Whether a line is an entry of the field that it stands in and can be nothing else, as most are; if so it was
        read."""
        run = self._run_at(line)
        if not run.names or run.names[0] not in _LISTS or not _PLAIN.match(line.text):
            return False
        following = self._next()
        if following is not None and following.indent > line.indent or len(line.text) <= 40 and line.is_bold():
            return False
        self.put(run, line)
        return True

    def _comes_again(self, line: Line) -> bool:
        """Whether a line says again what stood on the agenda, and so begins that item; if so it was read."""
        if len(line.text) > _LONGEST or (line.listed and not line.ordered):
            return False
        text = line.text.strip(_MARKS)
        text = text[line.rest :] if line.number is not None and line.rest < len(text) else text
        if match := _NUMBERED_TOPIC.match(text):
            text = text[match.end() :]
        part = self.announced.get(key_of(parse_item_heading(text).title))
        if part is None or part.heading is None or part.heading.leaf is line.leaf:
            return False
        self.subs.clear()
        self.frames.leave("agenda")
        line = Line(line.leaf, line.text, 0, False, line.form or ("1." if line.ordered else ""), line.number, line.rest)
        self.heading(line, f"h{line.level}" if line.level else self._form(line) if line.form else "b")
        return True

    def _heads_text(self, line: Line) -> bool:
        """Whether an entry of a numbered list stands for a heading: text outside the list follows it, or it goes on with
        the numbers of such."""
        if len(line.text) > _LONGEST:
            return False
        run = self._run_at(line)
        before = run.lines[-1] if run.lines else None
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

    # -- headings and labels -----------------------------------------------------------------------------------------

    def heading(self, line: Line, form: str) -> None:
        """A line that is a heading by its style or its form: of a section, or of an item."""
        self.subs.clear()
        if line.leaf.start in self.titles or _TAGS.match(line.text):
            self.put(self._run(self.meeting, ()), line)
            return
        named = section_name(line.text) if form[0] == "h" else self.naming.bare(line.text)
        if named and not self._is_title(line, named):
            self._section(line, named, form)
            found = None if self.naming.bare(line.text) else self.naming.valued(line.text)
            if found:
                self._value(line, found)
            return
        level = int(form[1]) if form[0] == "h" else 7
        frame = self.frames.stack[-1] if self.frames.stack else None
        if frame and not frame.holds_items and frame.level < level:
            frame.run.lines.append(Line(line.leaf, line.text, TOPIC, False))
            return
        self.item(line, form)

    def _is_title(self, line: Line, named: Named) -> bool:
        """Whether a heading in the words of a label is the title of an item all the same."""
        name = named.names[0]
        if name == "other":
            return not self._is_rest()
        return name == "topic" or (line.number is not None and name in ("roles", "title", "place", "carried"))

    def _is_rest(self) -> bool:
        """Whether その他 is the section of what belongs to no item: a label follows it; else it is an item."""
        following = self._next()
        named = self.naming.bare(following.text) if following is not None else None
        return named is not None and named.names[0] in _FIELDS

    def _label(self, line: Line, named: Named) -> bool:
        """A line that is a label and nothing else; False where it is an entry that reads like one."""
        name = named.names[0]
        following = self._next()
        if name in ("title", "place", "roles", "topic") and not line.text.rstrip().endswith((":", "：")):
            return False
        if line.listed or (self.subs and self.subs[-1].indent < line.indent):
            deeper = following is not None and following.indent > line.indent
            ends = line.text.rstrip().endswith((":", "：")) or _WRAPPED.match(line.text) is not None
            if not (deeper or ends or line.is_bold()):
                return False
            if self._run_at(line).names[:1] == ("agenda",) and not ends and name not in _FIELDS:
                return False
            self._sub_label(line, named, deeper)
            return True
        if self._run_at(line).names[:1] == ("agenda",) and line.number is not None and not self._is_beside(line):
            return False
        if name == "other" and not self._is_rest():
            return False
        if not (line.form or line.text[-1:] in ":：" or line.is_bold() or following is not None or self._is_last_grid()):
            return False
        self.subs.clear()
        self._section(line, named, self._form(line))
        return True

    def _is_last_grid(self) -> bool:
        return self.at + 1 < len(self.lines)

    def _sub_label(self, line: Line, named: Named, deeper: bool) -> None:
        indent = line.indent if deeper else line.indent - 1
        while self.subs and self.subs[-1].indent >= indent:
            self.subs.pop()
        part = self._part()
        self.subs.append(Sub(indent, self.open(part, named)))

    def _section(self, line: Line, named: Named, form: str) -> None:
        """A label that holds for all lines up to the next one in its form or above."""
        level = int(form[1]) if form[0] == "h" else 7
        last = self._is_trailing(named, form)
        self.frames.close(form)
        self.frames.close_fields()
        name = named.names[0]
        if last or (level == 7 and name == "next"):
            self.frames.leave_items()
        if name == "agenda" and any(not item.listed for item in self.items):
            named = Named(("discussion",))  # its agenda stood further above: here they go through it
        part = self.frames.part
        if name in ("agenda", "discussion", "other", "to_ask", "carried") and level == 7 and name != "discussion":
            part = self.meeting
        self.frames.stack.append(Frame(form, self.open(part, named), False))
        self._number(line)

    def _is_trailing(self, named: Named, form: str) -> bool:
        """Whether a label in plain text behind the last item is the meeting's: no item before had one of its own."""
        if form[0] == "h" or named.names[0] not in _FIELDS or self.frames.find(form):
            return False
        own = [frame for frame in self.frames.stack if frame.is_item]
        if not own or own[-1].level < 7 or len(self.items) < 2:
            return False
        beside = [item for item in self.items if not item.listed]
        if len(beside) < 2 or any(item.labels for item in beside):
            return False
        form = own[-1].form.removeprefix("b")
        later = (each for each in self.lines[self.at + 1 :] if isinstance(each, Line))
        return not any(each.form == form and (not each.listed or each.ordered) for each in later)

    def _stands_out(self, line: Line) -> bool:
        """A line of its own form that stands for a heading; whether it was taken as one."""
        if len(line.text) > _LONGEST or (line.form == "A." and self._is_answer()):
            return False
        if match := _NUMBERED_TOPIC.match(line.text):
            self.subs.clear()
            self._open_item(line, "t", line.text[match.end() :].strip(), _digits(match[1]))
            return True
        tag = None
        if ":" in line.text[:24] or "：" in line.text[:24]:
            tag = self.naming.tag(line.text)
        if tag and tag.named.names == ("topic",) and self._is_topic_line(line):
            self.subs.clear()
            self._open_item(line, "t", line.text[tag.start :].strip(), None)
            return True
        if tag or self.naming.valued(line.text):
            return False
        form = self._form(line)
        if form == "p":
            return False
        if not (self._is_beside(line) or self._begins(line, form)):
            return False
        self.subs.clear()
        self.heading(line, form)
        return True

    def _is_answer(self) -> bool:
        """Whether the line above is a question: Q. … A. …"""
        before = self.lines[self.at - 1] if self.at else None
        return isinstance(before, Line) and before.text[:1] in "QＱ"

    def _is_topic_line(self, line: Line) -> bool:
        """Whether 議題：A begins an item: there are more of them, or it is written Topic: as in a log."""
        if line.text[:1].isascii():
            return True
        same = line.text[:2]
        return sum(isinstance(each, Line) and each.text.startswith(same) and not each.listed for each in self.lines) > 1

    def _form(self, line: Line) -> str:
        """How a line is set off; ``p`` for plain text."""
        if line.level:
            return f"h{line.level}"
        bold = "b" if line.is_bold() else ""
        return f"{bold}{line.form}" or "p"

    def _is_beside(self, line: Line) -> bool:
        """Whether a line goes on with what a heading of its form above it began."""
        if line.number is None:
            return self.frames.find(self._form(line)) is not None and (line.form not in "●○□" or self._is_above(line))
        before = self._run_at(line).lines
        if before and before[-1].number is not None and before[-1].number == line.number - 1:
            return False
        return self.numbers.get(line.form) == line.number - 1

    def _begins(self, line: Line, form: str) -> bool:
        """Whether a line begins a heading in a form that none above it has."""
        run = self._run_at(line)
        in_field = bool(run.names) and run.names[0] in _FIELDS | HEADER | {"to_ask", "carried"}
        if line.form in ("■", "□") and (in_field and any(each.form in ("■", "□") for each in run.lines)):
            return False
        if line.number is not None:
            if run.names[:1] == ("agenda",):
                return self._has_text(line)
            if in_field and run.names[0] not in ("date", "place", "attendees", "absent", "when", "title"):
                return False
            if run.names[:1] == ("attendees",) and not (form[0] == "b" or self._has_text(line)):
                return False
            return self._is_above(line) or (not _SENTENCE.search(line.text) and len(line.text) <= 50)
        if line.form in ("●", "○", "□", "◎", "★"):
            return not in_field and self._is_above(line) and not _SENTENCE.search(line.text)
        if line.form:
            if line.form in "【≪《〈＜<" and not _WRAPPED.match(line.text):
                return False
            return not (in_field and line.form in "<＜〈") and (self._is_above(line) or not in_field)
        if in_field and self.frames.stack and self.frames.stack[-1].level < 7:
            return False
        return not _SENTENCE.search(line.text) and self._next() is not None and (not in_field or form in ("b",))

    def _has_text(self, line: Line) -> bool:
        """Whether text follows a line that is below it: no label, and nothing in its form."""
        following = self._next()
        if following is None or following.form == line.form or following.level:
            return False
        return following.indent > line.indent and self.naming.bare(following.text) is None

    def _is_above(self, line: Line) -> bool:
        """Whether what follows a line is below it: deeper, or in no such form."""
        following = self.lines[self.at + 1] if self.at + 1 < len(self.lines) else None
        if isinstance(following, Grid):
            return True
        return following is not None and (following.indent > line.indent or following.form != line.form)

    # -- items -------------------------------------------------------------------------------------------------------

    def item(self, line: Line, form: str) -> None:
        """A heading that is no label."""
        self.frames.close(form)
        text = line.text.strip(_MARKS)
        if wrapped := _WRAPPED.match(text):
            text = wrapped[1].strip()
        tag = self.naming.tag(text)
        if match := _NUMBERED_TOPIC.match(text):
            self._open_item(line, form, text[match.end() :].strip(), _digits(match[1]))
        elif tag and tag.named.names == ("topic",):
            self._open_item(line, form, text[tag.start : tag.stop].strip(), None)
        else:
            self._open_item(line, form, text, None)

    def _open_item(self, line: Line, form: str, text: str, number: int | None) -> None:
        self.frames.close(form)
        self.frames.close_fields()
        part = self.new_item(line, text, number)
        self.frames.stack.append(Frame(form, self.open(part, None), True))
        self._number(line)

    def _number(self, line: Line) -> None:
        if line.number is not None:
            self.numbers[line.form] = line.number

    def new_item(self, line: Line, text: str, number: int | None = None, *, listed: bool = False) -> Part:
        """The item that begins with ``line`` and is called ``text``: one that the agenda named, or a new one."""
        if match := _OUTLINED.match(text):
            text, number = text[match.end() :], number or _digits(match["number"] or "")
        if line.level and (match := _PLAIN_NUMBER.match(text)):
            text, number = text[match.end() :], number or int(match[1])
        if line.form == "A." and text.startswith(line.text[: line.rest]):
            text = text[line.rest :]
        says = parse_item_heading(line.leaf.marked.shown(text))
        title = says.title.strip().strip("*_").strip()
        part = None if listed else same_item(self.items, title)
        if part is None:
            part = Part(title=title)
            self.items.append(part)
        part.title = title
        part.number = says.number or number or (line.number if line.ordered else None) or part.number
        part.kind, part.minutes = says.kind or part.kind, says.minutes or part.minutes
        part.heading, part.styled, part.listed, part.last = line, bool(line.level), listed, line
        if listed:
            self.announced.setdefault(key_of(title), part)
        else:
            self.announced = {key: each for key, each in self.announced.items() if each is not part}
        return part

    # -- lines that are no headings ----------------------------------------------------------------------------------

    def content(self, line: Line) -> None:
        """A line with a label or tag of its own, an entry of an agenda, or a line of the field it stands in."""
        run = self._run_at(line)
        agenda = run.names[:1] == ("agenda",)
        if agenda and self._agenda_entry(line, run):
            return
        text = line.text
        found = self.naming.valued(text)
        if found and self._valued(line, found, run):
            return
        tag = self.naming.tag(text)
        in_actions = "action_items" in run.names and tag is not None and tag.stop is not None
        if tag and tag.named.names[0] in _FIELDS and not in_actions and self._tagged(line, tag):
            return
        if self._listed_item(line, run):
            return
        if (not run.names or run.names[0] in CONTAINERS) and _BOX.match(text):
            self._tagged(line, Labelled(Named(("action_items",)), 0, is_tag=True))
            return
        if self._is_behind(run, line):
            run = self.open(run.part, None)
        elif self._goes_on_with_people(line):
            return
        self.put(run, line)

    def _is_behind(self, run: Run, line: Line) -> bool:
        """Whether a line in plain text stands behind the list of a field: a remark, a signature, another's words."""
        if line.listed or not run.names or run.names[0] not in _LISTS or line.text[:1] in "→⇒-=>" or _BOX.match(line.text):
            return False
        return any(each.listed and each.indent > line.indent for each in run.lines)

    def _goes_on_with_people(self, line: Line) -> bool:
        """Whether a line goes on with the attendees above it: 当社　湯浅、モハン below 出席者：貴社　浅利様."""
        before = self.runs[-1]
        if before.names[:1] != ("attendees",) or not before.lines or len(line.text) > _LONGEST:
            return False
        match = _OF_SIDE.match(line.text)
        if match is None or People(self.theirs).side_of(match[1]) is None:
            return False
        self.put(before, line)
        return True

    def _agenda_entry(self, line: Line, run: Run) -> bool:
        first = next((each.indent for each in run.lines), line.indent)
        if line.indent > first:
            return False
        while self.subs and self.subs[-1].indent >= line.indent and self.subs[-1].run is not run:
            self.subs.pop()
        found = self.naming.tag(line.text)
        if found and found.named.names[0] in _FIELDS and found.is_tag and not self.naming.words.is_none(line.text):
            return False
        if self.naming.words.is_none(line.text) or line.text[:1] in ">→⇒":
            return False
        run.lines.append(line)
        says = parse_item_heading(line.text)
        if self.meeting.last is None:
            self.meeting.last = line
        text = line.text.strip(_MARKS)
        if match := _NUMBERED_TOPIC.match(text):
            part = self.new_item(line, text[match.end() :], _digits(match[1]), listed=True)
        else:
            part = self.new_item(line, text.rstrip("：:"), says.number, listed=True)
        self.subs.append(Sub(line.indent, self.open(part, None), is_item=True))
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
        if empty and (line.listed or name not in HEADER | _FIELDS):
            return False
        self._value(line, found)
        return True

    def _may_be(self, line: Line, name: str, run: Run) -> bool:
        """Whether a label with a value means its field here."""
        now = run.names[0] if run.names else ""
        if name in HEADER - {"next"}:
            if now == "next" and name in ("date", "place", "attendees"):
                return False
            before = not self.items or all(item.listed for item in self.items)
            return (before and now not in _FIELDS) or (name in ("attendees", "absent") and now not in _FIELDS)
        if name == "agenda" and now == "next":
            return False
        if name in _FIELDS | {"next"}:
            deeper = bool(run.lines) and line.indent > run.lines[0].indent and now in _FIELDS
            return not (deeper and name in _OF_ITEMS) and not (name in _OF_ITEMS and now in ("decisions", "action_items"))
        return name == "agenda" and not self.items

    def _value(self, line: Line, found: Labelled) -> None:
        """Gives the value behind a label to its field, and to the same field what is below it."""
        name = found.named.names[0]
        while self.subs and self.subs[-1].indent >= line.indent:
            self.subs.pop()
        run = self.open(self._part(), found.named)
        value = line.part(found.start)
        if value.text:
            self.put(run, value)
            if name in _FIELDS and not found.is_tag and name not in _OF_ITEMS:
                run = self.open(run.part, found.named)
        following = self._next()
        is_text = name in HEADER | _OF_ITEMS
        if is_text and value.text and following and following.listed and not _ONLY_WHOSE.match(value.text):
            return
        self.subs.append(Sub(line.indent, run))

    def _tagged(self, line: Line, tag: Labelled) -> bool:
        while self.subs and self.subs[-1].indent >= line.indent:
            self.subs.pop()
        run = self.open(self._part(), tag.named)
        self.put(run, line.part(tag.start, tag.stop))
        self.subs.append(Sub(line.indent, run))
        return True

    def _listed_item(self, line: Line, run: Run) -> bool:
        """Whether an entry of a list is an item: a number or bold words with more below them, where none is named."""
        if run.names and run.names[0] not in ("discussion", "agenda", "other"):
            return False
        if not line.listed or len(line.text) > _LONGEST or run.part is not self.meeting:
            return False
        following = self._next()
        deeper = following is not None and following.indent > line.indent
        if not (line.ordered or line.number is not None or line.is_bold()):
            return False
        if not deeper and (line.is_bold() or _SENTENCE.search(line.text) or len(line.text) > 40):
            return False
        while self.subs and self.subs[-1].indent >= line.indent:
            self.subs.pop()
        part = self.new_item(line, line.text.strip(_MARKS).rstrip("：:"))
        self.subs.append(Sub(line.indent, self.open(part, None), is_item=True))
        return True

    # -- where lines go ----------------------------------------------------------------------------------------------

    def _run(self, part: Part, names: tuple[str, ...]) -> Run:
        run = Run(part, names)
        self.runs.append(run)
        return run

    def open(self, part: Part, named: Named | None) -> Run:
        """A new run of lines of one field; what is about the meeting itself goes to that wherever it stands."""
        names = named.names if named else ()
        if names == ("when",):
            names = ("date", "attendees")
        if names and names[0] in HEADER | {"agenda", "carried", "to_ask"}:
            part = self.meeting
        run = self._run(part, names)
        if named:
            run.side, run.who = named.side, named.who
            part.labels.update(_FIELDS.intersection(names))
        return run

    def inside(self, form: str, run: Run, lines: Sequence[Line]) -> None:
        """Reads ``lines`` as what stands in a frame of its own, such as a cell."""
        depth = len(self.frames.stack)
        self.subs.clear()
        self.frames.stack.append(Frame(form, run, False))
        self.read(lines)
        self.subs.clear()
        del self.frames.stack[depth:]

    def put(self, run: Run, line: Line) -> None:
        """Gives a line to a run."""
        run.lines.append(line)
        run.part.last = line

    def _run_at(self, line: Line) -> Run:
        """The run that a line at its indentation belongs to."""
        while self.subs and self.subs[-1].indent >= line.indent:
            self.subs.pop()
        return self.subs[-1].run if self.subs else self.frames.run

    def _part(self) -> Part:
        """The part that a label here belongs to."""
        inner = next((sub.run.part for sub in reversed(self.subs) if sub.is_item), None)
        return inner or self.frames.part


def _digits(text: str) -> int | None:
    if text in "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳":
        return "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳".index(text) + 1
    return int(text) if text.isdigit() else None
