"""All of a customer's document as its editor would show it, for a page that takes neither markup nor styles.

It is the HTML of the export, taken apart into elements that a script makes one by one, of known names and with known
attributes only. What it says in ``style`` attributes becomes classes with rules of their own, named by what they say:
so a paragraph that stays the same is the same value in each version.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from html.parser import HTMLParser
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
            tuple(_Pieces(str(section.html), rules).found),
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


class _Pieces(HTMLParser):
    """HTML as the export writes it, taken apart; the declarations of its style attributes are added to ``rules``."""

    def __init__(self, html: str, rules: dict[str, str]) -> None:
        super().__init__()
        self.found: list[Piece] = []
        self._rules = rules
        self._open: list[tuple[str, list[Piece]]] = [("", self.found)]
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if css := said.get("style"):
            name = self._rules.setdefault(css, f"s{sha256(css.encode()).hexdigest()[:8]}")
            said["class"] = f"{said.get('class', '')} {name}".lstrip()
        kept = {name: value for name, value in said.items() if name in ATTRIBUTES}
        if not kept.get("href", "#").lower().startswith(LEADS):
            del kept["href"]
        inside: list[Piece] = []
        self._open[-1][1].append((tag if tag in TAGS else "span", kept, inside))
        if tag not in VOID:
            self._open.append((tag, inside))

    def handle_endtag(self, tag: str) -> None:
        if len(self._open) > 1 and self._open[-1][0] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        within, pieces = self._open[-1]
        if within in LINES or data.strip():
            pieces.append(data)
