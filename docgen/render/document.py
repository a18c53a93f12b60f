"""The first content of a customer's document: its two tabs, their looks and headings."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from docgen.account.dates import Language
from docgen.account.fields import FieldSet
from docgen.account.outline import KARTE_TAB, MINUTES_TAB
from docgen.document.nodes import Node
from docgen.document.wire import requests as wire
from docgen.document.wire.requests import Request
from docgen.render.look import PAGE, dressed, named_styles
from docgen.render.requests import Place, insertion
from docgen.render.templates import rendered

TAB_TITLES: Final = {"minutes": {"ja": "議事録", "en": "Meetings"}, "karte": {"ja": "お客様情報", "en": "About you"}}


def file_name(name: str, language: Language) -> str:
    """The name of a customer's document in Drive."""
    return f"{name} 様 議事録・お客様情報" if language == "ja" else f"{name} – meeting notes"


def minutes_requests(tab: str, name: str, *, language: Language, directories: Sequence[Path]) -> list[Request]:
    """What makes the one empty tab of a new document the tab of meetings, and adds the tab of customer information."""
    nodes = dressed(rendered(f"{language}/document.md.j2", minutes_context(name, language), directories), language)
    return [
        wire.rename_tab(tab, TAB_TITLES["minutes"][language]),
        *tab_look(tab),
        *_first_content(tab, nodes, MINUTES_TAB),
        wire.add_tab(TAB_TITLES["karte"][language]),
    ]


def karte_requests(
    tab: str, name: str, fields: FieldSet, *, language: Language, directories: Sequence[Path]
) -> list[Request]:
    """The fields that the customer may read as two-column sections, into an empty tab."""
    nodes = dressed(rendered(f"{language}/karte.md.j2", karte_context(name, fields, language), directories), language)
    return [*tab_look(tab), *_first_content(tab, nodes, KARTE_TAB)]


def minutes_context(name: str, language: Language) -> dict[str, Any]:
    """What the template of the tab of meetings is given."""
    return {"title": f"{name} 様　議事録" if language == "ja" else f"{name} – meeting notes"}


def karte_context(name: str, fields: FieldSet, language: Language) -> dict[str, Any]:
    """What the template of the tab of customer information is given: never a field that is internal."""
    groups = [
        {
            "label": section.label.to(language),
            "fields": [{"label": f.label.to(language), "question": f.question.to(language)} for f in shared],
        }
        for section, shared in fields.shared()
    ]
    title = f"{name} 様　お客様情報" if language == "ja" else f"About {name}"
    return {"title": title, "sections": groups, "blank": ""}


def tab_look(tab: str) -> list[Request]:
    """What gives a new tab the page and the named styles of the house."""
    styles = [
        wire.update_named_style(tab, named, text, paragraph) for named, (text, paragraph) in named_styles().items()
    ]
    return [wire.update_document_style(tab, PAGE), *styles]


def _first_content(tab: str, nodes: Sequence[Node], marker: str) -> list[Request]:
    """``nodes`` in the place of the one empty paragraph that a new tab has."""
    return [
        *insertion(nodes, Place(tab, 1, "instead")),
        wire.create_named_range(tab, 1, nodes[0].size, marker),
    ]
