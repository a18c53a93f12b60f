"""createParagraphBullets and deleteParagraphBullets."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from docgen.document.edit import Found, map_paragraphs, paragraphs
from docgen.document.nodes import NOTHING, Paragraph, Run, Style
from docgen.emulator.blank import points
from docgen.emulator.draft import Draft, Place
from docgen.emulator.handlers.delete import remove
from docgen.emulator.handlers.text import style_of
from docgen.emulator.handlers.where import Span, span
from docgen.emulator.inherit import without_link
from docgen.emulator.presets import LEVELS, STEP, indents, nesting_levels
from docgen.emulator.refusal import RequestRefusal

JSON = dict[str, Any]


def level_of(bullet: Style) -> int:
    """The nesting level of a bullet; 0 is left out on the wire."""
    return int(bullet.get("nestingLevel", 0))


def _tabs(paragraph: Paragraph) -> int:
    first = paragraph.elements[0]
    return len(first.text) - len(first.text.lstrip("\t")) if isinstance(first, Run) and first.width is None else 0


def _list_before(place: Place, start: int, levels: list[JSON]) -> str:
    """The list of the paragraph right before ``start``, if its levels are those of the preset; else empty."""
    before = next(paragraphs(place.blocks, start - 1, start), None) if start else None
    if before is None or before.paragraph.bullet is None or before.at + before.paragraph.size != start:
        return ""
    list_id = str(before.paragraph.bullet.get("listId", ""))
    known = (place.tab.resources.get("lists") or NOTHING).get(list_id) or NOTHING
    return list_id if (known.get("listProperties") or NOTHING).get("nestingLevels") == levels else ""


def _without_tabs(draft: Draft, place: Place, found: list[Found]) -> Draft:
    for paragraph, at in reversed(found):
        if tabs := _tabs(paragraph):
            draft = remove(draft, Span(draft.again(place), at, at + tabs))
    return draft


def _listed(paragraph: Paragraph, list_id: str, level: int, levels: list[JSON]) -> Paragraph:
    bullet: JSON = {"listId": list_id}
    if level:
        bullet["nestingLevel"] = level
    own = without_link(style_of(paragraph.elements[-1])) or NOTHING
    shown = {key: value for key, value in own.items() if key != "underline"}
    bullet["textStyle"] = {**levels[level]["textStyle"], **shown}
    return replace(paragraph, bullet=bullet, style={**(paragraph.style or NOTHING), **indents(level)})


def create_paragraph_bullets(draft: Draft, request: JSON) -> tuple[Draft, JSON]:
    """createParagraphBullets: leading tabs give the level and go."""
    try:
        levels = nesting_levels(str(request.get("bulletPreset")))
    except KeyError as error:
        raise RequestRefusal("The bullet preset must be specified.") from error
    place, start, end = span(draft, request.get("range"))
    found = list(paragraphs(place.blocks, start, end))
    if not found:
        return draft, {}
    depths = [min(_tabs(paragraph) or level_of(paragraph.bullet or NOTHING), LEVELS - 1) for paragraph, _ in found]
    first, last = found[0], found[-1]
    stop = last.at + last.paragraph.size - sum(_tabs(paragraph) for paragraph, _ in found)
    draft = _without_tabs(draft, place, found)
    place = draft.again(place)
    list_id = _list_before(place, first.at, levels)
    if not list_id:
        mint = draft.mint()
        list_id = mint.new("kix.")
        lists = {**(place.tab.resources.get("lists") or {}), list_id: {"listProperties": {"nestingLevels": levels}}}
        draft = draft.minted(mint).with_resource(place.tab.id, "lists", lists)
        place = draft.again(place)
    depth = iter(depths)
    blocks = map_paragraphs(place.blocks, first.at, stop, lambda one, _: _listed(one, list_id, next(depth), levels))
    return draft.edited(place, blocks), {}


def _unlisted(paragraph: Paragraph) -> Paragraph:
    if paragraph.bullet is None:
        return paragraph
    level = level_of(paragraph.bullet)
    style = {k: v for k, v in (paragraph.style or NOTHING).items() if k not in ("indentFirstLine", "indentStart")}
    if level:
        style.update(indentFirstLine=points(STEP * level), indentStart=points(STEP * level))
    return replace(paragraph, bullet=None, style=style)


def delete_paragraph_bullets(draft: Draft, request: JSON) -> tuple[Draft, JSON]:
    """deleteParagraphBullets: the nesting stays visible as an indent."""
    place, start, end = span(draft, request.get("range"))
    return draft.edited(place, map_paragraphs(place.blocks, start, end, lambda one, _: _unlisted(one))), {}
