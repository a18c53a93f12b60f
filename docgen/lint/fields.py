"""The fields of a meeting and its items under the names that rules, findings and the document's labels use."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple

from docgen.account.labels import labels
from docgen.account.model import AgendaItem, Answers, Meeting, Span


class Value(NamedTuple):
    """One value of a field. A field of one text has one or none, a list has one for each entry."""

    text: str
    span: Span


def _answers(field: str) -> Callable[[Answers, Span], list[Value]]:
    return lambda part, _: [Value(entry.text, entry.span) for entry in getattr(part, field) if entry.text.strip()]


def _text(field: str) -> Callable[[Answers, Span], list[Value]]:
    return lambda part, span: [Value(text, span)] if (text := str(getattr(part, field) or "")).strip() else []


def _owners(part: Answers, _: Span) -> list[Value]:
    return [Value(owner, item.span) for item in part.action_items for owner in item.owners]


def _due(part: Answers, _: Span) -> list[Value]:
    return [Value(item.due_text, item.span) for item in part.action_items if item.due_text]


def _attendees(part: Answers, span: Span) -> list[Value]:
    people = part.attendees if isinstance(part, Meeting) else None
    return [Value(each, span) for each in (*people.ours, *people.theirs)] if people else []


def _items(part: Answers, _: Span) -> list[Value]:
    items = part.items if isinstance(part, Meeting) else ()
    return [Value(item.title.strip() or str(item.number), item.span) for item in items]


def _materials(part: Answers, span: Span) -> list[Value]:
    return [Value(each, span) for each in part.materials] if isinstance(part, AgendaItem) else []


_BOTH: Final[dict[str, Callable[[Answers, Span], list[Value]]]] = {
    "title": _text("title"),
    "views": _answers("views"),
    "decisions": _answers("decisions"),
    "action_items": _answers("action_items"),
    "owner": _owners,
    "due": _due,
    "open_points": _answers("open_points"),
}
ITEM_FIELDS: Final[Mapping[str, Callable[[Answers, Span], list[Value]]]] = {
    **_BOTH,
    "minutes": _text("minutes"),
    "stance": _text("stance"),
    "because": _text("because"),
    "ask": _text("ask"),
    "materials": _materials,
}
MEETING_FIELDS: Final[Mapping[str, Callable[[Answers, Span], list[Value]]]] = {
    **_BOTH,
    "date": _text("date"),
    "start": _text("start"),
    "goal": _text("goal"),
    "attendees": _attendees,
    "to_ask": _answers("to_ask"),
    "items": _items,
    "reviewed_at": _text("reviewed_at"),
    "posted_at": _text("posted_at"),
}
_ENTRIES: Final = frozenset({"views", "decisions", "action_items", "open_points", "to_ask"})
"""The fields of which each value is the text of an entry."""
ANSWERS: Final = frozenset({"views", "decisions", "action_items"})
"""The fields that a meeting adds."""


def values(part: Meeting | AgendaItem, field: str) -> list[Value]:
    """What stands in ``field`` of ``part``, explicit empties included where the field is one text.

    Action items that were carried over are not among it: they belong to the meeting in which they were born.
    """
    fields = ITEM_FIELDS if isinstance(part, AgendaItem) else MEETING_FIELDS
    return fields[field](part, part.span) if field in fields else []


def says_none(part: Meeting | AgendaItem, field: str) -> bool:
    """Whether ``field`` holds an explicit empty (なし): an answer, not a gap."""
    if field in part.answered_none:
        return True
    found = values(part, field)
    return bool(found) and all(labels().is_none(value.text) for value in found)


def is_answered(part: Meeting | AgendaItem, field: str) -> bool:
    """Whether something stands in ``field`` that is neither an explicit empty nor a known unknown."""
    is_answer = labels().is_answer
    if field in _ENTRIES:
        return any(map(is_answer, [entry.text for entry in getattr(part, field, ())]))
    return any(is_answer(value.text) for value in values(part, field))


def lines(part: Meeting | AgendaItem) -> Iterator[tuple[str, Value]]:
    """Every line that people wrote in ``part``, with the name of its field, in the order of the document."""
    fields = ITEM_FIELDS if isinstance(part, AgendaItem) else MEETING_FIELDS
    for field in READING_ORDER:
        if field in fields:
            for value in values(part, field):
                yield from ((field, Value(line, value.span)) for line in value.text.split("\n") if line.strip())


def all_lines(meeting: Meeting) -> str:
    """The lines of ``meeting`` and its items as one text, each without spaces around it, in no certain order.

    For looking at all of them at once: most meetings hold nothing of what is looked for.
    """
    texts = [meeting.title, *meeting.attendees.ours, *meeting.attendees.theirs, meeting.goal]
    for item in meeting.items:
        texts += (item.title, item.stance, item.because, item.ask, *item.materials)
    for part in meeting.parts():
        for entry in (*part.views, *part.decisions, *part.open_points):
            texts.append(entry.text)
        for todo in part.action_items:
            texts += (todo.text, *todo.owners, todo.due_text)
    for entry in meeting.to_ask:
        texts.append(entry.text)
    return "\n".join(map(str.strip, "\n".join(texts).split("\n")))


READING_ORDER: Final = (
    "title", "attendees", "goal", "stance", "because", "ask", "materials",
    "views", "decisions", "action_items", "owner", "due", "open_points", "to_ask",
)  # fmt: skip
"""The fields whose text people write, as they stand in a document."""
