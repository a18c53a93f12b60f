"""Findings as SARIF 2.1.0."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import unquote, urlsplit

import jsonschema
import pytest
from msgspec.structs import replace

from docgen.lint.outputs.printing import Printing
from docgen.lint.outputs.sarif import as_sarif
from docgen.lint.rule import Language
from tests.lint.hostile import RULES, findings, hostile_findings, linked


def record(required: str = "", **properties: Any) -> dict[str, Any]:
    """An object of SARIF: these properties, and no other."""
    made = {"type": "object", "additionalProperties": False, "properties": properties}
    return made | {"required": required.split()} if required else made


TEXT = {"type": "string", "minLength": 1}
BAG = {"type": "object"}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
URI = {"type": "string", "pattern": r"^[!#$%&'()*+,\-./0-9:;=?@A-Z_a-z~]+$"}
LANGUAGE = {"type": "string", "pattern": "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$"}
MESSAGE = record("text", text=TEXT, markdown=TEXT)
RULE = record(
    "id",
    id=TEXT,
    shortDescription=MESSAGE,
    fullDescription=MESSAGE,
    help=MESSAGE,
    defaultConfiguration=record(level=LEVEL),
    properties=record(tags={"type": "array", "items": TEXT, "uniqueItems": True}),
)
DRIVER = record(
    "name",
    name=TEXT,
    version=TEXT,
    semanticVersion={"type": "string", "pattern": r"^\d+\.\d+\.\d+"},
    language=LANGUAGE,
    rules={"type": "array", "items": RULE, "uniqueItems": True},
)
PHYSICAL = record(
    "artifactLocation",
    artifactLocation=record("uri", uri=URI),
    region=record("startLine", startLine={"type": "integer", "minimum": 1}),
)
LOGICAL = record(name=TEXT, fullyQualifiedName=TEXT)
LOCATION = record(
    physicalLocation=PHYSICAL, logicalLocations={"type": "array", "minItems": 1, "items": LOGICAL, "uniqueItems": True}
)
SUPPRESSION = record("kind", kind={"enum": ["inSource", "external"]}, status={"const": "accepted"})
RESULT = record(
    "message",
    ruleId=TEXT,
    ruleIndex={"type": "integer", "minimum": 0},
    level=LEVEL,
    message=MESSAGE,
    locations={"type": "array", "items": LOCATION, "minItems": 1, "maxItems": 1},
    partialFingerprints={"type": "object", "additionalProperties": {"type": "string"}},
    baselineState={"enum": ["new", "unchanged", "updated", "absent"]},
    suppressions={"type": "array", "items": SUPPRESSION, "uniqueItems": True},
    properties=BAG,
)
RUN = record(
    "tool",
    tool=record("driver", driver=DRIVER),
    language=LANGUAGE,
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    results={"type": "array", "items": RESULT},
)
LOG = record("version runs", **{"$schema": URI}, version={"const": "2.1.0"}, runs={"type": "array", "items": RUN})
"""What the schema of the standard says of all that docgen writes, and nothing beyond that."""


def written(some: Any, language: Language = "en", **more: Any) -> dict[str, Any]:
    """The one run, in a log as the standard has it."""
    log = json.loads(as_sarif(some, Printing(language, linked, rules=RULES, **more)))
    jsonschema.validate(log, LOG, cls=jsonschema.Draft202012Validator)
    run: dict[str, Any] = log["runs"][0]
    return run


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_result_names_rule_place_and_fingerprint(language: Language) -> None:
    run = written(findings(), language)
    rules = run["tool"]["driver"]["rules"]
    for result, finding in zip(run["results"], findings(), strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.rule
        assert result["partialFingerprints"] == {"docgenFindingId/v1": finding.id}
        assert result["message"]["text"] == finding.message.to(language)
        place = result["locations"][0]["physicalLocation"]
        assert place == {"artifactLocation": {"uri": linked(finding)}}
        assert result["suppressions"] == []
    assert [result["level"] for result in run["results"]] == ["error", "error", "note", "error"]


def test_rules_help_in_both_languages() -> None:
    rules = {rule.id: rule for rule in RULES}
    for told in written(findings())["tool"]["driver"]["rules"]:
        rule = rules[told["id"]]
        for language in ("ja", "en"):
            assert rule.summary.to(language) in told["help"]["text"]
            assert rule.why.to(language) in told["help"]["text"]
            assert f"**{rule.summary.to(language)}**" in told["help"]["markdown"]


def test_what_is_known_is_suppressed_and_with_a_baseline_all_else_is_new() -> None:
    some = [replace(findings()[0], known=True), findings()[1]]
    known, new = written(some)["results"]
    assert known["suppressions"] == [{"kind": "external", "status": "accepted"}]
    assert "baselineState" not in known
    assert new["suppressions"] == []
    assert [each["baselineState"] for each in written(some, baseline=True)["results"]] == ["unchanged", "new"]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_nothing_typed_is_obeyed_and_no_folder_of_this_machine_is_told(language: Language) -> None:
    results = written(hostile_findings(), language)["results"]
    assert len(results) == len(hostile_findings())
    for result, finding in zip(results, hostile_findings(), strict=True):
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert "/etc/" not in unquote(uri)
        assert not finding.file or not urlsplit(uri).scheme
        text = result["message"]["text"]
        assert "](" not in text
        assert "{0}" not in text.replace("{{0}}", "")


def test_the_line_of_a_file_is_told_where_it_is_known() -> None:
    first = replace(findings()[0], account="", file="議事録/12月 定例.md")
    at, nowhere = written([replace(first, file_line=7), first])["results"]
    place = at["locations"][0]["physicalLocation"]
    assert unquote(place["artifactLocation"]["uri"]) == "議事録/12月 定例.md"
    assert place["region"] == {"startLine": 7}
    assert "region" not in nowhere["locations"][0]["physicalLocation"]


def test_rules_of_nobody_knows_where_still_have_a_name() -> None:
    log = json.loads(as_sarif(findings(), Printing("ja")))
    jsonschema.validate(log, LOG, cls=jsonschema.Draft202012Validator)
    assert {"id": "item-has-decision"} in log["runs"][0]["tool"]["driver"]["rules"]
    assert "physicalLocation" not in log["runs"][0]["results"][0]["locations"][0]
