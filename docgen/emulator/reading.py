"""What the parameters of documents.get ask for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import msgspec

from docgen.document.nodes import Style
from docgen.document.tabs import Document, Tab
from docgen.emulator.fields import Mask, known, parse
from docgen.emulator.people import without_ticks
from docgen.emulator.preview import previewed
from docgen.emulator.refusal import Refusal

JSON = dict[str, Any]
Parameters = Mapping[str, str]

INLINE: Final = "SUGGESTIONS_INLINE"
PREVIEWS: Final = frozenset({"PREVIEW_SUGGESTIONS_ACCEPTED", "PREVIEW_WITHOUT_SUGGESTIONS"})
DEFAULTS: Final = frozenset({"", "DEFAULT_FOR_CURRENT_ACCESS"})
OMITTED: Final = frozenset({"", "COMMENTS_VIEW_MODE_UNSPECIFIED", "COMMENTS_VIEW_MODE_OMITTED"})
INCLUDED: Final = "COMMENTS_VIEW_MODE_INCLUDED"
SHOWN: Final = frozenset({INCLUDED, "COMMENTS_VIEW_MODE_DEFAULT_FOR_CURRENT_ACCESS"})
THREADS: Final = frozenset({"comments", "suggestions", "commentsViewMode"})
"""What of a document is only there for a reader who asks for comments."""
LINK: Final = re.compile(rb'"link":\{"(heading|bookmark|headingId|bookmarkId)":(\{[^{}]*\}|"[^"]*")\}')
PACKAGE: Final = "type.googleapis.com/google.apps.docs.v1."


def flag(value: str | None) -> bool:
    """A boolean query parameter."""
    return (value or "").lower() in ("true", "1")


@dataclass(frozen=True, slots=True)
class View:
    """How a document is to be shown."""

    mask: Mask
    legacy: bool
    """Whether the first tab's content stands at the top level."""
    mode: str
    comments: bool


def _enum(parameters: Parameters, name: str, path: str, known_values: frozenset[str]) -> str:
    value = parameters.get(name) or ""
    if value not in known_values:
        kind = name[0].upper() + name[1:]
        raise Refusal(f"Invalid value at '{path}' ({PACKAGE}{kind}), \"{value}\"")
    return value


def view(parameters: Parameters) -> View:
    """The view that the parameters of documents.get ask for.

    Raises ``Refusal`` (400) for a mask or a mode that does not exist, and for modes that do not go together.
    """
    fields = parameters.get("fields")
    mask = parse(fields) if fields and fields != "*" else {}
    known(mask, "Document")
    mode = _enum(parameters, "suggestionsViewMode", "suggestions_view_mode", PREVIEWS | DEFAULTS | {INLINE})
    comments = _enum(parameters, "commentsViewMode", "comments_view_mode", OMITTED | SHOWN)
    legacy = not flag(parameters.get("includeTabsContent")) and "tabs" not in mask
    if comments and legacy:
        raise Refusal("If comments_view_mode is set, include_tabs_content must be true.")
    if comments == INCLUDED and mode != INLINE:
        raise Refusal(f"If comments_view_mode is {INCLUDED}, suggestions_view_mode must be {INLINE}.")
    if comments in SHOWN and mode in PREVIEWS:
        raise Refusal("Comments cannot be included in a preview of suggestions.")
    return View(mask, legacy, mode, comments in SHOWN)


def _without(style: Style, name: str) -> Style:
    return {key: value for key, value in style.items() if key != name}


def _uncommented(tab: Tab) -> Tab:
    children = tuple(map(_uncommented, tab.children))
    if "commentAnchors" in tab.resources:
        return replace(tab, children=children, resources=_without(tab.resources, "commentAnchors"))
    return replace(tab, children=children) if tab.children else tab


def shown(document: Document, asked: View) -> Document:
    """``document`` with suggestions and comments as asked for."""
    document = replace(document, tabs=tuple(map(without_ticks, document.tabs)))
    if asked.mode in PREVIEWS:
        document = previewed(document, asked.mode)
    if asked.comments:
        return document
    if THREADS & document.extra.keys():
        document = replace(document, extra={k: v for k, v in document.extra.items() if k not in THREADS})
    return replace(document, tabs=tuple(map(_uncommented, document.tabs)))


def links(answer: bytes, document: Document, *, legacy: bool) -> bytes:
    """Links inside the document in the form of the shape: by id alone in the legacy one, with the tab otherwise."""
    if legacy and document.legacy:
        return answer  # As it was imported.
    if b'"link":{"heading' not in answer and b'"link":{"bookmark' not in answer:
        return answer
    first = document.tabs[0].id
    single = len(document.tabs) == 1 and not document.tabs[0].children

    def written(match: re.Match[bytes]) -> bytes:
        kind, value = match[1].decode(), msgspec.json.decode(match[2])
        if isinstance(value, str):
            if legacy:
                return match[0]
            return b'"link":' + msgspec.json.encode({kind.removesuffix("Id"): {"id": value, "tabId": first}})
        if legacy and single and value.get("tabId", first) == first:
            return b'"link":' + msgspec.json.encode({f"{kind}Id": value.get("id", "")})
        return match[0]

    return LINK.sub(written, answer)
