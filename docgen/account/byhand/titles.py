"""Items of minutes: which lines begin one, what they are called, and which of them the agenda announced."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, NamedTuple

from docgen.account.byhand.frames import Frame
from docgen.account.byhand.lines import Line
from docgen.account.byhand.naming import HEADER
from docgen.account.byhand.outlines import NUMBER
from docgen.account.byhand.parts import Part, key_of, same_item
from docgen.account.byhand.scopes import FIELDS, Scopes
from docgen.account.byhand.set_off import PICTURES, WITHIN
from docgen.account.words import parse_item_heading

_TOPIC: Final = re.compile(
    r"[【\[［〔<＜]?\s*(?:議題|論点|議案|テーマ|トピック|agenda(?: item)?|topic|item)\s*[#＃]?\s*"
    r"(?P<number>[0-9０-９]{1,2}|[①-⑳]|[A-ZＡ-Ｚ](?![A-Za-z]))\s*[】\]］〕>＞]?\s*[:：.．)）、-]?\s*(?=\S)"
    r"|[【\[［〔(（]?\s*第\s*(?P<bill>[0-9０-９]{1,2})\s*号?\s*(?:議案|議題)\s*[】\]］〕)）]?[\s:：.．、-]*(?=\S)",
    re.IGNORECASE,
)
_OUTLINED: Final = re.compile(
    r"(?:[0-9]{1,2}(?:[.-][0-9]{1,2}){1,3}[.)]?\s+|[(（](?P<number>[0-9０-９]{1,2})[)）]\s*)(?=\S)"
)
"""A number that counts within a part (3.1), or stands in brackets."""
_PLAIN_NUMBER: Final = re.compile(r"([0-9０-９]{1,2})[ \u3000]+(?![月日年件つ個人名社章月])(?=[^\W\d])")
SENTENCE: Final = re.compile(r"[。．.!?！？]\s*\Z|ました|です\Z|ます\Z")
WRAPPED: Final = re.compile(r"[【≪《〈＜<［\[](.{1,60})[】≫》〉＞>］\]]\Z")
MARKS: Final = " \u3000■◆▼▶►★◇◎□●○▲△▽◼❏❖➤#＃*_"


class Topic(NamedTuple):
    """A line that says that it is an item: 議題1：…, 第２号議案 …."""

    number: int | None
    start: int
    """Where its title begins."""


def numbered_topic(text: str) -> Topic | None:
    """What a line says of itself in front, where it says that it is an item."""
    match = _TOPIC.match(text)
    return Topic(digits(match["number"] or match["bill"]), match.end()) if match else None


@dataclass(slots=True)
class Titles(Scopes):
    """Finds the items."""

    def item(self, line: Line, form: str) -> None:
        """A heading that is no label."""
        self.frames.close(form)
        text = line.text.strip(MARKS)
        if wrapped := WRAPPED.match(text):
            text = wrapped[1].strip()
        if line.form and line.form > PICTURES:
            text = text.removeprefix(line.form).strip("\ufe0f ")
        tag = self.naming.tag(text)
        if topic := numbered_topic(text):
            self.open_item(line, form, text[topic.start :].strip(), topic.number)
        elif tag and tag.named.names == ("topic",):
            self.open_item(line, form, text[tag.start : tag.stop].strip(), None)
        else:
            self.open_item(line, form, text, None)

    def open_item(self, line: Line, form: str, text: str, number: int | None) -> None:
        """Begins an item with a heading in a form."""
        self.frames.close(form)
        self.frames.close_fields()
        part = self.new_item(line, text, number)
        self.frames.stack.append(Frame(form, self.open(part, None), True))
        self.number(line)

    def number(self, line: Line) -> None:
        """Remembers the number of a heading."""
        if line.number is not None:
            self.numbers[line.form] = line.number

    def new_item(self, line: Line, text: str, number: int | None = None, *, listed: bool = False) -> Part:
        """The item that begins with ``line`` and is called ``text``: one that the agenda named, or a new one."""
        if match := _OUTLINED.match(text):
            text, number = text[match.end() :], number or digits(match["number"] or "")
        if line.level and (match := _PLAIN_NUMBER.match(text)):
            text, number = text[match.end() :], number or int(match[1])
        if listed and (match := NUMBER.match(text)) and int(match[1]) == len(self.items) + 1:
            text, number = text[match.end() :], int(match[1])
        if line.form == "A." and text.startswith(line.text[: line.rest]):
            text = text[line.rest :]
        says = parse_item_heading(line.leaf.marked.shown(text))
        title = says.title.strip().strip("*_").strip()
        part = None if listed else same_item(self.announced, title)
        if part is None:
            part = Part(title=title)
            self.items.append(part)
        else:
            self.announced.pop(key_of(part.title), None)
        part.title = title
        part.number = says.number or number or (line.number if line.ordered else None) or part.number
        part.kind, part.minutes = says.kind or part.kind, says.minutes or part.minutes
        part.heading, part.styled, part.listed, part.last = line, bool(line.level), listed, line
        if listed:
            self.announced.setdefault(key_of(title), part)
        return part

    def is_beside(self, line: Line) -> bool:
        """Whether a line goes on with what a heading of its form above it began."""
        if line.number is None:
            return self.frames.find(self.form_of(line)) is not None and (line.form not in "●○□" or self.is_above(line))
        before = self.run_at(line).lines
        last = before[-1] if before else None
        if last and last.number == line.number - 1 and (not last.form or last.form == line.form):
            return False
        return self.numbers.get(line.form) == line.number - 1

    def begins(self, line: Line, form: str) -> bool:
        """Whether a line begins a heading in a form that none above it has."""
        run = self.run_at(line)
        in_field = bool(run.names) and run.names[0] in FIELDS | HEADER | {"to_ask", "carried"}
        if line.form in ("■", "□") and (in_field and any(each.form in ("■", "□") for each in run.lines)):
            return False
        if line.form == WITHIN:
            return not in_field
        if line.number is not None:
            if run.names[:1] == ("agenda",):
                return self.has_text(line)
            if in_field and run.names[0] not in ("date", "place", "attendees", "absent", "when", "title"):
                return False
            if run.names[:1] == ("attendees",) and not (form[0] == "b" or self.has_text(line)):
                return False
            return self.is_above(line) or (not SENTENCE.search(line.text) and len(line.text) <= 50)
        if line.form in ("●", "○", "□", "◎", "★"):
            return not in_field and self.is_above(line) and not SENTENCE.search(line.text)
        if line.form:
            if line.form in "【≪《〈＜<" and not WRAPPED.match(line.text):
                return False
            return not (in_field and line.form in "<＜〈") and (self.is_above(line) or not in_field)
        if in_field and self.frames.stack and self.frames.stack[-1].level < 7:
            return False
        return not SENTENCE.search(line.text) and self.following() is not None and (not in_field or form in ("b",))

    def is_answer(self) -> bool:
        """Whether the line above is a question: Q. … A. …"""
        before = self.lines[self.at - 1] if self.at else None
        return isinstance(before, Line) and before.text[:1] in "QＱ"

    def is_topic_line(self, line: Line) -> bool:
        """Whether 議題：A begins an item: there are more of them, or it is written Topic: as in a log."""
        if line.text[:1].isascii():
            return True
        return sum(not n.listed for n in self.starting(line.text[:2])) > 1


def digits(text: str) -> int | None:
    if text in "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳":
        return "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳".index(text) + 1
    return int(text) if text.isdigit() else None
