"""A meeting's block brought to another time, title or people: only the words of its head that say so are touched.

The head is its heading and the lines under 日時・参加者. A line that people have written anew, so that docgen cannot
tell which words say what, stays, and is told. What docgen wrote and now writes anew is noted as its own again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import pairwise

from docgen.account import chips as reading
from docgen.account.called_off import title_in, without_mark
from docgen.account.dates import Language, TimeSpan, meeting_heading, parse_heading, parse_time_span, time_span
from docgen.account.dates.moving import Change, changed, moved_heading, moved_line
from docgen.account.labels import labels, split_label
from docgen.account.model import Attendees
from docgen.account.outline import FACT, Block
from docgen.account.words import NAMES
from docgen.account.written import HEAD, WROTE, Field, Key, hash_of, wrote
from docgen.document.chipped import chipped, parts_of
from docgen.document.tabs import NamedRange, Tab
from docgen.document.walk import Cursor
from docgen.render.chips import NO_CHIPS, Chips
from docgen.render.in_place import Edit, applied, edits


class Part(StrEnum):
    """What of a block's head says something."""

    HEADING = "heading"
    """The day in the heading."""
    TITLE = "title"
    WHEN = "when"
    OURS = "ours"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a block is to say; None stays as it is."""

    when: TimeSpan | None = None
    title: str | None = None
    attendees: Attendees | None = None


@dataclass
class Reworded:
    """What makes a block say it."""

    edits: list[Edit] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    """Id of a named range of facts → the name that it is to have."""
    changed: list[Part] = field(default_factory=list)
    kept: dict[Part, str] = field(default_factory=dict)
    """What stays though it should be another, and the line as it stands; empty where there is none."""


def reworded(tab: Tab, block: Block, wanted: Wanted, language: Language, chips: Chips = NO_CHIPS) -> Reworded:
    """What makes ``block`` say what is ``wanted``. New words are in ``language``, people of ours ``chips`` where on."""
    made = Reworded()
    old = date.fromisoformat(block.date) if block.date else None
    own = _own(block)
    _heading(block, wanted, language, chips, made, own=own.get("heading", False))
    lines = list(_lines(block, old))
    if wanted.when:
        _when([line for line in lines if line.part is Part.WHEN], old, wanted.when, language, chips, made)
    if wanted.attendees:
        theirs = wanted.attendees.theirs
        for part, names in ((Part.OURS, wanted.attendees.ours), (Part.THEIRS, theirs)):
            shown = chips.beside(theirs) if part is Part.OURS else NO_CHIPS
            _people([line for line in lines if line.part is part], part, names, language, shown, made)
    made.facts.update(_noted(tab, block, lines, made.edits, own))
    return made


def noted(tab: Tab, block: Block, wanted: Sequence[Edit]) -> dict[str, str]:
    """The facts of ``block`` that are to have another name, once ``wanted`` has changed what docgen wrote there."""
    old = date.fromisoformat(block.date) if block.date else None
    return _noted(tab, block, list(_lines(block, old)), wanted, _own(block))


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the head that says when, or who."""

    leaf: Cursor
    part: Part
    value: int
    """Where what it says begins: code points of ``Cursor.marked.text``."""


def _lines(block: Block, on: date | None) -> Iterator[_Line]:
    """The lines that are read, as the reader does."""
    words, timed = labels().lines, False
    for group in block.top.groups():
        if group.name not in ("when", None):
            continue
        for leaf in (*([group.label] if group.inline and group.label else []), *group.lines):
            line = leaf.marked
            front, value = split_label(line.text)
            name = words.name(line.shown(front))
            at = len(front) + 1 if len(front) < len(line.text) else len(front)
            if name in ("ours", "theirs"):
                yield _Line(leaf, Part(name), at)
            elif name == "time" and not value.strip() and not timed:
                yield _Line(leaf, Part.WHEN, at)
            elif not timed and parse_time_span(line.exact(value if name == "time" else line.text), on):
                timed = True
                yield _Line(leaf, Part.WHEN, at if name == "time" else 0)


