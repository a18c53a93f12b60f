"""The ``fields`` parameter of reads: ``a,b(c,d),e/f`` or ``e.f``, and what it leaves of an answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docgen.emulator.discovery import api
from docgen.emulator.refusal import Refusal

JSON = dict[str, Any]
Mask = dict[str, Any]
"""Name to the mask below it; an empty mask means all of it."""


def _bad(fields: str) -> Refusal:
    return Refusal(f"Error parsing the 'fields' parameter: '{fields}'.")


def parse(fields: str) -> Mask:
    """A mask as a tree.

    Raises ``Refusal`` for brackets that do not match or names that are missing.
    """
    root: Mask = {}
    stack: list[Mask] = [root]
    here, name = root, ""
    ended = False
    for char in fields + ",":
        if char in ",)(/.":
            word = name.strip()
            name = ""
            if not word:
                if char in "(/." or not ended:
                    raise _bad(fields)
            else:
                here = here.setdefault(word, {})
            if char == "(":
                stack.append(here)
            elif char in ",)":
                if char == ")":
                    if len(stack) == 1:
                        raise _bad(fields)
                    stack.pop()
                here = stack[-1]
            ended = char == ")"
        else:
            name += char
    if len(stack) != 1:
        raise _bad(fields)
    return root


def masked(value: Any, mask: Mask) -> Any:
    """What ``mask`` leaves of a JSON value; lists are gone through, ``*`` means every member."""
    if not mask or not isinstance(value, dict | list):
        return value
    if isinstance(value, list):
        return [masked(one, mask) for one in value]
    if "*" in mask:
        return {key: masked(inner, mask[key] if key in mask else mask["*"]) for key, inner in value.items()}
    return {key: masked(inner, mask[key]) for key, inner in value.items() if key in mask}


def _below(schema: JSON, schemas: Mapping[str, JSON]) -> JSON:
    """The schema whose properties a path through ``schema`` goes on in."""
    while True:
        if "$ref" in schema:
            schema = schemas[schema["$ref"]]
        elif schema.get("type") == "array":
            schema = schema["items"]
        else:
            return schema


def known(mask: Mask, schema: str, name: str = "docs.v1") -> None:
    """Check a mask against a schema of an API.

    Raises ``Refusal`` (400) for a path that the schema does not have.
    """
    schemas = api(name).schemas

    def check(mask: Mask, here: JSON, path: str) -> None:
        here = _below(here, schemas)
        for part, inner in mask.items():
            below = f"{path}{part}"
            found = here.get("properties", {}).get(part) or here.get("additionalProperties")
            if part == "*":
                continue
            if found is None:
                raise Refusal(
                    f"Error expanding 'fields' parameter. Cannot find matching fields for path '{below}'."
                    if name == "docs.v1"
                    else f"Invalid field selection {part}"
                )
            if inner:
                check(inner, found, f"{below}.")

    check(mask, {"$ref": schema}, "")
