"""updateNamedStyle and updateDocumentStyle."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from docgen.document.blocks import Block, Blocks
from docgen.document.nodes import NOTHING, SectionBreak
from docgen.emulator.draft import Draft, Place
from docgen.emulator.inherit import parent_style
from docgen.emulator.masks import applied, paths
from docgen.emulator.refusal import RequestRefusal

JSON = dict[str, Any]

PARTS: Final = ("textStyle", "paragraphStyle")
IN_SECTIONS: Final = frozenset({"marginTop", "marginBottom", "marginLeft", "marginRight"})
"""Set on the document, these go from all sections (documented)."""
READ_ONLY: Final = frozenset(
    {f"{which}{part}Id" for which in ("default", "evenPage", "firstPage") for part in ("Header", "Footer")}
)


def _updated(draft: Draft, tab_id: str | None, old: JSON, new: JSON, fields: list[str]) -> JSON:
    named, made = str(new["namedStyleType"]), {**old, "namedStyleType": new["namedStyleType"]}
    normal = named == "NORMAL_TEXT"
    for part in PARTS:
        inner = [field.split(".", 1)[1] for field in fields if field.startswith(part + ".")]
        whole = part in fields and not inner
        if not whole and not inner:
            continue
        style = applied(
            {} if whole else old.get(part) or NOTHING, new.get(part) or {}, inner or list(new.get(part) or {})
        )
        if part == "textStyle" and not normal:
            parent = parent_style(draft.tab(tab_id), "NORMAL_TEXT", part)
            style = {k: v for k, v in style.items() if k not in inner or parent.get(k) != v}
        made[part] = style
    return made


def update_named_style(draft: Draft, request: JSON) -> tuple[Draft, JSON]:
    """updateNamedStyle."""
    new = request.get("namedStyle") or {}
    fields = paths(request.get("fields"), "NamedStyle")
    if not new.get("namedStyleType"):
        raise RequestRefusal("The named style type must be specified.")
    tab = draft.tab(request.get("tabId"))
    styles = list((tab.resources.get("namedStyles") or NOTHING).get("styles", ()))
    at = next((i for i, one in enumerate(styles) if one.get("namedStyleType") == new["namedStyleType"]), len(styles))
    old = styles[at] if at < len(styles) else {}
    styles[at : at + 1] = [_updated(draft, tab.id, old, new, fields)]
    return draft.with_resource(
        tab.id, "namedStyles", {**(tab.resources.get("namedStyles") or {}), "styles": styles}
    ), {}


def _without_margins(place: Place, names: frozenset[str]) -> Blocks | None:
    """The body with the margins named taken out of every section; None where no section has one."""
    body = place.blocks
    made = [
        Block(replace(block.node, style={k: v for k, v in (block.node.style or NOTHING).items() if k not in names}))
        if block.size == 1 and isinstance(block.node, SectionBreak) and names & set(block.node.style or ())
        else block
        for block in body
    ]
    return None if all(a is b for a, b in zip(body, made, strict=True)) else Blocks(made)


def update_document_style(draft: Draft, request: JSON) -> tuple[Draft, JSON]:
    """updateDocumentStyle."""
    fields = paths(request.get("fields"), "DocumentStyle", read_only=READ_ONLY)
    for field in fields:
        if field in READ_ONLY:
            raise RequestRefusal(f"Invalid field: {field}")
    new = request.get("documentStyle") or {}
    tab = draft.tab(request.get("tabId"))
    style = applied(tab.resources.get("documentStyle") or NOTHING, new, fields)
    if {"marginHeader", "marginFooter"} & set(fields):
        style["useCustomHeaderFooterMargins"] = True
    draft = draft.with_resource(tab.id, "documentStyle", style)
    if margins := IN_SECTIONS & set(fields):
        place = Place(draft.tab(tab.id), "")
        if (body := _without_margins(place, frozenset(margins))) is not None:
            draft = draft.edited(place, body)
    return draft, {}
