"""JSON Schemas of what lint reads and prints."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import msgspec

from docgen.lint.checks import CHECKS
from docgen.lint.notes import field_notes
from docgen.lint.output import PrintedFinding, Report
from docgen.lint.rule import Bad, ExampleAccount, Expected, Good, Rule

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, dict[str, Any]]:
    """Name → schema, for ``docs/schemas/<name>.schema.json``, in nothing but the types of JSON."""
    made: dict[str, dict[str, Any]] = json.loads(
        msgspec.json.encode({"rule": rule_schema(), "findings": findings_schema()})
    )
    return made


def findings_schema() -> dict[str, Any]:
    """Of ``docgen lint --format json``."""
    schema = msgspec.json.schema(Report)
    _describe(schema["$defs"], (Report, PrintedFinding))
    return {"$schema": DIALECT, "title": "Findings of docgen lint", **schema}


def rule_schema() -> dict[str, Any]:
    """Of a rule file, the options of each check kind included."""
    names = list(CHECKS)
    kinds = [CHECKS[name].options for name in names]
    (rule, *options), definitions = msgspec.json.schema_components([Rule, *kinds], ref_template="#/$defs/{name}")
    _describe(definitions, (Rule, Good, Bad, Expected, ExampleAccount, *kinds))
    definitions["Rule"]["properties"]["check"] = {"enum": names, "description": field_notes(Rule)["check"]}
    definitions["Rule"]["allOf"] = [
        {"if": {"properties": {"check": {"const": name}}}, "then": _with_options(definitions, schema)}
        for name, schema in zip(names, options, strict=True)
    ]
    return {"$schema": DIALECT, "title": "A lint rule of docgen", **rule, "$defs": definitions}


def _with_options(definitions: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    needed = definitions[schema["$ref"].rpartition("/")[2]]["required"]
    return {"properties": {"options": schema}} | ({"required": ["options"]} if needed else {})


def _describe(definitions: dict[str, Any], structs: Iterable[type[msgspec.Struct]]) -> None:
    for struct in structs:
        properties = definitions[struct.__name__]["properties"]
        for name, note in field_notes(struct).items():
            # Beside a reference a description is allowed from draft 2019-09 on.
            properties[name] = {**properties[name], "description": note}
