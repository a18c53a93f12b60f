"""Dropdown definitions and the dropdowns made from them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from docgen.document.edit import map_paragraphs, paragraphs
from docgen.document.nodes import NOTHING, Element, Inline, Paragraph
from docgen.document.tabs import Tab
from docgen.emulator.draft import Draft, Mint, places
from docgen.emulator.handlers.chips import put_inline
from docgen.emulator.handlers.where import spot
from docgen.emulator.masks import applied, paths
from docgen.emulator.refusal import RequestRefusal

JSON = dict[str, Any]

DEFINITIONS: Final = "dropdownDefinitions"
PROPERTIES: Final = "dropdownDefinitionProperties"
DEFINITION_ID: Final = re.compile(r"kix\.[a-zA-Z0-9_-]{2,14}")
OPTION_ID: Final = re.compile(r"dropdownItem\.[a-zA-Z0-9_-]{2,14}")
FEWEST: Final = 2
MOST: Final = 50


def _options(given: list[JSON], mint: Mint) -> list[JSON]:
    if not FEWEST <= len(given) <= MOST:
        raise RequestRefusal("A dropdown definition must have at least 2 options and at most 50 options.")
    made = [{**one, "optionId": one.get("optionId") or mint.new("dropdownItem.")} for one in given]
    if not all(OPTION_ID.fullmatch(one["optionId"]) for one in made):
        raise RequestRefusal("The ID of a dropdown option is invalid.")
    if len({one["optionId"] for one in made}) < len(made):
        raise RequestRefusal("The IDs of dropdown options must be unique.")
    if not all(one.get("displayValue") for one in made):
        raise RequestRefusal("The display value of a dropdown option must be specified.")
    return made


def _definitions(tab: Tab) -> JSON:
    return dict(tab.resources.get(DEFINITIONS) or {})


def _definition(tab: Tab, definition_id: str | None) -> JSON:
    found: JSON | None = _definitions(tab).get(definition_id or "")
    if found is None:
        raise RequestRefusal(f"The dropdown definition with ID '{definition_id or ''}' was not found.")
    return found


def _option(definition: JSON, option_id: str | None) -> JSON:
    """The option asked for; the first where none is."""
    options: list[JSON] = definition[PROPERTIES]["options"]
    if not option_id:
        return options[0]
    found = next((one for one in options if one["optionId"] == option_id), None)
    if found is None:
        raise RequestRefusal(f"The dropdown option with ID '{option_id}' was not found.")
    return found


def create_dropdown_definition(draft: Draft, request: JSON) -> tuple[Draft, JSON]:
    """createDropdownDefinition."""
    given = request.get("dropdownDefinition") or {}
    tab, mint = draft.tab(request.get("tabId")), draft.mint()
    made_id = given.get("dropdownDefinitionId") or mint.new("kix.")
    if not DEFINITION_ID.fullmatch(made_id) or made_id in _definitions(tab):
        raise RequestRefusal("The ID of the dropdown definition is invalid or already in use.")
    properties = given.get(PROPERTIES) or {}
    made = {
        "dropdownDefinitionId": made_id,
        PROPERTIES: {**properties, "options": _options(properties.get("options") or [], mint)},
    }
    draft = draft.minted(mint).with_resource(tab.id, DEFINITIONS, {**_definitions(tab), made_id: made})
    return draft, {"createDropdownDefinition": {"dropdownDefinition": made}}


def insert_dropdown(draft: Draft, request: JSON) -> tuple[Draft, JSON]:
    """insertDropdown."""
    where = request.get("location") or request.get("endOfSegmentLocation") or {}
    definition = _definition(draft.tab(where.get("tabId")), request.get("dropdownDefinitionId"))
    option = _option(definition, request.get("selectedOptionId"))
    data = {
        "dropdownProperties": {
            "dropdownDefinitionId": definition["dropdownDefinitionId"],
            "selectedOptionId": option["optionId"],
            "displayValue": option["displayValue"],
        }
    }
    draft, made = put_inline(draft, spot(draft, request), "dropdown", "dropdownId", data)
    return draft, {"insertDropdown": {"dropdown": made}}


def _dropdowns(tab: Tab) -> list[JSON]:
    return [
        dict(element.data)
        for place in places(tab)
        for paragraph, _ in paragraphs(place.blocks, 0, place.blocks.size)
        for element in paragraph.elements
        if isinstance(element, Inline) and element.kind == "dropdown"
    ]


def _changed(draft: Draft, tab: Tab, change: Callable[[JSON], JSON]) -> Draft:
    """The draft with the properties of every dropdown of a tab changed."""

    def one(element: Element) -> Element:
        if not isinstance(element, Inline) or element.kind != "dropdown":
            return element
        made = change(dict(element.data))
        return element if made == element.data else replace(element, data=made)

    def on(paragraph: Paragraph, at: int) -> Paragraph:
        elements = tuple(map(one, paragraph.elements))
        return paragraph if elements == paragraph.elements else replace(paragraph, elements=elements)

    for place in places(tab):
        here = draft.again(place)
        draft = draft.edited(here, map_paragraphs(here.blocks, 0, here.blocks.size, on))
    return draft


def update_dropdown_properties(draft: Draft, request: JSON) -> tuple[Draft, JSON]:
    """updateDropdownProperties: another option of its definition, or another definition."""
    tab, wanted = draft.tab(request.get("tabId")), request.get("dropdownId")
    fields = paths(request.get("fields"), "DropdownProperties", read_only=("displayValue",))
    new = request.get("dropdownProperties") or {}
    if not any(one.get("dropdownId") == wanted for one in _dropdowns(tab)):
        raise RequestRefusal(f"The dropdown with ID '{wanted or ''}' was not found.")

    def change(data: JSON) -> JSON:
        if data.get("dropdownId") != wanted:
            return data
        properties = applied(data["dropdownProperties"], new, fields)
        option = _option(_definition(tab, properties.get("dropdownDefinitionId")), properties.get("selectedOptionId"))
        shown = {"selectedOptionId": option["optionId"], "displayValue": option["displayValue"]}
        return {**data, "dropdownProperties": {**properties, **shown}}

    return _changed(draft, tab, change), {}


def update_dropdown_definition_properties(draft: Draft, request: JSON) -> tuple[Draft, JSON]:
    """updateDropdownDefinitionProperties: dropdowns follow, a chosen option that goes needs a replacement."""
    tab, mint = draft.tab(request.get("tabId")), draft.mint()
    definition = _definition(tab, request.get("dropdownDefinitionId"))
    own = definition["dropdownDefinitionId"]
    fields = paths(request.get("fields"), "DropdownDefinitionProperties")
    properties = applied(definition[PROPERTIES], request.get(PROPERTIES) or {}, fields)
    properties["options"] = _options(properties.get("options") or [], mint)
    made = {**definition, PROPERTIES: properties}
    replacements = request.get("selectedOptionIdReplacements") or NOTHING
    known = {one["optionId"] for one in properties["options"]}

    def change(data: JSON) -> JSON:
        old = data["dropdownProperties"]
        if old.get("dropdownDefinitionId") != own:
            return data
        chosen = old["selectedOptionId"]
        if chosen not in known:
            chosen = replacements.get(chosen)
        if chosen not in known:
            raise RequestRefusal("A replacement is required for an option that is selected in a dropdown.")
        shown = {"selectedOptionId": chosen, "displayValue": _option(made, chosen)["displayValue"]}
        return {**data, "dropdownProperties": {**old, **shown}}

    draft = _changed(draft.minted(mint), tab, change)
    return draft.with_resource(tab.id, DEFINITIONS, {**_definitions(tab), own: made}), {}


def delete_dropdown_definition(draft: Draft, request: JSON) -> tuple[Draft, JSON]:
    """deleteDropdownDefinition, unless a dropdown is made from it."""
    tab = draft.tab(request.get("tabId"))
    own = _definition(tab, request.get("dropdownDefinitionId"))["dropdownDefinitionId"]
    if any(one["dropdownProperties"].get("dropdownDefinitionId") == own for one in _dropdowns(tab)):
        raise RequestRefusal("The dropdown definition is referenced by dropdowns in the document.")
    kept = {key: value for key, value in _definitions(tab).items() if key != own}
    return draft.with_resource(tab.id, DEFINITIONS, kept), {}