def _heading(block: Block, wanted: Wanted, language: Language, chips: Chips, made: Reworded, *, own: bool) -> None:
    if block.headless:
        made.kept.update({Part.HEADING: ""} if wanted.when else {})
        return
    leaf, text = block.heading, block.heading.exact
    changes: list[Change] = []
    if wanted.when:
        moved = moved_heading(text, wanted.when, language)
        if moved is None or edits(leaf, moved) is None:
            made.kept[Part.HEADING] = text
        elif moved:
            changes += moved
            made.changed.append(Part.HEADING)
    if wanted.title is not None and wanted.title != without_mark(title_in(text)):
        renamed = _renamed(text, wanted.title) if own else None
        if renamed is None or edits(leaf, [renamed]) is None:
            made.kept[Part.TITLE] = text
        else:
            changes.append(renamed)
            made.changed.append(Part.TITLE)
    made.edits += edits(leaf, changes, chips) or []


def _renamed(text: str, title: str) -> Change | None:
    """What gives a heading as docgen wrote it another title; None where that cannot be told from the rest."""
    raw = title_in(text)
    old = without_mark(raw)
    at = text.rfind(old) if old else len(text)
    space = " " if not old and text[-1:] == ")" else ""
    change = Change(at, at + len(old), space + title)
    after = changed(text, [change])
    found, before = meeting_heading(after), meeting_heading(text)
    same = found is not None and before is not None and found.date == before.date
    return change if at >= 0 and same and without_mark(title_in(after)) == title and parse_heading(text) else None


def _when(
    lines: Sequence[_Line], on: date | None, when: TimeSpan, language: Language, chips: Chips, made: Reworded
) -> None:
    line = next((one for one in lines), None)
    if line is None:
        made.kept[Part.WHEN] = ""
        return
    text, at = line.leaf.exact, _exact(line)
    if text[at:].strip():
        found = moved_line(text[at:], on, when, language)
        changes = None if found is None else [Change(one.start + at, one.end + at, one.text) for one in found]
    else:
        changes = [Change(len(text), len(text), _gap(text, language) + time_span(when.start, when.end, language))]
    made_of = None if changes is None else edits(line.leaf, changes, chips)
    if made_of is None:
        made.kept[Part.WHEN] = text
    elif made_of:
        made.edits += made_of
        made.changed.append(Part.WHEN)


def _people(
    lines: Sequence[_Line], part: Part, names: Sequence[str], language: Language, chips: Chips, made: Reworded
) -> None:
    """Names that are gone go out, new ones come behind the others; the rest stays where it is."""
    there = [name for line in lines for _, _, name in _tokens(line)]
    if list(names) == there or set(names) == set(there):
        return
    if not lines:
        made.kept[part] = ""
        return
    added = [name for name in names if name not in there]
    found: list[Edit] = []
    for line in lines:
        last = line is lines[-1]
        changes = _names_changes(line, set(names), added if last else [], language, chips)
        more = edits(line.leaf, changes)
        if more is None:
            made.kept[part] = line.leaf.exact
            return
        found += more
    made.edits += found
    made.changed.append(part)


def _names_changes(
    line: _Line, names: set[str], added: Sequence[str], language: Language, chips: Chips
) -> list[Change]:
    text, tokens = line.leaf.exact, _tokens(line)
    stays = [name in names for _, _, name in tokens]
    changes: list[Change] = []
    number = 0
    while number < len(tokens):
        if stays[number]:
            number += 1
            continue
        first = number
        while number < len(tokens) and not stays[number]:
            number += 1
        start, end = tokens[first][0], tokens[number - 1][1]
        if first:
            start = tokens[first - 1][1]
        elif number < len(tokens):
            end = tokens[number][0]
        changes.append(Change(start, end, ""))
    if added:
        comma = "、" if language == "ja" else ", "
        between = [text[one[1] : other[0]] for one, other in pairwise(tokens)]
        comma = next((each for each in between if each), comma)
        new = chips.names(added, comma)
        if any(stays):
            at = tokens[-1][1]
            words = chipped((*parts_of(comma), *parts_of(new)))
        else:
            at = tokens[0][0] if tokens else len(text)
            words = new if tokens else chipped((*parts_of(_gap(text, language)), *parts_of(new)))
        same = next((one for one in changes if one.start <= at <= one.end), None)
        if same:
            changes.remove(same)
            changes.append(Change(same.start, same.end, words))
        else:
            changes.append(Change(at, at, words))
    return changes


