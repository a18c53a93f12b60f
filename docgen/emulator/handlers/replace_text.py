"""replaceAllText: every match in every segment of the tabs asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from docgen.document.edit import paragraphs
from docgen.document.nodes import Paragraph, Run
from docgen.document.text import STRIPPED, units
from docgen.emulator.draft import Draft, Place, places
from docgen.emulator.handlers.delete import remove
from docgen.emulator.handlers.text import put_text, style_of_unit
from docgen.emulator.handlers.where import Span, Spot
from docgen.emulator.refusal import RequestRefusal

JSON = dict[str, Any]

OBJECT = "\ufffc"
"""Stands for a unit that is not text: no text can match it."""


def _pattern(criteria: JSON) -> re.Pattern[str]:
    text = criteria.get("text", "")
    if not text:
        raise RequestRefusal("The text to search for must not be empty.")
    try:
        return re.compile(
            text if criteria.get("searchByRegex") else re.escape(text), 0 if criteria.get("matchCase") else re.I
        )
    except re.error as error:
        raise RequestRefusal("The regular expression is invalid.") from error


def _text(paragraph: Paragraph) -> str:
    """The text of a paragraph with one character per unit that is not text, without the newline at its end."""
    parts = (e.text if isinstance(e, Run) and e.width is None else OBJECT * e.size for e in paragraph.elements)
    return "".join(parts).removesuffix("\n")


def _matches(place: Place, pattern: re.Pattern[str]) -> Iterator[Span]:
    for paragraph, at in paragraphs(place.blocks, 0, place.blocks.size):
        text = _text(paragraph)
        for match in pattern.finditer(text):
            if match[0]:
                start = at + units(text[: match.start()])
                yield Span(place, start, start + units(match[0]))


def swap(draft: Draft, where: Span, text: str) -> Draft:
    """The draft with the text of a span within one paragraph replaced, in the style of its first character."""
    place, start, end = where
    found = next(paragraphs(place.blocks, start, end))
    style = style_of_unit(found.paragraph.elements, start - found.at)
    if text:
        draft = put_text(draft, Spot(place, end), text, style)
    return remove(draft, Span(draft.again(place), start, end))


def replace_all_text(draft: Draft, request: JSON) -> tuple[Draft, JSON]:
    """replaceAllText; matches lie within one paragraph."""
    pattern = _pattern(request.get("containsText") or {})
    text = STRIPPED.sub("", request.get("replaceText", ""))
    count = 0
    for place in [place for tab in draft.tabs(request.get("tabsCriteria")) for place in places(tab)]:
        for match in reversed(list(_matches(place, pattern))):
            draft = swap(draft, Span(draft.again(place), match.start, match.end), text)
            count += 1
    return draft, {"replaceAllText": {"occurrencesChanged": count} if count else {}}
