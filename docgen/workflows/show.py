"""A document as docgen understands it, as a page to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from docgen.account.dates import Language, heading, time_span
from docgen.account.labels import labels
from docgen.account.model import AccountDocument, ActionItem, AgendaItem, Answers, Entry, Meeting, State
from docgen.account.moments import moment
from docgen.account.words import action_line, item_heading
from docgen.document.nodes import Node
from docgen.document.tabs import Document, Tab, blocks
from docgen.errors import Text
from docgen.render.templates import rendered

STATES = {
    State.PLANNED: Text("予定", "planned"),
    State.HELD: Text("開催済み", "held"),
    State.CLOSED: Text("完了", "closed"),
    State.CANCELLED: Text("中止", "cancelled"),
}
ANSWER_FIELDS = ("views", "decisions", "action_items", "open_points")
STANCE_FIELDS = ("stance", "because", "ask", "materials")


def understood(document: AccountDocument, language: Language, directories: Sequence[Path]) -> tuple[Node, ...]:
    """What ``document`` says as nodes: a heading for each meeting and item, its fields under their labels."""
    return rendered(f"{language}/show.md.j2", show_context(document, language), directories).nodes


def show_context(document: AccountDocument, language: Language) -> dict[str, Any]:
    """What the template of ``show`` is given."""
    meetings = [_meeting(meeting, language) for meeting in document.meetings]
    return {"document": {"name": document.name, "meetings": meetings}}


def as_document(document: AccountDocument, language: Language, directories: Sequence[Path]) -> Document:
    """The same as a document of one tab."""
    tab = Tab(document.account, document.name, blocks(*understood(document, language, directories)))
    return Document(document.document_id, document.name, (tab,))


def _meeting(meeting: Meeting, language: Language) -> dict[str, Any]:
    head = heading(date.fromisoformat(meeting.date), meeting.title, language) if meeting.date else meeting.title
    start = moment(meeting.start)
    comma = "、" if language == "ja" else ", "
    return {
        "heading": head,
        "state": STATES[meeting.state].to(language),
        "when": time_span(start, moment(meeting.end), language) if start else "",
        "attendees": comma.join((*meeting.attendees.ours, *meeting.attendees.theirs)),
        "goal": meeting.goal,
        "parts": list(_parts(meeting, language)),
        "more": [
            _field(name, lines, language)
            for name in ("carried", "to_ask")
            if (lines := _lines(getattr(meeting, name), language))
        ],
    }


def _parts(meeting: Meeting, language: Language) -> Iterator[dict[str, Any]]:
    for item in meeting.items:
        title = f"{item.number}. {item.title}"
        if item.kind:
            title = item_heading(item.number, item.title, item.kind, item.minutes, language)
        yield {"heading": title, "fields": [*_stance(item, language), *_answers(item, language)]}
    if outside := list(_answers(meeting, language)):
        yield {"heading": labels().fields.write("other", language), "fields": outside}


def _stance(item: AgendaItem, language: Language) -> Iterator[dict[str, Any]]:
    for name in STANCE_FIELDS:
        value = getattr(item, name)
        lines = list(value) if isinstance(value, tuple) else [value] if value.strip() else []
        if lines:
            yield _field(name, lines, language)


def _answers(part: Answers, language: Language) -> Iterator[dict[str, Any]]:
    none = "なし" if language == "ja" else "None"
    for name in ANSWER_FIELDS:
        lines = _lines(getattr(part, name), language)
        if name in part.answered_none:
            lines = [*lines, none]
        if lines:
            yield _field(name, lines, language)


def _field(name: str, lines: Sequence[str], language: Language) -> dict[str, Any]:
    return {"label": labels().fields.write(name, language), "lines": lines}


def _lines(entries: Sequence[Entry | ActionItem], language: Language) -> list[str]:
    return [
        action_line(entry.text, entry.owners, entry.due_text, entry.status, language)
        if isinstance(entry, ActionItem)
        else entry.text
        for entry in entries
    ]