def _tokens(line: _Line) -> list[tuple[int, int, str]]:
    """The names in a line: where each stands in ``Cursor.exact``, and how it reads."""
    marked = line.leaf.marked
    found: list[tuple[int, int, str]] = []
    for start, end in _between(marked.text, line.value):
        text = marked.text[start:end]
        names = list(reading.people(marked, text))
        parts = [(start + i, start + i + 1) for i, char in enumerate(text) if char.strip()]
        spans = parts if len(names) > 1 else [(start, end)]
        for (first, last), name in zip(spans, names, strict=False):
            at = len(marked.exact(marked.text[:first]))
            found.append((at, at + len(marked.exact(marked.text[first:last])), name))
    return found


def _between(text: str, at: int) -> Iterator[tuple[int, int]]:
    """What stands between commas, without spaces around it."""
    for match in (*NAMES.finditer(text, at), None):
        end = match.start() if match else len(text)
        word = text[at:end]
        if word.strip():
            first = at + len(word) - len(word.lstrip())
            yield first, first + len(word.strip())
        at = match.end() if match else end


def _exact(line: _Line) -> int:
    """Where what a line says begins in ``Cursor.exact``."""
    return len(line.leaf.marked.exact(line.leaf.marked.text[: line.value]))


def _gap(text: str, language: Language) -> str:
    return "" if language == "ja" or not text.strip() or text[-1:].isspace() else " "


def _own(block: Block) -> Mapping[str, bool]:
    """Which fields of a block's head still say what docgen wrote."""
    known = wrote(block.facts) if block.written and block.anchored else None
    if not known:
        return {}
    fields = _fields(block, list(_lines(block, date.fromisoformat(block.date) if block.date else None)), ())
    return {key.field: known[0].get(key) == hash_of(key, found) for key, found in fields.items()}


def _fields(block: Block, lines: Sequence[_Line], wanted: Sequence[Edit]) -> dict[Key, Field]:
    """The fields of the head as they are once ``wanted`` is carried out."""
    found = {Key(0, "heading"): Field() if block.headless else Field((applied(block.heading, wanted),))}
    for part in (Part.WHEN, Part.OURS, Part.THEIRS):
        mine = tuple(applied(line.leaf, wanted) for line in lines if line.part is part)
        found[Key(0, part.value)] = Field(mine, whole=len(mine) <= 1)
    return found


def _noted(
    tab: Tab, block: Block, lines: Sequence[_Line], wanted: Sequence[Edit], own: Mapping[str, bool]
) -> dict[str, str]:
    """Range of facts → its name with the hashes of what docgen writes in the place of what it wrote."""
    after = {key.field: hash_of(key, one) for key, one in _fields(block, lines, wanted).items() if own.get(key.field)}
    made = {}
    for one in _told(tab, block):
        front, found, hashes = one.name.rpartition(f";{WROTE}=")
        if not found:
            continue
        for number, name in enumerate(HEAD):
            if name in after and len(hashes) >= 2 * number + 2:
                hashes = hashes[: 2 * number] + after[name] + hashes[2 * number + 2 :]
        if front + found + hashes != one.name:
            made[one.id] = front + found + hashes
    return made


def _told(tab: Tab, block: Block) -> Iterator[NamedRange]:
    return (one for one in tab.ranges if one.name.startswith(f"{FACT}{block.id}:") and not one.segment)
