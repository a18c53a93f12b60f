"""Internal notes to the requests that put them into their document, or into a tab of the customer's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from docgen.account.dates import Language, heading
from docgen.account.internal import ABOUT, INTERNAL, NOTE, TITLES, Jotting, Notes, notes_in
from docgen.account.model import Meeting
from docgen.document.nodes import Paragraph, Run, Style
from docgen.document.tabs import Tab
from docgen.document.text import SOFT_BREAK
from docgen.document.walk import Cursor
from docgen.document.wire import requests as wire
from docgen.document.wire.requests import Request
from docgen.render.anchors import heading_span
from docgen.render.document import tab_look
from docgen.render.look import BODY, CLASSES
from docgen.render.requests import Place, after, insertion

_FOR_US: Final = {
    "ja": "社内用です。お客様には共有しません。",
    "en": "For us alone: never shared with the customer.",
}


def internal_name(name: str, language: Language) -> str:
    """The name of a customer's internal document in Drive, and its title."""
    return f"【社内】{name} カルテ・メモ" if language == "ja" else f"[Internal] {name} – account notes"


def note_requests(
    tab: Tab, name: str, meeting: Meeting, jottings: Sequence[Jotting], language: Language
) -> list[Request]:
    """Put ``jottings`` about ``meeting`` behind those that are there; nothing that is there is changed.

    A tab in which nothing stands yet becomes that of the notes on the customer ``name``.
    """
    notes = notes_in(tab)
    lines = [(_line(one, meeting), f"{NOTE}{one.id}:{int(one.at.timestamp())}") for one in jottings]
    section = notes.section(meeting)
    if section is not None:
        marked = bool(section.meeting)
        anchor = [] if marked else [wire.create_named_range(tab.id, *heading_span(section.heading), ABOUT + meeting.id)]
        return [*_put(after(_last(section.heading, section.lines), tab.id), lines), *anchor]
    day = date.fromisoformat(meeting.date) if meeting.date else None
    said = heading(day, meeting.title, language) if day else meeting.title or meeting.id
    parts = [(_heading(said, 2), ABOUT + meeting.id), *lines]
    if notes.heading is not None:
        return _put(after(_above(notes, meeting), tab.id), parts)
    parts = [(_heading(TITLES[language], 1), INTERNAL), *parts]
    if tab.body.size > 2:
        return _put(after(notes.lines[-1], tab.id), parts)
    title: list[tuple[Paragraph, str]] = [
        (Paragraph((Run(f"{internal_name(name, language)}\n", {}),), CLASSES["title"][1]), ""),
        (Paragraph((Run(f"{_FOR_US[language]}\n", CLASSES["note"][0]),), {**BODY, **CLASSES["note"][1]}), ""),
    ]
    rename = wire.rename_tab(tab.id, TITLES[language])
    return [rename, *tab_look(tab.id), *_put(Place(tab.id, 1, "instead"), [*title, *parts])]


def _line(jotting: Jotting, meeting: Meeting) -> Paragraph:
    at = jotting.at.isoformat(" ", "minutes")[:16]
    text = f"{at.removeprefix(f'{meeting.date} ')} {jotting.text}".replace("\n", SOFT_BREAK)
    return Paragraph((Run(f"{text}\n", {}),), {**BODY, **CLASSES["entry"][1]})


def _heading(text: str, level: int) -> Paragraph:
    style: Style = {"namedStyleType": f"HEADING_{level}"}
    return Paragraph((Run(f"{text}\n", {}),), style)


def _put(place: Place, parts: Sequence[tuple[Paragraph, str]]) -> list[Request]:
    """Paragraphs at ``place``, each under a name of its own where it has one."""
    return [
        *insertion([paragraph for paragraph, _ in parts], place, bullets_around=True),
        *_names(place, parts),
    ]


def _names(place: Place, parts: Sequence[tuple[Paragraph, str]]) -> Iterator[Request]:
    at = place.start
    for paragraph, name in parts:
        if name:
            yield wire.create_named_range(place.tab, at, at + paragraph.size - 1, name)
        at += paragraph.size


def _above(notes: Notes, meeting: Meeting) -> Cursor:
    """The paragraph behind which the section of ``meeting`` goes, the newest first."""
    assert notes.heading is not None  # noqa: S101 - asked by the caller
    above = _last(notes.heading, notes.lines)
    for section in notes.sections:
        if not section.date or section.date <= meeting.date:
            break
        above = _last(section.heading, section.lines)
    return above


def _last(heading: Cursor, lines: Sequence[Cursor]) -> Cursor:
    """The last paragraph with words under a heading, else the heading; behind a table, the one that follows it."""
    last = heading
    for before, leaf in zip((heading, *lines), lines, strict=False):
        if leaf.cell is None and (leaf.text.strip() or before.cell is not None):
            last = leaf
    return last
