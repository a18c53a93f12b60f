"""All of a customer's document as its editor would show it, for a page that lets no style in that stands in it.

The HTML is that of the export. What that says in ``style`` attributes becomes classes with rules of their own, named by
what they say: so a paragraph that stays the same is the same piece of HTML in each version.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256
from html import unescape
from pathlib import Path
from typing import Final, Literal

import msgspec

from docgen.account.internal import without_internal
from docgen.document.tabs import Document

STYLESHEET: Final = "document.css"
_TAG: Final = re.compile(r'<(?P<tag>[a-z0-9]+)(?P<front>[^<>]*?) style="(?P<css>[^"]*)"(?P<back>[^<>]*)>')
_CLASS: Final = re.compile(r' class="([^"]*)"')


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
    html: str
    """Without style attributes; all that people typed is escaped."""
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
            _without_styles(str(section.html), rules),
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


def _without_styles(html: str, rules: dict[str, str]) -> str:
    """``html`` as the export writes it, with classes for its style attributes; those are added to ``rules``."""

    def classed(found: re.Match[str]) -> str:
        css = unescape(found["css"])
        name = rules.setdefault(css, f"s{sha256(css.encode()).hexdigest()[:8]}")
        rest = found["front"] + found["back"]
        more = _CLASS.sub(rf' class="\1 {name}"', rest, count=1)
        return f"<{found['tag']}{more}>" if more != rest else f'<{found["tag"]} class="{name}"{rest}>'

    return _TAG.sub(classed, html)
