"""Findings as JSON, and the schemas that describe what lint reads and prints."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import jsonschema
import pytest

from docgen import resources
from docgen.connect.opening import document_url
from docgen.inputs.yaml_source import read_yaml
from docgen.lint.engine import lint
from docgen.lint.files import built_in, rules_of
from docgen.lint.findings import Finding
from docgen.lint.listing import listed, rows
from docgen.lint.output import as_json, summary
from docgen.lint.reference import explanation, reference
from docgen.lint.rule import Language
from docgen.lint.schemas import schemas
from docgen.lint.selection import Selection
from docgen.settings import DisabledRule
from tests.lint.values import NOW, complete, document, entries, meeting, todo

RULES = rules_of(built_in())
FLAWED = (
    meeting(
        complete(decisions=(), heading_id="h.1"),
        complete("第2ライン", action_items=(todo(owner=""), todo(due="未定")), heading_id="h.2"),
        heading_id="h.0",
    ),
    meeting(complete(decisions=entries("〇〇とする")), id="x", date="", title="臨時", at=2000),
)


def findings() -> Sequence[Finding]:
    return lint(document(*FLAWED), RULES, now=NOW)


def linked(finding: Finding) -> str:
    return document_url(finding.document_id, local=False, tab=finding.span[0], heading=finding.heading_id)


@pytest.mark.parametrize(
    ("language", "line"),
    [("ja", "確認したいこと 4件（要対応 3、参考 1）"), ("en", "4 to ask (error 3, advice 1)")],
)
def test_the_summary_counts_by_severity(language: Language, line: str) -> None:
    assert summary(findings(), language) == line
    assert summary((), language) in ("確認したいことはありません", "nothing to ask")


@pytest.mark.parametrize("language", ["ja", "en"])
def test_json_follows_its_schema(language: Language) -> None:
    printed = json.loads(as_json(findings(), language, linked))
    jsonschema.validate(printed, schemas()["findings"], cls=jsonschema.Draft202012Validator)
    assert (printed["language"], printed["errors"], printed["warnings"], printed["advice"]) == (language, 3, 0, 1)
    first = printed["findings"][0]
    assert first["message"] == findings()[0].message.to(language)
    assert first["link"] == "https://docs.google.com/document/d/doc1/edit?tab=t.0#heading=h.1"
    assert first["span"] == ["t.0", 100, 199]


@pytest.mark.parametrize("path", sorted(resources.rules().iterdir()), ids=lambda path: str(path.stem))
def test_rule_files_follow_their_schema(path: Path) -> None:
    jsonschema.validate(read_yaml(path).data, schemas()["rule"], cls=jsonschema.Draft202012Validator)


@pytest.mark.parametrize(
    "change",
    [
        {"check": "other"},
        {"options": {}},
        {"options": {"field": "views", "prt": 1}},
        {"id": "Views"},
        {"colour": "red"},
    ],
)
def test_the_rule_schema_refuses_what_the_reader_refuses(change: dict[str, object]) -> None:
    data = read_yaml(resources.rules() / "item-has-customer-view.yaml").data | change
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, schemas()["rule"], cls=jsonschema.Draft202012Validator)


def test_schemas_are_schemas_and_describe_their_fields() -> None:
    for schema in schemas().values():
        jsonschema.Draft202012Validator.check_schema(schema)
    assert schemas()["findings"]["$defs"]["PrintedFinding"]["properties"]["message"]["description"]
    assert schemas()["rule"]["$defs"]["FieldFilled"]["properties"]["part"]["description"]


DOCS = resources.rules().parent / "docs"


@pytest.mark.parametrize("name", ["rule", "findings"])
def test_published_schemas_are_current(name: str) -> None:
    published = (DOCS / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")
    assert json.loads(published) == schemas()[name], "run `make schemas`"


def test_docs_tell_the_rules_as_they_are() -> None:
    assert (DOCS / "rules.md").read_text(encoding="utf-8") == reference(RULES), "run `make schemas`"


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_rule_explains_itself_in_one_language(language: Language) -> None:
    for rule in RULES:
        text = explanation(rule, language)
        assert rule.why.to(language) in text
        assert rule.message.to(language) in text
        for examples in (rule.good, rule.bad):
            shown = [language == example.account.language for example in examples]
            assert any(shown), f"{rule.id} needs a good and a bad example in each language"
            for example, readable in zip(examples, shown, strict=True):
                assert (example.document.splitlines()[-1] in text) >= readable
        assert ("11月定例" in text or "12月定例" in text) == (language == "ja")


def test_the_list_tells_what_is_switched_off_and_why() -> None:
    off = Selection(disable=(DisabledRule(rule="item-has-decision", reason="練習中"),))
    table = {row[0]: row[1:] for row in rows(listed(RULES, "ja", selection=off, today=NOW.date()), "ja")}
    assert table["ルール"] == ["時期", "重さ", "ステップ", "内容"]
    assert table["agenda-has-stance"][:3] == ["会議の前", "要対応", "2"]
    assert table["item-has-decision"][3] == "停止中: 練習中  ご判断の論点に、決定事項がある"
    phases = [row[1] for row in rows(listed(RULES, "en", selection=off, today=NOW.date()), "en")[1:]]
    assert phases == sorted(phases, key=["before", "after", "always"].index)
