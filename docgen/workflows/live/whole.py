"""All of a customer's document as its editor would show it, for a page that takes neither markup nor styles.

It is the HTML of the export, taken apart into elements that a script makes one by one, of known names and with known
attributes only. What it says in ``style`` attributes becomes classes with rules of their own, named by what they say:
so a paragraph that stays the same is the same value in each version.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from html import unescape
from pathlib import Path
from typing import Any, Final, Literal

import msgspec

from docgen.account.internal import without_internal
from docgen.document.tabs import Document

STYLESHEET: Final = "document.css"
LINES: Final = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "span", "a", "sup"})
"""In which white space is something that people typed."""
VOID: Final = frozenset({"br", "col", "hr"})
TAGS: Final = LINES | VOID | {"div", "aside", "table", "colgroup", "tbody", "tr", "td"}
ATTRIBUTES: Final = frozenset({"class", "id", "href", "rel", "rowspan", "colspan", "dir"})
LEADS: Final = ("#", "http://", "https://", "mailto:")

_TOKEN: Final = re.compile(r"<(/?)([a-z0-9]+)([^<>]*)>|([^<]+)")
_ATTRIBUTE: Final = re.compile(r' ([a-z]+)="([^"]*)"')

Piece = str | tuple[str, dict[str, str], list[Any]]
"""Text, or an element: its name, its attributes and what is in it."""


class WholeHeading(msgspec.Struct, frozen=True):
    """One line of the outline."""

    level: int
    id: str
    text: str


class WholeTab(msgspec.Struct, frozen=True):
    """One tab, in the order of the document."""

    id: str
    title: str
    name: str
    """Class of its sheet."""
    blocks: tuple[Any, ...]
    """Of ``Piece``."""
    headings: tuple[WholeHeading, ...]


class Whole(msgspec.Struct, frozen=True):
    """The document as a page shows it."""

    key: str
    """Another one for each other content."""
    language: Literal["ja", "en"]
    title: str
    css: str
    tabs: tuple[WholeTab, ...]


def whole_of(document: Document, language: Literal["ja", "en"], directories: Sequence[Path] = ()) -> Whole:
    """``document`` without internal notes; ``directories``: as for the export."""
    from docgen.formats.html import page_context, page_templates
    from docgen.resources import templates

    context = page_context(without_internal(document), language=language, title=document.title)
    loader = page_templates(tuple(directories) or (templates(),))
    page, rules = context["page"], dict[str, str]()
    margins = " ".join(f"calc({page.margins[side]} * var(--pt))" for side in ("top", "right", "bottom", "left"))
    tabs = tuple(
        WholeTab(
            section.id,
            section.title,
            section.css_class,
            tuple(_pieces(str(section.html), rules)),
            tuple(WholeHeading(one.level, one.id, one.text) for one in section.headings),
        )
        for section in context["sections"]
    )
    css = [
        loader.get_template(STYLESHEET).render(),
        f":root{{--page-width:{page.width};--page-margin:{margins};--fonts:{context['fonts']}}}",
        *(str(section.css) for section in context["sections"]),
        *(f".sheet .{name}.{name}.{name}{{{css}}}" for css, name in rules.items()),
    ]
    made = Whole("", language, document.title, "\n".join(css), tabs)
    return msgspec.structs.replace(made, key=sha256(msgspec.json.encode(made)).hexdigest()[:16])


def _pieces(html: str, rules: dict[str, str]) -> list[Piece]:
    """HTML as the export writes it, taken apart; the declarations of its style attributes are added to ``rules``."""
    found: list[Piece] = []
    inside = [("", found)]
    for ends, tag, attributes, text in _TOKEN.findall(html):
        within, pieces = inside[-1]
        if text:
            if within in LINES or not text.isspace():
                pieces.append(unescape(text))
        elif not ends:
            name, said, css = _element(tag, attributes)
            if css:
                rules[css] = _class(css)
            here: list[Piece] = []
            pieces.append((name, said, here))
            if tag not in VOID:
                inside.append((tag, here))
        elif tag == within:
            inside.pop()
    return found


@lru_cache(maxsize=4096)  # the same few stand everywhere in a document
def _element(tag: str, attributes: str) -> tuple[str, dict[str, str], str]:
    """The name of an element, those of its attributes that may be there, and the declarations of its style."""
    said = {name: unescape(value) for name, value in _ATTRIBUTE.findall(attributes)}
    css = said.get("style", "")
    if css:
        said["class"] = f"{said.get('class', '')} {_class(css)}".lstrip()
    kept = {name: value for name, value in said.items() if name in ATTRIBUTES}
    if not kept.get("href", "#").lower().startswith(LEADS):
        del kept["href"]
    return tag if tag in TAGS else "span", kept, css


def _class(css: str) -> str:
    return f"s{sha256(css.encode()).hexdigest()[:8]}"
