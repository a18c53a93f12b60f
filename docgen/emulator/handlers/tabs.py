"""addDocumentTab, deleteTab and updateDocumentTabProperties."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from docgen.document.tabs import Tab
from docgen.emulator.blank import blank_tab
from docgen.emulator.draft import Draft
from docgen.emulator.masks import applied, paths
from docgen.emulator.refusal import RequestRefusal

JSON = dict[str, Any]

Siblings = tuple[Tab, ...]

INHERITED = ("documentStyle", "namedStyles")


def properties(tab: Tab) -> JSON:
    """The TabProperties of a tab."""
    return {"tabId": tab.id, "title": tab.title, **tab.properties}


def _numbered(tabs: Siblings) -> Siblings:
    return tuple(
        tab if tab.properties.get("index") == at else replace(tab, properties={**tab.properties, "index": at})
        for at, tab in enumerate(tabs)
    )


def _among(draft: Draft, parent: str, change: Callable[[Siblings], Siblings]) -> Draft:
    """The draft with the children of ``parent`` (or the tabs at the root) changed and numbered again."""
    if not parent:
        return replace(draft, document=replace(draft.document, tabs=_numbered(change(draft.document.tabs))))
    tab = draft.tab(parent)
    return draft.with_tab(replace(tab, children=_numbered(change(tab.children))))


def _put(tabs: Siblings, tab: Tab, index: int | None) -> Siblings:
    at = len(tabs) if index is None else index
    if not 0 <= at <= len(tabs):
        raise RequestRefusal(f"The tab index {at} is out of bounds.")
    return (*tabs[:at], tab, *tabs[at:])


def add_document_tab(draft: Draft, request: JSON) -> tuple[Draft, JSON]:
    """addDocumentTab."""
    given = request.get("tabProperties") or {}
    mint, parent = draft.mint(), given.get("parentTabId") or ""
    first = draft.document.tabs[0]
    title = given.get("title") or f"Tab {sum(1 for _ in draft.document.all_tabs()) + 1}"
    extra: JSON = {}
    if parent:
        level = int(draft.tab(parent).properties.get("nestingLevel", 0)) + 1
        extra = {"parentTabId": parent, "nestingLevel": level}
    if given.get("iconEmoji"):
        extra["iconEmoji"] = given["iconEmoji"]
    resources = {name: first.resources[name] for name in INHERITED if name in first.resources}
    tab_id = given.get("tabId") or mint.new("t.")
    if draft.document.tab(tab_id) is not None:
        raise RequestRefusal(f"The tab ID '{tab_id}' is already in use.")
    tab = blank_tab(tab_id, title, resources, index=0, **extra)
    draft = _among(draft.minted(mint), parent, lambda tabs: _put(tabs, tab, given.get("index")))
    return draft, {"addDocumentTab": {"tabProperties": properties(draft.tab(tab_id))}}


def delete_tab(draft: Draft, request: JSON) -> tuple[Draft, JSON]:
    """deleteTab; its children go too, the last tab stays."""
    tab = draft.tab(request.get("tabId") or "-")
    if len(draft.document.tabs) == 1 and draft.document.tabs[0] is tab:
        raise RequestRefusal("The last tab of a document cannot be deleted.")
    parent = tab.properties.get("parentTabId") or ""
    return _among(draft, parent, lambda tabs: tuple(one for one in tabs if one is not tab)), {}


def update_document_tab_properties(draft: Draft, request: JSON) -> tuple[Draft, JSON]:
    """updateDocumentTabProperties."""
    given = request.get("tabProperties") or {}
    tab = draft.tab(given.get("tabId") or "-")
    fields = [field for field in paths(request.get("fields"), "TabProperties") if field != "tabId"]
    for field in fields:
        if field not in ("title", "iconEmoji", "index"):
            raise RequestRefusal(f"Invalid field: {field}")
    new = applied(properties(tab), given, [field for field in fields if field != "index"])
    kept = {key: value for key, value in new.items() if key not in ("tabId", "title")}
    renamed = replace(tab, title=new.get("title") or tab.title, properties=kept)
    draft = draft.with_tab(renamed)
    if "index" in fields:
        parent = tab.properties.get("parentTabId") or ""

        def moved(tabs: Siblings) -> Siblings:
            return _put(tuple(one for one in tabs if one.id != tab.id), renamed, int(given.get("index", 0)))

        draft = _among(draft, parent, moved)
    return draft, {}
