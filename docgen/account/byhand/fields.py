"""The lines of the fields of a meeting, as entries and action items."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any, Final, Literal, cast

from docgen.account.actions import Said, action_item, action_row
from docgen.account.actions.persons import forms, is_known, is_personal
from docgen.account.actions.shadow import shadow
from docgen.account.byhand.builder import Builder
from docgen.account.byhand.company import company
from docgen.account.byhand.frames import CONTAINERS
from docgen.account.byhand.head import is_called
from docgen.account.byhand.lines import Line
from docgen.account.byhand.mail import correspondents, who_came
from docgen.account.byhand.nesting import Read, each_of, is_day, is_everyone, is_person, nested
from docgen.account.byhand.parts import Part, Row, Run
from docgen.account.byhand.people import People, bare
from docgen.account.byhand.shapes import may_be_task, tasks
from docgen.account.dates import resolve
from docgen.account.labels import labels
from docgen.account.model import ActionItem, Entry, Span, Status
from docgen.account.words import READ_BOX, box_at
from docgen.document.nodes import Run as Text
from docgen.document.walk import Cursor
from docgen.document.wire.lines import Marked, agreed
from docgen.document.wire.styles import is_struck

ANSWERED: Final = ("views", "decisions", "action_items")
_ENTRIES: Final = ("views", "decisions", "open_points", "to_ask")
_MARKED: Final = re.compile(r"\s*(?:[■◆▼▶►★◇◎□●○▲△▽◼❏❖➤]\s*|(?:→|⇒|->|=>)\s*)")
_NOBODY: Final = frozenset({"we", "i", "all", "全員", "各自", "we'll"})
"""Owners that a sentence may name without being about something to do: we will use Slack."""
_MAIL_AT_MOST: Final = 8
"""Lines in which a mail says between whom it went."""
LONGEST: Final = 60
"""Characters in which a tag in front of a line ends."""
_HASHED: Final = re.compile(r"(?:#action|\bACTION|\bTODO|\bAI)\b:?\s+([a-z][\w-]*) to [a-z]")
"""As people in chats write it: ACTION: fen to order the disk."""
_ID: Final = re.compile(
    r"(?:AD|DEC|D|ACT|AI|AP|A|TODO|TD|T)(?:-[0-9]{1,4}[:：.)）]?|[0-9]{1,4}[:：.)）])[ \u3000]\s*(?=\S)"
)
"""The name of an entry in a register: AD-14: …"""
_BOXES: Final = frozenset("".join(READ_BOX))
EMPTY: Final = re.compile(r"[\s\-‐–—―ー－_＿.…・*/／|｜]*\Z")
_BESIDE_NONE: Final = re.compile(r"\s*[(（][^()（）]*[)）]\s*\Z")
_WITHIN: Final = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}[.)]?[ \u3000]+(?=[\u3040-\u9fff]|[A-Z][a-z])")
"""A number that counts within an item: 1.2 受付は4名にする."""


@dataclass(slots=True)
class Fields:
    """What is answered in each part of a meeting."""

    tab: str
    builder: Builder
    reference: date | None
    people: People
    next_meeting: str = ""
    known: frozenset[str] | None = None
    """How the people in it may be called."""
    answers: dict[int, dict[str, Any]] = field(default_factory=dict)
    """Of each part, by its ``id()``."""
    mailed: frozenset[str] | None = None
    prose: list[tuple[Part, int, Line]] = field(default_factory=list)
    """Lines of which nothing tells what they are, with their part and their place among its notes."""

    def take(self, run: Run) -> None:
        """Gives the lines of a run to its field."""
        name = run.names[0] if run.names else ""
        said = self.answers[id(run.part)]
        if name in ("agenda", "attendees"):
            return
        if name in ("stance", "because", "ask", "materials"):
            self._texts(run, name)
        elif name == "goal":
            said["goal"] += [line.shown() for line in run.lines]
        elif name == "carried":
            said.setdefault("carried", []).extend(self._read(run, said))
        elif name in (*_ENTRIES, "action_items") or "action_items" in run.names:
            self._entries(run, said)
        else:
            self._notes(run, said)

    def _notes(self, run: Run, said: dict[str, Any]) -> None:
        """Lines of which no label tells what they are: notes, but for lists that are action items by their shape."""
        found: list[Line] = []
        if any(map(may_be_task, run.lines)):
            is_section = run.part is not self.builder.meeting and self.is_somebody(run.part.title)
            whose = run.part.title if is_section else ""
            found = list(tasks(run.lines, lambda line: self.said_of(Read(line)), self.reference, whose=whose))
        if found:
            ids = set(map(id, found))
            mine = Run(run.part, ("action_items",), found, who=whose)
            said["action_items"] += [item for item, _ in self._read(mine, said)]
            run = Run(run.part, run.names, [line for line in run.lines if id(line) not in ids])
        self._prose(run, said)

    def _prose(self, run: Run, said: dict[str, Any]) -> None:
        if not run.names or run.names[0] in CONTAINERS:
            self.prose += [(run.part, len(said["notes"]) + n, line) for n, line in enumerate(run.lines)]
        said["notes"] += [self.entry(line, whole=True) for line in run.lines]

    def is_somebody(self, text: str) -> bool:
        if (
            text in self.people
            or is_known(text, self.correspondents())
            or (len(text) <= 12 and is_called(text))
            or (len(text) <= 20 and (is_person(text) or is_personal(shadow(text))))
        ):
            return True
        several = each_of(text) if len(text) <= LONGEST else []
        return bool(several) and all(each in self.people or is_everyone(each) for each in several)

    def _texts(self, run: Run, name: str) -> None:
        """A field that is text as a whole: that of an item."""
        part = run.part
        if part is self.builder.meeting:
            if len(self.builder.items) != 1 or name == "materials":
                self._prose(Run(part, (), run.lines), self.answers[id(part)])
                return
            part = self.builder.items[0]
        self.answers[id(part)][name] += [line.shown() for line in run.lines]

    def _read(self, run: Run, said: dict[str, Any]) -> Iterator[tuple[ActionItem, Cursor]]:
        """The action items in a run, each with its paragraph."""
        rows = {id(row.line): row for row in run.rows}
        lines = [line for line in run.lines if not EMPTY.match(line.text)]
        by_leaf = {(id(row.line.leaf), row.line.text): row for row in run.rows}
        topics: list[Line] = []
        for read in nested(lines, topics, people=self.is_somebody):
            row = by_leaf.get((id(read.line.leaf), read.line.text)) if rows else None
            if row is not None:
                topics += read.under
                yield self.action(row.line, self._row(row), run, read.who), row.line.leaf
            elif self._is_none(read.line):
                self._answer_none(run, said)
                topics += read.under
            else:
                yield self.action(read.line, self._due_with(read), run, read.who), read.line.leaf
        said["notes"] += [self.entry(line, whole=True) for line in topics]

    def _entries(self, run: Run, said: dict[str, Any]) -> None:
        if run.names[0] == "action_items" and len(run.names) == 1:
            said["action_items"] += [item for item, _ in self._read(run, said)]
            return
        name = run.names[0]
        if name not in (*_ENTRIES, "action_items"):
            name = next((each for each in run.names if each in (*_ENTRIES, "action_items")), "notes")
        compound = "action_items" in run.names
        rows = {(id(row.line.leaf), row.line.text): row for row in run.rows}
        lines = [line for line in run.lines if not EMPTY.match(line.text)]
        topics: list[Line] = []
        for read in nested(lines, topics, people=self.is_somebody if compound else None):
            line = read.line
            if rows and (row := rows.get((id(line.leaf), line.text))):
                topics += read.under
                said["action_items"].append(self.action(row.line, self._row(row), run, read.who))
            elif self._is_none(line):
                self._answer_none(run, said)
                topics += read.under
            elif compound and self._acts(action := self.said_of(read), line, read.who):
                said["action_items"].append(self.action(line, action, run, read.who))
            elif name == "action_items":
                said[name].append(self.action(line, self.said_of(read), run, read.who))
            elif name == "to_ask":
                self.answers[id(self.builder.meeting)]["to_ask"].append(self.entry(line, read.under))
            elif name == "decisions" and self._is_open(line):
                said["open_points"].append(self.entry(line, read.under))
            else:
                said[name].append(self.entry(line, read.under))
        said["notes"] += [self.entry(line, whole=True) for line in topics]

    def _is_open(self, line: Line) -> bool:
        """Whether what stands as a decision says that nothing was decided: 継続審議, Open: the rate for 2027."""
        if len(line.text) > LONGEST:
            return False
        naming = self.builder.naming
        found = (
            naming.bare(re.split("[。.:：]", line.text, maxsplit=1)[0])
            or ((tag := naming.tag(line.text)) and tag.named)
            or None
        )
        return found is not None and found.names[0] == "open_points"

    def _acts(self, said: Said, line: Line, who: str) -> bool:
        """Whether a line under a compound label is an action item: it has a box, an owner or a due date."""
        people = [owner for owner in said.owners if folded(owner) not in _NOBODY]
        return bool(people or said.due_text or box_at(line.text) or who)

    def _answer_none(self, run: Run, said: dict[str, Any]) -> None:
        said["answered_none"] += [name for name in run.names if name in ANSWERED]

    def _is_none(self, line: Line) -> bool:
        text = _unmarked(line) if len(line.text) <= 24 else ""
        return bool(text) and (labels().is_none(text) or labels().is_none(_BESIDE_NONE.sub("", text)))

    def entry(self, line: Line, under: Sequence[Line] = (), *, whole: bool = False) -> Entry:
        text = line.leaf.marked.shown(line.text if whole else _unmarked(line))
        if whole and line.whole:
            text = line.leaf.marked.shown(line.whole)
        details = tuple(each.shown() for each in under)
        return Entry(text=text, details=details, span=self._span(line.leaf))

    # -- action items ------------------------------------------------------------------------------------------------

    def said_of(self, read: Read) -> Said:
        line = read.line
        text = _once_boxed(line.text) if line.text[:1] in _BOXES and box_at(line.text) else _unmarked(line)
        return action_item(
            line.leaf.marked,
            text,
            self.reference,
            under=[each.marked for each in read.under],
            next_meeting=self._next_day(),
            known=self._known() | {hashed[1]}
            if line.whole and (hashed := _HASHED.search(line.whole[:LONGEST]))
            else self._known(),
        )

    def _due_with(self, read: Read) -> Said:
        """What a line says, due with the others below a line that names a day."""
        said = self.said_of(read)
        if not read.when or said.due_text or self.reference is None:
            return said
        return said._replace(due_text=read.when, due=resolve(read.when, self.reference))

    def _row(self, row: Row) -> Said:
        task = Marked(_unmarked(row.line), row.line.leaf.marked.chips)
        return action_row(
            cast("Mapping[Any, Marked]", {**row.cells, "task": task}),
            self.reference,
            under=[each.marked for each in row.under],
            next_meeting=self._next_day(),
            known=self._known(),
        )

    def correspondents(self) -> frozenset[str]:
        """The forms of those between whom the minutes went as a mail, or who came as a sentence at the top says."""
        if self.mailed is None:
            lines = islice((line.text for run in self.builder.runs for line in run.lines), _MAIL_AT_MOST)
            self.mailed = forms(name for text in lines for name in (*correspondents(text), *who_came(text)))
        return self.mailed

    def _known(self) -> frozenset[str]:
        if self.known is None:
            known = forms(name for names in self.people.found.values() for name in names) | self.correspondents()
            runs = (run for run in self.builder.runs if {"action_items", "carried"}.intersection(run.names))
            self.known = known | company((run.lines for run in runs), known)
        return self.known

    def _next_day(self) -> date | None:
        return date.fromisoformat(self.next_meeting[:10]) if self.next_meeting else None

    def action(self, line: Line, said: Said, run: Run, who: str) -> ActionItem:
        owners, side = tuple(each for owner in said.owners for each in self._apart(owner)), said.side
        named, until = (who or run.who), ""
        if is_day(named):
            named, until = "" if who else named, named
        if run.who and is_day(run.who):
            named, until = who, run.who
        both = each_of(named) if named else ()
        if until == "" and (days := [each for each in both if self._is_day(each)]) and len(days) < len(both):
            until, both = days[0], [each for each in both if each not in days]  # Action (Tom, 30 Oct): …
        if until and not said.due_text and self.reference is not None:
            said = said._replace(due_text=until, due=resolve(until, self.reference, self._next_day()))
        if not owners and named:
            several = [bare(each) or each for each in both]
            owners = (named,) if run.side or _is_side(named) else tuple(several)
        if side == "unknown":
            side = cast("Literal['ours', 'theirs', 'unknown']", run.side or "unknown")
        status = Status.DONE if _struck(line.leaf, said.text) else said.status
        return ActionItem(
            text=said.text,
            owners=owners,
            due=said.due.isoformat() if said.due else None,
            due_text=said.due_text,
            side=side,
            status=Status.OPEN if status is Status.UNKNOWN else status,
            details=said.details,
            span=self._span(line.leaf),
        )

    def _apart(self, owner: str) -> Sequence[str]:
        """Each of two who are called by one title: 内海と真鍋さん."""
        both = each_of(owner) if "と" in owner else ()
        return both if len(both) > 1 and all(map(self.is_somebody, both)) else (owner,)

    def _is_day(self, text: str) -> bool:
        """Whether one of those named together is when rather than who; May alone is somebody."""
        several = " " in text and self.reference is not None and resolve(text, self.reference) is not None
        return several or is_day(text)

    def _span(self, leaf: Cursor) -> Span:
        return (self.tab, leaf.start, leaf.end - 1)


def _unmarked(line: Line) -> str:
    """A line without the number or mark that it is set off by."""
    text = line.text
    if text[:1] in "ADT" and (found_id := _ID.match(text)):
        return text[found_id.end() :]
    if line.number is not None and line.form != "A." and line.rest < len(text):
        return text[line.rest :].lstrip()
    if text[:1] in _BOXES and (found := box_at(text)):
        return text[found[1] :].lstrip()
    if "0" <= text[:1] <= "9" and (within := _WITHIN.match(text)):
        return text[within.end() :]
    match = _MARKED.match(text) if line.form or text[:1] in "→⇒-=" else None
    return text[match.end() :] if match and match.end() < len(text) else text


def _once_boxed(text: str) -> str:
    """A line whose box a page has twice, once as it looks and once as it is ticked."""
    found = box_at(text)
    rest = text[found[1] :].lstrip() if found else ""
    return rest if found and rest.startswith(text[slice(*found)]) else text


def _is_side(text: str) -> bool:
    return is_person(text) and bare(text) == text


def _struck(leaf: Cursor, text: str) -> bool:
    """Whether a whole line is struck through, or ``text``, what is to be done, in it."""
    runs = [e for e in agreed(leaf.paragraph.elements) if isinstance(e, Text) and any(map(str.isalnum, e.text))]
    struck = [run for run in runs if is_struck(run.style)]
    return bool(struck) and (len(struck) == len(runs) or text in "".join(run.text for run in struck))


def folded(name: str) -> str:
    """A name as it is compared."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())
