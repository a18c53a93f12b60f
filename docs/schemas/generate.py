"""Writes docs/schemas from the types that docgen reads and prints, and docs/rules.md: ``make schemas``."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from msgspec import inspect

from docgen.account.fields import Definitions
from docgen.account.model import Account, AccountDocument, AgendaPlan
from docgen.lint.files import built_in, rules_of
from docgen.lint.listing import ExplainedRule, ListedRule, Tested
from docgen.lint.notes import field_notes
from docgen.lint.reference import reference
from docgen.lint.schemas import schemas as lint_schemas
from docgen.settings import Configuration
from docgen.workflows.archive import Archived
from docgen.workflows.asked import Captured
from docgen.workflows.cancel import Cancelled
from docgen.workflows.create import Created
from docgen.workflows.digest import Digest
from docgen.workflows.move import Moved
from docgen.workflows.open_todos import OpenTodo
from docgen.workflows.posting import Closed
from docgen.workflows.prepare import Prepared
from docgen.workflows.readiness import Coming
from docgen.workflows.report_model import Report
from docgen.workflows.sync import Synced
from docgen.workflows.templates import Checked, Listed
from docgen.workflows.weekly import Row

HERE = Path(__file__).parent


class Subject(NamedTuple):
    """One schema: of which type, called what, and whether people write it (then no other key may stand in it)."""

    type: Any
    title: str
    written: bool


SUBJECTS = {
    "accounts": Subject(tuple[Account, ...], "docgen account list --format json", written=False),
    "agenda": Subject(AgendaPlan, "agendas/<account>/<meeting>.yaml", written=True),
    "docgen-toml": Subject(Configuration, "docgen.toml", written=True),
    "fields": Subject(Definitions, "templates/fields.yaml", written=True),
    "sync": Subject(tuple[Synced, ...], "docgen account sync --format json", written=False),
    "create": Subject(tuple[Created, ...], "docgen create --format json", written=False),
    "archive": Subject(Archived, "docgen archive --format json", written=False),
    "prepare": Subject(tuple[Prepared, ...], "docgen prepare --format json", written=False),
    "week": Subject(tuple[Row, ...], "docgen prepare --week --calendar … --format json", written=False),
    "move": Subject(Moved, "docgen move --format json", written=False),
    "cancel": Subject(Cancelled, "docgen cancel --format json", written=False),
    "add": Subject(Captured, "docgen add … --format json", written=False),
    "close": Subject(Closed, "docgen close --format json", written=False),
    "rules": Subject(tuple[ListedRule, ...], "docgen rules list --format json", written=False),
    "rules-explain": Subject(ExplainedRule, "docgen rules explain --format json", written=False),
    "rules-test": Subject(Tested, "docgen rules test --format json", written=False),
    "show": Subject(AccountDocument, "docgen show --format json", written=False),
    "open": Subject(tuple[OpenTodo, ...], "docgen show --open --format json", written=False),
    "status": Subject(tuple[Coming, ...], "docgen status --format json", written=False),
    "digest": Subject(Digest, "docgen digest --format json", written=False),
    "report": Subject(Report, "docgen report --format json", written=False),
    "templates": Subject(tuple[Listed, ...], "docgen templates list --format json", written=False),
    "templates-check": Subject(Checked, "docgen templates check --format json", written=False),
}


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema called ``name``."""
    subject = SUBJECTS[name]
    made = msgspec.json.schema(subject.type)
    definitions = made.get("$defs", {})
    for struct in structs(inspect.type_info(subject.type)):
        properties = definitions[struct.__name__]["properties"]
        for key, note in field_notes(struct).items():
            properties[key] = {**properties[key], "description": note}
    if subject.written:
        for definition in definitions.values():
            if "properties" in definition:
                definition["additionalProperties"] = False
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": subject.title, **made}


def structs(info: Any) -> Iterator[type[msgspec.Struct]]:
    """Every Struct that a type is made of."""
    if isinstance(info, inspect.StructType):
        yield info.cls
    for field in dataclasses.fields(info) if dataclasses.is_dataclass(info) else msgspec.structs.fields(info):
        value = getattr(info, field.name)
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, inspect.Field):
                yield from structs(each.type)
            elif isinstance(each, inspect.Type):
                yield from structs(each)


def text(name: str) -> str:
    """The file ``<name>.schema.json``."""
    return json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    for each in SUBJECTS:
        (HERE / f"{each}.schema.json").write_text(text(each), encoding="utf-8")
    for name, made in lint_schemas().items():
        (HERE / f"{name}.schema.json").write_text(
            json.dumps(made, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
        )
    (HERE.parent / "rules.md").write_text(reference(rules_of(built_in())), encoding="utf-8")
