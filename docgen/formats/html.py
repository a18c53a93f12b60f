"""A document as one page of HTML that shows what the team sees in the editor: self-contained, and ready to print."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from docgen.document.tabs import Document, Tab
from docgen.document.wire.looks import ParagraphLook, TextLook, named_looks, page_of
from docgen.formats.html_blocks import Heading, TabWriter, anchors
from docgen.formats.html_styles import FONTS, paragraph_css, text_css
from docgen.inputs.templates import environment, filled
from docgen.resources import templates

DIRECTORY: Final = "export"
TEMPLATE: Final = "document.html.j2"
WORDS: Final = {
    "ja": {"contents": "目次", "tabs": "タブ", "empty": "この文書にはまだ何も書かれていません"},
    "en": {"contents": "Contents", "tabs": "Tabs", "empty": "Nothing has been written in this document yet"},
}
DEFAULTS: Final[dict[str, tuple[TextLook, ParagraphLook]]] = {
    "NORMAL_TEXT": (TextLook(size=11, colour="#202124"), ParagraphLook(line_spacing=115)),
    "TITLE": (TextLook(size=26), ParagraphLook(below=3)),
    "SUBTITLE": (TextLook(size=15, colour="#666666"), ParagraphLook(below=16)),
    "HEADING_1": (TextLook(size=20), ParagraphLook(above=20, below=6)),
    "HEADING_2": (TextLook(size=16), ParagraphLook(above=18, below=6)),
    "HEADING_3": (TextLook(size=14, colour="#434343"), ParagraphLook(above=16, below=4)),
    "HEADING_4": (TextLook(size=12, colour="#666666"), ParagraphLook(above=14, below=4)),
    "HEADING_5": (TextLook(size=11, colour="#666666"), ParagraphLook(above=12, below=4)),
    "HEADING_6": (TextLook(size=11, italic=True, colour="#666666"), ParagraphLook(above=12, below=4)),
}
"""What a new document in the editor looks like; what a tab's own named styles say goes over it."""


@dataclass(frozen=True, slots=True)
class Section:
    """One tab on the page."""

    id: str
    title: str
    css_class: str
    css: Markup
    html: Markup
    headings: tuple[Heading, ...]


def to_html(
    document: Document,
    *,
    language: str,
    title: str,
    tab_ids: Collection[str] | None = None,
    directories: Sequence[Path] = (),
) -> str:
    """The page for ``document``, or for the tabs with ``tab_ids``; ``language`` is "ja" or "en".

    ``directories``: where its template is looked for, by default docgen's own. Raises ``InputError`` where that
    template cannot be used.
    """
    page = page_templates(tuple(directories) or (templates(),))
    return filled(page, TEMPLATE, page_context(document, language=language, title=title, tab_ids=tab_ids))


def page_context(
    document: Document, *, language: str, title: str, tab_ids: Collection[str] | None = None
) -> dict[str, Any]:
    """What the template of the page is given."""
    tabs = {tab.id: tab for tab in document.all_tabs() if tab_ids is None or tab.id in tab_ids}
    targets = anchors(tabs)
    return {
        "language": language,
        "title": title,
        "words": WORDS.get(language, WORDS["en"]),
        "fonts": Markup(FONTS.get(language, FONTS["en"])),  # noqa: S704 - a constant
        "page": page_of(next(iter(tabs.values())).resources) if tabs else page_of({}),
        "sections": [_section(tab, number, targets, document.id) for number, tab in enumerate(tabs.values(), 1)],
    }


@lru_cache(maxsize=4)
def page_templates(directories: tuple[Path, ...]) -> SandboxedEnvironment:
    """What fills the template of the page in; it is looked for below ``directories``."""
    return environment([directory / DIRECTORY for directory in directories], autoescape=True)


def _section(tab: Tab, number: int, targets: frozenset[str], document: str) -> Section:
    writer = TabWriter(tab, number, targets, document)
    html = writer.body()
    own = f"tab{number}"
    return Section(
        id=tab.id or own,
        title=tab.title,
        css_class=own,
        css=Markup("\n".join(_named_css(own, tab))),  # noqa: S704 - made of numbers, checked names and colours
        html=Markup(html),  # noqa: S704 - escaped where it was made
        headings=tuple(writer.headings),
    )


def _named_css(own: str, tab: Tab) -> Iterable[str]:
    """One rule per named style; every paragraph starts from the normal text."""
    looks = {**DEFAULTS, **named_looks(tab.resources)}
    normal_text, normal_paragraph = looks["NORMAL_TEXT"]
    yield f".{own} :is(p,h1,h2,h3,h4,h5,h6){{{text_css(normal_text)};{paragraph_css(normal_paragraph)}}}"
    for named, (text, paragraph) in looks.items():
        if named in DEFAULTS and named != "NORMAL_TEXT":
            yield f".{own} .n-{named.lower()}{{{text_css(text)};{paragraph_css(paragraph)}}}"
