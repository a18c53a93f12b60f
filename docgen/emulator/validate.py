"""Request bodies checked against the discovery document's schemas, with Google's texts and snake_case paths.

As protocol buffers do, it takes a field under its JSON name and its original one, whole numbers as text, and null as
absent; and it finds everything that is wrong before it says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import msgspec

from docgen.emulator.discovery import members
from docgen.emulator.masks import camel, snake
from docgen.emulator.refusal import Refusal

JSON = dict[str, Any]

PACKAGE: Final = "type.googleapis.com/google.apps.docs.v1."
SIZES: Final = {"int32": 1 << 31, "uint32": 1 << 32, "int64": 1 << 63}
ONEOF: Final = {"Request": "request"}
"""Messages of which one field alone may be set, and what that choice is called."""


class Violations:
    """What is wrong so far, each with its path."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str]] = []

    def unknown(self, name: str, path: str, why: str = "Cannot find field.") -> None:
        """A name that the schema does not have there, or not in that form."""
        at = f" at '{path}'" if path else ""
        self.found.append((path, f'Invalid JSON payload received. Unknown name "{name}"{at}: {why}'))

    def value(self, path: str, kind: str, value: Any) -> None:
        """A value of another type."""
        self.found.append((path, f"Invalid value at '{path}' ({kind}), {msgspec.json.encode(value).decode()}"))

    def refusal(self) -> Refusal:
        """The 400 that names them all."""
        violations = [
            {"field": path, "description": text} if path else {"description": text} for path, text in self.found
        ]
        details = [{"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": violations}]
        return Refusal("\n".join(text for _, text in self.found), details=details)


def _whole(value: Any) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        try:
            return int(value)
        except ValueError:
            return None
    if isinstance(value, float):
        return int(value) if value.is_integer() else None
    return value if isinstance(value, int) else None


def _number(value: Any) -> float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        try:
            return float(value)
        except ValueError:
            return None
    return value if isinstance(value, int | float) else None


def _scalar(value: Any, schema: JSON, path: str, wrong: Violations) -> Any:
    kind, form = schema["type"], schema.get("format", "")
    if kind == "integer" or form in SIZES:
        whole = _whole(value)
        limit = SIZES.get(form, 1 << 31)
        if whole is None or not -limit <= whole < limit:
            wrong.value(path, f"TYPE_{(form or 'int32').upper()}", value)
        return whole
    if kind == "number":
        number = _number(value)
        if number is None:
            wrong.value(path, f"TYPE_{(form or 'double').upper()}", value)
        return number
    if kind == "boolean":
        if not isinstance(value, bool):
            wrong.value(path, "TYPE_BOOL", value)
        return value
    if not isinstance(value, str):
        wrong.value(path, "TYPE_STRING", value)
    return value


def _enum(value: Any, schema: JSON, name: str, owner: str, path: str, wrong: Violations) -> Any:
    choices = schema["enum"]
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < len(choices):
        return choices[value]
    if value not in choices:
        wrong.value(path, f"{PACKAGE}{owner}.{name[:1].upper()}{name[1:]}", value)
    return value


def _value(value: Any, schema: JSON, name: str, owner: str, path: str, wrong: Violations) -> Any:
    if "$ref" in schema:
        return _message(value, schema["$ref"], path, wrong)
    kind = schema.get("type")
    if kind == "array":
        listed = value if isinstance(value, list) else [value]
        return [
            _value(one, schema["items"], name, owner, f"{path}[{number}]", wrong) for number, one in enumerate(listed)
        ]
    if kind == "object":
        if not isinstance(value, dict):
            wrong.value(path, "TYPE_MESSAGE", value)
            return {}
        inner = schema.get("additionalProperties")
        if inner is None:
            return value
        return {key: _value(one, inner, name, owner, f"{path}[{key}]", wrong) for key, one in value.items()}
    if "enum" in schema:
        return _enum(value, schema, name, owner, path, wrong)
    if isinstance(value, list):
        return None
    return _scalar(value, schema, path, wrong)


def _message(value: Any, schema: str, path: str, wrong: Violations) -> JSON:
    if not isinstance(value, dict):
        wrong.value(path, PACKAGE + schema, value)
        return {}
    known, made = members(schema), JSON()
    for key, inner in value.items():
        name = key if key in known else camel(key)
        if name not in known:
            wrong.unknown(key, path)
            continue
        if inner is None:
            continue
        below = f"{path}.{snake(name)}" if path else snake(name)
        if isinstance(inner, list) and known[name].get("type") != "array":
            wrong.unknown(key, path, "Proto field is not repeating, cannot start list.")
            continue
        if made and schema in ONEOF:
            why = f"(oneof), oneof field '{ONEOF[schema]}' is already set. Cannot set '{name}'"
            wrong.found.append((path, f"Invalid value at '{path}' {why}"))
            continue
        made[name] = _value(inner, known[name], name, schema, below, wrong)
    return made


def checked(body: Mapping[str, Any], schema: str) -> JSON:
    """``body`` as the schema has it: JSON names, numbers as numbers, without nulls.

    Raises ``Refusal`` (400), which names everything that does not fit.
    """
    wrong = Violations()
    made = _message(body, schema, "", wrong)
    if wrong.found:
        raise wrong.refusal()
    return made
