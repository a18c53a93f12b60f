"""Writes the JSON Schemas beside it from the types that docgen reads and prints: ``make schemas``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from docgen.account.fields import Definitions
from docgen.account.model import Account, AgendaPlan
from docgen.settings import Configuration

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
}


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema called ``name``."""
    subject = SUBJECTS[name]
    made = msgspec.json.schema(subject.type)
    if subject.written:
        for definition in made.get("$defs", {}).values():
            if "properties" in definition:
                definition["additionalProperties"] = False
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": subject.title, **made}


def text(name: str) -> str:
    """The file ``<name>.schema.json``."""
    return json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    for each in SUBJECTS:
        (HERE / f"{each}.schema.json").write_text(text(each), encoding="utf-8")
