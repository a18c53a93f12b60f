"""What was read from minutes, in a form that fits on a few lines.

``# 2026-12-01 定例`` is a meeting, ``## 1 題名`` an item; below either ``!`` is a decision, ``*`` an action item
(owners, due date, status where it is not open), ``"`` a view, ``?`` an open point, ``.`` a note, and ``>`` what is
nested.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from docgen.account.minutes import read_imported
from docgen.account.model import AccountDocument, ActionItem, AgendaItem, Answers, Entry, Meeting, Status
from docgen.formats.importing import parse

NOW = datetime(2026, 12, 20, 12, tzinfo=UTC)


def read(text: str, *, name: str = "minutes", suffix: str = ".md") -> AccountDocument:
    """The document that a file of minutes is read as."""
    return read_imported(parse(suffix, text.encode(), name), now=NOW)


def shown(document: AccountDocument, *, notes: bool = False) -> str:
    """All that was read, without the notes unless they are asked for."""
    return "\n".join(line for meeting in document.meetings for line in _meeting(meeting, notes))


def as_read(text: str, *, name: str = "minutes", suffix: str = ".md", notes: bool = False) -> str:
    """The same of a text."""
    return shown(read(text, name=name, suffix=suffix), notes=notes)


def _meeting(meeting: Meeting, notes: bool) -> Iterator[str]:
    yield f"# {meeting.date or '-'} {meeting.title}".rstrip()
    if "T" in meeting.start:
        yield f"at {meeting.start[11:]}{'-' + meeting.end[11:] if meeting.end else ''}"
    people = meeting.attendees
    sides = (("ours", people.ours), ("theirs", people.theirs), ("others", people.others))
    if any(names for _, names in sides):
        yield "with " + "; ".join(f"{side}: {', '.join(names)}" for side, names in sides if names)
    if meeting.goal:
        yield f"goal {meeting.goal}"
    yield from _answers(meeting, notes)
    for item in meeting.items:
        yield from _item(item, notes)
    for carried in meeting.carried:
        yield f"carried {_action(carried)}"
    for entry in meeting.to_ask:
        yield f"ask next {entry.text}"
    if meeting.next_text:
        yield f"next {meeting.next_meeting or '-'} | {meeting.next_text}"
    for heading in meeting.headings_in_tables:
        yield f"in table {heading.text}"


def _item(item: AgendaItem, notes: bool) -> Iterator[str]:
    kind = f" ({item.kind.value})" if item.kind else ""
    yield f"## {item.number} {item.title}{kind}{f' {item.minutes}min' if item.minutes else ''}"
    for mark, text in (("stance", item.stance), ("because", item.because), ("ask", item.ask)):
        if text:
            yield f"{mark} {text}"
    for text in item.materials:
        yield f"material {text}"
    yield from _answers(item, notes)


def _answers(part: Answers, notes: bool) -> Iterator[str]:
    for mark, entries in (('"', part.views), ("!", part.decisions)):
        yield from (line for entry in entries for line in _entry(mark, entry))
    for action in part.action_items:
        yield f"* {_action(action)}"
        yield from (f"  > {line}" for line in action.details)
    yield from (line for entry in part.open_points for line in _entry("?", entry))
    for name in part.answered_none:
        yield f"none {name}"
    if notes:
        yield from (line for entry in part.notes for line in _entry(".", entry))


def _entry(mark: str, entry: Entry) -> Iterator[str]:
    yield f"{mark} {entry.text}"
    yield from (f"  > {line}" for line in entry.details)


def _action(item: ActionItem) -> str:
    side = "" if item.side == "unknown" else f" {item.side}"
    due = f" by {item.due or '-'} ({item.due_text})" if item.due_text else ""
    status = "" if item.status is Status.OPEN else f" = {item.status.value}"
    return f"{item.text} [{', '.join(item.owners)}{side}]{due}{status}"
