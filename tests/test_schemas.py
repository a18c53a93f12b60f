"""The published JSON Schemas are those of the types, and hold for what docgen ships."""

from __future__ import annotations

import json
import runpy
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from docgen import resources
from docgen.inputs.toml_source import parse_toml
from docgen.inputs.yaml_source import read_yaml
from docgen.workflows.starters import docgen_toml

DIRECTORY = Path(__file__).resolve().parents[1] / "docs" / "schemas"
GENERATE = runpy.run_path(str(DIRECTORY / "generate.py"))
AGENDAS = sorted((resources.examples() / "team" / "agendas").rglob("*.yaml"))


def schema(name: str) -> Any:
    return json.loads((DIRECTORY / f"{name}.schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", GENERATE["SUBJECTS"])
def test_schemas_are_current(name: str) -> None:
    written = (DIRECTORY / f"{name}.schema.json").read_text(encoding="utf-8")
    assert written == GENERATE["text"](name), "run `make schemas`"
    jsonschema.Draft202012Validator.check_schema(schema(name))


@pytest.mark.parametrize("path", AGENDAS, ids=lambda path: "/".join(path.parts[-2:]))
def test_the_sample_team_s_agendas_keep_their_schema(path: Path) -> None:
    jsonschema.validate(read_yaml(path).data, schema("agenda"))


def test_the_fields_keep_their_schema() -> None:
    jsonschema.validate(read_yaml(resources.templates() / "fields.yaml").data, schema("fields"))


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_new_workspace_keeps_its_schema(language: str) -> None:
    jsonschema.validate(parse_toml(docgen_toml(language), "docgen.toml").data, schema("docgen-toml"))


def test_an_unknown_key_does_not() -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"title": "a", "start": "2026-12-01", "attendees": {"our": []}}, schema("agenda"))
