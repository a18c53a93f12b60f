"""A template filled with a sample, as a page to look at before any customer's document has it."""

from __future__ import annotations

from typing import Final

from docgen.account.dates import Language
from docgen.account.fields import load as load_fields
from docgen.document.nodes import Node
from docgen.document.tabs import Document, Tab, blocks
from docgen.document.wire.looks import look_of
from docgen.errors import InputError, Text, nearest
from docgen.render.document import karte_context, minutes_context
from docgen.render.look import PAGE, dressed, named_styles
from docgen.render.meeting import meeting_nodes
from docgen.render.samples import samples
from docgen.render.templates import rendered
from docgen.settings import Settings

NAMES: Final = ("meeting", "document", "karte")
CUSTOMER: Final = {"ja": "株式会社サンプル", "en": "Sample Foods"}


def preview(name: str, form: str, language: Language, settings: Settings) -> str:
    """The template ``name`` of ``language`` with a sample, as ``md`` or as a page of ``html``.

    Raises ``InputError`` for a name that is none of ``NAMES``, and for a template that cannot be used.
    """
    nodes = _nodes(name, language, settings)
    title = CUSTOMER[language]
    tab = Tab("t.0", title, blocks(*nodes), resources=look_of(PAGE, named_styles()))
    if form == "md":
        from docgen.formats.markdown_write import to_markdown

        return to_markdown(tab)
    from docgen.formats.html import to_html

    where = settings.template_directories
    return to_html(Document("", title, (tab,)), language=language, title=title, directories=where)


def _nodes(name: str, language: Language, settings: Settings) -> tuple[Node, ...]:
    where, customer = settings.template_directories, CUSTOMER[language]
    match name:
        case "meeting":
            sample = next(samples(language))
            carried = sample.context(language)["carried"]
            return meeting_nodes(sample.plan, carried, language=language, directories=where, layout=settings.layout)
        case "document":
            return dressed(rendered(f"{language}/document.md.j2", minutes_context(customer, language), where), language)
        case "karte":
            context = karte_context(customer, load_fields(settings), language)
            return dressed(rendered(f"{language}/karte.md.j2", context, where), language)
    raise InputError(
        Text(f"{name} の見本は表示できません", f"there is no preview of {name}"), hint=nearest(name, NAMES)
    )
